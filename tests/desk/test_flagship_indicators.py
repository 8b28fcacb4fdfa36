"""Indicators and targets at the desk: who reads them, who changes them, and what is said when it cannot be."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import people
from people import actor
from sangsuk.common import remember
from sangsuk.flagships import periods
from sangsuk.flagships.indicators import exchange, queries
from sangsuk.flagships.models import Figure, Indicator, Target
from sangsuk.flagships.targets import actions as targets

At = Callable[[str], Client]
KEEPERS = {"dao", "nok"}
READERS = {"malee", "suda", "anan", "prasit", "orn", "kanya", "preecha", *KEEPERS}
U = "/desk/flagships"
CODE = "f2564_06.visitors"
TARGET = f"{U}/targets/{CODE}"
BOOKED = f"{U}/targets/f2564_06.queue_online"
YEAR = periods.parse("FY2021")


def given(**other: str) -> dict[str, str]:
    return {
        "name_th": "โต๊ะให้บริการ", "name_en": "Tables", "definition_th": "โต๊ะที่เปิดจริง", "definition_en": "Open tables", "unit": "place",
        "direction": "up", "evidence": "", "standing": "inferred", "source": "ทดสอบ", "since": "2026-11-01", "fixed-short": "tables",
        "fixed-level": "district", "fixed-frequency": "month", "fixed-over_areas": "sum", "fixed-over_time": "sum", "fixed-order": "5",
    } | other  # fmt: skip


def formula(text: str, **other: str) -> dict[str, str]:
    return given(formula=text, unit="percent", **{"fixed-short": "share"} | other)


NEW, NEW_FORMULA = f"{U}/indicators/new/f2564_06/reported", f"{U}/indicators/new/f2564_06/formula"


@pytest.mark.parametrize("who", people.STAFF)
def test_who_reads_and_who_changes(who: str, at: At) -> None:
    client, reads, keeps = at(who), who in READERS, who in KEEPERS
    for way in (
        "/indicators",
        f"/indicators/{CODE}",
        "/targets",
        f"/targets/{CODE}/th/FY2021",
        "/indicators.csv",
        "/targets.csv",
    ):
        assert client.get(U + way).status_code == (200 if reads else 403), way
    for way in ("/indicators/bring", f"/indicators/{CODE}/change", "/indicators/new/f2564_06/reported"):
        assert client.get(U + way).status_code == (200 if keeps else 403), way
    assert client.get(f"{U}/targets/bring").status_code == (200 if keeps or who in ("prasit", "orn") else 403)
    assert client.post(NEW, given()).status_code == (302 if keeps else 403)
    assert client.post(f"{U}/indicators/{CODE}/end", {}).status_code == (422 if keeps else 403)
    assert Indicator.objects.filter(pk="f2564_06.tables").exists() is keeps


@pytest.mark.parametrize(
    ("who", "area", "own", "below"),
    [("dao", "th", 302, 302), ("dao", "50", 302, 302), ("dao", "5001", 302, 422), ("prasit", "th", 403, 403), ("prasit", "50", 403, 302),
     ("prasit", "5001", 302, 422), ("prasit", "30", 403, 403), ("orn", "5001", 403, 422), ("malee", "5001", 403, 422), ("kanya", "50", 403, 403),
     ("wichai", "50", 403, 403), ("preecha", "50", 403, 403)],
)  # fmt: skip
def test_who_sets_whose_target(who: str, area: str, own: int, below: int, at: At) -> None:
    client = at(who)
    assert client.post(f"{TARGET}/{area}/FY2021", {"set-number": "7", "set-why": "ทดสอบ"}).status_code == own
    expected = below if below != 422 else 403 if who in ("wichai",) else 422
    code = {"th": "50", "50": "5001", "30": "3001"}.get(area, "5001")
    got = client.post(f"{TARGET}/{area}/FY2021/below", {f"below-a{code}": "3", "below-why": "ทดสอบ"}).status_code
    assert got == expected


def test_an_indicator_is_made_and_found(at: At) -> None:
    answer = at("dao").post(NEW, given(check_most="9", check_whole="on"))
    assert answer.status_code == 302, answer.content.decode()
    card = queries.read_in_force("f2564", date(2026, 11, 1))
    made = next(one for one in card if one.code == "f2564_06.tables")
    assert (made.order, made.checks, made.kind) == (5, {"most": 9, "whole": True}, "reported")
    page = at("malee").get(f"{U}/indicators/f2564_06.tables").content.decode()
    assert "โต๊ะที่เปิดจริง" in page and "ไม่เกิน 9" in page and "แก้นิยาม" not in page


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("visitors + f2564_10.sales", "นับเป็น “คน”"),
        ("percent(visitors", "ตำแหน่งที่ 17"),
        ("visitors", "แต่ตัวชี้วัดนี้นับเป็น"),
        ("", "สูตรยังไม่จบ"),
    ],
)
def test_a_wrong_formula_is_told_with_what_was_typed_still_there(text: str, sentence: str, at: At) -> None:
    for more in ({}, {"look": "1"}):
        answer = at("dao").post(NEW_FORMULA, formula(text, **more))
        assert answer.status_code == 422
        page = answer.content.decode()
        assert sentence in page and f">\n{text}</textarea>" in page and "โต๊ะที่เปิดจริง" in page
    assert not Indicator.objects.filter(pk="f2564_06.share").exists()


def test_in_english_it_is_told_in_english(at: At) -> None:
    client = at("dao")
    client.cookies["lang"] = "en"
    page = client.post(NEW_FORMULA, formula("visitors + f2564_10.sales")).content.decode()
    assert "Units do not fit" in page and "people" in page and "baht" in page


def figure(code: str, number: int, area: str = "") -> None:
    Figure.objects.create(
        indicator_id=code, level="province" if area else "country", area_code=area, period="year", starts_on=date(2024, 10, 1),
        number=number, value=number, entries=1, folded_at="2026-01-01T00:00Z",
    )  # fmt: skip


def test_a_formula_is_tried_on_the_figures_of_the_year_before(at: At) -> None:
    for area, booked, visitors in (("", 30, 120), ("50", 1, 3)):
        figure("f2564_06.queue_online", booked, area)
        figure(CODE, visitors, area)
    page = at("dao").post(NEW_FORMULA, formula("percent(queue_online, visitors)", look="1", since="2025-11-01"))
    assert page.status_code == 200
    words = page.content.decode()
    for said in ("ทั้งประเทศ", "30 · 120", "<b>25.0</b>", "จังหวัดเชียงใหม่", "<b>33.3</b>"):
        assert said in words
    assert not Indicator.objects.filter(pk="f2564_06.share").exists()


def test_a_new_definition_says_why(at: At) -> None:
    row = Indicator.objects.get(pk=CODE)
    url = f"{U}/indicators/{CODE}/change"
    page = at("dao").get(url).content.decode()
    assert 'name="seen" value="1"' in page
    said = given(seen="1", unit="person", axes="age", check_whole="on", name_th="ผู้มาใช้บริการ")
    assert at("dao").post(url, said).status_code == 422
    assert at("dao").post(url, said | {"why": "ให้ชัดขึ้น"}).status_code == 302
    assert row.versions.latest("version").why == "ให้ชัดขึ้น"
    assert at("dao").post(url, said | {"why": "อีกครั้ง", "name_th": "อื่น"}).status_code == 409


def test_an_indicator_is_ended_at_the_desk(at: At) -> None:
    at("dao").post(NEW, given())
    url = f"{U}/indicators/f2564_06.tables"
    assert at("dao").post(f"{url}/end", {"end-on": "2026-12-02", "end-why": "เลิก"}).status_code == 422
    assert at("dao").post(f"{url}/end", {"end-on": "2026-12-01", "end-why": "เลิก"}).status_code == 302
    page = at("malee").get(url).content.decode()
    assert "ไม่ใช้ตั้งแต่ 1 ธ.ค. 2569" in page and "เลิกใช้ตัวชี้วัดนี้" not in page


def test_a_file_goes_out_and_comes_back(at: At) -> None:
    client = at("dao")
    data = b"".join(client.get(f"{U}/indicators.csv"))  # type: ignore[call-overload]
    assert data.decode("utf-8-sig").splitlines()[0] == ",".join(exchange.COLUMNS)
    page = client.post(f"{U}/indicators/bring", {"file": SimpleUploadedFile("x.csv", data)})
    assert page.status_code == 200 and "ตัวชี้วัดใหม่ 0" in page.content.decode()
    wrong = data.replace(b",f2564_01,10,reported", b",f2564_01,ten,reported", 1)
    page = client.post(f"{U}/indicators/bring", {"file": SimpleUploadedFile("x.csv", wrong)})
    assert page.status_code == 422 and "แถวที่ 2 (order)" in page.content.decode()
    assert client.post(f"{U}/indicators/bring", {}).status_code == 422


def test_targets_are_set_and_shared_out_and_seen_with_their_light(at: At) -> None:
    client = at("dao")
    assert client.post(f"{BOOKED}/th/FY2021", {"set-number": "1,000,003"}).status_code == 302
    assert client.post(f"{BOOKED}/th/FY2021/share", {"share-way": "equal"}).status_code == 302
    Figure.objects.create(
        indicator_id="f2564_06.queue_online", level="province", area_code="50", period="year", starts_on=YEAR.starts_on, number=11000, value=11000, entries=3,
        folded_at="2026-01-01T00:00Z",
    )  # fmt: skip
    page = client.get(f"{BOOKED}/th/FY2021").content.decode()
    for said in ("1,000,003", "76 จาก 76 แห่ง", "13,158", "เขียวตั้งแต่ 100 % ของเป้าหมาย", "ใกล้เป้า"):
        assert said in page
    passport = f'<a href="{U}/passport/f2564_06.queue_online/50/FY2021">11,000'
    assert f"{passport}</a>" in page and f"{passport} " in client.get(f"{BOOKED}/50/FY2021").content.decode()
    listed = at("prasit").get(f"{U}/targets?project=f2564_06&period=FY2021").content.decode()
    assert "จังหวัดเชียงใหม่" in listed and "13,158" in listed and f"{passport}</a>" in listed


def test_a_sum_that_does_not_hold_is_told_and_what_was_typed_stays(at: At) -> None:
    put("50", 250)
    client = at("prasit")
    client.post(f"{TARGET}/50/FY2021/share", {"share-way": "equal"})
    before = {f"below-a{one.area_code}": str(one.number) for one in Target.objects.filter(level="district")}
    answer = client.post(f"{TARGET}/50/FY2021/below", before | {"below-a5001": "99"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "รวมกันได้ 339" in page and 'value="99"' in page
    assert client.post(f"{TARGET}/50/FY2021/below", before | {"below-a5001": "x"}).status_code == 422
    assert (
        client.post(f"{TARGET}/50/FY2021/below", before | {"below-a5001": "99", "below-why": "โรงงานใหม่"}).status_code
        == 302
    )
    assert "โรงงานใหม่" in client.get(f"{TARGET}/5001/FY2021").content.decode()


def put(area: str, number: int, code: str = CODE) -> None:
    card = queries.by_code("f2564", YEAR.starts_on)[code]
    targets.put(card, {area: Decimal(number)}, YEAR, by=actor("dao"), why="ทดสอบ")


@pytest.mark.parametrize(
    "bad", [f"{CODE}/99/FY2021", f"{CODE}/5/FY2021", "f2564_06.no/th/FY2021", "x/th/FY2021", f"{CODE}/th/FY1700"]
)
def test_what_is_not_there_is_not_found(bad: str, at: At) -> None:
    assert at("dao").get(f"{U}/targets/{bad}").status_code in (404, 422)


@pytest.mark.parametrize(
    "way", ["/indicators?project=x", "/indicators?programme=x", "/indicators/x.y", "/indicators/x.y/change", "/indicators/new/x/reported",
            "/indicators/new/f2564_06/magic", "/targets?area=99"],
)  # fmt: skip
def test_nor_is_this(way: str, at: At) -> None:
    assert at("dao").get(U + way).status_code == 404


def asked(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_more_rows_ask_no_more(at: At) -> None:
    remember.forget_all()
    client = at("dao")
    ways = (f"{U}/indicators?project=f2564_06", f"{U}/targets?project=f2564_06&period=FY2021", f"{TARGET}/th/FY2021")
    before = [asked(client, url) for url in ways]
    for number in range(30):
        at("dao").post(NEW, given(**{"fixed-short": f"more{number}"}))
    put("", 760)
    client.post(f"{TARGET}/th/FY2021/share", {"share-way": "equal"})
    after = [asked(client, url) for url in ways]
    assert [b - a for a, b in zip(before, after, strict=True)] == [0, 0, 0], (before, after)
    assert max(after) <= 20


def test_everybody_reads_what_is_measured(client: Client) -> None:
    page = client.get("/flagships/indicators").content.decode()
    assert "ศูนย์ดำรงธรรมอำเภอ" in page and "ประชาชนที่มาใช้บริการ" in page
    page = client.get("/flagships/indicators/f2564_04.in_time").content.decode()
    for said in ("ไม่มีใครพิมพ์ตัวเลข", "เรื่องที่เสร็จทันกำหนด หารด้วย เรื่องที่ยุติและมีวันกำหนด", "เขียวตั้งแต่", "ยังไม่ได้รับการยืนยัน"):
        assert said in page
    client.cookies["lang"] = "en"
    page = client.get("/flagships/indicators/f2564_06.booked_share").content.decode()
    assert "percent(queue_online, visitors)" in page and "visitors: People served at the district office" in page
    assert client.get("/flagships/indicators/f2564_06.none").status_code == 404


def test_a_draft_programme_is_not_told(client: Client, at: Any) -> None:
    Indicator.objects.get(pk=CODE).project.programme.__class__.objects.update(state="draft")
    assert client.get(f"/flagships/indicators/{CODE}").status_code == 404
    assert client.get("/flagships/indicators").status_code == 404
    assert at("dao").get(f"{U}/indicators").status_code == 200
