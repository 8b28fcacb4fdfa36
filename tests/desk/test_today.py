"""My day: the first page after signing in; every line is a door; what it costs."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from factories import MONDAY, case, moved
from ordering import acknowledge, draft, issued, somebody
from people import actor, user
from sangsuk.orders import actions as orders
from sangsuk.orders import receipts

from .reading import body, numbers, text

QUERIES = 6  # the session, the person, where she works; the places in the lists, and their cases; orders


def test_after_signing_in_an_officer_sees_her_day(at: Any) -> None:
    new = case(1)
    late = moved(case(2), ("accept", actor("malee")), now=MONDAY - timedelta(days=30))
    page = at("malee").get("/desk/today")
    words = text(page)
    assert "วันนี้ของฉัน" in words
    assert "วันจันทร์ที่ 16 พฤศจิกายน 2569" in words
    assert "เลยกำหนดแล้ว 1" in words
    assert "เรื่องเข้าใหม่ รอผู้รับ 1" in words
    assert "มี 1 เรื่องที่ต้องทำให้เสร็จวันนี้" in words
    assert {new.number, late.number} <= set(numbers(page))
    assert f'href="/desk/cases/{late.number}?tab=mine"' in body(page)
    assert f'href="/desk/cases/{new.number}"' in body(page)


def test_every_line_opens(at: Any) -> None:
    for n in range(1, 4):
        case(n)
    client = at("malee")
    doors = re.findall(r'class="row__link" href="([^"]+)"', body(client.get("/desk/today")))
    assert len(doors) == 3
    assert all(client.get(door).status_code == 200 for door in doors)


def test_a_long_list_shows_its_beginning_and_leads_to_the_rest(at: Any) -> None:
    for n in range(1, 10):
        case(n)
    client = at("malee")
    page = client.get("/desk/today")
    assert len(numbers(page)) == 6
    assert "ดูทั้งหมด 9 เรื่อง" in text(page)
    assert len(numbers(client.get("/desk/?tab=new"))) == 9


def test_an_empty_day_teaches(at: Any) -> None:
    assert "เมื่อมีเรื่องเข้าใหม่หรือใกล้ครบกำหนด จะขึ้นที่นี่" in text(at("malee").get("/desk/today"))


@pytest.mark.parametrize(("who", "where"), [("preecha", "/desk/rules"), ("kanya", "/desk/")])
def test_who_has_no_day_of_cases_is_led_on(at: Any, who: str, where: str) -> None:
    assert at(who).get("/desk/today")["Location"] == where


def test_an_agency_has_its_day_too(at: Any) -> None:
    told = moved(case(), ("hand_to_agency", actor("malee")))
    page = at("wichai").get("/desk/today")
    assert numbers(page) == [told.number]
    assert "ไม่อยู่ และผู้ทำแทน" not in text(page)


def test_a_chief_finds_the_load_here_and_an_officer_does_not(at: Any) -> None:
    assert "งานของแต่ละคน" in text(at("suda").get("/desk/today"))
    assert "งานของแต่ละคน" not in text(at("malee").get("/desk/today"))


def test_an_order_stands_on_the_day_of_who_must_read_it_until_nothing_more_is_asked_of_her(at: Any) -> None:
    user("suda"), user("malee")
    order = issued(asks="report", report_on=date(2026, 12, 15))
    malee, suda = at("malee"), at("suda")
    for client in (malee, suda):
        page = client.get("/desk/today")
        assert f'href="/desk/orders/{order.pk}"' in body(page)
        assert "ข้อสั่งการที่รอท่าน 1" in text(page)
        assert "ยังไม่ได้เปิดอ่าน · รับทราบภายในวันจันทร์ที่ 23 พฤศจิกายน 2569" in text(page)
        assert f"ข้อสั่งการ {order.number} · กรมการปกครอง" in text(page)
        assert client.get(f"/desk/orders/{order.pk}").status_code == 200
    assert "ข้อสั่งการที่รอท่าน" not in text(malee.get("/desk/today"))  # the chief acknowledges
    assert "รับทราบภายใน" in text(suda.get("/desk/today"))
    acknowledge(order, "suda")
    for client in (malee, suda):
        assert "รายงานผลภายในวันอังคารที่ 15 ธันวาคม 2569" in text(client.get("/desk/today"))
    receipts.report(order, "เปิดโต๊ะรับเรื่องแล้วทุกวันทำการ", by=actor("malee"))
    assert "ข้อสั่งการที่รอท่าน" not in text(suda.get("/desk/today"))


def test_an_order_that_is_due_makes_the_day_press(at: Any) -> None:
    order = issued(now=MONDAY - timedelta(days=14))
    user("suda")
    page = at("suda").get("/desk/today")
    assert "มี 1 เรื่องที่ต้องทำให้เสร็จวันนี้" in text(page)
    assert "เลยกำหนดรับทราบตั้งแต่" in text(page)
    assert order.title in text(page)


def test_an_order_elsewhere_does_not_stand_on_her_day(at: Any) -> None:
    issued(areas=["5002"])
    assert "ข้อสั่งการที่รอท่าน" not in text(at("malee").get("/desk/today"))


def test_what_waits_for_a_signature_stands_on_the_day_of_who_signs(at: Any) -> None:
    signer = somebody("thawin", "DOPA", "chief")
    waiting = orders.move(draft(), "send", by=actor("dao"))
    client = Client()
    client.force_login(signer)
    page = client.get("/desk/today")
    assert f'href="/desk/orders/{waiting.pk}"' in body(page)
    assert "รอลงนาม" in text(page)


def test_many_orders_cost_no_more_and_lead_to_the_rest(
    at: Any, remembering: None, django_assert_num_queries: Any
) -> None:
    case()
    for _n in range(2):
        issued()
    client = at("malee")
    client.get("/desk/today")
    with django_assert_num_queries(QUERIES):
        client.get("/desk/today")
    for _n in range(48):
        issued()
    with django_assert_num_queries(QUERIES):
        page = client.get("/desk/today")
    assert "ดูทั้งหมด 50 ฉบับ" in text(page)
    assert body(page).count('href="/desk/orders/') == 6


def test_the_day_speaks_english_too(at: Any) -> None:
    case()
    client = at("malee")
    client.cookies["lang"] = "en"
    words = text(client.get("/desk/today"))
    assert "My day" in words
    assert "New, waiting to be taken up 1" in words


def test_the_page_asks_as_much_for_fifty_cases_as_for_two(
    at: Any, remembering: None, django_assert_num_queries: Any
) -> None:
    for n in (1, 2):
        case(n)
    client = at("malee")
    client.get("/desk/today")
    with django_assert_num_queries(QUERIES):
        client.get("/desk/today")
    for n in range(3, 51):
        moved(case(n), ("accept", actor("malee")), now=MONDAY - timedelta(days=n))
    with django_assert_num_queries(QUERIES):
        client.get("/desk/today")
