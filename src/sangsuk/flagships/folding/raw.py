"""A figure again from raw: out of every entry, or of every statement until a moment, by the readable rule."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.db.models import OuterRef, Subquery

from ..areas import queries as areas
from ..models import Entry, Statement
from ..periods import Period
from ..words import ACCEPTED, COUNTS, NOW, THEN
from .arithmetic import exact, rounded, value_of
from .book import Book, Rule, book
from .reasoning import Formulas
from .reckoning import Said, Sum, fold


def value(
    code: str,
    area: str,
    period: Period,
    *,
    cell: str = "",
    view: str = THEN,
    at: datetime | None = None,
    rules: Book | None = None,
) -> Decimal | None:
    """What the figure says, to 6 places. `at`: as it stood at that moment, with the areas as they were known then."""
    rules = rules or book()
    reasons = Formulas(rules)
    parts = sorted(reasons.parts_of(code, period.starts_on))
    known = {
        part: _exactly(rules[part], one, period)
        for part, one in sums(parts, area, period, cell, view, at, rules).items()
    }
    if not rules[code].is_formula:
        return _rounded(known.get(code))
    if not known:
        return None
    return _rounded(dict(reasons.values(known, period.starts_on, period.kind)).get(code))


def sums(
    codes: Collection[str], area: str, period: Period, cell: str, view: str, at: datetime | None, rules: Book
) -> Mapping[str, Sum]:
    """By indicator; none of them a formula."""
    changes = areas.known(at)
    within = "" if view == NOW and changes else area
    said: dict[str, list[Said]] = defaultdict(list)
    for code, one in (_now if at is None else _until)(codes, within, period, cell, at):
        said[code].append(one)
    found = {}
    for code, entries in said.items():
        folded = fold(
            entries, period, over_areas=rules[code].over_areas, over_time=rules[code].over_time, changes=changes, view=view,
            group=lambda one: one[: len(area)],
        )  # fmt: skip
        if area in folded:
            found[code] = folded[area]
    return found


def _now(
    codes: Collection[str], within: str, period: Period, cell: str, at: datetime | None
) -> Iterator[tuple[str, Said]]:
    rows = Entry.objects.filter(
        indicator__in=codes, area_code__startswith=within, starts_on__gte=period.starts_on, starts_on__lt=period.before, cell=cell,
        state__in=COUNTS,
    )  # fmt: skip
    yield from _said(rows.values_list("indicator", "area_code", "starts_on", "number", "base", "keys", "state"))


def _until(
    codes: Collection[str], within: str, period: Period, cell: str, at: datetime | None
) -> Iterator[tuple[str, Said]]:
    newest = Statement.objects.filter(entry=OuterRef("pk"), at__lte=at).order_by("-seq").values("pk")[:1]
    entries = Entry.objects.filter(
        indicator__in=codes, area_code__startswith=within, starts_on__gte=period.starts_on, starts_on__lt=period.before, cell=cell
    )  # fmt: skip
    rows = Statement.objects.filter(pk__in=entries.annotate(newest=Subquery(newest)).values("newest"), state__in=COUNTS)
    columns = "entry__indicator", "entry__area_code", "entry__starts_on", "number", "base", "keys", "state"
    yield from _said(rows.values_list(*columns))


def _said(rows: object) -> Iterator[tuple[str, Said]]:
    for code, area, on, number, base, keys, state in rows:  # type: ignore[attr-defined]
        yield code, Said(area, on, exact(number), exact(base), frozenset(keys or ()), state == ACCEPTED)


def _exactly(rule: Rule, one: Sum, period: Period) -> Fraction | None:
    version = rule.on(period.starts_on)
    return value_of(one.number, one.base, version.per, divides=version.divides)


def _rounded(value: Fraction | None) -> Decimal | None:
    return None if value is None else rounded(value)
