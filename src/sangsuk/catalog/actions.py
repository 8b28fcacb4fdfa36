"""Loading the reference rows of this room."""

from pathlib import Path

from sangsuk.common import seeds

from .models import Category, CategoryCrosswalk, Channel, Mission, SettlementCode

DATA = Path(__file__).parent / "data"


def load(progress: seeds.Progress | None = None) -> int:
    """Bring missions, categories, crosswalks, channels and settlement codes up to date; returns the rows changed."""
    tables = (
        (Mission, "missions.csv", ("code",)),
        (Channel, "channels.csv", ("code",)),
        (SettlementCode, "settlements.csv", ("code",)),
        (Category, "categories.csv", ("code",)),
        (CategoryCrosswalk, "crosswalk.csv", ("system", "their_type")),
    )
    changed = 0
    for done, (model, file, key) in enumerate(tables, start=1):
        changed += seeds.write(model, seeds.rows(DATA / file), key=key)
        if progress:
            progress(done, len(tables))
    return changed
