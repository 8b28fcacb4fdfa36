"""Which lane a story goes, how severe it is, how easily its people would be known. Stated sums; no guess is hidden.

Severity 0-5 is the gravest sentence in the story, never its average, after Care Opinion's criticality score ("the
moderator's assessment of the most negative statements", careopinion.org.au/info/uk/story-criticality, read November
2026); our definitions stand in data/grades.csv, and a person sets the grade.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .found import Alarm, Anonymity, Proposal, Reason
from .signs import LANES, Hit, Lexicon

FAST, CAREFUL, DUTY = "fast", "careful", "duty"
URGENT = frozenset({"self_harm", "threat", "child_harm"})
"""What goes to the duty officer at once."""

LOW, ASK, HOLD = "low", "ask", "hold"
FREE_KINDS = 2
"""So many kinds of pieces say little; from the next one on, each narrows the circle and counts one point more."""


@dataclass(frozen=True)
class Limits:
    """From which score the author is asked, and from which a story goes the careful lane."""

    ask: int = 4
    hold: int = 7


def alarms(text: str, lexicon: Lexicon) -> tuple[Alarm, ...]:
    """Sentences that belong into a lane of their own, the gravest first."""
    found = [
        Alarm(lane, hit.start, hit.end, hit.sign.points, hit.sign.code)
        for lane in LANES
        for hit in lexicon.hits(lane, text)
    ]
    return tuple(sorted(found, key=lambda a: (-a.severity, LANES.index(a.lane), a.start)))


def anonymity(rewordings: Iterable[Proposal], limits: Limits) -> Anonymity:
    """The score: the heaviest piece of each kind, added up, and one more for each kind beyond the second."""
    heaviest: dict[str, int] = {}
    for one in rewordings:
        heaviest[one.kind] = max(heaviest.get(one.kind, 0), one.points)
    score = sum(heaviest.values()) + max(0, len(heaviest) - FREE_KINDS)
    level = HOLD if score >= limits.hold else ASK if score >= limits.ask else LOW
    return Anonymity(score, level, dict(sorted(heaviest.items(), key=lambda item: (-item[1], item[0]))))


def severity(
    found: Sequence[Alarm], complaints: Sequence[Hit], masks: Iterable[Proposal]
) -> tuple[int, tuple[Reason, ...]]:
    """The grade and why, in the order of weight."""
    reasons: list[Reason] = []
    grade = 0
    for lane in dict.fromkeys(alarm.lane for alarm in found):
        points = max(alarm.severity for alarm in found if alarm.lane == lane)
        grade = max(grade, points)
        reasons.append(Reason(lane, {"grade": points}))
    if complaints:
        worst = max(hit.sign.points for hit in complaints)
        grade = max(grade, worst)
        reasons.append(Reason(f"complaint_{worst}", {"grade": worst}))
    if any(one.why == "criticism" for one in masks) and grade >= 1:
        reasons.append(Reason("named", {}))
    if not grade:
        reasons.append(Reason("nothing", {"grade": 0}))
    return grade, tuple(reasons)


def lane(
    found: Sequence[Alarm], grade: int, circle: Anonymity, masks: Iterable[Proposal]
) -> tuple[str, tuple[Reason, ...]]:
    """Where the story waits: with the duty officer, in the careful lane, or in the fast one."""
    if any(alarm.lane in URGENT for alarm in found):
        return DUTY, ()
    reasons: list[Reason] = []
    whys = {one.why for one in masks}
    if "child" in whys:
        reasons.append(Reason("child_named", {}))
    if circle.level == HOLD:
        reasons.append(Reason("known_in_place", {"score": circle.score}))
    if found or grade >= 3 or reasons:
        return CAREFUL, tuple(reasons)
    return FAST, ()


def tone(text: str, lexicon: Lexicon) -> str:
    """A hint only: the author says herself how it went."""
    good = len(list(lexicon.hits("good", text)))
    bad = len(list(lexicon.hits("complaint", text))) + len(list(lexicon.hits("accusation", text)))
    if good and bad:
        return "positive" if good >= 3 * bad else "negative" if bad >= 3 * good else "mixed"
    return "positive" if good else "negative" if bad else "mixed"


def theme(text: str, lexicon: Lexicon) -> str:
    """A hint only: service, character, volunteer spirit, other. Of equals the rarer wins: nearly all speak of a service."""
    count = {
        kind: len({hit.word for hit in lexicon.hits(kind, text)}) for kind in ("volunteer", "character", "service")
    }
    most = max(count.values())
    return next((kind for kind, number in count.items() if number == most), "other") if most else "other"
