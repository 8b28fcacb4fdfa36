"""Who reads what: a balanced incomplete block assignment with conflicts. Pure, and the same for the same seed.

Every story gets the same number of judges; loads differ by one at most; no judge gets a story that is not his to judge;
pairs of judges read together, and pairs of stories are read together, as evenly as can be found; and all hang together in
one net, so that severity can be told from quality (a design is *connected*: Bose, 1947; Cochran and Cox, 1957, chapter 9).

Built by taking turns, levelled along chains of judges, and then mended by swaps as long as they make it more even.
"""

import random
from collections import deque
from collections.abc import Mapping, Sequence, Set
from itertools import combinations

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused

from .evenness import components
from .lots import lot

LEAST_JUDGES = 3
SWAPS = 40_000
"""How many swaps are tried; enough for 60 stories and 15 judges to end where no swap helps, in well under two seconds."""

Plan = dict[str, list[str]]


def assign(
    stories: Sequence[str], judges: Sequence[str], *, each: int, conflicts: Mapping[str, Set[str]], seed: str
) -> Plan:
    """For each story its judges. `conflicts`: for each story the judges who may not have it.

    Raises: Refused, with what stands in the way, where no such assignment exists.
    """
    free = {story: [judge for judge in judges if judge not in conflicts.get(story, ())] for story in stories}
    _check(stories, judges, each, free)
    chance = random.Random(lot(seed, "assignment"))  # noqa: S311 - to be drawn again by anybody who has the seed
    table = _Table(list(judges), {story: set(names) for story, names in free.items()})
    order = sorted(stories)
    chance.shuffle(order)
    for story in sorted(order, key=lambda story: len(free[story])):
        table.seat(story, each, chance)
    table.level()
    table.mend(chance)
    table.join()
    return {story: sorted(table.seats[story]) for story in sorted(stories)}


def _check(stories: Sequence[str], judges: Sequence[str], each: int, free: Mapping[str, Sequence[str]]) -> None:
    if each < LEAST_JUDGES:
        least = {"least": LEAST_JUDGES}
        raise Refused("too_few_judges", _("เรื่องหนึ่งต้องมีกรรมการอย่างน้อย %(least)s คน") % least, "each")
    if len(set(judges)) < len(judges) or len(set(stories)) < len(stories) or not stories:
        raise Refused("bad_value", _("รายการเรื่องหรือรายชื่อกรรมการไม่ครบหรือซ้ำ"))
    short = sorted(story for story in stories if len(free[story]) < each)
    if short:
        said = {"story": short[0], "count": len(free[short[0]]), "each": each}
        raise Refused(
            "no_judges_left",
            _("เรื่องรหัส %(story)s เหลือกรรมการที่ไม่มีส่วนได้เสีย %(count)s คน ต้องมีอย่างน้อย %(each)s คน กรุณาเพิ่มกรรมการ") % said,
            "judges",
        )


