"""One look at one text: what must be hidden, what may make somebody known, which lane, how severe. It proposes only."""

from collections.abc import Iterable, Mapping

from sangsuk.thai import redact

from . import grading
from .found import Proposal, Review, apart
from .masks import masks
from .pieces import pieces
from .signs import Lexicon

_ROUNDS = 4


def review(text: str, lexicon: Lexicon, *, told_tone: str = "", limits: grading.Limits | None = None) -> Review:
    """Everything found in a story. `told_tone` is what its author said of it; only then are praised names kept apart."""
    hint = grading.tone(text, lexicon)
    alarms = grading.alarms(text, lexicon)
    complaints = list(lexicon.hits("complaint", text))
    praise = (told_tone or hint) == "positive" and not any(alarm.lane == "accusation" for alarm in alarms)
    proposals = apart([*masks(text, lexicon, praise=praise), *pieces(text, lexicon)])
    hidden = [one for one in proposals if one.group == "mask"]
    circle = grading.anonymity((one for one in proposals if one.group == "reword"), limits or grading.Limits())
    grade, reasons = grading.severity(alarms, complaints, hidden)
    lane, more = grading.lane(alarms, grade, circle, hidden)
    return Review(proposals, alarms, circle, lane, grade, (*reasons, *more), hint, grading.theme(text, lexicon))


def applied(text: str, proposals: Iterable[Proposal], words: Mapping[str, str | None] | None = None) -> str:
    """The text with these proposals in it. `words`: key -> other words instead of the suggested ones, None leaves it."""
    words = words or {}
    parts: list[str] = []
    at = 0
    for one in sorted(proposals, key=lambda p: p.start):
        instead = words.get(one.key, one.instead)
        if instead is None or one.start < at:
            continue
        parts += (text[at : one.start], instead)
        at = one.end
    return "".join(parts) + text[at:]


def masked(text: str, lexicon: Lexicon, *, told_tone: str = "") -> str:
    """The text with every mask in it, looked at again until nothing personal is found: what goes out without a person
    having answered, to a first reader for instance."""
    for _ in range(_ROUNDS):
        found = review(text, lexicon, told_tone=told_tone).masks
        if not found:
            return text
        text = applied(text, found)
    return redact(text).text


def reworded(text: str, lexicon: Lexicon) -> str:
    """The text with every suggested rewording in it, looked at again until there is none."""
    for _ in range(_ROUNDS):
        found = review(text, lexicon).rewordings
        if not found:
            break
        text = applied(text, found)
    return text
