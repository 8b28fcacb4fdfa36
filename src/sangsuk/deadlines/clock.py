"""The working clock. Pure: a Calendar in, moments out; aware UTC outside, Bangkok inside.

A Calendar is built once from rows and then only searched: days are numbers, moments are minutes since 1970, and every
question is a bisection, because an import asks it for every row.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY = date(1970, 1, 1).toordinal()
_BANGKOK_SECONDS = 7 * 3600
_DAY_SECONDS = 86_400


class CalendarGap(LookupError):
    """The confirmed calendar does not reach that far; load or confirm more holidays first."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours of one weekday (1 = Monday) within dates, Bangkok time. Without lunch, `lunch_from` is None."""

    weekday: int
    opens: time
    closes: time
    lunch_from: time | None = None
    lunch_to: time | None = None
    valid_from: date = date.min
    valid_to: date = date.max


@dataclass(frozen=True)
class Calendar:
    """Working days of one province from `first_on` to `last_on`, ready to be searched.

    After `known_to` nobody has announced the days off yet: there every weekday counts as a working day, and what falls
    there is provisional.
    """

    first_on: date
    last_on: date
    hours: tuple[Hours, ...]
    holidays: frozenset[date]
    known_to: date = date.max
    _days: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _spans: tuple[tuple[tuple[int, int], ...], ...] = field(init=False, repr=False, compare=False)
    _opens: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _closes: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _worked: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        days: list[int] = []
        spans: list[tuple[tuple[int, int], ...]] = []
        worked = [0]
        closed = {day.toordinal() for day in self.holidays}
        hours = [  # the newest first; Monday is day 1 of the calendar, so the weekday is a remainder
            sorted((h for h in self.hours if h.weekday == weekday), key=lambda h: h.valid_from, reverse=True)
            for weekday in (7, 1, 2, 3, 4, 5, 6)
        ]
        for number in range(self.first_on.toordinal(), self.last_on.toordinal() + 1):
            if number in closed or not (of_weekday := hours[number % 7]):
                continue
            day = date.fromordinal(number)
            found = next((h for h in of_weekday if h.valid_from <= day < h.valid_to), None)
            if found is None:
                continue
            of_day = _spans_of(number, found)
            days.append(number)
            spans.append(of_day)
            worked.append(worked[-1] + sum(end - begin for begin, end in of_day))
        object.__setattr__(self, "_days", tuple(days))
        object.__setattr__(self, "_spans", tuple(spans))
        object.__setattr__(self, "_opens", tuple(of_day[0][0] for of_day in spans))
        object.__setattr__(self, "_closes", tuple(of_day[-1][1] for of_day in spans))
        object.__setattr__(self, "_worked", tuple(worked))

    def is_working_day(self, day: date) -> bool:
        index = bisect_left(self._days, day.toordinal())
        return index < len(self._days) and self._days[index] == day.toordinal()

    def turn(self, at: datetime) -> int:
        """The working day, counted from the first, with which what comes at this moment is received."""
        return bisect_right(self._closes, _seconds(at))

    def is_provisional(self, at: datetime) -> bool:
        """Whether a day off that nobody has announced yet might still move this moment."""
        return _bangkok_day(_seconds(at)) > self.known_to.toordinal()


def calendar_from(
    hours: Iterable[Hours], holidays: Iterable[date], *, first_on: date, last_on: date, known_to: date = date.max
) -> Calendar:
    return Calendar(first_on, last_on, tuple(hours), frozenset(holidays), known_to)


def deemed_received(at: datetime, calendar: Calendar) -> datetime:
    """When a matter counts as received: at once in office hours, else at the next opening.

    Lunch is within office hours: the counter's system takes matters in, and the law speaks of opening hours.
    Source: E-Government Act B.E. 2565 s.10, see docs/law.md#deemed-received
    """
    second = _seconds(at)
    index = bisect_right(calendar._closes, second)  # noqa: SLF001 - this module is the calendar's own
    _within(calendar, at, index)
    return at if second >= calendar._opens[index] else _moment(calendar._opens[index])


def due_at(received_at: datetime, *, working_days: int, calendar: Calendar) -> datetime:
    """The last moment an answer is in time: closing hour of the n-th working day after receipt.

    Units: whole working days; takes and returns aware UTC. The day of (deemed) receipt does not count.
    Raises: CalendarGap when the confirmed holidays stop before the answer.
    Source: Civil and Commercial Code s.193/3 and E-Government Act s.10, see docs/law.md#answer-time
    """
    if working_days < 0:
        raise ValueError("working days count forward")
    index = bisect_right(calendar._closes, _seconds(received_at))
    _within(calendar, received_at, index)
    return _moment(_at(calendar._closes, index + working_days, calendar))


def due_after_calendar_days(received_at: datetime, *, days: int, calendar: Calendar) -> datetime:
    """Closing hour of the n-th calendar day after (deemed) receipt; a day off moves it to the next working day.

    Source: Civil and Commercial Code s.193/3 and s.193/8, see docs/law.md#calendar-days
    """
    first = _bangkok_day(_seconds(deemed_received(received_at, calendar)))
    index = bisect_left(calendar._days, first + days)
    return _moment(_at(calendar._closes, index, calendar))


