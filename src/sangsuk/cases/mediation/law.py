"""The rules of mediation as they stand in the rule rows, and what they refuse."""

from dataclasses import replace
from datetime import date, datetime

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused
from sangsuk.common.remember import remembered
from sangsuk.deadlines import clock
from sangsuk.deadlines import queries as deadlines

from ..models import Mediation, MediationRule
from . import rules
from .rules import Rule


@remembered
def all_rules() -> tuple[Rule, ...]:
    """Every mediation rule there is or was."""
    return tuple(Rule(*row) for row in MediationRule.objects.values_list(*Rule.__slots__))


def rule(what: str, kind: str, on: date) -> Rule | None:
    return rules.find(what, kind, on, all_rules())


def limit(kind: str, on: date) -> Rule | None:
    """How much a dispute may be worth, on the day of the request; None: no limit for this kind."""
    return rule(rules.LIMIT_BAHT, kind, on)


def kept_limit(mediation: Mediation) -> Rule | None:
    """The limit that was in force when it was asked for, as it was kept then: a later change of the rules is for later
    requests."""
    found = next((one for one in all_rules() if one.code == mediation.limit_rule), None)
    return replace(found, amount=mediation.limit_baht) if found and mediation.limit_baht is not None else None


def check_value(value_baht: int | None, found: Rule | None) -> None:
    """Refuse what is above the limit, and say on what law."""
    if value_baht is not None and value_baht < 0:
        raise Refused("bad_value", _("ทุนทรัพย์ต้องไม่ติดลบ"), "value_baht")
    if value_baht is None or found is None or value_baht <= found.amount:
        return
    gaps = {"value": f"{value_baht:,}", "limit": f"{found.amount:,}", "basis": found.basis(get_language() or "th")}
    raise Refused(
        "over_limit",
        _("ทุนทรัพย์ %(value)s บาท เกินที่อำเภอไกล่เกลี่ยได้ คือไม่เกิน %(limit)s บาท ตาม%(basis)s กรุณาแนะนำให้ไกล่เกลี่ยที่ศาลหรือสำนักงานยุติธรรมจังหวัด") % gaps,
        "value_baht",
    )  # fmt: skip


def members(kind: str, on: date) -> int:
    """How many mediators there must be beside the chair."""
    found = rule(rules.MEMBERS, kind, on)
    return found.amount if found else 0


def extended(mediation: Mediation, on: date) -> tuple[datetime, int] | None:
    """The new last moment and the months given so far in all, after one more extension; None when no more is allowed.

    Counts from the deemed receipt, as the first period does. Source: docs/law.md#mediation-time
    """
    step, most = rule(rules.EXTENSION_MONTHS, mediation.kind, on), rule(rules.MOST_MONTHS, mediation.kind, on)
    first = deadlines.rule(mediation.time_rule)
    if step is None or not step.amount or first is None or first.unit != "months":
        return None
    more = mediation.extended_months + step.amount
    if most is not None and first.amount + more > most.amount:
        return None
    calendar = deadlines.calendar(mediation.province_code)
    months = first.amount + more
    return clock.due_after_months(mediation.deemed_requested_at, months=months, calendar=calendar), more
