"""A sheet as a form: one field for each number, and what comes back of it. What was typed stays in its field."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused
from sangsuk.flagships.reporting import numbers
from sangsuk.flagships.reporting.actions import Conflict, Said, Told
from sangsuk.flagships.reporting.asking import Asked, Key
from sangsuk.flagships.reporting.queries import Block, Row

from ..doors import language
from .sheet_words import AXES

Typed = Mapping[str, Any]


@dataclass(frozen=True)
class Field:
    name: str
    value: str
    error: str = ""


@dataclass(frozen=True)
class CellFields:
    name: str
    number: Field
    base: Field | None
    seq: Field


@dataclass(frozen=True)
class FormRow:
    """`theirs`: what somebody else has said while this was being typed."""

    row: Row
    number: Field
    base: Field | None
    none: bool
    note: Field
    why: Field
    seq: Field
    axes: list[tuple[str, list[CellFields]]]
    theirs: str = ""

    @property
    def wrong(self) -> bool:
        fields = [self.number, self.base, self.note, self.why, *(c.number for _axis, cells in self.axes for c in cells)]
        return any(one is not None and one.error for one in fields)


@dataclass(frozen=True)
class FormBlock:
    block: Block
    rows: list[FormRow]

    @property
    def wrong(self) -> list[FormRow]:
        return [row for row in self.rows if row.wrong or row.theirs]


def name_of(kind: str, key: Key) -> str:
    return "~".join((kind, *key))


def shown(
    block: Block, typed: Typed | None = None, errors: Mapping[str, str] | None = None,
    conflicts: Mapping[Key, Conflict] | None = None,
) -> FormBlock:  # fmt: skip
    """`typed`: what came with the form, so that it stays; else what is kept."""
    typed, errors, conflicts = typed or {}, errors or {}, conflicts or {}
    return FormBlock(block, [_row(row, typed, errors, conflicts) for row in block.rows])


def _row(row: Row, typed: Typed, errors: Mapping[str, str], conflicts: Mapping[Key, Conflict]) -> FormRow:
    def field(kind: str, key: Key, value: str) -> Field:
        name = name_of(kind, key)
        return Field(name, typed.get(name, value), errors.get(name, ""))

    key = (row.code, "")
    has_base = row.asked.card.has_base
    axes = [
        (
            str(AXES.get(axis, axis)),
            [
                CellFields(
                    one.cell.name(language()), field("n", (row.code, one.cell.code), one.number),
                    field("b", (row.code, one.cell.code), one.base) if has_base else None,
                    Field(name_of("q", (row.code, one.cell.code)), str(one.entry.seq if one.entry else 0)),
                )
                for one in cells
            ],
        )
        for axis, cells in row.cells
    ]  # fmt: skip
    here = name_of("n", key) in typed
    none = name_of("z", key) in typed if here else bool(row.entry and row.entry.none)
    note = row.entry.note if row.entry else ""
    found = conflicts.get(key) or next((c for k, c in conflicts.items() if k[0] == row.code), None)
    return FormRow(
        row, field("n", key, row.number), field("b", key, row.base) if has_base else None, none, field("t", key, note),
        field("w", key, ""), Field(name_of("q", key), str(row.seq)), axes, _theirs(found, row.asked) if found else "",
    )  # fmt: skip


def _theirs(found: Conflict, asked: Asked) -> str:
    entry = found.entry
    if entry.none:
        return _("ไม่มี")
    return numbers.typed(entry.number) or _("เว้นว่าง")


@dataclass
class Read:
    """What a form says: the words that could be read, and what could not, by field."""

    told: list[Told]
    errors: dict[str, str]


def read(block: Block, typed: Typed) -> Read:
    """Fields that did not come are not touched."""
    found = Read([], {})
    for row in block.rows:
        keys = [(row.code, ""), *((row.code, one.cell.code) for _axis, cells in row.cells for one in cells)]
        for key in keys:
            if name_of("n", key) in typed:
                _read_one(row.asked, key, typed, found)
    return found


def _read_one(asked: Asked, key: Key, typed: Typed, found: Read) -> None:
    text = str(typed.get(name_of("n", key)) or "")
    none = name_of("z", key) in typed or numbers.says_none(text)
    keys = None
    number = base = None
    try:
        if asked.distinct and not key[1]:
            keys = tuple(numbers.keys_in(text)) if text.strip() and not none else None
        elif not numbers.says_none(text):
            number = numbers.read(text, units_of(asked))
    except Refused as refused:
        found.errors[name_of("n", key)] = str(refused)
    try:
        base = numbers.read(str(typed.get(name_of("b", key)) or ""), units_of(asked))
    except Refused as refused:
        found.errors[name_of("b", key)] = str(refused)
    if name_of("n", key) in found.errors or name_of("b", key) in found.errors:
        return
    if none and (number is not None or base is not None):
        found.errors[name_of("n", key)] = _("เลือก “ไม่มีอะไรต้องรายงาน” แล้ว กรุณาเว้นช่องตัวเลขว่างไว้ หรือยกเลิกตัวเลือกนี้")
        return
    note = str(typed.get(name_of("t", key)) or "") if not key[1] else ""
    why = str(typed.get(name_of("w", (key[0], ""))) or "").strip()
    seq = str(typed.get(name_of("q", key)) or "")
    said = Said(number, base, none, note, keys)
    looked = name_of("l", (key[0], "")) in typed
    found.told.append(Told(key[0], said, key[1], int(seq) if seq.isdecimal() and len(seq) < 9 else None, looked, why))


def units_of(asked: Asked) -> tuple[str, ...]:
    unit = asked.card.unit
    return (unit.name_th, unit.name_en, "%") if unit.factor != 1 else (unit.name_th, unit.name_en)


__all__ = ["FormBlock", "FormRow", "Read", "name_of", "read", "shown", "units_of"]
