"""A value of the one who told us is wrong, and she says what is right."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused
from sangsuk.common.sealing import seal
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor

from . import checking, prints, reporters
from .models import Case, Reporter


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
    before = reporters.contact(case)
    person = checking.who(case.identity, checking.Person(**{**vars(before), field: value}))
    sealed = {
        name: seal(getattr(person, name), label=f"reporter.{name}", row=case.client_id) for name in reporters.FIELDS
    }
    marks = {name: mark for name, mark in prints.of_person(person).items() if name != "id_print"}
    Reporter.objects.update_or_create(case=case, defaults=sealed | marks)
    known = offices.known()
    agencies = [mark for mark in case.holders if mark in known and known[mark].level == "agency"]
    return Corrected(getattr(before, field), agencies if case.identity == "named" else [])
