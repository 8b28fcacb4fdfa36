"""Lessons, quizzes and practices that tests need. All invented."""

from datetime import date, datetime
from typing import Any

import storytelling as telling
from factories import MONDAY, case, given
from people import CITIZEN, actor
from sangsuk.cases import actions as cases
from sangsuk.cases.models import Case
from sangsuk.learning.lessons import actions, quizzing
from sangsuk.learning.models import Adoption, Lesson, Practice, Question, Quiz
from sangsuk.learning.practices import actions as practices

TOLD = "น้ำท่วมถนนหน้าโรงเรียนบ้านสันทราย เด็กเดินไปเรียนไม่ได้มาสามวันแล้ว โทรหานายสมชาย ใจดี 0815550101"
ANSWER = "อำเภอขุดลอกท่อหน้าโรงเรียนและวางท่อใหม่ยาวสี่สิบเมตร น้ำลดแล้วตั้งแต่เมื่อวาน"
WORDS = {
    "title": "น้ำท่วมทางไปโรงเรียน", "situation": "ถนนไปโรงเรียนแห่งหนึ่งน้ำท่วม เด็กเดินไปเรียนไม่ได้มาสามวัน ผู้ร้องขอให้ระบายน้ำ",
    "question": "ถ้าเป็นท่าน จะถามใครก่อน และจะบอกผู้ร้องว่าอย่างไร", "done": "อำเภอไปดูในวันเดียวกัน ขุดลอกท่อ และวางท่อใหม่ภายในสัปดาห์เดียว",
    "said": "ผู้ร้องบอกว่าเด็กเดินไปเรียนได้แล้ว",
}  # fmt: skip
PRACTICE: dict[str, Any] = {
    "title": "คิวทำบัตรแยกช่องผู้สูงอายุ", "problem": "ผู้สูงอายุยืนรอทำบัตรนานเกินหนึ่งชั่วโมงทุกเช้าวันจันทร์",
    "tried": "แยกช่องผู้สูงอายุหนึ่งช่อง และให้โทรนัดล่วงหน้าได้", "result": "ผู้สูงอายุรอไม่เกินยี่สิบนาที ช่องอื่นไม่ช้าลง",
    "baht": "1250.50", "hours": "16", "measure": "นาทีที่รอโดยเฉลี่ย", "unit": "นาที", "better": "less", "before": "64.5", "after": "18",
    "flagship": "f2564_06",
}  # fmt: skip
STARTS = {"starts_on": date(2026, 11, 20), "owner_role": "ฝ่ายทะเบียนและบัตร"}


def settled(n: int = 1, *, now: datetime = MONDAY, **changes: Any) -> Case:
    """A case of 5001 that was answered, and rated by the citizen."""
    told = case(n, **({"description": TOLD} | changes))
    for name, by, data in (
        ("accept", actor("malee"), {}),
        ("close", actor("malee"), {"answer": ANSWER}),
        ("rate", CITIZEN, {"solved": "yes", "rating": 5, "comment": "ขอบคุณ เด็กไปโรงเรียนได้แล้ว"}),
    ):
        told = cases.move(told, name, by=by, data=given(name) | data, now=now)
    return told


def proposed(n: int = 1, who: str = "prasit", **changes: Any) -> Lesson:
    return actions.propose_case(settled(n, **changes).number, by=actor(who), now=MONDAY)


def move(lesson: Lesson, name: str, who: str, **data: Any) -> Lesson:
    return actions.move(Lesson.objects.get(pk=lesson.pk), name, by=actor(who), data=data, now=MONDAY)


def written(n: int = 1, who: str = "prasit", **changes: Any) -> Lesson:
    return move(proposed(n, who), "write", who, **(WORDS | changes))


def published(n: int = 1, *, checker: str = "dao", public: bool = False, **changes: Any) -> Lesson:
    return move(move(written(n, **changes), "send", "prasit"), "publish", checker, anonymous=True, public=public)


def of_story(n: int = 1, **changes: Any) -> Lesson:
    """Published, out of a story that allows it."""
    story = telling.published(n, **({"uses": ("publish", "quote")} | changes))
    made = move(actions.propose_story(story.code, by=actor("nok"), now=MONDAY), "write", "nok", **WORDS)
    return move(move(made, "send", "nok"), "publish", "dao", anonymous=True, public=True)


def quiz(who: str = "dao", **changes: Any) -> Quiz:
    """Open, with a question of each kind."""
    told: dict[str, Any] = {"title": "แบบทดสอบของเรา", "about": "", "pass_percent": 70, "roles": []}
    made = quizzing.save(None, by=actor(who), now=MONDAY, **(told | changes))
    question(made, "one", ["ใช่", "ไม่ใช่", "ไม่รู้"], [0])
    question(made, "several", ["หนึ่ง", "สอง", "สาม"], [0, 2])
    question(made, "order", ["ก่อน", "กลาง", "หลัง"], [])
    question(made, "free", [], [])
    quizzing.set_state(made, "open", by=actor(who), now=MONDAY)
    return made


def question(quiz: Quiz, kind: str, choices: list[str], right: list[int], who: str = "dao") -> Question:
    return quizzing.save_question(
        quiz, "", by=actor(who), kind=kind, text="คำถามข้อนี้ถามว่าอะไรถูก", choices=choices, right=right,
        explain="คำอธิบายว่าทำไมจึงถูก", source="docs/law.md#accept", now=MONDAY,
    )  # fmt: skip


def answers(quiz: Quiz, **wrong: Any) -> dict[str, Any]:
    """Everything right but what is said otherwise, by kind."""
    right: dict[str, Any] = {"one": 0, "several": [0, 2], "order": [0, 1, 2], "free": "ดิฉันจะโทรถามก่อน"}
    return {one.key: (right | wrong)[one.kind] for one in quizzing.questions(quiz)}


def practice(who: str = "malee", **changes: Any) -> Practice:
    return practices.begin(by=actor(who), data=PRACTICE | changes, now=MONDAY)


def act(one: Practice, name: str, who: str, **data: Any) -> Practice:
    return practices.move(Practice.objects.get(pk=one.pk), name, by=actor(who), data=data, now=MONDAY)


def recommended(who: str = "malee", **changes: Any) -> Practice:
    return act(act(practice(who, **changes), "send", who), "publish", "prasit")


def adopted(one: Practice, who: str = "anan", now: datetime = MONDAY, **changes: Any) -> Adoption:
    return practices.adopt(one, by=actor(who), data=STARTS | changes, now=now)


def after(one: Adoption, name: str, who: str = "anan", *, now: datetime, **data: Any) -> Adoption:
    return practices.move_adoption(Adoption.objects.get(pk=one.pk), name, by=actor(who), data=data, now=now)
