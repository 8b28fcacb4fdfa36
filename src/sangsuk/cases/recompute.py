"""When a day off is announced, or taken back, the dates of open cases follow: many cases at once, each with its event.

The change of the calendar is the duty and remembers how far it was followed (`CalendarChange`). A batch is one
transaction: read, work out, write rows and events, note the progress. A worker that dies leaves a batch undone, never
half done; a case that somebody moved meanwhile is left to the next look at it. Once more changes nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.common import garbage
from sangsuk.common.errors import Stale
from sangsuk.deadlines import actions as deadlines
from sangsuk.deadlines import queries as rules
from sangsuk.deadlines.following import Following
from sangsuk.deadlines.models import CalendarChange
from sangsuk.offices import queries as offices
from sangsuk.thai import BANGKOK

from . import duties as owed
from . import ladder
from .effects.base import terms_of
from .models import Case, CaseQuerySet
from .swapping import Swap, read, swap

BATCH, TRIES = 5000, 5
READ = (
    "id", "version", "client_id", "head", "status", "mission", "category_id", "urgency", "office_id", "agency_id", "province_code", "due_kind",
    "due_at", "due_rule", "due_from", "finish_due_at", "finish_rule", "finish_from", "waited_minutes", "duties",
    "transfer", "reminders", "tick_at",
)  # fmt: skip


@dataclass(frozen=True)
class Followed:
    """What one batch did: how many cases it looked at, how many moved; `done` when the change was followed to its end."""

    looked: int
    moved: int
    done: bool


def follow(now: datetime | None = None, *, batch: int = BATCH, threads: int = 1) -> Followed | None:
    """One batch of the oldest change that is not followed yet; None when there is nothing to do.

    A change waits for as long as other processes may still remember the old calendar, so that none of their promises
    is left behind. With several `threads` each has a batch and a connection of its own; whoever holds the change notes
    the progress when all are through, and if that is lost, they are looked at once more and nothing moves twice.
    """
    now = now or timezone.now()
    with garbage.left_alone(), transaction.atomic():
        change = deadlines.take_change(now - timedelta(seconds=2 * settings.REMEMBER_SECONDS))
        if change is None:
            return None
        keys = list(_next(change).values_list("pk", flat=True)[: batch * threads])
        parts = [keys[n : n + batch] for n in range(0, len(keys), batch)]
        if threads == 1:
            moved = sum(_follow_part(change, part, now) for part in parts)
        else:
            with ThreadPoolExecutor(threads) as pool:
                moved = sum(pool.map(lambda part: _follow_apart(change, part, now), parts))
        done = len(keys) < batch * threads
        reached = keys[-1] if keys else change.reached
        deadlines.note_progress(change, reached=reached, moved=moved, done_at=now if done else None)
    return Followed(len(keys), moved, done)


def follow_all(now: datetime | None = None, *, batch: int = BATCH, threads: int = 1) -> int:
    """Everything that there is to follow; how many cases moved."""
    moved = 0
    while (step := follow(now, batch=batch, threads=threads)) is not None:
        moved += step.moved
    return moved


def _next(change: CalendarChange) -> CaseQuerySet:
    """Open cases whose dates the day may lie before, in the order of their keys."""
    first = datetime.combine(change.on, time.min, BANGKOK)
    found = Case.objects.open().filter(
        Q(due_at__gte=first) | Q(finish_due_at__gte=first) | ~Q(duties={}), pk__gt=change.reached
    )
    if change.province_code:
        here = [card.code for card in offices.known().values() if card.province_code == change.province_code]
        found = found.filter(Q(province_code=change.province_code) | Q(office__in=here))
    return found.order_by("pk")


def _follow_apart(change: CalendarChange, keys: Sequence[int], now: datetime) -> int:
    """In a thread of its own, with the connection that belongs to it."""
    try:
        with transaction.atomic():
            return _follow_part(change, keys, now)
    finally:
        connection.close()


def _follow_part(change: CalendarChange, keys: Sequence[int], now: datetime) -> int:
    return _swap(change, read(_next(change).filter(pk__gte=keys[0], pk__lte=keys[-1]), READ), now)


def _swap(change: CalendarChange, cases: Sequence[Any], now: datetime) -> int:
    """How many moved. Those that somebody was quicker with are looked at again as they are now."""
    moved = 0
    for _try in range(TRIES):
        moves = list(_moved(change, cases, now))
        written = swap(moves, move="clocks_moved", now=now, data=_announced(change))
        moved += len(written)
        missed = [move.case.id for move in moves if move.case.id not in written]
        if not missed:
            return moved
        cases = read(Case.objects.open().filter(pk__in=missed).order_by("pk"), READ)
    raise Stale("stale", _("เรื่องเหล่านี้กำลังมีผู้ดำเนินการอยู่ จะปรับกำหนดให้ในรอบถัดไป"))


def _moved(change: CalendarChange, cases: Sequence[Any], now: datetime) -> Iterator[Swap]:
    before, after = rules.around(change)
    of_province: dict[str, Following] = {}
    for case in cases:
        terms = terms_of(case, {})
        province = terms["province_code"]
        following = of_province.get(province)
        if following is None:
            following = of_province[province] = Following(before(province), after(province), rules.rule, now)
        changes, told = _dates(case, following)
        if told:
            state = {
                name: getattr(case, name)
                for name in ("status", "transfer", "due_at", "due_from", "reminders", "duties")
            }
            yield Swap(case, changes | _tick(state | changes, terms, now), {"moved": told})


def _dates(case: Any, following: Following) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The dates that move, and each as it will be told: what, from when, to when."""
    changes: dict[str, Any] = {}
    told: list[dict[str, Any]] = []
    finish = case.finish_due_at
    if finish is not None:
        before, waited = finish, case.waited_minutes
        finish = following.date(before, rule=case.finish_rule, from_at=case.finish_from, waited_minutes=waited)
        if finish != before:
            changes["finish_due_at"] = finish
            told.append(_told("finish", before, finish))
    duties = _duties(case.duties, following, told)
    if duties is not None:
        changes["duties"] = duties
    due = _due(case, following, finish, duties)
    if due is not None and due != case.due_at:
        changes["due_at"] = due
        if case.due_kind != "agency_report" and not _is_finish(case):
            told.append(_told(case.due_kind, case.due_at, due))
    return changes, told


