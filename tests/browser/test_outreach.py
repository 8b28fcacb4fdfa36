"""A day out in a real browser: from the announced plan to the report, three cases with their keys, and a signal that comes and goes."""

import re
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from going_out import SUTHEP, new
from people import actor, user
from sangsuk.cases.models import Case
from sangsuk.outreach import actions
from sangsuk.outreach.models import CountSheet, Trip
from sangsuk.thai.dates import bangkok_date

from .conftest import Opener
from .desk import enter
from .looking import followed, small_targets, too_wide, violations

pytestmark = pytest.mark.django_db(transaction=True)
STORIES = (
    ("ประปาหมู่บ้านไหลเป็นสีแดงมาสองสัปดาห์แล้ว ซักผ้าไม่ได้", "คำ ใจเย็น (สมมติ)"),
    ("ถนนเข้าหมู่บ้านเป็นหลุมลึก รถรับส่งนักเรียนเข้าไม่ได้", "บัว ดีงาม (สมมติ)"),
    ("ไฟส่องทางหน้าวัดดับหมดทั้งแถว กลางคืนมืดมาก", "เสาร์ รักบ้าน (สมมติ)"),
)


def announced_today() -> Trip:
    now: datetime = timezone.now()
    made = new(on=bangkok_date(now), from_time=time(9), to_time=time(15))
    trip = actions.plan(made, by=actor("malee"), now=now - timedelta(days=3))
    return actions.move(trip, "announce", by=actor("malee"), now=now - timedelta(days=2))


def take(page: Page, story: str, name: str) -> tuple[str, str]:
    """One case on the telephone: what happened, who; the place is there. Returns its number and key."""
    followed(page.get_by_role("link", name="รับเรื่องที่นี่"))
    expect(page.get_by_label("เกิดเรื่องที่ไหน")).to_have_value(SUTHEP)
    page.get_by_label("เกิดอะไรขึ้น").fill(story)
    page.get_by_label("ชื่อและนามสกุลผู้ร้อง").fill(name)
    page.get_by_label("เบอร์โทรศัพท์").fill("081 555 0171")
    followed(page.get_by_role("button", name="บันทึกและออกเลขที่"))
    number, key = page.locator(".slip__big").all_inner_texts()
    followed(page.get_by_role("link", name="กลับไปหน้าวันออกหน่วย"))
    return number, key


def test_a_day_that_takes_three_cases_from_announced_to_reported(opened: Opener) -> None:
    user("suda")
    trip = announced_today()
    page = enter(opened())
    page.goto("/desk/outreach")
    followed(page.get_by_role("link", name=re.compile("ตำบลสุเทพ")))
    followed(page.get_by_role("link", name="เปิดหน้าสำหรับวันออกหน่วย"))
    told = [take(page, *one) for one in STORIES]
    expect(page.get_by_role("heading", name="รับเรื่องแล้ว 3 เรื่อง")).to_be_visible()
    page.get_by_label("หญิง 60 ปีขึ้นไป").fill("12")
    page.get_by_label("ชาย 18 ถึง 59 ปี").fill("7")
    with page.expect_navigation():
        page.get_by_role("button", name="บันทึกจำนวน").click()
    expect(page.get_by_role("heading", name="นับแล้ว 19 คน บริการ 0 ครั้ง")).to_be_visible()
    followed(page.get_by_role("link", name="เสร็จแล้ว ไปเขียนรายงาน"))
    page.get_by_label("สรุปสิ่งที่ทำ").fill("ให้บริการครบทุกอย่าง รับเรื่องสามเรื่อง")
    followed(page.get_by_role("button", name="ส่งรายงานให้จังหวัด"))
    expect(page.get_by_text("รายงานแล้ว รอจังหวัดดู").first).to_be_visible()
    trip.refresh_from_db()
    assert (trip.status, trip.people) == ("reported", 19)
    page.goto("/desk/?tab=all")
    for number, _key in told:
        expect(page.locator(f'[data-case="{number}"]')).to_be_attached()
    for number, key in told:  # each citizen at home, with the paper in her hand
        home = opened()
        home.goto("/track")
        home.get_by_label("เลขที่เรื่อง").fill(number)
        home.get_by_label("รหัสลับ").fill(key)
        followed(home.get_by_role("button", name=re.compile("ดู|ติดตาม")))
        expect(home.locator("main")).to_contain_text(number)
    assert set(Case.objects.values_list("number", "channel")) == {(number, "mobile_unit") for number, _ in told}


def count(page: Page, n: int) -> None:
    page.get_by_label("หญิง 60 ปีขึ้นไป").fill(str(n))
    page.get_by_role("button", name="บันทึกจำนวน").click()


