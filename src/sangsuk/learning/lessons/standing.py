"""Who is what to a lesson, and which lessons somebody sees at the desk. Conditions only; the rows are asked elsewhere."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.offices.actor import NATIONAL

from .words import GONE, LEARNERS

if TYPE_CHECKING:
    from sangsuk.offices.actor import Actor

WORKING = ("officer", "chief")


def learns(actor: "Actor") -> bool:
    """Reads lessons and answers questions: all who work for a centre, and those who lead or keep it."""
    return actor.is_staff and actor.role in LEARNERS and not actor.at_agency


def organises(actor: "Actor") -> bool:
    """Makes quizzes and courses: people of the department and of the ministry's centre."""
    return actor.is_staff and actor.role in WORKING and actor.office_code in NATIONAL


def check_organiser(by: "Actor") -> None:
    """Raises NotAllowed."""
    if not organises(by):
        raise NotAllowed("not_yours", _("ผู้จัดทำแบบทดสอบและหลักสูตรคือกรมการปกครองและกระทรวงมหาดไทย"))


def check_roles(roles: Sequence[str]) -> None:
    """Raises Refused."""
    if not set(roles) <= set(LEARNERS):
        raise Refused("bad_choice", _("กรุณาเลือกจากรายการ"), "roles")


def makes(actor: "Actor") -> bool:
    """Proposes and checks lessons: the province, the department, the ministry."""
    return organises(actor) or (actor.is_staff and actor.role in WORKING and actor.office_level == "province")


def made(actor: "Actor") -> Q | None:
    """The condition of those being made that she may read; None for who makes none."""
    if organises(actor):
        return ~Q(status=GONE)
    if makes(actor):
        return Q(province_code=actor.province_code) & ~Q(status=GONE) & ~Q(province_code="")
    return None
