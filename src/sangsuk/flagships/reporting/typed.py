"""What is typed into the fields of a sheet, read number by number: what can be read is taken, what cannot stays where it is.

The fields of a number: n number, b base, z nothing to report, t note, w why it changes, l looked at, q which word of it was seen;
each with the indicator and the cell, `n~code~cell`. Pure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused

from . import numbers
from .actions import Said, Told
from .asking import Asked, Key
from .queries import Row

Typed = Mapping[str, str]


def name_of(kind: str, key: Key) -> str:
    return "~".join((kind, *key))


@dataclass
class Read:
    """What a form says: the words that could be read, and what could not, by field."""

    told: list[Told]
    errors: dict[str, str]


def read(rows: Iterable[Row], typed: Typed) -> Read:
    """Fields that did not come are not touched."""
    found = Read([], {})
    for row in rows:
        keys = [(row.code, ""), *((row.code, one.cell.code) for _axis, cells in row.cells for one in cells)]
        for key in keys:
            if name_of("n", key) in typed:
                _read_one(row.asked, key, typed, found)
    return found


def _read_one(asked: Asked, key: Key, typed: Typed, found: Read) -> None:
    text = str(typed.get(name_of("n", key)) or "")
    none = name_of("z", key) in typed or numbers.says_none(text)
    number = base = keys = None
    try:
        number, keys = numbers.number_or_keys(text, asked.units, distinct=asked.distinct and not key[1])
    except Refused as refused:
        found.errors[name_of("n", key)] = str(refused)
    try:
        base = numbers.read(str(typed.get(name_of("b", key)) or ""), asked.units)
    except Refused as refused:
        found.errors[name_of("b", key)] = str(refused)
    if name_of("n", key) in found.errors or name_of("b", key) in found.errors:
        return
    if none and (number is not None or base is not None or keys):
        found.errors[name_of("n", key)] = _("เลือก “ไม่มีอะไรต้องรายงาน” แล้ว กรุณาเว้นช่องตัวเลขว่างไว้ หรือยกเลิกตัวเลือกนี้")
        return
    note = str(typed.get(name_of("t", key)) or "") if not key[1] else ""
    why = str(typed.get(name_of("w", (key[0], ""))) or "").strip()
    seq = str(typed.get(name_of("q", key)) or "")
    said = Said(number, base, none, note, keys)
    looked = name_of("l", (key[0], "")) in typed
    found.told.append(Told(key[0], said, key[1], int(seq) if seq.isdecimal() and len(seq) < 9 else None, looked, why))
