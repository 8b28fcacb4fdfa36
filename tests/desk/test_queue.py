"""The queue: what waits, the most pressing first; narrowed, searched, paged; and what it costs."""

from datetime import timedelta
from typing import Any

import pytest

from factories import MONDAY, case, moved, submitted
from people import actor

from .reading import body, numbers, text

QUERIES = 5  # the session, the person, where she works; the counts of the tabs and the rows


def test_a_new_case_stands_in_the_queue_with_its_clock(at: Any) -> None:
    told = case(category="water.flood")
    page = at("malee").get("/desk/")
    assert numbers(page) == [told.number]
    words = text(page)
    assert "น้ำท่วมถนนหน้าโรงเรียนบ้านสันทราย" in words
    assert "ตำบลช้างเผือก" in words
    assert "น้ำท่วม" in words
    assert "เหลือ 1 วันทำการ ถึงวันอังคารที่ 17 พ.ย. 2569" in words


def test_each_tab_holds_what_its_name_says(at: Any) -> None:
    malee, suda = actor("malee"), actor("suda")
    new = case(1)
    mine = moved(case(2), ("accept", malee))
    hers = moved(case(3), ("accept", suda))
    waiting = moved(case(4), ("accept", malee), ("ask", malee))
    away = moved(case(5), ("hand_to_agency", malee))
    late = submitted(6, now=MONDAY - timedelta(days=12)).case
    moved(case(7), ("accept", malee), ("close", malee))
    client = at("malee")
    shown = {
        tab: set(numbers(client.get(f"/desk/?tab={tab}")))
        for tab in ("new", "mine", "late", "waiting", "agency", "open")
    }
    assert shown == {
        "new": {new.number, late.number},
        "mine": {mine.number, waiting.number, away.number},
        "late": {late.number},
        "waiting": {waiting.number},
        "agency": {away.number},
        "open": {c.number for c in (new, mine, hers, waiting, away, late)},
    }
    assert len(numbers(client.get("/desk/?tab=all"))) == 7


def test_the_most_pressing_comes_first(at: Any) -> None:
    later, sooner = case(1), submitted(2, now=MONDAY - timedelta(days=5)).case
    assert numbers(at("malee").get("/desk/")) == [sooner.number, later.number]


def test_late_is_said_in_words(at: Any) -> None:
    submitted(1, now=MONDAY - timedelta(days=12))
    page = at("malee").get("/desk/?tab=late")
    assert "เลยกำหนด" in text(page)
    assert "row--late" in body(page)


def test_counts_stand_beside_the_tabs(at: Any) -> None:
    case(1)
    moved(case(2), ("accept", actor("malee")))
    words = text(at("malee").get("/desk/"))
    assert "เรื่องใหม่ 1" in words
    assert "ของฉัน 1" in words
    assert "ที่ยังไม่เสร็จ 2" in words


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status=received", {1, 3}), ("status=accepted", {2}), ("category=water.flood", {1}), ("category=water", {1}),
        ("q=หม้อแปลง", {3}), ("q=น้ำท่วม", {1, 2}), ("q=5001-70-000002", {2}), ("q=๕๐๐๑", set()), ("district=5001", {1, 2, 3}),
        ("due=soon", {1, 3}), ("due=late", set()), ("due=2026-11-20", {1, 3}), ("q=%20", {1, 2, 3}),
    ],
)  # fmt: skip
def test_a_list_can_be_narrowed(at: Any, query: str, found: set[int]) -> None:
    cases = {1: case(1, category="water.flood"), 2: moved(case(2), ("accept", actor("malee")))}
    cases[3] = case(3, description="หม้อแปลงไฟฟ้าระเบิด ไฟดับทั้งหมู่บ้าน")
    shown = numbers(at("malee").get(f"/desk/?tab=open&{query}"))
    assert set(shown) == {cases[n].number for n in found}


@pytest.mark.parametrize("typed", ["000002", "70-000002", "5001-70-000002", "๕๐๐๑-๗๐-๐๐๐๐๐๒"])
def test_a_number_read_out_on_the_telephone_is_found(at: Any, typed: str) -> None:
    for n in (1, 2):
        case(n)
    assert numbers(at("malee").get(f"/desk/?tab=all&q={typed}")) == ["5001-70-000002"]


def test_what_was_asked_stays_in_the_fields(at: Any) -> None:
    page = body(at("malee").get("/desk/?tab=open&q=%3Cscript%3E&status=received"))
    assert 'value="<script>"' in page
    assert "<script>" not in page.replace('value="<script>"', "")
    assert '<option value="received" selected>' in page


@pytest.mark.parametrize(
    "query",
    [
        "status=x",
        "due=x",
        "due=9999-12-31",
        "cursor=x",
        f"cursor={'W1tb' * 900}",
        "cursor=WyJ4Il0",
        "cursor=W10",
        "tab=x",
    ],
)
def test_a_bad_address_gets_a_kind_page(at: Any, query: str) -> None:
    answer = at("malee").get(f"/desk/?{'tab=open&' if 'tab' not in query else ''}{query}")
    assert answer.status_code in (404, 422)
    assert "กลับไปคิวงาน" in text(answer)


