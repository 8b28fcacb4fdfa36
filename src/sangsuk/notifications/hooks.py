"""Webhooks: who is told, with which secret, how it goes out, and what happens when nobody takes it.

Signed as in Standard Webhooks (`common.signatures`). A delivery is a row with a duty, like a message; it is leased, tried
again with growing pauses and given up after the eighth try. A webhook that has failed for three days is switched off, and
the office is told.
"""

import hashlib
import json
import logging
import time
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sangsuk.accounts.models import User
from sangsuk.common import signatures
from sangsuk.common.errors import Refused
from sangsuk.common.sealing import seal, unseal

from . import posting
from .actions import Recipient
from .actions import queue as tell_somebody
from .models import Delivery, Webhook

logger = logging.getLogger(__name__)

KINDS = {
    "case.handed": _("มีเรื่องส่งถึงท่าน"),
    "case.changed": _("เรื่องมีความเคลื่อนไหว"),
    "case.closed": _("เรื่องยุติ"),
}
TEST = "webhook.test"
MOST_HOOKS, MOST_ATTEMPTS, BATCH = 10, 8, 50
LEASE, OLD_SECRET_LASTS, FAILS_FOR = timedelta(minutes=2), timedelta(hours=24), timedelta(days=3)
LABEL = "webhook.secret"
AGENT = "Sangsuk-Webhooks/1"


