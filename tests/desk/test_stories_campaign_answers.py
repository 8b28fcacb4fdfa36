"""The organiser's table of answers: a row for each passed story that she may read, and nothing that makes anybody known."""

import csv
import io
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.test import Client

import judging
import people
import storytelling as telling
from factories import MONDAY
from people import CITIZEN, actor
from sangsuk.offices import actions as offices
from sangsuk.offices.models import Office
from sangsuk.stories import actions as stories
from sangsuk.stories.models import Campaign, Story
from storytelling import campaign, published, story

MAKERS = {"dao", "nok"}
QUESTIONS = [
    {"code": "happy", "th": "อะไรทำให้ท่านมีความสุข", "en": "What made you happy?", "required": False},
    {"code": "better", "th": "อยากให้เปลี่ยนอะไร", "en": "What should change?", "required": False},
]
WAY = "/desk/stories/campaigns/happy-2563/answers."
HEADS = ["รหัสเรื่องเล่า", "รหัสที่ว่าการอำเภอ", "จังหวัด", "บริการ", "เป็นเรื่องของ", "ความรู้สึก", "วันที่รับ"]


def asked(**changes: Any) -> Campaign:
    return campaign(questions=QUESTIONS, **changes)


def answered(n: int, happy: str = "ได้บัตรใหม่", better: str = "", **changes: Any) -> Story:
    told = {key: said for key, said in (("happy", happy), ("better", better)) if said}
    return published(n, campaign="happy-2563", answers=told, **changes)


def as_csv(client: Client) -> list[list[str]]:
    answer = client.get(f"{WAY}csv")
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


def as_sheet(client: Client) -> Any:
    return openpyxl.load_workbook(io.BytesIO(client.get(f"{WAY}xlsx").getvalue())).active


@pytest.mark.parametrize("who", people.STAFF)
def test_only_who_makes_campaigns_takes_the_answers(who: str, at: Any) -> None:
    asked()
    answered(1)
    allowed = who in MAKERS
    for form in ("csv", "xlsx"):
        answer = at(who).get(WAY + form)
        assert answer.getvalue() and answer.status_code == (200 if allowed else 403)
    if allowed:
        assert at(who).get(f"{WAY}pdf").status_code == 404
        assert at(who).get("/desk/stories/campaigns/none/answers.csv").status_code == 404
        assert f'href="{WAY}csv"' in at(who).get("/desk/stories/campaigns/happy-2563").content.decode()


def test_a_row_says_where_when_about_what_and_what_was_answered(at: Any) -> None:
    asked()
    second = answered(2, "พี่เขาใจดี", "ที่จอดรถ", office="3001", tone="mixed", service="", now=MONDAY)
    first = answered(1, now=MONDAY - timedelta(hours=12))  # Sunday evening in UTC, Sunday in Bangkok
    campaign("other", questions=QUESTIONS)
    published(3, campaign="other", answers={"happy": "ของโครงการอื่น"})
    heads, *rows = as_csv(at("dao"))
    assert heads == [*HEADS, "อะไรทำให้ท่านมีความสุข", "อยากให้เปลี่ยนอะไร"]
    assert rows == [
        [
            first.code,
            "5001",
            "จังหวัดเชียงใหม่",
            "ทะเบียนและบัตรประชาชน",
            "งานบริการ",
            "ประทับใจ",
            "2026-11-15",
            "ได้บัตรใหม่",
            "",
        ],
        [second.code, "3001", "จังหวัดนครราชสีมา", "", "งานบริการ", "มีทั้งดีและไม่ดี", "2026-11-16", "พี่เขาใจดี", "ที่จอดรถ"],
    ]
    sheet = as_sheet(at("dao"))
    assert [[cell.value or "" for cell in row] for row in sheet.iter_rows()] == [heads, *rows]


def test_it_is_in_english_for_who_reads_english(at: Any) -> None:
    asked()
    answered(1)
    dao = at("dao")
    dao.cookies["lang"] = "en"
    heads, row = as_csv(dao)
    assert heads[0] == "Story code" and heads[-2:] == ["What made you happy?", "What should change?"]
    assert row[2:4] == ["Chiang Mai Province", "Registration and identity cards"] and row[5] == "Pleased"


def test_what_was_asked_once_and_is_asked_no_more_keeps_its_column(at: Any) -> None:
    asked()
    answered(1, better="ที่จอดรถ")
    Campaign.objects.update(questions=QUESTIONS[:1])
    heads, row = as_csv(at("dao"))
    assert heads[-1] == "คำถามที่เลิกใช้แล้ว (better)" and row[-1] == "ที่จอดรถ"