def test_the_ministry_narrows_by_the_name_of_a_district(at: Any) -> None:
    here = case(1)
    case(2, district="5002", subdistrict=None)
    nok = at("nok")
    assert numbers(nok.get("/desk/?tab=all&district=เมืองเชียงใหม่")) == [here.number]
    assert "ไม่พบอำเภอชื่อ “ฮอกวอตส์”" in text(nok.get("/desk/?tab=all&district=ฮอกวอตส์"))


def test_a_province_chooses_among_its_districts(at: Any) -> None:
    assert '<option value="5002">อำเภอจอมทอง' in body(at("prasit").get("/desk/"))


@pytest.mark.parametrize("tab", ["new", "open", "all"])
def test_a_long_list_is_read_page_by_page_and_no_case_is_lost(at: Any, tab: str) -> None:
    told = {submitted(n, now=MONDAY - timedelta(minutes=7 * (n % 9))).case.number for n in range(1, 36)}
    client = at("malee")
    first = client.get(f"/desk/?tab={tab}")
    again = body(first).split('rel="next" href="')[1].split('"')[0]
    second = client.get(again)
    assert len(numbers(first)) == 30
    assert set(numbers(first)) | set(numbers(second)) == told
    assert not set(numbers(first)) & set(numbers(second))
    assert "กลับไปต้นรายการ" in text(second)


def test_the_page_asks_as_much_for_fifty_cases_as_for_two(
    at: Any, remembering: None, django_assert_num_queries: Any
) -> None:
    for n in range(1, 3):
        case(n, category="water.flood")
    client = at("malee")
    client.get("/desk/?tab=open")
    with django_assert_num_queries(QUERIES):
        client.get("/desk/?tab=open")
    for n in range(3, 51):
        told = case(n, subdistrict=["500101", "500102", None][n % 3])
        if n % 4 == 0:
            moved(told, ("hand_to_agency", actor("malee")))
    with django_assert_num_queries(QUERIES):
        assert len(numbers(client.get("/desk/?tab=open"))) == 30


def test_a_case_that_was_open_is_open_again_beside_the_list(at: Any) -> None:
    told = case()
    page = body(at("malee").get(f"/desk/?case={told.number}"))
    assert 'aria-current="true"' in page
    assert "เรื่องที่เล่า" in page


def test_a_case_beside_the_list_that_is_not_hers_is_not_there(at: Any) -> None:
    other = case(1, district="5002", subdistrict=None)
    page = at("malee").get(f"/desk/?case={other.number}")
    assert page.status_code == 200
    assert "ไม่พบเรื่องนี้" in text(page)


def test_htmx_gets_the_list_and_the_tabs_only(at: Any) -> None:
    case()
    piece = body(at("malee").get("/desk/", headers={"HX-Request": "true"}))
    assert "<html" not in piece
    assert 'hx-swap-oob="true"' in piece


def test_an_empty_queue_teaches(at: Any) -> None:
    client = at("malee")
    assert "เรื่องที่ประชาชนแจ้งเข้ามาจะขึ้นที่นี่" in text(client.get("/desk/"))
    assert "เมื่อกด “รับเรื่อง”" in text(client.get("/desk/?tab=mine"))
    assert "เลิกค้นและกรอง" in text(client.get("/desk/?tab=open&q=ไม่มีคำนี้"))


def test_an_agency_has_only_the_tabs_that_mean_something_to_it(at: Any) -> None:
    moved(case(), ("hand_to_agency", actor("malee")))
    client = at("wichai")
    shown = client.get("/desk/")
    assert "เรื่องใหม่ 1" in text(shown)
    assert "tab=waiting" not in body(shown)
    assert client.get("/desk/?tab=mine").status_code == 404


def test_an_operator_sees_no_cases_and_is_led_to_her_rules(at: Any) -> None:
    assert at("preecha").get("/desk/")["Location"] == "/desk/rules"


def test_the_queue_speaks_english_too(at: Any) -> None:
    case()
    client = at("malee")
    client.cookies["lang"] = "en"
    words = text(client.get("/desk/"))
    assert "1 working day left, until Tuesday 17 November 2026" in words
    assert "Chang Phueak Subdistrict" in words


def test_the_keys_can_be_turned_off_and_on(at: Any) -> None:
    case()
    client = at("malee")
    assert "data-keys>" in body(client.get("/desk/"))
    client.post("/desk/keys", {"keys": "off"})
    page = body(client.get("/desk/"))
    assert "data-keys>" not in page
    assert "<kbd>j</kbd> <kbd>k</kbd> เลื่อน" not in page
    client.post("/desk/keys", {"keys": "on"})
    assert "data-keys>" in body(client.get("/desk/"))
