"""Lists of cases: the tabs of the officer's queue, what they are narrowed to, page by page."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk import thai
from sangsuk.common.errors import Refused
from sangsuk.common.paging import Page, decode, encode, page
from sangsuk.deadlines import queries as deadlines
from sangsuk.offices.actor import Actor

from . import silence, workflow
from .daily import absences
from .models import Case, CaseQuerySet

PAGE = 30
TABS = ("new", "mine", "soon", "late", "waiting", "agency", "review", "attention", "silent", "open", "all")


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; empty means not narrowed. `due`: "soon", "late" or a date YYYY-MM-DD; `who`: the number
    of the person who has it, "none" for nobody."""

    status: str = ""
    category: str = ""
    district: str = ""
    due: str = ""
    q: str = ""
    who: str = ""


@dataclass(frozen=True)
class Queue:
    """One tab of the queue: the rows, the cursor of the next page, and how many wait in each tab."""

    tab: str
    page: Page[Case]
    counts: dict[str, int]


def queue(
    actor: Actor, tab: str, *, filters: Filters | None = None, cursor: str = "", now: datetime | None = None
) -> Queue:
    """The officer's queue, the most pressing first. Two queries, whatever the size; three for who may be asked to look."""
    now = now or timezone.now()
    soon = deadlines.soon_until(now, actor.province_code)
    conditions = _tabs(actor, now, soon)
    if tab not in TABS:
        raise Refused("bad_choice", _("ไม่มีรายการนี้"), "tab")
    own = Case.objects.waiting_at(actor)
    counted = own.aggregate(**{name: Count("id", filter=q) for name, q in conditions.items()})
    if is_asked_to_look(actor):
        counted["attention"] = _asks(actor).count()
    if tab == "all":
        return Queue(tab, listing(actor, filters or Filters(), cursor=cursor, now=now), counted)
    return Queue(tab, _by_due(_narrow(_in_tab(actor, tab, now, soon), filters, now, soon), cursor), counted)


def is_asked_to_look(actor: Actor) -> bool:
    """Who commands a centre: to her the cases climb that nobody moved."""
    return actor.role in ("chief", "executive") and not actor.at_agency


def _asks(actor: Actor) -> CaseQuerySet:
    """The open cases, wherever they are, that the actor's office was asked to look at. By its own index."""
    return Case.objects.visible_to(actor).open().filter(attention=actor.office_code)


def _in_tab(actor: Actor, tab: str, now: datetime, soon: datetime) -> CaseQuerySet:
    if tab == "attention":
        return _asks(actor)
    return Case.objects.waiting_at(actor).filter(_tabs(actor, now, soon)[tab])


def _tabs(actor: Actor, now: datetime, soon: datetime) -> dict[str, Q]:
    new = Q(status=workflow.ASSIGNED) if actor.at_agency else Q(status__in=workflow.NEW)
    running = ~Q(status__in=workflow.QUIET)
    return {
        "new": new,
        "mine": Q(assignee__in=[actor.user_id, *absences.covered(actor, now)]),
        "soon": running & Q(due_at__gte=now, due_at__lt=soon),
        "late": running & Q(due_at__lt=now),
        "waiting": Q(status__in=(workflow.INFO_REQUESTED, workflow.TOLD)),
        "agency": Q(status__in=workflow.WITH_AGENCY),
        "review": Q(status=workflow.REVIEW),
        "silent": silence.condition(actor, now),
        "open": Q(),
    }


def _by_due(rows: CaseQuerySet, cursor: str) -> Page[Case]:
    if cursor:
        rows = _behind(rows, cursor)
    found = list(for_list(rows).order_by("due_at", "id")[: PAGE + 1])
    return page(found, PAGE, lambda c: (c.due_at.isoformat() if c.due_at else "", c.id))


def following(actor: Actor, tab: str, *, after: str = "", now: datetime | None = None) -> str:
    """The number of the case that comes next in a tab, behind the place `after` (a cursor of that tab, "" = its first);
    "" when there is none. One query."""
    now = now or timezone.now()
    if tab not in TABS:
        raise Refused("bad_choice", _("ไม่มีรายการนี้"), "tab")
    if tab == "all":
        rows = Case.objects.visible_to(actor).order_by("-id")
        rows = rows.filter(id__lt=_cursor(after, 1)[0]) if after else rows
    else:
        soon = deadlines.soon_until(now, actor.province_code)
        rows = _in_tab(actor, tab, now, soon).order_by("due_at", "id")
        rows = _behind(rows, after) if after else rows
    return rows.values_list("number", flat=True).first() or ""


