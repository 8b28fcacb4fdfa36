"""Names of areas as other registers write them, matched to ours. Pure: a gazetteer and names in, a place out.

Each name is looked for within the area above it, ever more forgivingly: the same letters, nearly the same sound, one
slip of the pen. A name that fits two areas equally well fits none.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from .folding import fold, skeleton
from .gazetteer import Gazetteer, Place

_WORD_BEFORE = re.compile(r"^(?:จังหวัด|กิ่งอำเภอ|อำเภอ|เขต|ตำบล|แขวง|จ\.|อ\.|ต\.|ข\.)\s*")
_TOWN = "เมือง"
ALIKE = 0.86  # one letter of seven may differ
MOST_KNOWN = 20_000  # a register repeats its names


def bare(name: str) -> str:
    """The folded name without the word before it."""
    return fold(_WORD_BEFORE.sub("", name.strip()))


@dataclass
class _Names:
    """The areas directly inside one area, by folded name and by its skeleton."""

    exact: dict[str, list[Place]] = field(default_factory=dict)
    rough: dict[str, list[Place]] = field(default_factory=dict)

    def add(self, place: Place, name: str) -> None:
        for known, key in ((self.exact, name), (self.rough, skeleton(name))):
            places = known.setdefault(key, [])
            if place not in places:
                places.append(place)

    def find(self, name: str) -> Place | None:
        key = skeleton(name)
        for found in (self.exact.get(name), self.rough.get(key)):
            if found:
                return found[0] if len(found) == 1 else None
        return self._nearly(key)

    def _nearly(self, key: str) -> Place | None:
        if len(key) < 4:
            return None
        scored = sorted(((_alike(key, known), known) for known in self.rough), reverse=True)[:2]
        if not scored or scored[0][0] < ALIKE or (len(scored) > 1 and scored[1][0] == scored[0][0]):
            return None
        found = self.rough[scored[0][1]]
        return found[0] if len(found) == 1 else None


def _alike(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0


class Matcher:
    """Built once from the gazetteer, asked many times."""

    def __init__(self, gazetteer: Gazetteer, aliases: Iterable[tuple[str, str]] = ()) -> None:
        self._within: dict[str, _Names] = {}
        self._districts = _Names()
        self._subdistricts: dict[str, _Names] = {}
        self._known: dict[tuple[str, str, str], Place | None] = {}
        for place in gazetteer.places.values():
            for name in self._names_of(gazetteer, place):
                self._add(place, name)
        for code, name in aliases:
            if code in gazetteer.places:
                self._add(gazetteer.places[code], bare(name))

    @staticmethod
    def _names_of(gazetteer: Gazetteer, place: Place) -> list[str]:
        names = [bare(place.name_th), fold(place.name_en)]
        above = gazetteer.places.get(place.above)
        if above is not None and place.kind == "district" and names[0] == fold(_TOWN + above.name_th):
            names += [_TOWN, fold(_TOWN + bare(place.name_th))]  # "เมือง" alone; and the word written twice
        return names

    def _add(self, place: Place, name: str) -> None:
        if not name:
            return
        self._within.setdefault(place.above, _Names()).add(place, name)
        if place.kind == "district":
            self._districts.add(place, name)
        elif place.kind == "subdistrict":
            self._subdistricts.setdefault(place.code[:2], _Names()).add(place, name)

    def match(self, province: str, district: str, subdistrict: str) -> Place | None:
        """The smallest area that these names say for sure: a sub-district, else a district; None when neither is."""
        names = (province, district, subdistrict)
        if names not in self._known:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[names] = self._match(*names)
        return self._known[names]

    def _match(self, province: str, district: str, subdistrict: str) -> Place | None:
        within = self._inside("", bare(province))
        name, below = bare(district), bare(subdistrict)
        found = self._inside(within.code, name) if within else self._districts.find(name) if name else None
        if found is None:
            known = self._subdistricts.get(within.code) if within and not name else None
            return known.find(below) if known and below else None
        return self._inside(found.code, below) or found

    def _inside(self, code: str, name: str) -> Place | None:
        names = self._within.get(code)
        return names.find(name) if names and name else None
