"""From sums to figures: values rounded once, and what formulas say of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction

from ..words import COUNTRY, FORMULA, PROVINCE, THEN
from .arithmetic import exact, rounded, value_of
from .book import Book, Rule
from .reasoning import Formulas
from .summing import Row
from .writing import Made

Scope = tuple[str, str, date]
"""Indicator, area ("" for the country), first day of a fiscal year: what is made at once."""


_WHOLE = Context(prec=60)
"""More digits than the column has."""


def decimal_of(number: Fraction) -> Decimal:
    """Of a fraction that ends: all of it. Others are rounded to 24 places, as the column is."""
    return rounded(number, 24).normalize(_WHOLE) if number else Decimal(0)


def figures(rows: Iterable[Row], book: Book, *, view: str = THEN) -> Iterator[Made]:
    """Every sum with its value."""
    for row in rows:
        version = book[row.indicator].on(row.starts_on)
        value = value_of(exact(row.number), exact(row.base), version.per, divides=version.divides)
        yield Made(
            row.indicator, level_of(row.area), row.area, row.period, row.starts_on, row.cell, view, row.number, row.base,
            None if value is None else rounded(value), row.entries, row.accepted,
        )  # fmt: skip


def formulas(made: Iterable[Made], book: Book, reasons: Formulas, *, view: str = THEN) -> Iterator[Made]:
    """What formulas say of the figures of each area and period. `made`: all that they are reckoned from."""
    places: dict[tuple[str, str, date], dict[str, Made]] = defaultdict(dict)
    for one in made:
        if not one.cell:
            places[one.area, one.period, one.starts_on][one.indicator] = one
    for (area, period, on), here in places.items():
        values = {code: value_exactly(one, book[code]) for code, one in here.items() if book[code].kind != FORMULA}
        for code, value in reasons.values(values, on, period):
            parts = [here[name] for name in reasons.parts_of(code, on) if name in here]
            if parts:
                yield Made(
                    code, level_of(area), area, period, on, "", view, None, None, None if value is None else rounded(value),
                    min(one.entries for one in parts), min(one.accepted for one in parts),
                )  # fmt: skip


def value_exactly(one: Made, rule: Rule) -> Fraction | None:
    """Before it was rounded: formulas reckon with this."""
    version = rule.on(one.starts_on)
    return value_of(exact(one.number), exact(one.base), version.per, divides=version.divides)


def level_of(area: str) -> str:
    return PROVINCE if area else COUNTRY
