"""Decisions with the rules and offices of the database."""

from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused
from sangsuk.common.remember import remembered
from sangsuk.offices.queries import directory

from . import decide as deciding
from .decide import Decision, Facts, NoRoute, Rule
from .models import RoutingRule


@remembered
def rules() -> tuple[Rule, ...]:
    """Every routing rule there is or was."""
    return tuple(Rule(*row) for row in RoutingRule.objects.values_list(*Rule.__slots__))


def decide(facts: Facts) -> Decision:
    """Who answers for this matter; asks the database nothing when remembered.

    Raises: Refused("no_route") when no rule speaks of it.
    """
    try:
        return deciding.decide(facts, rules(), directory())
    except NoRoute:
        raise Refused("no_route", _("ยังไม่ได้กำหนดหน่วยงานที่ดูแลเรื่องนี้ กรุณาแจ้งผู้ดูแลระบบ"), field="category") from None
