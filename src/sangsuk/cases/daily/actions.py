"""Loading the ready words that come with the product."""

from pathlib import Path

from sangsuk.common import seeds

from ..models import ReplyTemplate

DATA = Path(__file__).parent / "data"


def load(progress: seeds.Progress | None = None) -> int:
    """Bring the national ready words up to date; returns the rows changed. An office's own are left alone."""
    rows = [row | {"text_th": _lines(row["text_th"]), "text_en": _lines(row["text_en"])} for row in _rows()]
    return seeds.write(ReplyTemplate, rows, key=("code",), progress=progress)


def _rows() -> list[dict[str, str]]:
    return seeds.rows(DATA / "replies.csv")


def _lines(text: str) -> str:
    """A new line is written as `|` in the table, so that one row is one line of the file."""
    return "\n".join(part.strip() for part in text.split("|"))
