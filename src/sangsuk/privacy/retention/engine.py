"""What the rules say is to be forgotten, done in small steps; and done again after an old backup was restored.

The batch is the duty: a row says what is due up to which moment. A step forgets some hundred things, sets up their
tombstone and counts them, in one transaction; a tick that is killed leaves a whole step or none, and the next goes on.
"""

import logging
import time
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from sangsuk.common import remember
from sangsuk.offices.actor import Actor

from .. import deeds, rules
from ..models import Batch, RetentionRule
from . import tombstones
from .executors import EXECUTORS, Doing, Executor

logger = logging.getLogger(__name__)
STEP = 200
KEEP = "keep"
ASKS_AGAIN = timedelta(days=90)
"""What the officer declined is not proposed again before."""


def tick(now: datetime | None = None, *, seconds: float = 15, step: int = STEP) -> int:
    """Propose what waits for approval, forget what does not; returns how many things were forgotten. May run twice at once."""
    now, began, gone = now or timezone.now(), time.monotonic(), 0
    for target, rule in rules.retention(now).items():
        executor = EXECUTORS.get(target)
        if rule.action == KEEP or executor is None:
            continue
        if executor.quiet:
            gone += _tidy(executor, rule, now)
            continue
        batch = _batch(executor, rule, now)
        while batch is not None and batch.status == "approved" and time.monotonic() - began < seconds:
            did = _step(batch.pk, step, now)
            gone += did
            if not did:
                break
    return gone


def until(rule: RetentionRule, now: datetime) -> datetime:
    """Whatever began to wait before this moment is due. A month is the twelfth part of a year."""
    if rule.amount is None:
        return now
    spans = {"hours": timedelta(hours=1), "calendar_days": timedelta(days=1), "months": timedelta(days=365.25 / 12)}
    return now - spans[rule.unit] * rule.amount


def _batch(executor: Executor, rule: RetentionRule, now: datetime) -> Batch | None:
    """The one that is open, else a new one if anything is due."""
    found = Batch.objects.filter(target=executor.target, status__in=["proposed", "approved"]).first()
    if found is not None:
        return found
    lately = now - ASKS_AGAIN
    if Batch.objects.filter(target=executor.target, status="declined", decided_at__gt=lately).exists():
        return None
    last = until(rule, now)
    due, held = executor.count(last)
    if not due:
        return None
    batch = Batch(
        rule=rule.code, target=executor.target, action=rule.action, until=last, found=due, held=held, made_at=now,
        status="proposed" if rule.needs_approval else "approved",
    )  # fmt: skip
    Batch.objects.bulk_create([batch], ignore_conflicts=True)  # of two ticks at once the database takes one
    return Batch.objects.filter(target=executor.target, status__in=["proposed", "approved"]).first()


@transaction.atomic
def _step(pk: int, step: int, now: datetime) -> int:
    """Some of a batch; 0 when there is nothing left, and then it is done."""
    batch = Batch.objects.select_for_update(skip_locked=True).filter(pk=pk, status="approved").first()
    if batch is None:
        return 0
    executor = EXECUTORS[batch.target]
    keys = executor.due(batch.until, step)
    if not keys:
        Batch.objects.filter(pk=pk).update(status="done", done_at=now)
        return 0
    doing = Doing(batch.until, now, Actor.system(), rule=batch.rule)
    counts = executor.apply(keys, doing)
    tombstones.set_up(batch.target, keys, until=batch.until, now=now, rule=batch.rule)
    Batch.objects.filter(pk=pk).update(done=batch.done + len(keys), counts=_sum(batch.counts, counts))
    transaction.on_commit(remember.forget_all)
    return len(keys)


def _sum(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return dict(Counter(one) + Counter(other))


@transaction.atomic
def _tidy(executor: Executor, rule: RetentionRule, now: datetime) -> int:
    """Housekeeping: one line of counts a day."""
    last = until(rule, now)
    keys = executor.due(last, 5000)
    if not keys:
        return 0
    counts = executor.apply(keys, Doing(last, now, Actor.system(), rule=rule.code))
    day = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    row = Batch.objects.filter(target=executor.target, status="done", made_at__gte=day).first()
    if row is None:
        row = Batch(rule=rule.code, target=executor.target, action=rule.action, found=0, status="done", made_at=now)
    row.until, row.done_at, row.counts = last, now, _sum(row.counts, counts)
    row.done, row.found = row.done + len(keys), row.found + len(keys)
    row.save()
    return len(keys)


@transaction.atomic
def decide(batch: Batch, *, approve: bool, by: Actor, reason: str, now: datetime) -> Batch:
    """The officer's word on a batch that was proposed. Declined, the same things are proposed again by a later tick."""
    row = Batch.objects.select_for_update().get(pk=batch.pk)
    if row.status != "proposed":
        return row
    row.status, row.decided_at, row.decided_by = "approved" if approve else "declined", now, by.name
    row.save(update_fields=["status", "decided_at", "decided_by"])
    deeds.record("batch", row.pk, row.status, by=by, now=now, data={"reason": reason})
    return row


def again(now: datetime | None = None) -> dict[str, int]:
    """Repeat every forgetting that the tombstones remember. After restoring a backup, before anybody is let in."""
    now, total = now or timezone.now(), Counter[str]()
    for stone in tombstones.stones():
        executor = EXECUTORS.get(stone.target)
        if executor is None:
            logger.error("no such target of forgetting", extra={"target": stone.target})
            continue
        rule = stone.rule or ("" if stone.request is not None else "again")
        doing = Doing(datetime.fromisoformat(stone.until), now, Actor.system(), rule=rule, request=stone.request)
        with transaction.atomic():
            total.update(executor.apply(list(stone.keys), doing))
    remember.forget_all()
    return dict(total)
