"""The person behind a case. The only door to names, telephones, addresses and numbers."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.common.sealed import unseal_field
from sangsuk.offices.actor import Actor
from sangsuk.thai import national_id

from . import reading, workflow
from .callbacks import queries as calling
from .checking import Person
from .models import Case, Reporter
from .standing import standings

FIELDS = ("name", "phone", "email")
ALL = (*FIELDS, "national_id")


def reveal(
    case: Case, *, by: Actor, reason: str, fields: Sequence[str] = FIELDS, now: datetime | None = None
) -> Person:
    """These fields, after writing down who looks and why; the others stay "". Ask for no more than is needed.

    The office that answers for the case may look; an agency, and an office that is to call back, only when the citizen
    gave her name openly. Raises NotAllowed, Refused (no reason, no field, a second person's yes is missing).
    """
    reason, fields = _asked(case, by, reason, fields)
    row = _row(case)
    if row is None:
        return Person()
    places = [(row, field) for field in fields]
    values = reading.opened(places, case=case, by=by, reason=reason, now=now or timezone.now())
    return Person(**dict(zip(fields, values, strict=True)))


def _asked(case: Case, by: Actor, reason: str, fields: Sequence[str]) -> tuple[str, list[str]]:
    if not may_reveal(case, by):
        raise NotAllowed("identity_closed", _("ผู้ร้องขอให้ทราบเฉพาะศูนย์ดำรงธรรมที่ดูแลเรื่องนี้"))
    reason = reading.reason_of(reason, _("กรุณาบอกเหตุผลที่ต้องดูชื่อและเบอร์ติดต่อ เจ้าของเรื่องจะเห็นเหตุผลนี้"))
    wanted = [field for field in ALL if field in fields]
    if not wanted:
        raise Refused("needed", _("กรุณาเลือกอย่างน้อยหนึ่งอย่างที่ต้องดู"), "fields")
    return reason, wanted


def may_reveal(case: Case, by: Actor) -> bool:
    here = standings(case, by)
    if case.identity == "none":
        return False
    if workflow.OWNER in here or (workflow.AGENCY in here and case.identity == "named"):
        return True
    return case.identity == "named" and calling.may_call(case, by)


def contact(case: Case, fields: Sequence[str] = FIELDS) -> Person:
    """For the machine that writes to her, never for a person's eyes."""
    row = _row(case)
    return Person(**{field: unseal_field(row, field) for field in fields}) if row else Person()


def id_masked(case: Case) -> str:
    """Her number as it may stand on a screen: the last four digits, of a case that `queries.seen` gave. "" for none."""
    return national_id.masked(getattr(case, "id_tail", None) or "")


def _row(case: Case) -> Reporter | None:
    row = Reporter.objects.filter(case_id=case.pk).first()
    if row is not None:
        row.case = case
    return row
