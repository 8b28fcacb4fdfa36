"""What figures say: kept ones of provinces and the country, and those of a district and below, folded as they are asked for."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ..areas import queries as areas
from ..models import Entry, Figure
from ..periods import KINDS, Period, fiscal_year, year
from ..words import ACCEPTED, COUNTS, DIGITS, DISTRICT, NOW, THEN
from . import moved
from .arithmetic import exact, rounded, value_of
from .book import Book, book
from .making import decimal_of
from .reasoning import Formulas
from .reckoning import Said, Sum, fold


@dataclass(frozen=True)
class Value:
    """A figure. `number`, `base`: added up; `value`: what it says, to 6 places. `entries`: how many are in it, `accepted` of them."""

    indicator: str
    area: str
    period: Period
    cell: str
    number: Decimal | None
    base: Decimal | None
    value: Decimal | None
    entries: int
    accepted: int


Key = tuple[str, str, Period]
"""Indicator, area, period."""


def values(
    codes: Collection[str],
    places: Collection[str],
    periods: Collection[Period],
    *,
    view: str = THEN,
    rules: Book | None = None,
) -> Mapping[Key, Value]:
    """Totals of these indicators for areas of any level ("" is the country) and any periods. What nobody reported is not in it."""
    high = [area for area in places if len(area) < DIGITS[DISTRICT]]
    low = [area for area in places if len(area) >= DIGITS[DISTRICT]]
    found = {(one.indicator, one.area, one.period): one for one in _kept(codes, high, periods, [""], view)}
    if low:
        found |= _folded(codes, low, periods, rules or book(), view)
    return found


def cells(code: str, area: str, period: Period, *, view: str = THEN) -> list[Value]:
    """A figure by the cells of its breakdown; of provinces and the country."""
    return [one for one in _kept([code], [area], [period], None, view) if one.cell]


def cells_of_year(code: str, cells: Collection[str], of: Period) -> Iterator[Value]:
    """Of every province and the country, in every period of a fiscal year, with the areas as they were then."""
    rows = Figure.objects.filter(
        indicator=code, cell__in=cells, view=THEN, starts_on__gte=of.starts_on, starts_on__lt=of.before
    )
    columns = rows.values_list(
        "area_code", "period", "starts_on", "cell", "number", "base", "value", "entries", "accepted"
    )
    for area, kind, on, cell, number, base, value, entries, accepted in columns.iterator():
        yield Value(code, area, Period(on, kind), cell, number, base, value, entries, accepted)


def of_area(area: str, period: Period, codes: Collection[str], *, view: str = THEN) -> Mapping[str, Value]:
    """One area, one period: by indicator."""
    return {code: one for (code, _, _), one in values(codes, [area], [period], view=view).items()}


def _kept(
    codes: Collection[str], places: Collection[str], periods: Collection[Period], cells: list[str] | None, view: str
) -> Iterator[Value]:
    """In the view `now` only provinces that changed have rows of their own."""
    by_kind: dict[str, list[date]] = defaultdict(list)
    changed = _changed(periods, view)
    for period in periods:
        by_kind[period.kind].append(period.starts_on)
    for kind, days in by_kind.items() if places else ():
        rows = Figure.objects.filter(
            indicator__in=codes, area_code__in=places, level__in=["province", "country"], period=kind, starts_on__in=days,
            view__in={THEN, view},
        )  # fmt: skip
        rows = rows if cells is None else rows.filter(cell__in=cells)
        best: dict[tuple[str, str, date, str], Value] = {}
        columns = rows.values_list(
            "indicator", "area_code", "starts_on", "cell", "view", "number", "base", "value", "entries", "accepted"
        )
        for code, area, on, cell, of, number, base, value, entries, accepted in columns.iterator():
            if of == (NOW if area in changed.get(_year_on(on), ()) else THEN):
                period = Period(on, kind)
                best[code, area, on, cell] = Value(code, area, period, cell, number, base, value, entries, accepted)
        yield from best.values()


def _changed(periods: Iterable[Period], view: str) -> Mapping[date, Collection[str]]:
    """By first day of a fiscal year: the provinces that have rows of their own in the view `now`."""
    if view != NOW:
        return {}
    known = areas.known()
    return {on: moved.touched(known, on) for on in {_year_on(period.starts_on) for period in periods}}


def _year_on(day: date) -> date:
    return year(fiscal_year(day)).starts_on


def _folded(
    codes: Collection[str], places: Collection[str], periods: Collection[Period], rules: Book, view: str
) -> dict[Key, Value]:
    """Of districts and below, out of their entries; formulas from their parts."""
    reasons = Formulas(rules)
    on = max(period.starts_on for period in periods)
    wanted = set(codes) | {part for code in codes for part in reasons.parts_of(code, on)}
    said = _said(wanted, places, periods, view)
    found: dict[Key, Value] = {}
    changes = areas.known()
    for period in periods:
        for code, entries in said.items():
            rule = rules.get(code)
            if rule is None or KINDS.index(period.kind) < KINDS.index(rule.frequency):
                continue
            for digits in {len(area) for area in places}:
                sums = fold(
                    entries, period, over_areas=rule.over_areas, over_time=rule.over_time, changes=changes, view=view,
                    group=_first(digits),
                )  # fmt: skip
                for area in set(sums) & set(places):
                    found[code, area, period] = _value(rules, code, area, period, sums[area])
    found |= _reasoned(found, places, periods, rules, reasons)
    return {key: one for key, one in found.items() if key[0] in codes}


def _first(digits: int) -> Callable[[str], str]:
    return lambda area: area[:digits]


def _said(
    codes: Iterable[str], places: Collection[str], periods: Collection[Period], view: str
) -> dict[str, list[Said]]:
    """Totals only. Seen as areas are now, what an area was made of counts too: so the whole province is asked for."""
    rows = Entry.objects.filter(
        indicator__in=list(codes), cell="", state__in=COUNTS, starts_on__gte=min(one.starts_on for one in periods),
        starts_on__lt=max(one.before for one in periods),
    )  # fmt: skip
    starts = {area[: DIGITS[DISTRICT]] for area in places}
    if view == NOW:
        known = areas.known()
        starts |= {code[: DIGITS[DISTRICT]] for code in known.codes}
    low, high = min(starts), max(starts)
    rows = rows.filter(area_code__gte=low, area_code__lte=f"{high}99999999")
    found: dict[str, list[Said]] = defaultdict(list)
    columns = rows.values_list("indicator", "area_code", "starts_on", "number", "base", "keys", "state")
    for code, area, on, number, base, keys, state in columns.iterator():
        if area[: DIGITS[DISTRICT]] in starts:
            found[code].append(Said(area, on, exact(number), exact(base), frozenset(keys or ()), state == ACCEPTED))
    return found


def _value(rules: Book, code: str, area: str, period: Period, one: Sum) -> Value:
    version = rules[code].on(period.starts_on)
    value = value_of(one.number, one.base, version.per, divides=version.divides)
    return Value(
        code, area, period, "", _decimal(one.number), _decimal(one.base), None if value is None else rounded(value),
        one.entries, one.accepted,
    )  # fmt: skip


def _reasoned(
    found: Mapping[Key, Value], places: Collection[str], periods: Collection[Period], rules: Book, reasons: Formulas
) -> dict[Key, Value]:
    made: dict[Key, Value] = {}
    for area in places:
        for period in periods:
            here = {code: one for (code, at, on), one in found.items() if (at, on) == (area, period)}
            known = {
                code: value_of(exact(one.number), exact(one.base), version.per, divides=version.divides)
                for code, one in here.items() if (version := rules[code].on(period.starts_on))
            }  # fmt: skip
            for code, value in reasons.values(known, period.starts_on, period.kind):
                parts = [here[name] for name in reasons.parts_of(code, period.starts_on) if name in here]
                if parts:
                    made[code, area, period] = Value(
                        code, area, period, "", None, None, None if value is None else rounded(value),
                        min(one.entries for one in parts), min(one.accepted for one in parts),
                    )  # fmt: skip
    return made


def _decimal(number: Fraction | None) -> Decimal | None:
    return None if number is None else decimal_of(number)
