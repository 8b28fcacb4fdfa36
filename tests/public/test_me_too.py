""" "Mine too" without JavaScript: one step more only when something is alike, one press to join, one press to go on."""

from typing import Any

import pytest
from django.test import Client

from factories import case
from people import actor
from sangsuk.cases import actions, repeats
from sangsuk.cases.models import Case, Draft, Supporter

from .telling import NAMED, story, text

HOLE = "ถนนหน้าวัดป่าแดงเป็นหลุมใหญ่ รถล้มหลายคันแล้ว ขอให้ซ่อม"
MINE = "หลุมไหญ่บนถนนตรงหน้าวัดป่าแดง มอเตอร์ไซค์ล้มเมื่อคืน"


def told(n: int = 1, **changes: Any) -> Case:
    from django.utils import timezone

    return case(n, now=timezone.now(), **({"description": HOLE, "category": "road.surface"} | changes))


def placed(client: Client, description: str = MINE, category: str = "road") -> tuple[str, str]:
    """Steps 1 and 2; gives the draft, and where the place step leads."""
    draft = story(client, description=description, category=category)
    client.post(f"{draft}/where", {"place": "500107"})
    answer = client.post(f"{draft}/place", {"subdistrict": "500107", "place_note": ""})
    return draft, str(answer["Location"])


def test_nothing_alike_means_no_step_more(client: Client) -> None:
    draft, leads = placed(client)
    assert leads == f"{draft}/who"
    assert client.get(f"{draft}/alike")["Location"] == f"{draft}/who"


def test_something_alike_is_shown_without_anything_of_who_told_it(client: Client) -> None:
    first = told(place_note="บ้านเลขที่ 99 ข้างบ้านครูแดง", wish="ขอให้ซ่อมก่อนวันพระ")
    actions.move(first, "accept", by=actor("malee"))
    draft, leads = placed(client)
    assert leads == f"{draft}/alike"
    page = text(client.get(leads))
    assert "ถนนชำรุด" in page and "ถนนหน้าวัดป่าแดง" in page
    for secret in (first.number, "สมชาย", "0815550101", "ครูแดง", "วันพระ", "มาลี"):
        assert secret not in page


def test_one_press_counts_her_and_gives_a_slip(client: Client) -> None:
    first = told()
    draft, leads = placed(client)
    answer = client.post(leads, {"case": first.pk})
    assert answer["Location"] == f"{draft}/joined"
    slip = client.get(answer["Location"])
    receipt = slip.context["receipt"]
    assert receipt.number in text(slip) and receipt.key in text(slip)
    assert Supporter.objects.filter(case=first).count() == 1
    assert Case.objects.count() == 1
    assert bytes(Draft.objects.get().fields) == b""  # what she typed is forgotten


def test_afterwards_every_step_leads_to_the_slip_and_nothing_is_sent_twice(client: Client) -> None:
    first = told()
    draft, leads = placed(client)
    client.post(leads, {"case": first.pk})
    client.post(leads, {"case": first.pk})
    for step in ("", "/where", "/place", "/who", "/alike"):
        assert client.get(f"{draft}{step}")["Location"] == f"{draft}/receipt"
    assert client.get(f"{draft}/receipt")["Location"] == f"{draft}/joined"
    client.post(f"{draft}/who", NAMED)
    assert (Case.objects.count(), Supporter.objects.count()) == (1, 1)


def test_going_on_is_one_press_and_her_matter_becomes_a_case(client: Client) -> None:
    told()
    draft, leads = placed(client)
    assert f'href="{draft}/who"' in text(client.get(leads))
    client.post(f"{draft}/who", NAMED)
    assert Case.objects.count() == 2
    assert not Supporter.objects.exists()


@pytest.mark.parametrize("chosen", ["", "0", "x", "99999999999999999999", "-1", "๑"])
def test_what_was_not_offered_cannot_be_pressed(client: Client, chosen: str) -> None:
    told()
    _draft, leads = placed(client)
    assert client.post(leads, {"case": chosen}).status_code == 422
    assert not Supporter.objects.exists()


def test_a_private_matter_of_somebody_else_cannot_be_pressed_by_its_number(client: Client) -> None:
    secret = told(2, category="official.corruption")
    told()
    _draft, leads = placed(client)
    assert client.post(leads, {"case": secret.pk}).status_code == 422


