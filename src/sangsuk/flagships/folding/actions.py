"""Folding: what is stale, or everything. A cell is folded whole; two at once take turns."""

import logging
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import product

from django.db import connection, transaction
from django.db.models import Max, Min
from django.utils import timezone

from sangsuk.common import garbage

from ..areas import queries as areas
from ..areas.succession import Succession
from ..models import Entry, Figure, StaleFigure
from ..periods import fiscal_year, year
from ..words import NOW, PROVINCE, THEN
from . import making, moved, summing
from .book import Book, book
from .reasoning import Formulas
from .summing import Row, Unit
from .writing import Made, write

logger = logging.getLogger(__name__)
LOCK = 0x666C6167
AT_ONCE = 20_000
"""How many stale marks are taken up in one transaction."""


def fold_stale(now: datetime | None = None) -> int:
    """Take up what changed. May run twice at once, and be cut off anywhere: marks go with what they led to."""
    done = 0
    while StaleFigure.objects.exists():
        with _alone():
            marks = list(StaleFigure.objects.order_by("since", "id")[:AT_ONCE])
            units = {
                Unit(one.indicator_id, one.province_code, year(fiscal_year(one.starts_on)).starts_on) for one in marks
            }
            done += fold(units, now=now or timezone.now())
            StaleFigure.objects.filter(pk__in=[one.pk for one in marks]).delete()
    return done


def fold_all(now: datetime | None = None) -> int:
    """Every figure from the entries; returns how many were not what they should be."""
    with _alone():
        units = everything()
        gone = Figure.objects.exclude(indicator__in={unit.indicator for unit in units} | set(_formulas_of(units)))
        StaleFigure.objects.all().delete()
        return gone.delete()[0] + fold(units, now=now or timezone.now())


def everything() -> set[Unit]:
    """Every unit that has an entry."""
    span = Entry.objects.aggregate(first=Min("starts_on"), last=Max("starts_on"))
    if span["first"] is None:
        return set()
    with connection.cursor() as cursor:
        cursor.execute("select distinct indicator_id, left(area_code, 2) from flagships_entry")
        pairs = cursor.fetchall()
    years = [year(one).starts_on for one in range(fiscal_year(span["first"]), fiscal_year(span["last"]) + 1)]
    return {Unit(code, province, on) for (code, province), on in product(pairs, years)}


def fold(units: Collection[Unit], *, now: datetime) -> int:
    """These units, the formulas that are reckoned from them, and the country. Returns how many figures changed."""
    rules, changes = book(), areas.known()
    reasons = Formulas(rules)
    with garbage.left_alone():
        wanted = moved.entangled(_with_parts(units, reasons), changes)
        changed = _fold_provinces(wanted, rules, reasons, changes, now)
        changed += _fold_country({(unit.indicator, unit.year_on) for unit in wanted}, rules, reasons, now)
    if changed:
        logger.info("figures folded", extra={"units": len(wanted), "changed": changed})
    return changed


def _with_parts(units: Iterable[Unit], reasons: Formulas) -> set[Unit]:
    """A formula is reckoned from all its parts, also those that did not change."""
    found = set(units)
    by_place: dict[tuple[str, date], set[str]] = {}
    for unit in found:
        by_place.setdefault((unit.province, unit.year_on), set()).add(unit.indicator)
    for (province, on), codes in by_place.items():
        for parts in reasons.using(codes, on).values():
            found |= {Unit(code, province, on) for code in parts}
    return found


def _fold_provinces(wanted: set[Unit], rules: Book, reasons: Formulas, changes: Succession, now: datetime) -> int:
    return write(provinces(wanted, rules, reasons, changes), _scopes(wanted, reasons), now=now)


def provinces(wanted: set[Unit], rules: Book, reasons: Formulas, changes: Succession) -> list[Made]:
    """The figures of provinces as they shall be, from the entries."""
    strange = {unit for unit in wanted if unit.province in moved.touched(changes, unit.year_on)} if changes else set()
    rows = [
        *summing.provinces([one for one in wanted if not (one in strange and _by_hand(one, rules))], rules),
        *moved.rows(strange, rules, changes, THEN),
    ]
    made = _made(rows, rules, reasons, THEN)
    if strange:
        made += _made(list(moved.rows(strange, rules, changes, NOW)), rules, reasons, NOW)
    return made


def _by_hand(unit: Unit, rules: Book) -> bool:
    return unit.indicator in rules and rules[unit.indicator].is_newest


def _made(rows: list[Row], rules: Book, reasons: Formulas, view: str) -> list[Made]:
    figures = list(making.figures(rows, rules, view=view))
    return figures + list(making.formulas(figures, rules, reasons, view=view))


def _scopes(units: Iterable[Unit], reasons: Formulas) -> set[making.Scope]:
    found = {(unit.indicator, unit.province, unit.year_on) for unit in units}
    for code, area, on in list(found):
        found |= {(formula, area, on) for formula in reasons.using([code], on)}
    return found


def _fold_country(asked: set[tuple[str, date]], rules: Book, reasons: Formulas, now: datetime) -> int:
    rows = [*_from_provinces(asked), *summing.country_distinct(asked, rules)]
    made = _made([row for row in rows if row.indicator in rules], rules, reasons, THEN)
    return write(made, _scopes((Unit(code, "", on) for code, on in asked), reasons), now=now)


def _from_provinces(asked: Iterable[tuple[str, date]]) -> Iterator[Row]:
    """The country's sums out of the provinces' figures; what is counted once is asked from the entries instead."""
    codes, years = zip(*asked, strict=True) if asked else ((), ())
    with connection.cursor() as cursor:
        cursor.execute(
            """select f.indicator_id, '', f.period, f.starts_on, f.cell, sum(f.number), sum(f.base), sum(f.entries), sum(f.accepted)
               from (select unnest(%s::text[]) as indicator, unnest(%s::date[]) as year_on) as u
               join flagships_indicator as i on i.code = u.indicator and 'distinct' not in (i.over_areas, i.over_time)
               join flagships_figure as f on f.indicator_id = u.indicator and f.starts_on >= u.year_on
                 and f.starts_on < u.year_on + interval '1 year' and f.level = %s and f.view = %s
               group by f.indicator_id, f.period, f.starts_on, f.cell""",
            [list(codes), list(years), PROVINCE, THEN],
        )
        yield from (Row(*found) for found in cursor.fetchall())


def _formulas_of(units: Iterable[Unit]) -> set[str]:
    reasons = Formulas(book())
    by_year: dict[date, set[str]] = {}
    for unit in units:
        by_year.setdefault(unit.year_on, set()).add(unit.indicator)
    return {formula for on, codes in by_year.items() for formula in reasons.using(codes, on)}


@contextmanager
def _alone() -> Iterator[None]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        yield


__all__ = ["everything", "fold", "fold_all", "fold_stale"]
