"""The table of moves as a picture and as a list, for docs/workflow.md. A test keeps the page equal to the table."""

from .workflow import MOVES, OPEN, STATUSES, Move

HEADER = """# The life of a case

Made from `cases/workflow.py` by `python -m sangsuk.cases.diagram > docs/workflow.md`; a test fails when they differ.

```mermaid
stateDiagram-v2
    [*] --> received: submit
    [*] --> assigned: submit (Bangkok)
"""


def page() -> str:
    """The whole page: a diagram of what changes the status, then every move with who, what it needs and whom it tells."""
    arrows = sorted({arrow for move in MOVES.values() for arrow in _arrows(move)})
    ends = [f"    {status} --> [*]" for status in STATUSES if status not in OPEN]
    rows = [_row(move) for move in MOVES.values()]
    table = ["| move | by | from | to | needs | clock | tells the citizen |", "|---|---|---|---|---|---|---|", *rows]
    return HEADER + "\n".join([*arrows, *ends, "```", "", *table]) + "\n"


def _arrows(move: Move) -> list[str]:
    if move.target is None:
        return []
    return [f"    {source} --> {move.target}: {move.name}" for source in move.sources]


def _row(move: Move) -> str:
    sources = "any open" if move.sources >= OPEN else ", ".join(s for s in STATUSES if s in move.sources)
    cells = [
        move.name, ", ".join(sorted(move.by)), sources, move.target or "–", ", ".join(move.needs) or "–",
        move.clock or "–", move.tells or ("sees it" if move.shown == "citizen" else "–"),
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    print(page(), end="")
