"""The person behind a case. The only door to names, telephones and addresses."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.common.sealed import unseal_field
from sangsuk.ledger import actions as ledger
from sangsuk.offices.actor import Actor

from . import workflow
from .callbacks import queries as calling
from .checking import Person, told
from .models import Case, Reporter
from .standing import standings

FIELDS = ["name", "phone", "email"]


@transaction.atomic
def reveal(case: Case, *, by: Actor, reason: str, now: datetime | None = None) -> Person:
    """Name and contacts, after writing down who looks and why. Raises NotAllowed, Refused (no reason given).

    The office that answers for the case may look; an agency, and an office that is to call back, only when the citizen
    gave her name openly.
    """
    if not may_reveal(case, by):
        raise NotAllowed("identity_closed", _("ผู้ร้องขอให้ทราบเฉพาะศูนย์ดำรงธรรมที่ดูแลเรื่องนี้"))
    reason = told(reason, "reason", least=0, most=1000)
    if len(reason) < 5:
        raise Refused("needed", _("กรุณาบอกเหตุผลที่ต้องดูชื่อและเบอร์ติดต่อ เจ้าของเรื่องจะเห็นเหตุผลนี้"), "reason")
    ledger.record_reading(case.number, by=by, fields=FIELDS, reason=reason, now=now or timezone.now())
    return contact(case)


def may_reveal(case: Case, by: Actor) -> bool:
    here = standings(case, by)
    if case.identity == "none":
        return False
    if workflow.OWNER in here or (workflow.AGENCY in here and case.identity == "named"):
        return True
    return case.identity == "named" and calling.may_call(case, by)


def contact(case: Case) -> Person:
    """For the machine that writes to her, never for a person's eyes."""
    row = Reporter.objects.filter(case_id=case.pk).first()
    if row is None:
        return Person()
    row.case = case
    return Person(*(unseal_field(row, field) for field in FIELDS))
