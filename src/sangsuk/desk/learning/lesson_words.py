"""How lessons, quizzes and practices are told on the desk's pages."""

from collections.abc import Sequence
from typing import Any

from sangsuk.catalog import queries as catalog
from sangsuk.learning.lessons.words import KINDS, LEARNERS
from sangsuk.learning.models import Lesson
from sangsuk.offices import queries as offices

from ..doors import language


def category(code: str) -> str:
    card = catalog.all_categories().get(code)
    return card.name(language()) if card else ""


def flagship(code: str) -> str:
    card = catalog.all_terms("flagship").get(code)
    return card.name(language()) if card else ""


def office(code: str) -> str:
    card = offices.known().get(code)
    return card.name(language()) if card else ""


def about(lesson: Lesson) -> list[str]:
    """Where it is from and of what it is, for one line."""
    return [word for word in (str(KINDS[lesson.kind]), category(lesson.category), flagship(lesson.flagship)) if word]


def roles(codes: Sequence[str]) -> list[Any]:
    return [LEARNERS[code] for code in codes if code in LEARNERS]
