"""What those who receive an order do: open it, acknowledge it, report on it; and the issuer asks those who have not."""

import logging
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.cases.files import StoredFile
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.offices.actor import Actor
from sangsuk.thai import bangkok_date, redact

from . import days, recording, standing, telling, words
from .models import Order, OrderFile, Reading, Receipt

logger = logging.getLogger(__name__)
LEAST_REPORT, MOST_REPORT, MOST_FILES = 15, 8_000, 6


def of(order: Order, by: Actor) -> Receipt | None:
    """Her office's receipt; None for who only looks."""
    return (
        Receipt.objects.filter(order=order, office=by.office_code).select_related("order").first()
        if by.is_staff
        else None
    )


def must_read(order: Order, by: Actor) -> bool:
    return by.is_staff and (by.role == words.CHIEF or by.leads or by.role in order.roles)


@transaction.atomic
def opened(order: Order, by: Actor, *, now: datetime | None = None) -> Reading | None:
    """She has the page before her: written down the first time. None for whom it is not meant. Also who joined a minute ago."""
    now = now or timezone.now()
    if by.user_id is None or not order.is_out or not must_read(order, by):
        return None
    if not Receipt.objects.filter(order=order, office=by.office_code).exists():
        return None
    row, _made = Reading.objects.get_or_create(
        order=order, office_id=by.office_code, user_id=by.user_id, defaults={"role": by.role, "since": now}
    )
    if row.opened_at is None and Reading.objects.filter(pk=row.pk, opened_at=None).update(opened_at=now):
        row.opened_at = now
    return row


@transaction.atomic
def acknowledge(order: Order, *, by: Actor, now: datetime | None = None) -> Receipt:
    """For the office, or for herself where the order asks each person. A second press changes nothing. Raises Missing,
    NotAllowed, Refused."""
    now = now or timezone.now()
    receipt = _locked(order, by)
    _must_hold(order, now)
    opened(order, by, now=now)
    if order.per_person:
        return _for_herself(order, receipt, by, now)
    if receipt.acked_at is not None:
        return receipt
    whose = standing.may_acknowledge(by, now)
    if not whose:
        raise NotAllowed("chief_only", _("ผู้รับทราบแทนหน่วยงานคือหัวหน้า หรือผู้ทำแทนหัวหน้า ระบบบันทึกแล้วว่าท่านเปิดอ่าน"))
    return _acknowledged(order, receipt, whose, by, now)


def _for_herself(order: Order, receipt: Receipt, by: Actor, now: datetime) -> Receipt:
    mine = Reading.objects.filter(order=order, office=by.office_code, user=by.user_id)
    if not mine.exists():
        raise NotAllowed("not_yours", _("ฉบับนี้ไม่ได้ขอให้ท่านรับทราบ"))
    mine.filter(acked_at=None).update(acked_at=now)
    waiting = Reading.objects.filter(order=order, office=by.office_code, acked_at=None, left_at=None)
    if receipt.acked_at is None and not waiting.exists():
        return _acknowledged(order, receipt, "everybody", Actor.system(), now)
    return receipt


def _acknowledged(order: Order, receipt: Receipt, whose: str, by: Actor, now: datetime) -> Receipt:
    late = receipt.due_on is not None and receipt.due_on < bangkok_date(now)
    changes: dict[str, Any] = {
        "acked_at": now, "acked_by_id": by.user_id, "acked_name": by.name, "acked_for": whose, "acked_late": late,
    }  # fmt: skip
    if receipt.owes == words.ACK:
        changes |= _owing_report(order, receipt, now) if order.asks == words.REPORT else _owing_nothing()
    recording.RECEIPTS.advance(receipt, "acknowledge", changes, by=by, data={}, now=now)
    logger.info("order acknowledged", extra={"order": order.pk, "office": receipt.office_id})
    return receipt


def _owing_nothing() -> dict[str, Any]:
    return {"owes": "", "due_on": None, "next_on": None}


def _owing_report(order: Order, receipt: Receipt, now: datetime) -> dict[str, Any]:
    """The ladder begins anew with the day of the report."""
    assert order.report_on is not None
    coming = next_reminder(order.report_on, receipt.province_code, after=0, today=bangkok_date(now))
    return {"owes": words.OWES_REPORT, "due_on": order.report_on, "step": 0, "next_on": coming, "asked_on": None}


def next_reminder(due: date, province_code: str, *, after: int, today: date) -> date | None:
    found = days.next_step(due, province_code, after=after, steps=days.ladder(today))
    return found[1] if found else None


@transaction.atomic
def report(
    order: Order, text: str, *, by: Actor, files: Sequence[StoredFile] = (), now: datetime | None = None
) -> Receipt:
    """The office's answer. Said again while the order holds, the later words stand and the earlier ones stay in the
    history. Raises Missing, NotAllowed, Refused."""
    now = now or timezone.now()
    receipt = check_may_report(order, by, now)
    text = checked(text)
    _keep(order, receipt, files, now)
    late = receipt.owes == words.OWES_REPORT and receipt.due_on is not None and receipt.due_on < bangkok_date(now)
    changes = {
        "report": text, "reported_at": now, "reported_name": by.name, "reported_late": late or receipt.reported_late,
    } | _owing_nothing()  # fmt: skip
    recording.RECEIPTS.advance(receipt, "report", changes, by=by, data={"files": [f.name for f in files]}, now=now)
    return receipt


