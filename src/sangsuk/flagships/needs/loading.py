"""What speaks of which project comes with the product and is changed at the desk."""

from pathlib import Path

from sangsuk.common import seeds

from ..models import NeedLink

DATA = Path(__file__).parent.parent / "data"


def load(progress: seeds.Progress | None = None) -> int:
    return seeds.write(NeedLink, seeds.rows(DATA / "needs.csv"), key=("code",), progress=progress)
