"""What people answered to each proposal, folded from the events of a story; and the text that follows from it.

An answer is one of: `take` the suggested words stand; `own` other words stand; `not_it` it is no name, nothing personal;
`consented` the named person agreed, which holds only while that is on record (`names`); `leave` the author wants it to
stay. Of masks the moderator answers, of rewordings the author; the moderator's answer to a rewording only says whether the author is asked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused

from ..models.stories import Story, StoryEvent, StoryText
from .found import MASK, PEN_NAME, REWORD, Names, Proposal
from .placing import apart, compose
from .review import applied

TAKE, OWN, NOT_IT, CONSENTED, LEAVE = "take", "own", "not_it", "consented", "leave"
KEEPING = frozenset({NOT_IT, CONSENTED, LEAVE})
ALLOWED = {MASK: (TAKE, OWN, NOT_IT, CONSENTED), PEN_NAME: (TAKE, NOT_IT), REWORD: (TAKE, OWN, LEAVE)}
NOBODY = Names()
ANSWERING = ("mark", "ask", "accept_wording")
MOST = 400


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered to one proposal; `words` stand there instead when they are her own."""

    choice: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """The last answer of each side to each proposal of one version of the text, by key."""

    moderator: Mapping[str, Answer]
    author: Mapping[str, Answer]
    names: Names = NOBODY

    def of(self, one: Proposal) -> Answer | None:
        """The answer that counts: the moderator's for a mask, the author's for a rewording."""
        return (self.moderator if one.group == MASK else self.author).get(one.key)

    def keeps(self, one: Proposal) -> bool:
        """Whether it stands as it was told: by an answer that holds."""
        answer = self.of(one)
        return answer is not None and answer.choice in KEEPING and holds(answer.choice, one, self.names)


def holds(choice: str, one: Proposal, names: Names) -> bool:
    """A name stands by consent only while that is on record, and what is surely a name is not none."""
    if choice == CONSENTED:
        return one.key in names.may
    return choice != NOT_IT or one.key not in names.sure


def current(
    story: Story, text_no: int, events: Iterable[StoryEvent] | None = None, *, names: Names = NOBODY
) -> Answers:
    """The answers as they stand. One query, none when the events are at hand. Without `names` no name stands by consent."""
    if events is None:
        events = StoryEvent.objects.filter(story=story, move__in=ANSWERING).order_by("seq")
    moderator: dict[str, Answer] = {}
    author: dict[str, Answer] = {}
    for happened in events:
        marks = happened.data.get("marks") or {}
        if marks.get("of") == text_no:
            side = author if happened.move == "accept_wording" else moderator
            side |= {key: Answer(*given[:2]) for key, given in marks.get("answers", {}).items()}
    return Answers(moderator, author, names)


def tidied(
    proposals: Iterable[Proposal], given: Mapping[str, tuple[str, str]], *, of: int, author: bool = False,
    names: Names = NOBODY,
) -> dict[str, Any]:  # fmt: skip
    """What an event keeps of a form: only answers that this person may give. Raises Refused with the key at fault."""
    kept: dict[str, list[str]] = {}
    for one in proposals:
        if one.key not in given:
            continue
        choice, own = given[one.key][0], given[one.key][1].strip()
        if choice not in choices(one) or (author and one.group == MASK):
            raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), one.key)
        if not holds(choice, one, names):
            raise _not_keepable(choice, one)
        if choice == OWN and not own:
            raise Refused("needed", _("กรุณาเขียนถ้อยคำที่จะใช้แทน"), one.key)
        kept[one.key] = [choice, own[:MOST]] if choice == OWN else [choice]
    return {"of": of, "answers": kept}


def choices(one: Proposal) -> tuple[str, ...]:
    """What may be answered to it, whoever is asked."""
    return ALLOWED[PEN_NAME if one.kind == PEN_NAME else one.group]


def _not_keepable(choice: str, one: Proposal) -> Refused:
    if choice == NOT_IT:
        return Refused("is_a_name", _("ข้อความนี้เป็นชื่อคน กรุณาใช้ตำแหน่งหรือถ้อยคำอื่นแทน"), one.key)
    if one.why in ("praise", "author"):
        return Refused("no_naming_consent", _("ยังไม่มีบันทึกว่าเจ้าของชื่อยินยอม กรุณาใช้ตำแหน่งหรือถ้อยคำอื่นแทน"), one.key)
    return Refused("not_keepable", _("ชื่อนี้แสดงไม่ได้ เรื่องที่ไม่ใช่คำชมไม่ระบุชื่อใคร"), one.key)


def draft(told: StoryText, proposals: Iterable[Proposal], answered: Answers) -> tuple[str, str]:
    """Title and text as they would be shown: masks stand unless answered otherwise, rewordings where the author took them."""
    words: dict[str, str | None] = {}
    for one in proposals:
        answer = answered.of(one)
        if answer is None:
            words[one.key] = one.instead if one.group == MASK else None
        elif answer.choice == OWN:
            words[one.key] = answer.words
        else:
            words[one.key] = None if answered.keeps(one) else offered(one, answered)
    return apart(applied(compose(told.title, told.text), proposals, words))


def offered(one: Proposal, answered: Answers) -> str:
    """What is proposed to the author: the moderator's own words where she wrote some."""
    by_hand = answered.moderator.get(one.key) if one.group != MASK else None
    return by_hand.words if by_hand is not None and by_hand.choice == OWN else one.instead


def to_ask(proposals: Iterable[Proposal], answered: Answers) -> list[Proposal]:
    """The rewordings that the author is asked about: all but those that the moderator leaves."""
    return [
        one
        for one in proposals
        if one.group != MASK and ((by_hand := answered.moderator.get(one.key)) is None or by_hand.choice != LEAVE)
    ]


def kept_words(told: StoryText, proposals: Iterable[Proposal], answered: Answers) -> frozenset[str]:
    """What may stand in the shown text although it looks personal, because somebody answered for it."""
    whole = compose(told.title, told.text)
    return frozenset(whole[one.start : one.end] for one in proposals if one.group == MASK and answered.keeps(one))
