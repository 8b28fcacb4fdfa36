"""The verbs of who reports: say a number, carry last month's over. What is signed and passed stands in `signing`."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.offices.actor import Actor

from ..models import Entry, Sheet, SheetEvent
from ..words import ACCEPTED, FILLING, HANDED_IN, PASSED, RETURNED
from . import asking, recording, table
from .asking import Asked, Key
from .recording import Change
from .standing import on_behalf, standings

logger = logging.getLogger(__name__)
LONGEST_NOTE = 2000
WAYS = ("", "excel", "csv", "paste", "offline", "copy", "api", "dhis2", "machine")


@dataclass(frozen=True)
class Said:
    """What somebody says of a number. `none`: there is nothing to report, which is neither empty nor 0."""

    number: Decimal | None = None
    base: Decimal | None = None
    none: bool = False
    note: str = ""
    keys: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Told:
    """`seq`: of the statement that its writer had before her; None when she saw none. `looked`: that a value carried over
    has been looked at. `why`: of what was handed in already, why it changes, or what she answers to a question."""

    indicator: str
    said: Said
    cell: str = ""
    seq: int | None = None
    looked: bool = False
    why: str = ""

    @property
    def key(self) -> Key:
        return self.indicator, self.cell


@dataclass(frozen=True)
class Conflict:
    """Somebody else has said something else since: both stay to be seen, nothing is taken."""

    told: Told
    entry: Entry


@dataclass(frozen=True)
class Outcome:
    sheet: Sheet
    saved: int
    conflicts: list[Conflict] = field(default_factory=list)
    again: bool = False


def said_of(entry: Entry) -> Said:
    keys = tuple(entry.keys) if entry.keys is not None else None
    return Said(entry.number, entry.base, entry.none, entry.note, keys)


@transaction.atomic
def say(
    sheet: Sheet, told: Iterable[Told], *, by: Actor, way: str = "", why: str = "", client_id: UUID | None = None,
    digest: str = "", now: datetime | None = None,
) -> Outcome:  # fmt: skip
    """Keep what was typed, also half. The same `client_id` again is the same word. Raises NotAllowed, Refused.

    What somebody else has changed since its writer looked is a conflict; everything beside it is kept.
    """
    now = now or timezone.now()
    told = list({one.key: one for one in told}.values())  # said twice in one breath, the last holds
    sheet = recording.locked(sheet)
    before = _heard(sheet, client_id)
    if before is not None:
        return Outcome(sheet, int(before.data.get("many", 0)), _remembered(sheet, before), again=True)
    known = asking_of(sheet, told)
    entries = entries_of(sheet, told)
    changes, conflicts = [], []
    for one in told:
        entry = entries.get(one.key) or _blank(sheet, one)
        said = _tidy(one.said, known[one.indicator])
        if said == said_of(entry) and not (entry.copied and one.looked) and not (entry.state == RETURNED and one.why):
            continue
        if one.seq is not None and one.seq != entry.seq and said != said_of(entry):
            conflicts.append(Conflict(one, entry))
            continue
        changes.append(_change(sheet, entry, said, one, why=one.why or why, way=way))
    _keep(sheet, changes, conflicts, by=by, way=way, client_id=client_id, digest=digest, now=now)
    return Outcome(sheet, len(changes), conflicts)


def asking_of(sheet: Sheet, told: Iterable[Told]) -> dict[str, Asked]:
    """What is asked, by code. Raises Refused for what is not asked on this sheet."""
    known = {one.code: one for one in asking.of_sheet(sheet)}
    for one in told:
        if one.indicator not in known or one.key not in known[one.indicator].keys:
            raise Refused("not_asked", _("แบบรายงานนี้ไม่ได้ถามตัวชี้วัด %(code)s") % {"code": one.indicator}, "indicator")
    return known


def entries_of(sheet: Sheet, told: Iterable[Told]) -> dict[Key, Entry]:
    codes = {one.indicator for one in told}
    rows = Entry.objects.filter(sheet=sheet, indicator__in=codes)
    return {(one.indicator_id, one.cell): one for one in rows}


def _heard(sheet: Sheet, client_id: UUID | None) -> SheetEvent | None:
    if client_id is None:
        return None
    return SheetEvent.objects.filter(sheet=sheet, data__client_id=str(client_id)).first()


def _remembered(sheet: Sheet, event: SheetEvent) -> list[Conflict]:
    """The conflicts that were answered the first time, beside what stands there now."""
    rows = event.data.get("conflicts", [])
    told = [told_from(row) for row in rows]
    entries = entries_of(sheet, told)
    return [Conflict(one, entries[one.key]) for one in told if one.key in entries]


def told_from(row: Mapping[str, Any]) -> Told:
    number, base = (None if row.get(name) is None else Decimal(row[name]) for name in ("number", "base"))
    keys = tuple(row["keys"]) if row.get("keys") is not None else None
    said = Said(number, base, bool(row.get("none")), row.get("note") or "", keys)
    return Told(
        row["indicator"], said, row.get("cell") or "", row.get("seq"), bool(row.get("looked")), row.get("why") or ""
    )


def told_as(one: Told) -> dict[str, Any]:
    number, base = (None if value is None else str(value) for value in (one.said.number, one.said.base))
    return {
        "indicator": one.indicator, "cell": one.cell, "number": number, "base": base, "none": one.said.none,
        "note": one.said.note, "keys": list(one.said.keys) if one.said.keys is not None else None, "seq": one.seq,
        "looked": one.looked, "why": one.why,
    }  # fmt: skip


def _tidy(said: Said, asked: Asked) -> Said:
    note = said.note.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(note) > LONGEST_NOTE:
        raise Refused("too_long", _("หมายเหตุยาวเกินไป ขอไม่เกิน 2,000 ตัวอักษร"), "note")
    if said.none and (said.number is not None or said.base is not None or said.keys):
        raise Refused("both", _("เลือก “ไม่มีอะไรต้องรายงาน” แล้ว กรุณาเว้นช่องตัวเลขว่างไว้ หรือยกเลิกตัวเลือกนี้"), "number")
    if said.keys is not None:
        if not asked.distinct:
            raise Refused("not_asked", _("ตัวชี้วัดนี้ไม่ได้นับเป็นรหัส"), "keys")
        return Said(Decimal(len(set(said.keys))), None, said.none, note, tuple(sorted(set(said.keys))))
    base = said.base if asked.card.has_base else None
    return Said(said.number, base, said.none, note)


def _blank(sheet: Sheet, told: Told) -> Entry:
    return Entry(
        sheet=sheet, indicator_id=told.indicator, area_code=sheet.area_code, period=sheet.period,
        starts_on=sheet.starts_on, cell=told.cell,
    )  # fmt: skip


def _change(sheet: Sheet, entry: Entry, said: Said, told: Told, *, why: str, way: str) -> Change:
    """What becomes of the entry, and what kind of word this is."""
    same = said == said_of(entry)
    if entry.state in (HANDED_IN, PASSED, ACCEPTED, RETURNED):
        if said.number is None and not said.none:
            raise Refused("emptied", _("ค่านี้ส่งไปแล้วจึงเว้นว่างไม่ได้ ถ้าไม่มีอะไรต้องรายงาน ให้เลือก “ไม่มีอะไรต้องรายงาน”"), "number")
        if not why.strip():
            raise Refused("why_needed", _("ค่านี้ส่งไปแล้ว กรุณาบอกว่าแก้เพราะอะไร"), "why")
        kind = "explained" if same else "corrected"
    else:
        kind = "looked" if same else "copied" if way == "copy" else "late" if sheet.handed_in_at else "typed"
    values: dict[str, Any] = {
        "number": said.number, "base": said.base, "none": said.none, "note": said.note,
        "keys": list(said.keys) if said.keys is not None else None,
    }  # fmt: skip
    return Change(entry, {**values, "state": FILLING, "copied": way == "copy" and not told.looked}, kind, why)


def _keep(
    sheet: Sheet, changes: Sequence[Change], conflicts: Sequence[Conflict], *, by: Actor,
    way: str, client_id: UUID | None, digest: str, now: datetime,
) -> None:  # fmt: skip
    if not changes and client_id is None:
        return
    data: dict[str, Any] = {"many": len(changes)}
    if client_id is not None:
        data |= {"client_id": str(client_id), "sha256": digest}
    if conflicts:
        data["conflicts"] = [told_as(one.told) for one in conflicts]
    if on_behalf(sheet, by):
        data["on_behalf"] = True
    held = standings(sheet, by)
    if not changes:
        table.check("hear", sheet.state, held, {})
        recording.advance([sheet], "hear", {}, by=by, data=data | ({"way": way} if way else {}), now=now)
        return
    move = "fill" if sheet.state in table.MOVES["fill"].sources else "amend"
    table.check(move, sheet.state, held, {})
    answered = sum(one.entry.state == RETURNED for one in changes)
    recording.write(changes, by=by, now=now, way=way, client_id=client_id)
    fields: dict[str, Any] = {"state": FILLING, "returned": sheet.returned - answered}
    if move == "fill":
        fields["ready_by_id"] = None
    else:
        fields |= {"rung": "", "ready_by_id": None, "passed_by_id": None, "passed_at": None, "accepted_at": None}
    data |= {"way": way} if way else {}
    recording.advance([sheet], move, fields, by=by, data=data, now=now)
    logger.info("sheet filled", extra={"sheet": sheet.pk, "many": len(changes)})


@transaction.atomic
def copy(sheet: Sheet, keys: Iterable[str] | None, *, by: Actor, now: datetime | None = None) -> int:
    """Carry the values of the period before into the fields that are empty; each has to be looked at before it is handed
    in. `keys`: indicators, or all. Returns how many."""
    now = now or timezone.now()
    sheet = recording.locked(sheet)
    if sheet.state != FILLING or sheet.handed_in_at:
        raise NotAllowed("not_now", _("คัดลอกค่าเดิมได้เฉพาะก่อนส่งรายงาน"), "move")
    codes = {one.code for one in asking.of_sheet(sheet)}
    codes &= codes if keys is None else set(keys)
    last = asking.period_of(sheet).previous
    earlier = Entry.objects.filter(
        area_code=sheet.area_code, period=sheet.period, starts_on=last.starts_on, indicator__in=codes
    )
    mine = {(one.indicator_id, one.cell): one for one in Entry.objects.filter(sheet=sheet, indicator__in=codes)}
    told = []
    for one in earlier.order_by("indicator", "cell"):
        here = mine.get((one.indicator_id, one.cell))
        empty = here is None or (here.number is None and not here.none)
        if empty and (one.number is not None or one.none):
            said = said_of(one)
            note = here.note if here else ""
            told.append(Told(one.indicator_id, Said(said.number, said.base, said.none, note, said.keys), one.cell))
    asked = {key for one in asking.of_sheet(sheet) for key in one.keys}
    return say(sheet, [one for one in told if one.key in asked], by=by, way="copy", now=now).saved
