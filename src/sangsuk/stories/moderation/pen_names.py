"""A pen name is read like the rest: a number or an address in it, an official's or a full name, an abusive word. It is not
shown unless a moderator answers that it may be; the author then stands as one who does not wish to be named.
"""

from datetime import datetime

from sangsuk import thai
from sangsuk.thai.dates import bangkok_date

from ..models import Story, StoryText
from ..recognition import naming
from ..words import AUTHOR_UNNAMED
from . import answers, rows
from .found import MASK, PEN_NAME, Proposal
from .masks import is_formal, untitled

DATA, PERSON, ABUSE = "pen_data", "pen_person", "pen_abuse"
ABUSIVE = ("obscene", "hate")


def found(story: Story, told: StoryText, *, now: datetime) -> Proposal | None:
    """What speaks against this pen name, the gravest first. A word that many are called by is nothing: pen names are such."""
    why = _why(story, told.pen_name, now) if told.pen_name else ""
    if not why:
        return None
    name = told.pen_name if why == PERSON else ""
    return Proposal(MASK, PEN_NAME, 0, len(told.pen_name), str(AUTHOR_UNNAMED), why, name=name)


def _why(story: Story, pen_name: str, now: datetime) -> str:
    lexicon = rows.lexicon(bangkok_date(now))
    kinds = thai.redact(pen_name).found
    if any(one.kind != "name" for one in kinds):
        return DATA
    bare = untitled(pen_name, lexicon)
    whole = any(one.start == 0 and one.end == len(pen_name) for one in kinds)
    if is_formal(pen_name) or (whole and " " in bare) or _is_officials(story, bare):
        return PERSON
    return ABUSE if any(next(lexicon.hits(kind, pen_name), None) for kind in ABUSIVE) else ""


def _is_officials(story: Story, bare: str) -> bool:
    """The full name of somebody of that office; a given name alone is anybody's."""
    return " " in bare and bool(naming.bearers(bare, naming.known(story.office_id)))


def shown(story: Story, told: StoryText, *, now: datetime) -> str:
    """The pen name as far as it may be shown."""
    one = found(story, told, now=now)
    if one is None:
        return told.pen_name
    answer = answers.current(story, told.no).moderator.get(one.key)
    return told.pen_name if answer is not None and answer.choice == answers.NOT_IT else ""
