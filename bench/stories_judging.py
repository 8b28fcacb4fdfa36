"""Does taking out severity help, and can one judge place a story alone? Rounds whose truth is known, invented by chance.

60 stories of which each has a true worth (mean 58, standard deviation 10 points), 15 judges, three a story. Two judges are
harsh by 18 points, two lenient by 18, the others differ by 6; one judgement errs by 8. Marks are whole: totals step by 2.5.

A rogue wants one story to win that is truly worth a place between 11 and 50: `open` gives it 100 and judges the rest
honestly; `sly` also takes 15 points from all the others; `blunt` gives all the others nothing.
"""

import random
import time
from collections import Counter
from collections.abc import Iterator
from statistics import fmean

from sangsuk.stories.judging.assigning import assign
from sangsuk.stories.judging.evenness import evenness
from sangsuk.stories.judging.longlist import pick
from sangsuk.stories.judging.mixed import Rating
from sangsuk.stories.judging.screening import Candidate
from sangsuk.stories.judging.standing import place
from sangsuk.stories.judging.twins import keep_first
from sangsuk.thai.likeness import sketch

from . import words
from .figures import Figure, percentile

STORIES = [f"s{n:02}" for n in range(60)]
JUDGES = [f"j{n:02}" for n in range(15)]
EACH, WINNERS = 3, 3
ROUNDS = 200
TELLINGS = 10_000
KINDS = ("open", "sly", "blunt")


def measure(rounds: int | None = None) -> Iterator[Figure]:
    yield from _assignment()
    yield from _selection(rounds or ROUNDS)
    yield from _long_list()


def _assignment(times: int = 20) -> Iterator[Figure]:
    """With a tenth of all readings forbidden."""
    spent = []
    for n in range(times):
        chance = random.Random(n)
        conflicts = {story: {judge for judge in JUDGES if chance.random() < 0.1} for story in STORIES}
        began = time.perf_counter()
        plan = assign(STORIES, JUDGES, each=EACH, conflicts=conflicts, seed=_seed(n))
        spent.append(time.perf_counter() - began)
        found = evenness(plan, JUDGES)
        if found.loads[1] - found.loads[0] > 1 or found.parts > 1 or any(set(plan[s]) & conflicts[s] for s in STORIES):
            raise RuntimeError("a promise of the assignment is broken")
    spent.sort()
    p50, p95 = percentile(spent, 0.5) * 1000, percentile(spent, 0.95) * 1000
    yield Figure("stories.assignment", fmean(spent), "s", p50_ms=p50, p95_ms=p95, cases=len(STORIES))


def _selection(rounds: int) -> Iterator[Figure]:
    found: Counter[str] = Counter()
    placed: Counter[tuple[str, str]] = Counter()
    for n in range(rounds):
        chance = random.Random(f"round {n}")
        worth = {story: chance.gauss(58, 10) for story in STORIES}
        plan = assign(STORIES, JUDGES, each=EACH, conflicts={}, seed=_seed(n))
        given = list(_judged(worth, plan, chance))
        best = set(sorted(STORIES, key=lambda story: -worth[story])[:WINNERS])
        for way, chosen in _both(given, n).items():
            found[way] += len(chosen & best)
        judge, favourite = _rogue(worth, plan, chance)
        for kind in KINDS:
            for way, chosen in _both([_bent(one, judge, favourite, kind) for one in given], n).items():
                placed[kind, way] += favourite in chosen
    raw, ours = found["raw"] / WINNERS / rounds, found["ours"] / WINNERS / rounds
    yield Figure("stories.top3", ours, "share of the true three", raw, ours / raw, cases=rounds)
    for kind in KINDS:
        raw, ours = placed[kind, "raw"] / rounds, placed[kind, "ours"] / rounds
        yield Figure(f"stories.rogue.{kind}", ours, "share of rounds", raw, ours / raw if raw else None, cases=rounds)


def _judged(worth: dict[str, float], plan: dict[str, list[str]], chance: random.Random) -> Iterator[Rating]:
    severe = [-18, -18, 18, 18, *(chance.gauss(0, 6) for _ in JUDGES[4:])]
    chance.shuffle(severe)
    of = dict(zip(JUDGES, severe, strict=True))
    for story, judges in plan.items():
        for judge in judges:
            yield Rating(story, judge, _whole(worth[story] - of[judge] + chance.gauss(0, 8)))


def _whole(score: float) -> float:
    return min(100.0, max(0.0, round(score / 2.5) * 2.5))


def _rogue(worth: dict[str, float], plan: dict[str, list[str]], chance: random.Random) -> tuple[str, str]:
    """Who cheats, and for which story: one of his own that is worth a middling place."""
    middling = sorted(STORIES, key=lambda story: -worth[story])[10:50]
    judge = chance.choice([judge for judge in JUDGES if any(judge in plan[story] for story in middling)])
    return judge, chance.choice([story for story in middling if judge in plan[story]])


def _bent(one: Rating, judge: str, favourite: str, kind: str) -> Rating:
    if one.judge != judge or (kind == "open" and one.story != favourite):
        return one
    bent = {"open": one.score, "sly": _whole(one.score - 15), "blunt": 0.0}[kind]
    return Rating(one.story, judge, 100.0 if one.story == favourite else bent)


def _both(given: list[Rating], n: int) -> dict[str, set[str]]:
    result = place(given, winners=WINNERS, seed=_seed(n))
    chance = random.Random(f"ties {n}")
    by_mean = sorted(sorted(result.settled.raw), key=lambda story: (-result.settled.raw[story], chance.random()))
    return {"ours": set(result.chosen), "raw": set(by_mean[:WINNERS])}


def _long_list() -> Iterator[Figure]:
    """Likeness included: from texts to sixty."""
    chance = random.Random(7)
    regions, themes = ("c", "n", "ne", "s", "e", "w"), ("service", "character", "volunteer", "other")
    texts = [" ".join(words.story(chance)[1] for _ in range(3)) for _ in range(TELLINGS)]
    began = time.perf_counter()
    candidates = [
        Candidate(f"{n:05}", f"{chance.randrange(878)}", "", chance.choices(regions, (60, 15, 15, 8, 1.5, 0.5))[0],
                  chance.choices(themes, (80, 10, 7, 3))[0], text, sketch(text))
        for n, text in enumerate(texts)
    ]  # fmt: skip
    twins = keep_first({one.code: one.sketch for one in candidates}, [one.code for one in candidates])
    picks = pick([one for one in candidates if one.code not in twins], size=60, seed=_seed(0))
    spent = time.perf_counter() - began
    if len(picks) != 60 or {one.region for one in picks} != set(regions):
        raise RuntimeError("a region was left out of the long list")
    yield Figure("stories.long_list", spent, "s", cases=TELLINGS)


def _seed(n: int) -> str:
    return f"{n:064x}"
