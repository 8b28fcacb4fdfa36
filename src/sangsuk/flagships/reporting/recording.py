"""The events of sheets and the statements of entries: what was said, once, in the transaction of the change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from sangsuk.offices.actor import Actor
from sangsuk.stories.journal import Journal

from ..folding import marking
from ..models import Entry, Sheet, SheetEvent, Statement
from ..models.reports import SHEET_STATE
from ..words import COUNTS

_JOURNAL = Journal(
    Sheet, SheetEvent, "sheet", SHEET_STATE,
    _("เมื่อครู่มีผู้อื่นเปลี่ยนรายงานนี้ไปก่อนแล้ว กรุณาดูข้อมูลล่าสุดก่อน แล้วลองอีกครั้ง"),
)  # fmt: skip
event, stale, differences = _JOURNAL.event, _JOURNAL.stale, _JOURNAL.differences


def opened(sheet: Sheet, *, by: Actor, now: datetime) -> SheetEvent:
    """The first event of a new sheet, not saved yet."""
    return _JOURNAL.first(sheet, "open", by=by, data={}, now=now)


VALUES = ("number", "base", "keys", "none", "note")


def locked(sheet: Sheet, version: int | None = None) -> Sheet:
    """The row as it is now, held until the end of the transaction. Raises Stale when it is not what its reader saw."""
    found = Sheet.objects.select_for_update().get(pk=sheet.pk)
    if version is not None and version != found.version:
        raise stale()
    return found


def advance(
    sheets: Sequence[Sheet], move: str, changes: Mapping[str, Any], *, by: Actor, data: Mapping[str, Any], now: datetime
) -> None:
    """The same change for sheets that are locked. Two queries for any number of them."""
    if not sheets:
        return
    Sheet.objects.filter(pk__in=[one.pk for one in sheets]).update(**changes, version=F("version") + 1)
    happened = []
    for one in sheets:
        for name, value in changes.items():
            setattr(one, name, value)
        one.version += 1
        all_ = {**changes, "version": one.version}
        happened.append(event(one, one.version, move, all_, by=by, data=data, now=now))
    SheetEvent.objects.bulk_create(happened, batch_size=2000)


@dataclass(frozen=True)
class Change:
    """What becomes of an entry, what kind of word that is, and why."""

    entry: Entry
    fields: Mapping[str, Any]
    kind: str
    why: str = ""


def write(
    changes: Sequence[Change], *, by: Actor, now: datetime, way: str = "", client_id: UUID | None = None
) -> None:  # fmt: skip
    """Each entry becomes what is said of it, with its statement. Four queries for any number of them."""
    counted = [one.entry for one in changes if one.entry.state in COUNTS or one.fields.get("state") in COUNTS]
    for one in changes:
        for name, value in one.fields.items():
            setattr(one.entry, name, value)
        one.entry.seq += 1
    rows = [one.entry for one in changes]
    Entry.objects.bulk_create([one for one in rows if one.pk is None])
    known = [one for one in rows if one.seq > 1]
    if known:
        Entry.objects.bulk_update(known, [*VALUES, "state", "seq", "copied"])
    Statement.objects.bulk_create(
        Statement(
            entry=one.entry, seq=one.entry.seq, at=now, kind=one.kind, state=one.entry.state, why=one.why, way=way,
            user_id=by.user_id, role=by.role, office_code=by.office_code, client_id=client_id,
            **{name: getattr(one.entry, name) for name in VALUES},
        )
        for one in changes
    )  # fmt: skip
    marking.changed(counted, now=now)


# One statement: 878 districts hand in within an hour, and a province passes a thousand entries with one button.
_CARRY = """
with moved as (
    update flagships_entry set state = %(target)s, seq = seq + 1
    where sheet_id = any(%(sheets)s) and state = any(%(sources)s) and (number is not null or none)
    returning id, seq, state, number, base, keys, none, note, indicator_id, area_code, period, starts_on
), said as (
    insert into flagships_statement
        (entry_id, seq, at, kind, state, number, base, keys, none, note, why, way, user_id, role, office_code)
    select id, seq, %(now)s, %(kind)s, state, number, base, keys, none, note, %(why)s, '', %(user)s, %(role)s, %(office)s
    from moved
)
select distinct indicator_id, left(area_code, 2), period, starts_on from moved
"""


def carry(
    sheets: Iterable[Sheet], sources: Sequence[str], target: str, kind: str, *, by: Actor, now: datetime, why: str = ""
) -> None:
    """Every entry of these sheets that has a value goes from one state into the next, each with its statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            _CARRY,
            {
                "sheets": [one.pk for one in sheets], "sources": list(sources), "target": target, "kind": kind, "now": now,
                "why": why, "user": by.user_id, "role": by.role, "office": by.office_code,
            },
        )  # fmt: skip
        rows = cursor.fetchall()
    if target in COUNTS or set(sources) & set(COUNTS):
        marking.changed(
            (
                Entry(indicator_id=code, area_code=province, period=period, starts_on=on)
                for code, province, period, on in rows
            ),
            now=now,
        )
