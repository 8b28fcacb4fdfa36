"""What in a lesson could make somebody known: names and numbers must go; small places are pointed out, a person decides.

The signs are those of the moderation of stories. What somebody writes is never compared with the name of whoever told the
case: a refusal would tell who guesses whether he guessed right. Her name is taken out of the draft, see `drafting`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused
from sangsuk.stories.moderation import clocks, rows
from sangsuk.stories.moderation.found import Proposal
from sangsuk.stories.moderation.grading import HOLD, LOW, Limits
from sangsuk.stories.moderation.grading import anonymity as circle
from sangsuk.stories.moderation.masks import masks
from sangsuk.stories.moderation.pieces import pieces
from sangsuk.stories.moderation.review import masked
from sangsuk.stories.moderation.words import KINDS, WHY

from .table import FIELDS, PARTS

_AROUND = 24


@dataclass(frozen=True)
class Pointed:
    """Something small in one part: what stands there, what could stand instead, why, and the words around it."""

    part: str
    text: str
    instead: str
    why: str
    around: str

    @property
    def label(self) -> str:
        return str(FIELDS[self.part].label)


@dataclass(frozen=True)
class Look:
    """`pointed`: details by which neighbours could know somebody; `level`: how easily, all parts together."""

    pointed: tuple[Pointed, ...]
    level: str
    score: int

    @property
    def is_high(self) -> bool:
        return self.level == HOLD

    @property
    def asks(self) -> bool:
        return self.level != LOW


def clean(text: str) -> str:
    """Every mask in it, until nothing personal is found."""
    return masked(text, rows.lexicon()) if text.strip() else ""


def looked(parts: Mapping[str, str]) -> Look:
    lexicon, limits = rows.lexicon(), clocks.limits(rows.rules())
    pointed: list[Pointed] = []
    found: list[Proposal] = []
    for part in PARTS:
        text = parts.get(part, "")
        for one in pieces(text, lexicon):
            if one.kind in KINDS and text[one.start : one.end].strip():
                found.append(one)
                pointed.append(_pointed(part, text, one))
    seen = circle(found, limits if isinstance(limits, Limits) else Limits())
    return Look(tuple(pointed), seen.level, seen.score)


def _pointed(part: str, text: str, one: Proposal) -> Pointed:
    around = text[max(0, one.start - _AROUND) : one.end + _AROUND].replace("\n", " ")
    return Pointed(part, text[one.start : one.end], one.instead, str(WHY.get(one.why, "")), around)


def check(parts: Mapping[str, str]) -> None:
    """Raises Refused at the first part in which a person stands by name or number."""
    for part in PARTS:
        kinds = {str(KINDS.get(one.kind, one.kind)) for one in _personal(parts.get(part, ""))}
        if kinds:
            said = {"label": FIELDS[part].label, "what": ", ".join(sorted(kinds))}
            raise Refused(
                "personal_data", _("ใน “%(label)s” ดูเหมือนมี%(what)s กรุณานำออกหรือเปลี่ยนเป็นตำแหน่งหรือคำกลาง ๆ") % said, part
            )


def _personal(text: str) -> Iterator[Proposal]:
    yield from masks(text, rows.lexicon(), praise=False)
