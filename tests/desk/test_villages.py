"""Who appoints headmen: the chief and the keeper of accounts of the district, and nobody else."""

from typing import Any

import pytest
from django.utils import timezone

import people
from sangsuk.accounts import mock
from sangsuk.offices.models import VillagePost
from sangsuk.places.models import Village

GIVEN = {
    "post": "headman", "area_code": "5001 0703", "number": mock.PEOPLE["sommai"].pid, "name": "สมหมาย รักบ้าน (สมมติ)",
    "order_no": "ที่ 1/2569", "valid_from": "2026-11-01", "valid_to": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def village(world: None) -> None:
    Village.objects.create(
        code="50010703", name_th="สมมติ", name_en="Sommot", subdistrict_id="500107", moo=3, source="test"
    )


@pytest.mark.parametrize("who", people.STAFF)
def test_who_may_open_the_page(who: str, at: Any) -> None:
    allowed = who in ("suda", "chaba")
    client = at(who)
    assert client.get("/desk/villages").status_code == (200 if allowed else 403)
    assert client.post("/desk/villages", GIVEN | {"area_code": "50010703"}).status_code == (302 if allowed else 403)
    assert VillagePost.objects.exists() == allowed


def test_a_post_is_given_and_ended(at: Any) -> None:
    suda = at("suda")
    suda.post("/desk/villages", GIVEN | {"area_code": "50010703"})
    post = VillagePost.objects.get()
    page = suda.get("/desk/villages").content.decode()
    assert "สมหมาย รักบ้าน" in page and "ยังไม่ได้เข้าสู่ระบบ" in page and GIVEN["number"] not in page
    assert suda.post(f"/desk/villages/{post.pk}/end").status_code == 302
    assert VillagePost.objects.get().valid_to is not None


def test_another_district_ends_nothing(at: Any) -> None:
    at("suda").post("/desk/villages", GIVEN | {"area_code": "50010703"})
    post = VillagePost.objects.get()
    assert at("anan").post(f"/desk/villages/{post.pk}/end").status_code == 403
    assert VillagePost.objects.get().valid_to is None


def test_what_is_wrong_is_said_at_its_field(at: Any) -> None:
    answer = at("chaba").post("/desk/villages", GIVEN | {"area_code": "50020101"})
    assert answer.status_code == 422 and answer.context["form"].errors["area_code"]


def test_the_day_of_today_stands_in_the_form_as_browsers_read_it(at: Any) -> None:
    page = at("suda").get("/desk/villages").content.decode()
    assert f'name="valid_from" value="{timezone.localdate().isoformat()}"' in page
