"""A year that is not over is held against the part of its target that is due; and what nobody reports is not called missing."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from sangsuk.flagships import lights, pace, periods
from sangsuk.flagships.indicators import queries as indicators
from sangsuk.flagships.indicators.cards import IndicatorCard
from sangsuk.flagships.lights import GREEN, NONE, RED, Rule
from sangsuk.flagships.reporting.opening import due_on
from sangsuk.flagships.showing import numbers

pytestmark = pytest.mark.usefixtures("world")
YEAR = periods.parse("FY2021")
MONTHLY, QUARTERLY, SHARE, FACT = "f2564_06.visitors", "f2564_02.rai", "f2564_06.eservice", "f2564_04.received"


def card(code: str = MONTHLY) -> IndicatorCard:
    return indicators.by_code("f2564", YEAR.starts_on)[code]


def due(month: str) -> date:
    return due_on("district", periods.parse(month), "")


def test_of_a_year_that_runs_only_the_months_whose_reports_were_due() -> None:
    assert pace.part_due(card(), YEAR, date(2020, 10, 1)) == 0
    assert pace.part_due(card(), YEAR, due("2020-10")) == 0, "the day itself is still hers"
    assert pace.part_due(card(), YEAR, due("2020-10") + timedelta(days=1)) == Fraction(1, 12)
    assert pace.part_due(card(), YEAR, due("2021-01") + timedelta(days=1)) == Fraction(4, 12)
    assert pace.part_due(card(), YEAR, due("2021-09")) == Fraction(11, 12)
    assert pace.part_due(card(), YEAR, due("2021-09") + timedelta(days=1)) == 1


def test_it_never_goes_back() -> None:
    days = [date(2020, 9, 1) + timedelta(days=n) for n in range(0, 450, 3)]
    parts = [pace.part_due(card(), YEAR, day) for day in days]
    assert parts == sorted(parts) and set(parts) == {Fraction(n, 12) for n in range(13)}


def test_what_is_reported_by_the_quarter_is_due_by_the_quarter() -> None:
    quarterly = replace(card(), frequency=periods.QUARTER)
    assert pace.part_due(quarterly, YEAR, date(2021, 3, 20)) == Fraction(1, 4)


def test_a_month_is_due_as_a_whole_or_not_yet() -> None:
    january = periods.parse("2021-01")
    assert pace.part_due(card(), january, due("2021-01")) == 0
    assert pace.part_due(card(), january, due("2021-01") + timedelta(days=1)) == 1


def test_the_products_own_counts_are_there_when_the_month_is_over() -> None:
    assert pace.part_due(card(FACT), YEAR, date(2020, 11, 1)) == Fraction(1, 12)


@pytest.mark.parametrize("over_time", ["mean", "last", "distinct"])
def test_what_does_not_add_up_over_time_has_no_part(over_time: str) -> None:
    assert pace.part_due(replace(card(), over_time=over_time), YEAR, date(2020, 10, 1)) == 1


@pytest.mark.parametrize(
    ("value", "part", "direction", "light"),
    [(10, Fraction(1, 12), "up", GREEN), (7, Fraction(1, 12), "up", RED), (10, Fraction(1), "up", RED), (10, Fraction(0), "up", NONE),
     (10, Fraction(1, 12), "down", GREEN), (20, Fraction(1, 12), "down", RED), (20, Fraction(1), "down", GREEN)],
)  # fmt: skip
def test_the_light_is_of_the_part(value: int, part: Fraction, direction: str, light: str) -> None:
    assert (
        lights.light(Fraction(value), Fraction(120), direction, Rule("x", Fraction(1), Fraction(4, 5)), part) == light
    )


def test_the_page_says_how_a_running_period_is_held() -> None:
    rule = Rule("x", Fraction(1), Fraction(4, 5))
    assert "ช่วงที่ยังไม่จบ" in lights.in_words(rule, "up", "sum")
    assert "ช่วงที่ยังไม่จบ" not in lights.in_words(rule, "up", "mean") + lights.in_words(rule, "neutral", "sum")


@pytest.mark.parametrize(
    ("code", "area", "period", "whole"),
    [(MONTHLY, "", "FY2021", 878 * 12), (MONTHLY, "5001", "2021-01", 1), (MONTHLY, "50", "FY2021Q1", 75), (FACT, "", "FY2021", None)],
)  # fmt: skip
def test_how_many_reports_make_it_whole(code: str, area: str, period: str, whole: int | None) -> None:
    districts = {"": 878, "50": 25, "5001": 1}[area]
    assert numbers.expected(card(code), area, periods.parse(period), districts) == whole


def test_a_formula_is_reported_by_nobody() -> None:
    formula = next(one for one in indicators.in_force("f2564", YEAR.starts_on) if one.formula is not None)
    assert numbers.expected(formula, "", YEAR, 878) is None


@pytest.mark.parametrize(
    ("code", "today", "whole"),
    [(MONTHLY, date(2020, 11, 20), 878), (MONTHLY, date(2020, 10, 20), None), (MONTHLY, date(2021, 11, 20), 878 * 12), (FACT, date(2020, 11, 20), None)],
)  # fmt: skip
def test_while_the_year_runs_only_what_was_due_is_asked_for(code: str, today: date, whole: int | None) -> None:
    assert numbers.expected(card(code), "", YEAR, 878, today) == whole
    last = replace(card(code), over_time="last")
    assert numbers.expected(last, "", YEAR, 878, today) == (whole and 878)
