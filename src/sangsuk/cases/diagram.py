"""The table of moves as a picture and as a list, for docs/workflow.md. A test keeps the page equal to the table."""

from collections.abc import Iterable

from .workflow import ACCEPTED, MOVES, NEW, OPEN, SENT_BACK, STATUSES, WORK, Move

HEADER = """# The life of a case

Made from `cases/workflow/` by `python -m sangsuk.cases.diagram > docs/workflow.md`; a test fails when they differ.

Statuses that go together are drawn as one: *new* is received, escalated, returned or reopened, that is, nobody here has
taken it up; *working* is accepted, in progress, sent back or result reported; *open* is any case that has not ended. Where
the effect of a move chooses among several statuses, each is drawn.

```mermaid
stateDiagram-v2
    [*] --> draft: tell
    draft --> received: submit
    draft --> assigned: submit (Bangkok)
"""
GROUPS = {"open": OPEN, "new": NEW, "working": WORK}


def page() -> str:
    """The whole page: a diagram of what changes the status, then every move with who, what it needs and whom it tells."""
    arrows = [f"    {source} --> {end}: {', '.join(names)}" for (source, end), names in sorted(_arrows().items())]
    ends = [f"    {status} --> [*]" for status in STATUSES if status not in OPEN]
    rows = [_row(move) for move in MOVES.values()]
    table = ["| move | by | from | to | needs | may have | clock | tells the citizen |", f"|{'---|' * 8}", *rows]
    return HEADER + "\n".join([*arrows, *ends, "```", "", *table]) + "\n"


def _arrows() -> dict[tuple[str, str], list[str]]:
    """One arrow between two statuses or groups, with the names of all the moves that go this way."""
    found: dict[tuple[str, str], list[str]] = {}
    for move in MOVES.values():
        begun = {ACCEPTED, SENT_BACK} if move.onward and not move.outcomes else move.sources
        for source in _folded(begun & move.sources):
            for end in _folded(move.ends_in):
                if end != source:
                    found.setdefault((source, end), []).append(move.name)
    return found


def _folded(statuses: Iterable[str]) -> list[str]:
    """As few names as say the same."""
    left, names = set(statuses), []
    for name, group in GROUPS.items():
        if left >= group:
            left -= group
            names.append(name)
    return names + [status for status in STATUSES if status in left]


def _row(move: Move) -> str:
    sources = "any open" if move.sources >= OPEN else ", ".join(s for s in STATUSES if s in move.sources)
    cells = [
        move.name, ", ".join(sorted(move.by)) or "–", sources, ", ".join(move.ends_in) or "–", ", ".join(move.needs) or "–",
        ", ".join(move.takes) or "–", move.clock or "–", move.tells or ("sees it" if move.shown == "citizen" else "–"),
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    print(page(), end="")
