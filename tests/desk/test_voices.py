"""What people see in us and the improvement list at the desk: who reads what, with which depth, as a sheet."""

import csv
import re
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import load_workbook

import storytelling as telling
from factories import MONDAY, client_id
from sangsuk.insight.voices import actions as voices
from sangsuk.stories.cards import actions as cards
from sangsuk.stories.cards.actions import NewCard
from sangsuk.stories.improvements import opening
from sangsuk.stories.models import ImprovementItem

from .reading import text

PAGES = ("voices", "voices/csv", "voices/xlsx")


def heard(n: int = 12) -> None:
    """One story and some cards on several days."""
    telling.published(1, uses=("publish", "quote"))
    for no in range(2, n + 1):
        new = NewCard(
            client_id(no), "5001", "positive" if no % 4 else "negative", "registration", "above", "เจ้าหน้าที่ยิ้มแย้ม"
        )
        cards.send(new, now=MONDAY - timedelta(days=no % 6))
    opening.sweep(MONDAY)
    voices.count()


def test_the_three_questions_and_what_to_mend_first(at: Any) -> None:
    heard()
    page = text(at("malee").get("/desk/voices"))
    assert "จาก 12 เสียง ประทับใจ 75% (อยู่ระหว่าง 47%–91%)" in page
    for words in (
        "ประชาชนมองเราอย่างไร",
        "ประชาชนได้รับสิ่งดี ๆ อะไร",
        "อะไรทำให้ประชาชนมีความสุข",
        "ควรแก้ก่อน: ",
        "ยายเดินไม่ค่อยไหว",
    ):
        assert words in page


def test_the_trend_tells_each_month_in_which_enough_were_heard(at: Any) -> None:
    sent = [(75, "positive")] * 3 + [(40, "positive")] * 12 + [(10, "positive"), (10, "negative")] * 6
    for no, (days, tone) in enumerate(sent, 1):
        new = NewCard(client_id(no), "5001", tone, "registration")
        cards.send(new, now=MONDAY - timedelta(days=days - no % 4))
    voices.count()
    page = at("malee").get("/desk/voices").content.decode()
    trend = page[page.index('id="v_trend"') : page.index("</section>", page.index('id="v_trend"'))]
    assert "เดือนพฤศจิกายน 2569 มีผู้ประทับใจน้อยกว่าเดือนตุลาคม 2569 อย่างชัดเจน" in trend
    rows = [re.sub(r"<[^>]+>", " ", row).split()[:4] for row in re.findall(r"<tr>(.*?)</tr>", trend, re.DOTALL)[1:]]
    assert rows == [["กันยายน", "2569", "3", "–"], ["ตุลาคม", "2569", "12", "100%"], ["พฤศจิกายน", "2569", "12", "50%"]]
    assert re.findall(r'voices__point" cx="\d+" cy="([\d.]+)"', trend) == ["0.0", "50.0"]


def test_too_few_are_told_without_a_share(at: Any) -> None:
    heard(5)
    page = text(at("suda").get("/desk/voices"))
    assert "มี 5 เสียง ยังน้อยเกินไปที่จะบอกเป็นร้อยละ" in page and "80%" not in page


@pytest.mark.parametrize(
    ("who", "query", "status"),
    [
        ("malee", "", 200), ("malee", "area=5002", 404), ("malee", "area=under:5000", 404), ("prasit", "area=5002", 200),
        ("prasit", "area=under:3000", 404), ("prasit", "area=3001", 404), ("kanya", "", 200), ("nok", "area=region:north", 200),
        ("dao", "area=under:MOI", 200), ("dao", "area=MOI", 404), ("wichai", "", 403), ("preecha", "", 403), ("jinda", "", 403),
        ("malee", "period=2571", 404), ("malee", "period=x", 404), ("malee", "period=latest", 200), ("nok", "area=%00", 404), ("nok", "area=region:moon", 404),
    ],
)  # fmt: skip
def test_each_reads_her_own_area(at: Any, who: str, query: str, status: int) -> None:
    for page in PAGES:
        assert at(who).get(f"/desk/{page}?{query}").status_code == status