def _duties(duties: owed.Duties, following: Following, told: list[dict[str, Any]]) -> owed.Duties | None:
    """The duties with their new dates; None when none moved."""
    moved: owed.Duties | None = None
    for key, duty in duties.items():
        due = owed.due_at(duty)
        if due is None:
            continue
        begun = datetime.fromisoformat(duty["from_at"]) if duty.get("from_at") else None
        new = following.date(due, rule=str(duty.get("rule") or ""), from_at=begun)
        if new != due:
            moved = owed.changed(moved or duties, key, due_at=new)
            told.append(_told(key, due, new))
    return moved


def _due(case: Any, following: Following, finish: datetime | None, duties: owed.Duties | None) -> datetime | None:
    """The next date follows what it stands for: the first task of an agency, the finish, or a promise of its own."""
    if case.due_at is None:
        return None
    if _is_finish(case):
        return finish
    if case.due_kind == "agency_report":
        first = owed.earliest(owed.tasks(duties or case.duties).values())
        return owed.due_at(first) if first else case.due_at
    return following.date(case.due_at, rule=case.due_rule, from_at=case.due_from)


def _is_finish(case: Any) -> bool:
    return bool(case.due_kind == "finish" and case.due_at == case.finish_due_at)


def _told(what: str, old: datetime, new: datetime) -> dict[str, str]:
    return {"what": what, "old": old.astimezone(UTC).isoformat(), "new": new.astimezone(UTC).isoformat()}


def _tick(state: Mapping[str, Any], terms: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """When the machine looks again, as after any other move."""
    step = ladder.next_step(state, **terms)
    at = step.at if step else None
    return {"tick_at": max(at, now + timedelta(seconds=1)) if at else None}


def _announced(change: CalendarChange) -> dict[str, Any]:
    return {
        "day": change.on.isoformat(), "off": change.off, "name_th": change.name_th, "name_en": change.name_en,
        "source": change.source, "announced_by": change.announced_by, "province": change.province_code,
    }  # fmt: skip
