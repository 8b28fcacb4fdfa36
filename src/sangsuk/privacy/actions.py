"""Loading the rows that come with the product."""

from pathlib import Path

from sangsuk.common import seeds

from .models import Activity, Ground, Notice, Officer, RetentionRule, TimeLimit

DATA = Path(__file__).parent / "data"
TABLES = {
    "notices": Notice, "terms": TimeLimit, "grounds": Ground, "officers": Officer, "retention": RetentionRule,
    "activities": Activity,
}  # fmt: skip


def load(progress: seeds.Progress | None = None) -> int:
    """Bring the rows up to date; returns how many changed. What a person has set stays."""
    return sum(
        seeds.write(
            model, [_unfolded(row) for row in seeds.rows(DATA / f"{name}.csv")], key=("code",), progress=progress
        )
        for name, model in TABLES.items()
    )


def _unfolded(row: dict[str, str]) -> dict[str, str]:
    """In the files a paragraph ends with a bar, so that one row stays one line."""
    return {name: cell.replace(" | ", "\n\n") for name, cell in row.items()}
