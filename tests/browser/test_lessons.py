"""A settled case becomes a lesson, and a colleague learns from it: proposed, checked, read, answered, passed; in a real browser."""

import pytest
from playwright.sync_api import Page, expect

import lessoning as making
from lessoning import WORDS
from sangsuk.learning.lessons import courses, quizzing
from sangsuk.learning.models import CoursePass, Lesson

from .conftest import Opener
from .desk import done, enter
from .looking import followed, small_targets, too_wide, violations


def looked_at(page: Page) -> None:
    assert too_wide(page) == ""
    assert violations(page) == []


@pytest.mark.usefixtures("world", "monday")
@pytest.mark.parametrize(("width", "javascript"), [(1366, True), (360, False)])
def test_from_a_settled_case_to_somebody_who_has_passed(opened: Opener, width: int, javascript: bool) -> None:
    told = making.settled()
    quiz = making.quiz()

    desk = enter(opened(width=width, javascript=javascript), "prasit")
    desk.goto(f"/desk/cases/{told.number}")
    followed(desk.get_by_role("link", name="เสนอเรื่องนี้เป็นบทเรียน"))
    expect(desk.get_by_label("เลขที่เรื่อง")).to_have_value(told.number)
    followed(desk.get_by_role("button", name="ร่างบทเรียน"))
    expect(desk.locator("#id_write-done")).to_contain_text("ขุดลอกท่อ")
    for part, words in WORDS.items():
        desk.locator(f"#id_write-{part}").fill(words)
    if javascript:
        looked_at(desk)
        assert small_targets(desk, 24) == []
    followed(desk.get_by_role("button", name="บันทึก", exact=True))
    followed(desk.get_by_role("button", name="ส่งให้คนที่สองตรวจ"))
    done(desk, "ส่งให้คนที่สองตรวจ")
    expect(desk.get_by_role("button", name="เผยแพร่บทเรียน")).to_have_count(0)
    address = desk.url

    check = enter(opened(width=width, javascript=javascript), "dao")
    check.goto(address)
    check.get_by_text("อ่านครบทุกส่วนแล้ว", exact=False).click()
    if javascript:
        looked_at(check)
    followed(check.get_by_role("button", name="เผยแพร่บทเรียน"))
    done(check, "ตรวจแล้วว่าไม่บอกตัวคน และเผยแพร่")
    lesson = Lesson.objects.exclude(kind="procedure").get()
    by = making.actor("dao")
    made = courses.save(
        None, by=by, title="หลักสูตรของเรา", about="", quiz=quizzing.quiz(quiz.code, by), lessons=[lesson.code], roles=[]
    )
    courses.set_state(made, "open", by=by)

    learner = enter(opened(width=width, javascript=javascript), "malee")
    learner.goto("/desk/learning/mine")
    followed(learner.get_by_role("link", name=WORDS["title"]).first)
    learner.get_by_label("เขียนความคิดของท่าน", exact=False).fill("ถามผู้ร้องก่อนว่าน้ำขึ้นตอนไหน")
    learner.get_by_text("ดูสิ่งที่ทำจริง").click()
    expect(learner.get_by_text(WORDS["done"])).to_be_visible()
    if javascript:
        looked_at(learner)
    followed(learner.get_by_role("button", name="อ่านจบแล้ว"))
    learner.goto(f"/desk/learning/courses/{made.code}")
    followed(learner.get_by_role("link", name="ทำแบบทดสอบ"))
    answer(learner)
    if javascript:
        looked_at(learner)
        assert small_targets(learner, 24) == []
    followed(learner.get_by_role("button", name="ส่งคำตอบ"))
    expect(learner.get_by_role("heading", level=1)).to_contain_text("ผ่านแล้ว ถูก 3 จาก 3 ข้อ")
    if javascript:
        looked_at(learner)
    assert CoursePass.objects.get().course == made


def answer(page: Page) -> None:
    """Everything right; the steps by their words, wherever they stand."""
    page.get_by_text("ใช่", exact=True).click()
    for words in ("หนึ่ง", "สาม"):
        page.get_by_text(words, exact=True).click()
    for place, words in enumerate(("ก่อน", "กลาง", "หลัง"), start=1):
        page.get_by_label(words, exact=True).select_option(str(place))
    page.locator("textarea").fill("โทรถามผู้ร้องก่อน")
