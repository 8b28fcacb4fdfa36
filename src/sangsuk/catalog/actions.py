"""Loading the reference rows of this room."""

from pathlib import Path

from sangsuk.common import seeds

from .models import AxisCrosswalk, Category, CategoryCrosswalk, Channel, IdentityRule, Mission, SettlementCode, Term

DATA = Path(__file__).parent / "data"


def load(progress: seeds.Progress | None = None) -> int:
    """Bring missions, channels, settlement codes, categories, axes, crosswalks and what is asked up to date; returns the rows changed."""
    tables = (
        (Mission, "missions.csv", ("code",)),
        (Channel, "channels.csv", ("code",)),
        (SettlementCode, "settlements.csv", ("code",)),
        (Category, "categories.csv", ("code",)),
        (CategoryCrosswalk, "crosswalk.csv", ("system", "their_type")),
        (Term, "terms.csv", ("axis", "code")),
        (AxisCrosswalk, "axis_crosswalk.csv", ("system", "axis", "ours", "valid_from")),
        (IdentityRule, "identity.csv", ("code",)),
    )
    changed = 0
    for done, (model, file, key) in enumerate(tables, start=1):
        changed += seeds.write(model, seeds.rows(DATA / file), key=key)
        if progress:
            progress(done, len(tables))
    return changed
