"""Totals are conserved over any sequence of splits, mergers, moves and new names, then and now."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from area_histories import histories
from sangsuk.common.errors import Refused
from sangsuk.flagships.areas.succession import NOTHING_CHANGED, Change, Succession, check
from sangsuk.flagships.folding.reckoning import Said, Sum, country, fold, province
from sangsuk.flagships.periods import between, parse
from sangsuk.flagships.words import DISTINCT, LAST, MEAN, NOW, SUM, THEN

YEAR = parse("FY2021")
MONTHS = YEAR.inside("month")
HALF = Fraction(1, 2)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Change], list[Said]]:
    """A history, and what areas said in months in which they existed on the first day."""
    changes, lived = draw(histories())
    said = [
        Said(code, month.starts_on, Fraction(draw(st.integers(-50, 1000)), draw(st.sampled_from([1, 2, 100]))),
             Fraction(draw(st.integers(0, 500))), frozenset(draw(st.sets(st.sampled_from("abcdef"), max_size=3))))
        for code, lives in lived.items() for since, until in lives for month in MONTHS
        if since <= month.starts_on < until and draw(st.booleans())
    ]  # fmt: skip
    return changes, said


def total(sums: dict[str, Sum]) -> tuple[Fraction, Fraction, int]:
    return (
        sum((one.number or Fraction(0) for one in sums.values()), Fraction(0)),
        sum((one.base or Fraction(0) for one in sums.values()), Fraction(0)),
        sum(one.entries for one in sums.values()),
    )


@given(
    worlds(),
    st.sampled_from([(SUM, SUM), (MEAN, MEAN), (SUM, LAST), (MEAN, LAST)]),
    st.sampled_from(["FY2021", "FY2021Q2", "2021-01"]),
)
def test_totals_are_the_same_then_and_now_by_province_and_by_country(
    world: tuple[list[Change], list[Said]], ways: tuple[str, str], code: str
) -> None:
    changes, said = Succession(world[0]), world[1]
    check(world[0])
    found = [
        total(fold(said, parse(code), over_areas=ways[0], over_time=ways[1], changes=changes, view=view, group=group))
        for view in (THEN, NOW) for group in (province, country)
    ]  # fmt: skip
    assert found == [found[0]] * 4


@given(worlds())
def test_a_sum_over_a_year_is_the_sum_of_what_was_said(world: tuple[list[Change], list[Said]]) -> None:
    changes, said = Succession(world[0]), world[1]
    found = fold(said, YEAR, over_areas=SUM, over_time=SUM, changes=changes, view=NOW)
    assert total(found) == (
        sum((one.number or Fraction(0) for one in said), Fraction(0)),
        sum((one.base or Fraction(0) for one in said), Fraction(0)),
        len(said),
    )


@given(worlds())
def test_a_year_is_the_sum_of_its_quarters_and_they_of_their_months(world: tuple[list[Change], list[Said]]) -> None:
    changes, said = Succession(world[0]), world[1]

    def parts(kind: str) -> list[tuple[Fraction, Fraction, int]]:
        folds = [fold(said, one, over_areas=SUM, over_time=SUM, changes=changes, view=NOW) for one in YEAR.inside(kind)]
        return [total(one) for one in folds]

    year = parts("year")[0]
    for kind in ("month", "quarter"):
        assert tuple(map(sum, zip(*parts(kind), strict=True))) == year


@given(worlds())
def test_things_counted_once_are_counted_once_in_the_country(world: tuple[list[Change], list[Said]]) -> None:
    changes, said = Succession(world[0]), world[1]
    keys = frozenset[str]().union(*(one.keys for one in said))
    for view in (THEN, NOW):
        found = fold(said, YEAR, over_areas=DISTINCT, over_time=DISTINCT, changes=changes, view=view, group=country)
        assert sum(one.number or 0 for one in found.values()) == len(keys)


def test_the_newest_value_of_a_district_that_was_divided_is_not_counted_twice() -> None:
    changes = Succession(
        [Change("1001", "1050", HALF, date(2021, 2, 1)), Change("1001", "1051", HALF, date(2021, 2, 1))]
    )
    said = [Said("1001", date(2021, 1, 1), Fraction(100)), Said("1050", date(2021, 2, 1), Fraction(60))]
    found = fold(said, parse("FY2021Q2"), over_areas=SUM, over_time=LAST, changes=changes)
    assert found["10"].number == 60 + 50, "1051 has said nothing yet: its half of what 1001 had said"


def test_a_district_moved_to_another_province_is_counted_where_it_was_then_and_where_it_is_now() -> None:
    changes = Succession([Change("1001", "2050", Fraction(1), date(2021, 3, 1))])
    said = [Said("1001", date(2021, 1, 1), Fraction(7)), Said("2050", date(2021, 3, 1), Fraction(5))]
    then = fold(said, YEAR, over_areas=SUM, over_time=SUM, changes=changes)
    now = fold(said, YEAR, over_areas=SUM, over_time=SUM, changes=changes, view=NOW)
    assert (then["10"].number, then["20"].number) == (7, 5)
    assert (now["20"].number, "10" in now) == (12, False)


def test_a_village_that_no_change_names_goes_with_its_district() -> None:
    changes = Succession([Change("1001", "2050", Fraction(1), date(2021, 3, 1))])
    assert changes.after("10010203", date(2021, 1, 1)) == {"2050": 1}
    assert changes.after("10020203", date(2021, 1, 1)) == {"10020203": 1}


def test_a_mean_is_weighted_by_its_base_and_without_one_by_reports() -> None:
    first, second = (
        Said("1001", date(2021, 1, 1), Fraction(9), Fraction(10)),
        Said("1002", date(2021, 1, 1), Fraction(1), Fraction(90)),
    )
    assert fold([first, second], YEAR, over_areas=MEAN, over_time=MEAN)["10"] == Sum(Fraction(10), Fraction(100), 2, 0)
    bare = [
        Said("1001", date(2021, 1, 1), Fraction(9)),
        Said("1002", date(2021, 1, 1), Fraction(1)),
        Said("1003", date(2021, 1, 1)),
    ]
    assert fold(bare, YEAR, over_areas=MEAN, over_time=MEAN)["10"] == Sum(Fraction(10), Fraction(2), 3, 0)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ([Change("1001", "1002", HALF, YEAR.starts_on)], "shares_not_whole"),
        ([Change("1001", "10", Fraction(1), YEAR.starts_on)], "two_levels"),
        ([Change("1001", "1002", Fraction(0), YEAR.starts_on)], "bad_share"),
        ([Change("1001", "1002", HALF, YEAR.starts_on), Change("1001", "1002", HALF, YEAR.starts_on)], "target_twice"),
    ],
)
def test_changes_that_cannot_be_true_together_are_refused(changes: list[Change], code: str) -> None:
    with pytest.raises(Refused) as refused:
        check(changes)
    assert refused.value.code == code


def test_without_changes_then_is_now() -> None:
    said = [Said("1001", one.starts_on, Fraction(1)) for one in between(MONTHS[0], MONTHS[-1])]
    for way in (SUM, LAST):
        then, now = (
            fold(said, YEAR, over_areas=SUM, over_time=way, changes=NOTHING_CHANGED, view=v) for v in (THEN, NOW)
        )
        assert then == now
