"""Loading the routing rules; what a person has set, a load leaves alone."""

from pathlib import Path

from sangsuk.common import seeds

from .models import RoutingRule

DATA = Path(__file__).parent / "data"


def load(progress: seeds.Progress | None = None) -> int:
    """Bring the routing rules up to date; returns the rows changed."""
    return seeds.write(RoutingRule, seeds.rows(DATA / "routes.csv"), key=("code",), progress=progress)
