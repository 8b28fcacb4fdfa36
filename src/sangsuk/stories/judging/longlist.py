"""From ten thousand to sixty, fairly, and every pick with its reason. Pure, and the same for the same seed.

Places go to the regions, and within a region to the themes, by Webster's method (Sainte-Laguë) on the *square root* of
how many eligible stories each sent: a region with a hundred times the stories gets ten times the places, and none is left
out. Within region and theme readers' marks come first; where marks are equal, lots are drawn with the published seed, and
of the first few drawn the one is taken that is least like what is on the list already (maximal marginal relevance:
Carbonell and Goldstein, SIGIR 1998). No district has more than two. No machine says how good a story is.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.thai.likeness import alike

from .lots import lot
from .screening import Candidate

PER_OFFICE = 2
DRAWN = 12
"""So many of the first drawn are looked at for the one least like the others."""
UNREAD = 1.0
"""What a story counts for that no reader has marked yet: less than one that somebody liked, more than one nobody did."""


@dataclass(frozen=True)
class Pick:
    """One place of the list, and why: of which region and theme's turn it was, by which mark, from how many equals."""

    code: str
    place: int
    region: str
    theme: str
    mark: float
    equals: int
    likeness: float


def why(region: Any, theme: Any, mark: float, equals: int) -> Any:
    """Why a story is on the list, in one sentence; region and theme in words."""
    gaps = {"region": region, "theme": theme, "mark": f"{mark:g}", "equals": equals}
    if equals == 1:
        return _("ถึงคิว%(region)s หัวข้อ “%(theme)s” และเรื่องนี้ได้คะแนนคัดกรองสูงสุด (%(mark)s)") % gaps
    return (
        _(
            "ถึงคิว%(region)s หัวข้อ “%(theme)s” มี %(equals)s เรื่องที่ได้คะแนนคัดกรองเท่ากัน (%(mark)s) จึงจับฉลาก แล้วเลือกเรื่องที่ซ้ำกับรายชื่อน้อยที่สุด"
        )
        % gaps
    )


def pick(candidates: Iterable[Candidate], *, size: int, seed: str, already: Sequence[Candidate] = ()) -> list[Pick]:
    """At most `size` picks in the order in which they were made; `already` are on the list by a person's decision."""
    listing = _Listing(candidates, seed, already)
    while len(listing.picks) + len(already) < size:
        found = listing.next()
        if found is None:
            break
        listing.picks.append(found)
    return listing.picks


class _Listing:
    def __init__(self, candidates: Iterable[Candidate], seed: str, already: Sequence[Candidate]) -> None:
        taken = {one.code for one in already}
        everybody = [one for one in candidates if one.code not in taken]
        self.cells: dict[tuple[str, str], list[Candidate]] = {}
        for one in sorted(everybody, key=lambda c: (-mark_of(c), lot(seed, "long list", c.code), c.code)):
            self.cells.setdefault((one.region, one.theme), []).append(one)
        self.sent = Counter((one.region, one.theme) for one in (*everybody, *already))
        self.chosen, self.picks = list(already), list[Pick]()
        self.offices = Counter(one.office for one in already)

    def next(self) -> Pick | None:
        """The next pick, or None when nobody is left who may be picked."""
        while self.cells:
            cell = self._turn()
            self.cells[cell] = [one for one in self.cells[cell] if self.offices[one.office] < PER_OFFICE]
            if self.cells[cell]:
                return self._from(cell)
            del self.cells[cell]
        return None

    def _turn(self) -> tuple[str, str]:
        """The region that is most behind its share, and in it the theme that is."""
        region = _most_behind(
            {region for region, _theme in self.cells},
            Counter({region: sum(n for (r, _t), n in self.sent.items() if r == region) for region, _t in self.sent}),
            Counter(one.region for one in self.chosen),
        )
        theme = _most_behind(
            {theme for r, theme in self.cells if r == region},
            Counter({theme: n for (r, theme), n in self.sent.items() if r == region}),
            Counter(one.theme for one in self.chosen if one.region == region),
        )
        return region, theme

    def _from(self, cell: tuple[str, str]) -> Pick:
        waiting = self.cells[cell]
        best = mark_of(waiting[0])
        equals = [one for one in waiting if mark_of(one) == best]
        near = {one.code: max((alike(one.sketch, other.sketch) for other in self.chosen), default=0.0) for one in equals[:DRAWN]}  # fmt: skip
        taken = min(equals[:DRAWN], key=lambda one: round(near[one.code], 3))
        waiting.remove(taken)
        if not waiting:
            del self.cells[cell]
        self.chosen.append(taken)
        self.offices[taken.office] += 1
        return Pick(taken.code, len(self.chosen), *cell, best, len(equals), round(near[taken.code], 3))


def mark_of(candidate: Candidate) -> float:
    """The mean of its readers' marks."""
    return fmean(candidate.marks) if candidate.marks else UNREAD


def _most_behind(names: set[str], sent: Mapping[str, int], got: Mapping[str, int]) -> str:
    """Webster's divisor on square roots; of equals, the first by name."""
    return min(names, key=lambda name: (-round(math.sqrt(sent[name]) / (2 * got.get(name, 0) + 1), 9), name))