def due_after_months(received_at: datetime, *, months: int, calendar: Calendar) -> datetime:
    """Closing hour of the last day of so many months after (deemed) receipt; a day off moves it to the next working day.

    The months begin on the day after, and end on the day before the one of that number, or with the month if it has none.
    Source: Civil and Commercial Code s.193/3, s.193/5 and s.193/8, see docs/law.md#months
    """
    begins = date.fromordinal(_bangkok_day(_seconds(deemed_received(received_at, calendar))) + 1)
    year, month = divmod(begins.year * 12 + begins.month - 1 + months, 12)
    days_in_month = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    last = date(year, month + 1, min(begins.day, days_in_month)).toordinal() - (begins.day <= days_in_month)
    return _moment(_at(calendar._closes, bisect_left(calendar._days, last), calendar))


def extended(due_at: datetime, waited_minutes: int, calendar: Calendar) -> datetime:
    """A promise after a pause: the time waited is given back, and it then ends with the next closing of a working day.

    Units: plain minutes by the clock on the wall, nights and days off included, because the promise ran through them
    too. Nothing waited changes nothing. Several pauses are added up and given back once, from the date as it was first
    promised: given back one by one, each would round up to a closing hour.
    """
    if waited_minutes < 0:
        raise ValueError("nobody waits backwards")
    if not waited_minutes:
        return due_at
    return next_close(due_at + timedelta(minutes=waited_minutes), calendar)


def next_close(at: datetime, calendar: Calendar) -> datetime:
    """The closing hour at this moment, or the next one after it."""
    return _moment(_at(calendar._closes, bisect_left(calendar._closes, _seconds(at)), calendar))


def add_working_minutes(start: datetime, minutes: int, calendar: Calendar) -> datetime:
    """The moment when that many minutes of open office have passed; lunch and days off do not count."""
    if minutes < 0:
        raise ValueError("working minutes count forward")
    second = _seconds(start)
    left = minutes * 60
    index = bisect_right(calendar._closes, second)
    _within(calendar, start, index)
    left += _worked_until(calendar, index, second)
    target = calendar._worked[index] + left
    day = max(index, bisect_left(calendar._worked, target) - 1)
    _at(calendar._closes, day, calendar)
    rest = target - calendar._worked[day]
    for begin, end in calendar._spans[day]:
        if rest <= end - begin:
            return _moment(max(begin + rest, second) if minutes == 0 else begin + rest)
        rest -= end - begin
    raise CalendarGap(f"calendar ends on {calendar.last_on}")


def working_days_between(start: datetime, end: datetime, calendar: Calendar) -> int:
    """Working days after the day of `start` up to and with the day of `end`, in Bangkok; negative when reversed."""
    if end < start:
        return -working_days_between(end, start, calendar)
    _inside(calendar, start)
    _inside(calendar, end)
    return bisect_right(calendar._days, _bangkok_day(_seconds(end))) - bisect_right(
        calendar._days, _bangkok_day(_seconds(start))
    )


def working_minutes_between(start: datetime, end: datetime, calendar: Calendar) -> int:
    """Whole minutes of open office between two moments; negative when reversed."""
    if end < start:
        return -working_minutes_between(end, start, calendar)
    _inside(calendar, start)
    _inside(calendar, end)
    return (_worked_before(calendar, _seconds(end)) - _worked_before(calendar, _seconds(start))) // 60


def _spans_of(number: int, hours: Hours) -> tuple[tuple[int, int], ...]:
    midnight = (number - _EPOCH_DAY) * _DAY_SECONDS - _BANGKOK_SECONDS
    opens, closes = midnight + _clock(hours.opens), midnight + _clock(hours.closes)
    if hours.lunch_from is None or hours.lunch_to is None:
        return ((opens, closes),)
    return ((opens, midnight + _clock(hours.lunch_from)), (midnight + _clock(hours.lunch_to), closes))


def _clock(at: time) -> int:
    return at.hour * 3600 + at.minute * 60 + at.second


def _seconds(at: datetime) -> int:
    if at.tzinfo is None:
        raise ValueError("the clock takes aware moments only")
    since = at - _EPOCH
    return since.days * _DAY_SECONDS + since.seconds


def _moment(second: int) -> datetime:
    return _EPOCH + timedelta(seconds=second)


def _bangkok_day(second: int) -> int:
    return (second + _BANGKOK_SECONDS) // _DAY_SECONDS + _EPOCH_DAY


def _worked_until(calendar: Calendar, index: int, second: int) -> int:
    return sum(max(0, min(second, end) - begin) for begin, end in calendar._spans[index])


def _worked_before(calendar: Calendar, second: int) -> int:
    index = bisect_right(calendar._closes, second)
    if index == len(calendar._closes):
        return calendar._worked[-1]
    return calendar._worked[index] + _worked_until(calendar, index, second)


def _at(values: tuple[int, ...], index: int, calendar: Calendar) -> int:
    if index >= len(values):
        raise CalendarGap(f"calendar ends on {calendar.last_on}")
    return values[index]


def _within(calendar: Calendar, at: datetime, index: int) -> None:
    _inside(calendar, at)
    if index >= len(calendar._closes):
        raise CalendarGap(f"calendar ends on {calendar.last_on}")


def _inside(calendar: Calendar, at: datetime) -> None:
    if not calendar.first_on.toordinal() <= _bangkok_day(_seconds(at)) <= calendar.last_on.toordinal():
        raise CalendarGap(f"calendar runs from {calendar.first_on} to {calendar.last_on}")
