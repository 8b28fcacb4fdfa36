"""Figures for everybody: boards, and passports that lead down to what a district reported, without anybody's name."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from flagging import entry
from people import user
from sangsuk.flagships.folding import actions as folding
from sangsuk.flagships.models import Entry, Figure, Indicator, Programme, Statement
from sangsuk.flagships.words import HANDED_IN, PASSED

pytestmark = pytest.mark.django_db
AT = datetime(2021, 3, 5, 3, tzinfo=UTC)
PATROLS, VILLAGES = "f2564_09.patrols", "f2564_09.villages"


@pytest.fixture
def reported(world: None) -> list[Entry]:
    """Two districts of Chiang Mai and one of another province, January and February; Malee corrected one."""
    Programme.objects.filter(code="f2564").update(state="open")
    patrols, villages = Indicator.objects.get(code=PATROLS), Indicator.objects.get(code=VILLAGES)
    made = [
        entry(of, area, on, Decimal(number), base=Decimal(base) if base else None)
        for on in (date(2021, 1, 1), date(2021, 2, 1))
        for of, area, number, base in (
            (patrols, "5001", 120, 0), (patrols, "5002", 60, 0), (patrols, "3001", 9, 0), (villages, "5001", 30, 40), (villages, "5002", 45, 60),
        )
    ]  # fmt: skip
    for one in made:
        said(one, 1, HANDED_IN, one.number, AT - timedelta(days=30))
        said(one, 2, PASSED, one.number, AT - timedelta(days=20))
    Entry.objects.filter(pk=made[0].pk).update(number=150, seq=3)
    said(made[0], 3, PASSED, Decimal(150), AT)
    folding.fold_all(AT)
    return made


def said(one: Entry, seq: int, state: str, number: Decimal | None, at: datetime) -> None:
    Statement.objects.create(
        entry=one, seq=seq, at=at, kind="corrected" if seq == 3 else state, state=state, number=number, base=one.base,
        user=user("malee"), role="officer", office_code="5001", why="พิมพ์ผิด" if seq == 3 else "",
    )  # fmt: skip


def page(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    return answer.content.decode()


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("/flagships/figures?period=FY2021", ["ประเทศไทย", "408", "75.0"]),
        ("/flagships/figures/50?period=2021-01", ["จังหวัดเชียงใหม่", "210"]),
        ("/flagships/figures/5001?period=2021-02", ["อำเภอเมืองเชียงใหม่", "120", "−30"]),
        (f"/flagships/passport/{PATROLS}/th/FY2021", ["408", "408.000000", "ตรงกันทุกหลัก", "แก้ไขหลังรับรองแล้ว"]),
        (f"/flagships/passport/{VILLAGES}/50/2021-01", ["75", "100"]),
        (f"/flagships/passport/{PATROLS}/5001/2021-01", ["150", "120", "แก้ไข"]),
        (f"/flagships/passport/{PATROLS}/5001/2021-01?on=2021-02-20", ["120.000000"]),
        (f"/flagships/passport/{PATROLS}/5001/2021-01?on=2021-01-20", [": <b>–</b>"]),
        (f"/flagships/change/{PATROLS}/50/2021-02", ["ยังบอกไม่ได้"]),
    ],
)
def test_a_page_says_what_was_reported(client: Client, reported: list[Entry], url: str, shown: list[str]) -> None:
    text = page(client, url)
    assert [one for one in shown if one not in text] == []
    assert "มาลี" not in text and "พิมพ์ผิด" not in text, "which office, never who"


@pytest.mark.parametrize(
    "url",
    [
        "/flagships/figures/99", "/flagships/figures/500107", "/flagships/figures?period=FY2019", "/flagships/passport/nothing/th/FY2021",
        f"/flagships/passport/{PATROLS}/99/FY2021", f"/flagships/passport/{PATROLS}/abc/FY2021", f"/flagships/change/{PATROLS}/9/2021-01",
        "/flagships/figures/10", "/flagships/figures/1001", f"/flagships/passport/{PATROLS}/10/FY2021",
        f"/flagships/passport/{PATROLS}/1001/FY2021",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_there(client: Client, reported: list[Entry], url: str) -> None:
    page(client, url, 404)


@pytest.mark.parametrize("period", ["2021", "FY2021Q5", "2021-13", "FY99999"])
def test_a_period_that_is_none_is_refused_in_words(client: Client, reported: list[Entry], period: str) -> None:
    assert "ไม่รู้จักช่วงเวลานี้" in page(client, f"/flagships/figures?period={period}", 422)


def test_a_figure_that_does_not_hold_says_so(client: Client, reported: list[Entry]) -> None:
    Figure.objects.filter(indicator=PATROLS, area_code="", period="year").update(value=409)
    text = page(client, f"/flagships/passport/{PATROLS}/th/FY2021")
    assert "กำลังรวมยอดใหม่" in text and "ตรงกันทุกหลัก" not in text


def test_the_page_of_the_nation_asks_as_often_for_one_figure_as_for_all(
    client: Client, reported: list[Entry], django_assert_max_num_queries: Any, remembering: None
) -> None:
    page(client, "/flagships/figures?period=FY2021")
    with django_assert_max_num_queries(4):
        page(client, "/flagships/figures?period=FY2021")


VOLUNTEERS = "f2564_01.volunteers"


@pytest.fixture
def by_sex(world: None) -> None:
    """Two provinces with many volunteers; in February four women of Chiang Mai."""
    Programme.objects.filter(code="f2564").update(state="open")
    of = Indicator.objects.get(code=VOLUNTEERS)
    for area, on, women, men in (
        ("5001", date(2021, 1, 1), 412, 333), ("5001", date(2021, 2, 1), 4, 222), ("3001", date(2021, 2, 1), 511, 444),
    ):  # fmt: skip
        for cell, number in (("", women + men), ("sex:f", women), ("sex:m", men)):
            entry(of, area, on, Decimal(number), cell=cell)
    folding.fold_all(AT)


@pytest.mark.parametrize(
    ("address", "shown", "hidden"),
    [
        ("th/FY2021", ["หญิง", "927", "999"], ["sex:f<", "ไม่แสดงบางกลุ่ม"]),
        ("50/FY2021", ["หญิง", "416", "555"], ["ไม่แสดงบางกลุ่ม"]),
        ("50/2021-02", ["ไม่แสดงบางกลุ่ม", "226"], ["หญิง", "222"]),
        ("50/2021-01", ["ไม่แสดงบางกลุ่ม", "745"], ["412", "333"]),
        ("50/FY2021?cell=sex:f", ["เฉพาะกลุ่ม: หญิง", "416"], ["999"]),
        ("50/FY2021?view=now", ["971"], ["416"]),
    ],
)
def test_groups_are_told_where_nobody_can_be_known_by_them(
    client: Client, by_sex: None, address: str, shown: list[str], hidden: list[str]
) -> None:
    text = page(client, f"/flagships/passport/{VOLUNTEERS}/{address}")
    assert ([one for one in shown if one not in text], [one for one in hidden if one in text]) == ([], [])


@pytest.mark.parametrize("address", ["5001/2021-02", "5001/2021-01", "50/2021-02", "50/2021-01", "30/2021-02"])
def test_a_group_of_a_few_has_no_passport_but_at_the_desk(client: Client, by_sex: None, address: str) -> None:
    url = f"/flagships/passport/{VOLUNTEERS}/{address}?cell=sex:f"
    assert "อาจรู้ได้ว่าเป็นใคร" in page(client, url, 404)
    client.force_login(user("dao"))
    assert "เฉพาะกลุ่ม: หญิง" in page(client, f"/desk{url}")


def test_a_number_that_nobody_has_passed_is_not_for_everybody(client: Client, reported: list[Entry]) -> None:
    """Typed, handed in, or corrected and waiting: the district's own until its province has passed it."""
    waits = entry(Indicator.objects.get(code=PATROLS), "5003", date(2021, 1, 1), Decimal(7777), state=HANDED_IN)
    said(waits, 3, HANDED_IN, Decimal(7777), AT)
    group = entry(Indicator.objects.get(code=PATROLS), "5001", date(2021, 1, 1), Decimal(8888), cell="sex:f")
    said(group, 3, PASSED, Decimal(8888), AT)
    for url in (f"{PATROLS}/5003/2021-01", f"{PATROLS}/50/2021-01", f"{PATROLS}/5001/2021-01"):
        text = page(client, f"/flagships/passport/{url}")
        assert "7,777" not in text and "8,888" not in text, url
    client.force_login(user("prasit"))
    assert "7,777" in page(client, f"/desk/flagships/passport/{PATROLS}/5003/2021-01")


