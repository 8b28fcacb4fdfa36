"""The verbs of this room, and loading what comes with the product."""

from pathlib import Path

from sangsuk.common import seeds

from . import forms, sheets
from .models import Band, StandardRule

DATA = Path(__file__).parent / "data"


def load(progress: seeds.Progress | None = None) -> None:
    """Numbers and bands where they differ; forms only while there are none of that name and year."""
    seeds.write(StandardRule, seeds.rows(DATA / "rules.csv"), key=["code"], progress=progress)
    seeds.write(Band, seeds.rows(DATA / "bands.csv"), key=["code"], progress=progress)
    forms.load([sheets.read(path.read_bytes()) for path in sorted((DATA / "forms").glob("*.csv"))])
