"""The reference rows of the room; the verbs stand with what they change."""

from pathlib import Path

from sangsuk.common import seeds

from .lessons import starting
from .models import TrainingGroup, TrainingQuestion, TrainingRule, TrainingSubject

DATA = Path(__file__).parent / "data"
TABLES = (
    (TrainingSubject, "training_subjects.csv"),
    (TrainingGroup, "training_groups.csv"),
    (TrainingQuestion, "training_questions.csv"),
    (TrainingRule, "training_rules.csv"),
)


def load(progress: seeds.Progress | None = None) -> int:
    """Bring the reference rows of the room up to date; returns the rows changed."""
    tables = ((table, seeds.rows(DATA / name)) for table, name in TABLES)
    changed = sum(seeds.write(table, rows, key=("code",), progress=progress) for table, rows in tables)
    return changed + starting.load()