def test_at_the_desk_the_passport_names_who_reported_to_her_own_office_only(reported: list[Entry]) -> None:
    for who, named in (("suda", True), ("prasit", True), ("dao", True), ("anan", False), ("orn", False)):
        client = Client()
        client.force_login(user(who))
        text = client.get(f"/desk/flagships/passport/{PATROLS}/5001/2021-01").content.decode()
        assert ("มาลี" in text) is named, who


def test_of_what_the_product_counts_of_cases_only_the_newest_number_is_told(
    client: Client, reported: list[Entry]
) -> None:
    """One fewer than yesterday would tell that a case was sealed."""
    fact = entry(Indicator.objects.get(code="f2564_04.received"), "5001", date(2021, 1, 1), Decimal(40))
    for seq, number in ((1, 41), (2, 40)):
        Statement.objects.create(
            entry=fact, seq=seq, at=AT + timedelta(days=seq), kind="corrected", state=PASSED, number=Decimal(number)
        )
    folding.fold_all(AT)
    for url in ("5001/2021-01", "50/2021-01", "5001/2021-01?on=2021-03-06"):
        text = page(client, f"/flagships/passport/f2564_04.received/{url}")
        assert "41" not in text.replace("#", "") and "แก้ไขหลังรับรองแล้ว" not in text and 'name="on"' not in text
