"""By when somebody must have looked: the rows' amounts on the working clock. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sangsuk.deadlines import clock
from sangsuk.deadlines.clock import Calendar

from .grading import CAREFUL, DUTY, FAST, Limits

APPEAL, REPLY = "appeal", "author_reply"
ASK_POINTS, HOLD_POINTS = "anonymity_ask", "anonymity_hold"
CLOCKS = (FAST, CAREFUL, DUTY, APPEAL, REPLY)
WHATS = (*CLOCKS, ASK_POINTS, HOLD_POINTS)
UNITS = ("hours", "working_days", "calendar_days", "points")


@dataclass(frozen=True)
class Rule:
    code: str
    what: str
    amount: int
    unit: str


def in_force(rows: Iterable[Mapping[str, Any]], on: date) -> dict[str, Rule]:
    """What holds on this day: what -> its rule, the one that began last."""
    found: dict[str, Rule] = {}
    for row in sorted(rows, key=lambda r: str(r["valid_from"])):
        day = on.isoformat()
        if str(row["valid_from"]) <= day and (not row["valid_to"] or day < str(row["valid_to"])):
            found[row["what"]] = Rule(row["code"], row["what"], int(row["amount"]), row["unit"])
    return found


def due_at(start: datetime, rule: Rule, calendar: Calendar) -> datetime:
    """The last moment in time. Hours run through the night: danger does not keep office hours."""
    match rule.unit:
        case "hours":
            return start + timedelta(hours=rule.amount)
        case "working_days":
            return clock.due_at(start, working_days=rule.amount, calendar=calendar)
        case "calendar_days":
            return clock.due_after_calendar_days(start, days=rule.amount, calendar=calendar)
    raise ValueError(f"{rule.what} counts no time")


def limits(rules: Mapping[str, Rule]) -> Limits:
    usual = Limits()
    ask, hold = rules.get(ASK_POINTS), rules.get(HOLD_POINTS)
    return Limits(ask.amount if ask else usual.ask, hold.amount if hold else usual.hold)
