"""The offices of the country as the tables describe them."""

from collections import Counter
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from sangsuk.offices import actions, queries, sources
from sangsuk.offices.models import Office
from sangsuk.places.models import District

pytestmark = pytest.mark.django_db


def test_every_centre_is_there(world: None) -> None:
    kinds = Counter(Office.objects.values_list("kind", flat=True))
    assert kinds["ministry"] == kinds["dopa"] == 1
    assert kinds["province"] == 76
    assert kinds["district"] == 878
    assert kinds["khet"] == 50
    assert Office.objects.filter(is_centre=True).count() == 1 + 1 + 76 + 878


def test_every_province_has_every_kind_of_agency_but_what_bangkok_lacks(world: None) -> None:
    kinds = [row["code"] for row in sources.table("agency_kinds.csv")]
    found = set(Office.objects.filter(kind="agency").values_list("province_code", "agency_kind"))
    provinces = set(District.objects.values_list("province_id", flat=True))
    missing = {(province, kind) for province in provinces for kind in kinds} - found
    assert missing == {("10", "local-administration")}


def test_names_are_those_on_the_door(world: None) -> None:
    name = dict(Office.objects.values_list("code", "name_th"))
    assert name["MOI"] == "ศูนย์ดำรงธรรมกระทรวงมหาดไทย"
    assert name["5000"] == "ศูนย์ดำรงธรรมจังหวัดเชียงใหม่"
    assert name["5001"] == "ศูนย์ดำรงธรรมอำเภอเมืองเชียงใหม่"
    assert name["1001"] == "สำนักงานเขตพระนคร"
    assert name["50-electricity"] == "การไฟฟ้าส่วนภูมิภาคจังหวัดเชียงใหม่"
    assert name["12-electricity"] == "การไฟฟ้านครหลวง (นนทบุรี)"
    assert "{" not in "".join(name.values())


def test_every_office_has_a_parent_a_source_and_both_names(world: None) -> None:
    assert list(Office.objects.filter(parent=None).values_list("code", flat=True)) == ["MOI"]
    assert not Office.objects.filter(source="").exists()
    assert not Office.objects.filter(name_en="").exists()


def test_no_office_has_a_telephone_number_but_the_public_short_ones(world: None) -> None:
    assert set(Office.objects.values_list("phone", flat=True)) == {"", "1567", "1555"}


def test_every_row_of_the_tables_names_its_source_and_date() -> None:
    for name in ("centres.csv", "agency_kinds.csv", "agency_exceptions.csv"):
        assert all(row["source"] and row["date"] for row in sources.table(name)), name


def test_loading_again_writes_nothing(world: None) -> None:
    assert actions.load() == 0


def test_loading_mends_what_differs_and_leaves_the_rest_alone(world: None) -> None:
    Office.objects.filter(code="5001").update(name_th="ชื่ออื่น", url="https://example.org/5001")
    Office.objects.create(code="50-x", kind="agency", level="agency", agency_kind="x", name_th="ก", name_en="K",
                          province_code="50", parent_id="5000", source="จังหวัด")  # fmt: skip
    assert actions.load() == 1
    mended = Office.objects.get(code="5001")
    assert (mended.name_th, mended.url) == ("ศูนย์ดำรงธรรมอำเภอเมืองเชียงใหม่", "https://example.org/5001")
    assert queries.agencies_for("50")[-1].code == "50-x"


def test_the_centre_of_a_district_that_ended_ends_with_it(world: None) -> None:
    District.objects.filter(code="5002").update(valid_to="2026-11-01")
    actions.load()
    assert "5002" not in queries.directory()
    assert Office.objects.get(code="5002").valid_to is not None


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"parent_id": "50-x"}, "office_is_not_its_own_parent"),
        ({"agency_kind": ""}, "agency_says_of_which_kind"),
        ({"province_code": ""}, "office_in_a_province_names_it"),
        ({"kind": "district", "agency_kind": ""}, "district_centre_names_its_district"),
        ({"valid_from": "2026-01-02", "valid_to": "2026-01-01"}, "office_ends_after_it_begins"),
    ],
)
def test_the_database_refuses_an_office_that_cannot_be(world: None, change: dict[str, Any], rule: str) -> None:
    row = {
        "code": "50-x", "kind": "agency", "level": "agency", "agency_kind": "x", "name_th": "ก", "name_en": "K",
        "province_code": "50", "parent_id": "5000", "source": "จังหวัด",
    }  # fmt: skip
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Office.objects.create(**{**row, **change})
