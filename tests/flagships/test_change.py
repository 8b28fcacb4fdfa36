"""Which areas have moved beyond their own usual ups and downs: against their own past only, never in the order of size."""

from decimal import Decimal

import pytest

from flagging import entry, indicator, project, unit
from sangsuk.flagships.models import Indicator, IndicatorVersion
from sangsuk.flagships.periods import Period, parse
from sangsuk.flagships.showing import board
from sangsuk.flagships.showing.change import BETTER, SAME, UNKNOWN, WORSE, league
from sangsuk.flagships.words import DOWN, NEUTRAL, UP

pytestmark = pytest.mark.django_db
JUNE = parse("2021-06")
USUAL = (100, 110, 100, 110, 100)
"""From January to May: steps of ten."""
SAID: dict[str, tuple[tuple[int, ...], int | None]] = {
    "5001": (USUAL, 121),
    "5002": (USUAL, 120),
    "5003": (USUAL, 79),
    "5004": (USUAL, 80),
    "5005": (USUAL[-3:], 900),
    "5006": (USUAL[-4:], 900),
    "5007": (USUAL, None),
}


@pytest.fixture
def told(world: None) -> Indicator:
    unit("case", {"case": 1})
    one = indicator(project(), "summed")
    for area, (past, now) in SAID.items():
        period: Period = JUNE
        for number in (now, *reversed(past)):
            if number is not None:
                entry(one, area, period.starts_on, Decimal(number))
            period = period.previous
    return one


@pytest.mark.parametrize(
    ("direction", "bands"),
    [
        (UP, (BETTER, SAME, WORSE, SAME, UNKNOWN, BETTER, UNKNOWN)),
        (DOWN, (WORSE, SAME, BETTER, SAME, UNKNOWN, WORSE, UNKNOWN)),
        (NEUTRAL, (SAME, SAME, SAME, SAME, UNKNOWN, SAME, UNKNOWN)),
    ],
)
def test_more_than_two_usual_steps_is_a_change(told: Indicator, direction: str, bands: tuple[str, ...]) -> None:
    IndicatorVersion.objects.filter(indicator=told).update(direction=direction)
    found = league(board.card(told.code, JUNE), "50", JUNE)
    assert {one.area: one.band for one in found if one.area in SAID} == dict(zip(SAID, bands, strict=True))
    assert {one.band for one in found if one.area not in SAID} == {UNKNOWN}
    assert [one.area for one in found] == sorted(one.area for one in found), "by code, never by size"
    assert {one.area: one.change for one in found if one.area in ("5001", "5003", "5007")} == {
        "5001": 21, "5003": -21, "5007": None,
    }  # fmt: skip
