"""Questions about call-backs: whom my office calls, what it may know of the case, who said that it is not solved."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from sangsuk import thai
from sangsuk.common.errors import Missing, Refused
from sangsuk.common.paging import Page, decode, page
from sangsuk.common.remember import remembered
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor

from .. import workflow
from ..models import Callback, Case, CaseEvent, SampleRule
from ..sealed import rule
from ..standing import WORKING_ROLES
from . import lot

PAGE = 30
DOUBTED_DAYS = 30
"""So long the office that settled a case is shown what the citizen said against it: as long as she may have it reopened."""
ANSWERS = ("answer", "result")


@remembered
def rules() -> tuple[lot.Rule, ...]:
    """The rules of the sample as values."""
    rows = SampleRule.objects.values_list("mission", "level", "percent", "valid_from", "valid_to")
    return tuple(lot.Rule(*row) for row in rows)


def waiting_by_office() -> Counter[str]:
    rows = Callback.objects.filter(done_at=None).values_list("office_code").annotate(n=Count("id")).order_by()
    return Counter(dict(rows))


def districts_of(province_code: str) -> list[offices.OfficeCard]:
    """The district centres of a province."""
    cards = offices.directory().values()
    return [card for card in cards if card.kind == "district" and card.province_code == province_code]


def may_call(case: Case, by: Actor) -> bool:
    """Whether the actor's office has still to call about this settled case. It must not have had the case in hand."""
    if by.kind != "staff" or by.role not in WORKING_ROLES or case.status != workflow.SETTLED:
        return False
    if by.office_code in case.holders:
        return False
    return Callback.objects.filter(case_id=case.pk, office_code=by.office_code, done_at=None).exists()


def of_office(actor: Actor) -> QuerySet[Callback]:
    """The calls that the actor's office has to make, and made. A case that was opened again in the meantime waits."""
    if actor.kind != "staff" or actor.role not in WORKING_ROLES:
        return Callback.objects.none()
    held = Q(done_at=None) & (~Q(case__status=workflow.SETTLED) | Q(case__holders__contains=[actor.office_code]))
    return Callback.objects.filter(rule.visible(actor, "case__"), office_code=actor.office_code).exclude(held)


def waiting(actor: Actor, *, cursor: str = "") -> Page[Callback]:
    """The calls to make, the one due first on top."""
    rows = of_office(actor).filter(done_at=None)
    if cursor:
        due, last = _cursor(cursor)
        rows = rows.filter(Q(due_at__gt=due) | Q(due_at=due, pk__gt=last))
    found = list(rows.select_related("case").order_by("due_at", "pk")[: PAGE + 1])
    return page(found, PAGE, lambda row: (row.due_at.isoformat(), row.pk))


def made(actor: Actor, *, most: int = 10) -> list[Callback]:
    """The last calls that were made."""
    rows = of_office(actor).exclude(done_at=None).select_related("case", "by")
    return list(rows.order_by("-done_at", "-pk")[:most])


def count(actor: Actor) -> int:
    return of_office(actor).filter(done_at=None).count()


def _cursor(cursor: str) -> tuple[datetime, int]:
    key = decode(cursor)
    try:
        due, last = key
        at = datetime.fromisoformat(due)
        if at.tzinfo is None or not isinstance(last, int) or abs(last) >= 2**63:
            raise ValueError
    except (TypeError, ValueError) as trouble:
        raise Refused("bad_cursor", _("เครื่องหมายหน้าถัดไปไม่ถูกต้อง กรุณาเริ่มจากหน้าแรก"), "cursor") from trouble
    return at, last


@dataclass(frozen=True)
class Call:
    """What the caller may know: nothing that tells who she is, until `actions.reveal`."""

    callback: Callback
    number: str
    gist: str
    office_code: str
    answer: str
    settled_at: datetime | None
    may_reveal: bool


def call(number: str, actor: Actor) -> Call:
    """Raises: Missing where the actor's office has no such call."""
    row = None
    if "\x00" not in number:
        row = of_office(actor).select_related("case", "by").filter(case__number=number).first()
    if row is None:
        raise Missing("no_callback", _("สำนักงานของท่านไม่มีการโทรถามเรื่องนี้"))
    case = row.case
    return Call(
        row, case.number, thai.redact(case.gist).text, case.office_id, thai.redact(answer_of(case)).text, case.closed_at,
        may_call(case, actor),
    )  # fmt: skip


def answer_of(case: Case) -> str:
    """The last answer that the citizen was given."""
    told = CaseEvent.objects.filter(case_id=case.pk).exclude(move="propose").order_by("-seq")
    for data in told.filter(Q(data__has_key="answer") | Q(data__has_key="result")).values_list("data", flat=True)[:1]:
        return next((str(data[name]) for name in ANSWERS if data.get(name)), "")
    return ""


def doubts(now: datetime) -> QuerySet[Callback]:
    """The settled cases of which the citizen said to another office, not long ago, that they are not solved."""
    since = now - timedelta(days=DOUBTED_DAYS)
    return Callback.objects.filter(solved__in=("partly", "no"), done_at__gt=since, case__status=workflow.SETTLED)


def doubted(actor: Actor, now: datetime) -> QuerySet[Case]:
    """Those that the actor's office settled, or one of the offices below it."""
    if actor.kind != "staff" or actor.role not in (*WORKING_ROLES, "executive"):
        return Case.objects.none()
    below = {card.code for card in offices.children(actor.office_code)} if actor.office_level != "agency" else set()
    rows = Case.objects.visible_to(actor).filter(office__in={actor.office_code, *below})
    return rows.filter(pk__in=doubts(now).values("case"))


def doubt_of(case: Case) -> Callback | None:
    """What she said to the office that called, for those who answer for the case."""
    if case.status != workflow.SETTLED:
        return None
    return Callback.objects.filter(case_id=case.pk, solved__in=("partly", "no")).first()
