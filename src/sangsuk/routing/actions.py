"""Loading the routing rules; what a person has set, a load leaves alone."""

from pathlib import Path

from sangsuk.common import seeds

from .models import RoutingRule, SealingRule

DATA = Path(__file__).parent / "data"


def load(progress: seeds.Progress | None = None) -> int:
    """Bring the rules of routing and of sealing up to date; returns the rows changed."""
    routes = seeds.write(RoutingRule, seeds.rows(DATA / "routes.csv"), key=("code",), progress=progress)
    return routes + seeds.write(SealingRule, seeds.rows(DATA / "sealing.csv"), key=("code",), progress=progress)
