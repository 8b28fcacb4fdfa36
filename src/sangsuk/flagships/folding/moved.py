"""Provinces in which areas have changed: few, so they are folded by the readable rule, then and now."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ..areas.succession import Succession
from ..models import Entry
from ..periods import KINDS, Period, year
from ..periods import fiscal_year as fiscal_year_of
from ..words import ACCEPTED, COUNTS, NOW
from .arithmetic import exact
from .book import Book, Rule
from .making import decimal_of
from .reckoning import Said, fold
from .summing import Row, Unit


def touched(changes: Succession, year_on: date) -> dict[str, frozenset[str]]:
    """For a fiscal year: each province of which something lies elsewhere now, with all that it is entangled with."""
    groups: list[set[str]] = []
    for code in changes.codes:
        mine = {code[:2]} | {target[:2] for target in changes.after(code, year_on)}
        if not changes.between(year_on, date.max) & {code}:
            continue
        for group in [one for one in groups if one & mine]:
            groups.remove(group)
            mine |= group
        groups.append(mine)
    return {province: frozenset(group) for group in groups for province in group}


def entangled(units: Iterable[Unit], changes: Succession) -> set[Unit]:
    """The units, and those of the provinces that these are entangled with."""
    years: dict[date, dict[str, frozenset[str]]] = {}
    found: set[Unit] = set()
    for unit in units:
        if unit.year_on not in years:
            years[unit.year_on] = touched(changes, unit.year_on)
        provinces = years[unit.year_on].get(unit.province, frozenset({unit.province}))
        found |= {Unit(unit.indicator, province, unit.year_on) for province in provinces}
    return found


def rows(units: Collection[Unit], book: Book, changes: Succession, view: str) -> Iterator[Row]:
    """The sums of these units by the readable rule; in the view `then` only of newest values, the rest is `summing`'s."""
    together: dict[tuple[str, date], set[str]] = defaultdict(set)
    for unit in units:
        if unit.indicator in book and (view == NOW or book[unit.indicator].is_newest):
            together[unit.indicator, unit.year_on].add(unit.province)
    for (code, year_on), provinces in together.items():
        yield from _rows(book[code], year_on, provinces, changes, view)


def _rows(rule: Rule, year_on: date, provinces: set[str], changes: Succession, view: str) -> Iterator[Row]:
    whole = year(fiscal_year_of(year_on))
    cells: dict[str, list[Said]] = defaultdict(list)
    for province in sorted(provinces):
        for cell, one in _said(rule.code, province, whole):
            cells[cell].append(one)
    for cell, said in cells.items():
        for kind in KINDS[KINDS.index(rule.frequency) :]:
            for period in whole.inside(kind):
                found = fold(
                    said, period, over_areas=rule.over_areas, over_time=rule.over_time, changes=changes, view=view
                )
                for place, sums in found.items():
                    number, base = _decimal(sums.number), _decimal(sums.base)
                    yield Row(rule.code, place, kind, period.starts_on, cell, number, base, sums.entries, sums.accepted)


def _said(code: str, province: str, whole: Period) -> Iterator[tuple[str, Said]]:
    entries = Entry.objects.filter(
        indicator=code, area_code__startswith=province, starts_on__gte=whole.starts_on, starts_on__lt=whole.before,
        state__in=COUNTS,
    ).values_list("cell", "area_code", "starts_on", "number", "base", "keys", "state")  # fmt: skip
    for cell, area, on, number, base, keys, state in entries:
        yield cell, Said(area, on, exact(number), exact(base), frozenset(keys or ()), state == ACCEPTED)


def _decimal(number: Fraction | None) -> Decimal | None:
    return None if number is None else decimal_of(number)
