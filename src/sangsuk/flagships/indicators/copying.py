"""What last year measured, measured again: the indicators of a programme under the codes of the next one."""

from datetime import datetime
from typing import Any

from django.db import transaction

from sangsuk.common import remember
from sangsuk.offices.actor import Actor

from .. import periods, words
from ..models import Indicator, IndicatorVersion, Programme

FIXED = ("order", "kind", "level", "frequency", "over_areas", "over_time", "fact")
SAID = (
    "name_th", "name_en", "definition_th", "definition_en", "unit_id", "direction", "number_th", "number_en", "base_th", "base_en",
    "axes", "evidence",
)  # fmt: skip


def copy(from_programme: Programme, to_programme: Programme, *, by: Actor, now: datetime) -> int:
    """Each indicator that lasts until the end of the year, in its newest words; its standing is our reading again, baseline and
    targets are the new year's to say. Whatever names an indicator of the old year names the new year's. Returns how many.

    The caller is in a transaction and has asked who may.
    """
    old, new = f"{from_programme.code}_", f"{to_programme.code}_"
    first = periods.year(to_programme.fiscal_year).starts_on
    projects = {one.follows_id: one.pk for one in to_programme.projects.exclude(follows=None)}
    newest = (
        IndicatorVersion.objects.filter(indicator__project__in=list(projects), valid_from__lt=first)
        .order_by("indicator_id", "-valid_from", "-version").distinct("indicator_id").select_related("indicator")
    )  # fmt: skip
    versions = [one for one in newest if one.indicator.valid_to is None or one.indicator.valid_to >= first]
    Indicator.objects.bulk_create(
        Indicator(
            code=one.indicator_id.replace(old, new, 1), project_id=projects[one.indicator.project_id], valid_from=first,
            **{name: getattr(one.indicator, name) for name in FIXED},
        )
        for one in versions
    )  # fmt: skip
    IndicatorVersion.objects.bulk_create(
        IndicatorVersion(
            indicator_id=one.indicator_id.replace(old, new, 1), version=1, valid_from=first, formula=one.formula.replace(old, new),
            checks=_renamed(one.checks, old, new), standing=words.INFERRED, source=f"คัดลอกจากโครงการประจำปี {from_programme.code}",
            made_by_id=by.user_id, made_at=now, **{name: getattr(one, name) for name in SAID},
        )
        for one in versions
    )  # fmt: skip
    transaction.on_commit(remember.forget_all)
    return len(versions)


def _renamed(rules: Any, old: str, new: str) -> Any:
    """Rules of input that compare with another indicator compare with the new year's."""
    if isinstance(rules, str):
        return rules.replace(old, new)
    return {name: _renamed(rule, old, new) for name, rule in rules.items()} if isinstance(rules, dict) else rules
