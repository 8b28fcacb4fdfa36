"""Groups that everybody may read: none of a few people, and none that the others give away."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flagging import entry
from sangsuk.flagships.folding import actions as folding
from sangsuk.flagships.folding import queries as figures
from sangsuk.flagships.folding.book import book
from sangsuk.flagships.models import Entry, Indicator, QuestionRule
from sangsuk.flagships.periods import MONTH, QUARTER, Period, year
from sangsuk.flagships.showing import cells
from sangsuk.flagships.showing.cells import hidden

LEAST = 10
PEOPLE = st.one_of(st.just(0), st.integers(1, 30), st.integers(0, 2000))
MADE = st.dictionaries(
    st.sampled_from(["10", "20", "30", "40", "50"]),
    st.fixed_dictionaries(dict.fromkeys(product(("jan", "feb", "mar"), ("f", "m")), PEOPLE)), min_size=1,
)  # fmt: skip


def counted(provinces: dict[str, dict[tuple[str, str], int]]) -> dict[str, dict[tuple[str, str], Decimal]]:
    """With the country, which is what they add up to."""
    found = {area: {key: Decimal(n) for key, n in here.items()} for area, here in provinces.items()}
    return found | {
        "": {key: sum((here[key] for here in found.values()), Decimal(0)) for key in next(iter(found.values()))}
    }


@given(MADE)
def test_no_group_of_a_few_is_told_and_none_can_be_subtracted(provinces: dict[str, dict[tuple[str, str], int]]) -> None:
    counts = counted(provinces)
    held = hidden(counts, LEAST)
    for area, here in counts.items():
        assert area in held or not any(0 < n < LEAST for n in here.values())
    left = [area for area in counts if area and area in held]
    if "" not in held and left:
        assert len(left) > 1, "the country less all others is the one that is left"
        assert not any(0 < sum(counts[area][key] for area in left) < LEAST for key in counts[""])
    elif "" in held:
        assert set(left) >= {area for area, here in counts.items() if any(here.values())} - {""}


@given(MADE)
def test_who_has_no_small_group_is_held_back_only_for_the_others_sake(
    provinces: dict[str, dict[tuple[str, str], int]],
) -> None:
    counts = counted(provinces)
    small = {area for area, here in counts.items() if any(0 < n < LEAST for n in here.values())}
    assert bool(hidden(counts, LEAST)) == bool(small)


def test_what_is_held_back_in_a_quarter_is_held_back_in_its_months() -> None:
    counts = counted({"10": {("jan", "f"): 50}, "20": {("jan", "f"): 60}, "30": {("jan", "f"): 70}})
    assert hidden(counts, LEAST, {"20"}) == {"10", "20"}


VOLUNTEERS = "f2564_01.volunteers"
MONTHS = tuple(Period(date(2021, month, 1), MONTH) for month in (1, 2, 3))
SAID = {"5001": (40, 60), "3001": (500, 500), "1301": (30, 45), "8001": (400, 300)}


@pytest.fixture
def told(world: None) -> list[Entry]:
    """Four provinces with three months each by sex; Chiang Mai had four women in February."""
    of = Indicator.objects.get(code=VOLUNTEERS)
    made = []
    for month, (area, (women, men)) in product(MONTHS, SAID.items()):
        women = 4 if (area, month) == ("5001", MONTHS[1]) else women
        for cell, n in (("", women + men), ("sex:f", women), ("sex:m", men)):
            made.append(entry(of, area, month.starts_on, Decimal(n), cell=cell))
    folding.fold_all()
    return made


def shown(area: str, period: Period, least: int = LEAST) -> dict[str, Decimal | None]:
    found = figures.cells(VOLUNTEERS, area, period)
    assert len(found) == 2, "there are groups to tell"
    return {one.cell: one.number for one in cells.told(book()[VOLUNTEERS], area, period, found, least)}


@pytest.mark.django_db
def test_a_small_month_closes_the_months_of_its_province_and_of_one_more(told: list[Entry]) -> None:
    assert [shown(area, month) for area in ("50", "13") for month in MONTHS] == [{}] * 6
    assert shown("30", MONTHS[1]) == {"sex:f": 500, "sex:m": 500} and len(shown("80", MONTHS[0])) == 2
    assert shown("", MONTHS[1]) == {"sex:f": 934, "sex:m": 905}
    quarter = Period(date(2021, 1, 1), QUARTER)
    assert shown("50", quarter) == {"sex:f": 84, "sex:m": 180} and len(shown("50", year(2021))) == 2
    assert len(shown("50", MONTHS[1], least=4)) == 2, "four are enough where four are asked for"


@pytest.mark.django_db
def test_of_what_stands_still_a_small_month_closes_quarter_and_year_too(told: list[Entry]) -> None:
    """The newest month is the quarter."""
    Indicator.objects.filter(code=VOLUNTEERS).update(over_time="last")
    folding.fold_all()
    for period in (*MONTHS, Period(date(2021, 1, 1), QUARTER), year(2021)):
        assert shown("50", period) == {}, period


@pytest.mark.django_db
def test_how_few_are_a_few_comes_with_the_product_and_is_a_dated_row() -> None:
    from sangsuk.flagships.questions.loading import limits

    row = QuestionRule.objects.get(code="least-told")
    assert limits(date(2021, 1, 1)).least_told == row.amount == 10 and row.source
