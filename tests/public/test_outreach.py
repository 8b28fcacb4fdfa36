"""When the unit comes: found by the name of a place, read without script, taken into any calendar; nothing that is only planned."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from calendaring import events, plain
from going_out import CHANG_PHUEAK, SUTHEP, announced, move, planned, villages
from sangsuk.common.logs import without_secrets

NOW = datetime(2026, 11, 16, 4, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _monday(world: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def page(address: str, **asked: str) -> str:
    answer = Client().get(address, asked)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_one_name_leads_straight_to_its_page() -> None:
    answer = Client().get("/outreach", {"q": "ตำบลสุเทพ"})
    assert answer.status_code in (200, 302)
    assert f"/outreach/{SUTHEP}" in (answer["Location"] if answer.status_code == 302 else answer.content.decode())


def test_several_of_one_name_are_offered_and_none_is_said() -> None:
    several = page("/outreach", q="บ้านหลวง")
    assert several.count('class="pick"') > 1 and "จังหวัดเชียงใหม่" in several
    assert "ไม่พบ “ฟฟฟฟ”" in page("/outreach", q="ฟฟฟฟ")


def test_a_sub_district_reads_its_own_first_and_what_to_bring() -> None:
    announced(areas=[CHANG_PHUEAK], place="วัดป่าแพ่ง", on=date(2026, 11, 17))
    announced(bring="บัตรประชาชนใบเดิม")
    planned(place="ที่ยังไม่มีใครรู้")
    found = page(f"/outreach/{SUTHEP}")
    mine, others = found.split("ที่อื่นใน", 1)
    assert "วันพุธที่ 18 พฤศจิกายน 2569" in mine and "ควรนำมา: บัตรประชาชนใบเดิม" in mine and "วัดป่าแพ่ง" not in mine
    assert "วัดป่าแพ่ง" in others and "ที่ยังไม่มีใครรู้" not in found and "โรงพยาบาล" not in found and "มาลี" not in found


def test_nothing_announced_is_said_with_a_way_to_tell_us() -> None:
    planned()
    found = page(f"/outreach/{SUTHEP}")
    assert "ตอนนี้ยังไม่มีกำหนดมาที่ตำบลสุเทพ" in found and "1567" in found and "/tell" in found


def test_what_is_off_stays_to_be_read_with_its_reason() -> None:
    trip = announced()
    move(trip, "cancel", reason="ถนนเข้าหมู่บ้านขาด")
    found = page("/outreach/5001")
    assert "งดแล้ว" in found and "ถนนเข้าหมู่บ้านขาด" in found and "<s>วันพุธที่ 18" in found
    other = announced(on=date(2026, 11, 20))
    move(other, "move_day", on=date(2026, 11, 23), reason="ชนกับงานประจำปี")
    assert "เปลี่ยนวัน" in page("/outreach/5001") and "ชนกับงานประจำปี" in page("/outreach/5001")


def test_what_was_held_is_told_with_its_number_only() -> None:

    trip = announced(on=date(2026, 11, 16))
    move(trip, "hold", now=NOW)
    assert "ศาลาประชาคมตำบลสุเทพ" in page("/outreach/5001")  # today, still going on
    type(trip).objects.filter(pk=trip.pk).update(people=42, on=date(2026, 11, 12))
    assert "มาใช้บริการ 42 คน" in page("/outreach/5001")


@pytest.mark.parametrize(
    "address", ["/outreach/50", "/outreach/9999", "/outreach/abcd", "/outreach/5001.txt", "/outreach/50010801"]
)
def test_what_is_no_place_is_not_found(address: str) -> None:
    assert Client().get(address).status_code == 404


def test_the_feed_of_a_district_and_a_province(remembering: Any) -> None:
    trip = announced()
    for address in ("/outreach/5001.ics", "/outreach/50.ics"):
        answer = Client().get(address)
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        (one,) = events(answer.content.decode())
        assert one["UID"].startswith(str(trip.public_id)) and plain(one["URL"]).endswith(f"/outreach/5001#t{trip.pk}")
        again = Client().get(address, HTTP_IF_NONE_MATCH=answer["ETag"])
        assert again.status_code == 304
    assert Client().get("/outreach/99.ics").status_code == Client().get("/outreach/x.ics").status_code == 404


def test_in_english() -> None:
    announced()
    client = Client()
    client.cookies["lang"] = "en"
    found = client.get(f"/outreach/{SUTHEP}").content.decode()
    assert "Mobile unit, Suthep Subdistrict" in found and "Civil registration and ID cards" in found


def test_pages_cost_the_same_for_two_and_twenty(remembering: Any, django_assert_num_queries: Any) -> None:
    rows = villages()
    for many in (2, 18):
        for n in range(many):
            announced(areas=[rows[n % 3].pk])
        page(f"/outreach/{SUTHEP}")
        with django_assert_num_queries(3):  # to come, past, the names of villages
            page(f"/outreach/{SUTHEP}")


def test_a_secret_address_stands_in_no_log() -> None:
    assert without_secrets("GET /outreach/mine/AbC-123_x.ics 200") == "GET /outreach/mine/… 200"
    assert Client().get("/outreach/mine/AbC-123_x.ics").status_code == 404
