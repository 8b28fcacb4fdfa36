"""The calendar and the promises, read once and remembered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from .clock import Calendar


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised by when, and the rule that says so."""

    kind: str
    due_at: datetime
    rule_code: str
    source: str


def calendar(province_code: str = "") -> Calendar:
    """Working days and hours of a province ('' = national)."""
    raise NotImplementedError


def promise(
    kind: str,
    *,
    at: datetime,
    mission: str = "",
    category: str = "",
    level: str = "",
    province_code: str = "",
    urgency: str = "",
    rules: Sequence[object] | None = None,
) -> Promise:
    """By when `kind` is promised for a matter received at `at`; asks the database nothing when remembered."""
    raise NotImplementedError


def soon_until(now: datetime, province_code: str = "") -> datetime:
    """What is due before this moment is 'due soon': the close of the third working day from now."""
    raise NotImplementedError
