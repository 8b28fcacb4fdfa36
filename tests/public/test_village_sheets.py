"""A headman reports her village, a kamnan reads and endorses it, on their own pages."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

import people
from reporting import CODE, indicator, programme, refreshed, sheet
from sangsuk.accounts import mock
from sangsuk.flagships.models import Entry, Sheet, Statement
from sangsuk.offices import posts
from sangsuk.offices.models import VillagePost
from sangsuk.places.models import Village
from signing_in import sign_in

from .telling import text

VILLAGE, OTHER = "50010703", "50010704"


@pytest.fixture(autouse=True)
def world_of_villages(world: None) -> None:
    for code in (VILLAGE, OTHER):
        Village.objects.create(
            code=code,
            name_th=f"บ้านสมมติ {code[-1]}",
            name_en="Ban",
            subdistrict_id="500107",
            moo=int(code[-2:]),
            source="test",
        )
    programme()
    indicator("meetings", "t-case", level="village", checks={"whole": True})


def holder(who: str, post: str, area: str) -> tuple[Client, VillagePost]:
    made = posts.appoint(
        by=people.actor("suda"), post=post, area_code=area, number=mock.PEOPLE[who].pid, name="สมมติ",
        valid_from=timezone.localdate() - timedelta(days=30), valid_to=None, order_no="ที่ 1/2569",
    )  # fmt: skip
    client = Client()
    sign_in(client, who)
    assert client.post(f"/me/village/{made.pk}/take").status_code == 302
    return client, made


def save(client: Client, post: VillagePost, one: Sheet, number: str, *, seq: str = "0", **more: str) -> Any:
    code = f"{CODE}.meetings"
    told = {f"n~{code}~": number, f"q~{code}~": seq} | {
        f"{kind}~{code}~": value for kind, value in more.items() if len(kind) == 1
    }
    return client.post(f"/me/village/{post.pk}/reports/{one.pk}", told | {"then": more.get("then", "keep")})


def test_a_headman_fills_and_sends_and_the_kamnan_endorses() -> None:
    one = sheet(VILLAGE, level="village")
    headman, post = holder("sommai", "headman", VILLAGE)
    kamnan, above = holder("thongdi", "kamnan", "500107")
    assert "ตุลาคม 2569" in text(headman.get(f"/me/village/{post.pk}/reports"))
    assert save(headman, post, one, "๓").status_code == 302
    assert save(headman, post, one, "๓", seq="1", then="hand_in").status_code == 302
    assert (refreshed(one).state, Entry.objects.get(sheet=one).number) == ("handed_in", 3)
    assert Statement.objects.filter(entry__sheet=one).first().role == "headman"  # type: ignore[union-attr]

    address = f"/me/village/{above.pk}/reports"
    assert "บ้านสมมติ 3" in text(kamnan.get(address))
    assert "รับรองรายงานของหมู่บ้านนี้" in text(kamnan.get(f"{address}/{one.pk}"))
    asked = kamnan.post(f"{address}/{one.pk}/ask", {"indicator": f"{CODE}.meetings", "question": "ประชุมสามครั้งหรือ"})
    assert asked.status_code == 302 and refreshed(one).returned == 1
    assert "ประชุมสามครั้งหรือ" in text(headman.get(f"/me/village/{post.pk}/reports/{one.pk}"))
    assert save(headman, post, one, "2", seq="3", w="นับซ้ำ", then="hand_in").status_code == 302
    assert kamnan.post(f"{address}/{one.pk}/endorse").status_code == 302
    assert (refreshed(one).rung, Entry.objects.get(sheet=one).number) == ("subdistrict", 2)
    assert headman.post(f"/me/village/{post.pk}/reports/{one.pk}/endorse").status_code == 403


def test_what_could_not_be_read_stays_and_an_empty_report_is_not_sent() -> None:
    one = sheet(VILLAGE, level="village")
    headman, post = holder("sommai", "headman", VILLAGE)
    answer = save(headman, post, one, "สามครั้ง", then="hand_in")
    assert answer.status_code == 422 and 'value="สามครั้ง"' in answer.content.decode()
    assert save(headman, post, one, "", then="hand_in").status_code == 422
    assert refreshed(one).state == "filling"
    assert save(headman, post, one, "-", then="hand_in").status_code == 302


def test_a_headman_sees_her_own_village_only() -> None:
    mine, other, district = sheet(VILLAGE, level="village"), sheet(OTHER, level="village"), sheet()
    headman, post = holder("sommai", "headman", VILLAGE)
    kamnan, above = holder("thongdi", "kamnan", "500107")
    see = {one: headman.get(f"/me/village/{post.pk}/reports/{one.pk}").status_code for one in (mine, other, district)}
    assert see == {mine: 200, other: 404, district: 404}
    assert kamnan.get(f"/me/village/{above.pk}/reports/{other.pk}").status_code == 200
    assert kamnan.get(f"/me/village/{above.pk}/reports/{district.pk}").status_code == 404
    assert kamnan.get(f"/me/village/{post.pk}/reports").status_code == 404  # another's post
    assert save(kamnan, above, other, "3").status_code == 403