def test_she_may_leave_a_telephone_number_and_a_wrong_one_is_said(client: Client) -> None:
    first = told()
    draft, leads = placed(client)
    client.post(leads, {"case": first.pk})
    wrong = client.post(f"{draft}/joined", {"phone": "12", "email": ""})
    assert wrong.status_code == 422 and 'value="12"' in text(wrong)
    assert client.post(f"{draft}/joined", {"phone": "", "email": ""}).status_code == 422
    assert client.post(f"{draft}/joined", {"phone": "081 555 0102", "email": ""}).status_code == 302
    row = Supporter.objects.get()
    assert bytes(row.phone) and b"0815550102" not in bytes(row.phone)


def test_her_number_and_key_open_the_page_from_the_form_and_from_the_slip(client: Client) -> None:
    first = told()
    actions.move(first, "accept", by=actor("malee"))
    draft, leads = placed(client)
    client.post(leads, {"case": first.pk})
    receipt = client.get(f"{draft}/joined").context["receipt"]
    found = client.post("/track", {"number": receipt.number, "key": receipt.key})
    assert found["Location"] == f"/follow/{receipt.number}/{receipt.key}"
    page = client.get(found["Location"])
    assert page.status_code == 200 and page["Cache-Control"] == "no-store"
    assert "รับเรื่องไว้ดำเนินการแล้ว" in text(page)
    assert "สมชาย" not in text(page) and HOLE not in text(page)
    assert client.post("/track", {"number": receipt.number, "key": "AAAA-AAAA-AAAA-AAAA"}).status_code == 404
    assert client.get(f"/follow/{receipt.number}/AAAA").status_code == 404
    assert client.get(f"/track/{first.number}/{receipt.key}").status_code == 404


def test_the_first_citizen_sees_how_many_suffer_too(client: Client) -> None:
    from django.utils import timezone

    from factories import submitted

    first = submitted(1, now=timezone.now(), description=HOLE, category="road.surface")
    _draft, leads = placed(client)
    client.post(leads, {"case": first.case.pk})
    assert "มีผู้เดือดร้อนเรื่องเดียวกันอีก 1 ราย" in text(client.get(f"/track/{first.case.number}/{first.key}"))


def test_a_merged_citizens_page_shows_the_case_it_is_followed_with_and_no_words_of_others(client: Client) -> None:
    from django.utils import timezone

    from factories import submitted

    malee, now = actor("malee"), timezone.now()
    a = told(1, description="บ้านของครูแดงน้ำท่วมทุกปี ถนนหน้าวัดก็เป็นหลุม")
    a = actions.move(a, "accept", by=malee)
    b = submitted(2, now=now, description=HOLE)
    actions.move(b.case, "merge", by=malee, data={"into": a.number, "reason": "เรื่องเดียวกัน"})
    page = text(client.get(f"/track/{b.case.number}/{b.key}"))
    assert f'ตอนนี้ติดตามกับเรื่องเลขที่ <span class="numbers">{a.number}</span>' in page
    assert "ครูแดง" not in page


def test_how_long_names_are_kept_and_how_to_be_taken_off_is_said_where_she_would_look(client: Client) -> None:
    assert "จนเรื่องจบไปแล้ว 12 เดือน แล้วลบทิ้ง" in text(client.get("/privacy"))
    first = told()
    actions.move(first, "accept", by=actor("malee"))
    draft, _leads = placed(client)
    client.post(f"{draft}/alike", {"case": first.pk})
    slip = client.get(f"{draft}/joined")
    assert "ขอถอนและให้ลบเมื่อไรก็ได้" in text(slip)
    receipt = slip.context["receipt"]
    page = f"/follow/{receipt.number}/{receipt.key}"
    assert "ถ้าไม่อยากอยู่ในรายชื่อนี้แล้ว แจ้งศูนย์ดำรงธรรมอำเภอเมืองเชียงใหม่" in text(client.get(page))
    repeats.take_off(Case.objects.get(pk=first.pk), receipt.number, by=actor("malee"), reason="เจ้าตัวขอถอนชื่อ")
    gone = client.get(page)
    assert gone.status_code == 404
    assert "ท่านไม่ได้อยู่ในรายชื่อของเรื่องนี้แล้ว ตามที่ขอไว้" in text(gone)
