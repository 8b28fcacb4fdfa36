"""From a point to a district, with outlines and without."""

from collections.abc import Iterator
from typing import Any

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sangsuk.common.errors import Refused
from sangsuk.places import queries
from sangsuk.places.gazetteer import Gazetteer, Place
from sangsuk.places.locating import Abroad, Locator, Town, km

BANGKOK = (100.4930, 13.7563)
NOT_THAILAND = {
    "Vientiane": (102.6331, 17.9757),
    "Myawaddy": (98.5085, 16.6891),
    "Tachileik": (99.8808, 20.4475),
    "Poipet": (102.5636, 13.6562),
    "Savannakhet": (104.7500, 16.5700),
    "Luang Prabang": (102.1347, 19.8845),
    "Phnom Penh": (104.9282, 11.5564),
    "Kota Bharu": (102.2386, 6.1254),
    "Yangon": (96.1561, 16.8053),
    "London": (-0.1276, 51.5072),
    "the middle of the Gulf": (101.9, 9.6),
}


@pytest.mark.django_db
@pytest.mark.parametrize("where", NOT_THAILAND)
def test_a_point_abroad_or_at_sea_is_refused_with_a_way_out(world: None, where: str) -> None:
    with pytest.raises(Refused) as refused:
        queries.at(*NOT_THAILAND[where])
    assert refused.value.code == "point_outside_thailand"
    assert refused.value.field == "point"
    assert "พิมพ์ชื่ออำเภอหรือตำบลแทน" in str(refused.value)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("point", "district"),
    [(BANGKOK, "1001"), ((98.9853, 18.7883), "5001"), ((102.7440, 17.8782), "4301"), ((98.5740, 16.7130), "6306")],
)
def test_a_seat_finds_its_own_district_even_at_the_border(
    world: None, point: tuple[float, float], district: str
) -> None:
    located = queries.at(*point)
    assert located.district_code == district
    assert located.method == "nearest"
    assert located.subdistrict is None
    assert located.distance_km < 5
    assert len(located.others) == 3


@pytest.mark.django_db
def test_latitude_first_gets_a_sentence_of_its_own(world: None) -> None:
    with pytest.raises(Refused, match="สลับที่กัน") as refused:
        queries.at(18.7883, 98.9853)
    assert refused.value.code == "point_is_swapped"


@pytest.mark.django_db
@pytest.mark.parametrize("point", [(float("nan"), 18.0), (98.9, float("inf"))])
def test_a_point_that_is_no_number_is_refused(world: None, point: tuple[float, float]) -> None:
    with pytest.raises(Refused, match="อ่านไม่ได้"):
        queries.at(*point)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(x=st.floats() | st.floats(97, 106), y=st.floats() | st.floats(5, 21))
@pytest.mark.django_db
def test_any_two_numbers_are_located_or_refused(world: None, x: float, y: float) -> None:
    try:
        located = queries.at(x, y)
    except Refused:
        return
    assert len(located.district_code) == 4


def test_a_kilometre_is_a_kilometre() -> None:
    assert km(100, 13, 100, 14) == pytest.approx(111.2, abs=0.1)
    assert km(98.9853, 18.7883, 100.4930, 13.7563) == pytest.approx(583, abs=2)


# Two districts side by side, each a square of 0.2 degrees; the first has two sub-districts.
PLACES = [
    Place("90", "ก", "K"), Place("9001", "ตะวันตก", "West", 100.05, 7.1), Place("9002", "ตะวันออก", "East", 100.35, 7.1),
    Place("900101", "เหนือ", "North"), Place("900102", "ใต้", "South"),
]  # fmt: skip
WEST, EAST = shapely.box(100.0, 7.0, 100.2, 7.2), shapely.box(100.2, 7.0, 100.4, 7.2)
NORTH, SOUTH = shapely.box(100.0, 7.1, 100.2, 7.2), shapely.box(100.0, 7.0, 100.2, 7.1)
TOWN = Town("Abroad", 100.6, 7.1, 0.0)


@pytest.fixture
def drawn() -> Iterator[Locator]:
    outlines: Any = {"district": {"9001": WEST, "9002": EAST}, "subdistrict": {"900101": NORTH, "900102": SOUTH}}
    yield Locator(Gazetteer.of(PLACES), [TOWN], outlines)


def test_an_outline_beats_a_nearer_seat(drawn: Locator) -> None:
    point = (100.21, 7.15)  # nearer to the western seat would be 100.19; the outline decides
    assert drawn.at(*point).district_code == "9002"
    assert drawn.at(100.19, 7.15).district_code == "9001"
    assert drawn.at(100.19, 7.15).method == "polygon"


def test_with_sub_district_outlines_the_sub_district_is_known(drawn: Locator) -> None:
    assert drawn.at(100.1, 7.15).subdistrict_code == "900101"
    assert drawn.at(100.1, 7.05).subdistrict_code == "900102"
    assert drawn.at(100.3, 7.1).subdistrict is None


def test_near_an_edge_the_person_is_asked(drawn: Locator) -> None:
    assert drawn.at(100.1, 7.15).certain
    assert drawn.at(100.3, 7.1).certain
    edge = drawn.at(100.195, 7.15)
    assert not edge.certain
    assert [p.code for p in edge.others] == ["9002"]


def test_an_edge_between_two_sub_districts_is_no_doubt_about_the_district(drawn: Locator) -> None:
    assert drawn.at(100.1, 7.101).certain


def test_a_little_outside_every_outline_belongs_to_the_nearest_and_is_doubtful(drawn: Locator) -> None:
    located = drawn.at(100.1, 7.21)
    assert (located.district_code, located.certain) == ("9001", False)
    assert 0 < located.distance_km < 2
    with pytest.raises(Abroad):
        drawn.at(100.1, 7.4)


def test_the_middle_of_a_foreign_town_is_abroad_whatever_a_coarse_outline_says() -> None:
    outlines: Any = {"district": {"9001": WEST, "9002": EAST}}
    locator = Locator(Gazetteer.of(PLACES), [Town("In a coarse outline", 100.38, 7.1, 0.0)], outlines)
    with pytest.raises(Abroad):
        locator.at(100.381, 7.1)
    assert locator.at(100.35, 7.1).district_code == "9002"


def test_outlines_of_one_district_do_not_make_the_rest_of_the_country_foreign() -> None:
    outlines: Any = {"district": {"9001": WEST}}
    locator = Locator(Gazetteer.of(PLACES), [TOWN], outlines)
    assert locator.at(100.3, 7.1).method == "nearest"


def test_the_country_is_nearer_than_the_town_across_the_border() -> None:
    locator = Locator(Gazetteer.of(PLACES), [TOWN], {})
    assert locator.at(100.45, 7.1).district_code == "9002"
    with pytest.raises(Abroad):
        locator.at(100.55, 7.1)


def test_far_from_every_seat_is_abroad() -> None:
    locator = Locator(Gazetteer.of(PLACES), [], {})
    with pytest.raises(Abroad):
        locator.at(99.6, 7.1)


def test_only_a_point_much_nearer_to_one_seat_is_certain() -> None:
    locator = Locator(Gazetteer.of(PLACES), [], {})
    assert locator.at(100.06, 7.1).certain
    assert not locator.at(100.15, 7.1).certain
    assert [p.code for p in locator.at(100.15, 7.1).others] == ["9002"]


def test_without_places_everything_is_abroad() -> None:
    with pytest.raises(Abroad):
        Locator(Gazetteer(), [], {}).at(*BANGKOK)
