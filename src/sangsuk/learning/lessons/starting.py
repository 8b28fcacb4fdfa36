"""The lessons, questions and courses that come with the product: our own words about what docs/law.md and docs/workflow.md say.

What somebody has changed at the desk stays as she left it.
"""

from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from sangsuk.common import seeds
from sangsuk.offices.actor import Actor

from ..models.lessons import LESSON_STATE, Lesson, LessonEvent
from ..models.quizzes import OPEN, Course, CourseLesson, LearningRule, Question, Quiz
from . import actions, recording
from .words import PROCEDURE, PUBLISHED

DATA = Path(__file__).parent / "data"
SINCE = datetime(2026, 10, 1, 2, tzinfo=UTC)
"""The day from which they count as there: the first of the fiscal year 2570, nine in the morning in Bangkok."""


def load(progress: seeds.Progress | None = None) -> int:
    """Returns how many were written."""
    changed = seeds.write(LearningRule, seeds.rows(DATA / "rules.csv"), key=("code",), progress=progress)
    changed += sum(_lesson(row) for row in seeds.rows(DATA / "lessons.csv"))
    changed += sum(_quiz(row) for row in seeds.rows(DATA / "quizzes.csv"))
    changed += _questions(seeds.rows(DATA / "questions.csv"))
    return changed + sum(_course(row) for row in seeds.rows(DATA / "courses.csv"))


def _state(row: dict[str, str]) -> dict[str, Any]:
    words = {
        name: row[name].replace("\\n", "\n") for name in ("title", "situation", "question", "done", "said", "source")
    }
    return words | {
        "category": row["category"],
        "flagship": row["flagship"],
        "roles": row["roles"].split(),
        "public": row["public"] == "yes",
    }


@transaction.atomic
def _lesson(row: dict[str, str]) -> bool:
    """Nobody but the machine has touched it, or it is left alone."""
    state, by = _state(row), Actor.system()
    found = Lesson.objects.filter(code=row["code"]).first()
    if found is None:
        made = Lesson(code=row["code"], kind=PROCEDURE, made_at=SINCE, status=PUBLISHED, published_at=SINCE, **state)
        made.save(force_insert=True)
        recording.begin(made, "propose", by=by, data={}, now=SINCE)
        actions.found_by(made)
        return True
    changes = {name: value for name, value in state.items() if name in LESSON_STATE and getattr(found, name) != value}
    touched = LessonEvent.objects.filter(lesson=found).exclude(actor_kind="system").exists()
    if not changes or touched or found.status != PUBLISHED:
        return False
    actions.by_machine(found, "bring", now=SINCE, changes=changes)
    return True


def _quiz(row: dict[str, str]) -> bool:
    lesson = Lesson.objects.filter(code=row["lesson"]).first() if row["lesson"] else None
    told = {
        "title": row["title"], "about": row["about"], "lesson": lesson, "roles": row["roles"].split(), "source": row["source"],
        "pass_percent": int(row["pass_percent"]), "state": OPEN, "opened_at": SINCE, "made_at": SINCE,
    }  # fmt: skip
    return _kept(Quiz, row["code"], told)


def _course(row: dict[str, str]) -> bool:
    told = {
        "title": row["title"], "about": row["about"], "quiz": Quiz.objects.get(code=row["quiz"]), "roles": row["roles"].split(),
        "state": OPEN, "made_at": SINCE,
    }  # fmt: skip
    if not _kept(Course, row["code"], told):
        return False
    course = Course.objects.get(code=row["code"])
    ids = dict(Lesson.objects.filter(code__in=row["lessons"].split()).values_list("code", "id"))
    CourseLesson.objects.filter(course=course).delete()
    steps = enumerate(row["lessons"].split(), start=1)
    CourseLesson.objects.bulk_create(CourseLesson(course=course, lesson_id=ids[code], order=n) for n, code in steps)
    return True


def _kept(model: type[Quiz] | type[Course], code: str, told: dict[str, Any]) -> bool:
    """Written where it is new, or differs and nobody has changed it. Returns whether it was."""
    found: Any = model._default_manager.filter(code=code).first()
    if found is None:
        model._default_manager.create(code=code, **told)
        return True
    different = {name: value for name, value in told.items() if getattr(found, name) != value}
    if found.edited_at is not None or not different:
        return False
    model._default_manager.filter(pk=found.pk).update(**different)
    return True


def _questions(rows: list[dict[str, str]]) -> int:
    """`choices`: with a bar between, what is right begins with a star."""
    quizzes = {one.code: one for one in Quiz.objects.filter(code__in={row["quiz"] for row in rows})}
    present: dict[tuple[int, str], Question] = {
        (one.quiz_id, one.key): one for one in Question.objects.filter(quiz__in=quizzes.values())
    }
    changed, order = 0, defaultdict[str, int](int)
    for row in rows:
        order[row["quiz"]] += 10
        told = _question(row, order[row["quiz"]])
        found = present.get((quizzes[row["quiz"]].pk, row["key"]))
        if found is None:
            Question.objects.create(quiz=quizzes[row["quiz"]], key=row["key"], **told)
            changed += 1
        elif found.edited_at is None and any(getattr(found, name) != value for name, value in told.items()):
            Question.objects.filter(pk=found.pk).update(**told)
            changed += 1
    return changed


def _question(row: dict[str, str], order: int) -> dict[str, Any]:
    cells = [cell.strip() for cell in row["choices"].split("|") if cell.strip()]
    return {
        "order": order, "kind": row["kind"], "text": row["text"], "choices": [cell.removeprefix("*").strip() for cell in cells],
        "right": [n for n, cell in enumerate(cells) if cell.startswith("*")], "explain": row["explain"], "source": row["source"],
    }  # fmt: skip
