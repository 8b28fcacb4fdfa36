"""Quizzes: making them, their questions, and trying one."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk import thai
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.offices.actor import Actor

from ..models.lessons import Lesson
from ..models.quizzes import CLOSED, DRAFT, OPEN, Attempt, Question, Quiz
from . import actions, courses, grading, standing
from .grading import Asked
from .words import FREE, QUESTION_KINDS

logger = logging.getLogger(__name__)
MOST_FREE, MOST_QUESTIONS = 4000, 60


@transaction.atomic
def save(
    quiz: Quiz | None, *, by: Actor, title: str, about: str, pass_percent: int, roles: Sequence[str], source: str = "",
    lesson: str = "", now: datetime | None = None,
) -> Quiz:  # fmt: skip
    """Make one, or change it. Raises NotAllowed, Refused."""
    now = now or timezone.now()
    standing.check_organiser(by)
    title = " ".join(title.split())
    if not 5 <= len(title) <= 120:
        raise Refused("needed", _("กรุณาตั้งชื่อแบบทดสอบ 5 ถึง 120 ตัวอักษร"), "title")
    if not 1 <= pass_percent <= 100:
        raise Refused("bad_number", _("เกณฑ์ผ่านเป็นร้อยละ 1 ถึง 100"), "pass_percent")
    standing.check_roles(roles)
    of = Lesson.objects.visible_to(by).filter(code=lesson.strip().upper()).first() if lesson.strip() else None
    if lesson.strip() and of is None:
        raise Refused("no_lesson", _("ไม่พบบทเรียนรหัสนี้"), "lesson")
    quiz = quiz or Quiz(code=actions.new_code(), made_at=now)
    quiz.title, quiz.about, quiz.pass_percent, quiz.roles = title, about.strip()[:2000], pass_percent, list(roles)
    quiz.source, quiz.lesson, quiz.edited_at, quiz.edited_by_id = source.strip()[:500], of, now, by.user_id
    quiz.save()
    return quiz


@transaction.atomic
def set_state(quiz: Quiz, state: str, *, by: Actor, now: datetime | None = None) -> None:
    """Open it to all, or close it. Raises NotAllowed, Refused."""
    now = now or timezone.now()
    standing.check_organiser(by)
    if state not in (OPEN, CLOSED):
        raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), "state")
    if state == OPEN and not any(one.kind != FREE for one in questions(quiz)):
        raise Refused("no_questions", _("กรุณาเพิ่มคำถามที่ให้คะแนนได้อย่างน้อยหนึ่งข้อก่อนเปิด"), "state")
    Quiz.objects.filter(pk=quiz.pk).update(
        state=state, edited_at=now, edited_by=by.user_id, **({"opened_at": now} if state == OPEN else {})
    )
    quiz.state = state


def questions(quiz: Quiz) -> list[Question]:
    """Those that are asked now, in their order. One query."""
    return list(Question.objects.filter(quiz=quiz, retired_at=None).order_by("order", "id"))


def asked(one: Question) -> Asked:
    return Asked(one.key, one.kind, one.text, tuple(one.choices), frozenset(one.right), one.explain, one.source)


@transaction.atomic
def save_question(
    quiz: Quiz, key: str, *, by: Actor, kind: str, text: str, choices: Sequence[str], right: Sequence[int], explain: str,
    source: str, order: int | None = None, now: datetime | None = None,
) -> Question:  # fmt: skip
    """Add one (`key` ""), or change it. What was answered before stays as it was asked. Raises NotAllowed, Refused."""
    now = now or timezone.now()
    standing.check_organiser(by)
    if kind not in QUESTION_KINDS:
        raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), "kind")
    text, explain = text.strip(), explain.strip()
    for field, words in (("text", text), ("explain", explain)):
        if len(words) < 10:
            raise Refused("too_short", _("กรุณาเขียนให้ยาวกว่านี้อีกนิด ผู้เรียนจะได้เข้าใจ"), field)
    made = Asked(key, kind, text, tuple(choices), frozenset(right), explain, source.strip())
    grading.check(made)
    row = Question.objects.filter(quiz=quiz, key=key).first() if key else None
    if key and row is None:
        raise Missing("no_question", _("ไม่พบคำถามนี้"))
    if row is None:
        many = Question.objects.filter(quiz=quiz).aggregate(last=Max("order"))["last"] or 0
        if many >= MOST_QUESTIONS * 10:
            raise Refused("too_many", _("แบบทดสอบนี้มีคำถามมากพอแล้ว"), "text")
        row = Question(quiz=quiz, key=actions.new_code(), order=many + 10)
    row.kind, row.text, row.explain, row.source = kind, text, explain, source.strip()[:500]
    row.choices, row.right = ([], []) if kind == FREE else (list(choices), sorted(right) if kind != "order" else [])
    row.order, row.edited_at = row.order if order is None else order, now
    row.save()
    return row


def retire_question(quiz: Quiz, key: str, *, by: Actor, now: datetime | None = None) -> None:
    """It is asked no more; what was answered stays. Raises NotAllowed, Missing."""
    standing.check_organiser(by)
    now = now or timezone.now()
    if not Question.objects.filter(quiz=quiz, key=key, retired_at=None).update(retired_at=now, edited_at=now):
        raise Missing("no_question", _("ไม่พบคำถามนี้"))


def may_try(quiz: Quiz, by: Actor) -> bool:
    return quiz.state == OPEN and standing.learns(by) and by.user_id is not None


@transaction.atomic
def answer(quiz: Quiz, given: Mapping[str, Any], *, by: Actor, now: datetime | None = None) -> Attempt:
    """Grade it and keep it. Every question must have an answer. Raises NotAllowed, Refused with the question's key as field."""
    now = now or timezone.now()
    if not may_try(quiz, by):
        raise NotAllowed("not_open", _("แบบทดสอบนี้ยังไม่เปิดให้ทำ"))
    found = [asked(one) for one in questions(quiz)]
    tidy = {one.key: _given(one, given.get(one.key)) for one in found}
    result = grading.graded(found, tidy, quiz.pass_percent)
    row = Attempt.objects.create(
        quiz=quiz, user_id=by.user_id or 0, office_code=by.office_code, at=now, right=result.right, of=result.of,
        pass_percent=quiz.pass_percent, passed=result.passed, paper=result.paper,
    )  # fmt: skip
    if row.passed:
        courses.follow(by, quiz=quiz, now=now)
    logger.info("quiz answered", extra={"quiz": quiz.code, "passed": row.passed})
    return row