def check_may_report(order: Order, by: Actor, now: datetime) -> Receipt:
    """Her office's receipt, locked; call it in a transaction. Raises Missing, NotAllowed."""
    receipt = _locked(order, by)
    _must_hold(order, now)
    if order.asks != words.REPORT:
        raise NotAllowed("no_report", _("ฉบับนี้ไม่ได้ขอรายงานผล"))
    if by.role not in standing.WRITING:
        raise NotAllowed("not_yours", _("ผู้รายงานผลคือเจ้าหน้าที่หรือหัวหน้าของหน่วยงาน"))
    if receipt.acked_at is None:
        raise NotAllowed("not_acknowledged", _("กรุณาให้หัวหน้ารับทราบก่อน แล้วจึงรายงานผล"))
    return receipt


def checked(text: str) -> str:
    """Words of a report: who is spoken of is a citizen as likely as not, and it is read far away."""
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(text) < LEAST_REPORT:
        raise Refused("too_short", _("กรุณาเล่าให้ยาวกว่านี้อีกนิด เช่น ทำอะไรไปแล้ว ได้ผลอย่างไร"), "text")
    if len(text) > MOST_REPORT:
        raise Refused("too_long", _("ยาวเกินไป ขอไม่เกิน %(most)s ตัวอักษร") % {"most": f"{MOST_REPORT:,}"}, "text")
    if any(one.kind != "name" for one in redact(text).found):
        raise Refused("personal_data", _("ข้อความนี้มีเบอร์โทรศัพท์ เลขประจำตัว หรือข้อมูลของบุคคล กรุณานำออกก่อน"), "text")
    return text


def _keep(order: Order, receipt: Receipt, files: Sequence[StoredFile], now: datetime) -> None:
    if OrderFile.objects.filter(receipt=receipt).count() + len(files) > MOST_FILES:
        raise Refused("too_many", _("แนบได้ไม่เกิน %(most)s ไฟล์") % {"most": MOST_FILES}, "files")
    for file in files:
        kept = {name: getattr(file, name) for name in ("kind", "size", "width", "height", "name", "warns")}
        OrderFile.objects.get_or_create(
            order=order, receipt=receipt, sha256=file.sha256, defaults=kept | {"added_at": now}
        )


def _locked(order: Order, by: Actor) -> Receipt:
    found = Receipt.objects.select_for_update(of=("self",)).select_related("order")
    receipt = found.filter(order=order, office=by.office_code).first() if by.is_staff else None
    if receipt is None or not order.is_out:
        raise Missing("no_order", _("ไม่พบฉบับนี้"))
    return receipt


def _must_hold(order: Order, now: datetime) -> None:
    if not order.holds_on(bangkok_date(now)):
        raise NotAllowed("not_in_force", _("ฉบับนี้ไม่ใช้บังคับแล้ว จึงไม่ต้องรับทราบหรือรายงาน"))


@transaction.atomic
def remind(order: Order, *, by: Actor, offices: Collection[str] | None = None, now: datetime | None = None) -> int:
    """The issuer, or the province over its districts, asks those who still owe something; each at most once a day. Returns
    how many offices were asked. Raises NotAllowed."""
    now = now or timezone.now()
    today = bangkok_date(now)
    rows = Receipt.objects.select_for_update(of=("self",)).filter(asks_of(order, by), order=order).exclude(owes="")
    rows = rows.filter(Q(asked_on=None) | Q(asked_on__lt=today)).select_related("order").order_by("pk")
    if offices is not None:
        rows = rows.filter(office__in=list(offices))
    asked = 0
    for receipt in rows:
        recording.RECEIPTS.advance(receipt, "ask", {"asked_on": today}, by=by, data={}, now=now)
        telling.owed(receipt, step=f"asked:{today}", now=now, people=who_owes(receipt))
        asked += 1
    return asked


def asks_of(order: Order, by: Actor) -> Q:
    """Of which offices she may ask what they owe."""
    if by.kind == "system" or (by.office_code == order.office_id and by.role in standing.WRITING):
        return Q()
    if by.is_staff and by.office_level == "province" and by.role in standing.WRITING:
        return Q(province_code=by.province_code) & ~Q(office=by.office_code)
    raise NotAllowed("not_yours", _("ผู้ที่เตือนได้คือสำนักงานที่ออกฉบับนี้ และจังหวัดของหน่วยงานนั้น"))


def who_owes(receipt: Receipt) -> list[int] | None:
    """Whom to tell where each person acknowledges for herself; None where the office does, so who leads it."""
    if not (receipt.order.per_person and receipt.owes == words.ACK):
        return None
    rows = Reading.objects.filter(order=receipt.order, office=receipt.office_id, acked_at=None, left_at=None)
    return list(rows.values_list("user", flat=True))
