"""The numbers that learning goes by, on a day."""

from datetime import date

from django.utils import timezone

from sangsuk.common.remember import remembered
from sangsuk.thai.dates import bangkok_date

from ..models.quizzes import LearningRule


@remembered
def _rules() -> tuple[LearningRule, ...]:
    return tuple(LearningRule.objects.order_by("valid_from"))


def rule(what: str, on: date | None = None) -> LearningRule:
    """The one in force that day, the latest first. Raises LookupError when there is none: then the house is not prepared."""
    on = on or bangkok_date(timezone.now())
    holds = [r for r in _rules() if r.what == what and r.valid_from <= on and (r.valid_to is None or on < r.valid_to)]
    if not holds:
        raise LookupError(f"no rule of learning: {what}")
    found: LearningRule = holds[-1]
    return found


def amount(what: str, on: date | None = None) -> int:
    return int(rule(what, on).amount)