def _given(one: Asked, given: Any) -> Any:
    """As it may be graded and kept; of free words nothing that names anybody."""
    if one.kind == FREE:
        words = str(given or "").replace("\x00", "").strip()
        if not words:
            raise Refused("needed", _("กรุณาเขียนว่าท่านจะทำอย่างไร สั้น ๆ ก็ได้ ข้อนี้ไม่ให้คะแนน"), one.key)
        return thai.redact(words[:MOST_FREE]).text
    places = set(range(len(one.choices)))
    if one.kind == grading.ONE:
        if given not in places:
            raise Refused("needed", _("กรุณาเลือกหนึ่งข้อ"), one.key)
        return given
    chosen = list(given or ())
    if one.kind == grading.SEVERAL:
        if not chosen or not set(chosen) <= places:
            raise Refused("needed", _("กรุณาเลือกอย่างน้อยหนึ่งข้อ"), one.key)
        return sorted(set(chosen))
    if sorted(chosen) != sorted(places):
        raise Refused("needed", _("กรุณาใส่ลำดับให้ครบทุกข้อ เลขละหนึ่งครั้ง"), one.key)
    return chosen


def attempts(quiz: Quiz, actor: Actor, most: int = 20) -> list[Attempt]:
    """Hers, the last one first. One query."""
    return list(Attempt.objects.filter(quiz=quiz, user_id=actor.user_id or 0).order_by("-id")[:most])


def best(rows: Sequence[Attempt]) -> Attempt | None:
    """The one with the greatest share right; of equal ones the first that she made."""
    return max(rows, key=lambda one: (one.right / one.of if one.of else 1.0, -one.pk), default=None)


def attempt(actor: Actor, pk: int) -> Attempt:
    """One of her own. Raises Missing."""
    found = Attempt.objects.filter(pk=pk, user_id=actor.user_id or 0).select_related("quiz").first()
    if found is None:
        raise Missing("no_attempt", _("ไม่พบผลการทำแบบทดสอบนี้"))
    return found


def quiz(code: str, actor: Actor) -> Quiz:
    """Raises Missing: what is not open is there for organisers alone."""
    found = Quiz.objects.filter(code=code.upper()).select_related("lesson").first() if standing.learns(actor) else None
    if found is None or (found.state == DRAFT and not standing.organises(actor)):
        raise Missing("no_quiz", _("ไม่พบแบบทดสอบนี้"))
    return found


__all__ = [
    "answer", "asked", "attempt", "attempts", "best", "may_try", "questions", "quiz", "retire_question", "save",
    "save_question", "set_state",
]  # fmt: skip
