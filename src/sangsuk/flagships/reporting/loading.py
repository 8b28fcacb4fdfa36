"""The rules of sheets come with the product and are changed at the desk."""

from pathlib import Path

from sangsuk.common import seeds

from ..models import SheetRule

DATA = Path(__file__).parent.parent / "data"


def load(progress: seeds.Progress | None = None) -> int:
    return seeds.write(SheetRule, seeds.rows(DATA / "sheet_rules.csv"), key=("code",), progress=progress)
