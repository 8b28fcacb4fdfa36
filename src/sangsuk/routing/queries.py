"""Decisions with the rules and offices of the database."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused
from sangsuk.common.remember import remembered
from sangsuk.offices.queries import directory

from . import decide as deciding
from .decide import Decision, Facts, NobodyImpartial, NoRoute, Rule
from .models import RoutingRule, SealingRule


@remembered
def rules() -> tuple[Rule, ...]:
    """Every routing rule there is or was."""
    return tuple(Rule(*row) for row in RoutingRule.objects.values_list(*Rule.__slots__))


def decide(facts: Facts) -> Decision:
    """Who answers for this matter; asks the database nothing when remembered.

    Raises: Refused("no_route") when no rule speaks of it, Refused("nobody_impartial") when all who could are accused.
    """
    try:
        return deciding.decide(facts, rules(), directory())
    except NobodyImpartial:
        raise nobody_impartial() from None
    except NoRoute:
        raise Refused("no_route", _("ยังไม่ได้กำหนดหน่วยงานที่ดูแลเรื่องนี้ กรุณาแจ้งผู้ดูแลระบบ"), field="category") from None


def impartial(ladder: list[str], barred: frozenset[str], on: date) -> str:
    """The nearest of these offices, each under the next, that may have a matter from which some are barred.

    Raises: Refused("nobody_impartial").
    """
    try:
        return deciding.past(barred, ladder, rules(), directory(), on=on, start=ladder[0])
    except NobodyImpartial:
        raise nobody_impartial() from None


def nobody_impartial() -> Refused:
    text = _("ทุกศูนย์ที่ดูแลเรื่องนี้ได้ถูกระบุเป็นผู้ถูกร้อง กรุณายื่นต่อผู้ตรวจการแผ่นดิน โทร 1676 หรือสำนักงาน ป.ป.ช. โทร 1205")
    return Refused("nobody_impartial", text, field="accused")


SEALS = "category_code", "secrecy", "valid_from", "valid_to"


@remembered
def _seals() -> tuple[tuple[Any, ...], ...]:
    return tuple(SealingRule.objects.order_by("valid_from", "code").values_list(*SEALS))


def secrecy_of(category: str, on: date) -> str:
    """The class of secrecy of this category on that day; "normal" when no row speaks of it."""
    fitting = [
        (len(code), since, secrecy)
        for code, secrecy, since, until in _seals()
        if since <= on and (until is None or on < until) and (category == code or category.startswith(code + "."))
    ]
    return max(fitting, key=lambda row: row[:2])[2] if fitting else "normal"
