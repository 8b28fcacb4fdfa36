"""The rows that letters stand on come with the product, and what a person has set stays."""

from sangsuk.common import seeds

from ..models import LetterMinutes
from .heads import DATA


def load(progress: seeds.Progress | None = None) -> int:
    """Bring the rules of minutes up to date; returns the rows changed. Letter heads are each office's own to write."""
    return seeds.write(LetterMinutes, seeds.rows(DATA / "minutes.csv"), key=("kind", "valid_from"), progress=progress)
