"""The map of what remains: circles true to the figures, and a version that tells nothing of a single person."""

from datetime import UTC, datetime

import pytest

from sangsuk.insight import area_map, folding, reports
from sangsuk.insight.figures import Asked
from sangsuk.insight.models import Tally

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("remembering")]
NOW = datetime(2026, 11, 16, 4, tzinfo=UTC)
PROVINCE, COUNTRY = "under:5000", "under:MOI"


def lie_open(**districts: int) -> None:
    """So many new cases in each district, in the tallies of its province and of the country."""
    Tally.objects.all().delete()
    rows = [
        Tally(
            scope=scope, axis=folding.DISTRICT, month=202611, mission="grievance", value=code[1:], second="",
            measure=folding.NEW, n=n,
        )
        for code, n in districts.items() for scope in (PROVINCE, COUNTRY)
    ]  # fmt: skip
    Tally.objects.bulk_create(rows)


def asked(scope: str = PROVINCE, mission: str = "") -> Asked:
    return Asked(scope, 2570, 0, mission, NOW)


def test_every_circle_has_the_number_of_its_row_and_a_surface_that_goes_with_it() -> None:
    lie_open(d5001=64, d5009=16)
    made = area_map.of_report(reports.told("area", asked()).report, PROVINCE)
    big, small = made.spots
    assert [(spot.code, spot.shown) for spot in made.spots] == [("5001", "64"), ("5009", "16")]
    assert big.r / small.r == pytest.approx(2)
    assert [label.text for label in made.labels] == ["เมืองเชียงใหม่ 64", "ฝาง 16"]


def test_the_country_has_a_circle_for_each_province_with_something_open() -> None:
    lie_open(d5001=6, d5007=3, d3001=1)
    made = area_map.of_report(reports.told("area", asked(COUNTRY)).report, COUNTRY)
    assert [(spot.code, spot.shown) for spot in made.spots] == [("50", "9"), ("30", "1")]
    assert made.ground or made.outlines


def test_everything_drawn_lies_within_the_frame() -> None:
    lie_open(d5001=500, d5009=400, d5025=300)
    made = area_map.of_report(reports.told("area", asked()).report, PROVINCE)
    assert all(0 <= spot.x <= made.frame.width and 0 <= spot.y <= made.frame.height for spot in made.spots)
    assert all(0 < label.x < made.frame.width and 0 < label.y < made.frame.height for label in made.labels)


def test_a_country_without_a_case_is_drawn_too() -> None:
    Tally.objects.all().delete()
    assert area_map.published(asked(COUNTRY)).drawing.spots == ()


@pytest.mark.parametrize("scope", [PROVINCE, COUNTRY])
def test_one_case_and_four_are_the_same_to_the_public(scope: str) -> None:
    told = []
    for few in (1, 2, 3, 4):
        lie_open(d5001=64, d5007=few)
        told.append(area_map.published(asked(scope)))
    assert told[0] == told[1] == told[2] == told[3]
    assert dict(told[0].rows)["50" if scope == COUNTRY else "5007"] == ("65–68" if scope == COUNTRY else "1–4")
    assert told[0].whole == "65–68"


def test_five_are_told_as_they_are() -> None:
    lie_open(d5001=64, d5007=5)
    made = area_map.published(asked())
    assert dict(made.rows)["5007"] == "5" and made.whole == "69"


def test_one_mission_alone_is_not_published_so_that_nothing_can_be_taken_away_from_the_whole() -> None:
    lie_open(d5001=64, d5007=5)
    assert area_map.published(asked(mission="advice")) == area_map.published(asked())
