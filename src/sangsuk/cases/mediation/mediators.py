"""The district's list of mediators: who may be chosen on a day, and who put her there."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.ledger import actions as ledger
from sangsuk.offices.actor import Actor
from sangsuk.thai import bangkok_date

from ..models import Mediator
from ..standing import WORKING_ROLES


def in_force(office_code: str, on: date) -> list[Mediator]:
    """Who may be chosen that day: the chairs first, then by name. One query."""
    valid = Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gt=on))
    return list(Mediator.objects.filter(valid, office=office_code).order_by("-may_chair", "name", "id"))


def everybody(office_code: str) -> list[Mediator]:
    """The list as it is and was."""
    return list(Mediator.objects.filter(office=office_code).order_by("-may_chair", "name", "id"))


def names(panel: Collection[int]) -> list[str]:
    """Of those who were chosen, in the order of the panel: the chair first."""
    found = dict(Mediator.objects.filter(id__in=panel).values_list("id", "name")) if panel else {}
    return [found[one] for one in panel if one in found]


@transaction.atomic
def add(
    name: str, *, may_chair: bool, valid_from: date, source: str, by: Actor, user_id: int | None = None,
    valid_to: date | None = None, now: datetime | None = None,
) -> Mediator:  # fmt: skip
    """Put somebody on the list of the actor's own district, on the word of an order."""
    _check(by)
    name, source = " ".join(name.split()), source.strip()
    if not 2 <= len(name) <= 200:
        raise Refused("needed", _("กรุณากรอกชื่อและนามสกุลผู้ไกล่เกลี่ย"), "name")
    if len(source) < 5:
        raise Refused("needed", _("กรุณาบอกคำสั่งหรือประกาศที่ขึ้นบัญชี พร้อมเลขที่และวันที่"), "source")
    if valid_to is not None and valid_to <= valid_from:
        raise Refused("bad_date", _("วันสิ้นสุดต้องอยู่หลังวันเริ่ม"), "valid_to")
    made = Mediator.objects.create(
        office_id=by.office_code, name=name, may_chair=may_chair, user_id=user_id, valid_from=valid_from,
        valid_to=valid_to, source=source,
    )  # fmt: skip
    _record(made, {}, {"name": name, "valid_from": valid_from.isoformat()}, source, by, now)
    return made


@transaction.atomic
def end(mediator_id: int, *, on: date, source: str, by: Actor, now: datetime | None = None) -> Mediator:
    """Take somebody off the list from a day on; the row stays, for the mediations she sat in."""
    _check(by)
    found = Mediator.objects.filter(pk=mediator_id, office=by.office_code, valid_to=None).first()
    if found is None:
        raise Missing("no_mediator", _("ไม่พบผู้ไกล่เกลี่ยคนนี้ในบัญชีของอำเภอ"))
    if len(source.strip()) < 5:
        raise Refused("needed", _("กรุณาบอกคำสั่งหรือประกาศ พร้อมเลขที่และวันที่"), "source")
    if on <= found.valid_from or on < bangkok_date(now or timezone.now()):
        raise Refused("bad_date", _("วันสิ้นสุดต้องไม่ก่อนวันนี้ และอยู่หลังวันเริ่ม"), "valid_to")
    found.valid_to = on
    found.save(update_fields=["valid_to"])
    _record(found, {"valid_to": ""}, {"valid_to": on.isoformat()}, source.strip(), by, now)
    return found


def _check(by: Actor) -> None:
    if by.kind != "staff" or by.role not in WORKING_ROLES or by.office_level != "district":
        raise NotAllowed("not_yours", _("บัญชีผู้ไกล่เกลี่ยเป็นของอำเภอ ผู้ที่ทำงานในอำเภอเท่านั้นที่แก้ได้"))


def _record(
    row: Mediator, before: dict[str, str], after: dict[str, str], source: str, by: Actor, now: datetime | None
) -> None:
    ledger.record_rule_change(
        "mediators", str(row.pk), by=by, before=before, after=after, source=source, now=now or timezone.now()
    )
