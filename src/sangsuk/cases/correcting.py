"""A value of the one who told us is wrong, and she says what is right."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor

from . import checking, intake, reporters
from .models import Case


@dataclass(frozen=True)
class Corrected:
    """`agencies`: who could see the old value, because she had given her name openly."""

    old: str
    agencies: list[str]


@transaction.atomic
def contact(case: Case, field: str, value: str, *, by: Actor, now: datetime) -> Corrected:
    """Name, telephone or e-mail. Raises Refused when there is nothing to correct, or the value is none."""
    if case.identity == "none":
        raise Refused("no_identity", _("เรื่องนี้ไม่ได้บอกชื่อไว้ จึงไม่มีชื่อหรือเบอร์ให้แก้"), "value")
    before = reporters.contact(case, reporters.ALL)
    person = checking.who(case.identity, checking.Person(**{**vars(before), field: value}))
    row = intake.reporter_of(person, case)
    row.case = case
    row.save()
    known = offices.known()
    agencies = [mark for mark in case.holders if mark in known and known[mark].level == "agency"]
    return Corrected(getattr(before, field), agencies if case.identity == "named" else [])