def test_only_what_a_moderator_has_passed_and_nobody_took_back(at: Any) -> None:
    asked()
    waits = story(1, campaign="happy-2563", answers={"happy": "รอตรวจ"})
    kept = story(2, campaign="happy-2563", answers={"happy": "ได้บัตรใหม่"}, uses=())
    stories.move(kept, "keep", by=actor("dao"), data=telling.PASSED)
    shown, withdrawn, down = (answered(n) for n in (3, 4, 5))
    assert len(as_csv(at("dao"))) == 5
    stories.move(withdrawn, "withdraw", by=CITIZEN)
    stories.move(down, "take_down", by=actor("dao"), data={"why": "ผู้ถูกกล่าวถึงขอให้นำออก"})
    codes = {row[0] for row in as_csv(at("dao"))[1:]}
    assert codes == {kept.code, shown.code} and waits.code not in codes
    assert {row[0].value for row in as_sheet(at("dao")).iter_rows(min_row=2)} == codes


NEVER = ("บุญมา", "ยายคำ", "0815550102", "bunma@", telling.TITLE, "เดินไม่ค่อยไหว")
TOLD = "คุณสมศรี ใจดี โทร 081-555-0199 ช่วยกรอกแบบให้ถึงบ้านหมู่ที่ 4"


def test_nobody_can_be_known_by_it(at: Any) -> None:
    """Neither by what stands beside the answers in the story, nor by what somebody wrote into an answer."""
    asked()
    answered(1, TOLD, "อีเมล somsri@example.com", uses=("publish", "name", "contact", "quote"))
    for said in (
        str(as_csv(at("dao"))),
        str([[cell.value for cell in row] for row in as_sheet(at("dao")).iter_rows()]),
    ):
        assert "ช่วยกรอกแบบ" in said
        assert not [mark for mark in (*NEVER, "สมศรี", "0199", "somsri", "หมู่ที่ 4") if mark in said]


def test_who_judges_takes_nothing_of_what_she_reads_blind(at: Any) -> None:
    told = judging.stories(answers={"happy": "ได้บัตรใหม่"})
    made = judging.begun(listed=6)
    offices.appoint(judging.judge(2), Office.objects.get(code="DOPA"), "officer")
    judge = Client()
    judge.force_login(judging.judge(2))
    blind = set(made.entries.exclude(conflicts__juror__no="02").values_list("story__code", flat=True))
    assert len(blind) >= 4
    codes = {row[0] for row in as_csv(judge)[1:]}
    assert codes == {one.code for one in told} - blind
    assert {row[0].value for row in as_sheet(judge).iter_rows(min_row=2)} == codes
    assert {row[0] for row in as_csv(at("dao"))[1:]} == {one.code for one in told}


@pytest.mark.parametrize("sign", ["=", "+", "-", "@ "])
def test_no_answer_and_no_question_is_a_formula_of_a_spreadsheet(sign: str, at: Any) -> None:
    asked()
    Campaign.objects.update(questions=[QUESTIONS[0] | {"th": "=1+1"}])
    answered(1, f"{sign}ดีมาก")
    heads, row = as_csv(at("dao"))
    assert heads[-1] == "'=1+1" and row[-1] == f"'{sign}ดีมาก"
    sheet = as_sheet(at("dao"))
    assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "n"}
    assert sheet.cell(1, 8).value == "=1+1"


def test_signs_that_no_workbook_may_hold_are_left_out(at: Any) -> None:
    asked()
    answered(1, "ดี\x0bใจ\x01มาก")
    assert as_sheet(at("dao")).cell(2, 8).value == "ดีใจมาก"


def test_it_is_written_row_by_row_and_costs_no_more_for_many(at: Any, django_assert_max_num_queries: Any) -> None:
    asked()
    dao = at("dao")
    counts = []
    for many in (2, 12):
        for n in range(many):
            Story.objects.filter(client_id=telling.new(100 + n).client_id).exists() or answered(100 + n)
        as_csv(dao)
        with django_assert_max_num_queries(40) as asked_of:
            answer = dao.get(f"{WAY}csv")
            assert answer.streaming and answer["Cache-Control"] == "no-store"
            assert len(list(answer.streaming_content)) == many + 1
        counts.append(len(asked_of))
    assert counts[0] == counts[1]
    book = dao.get(f"{WAY}xlsx")
    assert book.streaming and book.getvalue()
