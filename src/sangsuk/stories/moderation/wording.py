"""What the author reads of moderation on her own page: words we propose, why a story was not passed, whom to call.

For the page of the author: `asked`, `marks_of`, `not_passed`, `help_lines`; their partials stand in
public/templates/public/stories/.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .. import words as story_words
from ..models import Story, StoryEvent, StoryText
from . import answers, placing, rows, words
from .answers import Answer
from .grading import URGENT

AROUND = 40


@dataclass(frozen=True)
class Wording:
    """One place in her story, and what we propose. `before` and `after`: some letters around it."""

    key: str
    before: str
    was: str
    after: str
    instead: str
    why: str
    answer: Answer | None


@dataclass(frozen=True)
class Asked:
    """What we ask of her before publishing: `note` in a moderator's words, and each wording."""

    note: str
    wordings: list[Wording]


def _latest(story: Story, move: str) -> StoryEvent | None:
    return StoryEvent.objects.filter(story=story, move=move).order_by("-seq").first()


def asked(story: Story, *, now: datetime) -> Asked | None:
    """None unless her answer is waited for."""
    if story.status != story_words.ASKED or (happened := _latest(story, "ask")) is None:
        return None
    told = StoryText.objects.filter(story=story).latest("no")
    found = placing.look(told.title, told.text, tone=story.tone, now=now)
    answered = answers.current(story, told.no)
    whole = placing.compose(told.title, told.text)
    wordings = [
        Wording(
            one.key, whole[max(0, one.start - AROUND) : one.start], whole[one.start : one.end],
            whole[one.end : one.end + AROUND], answers.offered(one, answered), str(words.WHY[one.why]),
            answered.author.get(one.key),
        )
        for one in answers.to_ask(found.proposals, answered)
    ]  # fmt: skip
    return Asked(happened.data.get("note", ""), wordings)


def marks_of(story: Story, given: Mapping[str, tuple[str, str]], *, now: datetime) -> dict[str, Any]:
    """Her answers, ready for the move `accept_wording` as `marks`. Unanswered ones count as taken. Raises Refused."""
    told = StoryText.objects.filter(story=story).latest("no")
    found = placing.look(told.title, told.text, tone=story.tone, now=now)
    answered = answers.current(story, told.no)
    full: dict[str, tuple[str, str]] = {}
    for one in answers.to_ask(found.proposals, answered):
        full[one.key] = given.get(one.key, (answers.TAKE, ""))
        if full[one.key][0] == answers.TAKE:
            offered = answers.offered(one, answered)
            full[one.key] = (answers.OWN, offered) if offered != one.instead else full[one.key]
    return answers.tidied(found.proposals, full, of=told.no, author=True)


@dataclass(frozen=True)
class NotPassed:
    """Why her story is not shown, in words, and what a moderator wrote to her."""

    reason: str
    says: str
    note: str


def not_passed(story: Story, language: str) -> NotPassed | None:
    """Of a story that was rejected or taken down; None of any other."""
    move = {story_words.REJECTED: "reject", story_words.TAKEN_DOWN: "take_down"}.get(story.status)
    if move is None or (happened := _latest(story, move)) is None:
        return None
    row = next((one for one in rows.reasons(move) if one.code == happened.data.get("reason")), None)
    return NotPassed(
        rows.said(row, "name", language) if row else "", rows.said(row, "says", language) if row else "",
        happened.data.get("note", ""),
    )  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One number to call, in the reader's language."""

    number: str
    name: str
    says: str


def help_lines(title: str, text: str, *, language: str, now: datetime) -> list[Line]:
    """Whom she can call, at once and before anybody has read it; empty when nothing sounds like danger."""
    found = placing.look(title, text, now=now)
    known = rows.help_lines({alarm.lane for alarm in found.alarms} & URGENT)
    return [Line(one.number, rows.said(one, "name", language), rows.said(one, "says", language)) for one in known]


def help_lines_of(story: Story, *, language: str, now: datetime) -> list[Line]:
    """The same, for the page of her story."""
    told = StoryText.objects.filter(story=story).latest("no")
    return help_lines(told.title, "\n".join([told.text, *told.answers.values()]), language=language, now=now)