class _Table:
    """The plan while it is being made."""

    def __init__(self, judges: list[str], free: dict[str, set[str]]) -> None:
        self.judges, self.free = sorted(judges), free
        self.seats: dict[str, set[str]] = {story: set() for story in free}
        self.has: dict[str, set[str]] = {judge: set() for judge in judges}
        self.met = {judge: dict.fromkeys(judges, 0) for judge in judges}
        self.beside: dict[str, dict[str, int]] = {story: {} for story in free}

    def put(self, story: str, judge: str) -> None:
        self._count(story, judge, 1)
        self.seats[story].add(judge)
        self.has[judge].add(story)

    def take(self, story: str, judge: str) -> None:
        self.seats[story].remove(judge)
        self.has[judge].remove(story)
        self._count(story, judge, -1)

    def _count(self, story: str, judge: str, by: int) -> None:
        for other in self.seats[story]:
            self.met[judge][other] += by
            self.met[other][judge] += by
        beside = self.beside[story]
        for other in self.has[judge]:
            beside[other] = beside.get(other, 0) + by
            self.beside[other][story] = self.beside[other].get(story, 0) + by

    def cost(self, story: str, judge: str) -> int:
        """How uneven it gets when this judge joins: squares of how often judges meet, and cubes of how many judges two
        stories share (cubes, because two stories with the same whole panel say nothing about anybody's severity)."""
        met, beside = self.met[judge], self.beside[story]
        shared = [beside.get(other, 0) for other in self.has[judge]]
        return sum(2 * met[other] + 1 for other in self.seats[story]) + sum(3 * m * m + 3 * m + 1 for m in shared)

    def seat(self, story: str, each: int, chance: random.Random) -> None:
        """Those with the fewest stories first; among these, those whom it makes the least uneven."""
        for _turn in range(each):
            able = sorted(self.free[story] - self.seats[story])
            chance.shuffle(able)
            self.put(story, min(able, key=lambda judge: (len(self.has[judge]), self.cost(story, judge))))

    def level(self) -> None:
        """Until loads differ by one at most. Raises Refused where conflicts leave no way."""
        while True:
            loads = {judge: len(self.has[judge]) for judge in self.judges}
            least, most = min(loads.values()), max(loads.values())
            if most - least <= 1:
                return
            chain = next(filter(None, (self._chain(judge, loads) for judge in _by_load(loads))), None)
            if chain is None:
                raise Refused(
                    "uneven_loads",
                    _("แบ่งเรื่องให้เท่ากันไม่ได้ เพราะกรรมการบางคนมีส่วนได้เสียกับเรื่องจำนวนมาก กรุณาเปลี่ยนหรือเพิ่มกรรมการ"),
                    "judges",
                )
            for story, giver, taker in chain:
                self.take(story, giver)
                self.put(story, taker)

    def _chain(self, start: str, loads: Mapping[str, int]) -> list[tuple[str, str, str]] | None:
        """The shortest way in which one story less for `start` becomes one more for somebody with two fewer."""
        came: dict[str, tuple[str, str, str] | None] = {start: None}
        waiting = deque([start])
        while waiting:
            giver = waiting.popleft()
            if loads[start] - loads[giver] >= 2:
                return _back(came, giver)
            for story in sorted(self.has[giver]):
                for taker in sorted(self.free[story] - self.seats[story]):
                    if taker not in came:
                        came[taker] = (story, giver, taker)
                        waiting.append(taker)
        return None

    def mend(self, chance: random.Random) -> None:
        """Two judges exchange a story each, where that makes meetings more even; loads stay as they are."""
        where = [(story, judge) for story in sorted(self.seats) for judge in sorted(self.seats[story])]
        for _turn in range(SWAPS):
            one, other = chance.randrange(len(where)), chance.randrange(len(where))
            (first, giver), (second, taker) = where[one], where[other]
            if self._may(first, giver, second, taker) and self._gain(first, giver, second, taker) > 0:
                where[one], where[other] = (first, taker), (second, giver)

    def _may(self, first: str, giver: str, second: str, taker: str) -> bool:
        return (
            first != second
            and giver != taker
            and taker not in self.seats[first]
            and giver not in self.seats[second]
            and taker in self.free[first]
            and giver in self.free[second]
        )

    def _gain(self, first: str, giver: str, second: str, taker: str) -> int:
        """Make the swap; keep it and say by how much it is better, or undo it and say 0."""
        self.take(first, giver)
        self.take(second, taker)
        before = self.cost(first, giver) + self.cost(second, taker)
        after = self.cost(first, taker) + self.cost(second, giver)
        if after < before:
            self.put(first, taker)
            self.put(second, giver)
            return before - after
        self.put(first, giver)
        self.put(second, taker)
        return 0

    def join(self) -> None:
        """One net of all: swaps between two parts, as long as there are two. Raises Refused where none is left."""
        while len(parts := components(self.seats, self.judges)) > 1:
            if not self._joined(parts):
                raise Refused(
                    "not_connected",
                    _("กรรมการกับเรื่องแยกเป็นกลุ่มที่ไม่เกี่ยวกัน จึงเทียบคะแนนกันไม่ได้ กรุณาให้กรรมการอ่านคนละมากขึ้น"),
                    "each",
                )

    def _joined(self, parts: Sequence[Set[str]]) -> bool:
        for part, rest in combinations(parts, 2):
            for first in sorted(part & self.seats.keys()):
                for second in sorted(rest & self.seats.keys()):
                    if self._swapped_to_join(first, second, len(parts)):
                        return True
        return False

    def _swapped_to_join(self, first: str, second: str, parts: int) -> bool:
        for giver in sorted(self.seats[first]):
            for taker in sorted(self.seats[second]):
                if not self._may(first, giver, second, taker):
                    continue
                self._exchange(first, giver, second, taker)
                if len(components(self.seats, self.judges)) < parts:
                    return True
                self._exchange(first, taker, second, giver)
        return False

    def _exchange(self, first: str, giver: str, second: str, taker: str) -> None:
        self.take(first, giver)
        self.take(second, taker)
        self.put(first, taker)
        self.put(second, giver)


def _by_load(loads: Mapping[str, int]) -> list[str]:
    return sorted(loads, key=lambda judge: (-loads[judge], judge))


def _back(came: Mapping[str, tuple[str, str, str] | None], end: str) -> list[tuple[str, str, str]]:
    """The steps in an order in which each is possible: the last taker first."""
    steps = []
    step = came[end]
    while step is not None:
        steps.append(step)
        step = came[step[1]]
    return steps
