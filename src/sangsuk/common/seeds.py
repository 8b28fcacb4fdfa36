"""Reference tables that come with the product: CSV beside the room, written where they differ, again and again."""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.db import models, transaction

from . import remember

Progress = Callable[[int, int], None]


def rows(path: Path) -> list[dict[str, str]]:
    """The lines of a CSV file with a header; empty cells are ''."""
    with path.open(encoding="utf-8", newline="") as file:
        return [{name: (cell or "").strip() for name, cell in line.items()} for line in csv.DictReader(file)]


@transaction.atomic
def write(
    model: type[models.Model],
    wanted: Iterable[Mapping[str, Any]],
    *,
    key: Sequence[str],
    progress: Progress | None = None,
) -> int:
    """Insert or correct the rows that differ; returns how many.

    A row that a person has set (`edited_at`) stays as it is, and rows that are in no file are nobody's business here.
    """
    made = [model(**_parsed(model, row)) for row in wanted]
    names = [field.attname for field in model._meta.concrete_fields if not field.primary_key or field.attname in key]
    names = [name for name in names if name not in ("edited_at", "changed_at")]
    present = {tuple(getattr(row, name) for name in key): row for row in model._default_manager.all()}
    different = []
    for row in made:
        old = present.get(tuple(getattr(row, name) for name in key))
        if old is None or (
            getattr(old, "edited_at", None) is None and any(getattr(old, n) != getattr(row, n) for n in names)
        ):
            different.append(row)
    if different:
        model._default_manager.bulk_create(
            different,
            update_conflicts=True,
            unique_fields=list(key),
            update_fields=[name.removesuffix("_id") for name in names if name not in key],
            batch_size=1000,
        )
        remember.forget_all()
        transaction.on_commit(remember.forget_all)
    if progress:
        progress(len(made), len(made))
    return len(different)


def _parsed(model: type[models.Model], row: Mapping[str, Any]) -> dict[str, Any]:
    """Cells as the model's own values: '' becomes NULL where the column may be NULL."""
    values = {}
    for name, cell in row.items():
        column = model._meta.get_field(name.removesuffix("_id") if name.endswith("_id") else name)
        if not isinstance(column, models.Field):
            raise TypeError(f"{name} is no column of {model.__name__}")
        values[column.attname] = None if cell == "" and column.null else column.to_python(cell)
    return values
