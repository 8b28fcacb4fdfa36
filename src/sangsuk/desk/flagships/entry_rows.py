"""A sheet as a form: one field for each number, and what comes back of it. What was typed stays in its field."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sangsuk.flagships.reporting import numbers
from sangsuk.flagships.reporting.actions import Conflict
from sangsuk.flagships.reporting.asking import Asked, Key
from sangsuk.flagships.reporting.queries import Block, Row
from sangsuk.flagships.reporting.typed import Read, Typed, name_of, read

from ..doors import language
from .sheet_words import AXES


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
    def split(self) -> list[tuple[str, list[CellFields]]]:
        """The breakdowns of which something is filled in."""
        return [(axis, cells) for axis, cells in self.axes if any(one.number.value for one in cells)]

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


__all__ = ["FormBlock", "FormRow", "Read", "name_of", "read", "shown"]