def numbers(
    actor: Actor, tab: str, filters: Filters | None = None, *, most: int, now: datetime | None = None
) -> list[str]:
    """The numbers of a tab's first cases, in its order. One query."""
    now = now or timezone.now()
    soon = deadlines.soon_until(now, actor.province_code)
    if tab not in TABS:
        raise Refused("bad_choice", _("ไม่มีรายการนี้"), "tab")
    if tab == "all":
        rows = _narrow(Case.objects.visible_to(actor), filters, now, soon).order_by("-id")
    else:
        rows = _narrow(_in_tab(actor, tab, now, soon), filters, now, soon).order_by("due_at", "id")
    return list(rows.values_list("number", flat=True)[:most])


def place_of(case: Case, tab: str) -> str:
    """The cursor of a case in a tab, so that one can go on behind it after it has moved."""
    return encode(case.id) if tab == "all" else encode(case.due_at.isoformat() if case.due_at else "", case.id)


def listing(
    actor: Actor, filters: Filters, *, cursor: str = "", now: datetime | None = None, size: int = PAGE
) -> Page[Case]:
    """Everything that the actor may see, newest first. One query."""
    now = now or timezone.now()
    rows = _narrow(Case.objects.visible_to(actor), filters, now, deadlines.soon_until(now, actor.province_code))
    if cursor:
        rows = rows.filter(id__lt=_cursor(cursor, 1)[0])
    return page(list(for_list(rows).order_by("-id")[: size + 1]), size, lambda c: (c.id,))


def _behind(rows: CaseQuerySet, cursor: str) -> CaseQuerySet:
    due, last = _cursor(cursor, 2)
    at = _moment(due)
    return rows.filter(Q(due_at__gte=at) & (Q(due_at__gt=at) | Q(id__gt=last)))


def _cursor(cursor: str, length: int) -> list[Any]:
    key = decode(cursor)
    if len(key) != length or not isinstance(key[-1], int) or isinstance(key[-1], bool) or abs(key[-1]) >= 2**63:
        raise Refused("bad_cursor", _("เครื่องหมายหน้าถัดไปไม่ถูกต้อง กรุณาเริ่มจากหน้าแรก"), "cursor")
    return key


def _moment(text: Any) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except (TypeError, ValueError) as trouble:
        raise Refused("bad_cursor", _("เครื่องหมายหน้าถัดไปไม่ถูกต้อง กรุณาเริ่มจากหน้าแรก"), "cursor") from trouble
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def for_list(rows: CaseQuerySet) -> CaseQuerySet:
    """With what a line of a list needs, and without what it does not."""
    return rows.select_related("category", "district__province", "assignee", "agency").defer(
        "description", "wish", "key_digest", "intake_digest"
    )


def _narrow(rows: CaseQuerySet, filters: Filters | None, now: datetime, soon: datetime) -> CaseQuerySet:
    if filters is None:
        return rows
    if filters.status:
        if filters.status not in workflow.STATUSES:
            raise Refused("bad_choice", _("ไม่มีสถานะนี้"), "status")
        rows = rows.filter(status=filters.status)
    if filters.category:
        rows = rows.filter(Q(category=filters.category) | Q(category__parent=filters.category))
    if filters.district:
        rows = rows.filter(district=filters.district)
    if filters.due:
        rows = rows.filter(_due(filters.due, now, soon))
    if filters.who:
        rows = rows.filter(_who(filters.who))
    if filters.q.strip():
        rows = rows.filter(_found(filters.q.strip()))
    return rows


def _due(due: str, now: datetime, soon: datetime) -> Q:
    running = Q(closed_at=None) & ~Q(status__in=workflow.QUIET)
    if due == "late":
        return running & Q(due_at__lt=now)
    if due == "soon":
        return running & Q(due_at__gte=now, due_at__lt=soon)
    try:
        after = datetime.strptime(due, "%Y-%m-%d").replace(tzinfo=thai.BANGKOK) + timedelta(days=1)
    except (ValueError, OverflowError) as trouble:
        raise Refused("bad_date", _("วันที่ต้องเป็นรูปแบบ 2026-11-20 หรือใช้คำว่า soon หรือ late"), "due") from trouble
    return Q(closed_at=None, due_at__lt=after)


def _who(who: str) -> Q:
    if who == "none":
        return Q(assignee=None)
    if not (who.isascii() and who.isdigit() and len(who) < 19):
        raise Refused("bad_choice", _("กรุณาเลือกผู้รับผิดชอบจากรายชื่อของสำนักงานนี้"), "who")
    return Q(assignee=int(who))


_TAKEN_OUT = re.compile(r"\[[^\]]*\]")
"""What stands for a name or number in redacted text: every case with any would answer to it."""


_NUMBER = re.compile(r"[A-Z0-9-]+-\d\d-\d{6,}")


def _found(q: str) -> Q:
    """One case by its number, or all that hold these words."""
    number = q.upper().replace(" ", "")
    words = "" if _NUMBER.fullmatch(number) else thai.index_words(_TAKEN_OUT.sub(" ", thai.redact(q[:200]).text))
    return Q(words__vector=SearchQuery(words, config="simple")) if words else Q(number=number)