def test_the_sheets_hold_real_numbers(at: Any) -> None:
    heard()
    told = at("malee").get("/desk/voices/csv").content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(told)))
    assert (
        rows[1][1:3] == ["ทั้งหมด", "12"]
        and rows[2][1] == "ประทับใจ"
        and float(rows[2][4]) == pytest.approx(0.75, abs=0.02)
    )
    answer = at("kanya").get("/desk/voices/xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="sangsuk-voices-under-5000-latest.xlsx"'
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None and sheet["C3"].value == 12


def test_the_province_reads_counts_and_no_line_of_a_card(at: Any) -> None:
    heard()
    for who in ("prasit", "kanya", "nok"):
        page = text(at(who).get("/desk/improvements"))
        assert "มี 3 รายการที่ยังไม่เสร็จ" in page and "ยิ้มแย้ม" not in page
        assert at(who).get(f"/desk/improvements/{ImprovementItem.objects.latest('pk').pk}").status_code in (403, 404)


def test_an_item_is_taken_up_planned_and_done_at_the_desk(at: Any) -> None:
    heard()
    malee, item = at("malee"), ImprovementItem.objects.earliest("pk")
    assert "เจ้าหน้าที่ยิ้มแย้ม" in text(malee.get("/desk/improvements"))
    address = f"/desk/improvements/{item.pk}"
    assert malee.post(f"{address}/acknowledge", {"version": "1"}).status_code == 302
    plan = {"plan-what": "เพิ่มคนที่ช่องทำบัตรในเช้าวันจันทร์", "plan-owner_role": "งานทะเบียน", "plan-due_on": "15/1/2570"}
    answer = malee.post(f"{address}/plan", plan | {"plan-due_on": "1/1/2560"})
    assert answer.status_code == 422 and "กรุณาเลือกวันตั้งแต่พรุ่งนี้เป็นต้นไป" in text(answer)
    empty = text(malee.post(f"{address}/plan", plan | {"plan-what": "", "plan-owner_role": " "}))
    assert "จะปรับปรุงอะไร: กรุณากรอกช่องนี้" in empty and "ตำแหน่งหรือฝ่ายที่รับผิดชอบ: กรุณากรอกช่องนี้" in empty
    assert "15/1/2570" in empty and "ฟิลด์" not in empty
    assert malee.post(f"{address}/plan", plan).status_code == 302
    planned = malee.get(address).content.decode()
    assert planned.index(f"{address}/done") < planned.index(
        f"{address}/plan"
    )  # the next step first; another plan is still to be had
    assert malee.post(f"{address}/done", {"done-changed": "มีสองช่องแล้ว รอไม่เกินครึ่งชั่วโมง"}).status_code == 302
    page = text(malee.get("/desk/improvements?shelf=done"))
    assert "ปรับปรุงแล้ว" in page and text(malee.get(address)).count("อำเภอปรับปรุงแล้ว") == 1
    assert malee.post(f"{address}/follow").status_code == 422
    assert malee.post(f"{address}/done", {"done-changed": "ทำอีกครั้งหนึ่ง"}).status_code == 403


def test_the_pages_ask_as_much_for_two_voices_as_for_many(at: Any, django_assert_max_num_queries: Any) -> None:
    heard(30)
    malee = at("malee")
    for page, most in (("/desk/voices", 20), ("/desk/improvements", 14)):
        malee.get(page)
        with django_assert_max_num_queries(most):
            malee.get(page)


def test_the_pages_speak_english(at: Any) -> None:
    heard()
    client = at("malee")
    client.cookies["lang"] = "en"
    page = text(client.get("/desk/voices"))
    assert "How do people see us?" in page
    assert "To improve" in text(client.get("/desk/improvements"))
