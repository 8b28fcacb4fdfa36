"""The verbs of an order: write it, send it to be signed, sign it, cancel it; and the rows of the ladder are loaded."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.cases.files import StoredFile
from sangsuk.common import seeds
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.offices.actor import Actor
from sangsuk.thai import bangkok_date

from . import checking, issuing, recording, standing, table, telling, words
from .models import Order, OrderFile, ReminderStep

logger = logging.getLogger(__name__)
DATA = Path(__file__).parent / "data"
MOST_FILES = 10


def load(progress: seeds.Progress | None = None) -> int:
    """Bring the ladder of reminders up to date; returns the rows changed."""
    return seeds.write(ReminderStep, seeds.rows(DATA / "reminders.csv"), key=("code",), progress=progress)


@transaction.atomic
def begin(given: Mapping[str, Any], *, by: Actor, now: datetime | None = None) -> Order:
    """A new draft of the writer's office. Raises NotAllowed, Refused."""
    now = now or timezone.now()
    if not standing.writes(by) or by.user_id is None:
        raise NotAllowed("not_yours", _("เฉพาะเจ้าหน้าที่และหัวหน้าของกระทรวง กรม หรือจังหวัด จึงเขียนข้อสั่งการได้"))
    said = checking.kept(given, by.office_code)
    order = Order(office_id=by.office_code, made_at=now, made_by_id=by.user_id, **said)
    order.written_by_id, order.written_name = by.user_id, by.name
    order.save(force_insert=True)
    recording.ORDERS.begin(order, "begin", by=by, data={}, now=now)
    return order


@transaction.atomic
def write(
    order: Order, given: Mapping[str, Any], *, by: Actor, version: int | None = None, now: datetime | None = None
) -> Order:
    """Change a draft. What has been sent to be signed, or signed, is not changed any more. Raises Stale, NotAllowed, Refused."""
    _same(order, version)
    check_draft(order, by)
    said = checking.kept(given, order.office_id, order)
    changed = {name: value for name, value in said.items() if getattr(order, name) != value}
    if changed:
        changes = changed | {"written_by_id": by.user_id, "written_name": by.name}
        recording.ORDERS.advance(order, "write", changes, by=by, data={}, now=now or timezone.now())
    return order


def check_draft(order: Order, by: Actor) -> None:
    """Raises NotAllowed unless she may write in it now."""
    if standing.WRITER not in standing.standings(order, by):
        raise NotAllowed("not_yours", _("ท่านไม่มีหน้าที่แก้ฉบับนี้"))
    if order.status != words.DRAFT:
        raise NotAllowed("not_now", _("ฉบับนี้ไม่ใช่ร่างแล้ว จึงแก้ข้อความไม่ได้ ถ้าต้องแก้หลังออกเลข ให้ออกฉบับใหม่ที่อ้างถึงฉบับนี้"))


def _same(order: Order, version: int | None) -> None:
    if version is not None and version != order.version:
        raise recording.ORDERS.stale()


@transaction.atomic
def attach(order: Order, files: Sequence[StoredFile], *, by: Actor, now: datetime | None = None) -> None:
    """Papers with a draft. Raises NotAllowed, Refused."""
    now = now or timezone.now()
    check_draft(order, by)
    if OrderFile.objects.filter(order=order, receipt=None).count() + len(files) > MOST_FILES:
        raise Refused("too_many", _("แนบได้ไม่เกิน %(most)s ไฟล์") % {"most": MOST_FILES}, "files")
    for file in files:
        kept = {name: getattr(file, name) for name in ("kind", "size", "width", "height", "name", "warns")}
        OrderFile.objects.get_or_create(
            order=order, receipt=None, sha256=file.sha256, defaults=kept | {"added_at": now}
        )
    if files:
        data = {"files": [file.name for file in files]}
        recording.ORDERS.advance(order, "attach", {}, by=by, data=data, now=now)


@transaction.atomic
def detach(order: Order, file_id: int, *, by: Actor, now: datetime | None = None) -> None:
    check_draft(order, by)
    row = OrderFile.objects.filter(order=order, receipt=None, pk=file_id).first()
    if row is None:
        raise Missing("no_file", _("ไม่พบไฟล์นี้"))
    row.delete()
    recording.ORDERS.advance(order, "detach", {}, by=by, data={"files": [row.name]}, now=now or timezone.now())


@transaction.atomic
def move(
    order: Order, name: str, *, by: Actor, version: int | None = None, data: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> Order:  # fmt: skip
    """Make one move of the table. Returns the order as it is now. Raises: Stale, NotAllowed, Refused, NoThaiFont."""
    now = now or timezone.now()
    _same(order, version)
    given = {k: v.strip() if isinstance(v, str) else v for k, v in (data or {}).items()}
    row = table.check(name, order.status, standing.standings(order, by), given)
    kept = {field: given[field] for field in (*row.needs, *row.takes) if given.get(field)}
    changes = {"status": row.target} | _changes(order, name, kept, by, now)
    recording.ORDERS.advance(order, name, changes, by=by, data=kept, now=now)
    if name == "send":
        telling.to_sign(order, now=now)
    elif name == "sign":
        _issue(order, now)
    elif name == "cancel":
        issuing.release(order, "cancel", now)
        telling.cancelled(order, now=now)
    logger.info("order moved", extra={"order": order.pk, "move": name})
    return order


def _changes(order: Order, name: str, kept: Mapping[str, Any], by: Actor, now: datetime) -> dict[str, Any]:
    """The state after the move, beside its status."""
    match name:
        case "send":
            checking.whole(order, bangkok_date(now))
            return {"written_by_id": by.user_id, "written_name": by.name}
        case "sign":
            own = _own_signing(order, kept, by)
            checking.whole(order, bangkok_date(now))
            return {"signed_by_id": by.user_id, "signed_name": by.name, "signed_at": now, "own_signing": own}
        case "cancel":
            return {"why": kept["why"], "ended_at": now}
    return {}


def _own_signing(order: Order, kept: Mapping[str, Any], by: Actor) -> bool:
    """Nobody signs what she wrote, while there is another who can. Where there is none she may, with a reason on record."""
    if order.written_by_id != by.user_id:
        return False
    if others := [one.name for one in standing.signers(order.office_id) if one.user_id != by.user_id]:
        gaps = {"names": ", ".join(others[:3])}
        raise NotAllowed("own_text", _("ท่านเป็นผู้ส่งฉบับนี้ให้ลงนาม จึงต้องให้ผู้อื่นลงนาม คือ %(names)s") % gaps, "move")
    table.check_field("own_why", kept.get("own_why"))
    return True


def _issue(order: Order, now: datetime) -> None:
    """What follows a signature at once: number, paper, addressees; the order that it corrects holds no more."""
    machine = Actor.system()
    row = table.check("issue", order.status, {standing.MACHINE}, {})
    changes = {"status": row.target} | issuing.numbered(order, now)
    recording.ORDERS.advance(order, "issue", changes, by=machine, data={}, now=now)
    issuing.print_it(order, now)
    issuing.send_out(order, now)
    if order.corrects_id:
        old = Order.objects.select_for_update().get(pk=order.corrects_id)
        table.check("correct", old.status, {standing.MACHINE}, {})
        changes = {"status": words.CORRECTED, "ended_at": now}
        recording.ORDERS.advance(old, "correct", changes, by=machine, data={"by": order.number}, now=now)
        issuing.release(old, "correct", now)
