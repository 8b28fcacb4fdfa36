"""What there is for somebody to learn, what she has read and passed; and how far her office is, in numbers without names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q

from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor

from ..models.lessons import Lesson, LessonQuerySet, LessonRead
from ..models.quizzes import OPEN, Attempt, Course, CoursePass, Quiz
from . import courses, queries, rules
from .words import NEW_FOR

MOST = 30


@dataclass(frozen=True)
class Tried:
    """A quiz that she may do, or has done: the best and the last of her attempts."""

    quiz: Quiz
    best: Attempt | None
    last: Attempt | None
    many: int

    @property
    def passed(self) -> bool:
        return bool(self.best and self.best.passed)


@dataclass(frozen=True)
class Desk:
    """All that stands on a learner's page."""

    new: Sequence[Lesson]
    unread: int
    read: Sequence[LessonRead]
    courses: Sequence[courses.Standing]
    quizzes: Sequence[Tried]


def for_role(role: str) -> Q:
    return Q(roles=[]) | Q(roles__contains=[role])


def unread(actor: Actor) -> LessonQuerySet:
    """For her role, and not read by her in any version."""
    mine = LessonRead.objects.filter(user_id=actor.user_id or 0).values("lesson")
    return queries.to_learn(actor).filter(for_role(actor.role)).exclude(pk__in=mine)


def is_new(lesson: Lesson, now: datetime) -> bool:
    return lesson.published_at is not None and lesson.published_at > now - timedelta(days=rules.amount(NEW_FOR))


def new(actor: Actor, now: datetime) -> LessonQuerySet:
    return unread(actor).filter(published_at__gt=now - timedelta(days=rules.amount(NEW_FOR)))


def waiting(actor: Actor, now: datetime) -> int:
    """How much is new for her. One query."""
    return new(actor, now).count()


def desk(actor: Actor, now: datetime) -> Desk:
    """Eleven queries, however much there is."""
    me = actor.user_id or 0
    found = unread(actor).order_by("-published_at", "-pk")
    shown = queries.to_learn(actor).values("pk")
    read = LessonRead.objects.filter(user_id=me, lesson__in=shown).select_related("lesson").order_by("-last_at", "-pk")
    running = list(Course.objects.filter(for_role(actor.role), state=OPEN).select_related("quiz").order_by("id"))
    return Desk(list(found[:MOST]), found.count(), list(read[:MOST]), courses.standings(running, actor), tried(actor))


def tried(actor: Actor) -> list[Tried]:
    """Quizzes for her role, those she has not passed first. Two queries."""
    rows = list(Quiz.objects.filter(for_role(actor.role), state=OPEN).order_by("-opened_at", "-id")[:MOST])
    mine: dict[int, list[Attempt]] = {}
    for one in Attempt.objects.filter(user_id=actor.user_id or 0, quiz__in=rows).order_by("-id"):
        mine.setdefault(one.quiz_id, []).append(one)
    made = [_tried(quiz, mine.get(quiz.pk, [])) for quiz in rows]
    return sorted(made, key=lambda one: one.passed)


def _tried(quiz: Quiz, rows: Sequence[Attempt]) -> Tried:
    best = max(rows, key=lambda one: (one.right / one.of if one.of else 1.0, -one.pk), default=None)
    return Tried(quiz, best, rows[0] if rows else None, len(rows))


@dataclass(frozen=True)
class Share:
    """`n` of `of` people."""

    title: str
    n: int
    of: int
    code: str = ""

    @property
    def percent(self) -> int:
        return round(100 * self.n / self.of) if self.of else 0


@dataclass(frozen=True)
class OfficeDesk:
    """How far an office is: how many of its people have passed each course and read each lesson. Nobody is named."""

    people: int
    courses: Sequence[Share]
    lessons: Sequence[Share]
    last_at: datetime | None


def office(actor: Actor) -> OfficeDesk:
    """Of those who work there today. Six queries."""
    people = [one.user_id for one in offices.colleagues(actor.office_code)]
    many = len(people)
    passed = dict(
        CoursePass.objects.filter(user_id__in=people).values_list("course").annotate(n=Count("pk")).order_by()
    )
    running = Course.objects.filter(state=OPEN).order_by("id")
    rows = list(queries.to_learn(actor).order_by("-published_at", "-pk")[:MOST])
    read = dict(
        LessonRead.objects.filter(user_id__in=people, lesson__in=rows)
        .values_list("lesson")
        .annotate(n=Count("pk"))
        .order_by()
    )
    last = LessonRead.objects.filter(user_id__in=people).aggregate(at=Max("last_at"))["at"]
    return OfficeDesk(
        many, [Share(one.title, passed.get(one.pk, 0), many, one.code) for one in running],
        [Share(one.title, read.get(one.pk, 0), many, one.code) for one in rows], last,
    )  # fmt: skip
