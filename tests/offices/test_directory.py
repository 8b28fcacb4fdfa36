"""Who stands above whom."""

from typing import Any

import pytest
from pytest_django.asserts import assertNumQueries

from sangsuk.common import remember
from sangsuk.common.errors import Missing
from sangsuk.offices import queries
from sangsuk.offices.models import Office

pytestmark = pytest.mark.django_db


def codes(cards: list[queries.OfficeCard]) -> list[str]:
    return [card.code for card in cards]


def test_a_chain_goes_from_the_district_to_the_ministry(world: None) -> None:
    assert codes(queries.chain("5001")) == ["5001", "5000", "MOI"]
    assert codes(queries.chain("1001")) == ["1001", "MOI"]
    assert codes(queries.chain("50-electricity")) == ["50-electricity", "5000", "MOI"]
    assert codes(queries.chain("MOI")) == ["MOI"]


def test_the_parent_of_the_ministry_is_nobody(world: None) -> None:
    parent = queries.parent_of("5001")
    assert parent is not None and parent.code == "5000"
    assert queries.parent_of("MOI") is None


@pytest.mark.parametrize(
    ("upper", "lower", "above"),
    [
        ("MOI", "5001", True), ("5000", "5001", True), ("5000", "50-land", True), ("MOI", "DOPA", True),
        ("5001", "5001", False), ("5001", "5000", False), ("5000", "5101", False), ("DOPA", "5001", False),
        ("5000", "nowhere", False), ("nowhere", "5001", False),
    ],
)  # fmt: skip
def test_above_means_anywhere_up_the_chain(world: None, upper: str, lower: str, above: bool) -> None:
    assert queries.is_above(upper, lower) is above


def test_children_are_those_directly_below(world: None) -> None:
    assert len(queries.children("5000", kind="district")) == 25
    assert len(queries.children("MOI", kind="province")) == 76
    assert len(queries.children("MOI", kind="khet")) == 50
    assert queries.children("5001") == []


def test_a_province_lists_its_agencies_in_the_order_of_the_table(world: None) -> None:
    agencies = queries.agencies_for("50")
    assert [card.agency_kind for card in agencies] == [kind.code for kind in queries.agency_kinds()]
    assert "10-local-administration" not in codes(queries.agencies_for("10"))
    assert queries.agencies_for("99") == []


def test_an_unknown_office_is_missing(world: None) -> None:
    with pytest.raises(Missing):
        queries.office("9999")


def test_the_directory_asks_the_database_once_and_then_only_whether_it_changed(world: None, settings: Any) -> None:
    remember.forget_all()
    settings.REMEMBER_SECONDS = 60
    queries.directory()
    with assertNumQueries(0):
        (
            queries.directory(),
            queries.known(),
            queries.chain("5001"),
            queries.children("5000"),
            queries.agencies_for("50"),
        )
    settings.REMEMBER_SECONDS = 0
    remember.forget_all()
    with assertNumQueries(1):
        queries.directory()


def test_a_changed_office_is_noticed(world: None, settings: Any) -> None:
    settings.REMEMBER_SECONDS = 0
    remember.forget_all()
    assert queries.office("5001").name_en == "Mueang Chiang Mai District Damrongdhama Centre"
    office = Office.objects.get(code="5001")
    office.name_en = "Another name"
    office.save()
    assert queries.office("5001").name("en") == "Another name"
    assert queries.office("5001").name("th") == "ศูนย์ดำรงธรรมอำเภอเมืองเชียงใหม่"


def test_every_kind_of_agency_says_what_it_answers_for(world: None) -> None:
    kinds = queries.agency_kinds()
    assert len(kinds) == 21
    assert all(kind.name_th and kind.name_en and kind.mandate_th and kind.mandate_en for kind in kinds)
