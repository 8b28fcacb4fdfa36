"""The record of a round as one JSON document: enough for anybody to choose again, and no names. Pure.

`docs/recompute_selection.py` reads it without any of our code. Nothing in it tells who wrote, which office it was about or
who judged: stories are packet codes, judges numbers. What a published winner's code is, is said beside the winners.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from .evenness import Evenness
from .mixed import POWERS, Rating
from .overruling import Exchange, after
from .robust import BEND, LEAST_SCALE, MISFIT, TURNS
from .rubric import Criterion, total
from .standing import WITHIN, Result

FORMAT = "sangsuk-selection-1"


@dataclass(frozen=True)
class Given:
    """What one judge said of one packet."""

    packet: str
    judge: str
    marks: Mapping[str, int]


@dataclass(frozen=True)
class Kept:
    """What a round leaves behind. `conflicts`: pairs (packet, judge) that were forbidden, without why."""

    code: str
    winners: int
    each: int
    criteria: Sequence[Criterion]
    packets: Sequence[str]
    judges: Sequence[str]
    conflicts: Sequence[tuple[str, str]]
    plan: Mapping[str, Sequence[str]]
    given: Sequence[Given]
    seed: str
    commitment: str
    exchanges: Sequence[Exchange] = ()


def ratings(criteria: Sequence[Criterion], given: Iterable[Given]) -> list[Rating]:
    """Totals in an order of their own, whatever order they were given in."""
    return sorted(
        (Rating(one.packet, one.judge, total(criteria, one.marks)) for one in given), key=lambda r: (r.story, r.judge)
    )


def record(
    kept: Kept, result: Result, even: Evenness, *, planned: Mapping[str, Sequence[str]] | None = None
) -> dict[str, Any]:
    """The document. What we computed stands under `ours`; everything else is what was given. `planned`: who was to read
    what at first, before a judge declared a conflict and another took over."""
    return {
        "format": FORMAT,
        "round": kept.code,
        "winners": kept.winners,
        "each": kept.each,
        "commitment": kept.commitment,
        "seed": kept.seed,
        "criteria": [
            {"code": one.code, "name": str(one.name), "weight": one.weight, "anchors": {str(mark): said for mark, said in one.anchors.items()}}
            for one in kept.criteria
        ],
        "packets": sorted(kept.packets),
        "judges": sorted(kept.judges),
        "conflicts": sorted([packet, judge] for packet, judge in kept.conflicts),
        "planned": {packet: sorted(judges) for packet, judges in sorted((planned or kept.plan).items())},
        "assigned": {packet: sorted(judges) for packet, judges in sorted(kept.plan.items())},
        "scores": [
            {"packet": one.packet, "judge": one.judge, "marks": dict(sorted(one.marks.items()))}
            for one in sorted(kept.given, key=lambda one: (one.packet, one.judge))
        ],
        "overruled": [asdict(one) for one in kept.exchanges],
        "model": model(),
        "ours": ours(kept, result, even),
    }  # fmt: skip


def model() -> dict[str, Any]:
    """The constants of the computation, said once, so that nobody has to look for them in code."""
    return {
        "powers": [POWERS[0], POWERS[-1]],
        "turns": TURNS,
        "bend": BEND,
        "misfit": MISFIT,
        "least_scale": LEAST_SCALE,
        "within": WITHIN,
    }


def ours(kept: Kept, result: Result, even: Evenness) -> dict[str, Any]:
    fitted = result.settled.fit
    return {
        "scores_digest": result.digest,
        "ratios": asdict(fitted.ratios),
        "places": [asdict(place) for place in result.places],
        "severity": {judge: round(value, 2) for judge, value in sorted(fitted.severity.items())},
        "misfit": {judge: round(value, 2) for judge, value in sorted(result.settled.misfit.items())},
        "evenness": asdict(even),
        "chosen": sorted(after(result.chosen, kept.exchanges)),
    }


def written(document: Mapping[str, Any]) -> str:
    """The same document, always the same bytes."""
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
