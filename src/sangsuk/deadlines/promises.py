"""Which promise holds, and by when. Pure: rules and a calendar in, one promise out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .clock import Calendar, deemed_received, due_after_calendar_days, due_after_months, due_at


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the promise table; '' means any. `starts_on`, `pauses_on`, `stops_on`: names of moves, a space between."""

    code: str
    kind: str
    mission: str
    category_code: str
    level: str
    province_code: str
    urgency: str
    amount: int
    unit: str
    valid_from: date
    valid_to: date | None
    source: str
    source_th: str = ""
    starts_on: str = ""
    pauses_on: str = ""
    stops_on: str = ""
    edited_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised by when, and the rule that says so. `provisional`: the days off of that time are not known yet."""

    kind: str
    due_at: datetime
    rule_code: str
    source: str
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Matter:
    """What a rule may ask about a matter."""

    mission: str = ""
    category: str = ""
    level: str = ""
    province_code: str = ""
    urgency: str = ""


def covers(prefix: str, category: str) -> bool:
    """'land' covers 'land' and 'land.title' and not 'landfill'; '' covers all."""
    return not prefix or category == prefix or category.startswith(prefix + ".")


def find(kind: str, matter: Matter, on: date, rules: Iterable[Rule]) -> Rule | None:
    """The most specific rule in force that day; among equals the newest, then the first by name."""
    return in_force(ranked(kind, matter, rules), on)


def ranked(kind: str, matter: Matter, rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules that ever spoke of this matter, first the one that goes before the others."""
    fitting = (
        rule
        for rule in rules
        if rule.kind == kind
        and rule.mission in ("", matter.mission)
        and covers(rule.category_code, matter.category)
        and rule.level in ("", matter.level)
        and rule.province_code in ("", matter.province_code)
        and rule.urgency in ("", matter.urgency)
    )
    return tuple(sorted(fitting, key=lambda rule: (-specificity(rule), -rule.valid_from.toordinal(), rule.code)))


def in_force(rules: Iterable[Rule], on: date) -> Rule | None:
    """The first of them that holds that day."""
    holding = (rule for rule in rules if rule.valid_from <= on and (rule.valid_to is None or on < rule.valid_to))
    return next(holding, None)


def specificity(rule: Rule) -> int:
    """Danger before place, place before subject, subject before who does it."""
    category = 0 if not rule.category_code else 2 if "." in rule.category_code else 1
    return (
        32 * bool(rule.urgency)
        + 16 * bool(rule.province_code)
        + 4 * category
        + 2 * bool(rule.level)
        + bool(rule.mission)
    )


def due(rule: Rule, at: datetime, calendar: Calendar) -> datetime:
    """The last moment in time. Hours run day and night; days run from the moment of deemed receipt."""
    if rule.unit == "hours":
        return at + timedelta(hours=rule.amount)
    if rule.unit == "working_days":
        return due_at(deemed_received(at, calendar), working_days=rule.amount, calendar=calendar)
    if rule.unit == "months":
        return due_after_months(at, months=rule.amount, calendar=calendar)
    return due_after_calendar_days(at, days=rule.amount, calendar=calendar)
