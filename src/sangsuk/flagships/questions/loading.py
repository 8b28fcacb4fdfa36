"""The limits come with the product and are changed at the desk."""

from dataclasses import fields
from datetime import date
from fractions import Fraction
from pathlib import Path

from django.db.models import Q

from sangsuk.common import seeds
from sangsuk.common.remember import remembered

from ..models import QuestionRule
from .rules import Limits

DATA = Path(__file__).parent.parent / "data"


def load(progress: seeds.Progress | None = None) -> int:
    return seeds.write(QuestionRule, seeds.rows(DATA / "question_rules.csv"), key=("code",), progress=progress)


@remembered
def limits(on: date) -> Limits:
    """As they hold on a day."""
    rows = QuestionRule.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on).order_by("valid_from")
    said = {row.what: row.amount for row in rows}
    kinds = {"round_share": Fraction, "far": float}
    return Limits(**{one.name: kinds.get(one.name, int)(said[one.name]) for one in fields(Limits) if one.name in said})