def register(
    office_code: str, url: str, *, kinds: Collection[str], label: str, by_id: int, by_name: str, now: datetime
) -> tuple[Webhook, str]:
    """A new one and its secret, which is shown once. Raises Refused with the field at fault."""
    wanted = [kind for kind in KINDS if kind in kinds]
    if not wanted:
        raise Refused("needed", _("กรุณาเลือกว่าจะให้แจ้งเรื่องใดบ้าง"), "kinds")
    try:
        posting.target(url)
    except posting.NotThere as trouble:
        sentence = _("ที่อยู่ต้องขึ้นต้นด้วย https:// ตามด้วยชื่อเครื่อง เช่น https://hook.example.go.th/sangsuk")
        raise Refused("bad_address", sentence, "url") from trouble
    if live().filter(office_code=office_code).count() >= MOST_HOOKS:
        raise Refused("too_many", _("มีปลายทางครบ %(most)s แห่งแล้ว ปิดแห่งที่ไม่ใช้ก่อน") % {"most": MOST_HOOKS}, "url")
    secret = signatures.new_secret()
    made = Webhook(
        office_code=office_code, url=url, label=label, kinds=wanted, secret=b"-", made_by_name=by_name, made_by_id=by_id,
        created_at=now,
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save()
            _keep(made, secret)
    except IntegrityError as trouble:
        raise Refused("known", _("มีปลายทางนี้อยู่แล้ว"), "url") from trouble
    return made, secret


def _keep(hook: Webhook, secret: str) -> None:
    hook.secret = seal(secret, label=LABEL, row=hook.pk)
    hook.save(update_fields=["secret"])


@transaction.atomic
def rotate(hook: Webhook, *, now: datetime) -> str:
    """A new secret; the old one signs as well for a day, so that the other side may change in peace."""
    old = unseal(hook.secret, label=LABEL, row=hook.pk)
    hook.old_secret, hook.old_until = seal(old, label=LABEL, row=hook.pk), now + OLD_SECRET_LASTS
    secret = signatures.new_secret()
    _keep(hook, secret)
    hook.save(update_fields=["old_secret", "old_until"])
    return secret


def switch_off(hook: Webhook, *, now: datetime, why: str = "") -> None:
    Webhook.objects.filter(pk=hook.pk, off_at=None).update(off_at=now, off_why=why)
    Delivery.objects.filter(webhook=hook, sent_at=None, given_up_at=None).update(given_up_at=now, trouble="off")


def live() -> "QuerySet[Webhook]":
    return Webhook.objects.filter(off_at=None)


def of(office_code: str | None) -> list[Webhook]:
    """Of one office, or of all; those that are on first, then by age."""
    rows = Webhook.objects.all() if office_code is None else Webhook.objects.filter(office_code=office_code)
    return sorted(rows.order_by("-created_at"), key=lambda hook: hook.off_at is not None)


def latest(hook: Webhook, most: int = 10) -> list[Delivery]:
    return list(hook.deliveries.order_by("-id")[:most])


def payload(kind: str, at: datetime, data: Mapping[str, Any]) -> str:
    """`type`, `timestamp`, `data`, as the specification has it."""
    return json.dumps({"type": kind, "timestamp": at.isoformat(timespec="seconds"), "data": data}, ensure_ascii=False)


def name_of(*parts: object) -> str:
    """Says nothing about how many there are."""
    return "msg_" + hashlib.sha256("\x00".join(map(str, parts)).encode()).hexdigest()[:32]


def queue(rows: Collection[Delivery]) -> None:
    """Write down the duties; one that stands there already stays as it is."""
    Delivery.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def queue_test(hook: Webhook, *, now: datetime) -> None:
    name = name_of("test", hook.pk, now.isoformat())
    body = payload(TEST, now, {"text": "สวัสดี"})
    queue([Delivery(webhook=hook, name=name, kind=TEST, body=body, queued_at=now, due_at=now)])


_LEASE = """
update notifications_delivery set leased_until = %(until)s, attempts = attempts + 1
where id in (
    select id from notifications_delivery
    where sent_at is null and given_up_at is null and due_at <= %(now)s
      and (leased_until is null or leased_until < %(now)s)
    order by due_at, id limit %(batch)s for update skip locked)
returning id
"""


def deliver_due(now: datetime, *, resolve: "posting.Resolve | None" = None) -> int:
    """Post whatever is due; returns how many were taken. Two at once do no harm; a killed one is made good."""
    with connection.cursor() as cursor:
        cursor.execute(_LEASE, {"until": now + LEASE, "now": now, "batch": BATCH})
        ids = [row[0] for row in cursor.fetchall()]
    began, taken = time.monotonic(), 0
    for delivery in Delivery.objects.filter(pk__in=ids).select_related("webhook").order_by("due_at", "pk"):
        if time.monotonic() - began > LEASE.total_seconds() / 2:
            break
        taken += _deliver(delivery, now, resolve)
    return taken


def _deliver(delivery: Delivery, now: datetime, resolve: "posting.Resolve | None") -> int:
    hook, body = delivery.webhook, delivery.body.encode()
    headers = {
        "Content-Type": "application/json; charset=utf-8", "User-Agent": AGENT, "webhook-id": delivery.name,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": signatures.signed(secrets_of(hook, now), id=delivery.name, at=now, body=body),
    }  # fmt: skip
    row = Delivery.objects.filter(pk=delivery.pk, sent_at=None)
    try:
        posting.post(hook.url, body, headers, resolve=resolve)
    except posting.NotThere as trouble:
        _failed(delivery, row, trouble.why, now)
        return 0
    row.update(sent_at=now, leased_until=None, trouble="")
    Webhook.objects.filter(pk=hook.pk).update(last_ok_at=now, failing_since=None)
    return 1


def secrets_of(hook: Webhook, now: datetime) -> list[str]:
    """The one in force first; the one before it as long as it counts."""
    held = [hook.secret, hook.old_secret] if hook.old_until and now < hook.old_until else [hook.secret]
    return [unseal(bytes(one), label=LABEL, row=hook.pk) for one in held]


def _failed(delivery: Delivery, row: "QuerySet[Delivery]", why: str, now: datetime) -> None:
    logger.warning("webhook not delivered", extra={"webhook": delivery.webhook_id, "why": why})
    if delivery.attempts >= MOST_ATTEMPTS or delivery.kind == TEST:
        row.update(given_up_at=now, trouble=why, leased_until=None)
    else:
        row.update(due_at=now + timedelta(minutes=2**delivery.attempts), trouble=why, leased_until=None)
    if delivery.kind != TEST:  # a trial is made when something is not right yet; it starts no clock
        Webhook.objects.filter(pk=delivery.webhook_id, failing_since=None).update(failing_since=now)


def end_failing(now: datetime) -> int:
    """Those that have taken nothing for so long are switched off, and who made them is told."""
    ended = 0
    for hook in live().filter(failing_since__lt=now - FAILS_FOR):
        with transaction.atomic():
            switch_off(hook, now=now, why="failing")
            maker = User.objects.filter(pk=hook.made_by_id, is_active=True).exclude(email=None).first()
            if maker is not None and maker.email:
                tell_somebody(
                    "webhook-off", to=Recipient("email", maker.email, maker.language), about="", office_code="",
                    gaps={"label": hook.label or "-"}, key=f"webhook-off:{hook.pk}", now=now,
                )  # fmt: skip
        ended += 1
    return ended


def withdraw(numbers: Collection[str], *, hook: Webhook, now: datetime) -> None:
    """Not sent yet, and not this office's to know any more."""
    waiting = Delivery.objects.filter(webhook=hook, about__in=list(numbers), sent_at=None, given_up_at=None)
    waiting.update(given_up_at=now, trouble="withdrawn")


def waiting() -> "QuerySet[Delivery]":
    return Delivery.objects.filter(~Q(about=""), sent_at=None, given_up_at=None).select_related("webhook")
