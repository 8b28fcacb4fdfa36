"""The numbers that lessons, quizzes and practices go by, kept at the desk."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.learning.lessons.words import RULES
from sangsuk.learning.models import LearningRule


def tables(make: Callable[..., Any]) -> list[Any]:
    """Made with the class of the tables, which imports this module."""
    days = ("valid_from", "valid_to")
    return [
        make("learning_rules", _("บทเรียนและวิธีทำงาน: เกณฑ์และกำหนดเวลา"), LearningRule, "what", ("what", "amount", "valid_to"),
             ("code", "what", "amount", *days), ("code",), fixed=("code", "what")),
    ]  # fmt: skip


WORDS: dict[str, Any] = dict(RULES)