def test_numbers_counted_without_signal_arrive_once_when_it_comes_back(opened: Opener) -> None:
    trip = announced_today()
    page = enter(opened())
    page.goto(f"/desk/outreach/{trip.pk}/day")
    page.context.set_offline(True)
    for n in (3, 4):
        count(page, n)
        expect(page.get_by_label("หญิง 60 ปีขึ้นไป")).to_have_value("")
    expect(page.get_by_text("เก็บไว้ในเครื่องนี้แล้ว 2 แผ่น")).to_be_visible()
    assert not CountSheet.objects.exists()
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="นับแล้ว 7 คน บริการ 0 ครั้ง")).to_be_visible()
    assert sorted(CountSheet.objects.values_list("n", flat=True)) == [3, 4]


def test_an_answer_that_is_lost_on_the_way_counts_nothing_twice(opened: Opener) -> None:
    trip = announced_today()
    page = enter(opened())
    page.goto(f"/desk/outreach/{trip.pk}/day")
    lost: list[str] = []

    def lose_first(route: Any) -> None:
        if not lost:
            lost.append(route.request.url)
            route.fetch()  # it arrives, and nobody hears that it did
            route.fulfill(body="<p>กรุณาเข้าสู่ระบบไวไฟ</p>", content_type="text/html")
        else:
            route.continue_()

    page.route("**/counts", lose_first)
    count(page, 5)
    expect(page.get_by_text("เก็บไว้ในเครื่องนี้แล้ว 1 แผ่น")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="นับแล้ว 5 คน บริการ 0 ครั้ง")).to_be_visible()
    assert lost and list(CountSheet.objects.values_list("n", flat=True)) == [5]


def test_without_script_the_same_form_counts(opened: Opener) -> None:
    trip = announced_today()
    page = enter(opened(javascript=False))
    page.goto(f"/desk/outreach/{trip.pk}/day")
    page.get_by_label("หญิง 60 ปีขึ้นไป").fill("6")
    followed(page.get_by_role("button", name="บันทึกจำนวน"))
    expect(page.get_by_role("heading", name="นับแล้ว 6 คน บริการ 0 ครั้ง")).to_be_visible()


def test_a_case_half_typed_comes_back_under_the_same_id(opened: Opener) -> None:
    trip = announced_today()
    page = enter(opened())
    page.goto(f"/desk/outreach/{trip.pk}/case")
    first = page.locator("[name=client_id]").get_attribute("value")
    page.get_by_label("เกิดอะไรขึ้น").press_sequentially(STORIES[0][0], delay=1)
    page.reload()
    expect(page.get_by_label("เกิดอะไรขึ้น")).to_have_value(STORIES[0][0])
    assert page.locator("[name=client_id]").input_value() == first


def test_the_row_of_links_is_one_line_on_a_telephone_and_whole_on_a_desk(opened: Opener) -> None:
    user("malee")
    page = enter(opened())
    page.goto("/desk/outreach")
    other = page.get_by_role("link", name="พื้นที่ที่ยังไม่ได้ไป")
    expect(other).not_to_be_visible()
    line = page.locator(".parts > summary")
    expect(line).to_have_text("โครงการสำคัญ: ออกหน่วยเชิงรุก")
    line.focus()
    page.keyboard.press("Enter")
    expect(other).to_be_visible()
    assert violations(page) == [] and too_wide(page) == "" and small_targets(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.reload()
    expect(other).to_be_visible()
    expect(line).not_to_be_visible()
    followed(other)
    expect(page.get_by_role("navigation", name="โครงการสำคัญ").locator("[aria-current]")).to_have_text("พื้นที่ที่ยังไม่ได้ไป")


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize(
    "address", ["", "/list", "/new", "/{pk}", "/{pk}/day", "/{pk}/case", "/coverage", "/calendars"]
)
def test_everybody_can_use_the_desk(opened: Opener, address: str, width: int) -> None:
    trip = announced_today()
    page = enter(opened(width=width))
    page.goto(f"/desk/outreach{address.format(pk=trip.pk)}")
    assert violations(page) == [] and too_wide(page) == "" and small_targets(page) == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("address", ["/outreach", "/outreach?q=บ้านหลวง", "/outreach/5001", f"/outreach/{SUTHEP}"])
def test_everybody_can_read_when_it_comes(opened: Opener, address: str, width: int) -> None:
    announced_today()
    page = opened(width=width)
    page.goto(address)
    assert violations(page) == [] and too_wide(page) == "" and small_targets(page) == []
