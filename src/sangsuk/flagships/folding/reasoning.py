"""All formulas of a book: which hold when, in which order they are reckoned, and what they need. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cache

from sangsuk.common.errors import Refused

from .. import formulas
from ..formulas import Formula
from ..periods import KINDS, Period
from .book import Book


class Formulas:
    """A formula that cannot be read says nothing; it cannot have been kept by the verbs, only by a hand in the database."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._codes = [code for code, rule in book.items() if rule.is_formula]
        self._on = cache(self._in_force)

    def _in_force(self, on: date) -> tuple[Mapping[str, Formula], list[str]]:
        found = {}
        for code in self._codes:
            rule = self._book[code]
            text = rule.on(on).formula
            try:
                found[code] = formulas.parse(text, within=rule.project)
            except Refused:
                continue
        return found, formulas.ordered(found)

    def values(
        self, known: Mapping[str, Fraction | None], on: date, kind: str
    ) -> Iterator[tuple[str, Fraction | None]]:
        """What each formula says, in its own unit. `known`: what indicators say, each in its own unit."""
        found, order = self._on(on)
        here = {code: None if value is None else value * self._factor(code, on) for code, value in known.items()}
        here |= formulas.given(Period(on, kind))
        for code in order:
            if KINDS.index(kind) < KINDS.index(self._book[code].frequency):
                continue
            here[code] = found[code].value(here)
            said = here[code]
            yield code, None if said is None else said / self._factor(code, on)

    def _factor(self, code: str, on: date) -> Fraction:
        return self._book[code].on(on).factor

    def parts_of(self, code: str, on: date) -> frozenset[str]:
        """The indicators, none of them a formula, that it is reckoned from in the end."""
        found, _order = self._on(on)
        if code not in found:
            return frozenset() if self._book.get(code) is None or self._book[code].is_formula else frozenset({code})
        return frozenset().union(*(self.parts_of(name, on) for name in found[code].needs))

    def using(self, codes: Iterable[str], on: date) -> dict[str, frozenset[str]]:
        """The formulas that are reckoned from any of these, each with all its parts."""
        changed = frozenset(codes)
        parts = {code: self.parts_of(code, on) for code in self._on(on)[0]}
        return {code: found for code, found in parts.items() if found & changed}
