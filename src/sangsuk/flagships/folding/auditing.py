"""Whether every figure is what its entries say: all of them folded again, and the country added up apart."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ..areas import queries as areas
from ..models import Figure
from ..words import THEN
from . import actions, making, summing
from .book import Book, book
from .making import decimal_of
from .reasoning import Formulas
from .summing import Row
from .writing import Made

Place = tuple[str, str, str, date, str, str]
"""Indicator, area, kind of period, its first day, cell, view."""
Said = tuple[Fraction | None, Fraction | None, Decimal | None, int, int]


def faults() -> Iterator[str]:
    """A line for every figure that is not what it should be, is missing, or is there without a reason."""
    kept = {
        (code, area, kind, on, cell, view): (_exact(number), _exact(base), value, entries, accepted)
        for code, area, kind, on, cell, view, number, base, value, entries, accepted in Figure.objects.values_list(
            "indicator", "area_code", "period", "starts_on", "cell", "view", "number", "base", "value", "entries", "accepted"
        ).iterator()
    }  # fmt: skip
    for place, right in again():
        found = kept.pop(place, None)
        if found != right:
            yield f"{_name(place)}: kept {found}, entries say {right}"
    yield from (f"{_name(place)}: nothing supports it" for place in kept)


def again() -> Iterator[tuple[Place, Said]]:
    rules, changes = book(), areas.known()
    reasons = Formulas(rules)
    wanted = actions.everything()
    made = actions.provinces(wanted, rules, reasons, changes)
    yield from _as_kept(made)
    rows = [*_country(made, rules), *summing.country_distinct({(one.indicator, one.year_on) for one in wanted}, rules)]
    figures = list(making.figures(rows, rules))
    yield from _as_kept([*figures, *making.formulas(figures, rules, reasons)])


def _as_kept(made: Iterable[Made]) -> Iterator[tuple[Place, Said]]:
    for one in made:
        place = (one.indicator, one.area, one.period, one.starts_on, one.cell, one.view)
        yield place, (_exact(one.number), _exact(one.base), one.value, one.entries, one.accepted)


def _country(made: Iterable[Made], rules: Book) -> Iterator[Row]:
    found: dict[tuple[str, str, date, str], list[Made]] = defaultdict(list)
    for one in made:
        rule = rules[one.indicator]
        if one.view == THEN and not rule.is_formula and not rule.is_distinct:
            found[one.indicator, one.period, one.starts_on, one.cell].append(one)
    for (code, period, on, cell), parts in found.items():
        numbers, bases = [one.number for one in parts], [one.base for one in parts]
        yield Row(
            code, "", period, on, cell, _added(numbers), _added(bases), sum(one.entries for one in parts),
            sum(one.accepted for one in parts),
        )  # fmt: skip


def _added(numbers: Iterable[Decimal | None]) -> Decimal | None:
    there = [Fraction(one) for one in numbers if one is not None]
    return decimal_of(sum(there, Fraction(0))) if there else None


def _exact(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def _name(place: Place) -> str:
    code, area, kind, on, cell, view = place
    return " ".join(filter(None, (code, area or "country", kind, on.isoformat(), cell, view)))
