"""What became of an area: shares of it in later ones, exactly. Pure: changes in, shares out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused

Shares = Mapping[str, Fraction]


@dataclass(frozen=True)
class Change:
    """From `on`, a share of `source` lies in `target`. The shares of one source on one day add up to 1."""

    source: str
    target: str
    share: Fraction
    on: date


class Succession:
    """All changes that are known, asked from any area and day. What happens on one day happens at once."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self._out: dict[str, dict[date, list[Change]]] = defaultdict(lambda: defaultdict(list))
        self._in: dict[str, dict[date, list[Change]]] = defaultdict(lambda: defaultdict(list))
        for change in changes:
            self._out[change.source][change.on].append(change)
            self._in[change.target][change.on].append(change)
        self._known: dict[tuple[str, date, date], dict[str, Fraction]] = {}

    def __bool__(self) -> bool:
        return bool(self._out)

    @property
    def codes(self) -> frozenset[str]:
        """Every area that a change speaks of."""
        return frozenset(self._out) | frozenset(self._in)

    def after(self, code: str, day: date, *, until: date = date.max) -> Shares:
        """Where an area, as it was on a day, lies at the end of `until`. An area that never changed lies in itself.

        A tambon or village that no change names goes with its district.
        """
        key = (code, day, until)
        if key not in self._known:
            self._known[key] = self._after(code, day, until)
        return self._known[key]

    def _after(self, code: str, day: date, until: date) -> dict[str, Fraction]:
        if code not in self._out and len(code) > 4:
            return dict(self.after(code[:4], day, until=until)) if code[:4] in self._out else {code: Fraction(1)}
        next_day = min((on for on in self._out.get(code, ()) if day < on <= until), default=None)
        if next_day is None:
            return {code: Fraction(1)}
        found: dict[str, Fraction] = defaultdict(Fraction)
        for change in self._out[code][next_day]:
            for target, share in self.after(change.target, next_day, until=until).items():
                found[target] += change.share * share
        return dict(found)

    def main(self, code: str, day: date, *, until: date = date.max) -> str:
        """Where most of it lies: what cannot be divided goes there. Of equals, the lowest code."""
        return min(self.after(code, day, until=until).items(), key=lambda found: (-found[1], found[0]))[0]

    def born(self, code: str, before: date) -> tuple[date, list[Change]] | None:
        """The last day before `before` on which something changed about an area, and what came into it then."""
        days = {on for on in (*self._in.get(code, ()), *self._out.get(code, ())) if on < before}
        if not days:
            return None
        on = max(days)
        return on, self._in[code].get(on, []) if code in self._in else []

    def between(self, first: date, before: date) -> frozenset[str]:
        """The areas that a change speaks of whose day lies in [first, before)."""
        return frozenset(
            code
            for sides in (self._out, self._in)
            for code, days in sides.items()
            if any(first <= on < before for on in days)
        )


NOTHING_CHANGED = Succession(())


def check(changes: Iterable[Change]) -> None:
    """Whether these can be true together. Raises Refused."""
    together: dict[tuple[str, date], list[Change]] = defaultdict(list)
    for change in changes:
        if len(change.source) != len(change.target):
            raise Refused("two_levels", _("พื้นที่เดิมกับพื้นที่ใหม่ต้องเป็นระดับเดียวกัน"), "target")
        if not 0 < change.share <= 1:
            raise Refused("bad_share", _("สัดส่วนต้องมากกว่า 0 และไม่เกิน 1"), "share")
        together[change.source, change.on].append(change)
    for found in together.values():
        if sum((change.share for change in found), Fraction(0)) != 1:
            raise Refused("shares_not_whole", _("สัดส่วนของพื้นที่ที่แบ่งออกต้องรวมกันได้ 1 พอดี"), "share")
        if len({change.target for change in found}) != len(found):
            raise Refused("target_twice", _("พื้นที่ใหม่แห่งหนึ่งถูกระบุซ้ำ"), "target")
