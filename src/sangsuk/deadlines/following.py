"""How promises follow when a day off is announced, or taken back, after they were given. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from . import promises
from .clock import Calendar, CalendarGap, deemed_received, due_at, extended, next_close, working_days_between
from .promises import Rule


@dataclass
class Following:
    """A change of one calendar. What many matters share is worked out once: everything received up to the same closing
    hour, by the same rule, with the same date, moves to the same date.
    """

    before: Calendar
    after: Calendar
    rule_of: Callable[[str], Rule | None]
    now: datetime
    _known: dict[tuple[object, ...], datetime] = field(default_factory=dict)

    def date(self, due: datetime, *, rule: str, from_at: datetime | None, waited_minutes: int = 0) -> datetime:
        """The date as it is from now on; the same one when the change does not matter to it.

        A day off that is taken back may bring a date forward, but never into the past.
        """
        turns = (self.before.turn(from_at), self.after.turn(from_at)) if from_at else None
        key = (rule, turns, due, waited_minutes)
        found = self._known.get(key)
        if found is None:
            try:
                found = moved(due, self.rule_of(rule), from_at, waited_minutes, self.before, self.after)
            except CalendarGap:
                found = due
            self._known[key] = found
        return due if found < due and found <= self.now else found


def moved(
    due: datetime, rule: Rule | None, from_at: datetime | None, waited_minutes: int, before: Calendar, after: Calendar
) -> datetime:
    """By the rule, if this is what the rule made of it; what was given by the new calendar already stays. A rule that was
    edited since changes no promise: then working days are counted as they were. Any other date that would fall on a
    closed day goes on to the next closing. Hours run day and night and never move.
    """
    if rule is not None and rule.unit == "hours":
        return due
    if rule is not None and from_at is not None:
        if extended(promises.due(rule, from_at, before), waited_minutes, before) == due:
            return extended(promises.due(rule, from_at, after), waited_minutes, after)
        if extended(promises.due(rule, from_at, after), waited_minutes, after) == due:
            return due
        if _edited(rule, from_at) and not waited_minutes and next_close(due, before) == due:
            days = working_days_between(deemed_received(from_at, before), due, before)
            return due_at(deemed_received(from_at, after), working_days=max(0, days), calendar=after)
    if next_close(due, before) != due:  # no closing hour: somebody meant this very moment
        return due
    return next_close(due, after)


def _edited(rule: Rule, since: datetime) -> bool:
    return rule.unit == "working_days" and rule.edited_at is not None and rule.edited_at > since
