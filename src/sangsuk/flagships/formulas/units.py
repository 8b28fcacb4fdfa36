"""What a formula's result is counted in: persons and baht are never added."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused

from .lexer import refused
from .printer import text_of
from .tree import Call, Name, Negative, Node, Number, Pair


@dataclass(frozen=True)
class Dimension:
    """Base units and their powers, in order: (("case", 1), ("day", -1)). No powers: a bare number, such as a share.

    `name`: what people call it, in the language of the moment. `any`: of a zero, which fits everywhere.
    """

    powers: tuple[tuple[str, int], ...] = ()
    name: str = field(default="", compare=False)
    any: bool = False

    def __str__(self) -> str:
        if self.name:
            return self.name
        return _compose(self.powers) if self.powers else _("จำนวนที่ไม่มีหน่วย")

    def times(self, other: "Dimension", power: int = 1) -> "Dimension":
        counts = dict(self.powers)
        for base, count in other.powers:
            counts[base] = counts.get(base, 0) + power * count
        powers = tuple(sorted((base, count) for base, count in counts.items() if count))
        return Dimension(powers, _composed_name(self, other, power) if powers else "")


BARE = Dimension()
ANY = Dimension(any=True)
Units = Mapping[str, Dimension]


def dimension(powers: Mapping[str, int], name: str = "") -> Dimension:
    """Of a unit as the table keeps it."""
    return Dimension(tuple(sorted((base, int(count)) for base, count in powers.items() if count)), name)


def unit(node: Node, units: Units) -> Dimension:
    """Raises Refused, saying where, when units do not fit or a name has none."""
    match node:
        case Number(amount):
            return BARE if amount else ANY
        case Name(code, at):
            if code not in units:
                raise refused("formula_unknown_name", _("ไม่มีตัวชี้วัดรหัส %(code)s") % {"code": code}, at)
            return units[code]
        case Negative(of):
            return unit(of, units)
        case Pair(op, left, right, at):
            one, other = unit(left, units), unit(right, units)
            if op in "+-":
                return _alike([(left, one), (right, other)], at)
            return one.times(other, 1 if op == "*" else -1)
        case Call(word, of, at):
            found = [(one, unit(one, units)) for one in of]
            if word == "per":
                return found[0][1].times(found[1][1], -1)
            same = _alike(found, at)
            return BARE if word == "percent" else same
    raise AssertionError(node)


def fits(found: Dimension, wanted: Dimension) -> bool:
    return found.any or wanted.any or found.powers == wanted.powers


def _alike(found: list[tuple[Node, Dimension]], at: int) -> Dimension:
    first = next((one for one in found if not one[1].any), found[0])
    for node, of in found:
        if not fits(first[1], of):
            said = {"one": text_of(first[0]), "unit": first[1], "other": text_of(node), "other_unit": of}
            raise _unlike(said, at)
    return first[1]


def _unlike(said: Mapping[str, object], at: int) -> Refused:
    why = _("หน่วยไม่ตรงกัน: “%(one)s” นับเป็น “%(unit)s” แต่ “%(other)s” นับเป็น “%(other_unit)s” จึงบวก ลบ หรือเทียบกันไม่ได้")
    return refused("formula_units", why % said, at)


def _compose(powers: tuple[tuple[str, int], ...]) -> str:
    over = " × ".join(base for base, count in powers for _n in range(count))
    under = " × ".join(base for base, count in powers for _n in range(-count))
    return f"{over or '1'} / {under}" if under else over


def _composed_name(one: Dimension, other: Dimension, power: int) -> str:
    if not other.powers:
        return str(one)
    if power == 1:
        return str(other) if not one.powers else _("%(one)s คูณ %(other)s") % {"one": one, "other": other}
    return _("%(one)s ต่อ %(other)s") % {"one": one, "other": other}
