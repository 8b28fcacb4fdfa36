"""Courses: lessons in an order and a quiz at the end; passed when all was read and the quiz was passed, in either order."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing, Refused
from sangsuk.offices.actor import Actor

from ..models.lessons import Lesson, LessonRead
from ..models.quizzes import CLOSED, DRAFT, OPEN, Attempt, Course, CourseLesson, CoursePass, Quiz
from . import actions, standing

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Standing:
    """How far somebody is: which of the lessons that can be read now she has read, whether the quiz is passed."""

    course: Course
    lessons: Sequence[Lesson]
    read: frozenset[int]
    quiz_passed: bool
    passed: CoursePass | None

    @property
    def left(self) -> int:
        return len([one for one in self.lessons if one.pk not in self.read])

    @property
    def is_done(self) -> bool:
        return self.quiz_passed and not self.left


def save(
    course: Course | None, *, by: Actor, title: str, about: str, quiz: Quiz, lessons: Sequence[str], roles: Sequence[str],
    now: datetime | None = None,
) -> Course:  # fmt: skip
    """Make one, or change it. `lessons`: codes in their order. Raises NotAllowed, Refused."""
    now = now or timezone.now()
    standing.check_organiser(by)
    standing.check_roles(roles)
    title = " ".join(title.split())
    if not 5 <= len(title) <= 120:
        raise Refused("needed", _("กรุณาตั้งชื่อหลักสูตร 5 ถึง 120 ตัวอักษร"), "title")
    codes = list(dict.fromkeys(code.strip().upper() for code in lessons if code.strip()))
    known = dict(Lesson.objects.published().filter(code__in=codes).values_list("code", "id"))
    if not codes or set(codes) - known.keys():
        missing = ", ".join(code for code in codes if code not in known)
        raise Refused(
            "no_lesson", _("กรุณาใส่รหัสบทเรียนที่ใช้เรียนอยู่ บรรทัดละรหัส ไม่พบ: %(codes)s") % {"codes": missing or "–"}, "lessons"
        )
    with transaction.atomic():
        course = course or Course(code=actions.new_code(), made_at=now)
        course.title, course.about, course.quiz, course.roles = title, about.strip()[:2000], quiz, list(roles)
        course.edited_at, course.edited_by_id = now, by.user_id
        course.save()
        CourseLesson.objects.filter(course=course).delete()
        rows = [CourseLesson(course=course, lesson_id=known[code], order=n) for n, code in enumerate(codes, start=1)]
        CourseLesson.objects.bulk_create(rows)
    return course


def set_state(course: Course, state: str, *, by: Actor, now: datetime | None = None) -> None:
    """Open it to all, or close it. Raises NotAllowed, Refused."""
    standing.check_organiser(by)
    if state not in (OPEN, CLOSED):
        raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), "state")
    if state == OPEN and course.quiz.state != OPEN:
        raise Refused("quiz_closed", _("กรุณาเปิดแบบทดสอบของหลักสูตรก่อน"), "state")
    Course.objects.filter(pk=course.pk).update(state=state, edited_at=now or timezone.now(), edited_by=by.user_id)
    course.state = state


def course(code: str, actor: Actor) -> Course:
    """Raises Missing: what is a draft is there for organisers alone."""
    rows = Course.objects.filter(code=code.upper()).select_related("quiz")
    found = rows.first() if standing.learns(actor) else None
    if found is None or (found.state == DRAFT and not standing.organises(actor)):
        raise Missing("no_course", _("ไม่พบหลักสูตรนี้"))
    return found


def standings(courses: Sequence[Course], actor: Actor) -> list[Standing]:
    """How far she is in each. Five queries, however many courses. A lesson that was put aside is asked of nobody."""
    ids = [one.pk for one in courses]
    steps = list(CourseLesson.objects.filter(course__in=ids).order_by("course_id", "order"))
    shown = {one.pk: one for one in Lesson.objects.published().filter(pk__in={step.lesson_id for step in steps})}
    me = actor.user_id or 0
    read = frozenset(LessonRead.objects.filter(user_id=me, lesson__in=shown).values_list("lesson_id", flat=True))
    quizzes = {one.quiz_id for one in courses}
    right = set(Attempt.objects.filter(user_id=me, quiz__in=quizzes, passed=True).values_list("quiz_id", flat=True))
    passes = {one.course_id: one for one in CoursePass.objects.filter(user_id=me, course__in=ids)}
    return [
        Standing(
            one, [shown[s.lesson_id] for s in steps if s.course_id == one.pk and s.lesson_id in shown], read,
            one.quiz_id in right, passes.get(one.pk),
        )
        for one in courses
    ]  # fmt: skip


def follow(by: Actor, *, now: datetime, lesson: Lesson | None = None, quiz: Quiz | None = None) -> list[CoursePass]:
    """What she has passed by what she has just read or answered."""
    rows = Course.objects.filter(state=OPEN).select_related("quiz")
    rows = rows.filter(steps__lesson=lesson) if lesson else rows.filter(quiz=quiz)
    made = []
    for one in standings(list(rows), by):
        if one.passed is None and one.is_done:
            made += _passed(one.course, by, now)
    return made


def certificate_code() -> str:
    return actions.new_code() + actions.new_code()[:2]


def _passed(course: Course, by: Actor, now: datetime) -> list[CoursePass]:
    last = Attempt.objects.filter(user_id=by.user_id or 0, quiz=course.quiz, passed=True).order_by("id").first()
    if last is None:
        return []
    try:
        with transaction.atomic():
            row = CoursePass.objects.create(
                course=course, user_id=by.user_id or 0, office_code=by.office_code, at=now, attempt=last, certificate=certificate_code(),
            )  # fmt: skip
    except IntegrityError:
        return []  # passed in another window at the same moment
    logger.info("course passed", extra={"course": course.code})
    return [row]
