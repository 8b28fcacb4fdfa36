"""The one door to sealed data for a person's eyes: first it is written who looks at what, when and why, then it is opened.

Everything that shows identity goes through `opened`; what the machine needs to deliver a message does not (see the list
in tests/architecture/test_sealed.py).
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from sangsuk.common import sealed
from sangsuk.deadlines import clock
from sangsuk.deadlines import queries as deadlines
from sangsuk.ledger import actions as ledger
from sangsuk.ledger import queries as log
from sangsuk.offices.actor import Actor

from . import checking, prints, seconding
from .models import Case, Letter, Reporter, SecondLook


def reason_of(typed: str, sentence: object = "") -> str:
    """As it may be kept. Raises Refused: nobody looks without one."""
    return checking.reason(typed, "reason", sentence or _("กรุณาบอกเหตุผลที่ต้องดู เจ้าของเรื่องจะเห็นเหตุผลนี้"))


Place = tuple[models.Model, str]
"""A row and the name of one of its sealed columns."""


def opened(places: Sequence[Place], *, case: Case, by: Actor, reason: str, now: datetime, about: str = "") -> list[str]:
    """Each place in clear, all of them one reading. The caller has asked whether this actor may look.

    `about`: under which name it stands in the log when that is not the case's number. Raises Refused while a second
    person's yes is missing; nothing is opened and nothing written then.
    """
    labels = list(dict.fromkeys(_label(type(row), field) for row, field in places))
    if not labels:
        return []
    hers = any(isinstance(row, (Reporter, Letter)) for row, _field in places)
    look = seconding.agreed(case, by, labels, reason, now, hers=hers)
    with transaction.atomic():
        if look:
            seconding.use(look, now)
        standing = _standing(case, by, now, look)
        ledger.record_reading(about or case.number, by=by, fields=labels, reason=reason, now=now, standing=standing)
        return [sealed.unseal_field(row, field) for row, field in places]


def _label(model: type[models.Model], field: str) -> str:
    return sealed.column(model, field).label.removeprefix("reporter.")


def _standing(case: Case, by: Actor, now: datetime, look: SecondLook | None) -> ledger.Standing:
    person = Reporter.objects.filter(case_id=case.pk).values_list("name_print", "family_print").first()
    name, family = (bytes(mark) for mark in person) if person else (b"", b"")
    return ledger.Standing(
        of_office=case.office_id, closed=not case.is_open, after_hours=_after_hours(case, now),
        figure=bool(name) and name in log.figures(), family=bool(family) and family == prints.of_family(by.name),
        second_id=look.decided_by_id if look else None, second_who=look.decided_name if look else "",
    )  # fmt: skip


def _after_hours(case: Case, now: datetime) -> bool:
    calendar = deadlines.calendar(case.province_code)
    try:
        return clock.deemed_received(now, calendar) != now
    except deadlines.CalendarGap:
        return False
