"""The official lists: what is loaded, that it may be loaded again, and what happens to an area that is no more."""

import csv
import time
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from sangsuk.places import actions, memory, queries, sources
from sangsuk.places.models import District, Loaded, Province, Subdistrict

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture
def lists(monkeypatch: pytest.MonkeyPatch) -> sources.Official:
    """An official list that a test may change."""
    official = sources.Official()
    monkeypatch.setattr(actions, "Official", lambda: official)
    return official


def _new_edition(official: sources.Official) -> None:
    official.__dict__["digest"] = "another edition"


def test_the_whole_country_is_there(world: None) -> None:
    assert Province.objects.count() == 77
    assert District.objects.count() == 928
    assert District.objects.filter(is_khet=True).count() == 50
    assert Subdistrict.objects.count() == 7436


def test_every_district_has_a_point_and_every_row_its_source(world: None) -> None:
    assert not District.objects.filter(longitude=None).exists()
    assert not Province.objects.filter(longitude=None).exists()
    for model in (Province, District, Subdistrict):
        assert not model.objects.filter(source="").exists()
    with sources.POINTS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 928
    assert all(row["source"] and row["date"] for row in rows)


def test_every_point_lies_in_thailand_and_no_two_in_the_same_spot(world: None) -> None:
    points = list(District.objects.values_list("longitude", "latitude"))
    assert all(97.3 < x < 105.7 and 5.6 < y < 20.5 for x, y in points)
    assert len(set(points)) == 928


def test_codes_and_names_are_text_as_officials_write_them(world: None) -> None:
    district = District.objects.get(code="5001")
    assert (district.province_id, district.name_th, district.title_th) == ("50", "เมืองเชียงใหม่", "อำเภอเมืองเชียงใหม่")
    assert District.objects.get(code="1001").title_th == "เขตพระนคร"
    assert Subdistrict.objects.get(code="500108").postcode == "50200"


def test_loading_again_writes_nothing_and_is_quick(world: None) -> None:
    started = time.monotonic()
    assert actions.load() == 0
    assert time.monotonic() - started < 0.5


def test_loading_tells_how_far_it_is(lists: sources.Official) -> None:
    _new_edition(lists)
    told: list[tuple[int, int]] = []
    assert actions.load(lambda done, total: told.append((done, total))) == 8441
    assert told == [(77, 8441), (1005, 8441), (8441, 8441)]


def test_an_area_that_the_list_drops_ends_and_is_still_named(lists: sources.Official) -> None:
    _new_edition(lists)
    lists.__dict__["subdistricts"] = [s for s in lists.subdistricts if s.code != "500108"]
    actions.load(on=TODAY)
    assert Subdistrict.objects.get(code="500108").valid_to == TODAY
    assert queries.path("500108") == "ตำบลสุเทพ อำเภอเมืองเชียงใหม่ จังหวัดเชียงใหม่"
    assert "500108" not in {hit.code for hit in queries.search("สุเทพ")}


def test_an_area_that_an_operator_added_stays(lists: sources.Official) -> None:
    Subdistrict.objects.create(code="500199", district_id="5001", name_th="ใหม่", name_en="Mai", source="จังหวัดเชียงใหม่")
    _new_edition(lists)
    actions.load(on=TODAY)
    assert Subdistrict.objects.get(code="500199").valid_to is None


def test_a_name_that_changes_is_found_at_once(lists: sources.Official) -> None:
    assert not queries.search("ชื่อใหม่เอี่ยม")
    _new_edition(lists)
    for district in lists.districts:
        if district.code == "5007":
            district.name_th = "ชื่อใหม่เอี่ยม"
    actions.load()
    assert [hit.code for hit in queries.search("ชื่อใหม่เอี่ยม")][0] == "5007"


def test_other_processes_notice_a_load_by_its_stamp(world: None, settings: Any) -> None:
    settings.REMEMBER_SECONDS = 0
    before = memory.version()
    Loaded.objects.filter(name="places").update(digest="x", loaded_at="2027-01-01T00:00:00Z")
    assert memory.version() != before


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ({"code": "501", "province_id": "50"}, "district_code_has_four_digits"),
        ({"code": "5199", "province_id": "50"}, "district_code_begins_with_its_province"),
        (
            {"code": "5099", "province_id": "50", "valid_from": date(2026, 1, 2), "valid_to": date(2026, 1, 2)},
            "district_ends_after_it_begins",
        ),
    ],
)
def test_the_database_refuses_a_district_that_cannot_be(world: None, row: dict[str, Any], rule: str) -> None:
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        District.objects.create(name_th="ก", name_en="K", source="test", **row)
