"""Which of the names found in a story may stand in what is shown: the author's own where she allows it, and in praise that
of an official who lets herself be named, on record. Nobody else's, whatever a moderator answers.
"""

from collections.abc import Iterable
from datetime import datetime

from sangsuk import thai
from sangsuk.thai.dates import bangkok_date

from .. import consents, words
from ..models import Story, StoryText
from ..recognition import naming
from . import answers, placing, rows
from .found import Names, Proposal
from .masks import is_formal, untitled
from .signs import Lexicon

AUTHOR = 0
"""In the place of the row of somebody praised."""


def of(story: Story, proposals: Iterable[Proposal], *, now: datetime) -> Names:
    """One query for the people of the office, one for what the author allows; none where no name was found."""
    named = [one for one in proposals if one.name]
    if not named:
        return Names()
    people, lexicon = naming.known(story.office_id), rows.lexicon(bangkok_date(now))
    own = words.NAME in consents.allowed(story)
    may: dict[str, int] = {}
    for one in named:
        if one.why == "author" and own:
            may[one.key] = AUTHOR
        elif one.why == "praise":
            row = naming.may_be_named(untitled(one.name, lexicon), people)
            may |= {one.key: row} if row else {}
    return Names(may, frozenset(one.key for one in named if _is_sure(one.name, people, lexicon, story.tone)))


def _is_sure(name: str, people: Iterable[naming.Known], lexicon: Lexicon, tone: str) -> bool:
    """Somebody of the office is called so, or nothing but a person is."""
    return is_formal(name, strict=tone != words.POSITIVE) or bool(naming.bearers(untitled(name, lexicon), people))


def strange(
    story: Story, proposals: Iterable[Proposal], answered: "answers.Answers", shown: str, *, now: datetime
) -> bool:
    """Whether somebody's name stands in the shown text beside those that may: typed in, or left by another answer."""
    found = [shown[one.start : one.end] for one in thai.redact(shown).found if one.kind == "name"]
    if not found:
        return False
    people, lexicon = naming.known(story.office_id), rows.lexicon(bangkok_date(now))
    kept = {untitled(one.name, lexicon) for one in proposals if one.key in answered.names.may and answered.keeps(one)}
    return any(_is_sure(name, people, lexicon, story.tone) and untitled(name, lexicon) not in kept for name in found)


def standing(story: Story, *, now: datetime) -> list[tuple[str, str, int]]:
    """What stands in the shown text by somebody's consent: the words, what is shown without it, and whose name it is."""
    told = StoryText.objects.filter(story=story).latest("no")
    found = placing.look(told.title, told.text, tone=story.tone, now=now)
    named = of(story, found.proposals, now=now)
    answered, whole = answers.current(story, told.no, names=named), placing.compose(told.title, told.text)
    return [
        (whole[one.start : one.end], one.instead, named.may[one.key])
        for one in found.proposals
        if one.key in named.may and answered.keeps(one)
    ]


def without(story: Story, whose: int, *, now: datetime) -> dict[str, str]:
    """Title and text as shown, without the name that stood there by this one's consent. Ask while it is still in force."""
    shown = {"title_shown": story.title_shown, "text_shown": story.text_shown}
    for said, instead, owner in standing(story, now=now):
        if owner == whose:
            shown = {name: text.replace(said, instead) for name, text in shown.items()}
    return shown
