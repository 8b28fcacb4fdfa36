"""An order from the department's desk to a chief's acknowledgement, with the one who has not done it reminded: in a real browser."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

import ordering
from people import user
from sangsuk.notifications.models import Message
from sangsuk.orders import reminding
from sangsuk.orders.models import Order, Reading, Receipt

from .conftest import Opener
from .desk import NOW, enter
from .looking import followed, small_targets, too_wide, violations

pytestmark = pytest.mark.usefixtures("world", "monday")
TITLE = "ให้อำเภอเปิดโต๊ะรับเรื่องทุกวันทำการ"


def looked_at(page: Page) -> None:
    assert (too_wide(page), violations(page), small_targets(page)) == ("", [], [])


def signing(page: Page) -> None:
    """Thawin comes in by the same door as everybody else in these stories."""
    from django.conf import settings
    from django.test import Client

    door = Client()
    door.force_login(ordering.somebody("thawin", "DOPA", "chief"))
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies(
        [{"name": name, "value": door.cookies[name].value, "domain": "localhost", "path": "/", "httpOnly": True}]
    )


def test_written_signed_read_acknowledged_and_who_has_not_is_reminded(opened: Opener) -> None:
    for who in ("malee", "suda", "anan"):
        user(who)
    ordering.somebody("thawin", "DOPA", "chief")
    desk = enter(opened(width=1280), "dao")
    desk.goto("/desk/learning")
    followed(desk.get_by_role("link", name="ข้อสั่งการ", exact=True))
    followed(desk.get_by_role("link", name="เขียนฉบับใหม่"))
    desk.get_by_label("เรื่อง", exact=True).fill(TITLE)
    desk.get_by_label("ข้อความ", exact=True).fill("# สิ่งที่ให้ทำ\n- เปิดโต๊ะทุกวันทำการ\n- บอกผู้ร้องว่าจะเสร็จเมื่อไร")
    desk.locator("summary", has_text="เลือกเฉพาะบางพื้นที่").click()
    desk.get_by_label("เฉพาะอำเภอ").fill("5001\nจอมทอง")
    followed(desk.get_by_role("button", name="บันทึกร่าง"))
    looked_at(desk)
    followed(desk.get_by_role("button", name="ส่งให้หัวหน้าลงนาม"))
    expect(desk.locator(".errors")).to_contain_text("กรุณากำหนดวันรับทราบ")
    followed(desk.get_by_role("link", name="แก้ข้อความ"))
    desk.get_by_label("รับทราบภายในกี่วันทำการ").fill("3")
    followed(desk.get_by_role("button", name="บันทึกร่าง"))
    followed(desk.get_by_role("button", name="ส่งให้หัวหน้าลงนาม"))

    chief = opened(width=1280)
    signing(chief)
    chief.goto("/desk/orders?shelf=drafts")
    followed(chief.get_by_role("link", name=TITLE))
    followed(chief.get_by_role("button", name="ลงนามและออกเลข"))
    expect(chief.locator(".notice--happy")).to_contain_text("1/2569")
    order = Order.objects.get()
    assert Receipt.objects.filter(order=order).count() == 2
    reminding.tick(NOW)

    malee = enter(opened(), "malee")
    malee.goto("/desk/today")
    expect(malee.get_by_role("region", name="ข้อสั่งการที่รอท่าน")).to_contain_text("ยังไม่ได้เปิดอ่าน")
    looked_at(malee)
    followed(malee.get_by_role("link", name=TITLE))
    expect(malee.get_by_role("listitem").filter(has_text="เปิดโต๊ะทุกวันทำการ")).to_be_visible()
    expect(malee.get_by_role("button", name="รับทราบแทนหน่วยงาน")).to_have_count(0)
    looked_at(malee)
    assert Reading.objects.get(order=order, user=user("malee")).opened_at == NOW

    suda = enter(opened(), "suda")
    suda.goto(f"/desk/orders/{order.pk}")
    suda.get_by_role("button", name="รับทราบแทนหน่วยงาน").focus()
    with suda.expect_navigation():
        suda.keyboard.press("Enter")
    expect(suda.locator(".notice--happy")).to_contain_text("รับทราบแล้ว")
    looked_at(suda)

    desk.goto(f"/desk/orders/{order.pk}")
    followed(desk.get_by_role("link", name="ใครรับทราบแล้วบ้าง"))
    expect(desk.get_by_role("heading", level=1)).to_contain_text("1 หน่วยงานยังค้าง")
    followed(desk.get_by_role("link", name="จังหวัดเชียงใหม่"))
    expect(desk.get_by_role("row", name="อำเภอจอมทอง")).to_contain_text("ยังไม่รับทราบ")
    looked_at(desk)
    followed(desk.get_by_role("button", name="เตือนทุกหน่วยงานที่ค้าง"))
    expect(desk.locator(".notice--happy")).to_contain_text("1 หน่วยงาน")
    assert Message.objects.filter(code="order-ack-near", office_code="5002").exists()
    assert not Message.objects.filter(code="order-ack-near", office_code="5001").exists()


def test_a_district_finds_an_order_on_its_day_and_reports_and_the_department_sees_who_has_not(
    opened: Opener,
) -> None:
    for who in ("malee", "suda", "anan"):
        user(who)
    order = ordering.issued(areas=["5001", "5002"], asks="report", report_on=NOW.date() + timedelta(days=21))
    suda = enter(opened(), "suda")
    suda.goto("/desk/today")
    followed(suda.get_by_role("link", name=order.title))
    followed(suda.get_by_role("button", name="รับทราบแทนหน่วยงาน"))

    malee = enter(opened(), "malee")
    malee.goto("/desk/today")
    mine = malee.get_by_role("region", name="ข้อสั่งการที่รอท่าน")
    expect(mine).to_contain_text("รายงานผลภายในวันจันทร์ที่ 7 ธันวาคม 2569")
    followed(mine.get_by_role("link", name=order.title))
    malee.get_by_label("ทำอะไรไปแล้ว ได้ผลอย่างไร").fill("สั้น")
    followed(malee.get_by_role("button", name="ส่งรายงานผล"))
    expect(malee.get_by_label("ทำอะไรไปแล้ว ได้ผลอย่างไร")).to_have_value("สั้น")
    looked_at(malee)
    malee.get_by_label("ทำอะไรไปแล้ว ได้ผลอย่างไร").fill("เปิดโต๊ะรับเรื่องทุกวันทำการ รับเรื่องได้วันละสิบเรื่อง")
    followed(malee.get_by_role("button", name="ส่งรายงานผล"))
    expect(malee.locator(".notice--happy")).to_contain_text("ส่งรายงานผลแล้ว")
    malee.goto("/desk/today")
    expect(malee.get_by_role("region", name="ข้อสั่งการที่รอท่าน")).to_have_count(0)

    desk = enter(opened(width=1280), "dao")
    desk.goto(f"/desk/orders/{order.pk}")
    followed(desk.get_by_role("link", name="ใครรับทราบแล้วบ้าง"))
    followed(desk.get_by_role("link", name="จังหวัดเชียงใหม่"))
    expect(desk.get_by_role("row", name="อำเภอจอมทอง")).to_contain_text("ยังไม่รับทราบ")
    desk.locator("summary", has_text="อำเภอเมืองเชียงใหม่").click()
    expect(desk.get_by_text("รับเรื่องได้วันละสิบเรื่อง")).to_be_visible()
    looked_at(desk)


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_everybody_reads_the_news(opened: Opener, width: int) -> None:
    ordering.published_news()
    page = opened(width=width)
    page.goto("/news")
    looked_at(page)
    followed(page.get_by_role("link", name=ordering.NEWS["title"]))
    expect(page.get_by_text("ครั้งที่ 1/2569")).to_be_visible()
    looked_at(page)


@pytest.mark.parametrize("address", ["/desk/orders/new", "/desk/news/new", "/desk/orders/late", "/desk/news"])
def test_pages_of_the_desk_fit_a_telephone(opened: Opener, address: str) -> None:
    page = enter(opened(), "dao")
    page.goto(address)
    looked_at(page)
