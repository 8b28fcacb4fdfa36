"""The rule of `reckoning` in SQL, for provinces in which no area has changed: a fiscal year of an indicator at a time."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection

from ..periods import KINDS, MONTH, QUARTER, YEAR
from .book import Book, Rule


@dataclass(frozen=True, order=True)
class Unit:
    """What is folded at once: one indicator, one province, one fiscal year (its first day)."""

    indicator: str
    province: str
    year_on: date


class Row(NamedTuple):
    """One sum. `area`: a province, or "" for the country."""

    indicator: str
    area: str
    period: str
    starts_on: date
    cell: str
    number: Decimal | None
    base: Decimal | None
    entries: int
    accepted: int


# Of a year's entries the month, the quarter and the year in one pass. The same province is asked for twice: as an equation, by which
# a whole nation is joined, and as a range, by which one province is found in the index.
_ENTRIES = """
entries as (
  select e.indicator_id, u.place, e.area_code, e.cell, e.starts_on, date_trunc('quarter', e.starts_on)::date as quarter_on, u.year_on,
         e.number, case when u.weighs and e.base is null and e.number is not null then 1 else e.base end as base, e.keys,
         (e.state = 'accepted')::int as accepted
  from (select unnest(%(indicators)s::text[]) as indicator, unnest(%(places)s::text[]) as place, unnest(%(years)s::date[]) as year_on,
               unnest(%(weigh)s::bool[]) as weighs) as u
  join flagships_entry as e on e.indicator_id = u.indicator and {inside}
    and (date_trunc('year', e.starts_on + interval '3 months') - interval '3 months')::date = u.year_on
    and e.starts_on >= u.year_on and e.starts_on < u.year_on + interval '1 year'
  where e.state in ('passed', 'accepted')
)"""
_OF_PROVINCE = _ENTRIES.format(
    inside="left(e.area_code, 2) = u.place and e.area_code >= u.place and e.area_code <= u.place || '99999999'"
)
_OF_COUNTRY = _ENTRIES.format(inside="u.place = ''")
_SETS = "grouping sets ((indicator_id, place, cell, starts_on), (indicator_id, place, cell, quarter_on), (indicator_id, place, cell, year_on))"
_SUMS = f"""
with {_OF_PROVINCE}
select indicator_id, place, cell, starts_on, quarter_on, year_on, sum(number), sum(base), count(*), sum(accepted)
from entries group by {_SETS}"""
_NEWEST = f"""
with {_OF_PROVINCE},
newest as (
  select distinct on (indicator_id, place, area_code, cell, span, begins) *
  from (select *, 'month' as span, starts_on as begins from entries
        union all select *, 'quarter', quarter_on from entries
        union all select *, 'year', year_on from entries) as spans
  order by indicator_id, place, area_code, cell, span, begins, starts_on desc
)
select indicator_id, place, cell, case span when 'month' then begins end, case span when 'quarter' then begins end,
       case span when 'year' then begins end, sum(number), sum(base), count(*), sum(accepted)
from newest group by indicator_id, place, cell, span, begins"""
_DISTINCT = f"""
with {{entries}}
select indicator_id, place, cell, starts_on, quarter_on, year_on, count(distinct key)::numeric, null::numeric,
       count(distinct (area_code, starts_on)), count(distinct (area_code, starts_on)) filter (where accepted = 1)
from entries left join unnest(entries.keys) as key on true group by {_SETS}"""
_DISTINCT_OF_PROVINCE = _DISTINCT.format(entries=_OF_PROVINCE)
_DISTINCT_OF_COUNTRY = _DISTINCT.format(entries=_OF_COUNTRY)


def provinces(units: Collection[Unit], book: Book) -> Iterator[Row]:
    """The sums of these units, in months, quarters and years."""
    known = [unit for unit in units if unit.indicator in book]
    for statement, fits in ((_SUMS, _plain), (_NEWEST, _newest), (_DISTINCT_OF_PROVINCE, _distinct)):
        yield from _asked(statement, [one for one in known if fits(book[one.indicator])], book)


def country_distinct(indicators: Collection[tuple[str, date]], book: Book) -> Iterator[Row]:
    """What is counted once cannot be added up from provinces."""
    units = [Unit(code, "", on) for code, on in indicators if code in book and book[code].is_distinct]
    yield from _asked(_DISTINCT_OF_COUNTRY, units, book)


def _plain(rule: Rule) -> bool:
    return not rule.is_newest and not rule.is_distinct


def _newest(rule: Rule) -> bool:
    return rule.is_newest


def _distinct(rule: Rule) -> bool:
    return rule.is_distinct


def _asked(statement: str, units: Collection[Unit], book: Book) -> Iterator[Row]:
    if not units:
        return
    asked: dict[str, list[Any]] = {
        "indicators": [one.indicator for one in units], "places": [one.province for one in units],
        "years": [one.year_on for one in units], "weigh": [book[one.indicator].weighs for one in units],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        for code, place, cell, month_on, quarter_on, year_on, *sums in cursor:
            period, on = _span(month_on, quarter_on, year_on)
            if KINDS.index(period) >= KINDS.index(book[code].frequency):
                yield Row(code, place, period, on, cell, *sums)


def _span(month_on: date | None, quarter_on: date | None, year_on: date | None) -> tuple[str, date]:
    if month_on:
        return MONTH, month_on
    if quarter_on:
        return QUARTER, quarter_on
    assert year_on is not None
    return YEAR, year_on
