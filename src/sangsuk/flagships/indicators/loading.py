"""The indicators that come with the product. What a person has written stays; versions are only inserted."""

import json
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from sangsuk.common import remember, seeds

from ..models import Cell, Indicator, IndicatorVersion, LightRule, Project, Unit
from . import exchange
from .draft import fixed_columns, said_columns

DATA = Path(__file__).parent.parent / "data"


@transaction.atomic
def load(progress: seeds.Progress | None = None) -> int:
    """Bring units, cells, indicators and the rules of the lights up to date; returns how many rows were written."""
    units = [row | {"dimension": json.loads(row["dimension"])} for row in seeds.rows(DATA / "units.csv")]
    changed = seeds.write(Unit, units, key=("code",), progress=progress)
    changed += seeds.write(Cell, seeds.rows(DATA / "cells.csv"), key=("code",))
    changed += _indicators()
    return changed + seeds.write(LightRule, seeds.rows(DATA / "light_rules.csv"), key=("code",))


def _indicators() -> int:
    """A later version of the file goes in only where the newest one is no person's."""
    newest = {
        one.indicator_id: one
        for one in IndicatorVersion.objects.order_by("indicator", "version").only(
            "indicator_id", "version", "made_by_id"
        )
    }
    projects = set(Project.objects.values_list("pk", flat=True))
    new, versions = [], []
    for line in exchange.lines_of(DATA / "indicators.csv"):
        if line.fixed.project not in projects:
            continue
        old = newest.get(line.fixed.code)
        if old is None and line.version == 1:
            new.append(Indicator(**fixed_columns(line.fixed)))
        if old is None or (line.version > old.version and old.made_by_id is None):
            row = IndicatorVersion(
                indicator_id=line.fixed.code, version=line.version, made_at=timezone.now(), **said_columns(line.said)
            )
            versions.append(row)
    Indicator.objects.bulk_create(new)
    IndicatorVersion.objects.bulk_create(versions)
    if versions:
        remember.forget_all()
        transaction.on_commit(remember.forget_all)
    return len(versions)
