"""The urgent policies of the government: the open matters of one, in a queue and a report of their own."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from sangsuk.cases import workflow
from sangsuk.cases.models import Case, CaseQuerySet
from sangsuk.catalog import queries as catalog
from sangsuk.catalog.queries import TermCard
from sangsuk.common import paging
from sangsuk.common.errors import Missing, Refused
from sangsuk.offices.actor import Actor

POLICY = "policy"
SIZE = 30


@dataclass(frozen=True)
class Line:
    """How a policy stands in what somebody sees. `ended`: it is no policy any more, and matters are still open."""

    policy: TermCard
    open: int
    late: int
    settled: int
    ended: bool


def policy(code: str) -> TermCard:
    """Raises Missing."""
    found: TermCard | None = catalog.all_terms(POLICY).get(code)
    if found is None:
        raise Missing("no_policy", _("ไม่พบนโยบายนี้"))
    return found


def seen(actor: Actor) -> CaseQuerySet:
    """The one rule of who sees cases, of those that are marked with a policy."""
    return Case.objects.visible_to(actor).exclude(policy_code="")


def lines(actor: Actor, now: datetime, today: date) -> list[Line]:
    """Those in force, and those that ended with something still open. One query."""
    late = Q(closed_at=None, due_at__lt=now) & ~Q(status__in=workflow.QUIET)
    rows = seen(actor).order_by().values("policy_code").annotate(
        open=Count("pk", filter=Q(closed_at=None)), late=Count("pk", filter=late), settled=Count("pk", filter=Q(status=workflow.SETTLED)),
    )  # fmt: skip
    counted: dict[str, dict[str, int]] = {
        row["policy_code"]: {name: row[name] for name in ("open", "late", "settled")} for row in rows
    }
    blank = {"open": 0, "late": 0, "settled": 0}
    made = [
        Line(card, **counted.get(code, blank), ended=not card.in_force(today))
        for code, card in catalog.all_terms(POLICY).items()
    ]
    return sorted(
        (one for one in made if not one.ended or one.open), key=lambda one: (-one.late, -one.open, one.policy.code)
    )


def queue(actor: Actor, code: str, *, cursor: str = "", size: int = SIZE) -> paging.Page[Case]:
    """The open matters of a policy that she sees, what is due first. One query, by key."""
    rows = seen(actor).open().filter(policy_code=code)
    if cursor:
        due, pk = _key(cursor)
        rows = rows.filter(Q(due_at__gt=due) | Q(due_at=due, pk__gt=pk))
    found = list(rows.order_by("due_at", "pk")[: size + 1])
    return paging.page(found, size, lambda case: (case.due_at.isoformat() if case.due_at else "", case.pk))


def _key(cursor: str) -> tuple[datetime, int]:
    key = paging.decode(cursor)
    try:
        due, pk = datetime.fromisoformat(str(key[0])), int(key[1])
    except (IndexError, ValueError, TypeError, OverflowError):
        raise Refused("bad_cursor", _("เครื่องหมายหน้าถัดไปไม่ถูกต้อง กรุณาเริ่มจากหน้าแรก"), "cursor") from None
    if due.tzinfo is None:
        raise Refused("bad_cursor", _("เครื่องหมายหน้าถัดไปไม่ถูกต้อง กรุณาเริ่มจากหน้าแรก"), "cursor")
    return due, min(max(pk, 0), 2**62)


@dataclass(frozen=True)
class Office:
    code: str
    open: int
    late: int
    settled: int


def report(actor: Actor, code: str, now: datetime) -> list[Office]:
    """How the offices that she sees stand with a policy, those with most late matters first. One query."""
    late = Q(closed_at=None, due_at__lt=now) & ~Q(status__in=workflow.QUIET)
    rows = seen(actor).filter(policy_code=code).order_by().values("office").annotate(
        open=Count("pk", filter=Q(closed_at=None)), late=Count("pk", filter=late), settled=Count("pk", filter=Q(status=workflow.SETTLED)),
    )  # fmt: skip
    made = [Office(row["office"], row["open"], row["late"], row["settled"]) for row in rows]
    return sorted(made, key=lambda one: (-one.late, -one.open, one.code))
