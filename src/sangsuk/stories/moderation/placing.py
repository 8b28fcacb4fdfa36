"""Which lane a story waits in and by when, from the moment it comes in; and whom the machine tells at once.

The look is made again when the author changes her words. A person may change the lane; the clock then runs anew from the
day the story came, so that nothing is won by moving it.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from sangsuk.deadlines import queries as deadlines
from sangsuk.thai.dates import bangkok_date

from . import clocks, rows
from .clocks import APPEAL, REPLY
from .found import Review
from .grading import CAREFUL, FAST, Limits
from .review import review
from .signs import Lexicon


def compose(title: str, text: str) -> str:
    """Title and story as one text: places in it are told by one number. The first line is the title."""
    return f"{' '.join(title.split())}\n{text}"


def apart(whole: str) -> tuple[str, str]:
    title, _, text = whole.partition("\n")
    return title.strip(), text.strip()


def look(title: str, text: str, *, tone: str = "", now: datetime, beside: str = "") -> Review:
    """One look at a story by today's rows. `beside`: answers to questions, searched for danger only."""
    on = bangkok_date(now)
    limits = clocks.limits(rows.rules(on))
    found = _review(compose(title, text), rows.lexicon(on), tone, limits)
    if beside and found.lane != "duty":
        other = review(beside, rows.lexicon(on), limits=limits)
        if other.lane == "duty":
            return Review(
                found.proposals, other.alarms, found.anonymity, other.lane, other.severity, other.reasons, found.tone,
                found.theme,
            )  # fmt: skip
    return found


@lru_cache(maxsize=16)
def _review(text: str, lexicon: Lexicon, tone: str, limits: Limits) -> Review:
    """The same words are looked at when they come, when they are read and when they are passed."""
    return review(text, lexicon, told_tone=tone, limits=limits)


def due(what: str, start: datetime, province_code: str) -> datetime | None:
    """By when; None when no row says so."""
    rule = rows.rules(bangkok_date(start)).get(what)
    return clocks.due_at(start, rule, deadlines.calendar(province_code)) if rule else None


def placed(title: str, text: str, *, tone: str, province_code: str, now: datetime, beside: str = "") -> dict[str, Any]:
    """The lane and the date of a story that waits to be read."""
    lane = look(title, text, tone=tone, now=now, beside=beside).lane
    return {"lane": lane, "due_at": due(lane, now, province_code)}


def after(
    move: str, changes: Mapping[str, Any], *, lane: str, province_code: str, received_at: datetime, now: datetime
) -> dict[str, Any]:
    """What a move does to lane and clock. Moves that change the words are asked for `placed` instead."""
    match move:
        case "publish" | "keep" | "reject" | "take_down" | "withdraw":
            return {"due_at": None}
        case "ask":
            return {"due_at": due(REPLY, now, province_code)}
        case "accept_wording":
            return {"due_at": due(lane or FAST, now, province_code)}
        case "appeal" | "restore":
            return {"lane": CAREFUL, "due_at": due(APPEAL, now, province_code)}
        case "duty":
            return {"lane": CAREFUL, "due_at": due(CAREFUL, now, province_code)}
        case "grade" if "lane" in changes:
            return {"due_at": due(str(changes["lane"]), received_at, province_code)}
    return {}
