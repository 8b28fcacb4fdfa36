"""Days of what is owed: by when, and when the next reminder comes. Working days of the receiving office's own calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sangsuk.common.remember import remembered
from sangsuk.deadlines import clock
from sangsuk.deadlines import queries as deadlines
from sangsuk.thai import bangkok_date

from .models import ReminderStep


@dataclass(frozen=True, slots=True)
class Step:
    step: int
    working_days: int
    told: str
    valid_from: date
    valid_to: date | None


def due_on(issued_at: datetime, *, due_days: int | None, due_day: date | None, province_code: str) -> date | None:
    """By when an office acknowledges; the day itself counts to its end. None where nothing is to be acknowledged."""
    if due_days is None:
        return due_day
    calendar = deadlines.calendar(province_code)
    return bangkok_date(clock.due_at(issued_at, working_days=due_days, calendar=calendar))


@remembered
def _steps() -> tuple[Step, ...]:
    rows = ReminderStep.objects.order_by("step").values_list("step", "working_days", "told", "valid_from", "valid_to")
    return tuple(Step(*row) for row in rows)


def ladder(on: date) -> tuple[Step, ...]:
    """The steps in force that day, the first first."""
    steps: tuple[Step, ...] = _steps()
    return tuple(s for s in steps if s.valid_from <= on and (s.valid_to is None or on < s.valid_to))


def shifted(day: date, working_days: int, calendar: clock.Calendar) -> date:
    """So many working days before or after that day; zero is the day itself, also when it is a day off."""
    step = 1 if working_days > 0 else -1
    left = abs(working_days)
    while left:
        day += timedelta(days=step)
        if not calendar.first_on < day < calendar.last_on or calendar.is_working_day(day):
            left -= 1
    return day


def next_step(due: date, province_code: str, *, after: int, steps: Sequence[Step]) -> tuple[Step, date] | None:
    """The step after that one with its day; None when the ladder has no more."""
    calendar = deadlines.calendar(province_code)
    coming = [(one, shifted(due, one.working_days, calendar)) for one in steps if one.step > after]
    return min(coming, key=lambda pair: (pair[1], pair[0].step), default=None)


def reached(due: date, province_code: str, *, after: int, today: date, steps: Sequence[Step]) -> Step | None:
    """The highest step whose day has come; those that it leaps over are not caught up with."""
    calendar = deadlines.calendar(province_code)
    come = [one for one in steps if one.step > after and shifted(due, one.working_days, calendar) <= today]
    return max(come, key=lambda one: one.step, default=None)
