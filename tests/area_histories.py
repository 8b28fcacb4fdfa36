"""Histories of areas for the tests: any sequence of splits, mergers, moves and new names that could have happened."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from sangsuk.flagships.areas.succession import Change

FIRST = date(2020, 10, 1)
CODES = ["1001", "1002", "2001", "2002"]


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Change], dict[str, list[tuple[date, date]]]]:
    """Changes, and for each area from when until when it existed."""
    alive = {code: FIRST - timedelta(days=400) for code in CODES}
    lived: dict[str, list[tuple[date, date]]] = {code: [] for code in CODES}
    changes: list[Change] = []
    day, fresh = FIRST, iter(range(100))
    for kind in draw(st.lists(st.sampled_from(["split", "shrink", "merge", "move", "rename"]), max_size=5)):
        day += timedelta(days=draw(st.integers(1, 120)))
        source = draw(st.sampled_from(sorted(alive)))
        share = Fraction(draw(st.integers(1, 999)), 1000)
        new = f"{draw(st.sampled_from(['10', '20']))}{50 + next(fresh)}"
        if kind == "rename":
            changes.append(Change(source, source, Fraction(1), day))
            continue
        if kind == "merge" and len(alive) > 1:
            other = draw(st.sampled_from(sorted(set(alive) - {source})))
            parts = [Change(source, new, Fraction(1), day), Change(other, new, Fraction(1), day)]
            gone = [source, other]
        elif kind == "split":
            second = f"{new[:2]}{70 + next(fresh)}"
            parts = [Change(source, new, share, day), Change(source, second, 1 - share, day)]
            gone = [source]
        elif kind == "shrink":
            parts = [Change(source, source, share, day), Change(source, new, 1 - share, day)]
            gone = []
        else:
            parts, gone = [Change(source, new, Fraction(1), day)], [source]
        for code in gone:
            lived.setdefault(code, []).append((alive.pop(code), day))
        for part in parts:
            alive.setdefault(part.target, day)
        changes += parts
    for code, since in alive.items():
        lived.setdefault(code, []).append((since, date(2022, 10, 1)))
    return changes, lived
