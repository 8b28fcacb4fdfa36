"""What offices' own systems are told of cases: that something happened to one they may see, never what was said.

A tick reads the events that came since the last time and writes the deliveries; no move waits for it. Whether an office
hears of a case is `visible_to`, and never of a sealed one: a program cannot tell who of the office reads over its shoulder.
Both are asked when a delivery is written down and again before it is tried once more: what was sealed meanwhile is withdrawn.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from sangsuk.notifications import hooks
from sangsuk.notifications.models import Delivery, HookProgress, Webhook
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor

from . import story, workflow
from .models import Case, CaseEvent

EVENTS = 5_000
CHANNEL = "webhook"


def tell(now: datetime | None = None) -> int:
    """Write down what is to be posted; returns how many. May run twice at once, and be cut off anywhere."""
    now, made = now or timezone.now(), 0
    with transaction.atomic():
        HookProgress.objects.get_or_create(id=1)
        row = HookProgress.objects.select_for_update(skip_locked=True).filter(id=1).first()
        if row is None:
            return 0
        newest, running_to, ended_to = _look()
        high = min(newest, row.upto + EVENTS)
        if listening := list(hooks.live()):
            made = _queue(listening, row.upto, high, now)
        if (
            row.seen_xid <= ended_to
        ):  # all that ran when `seen` was looked at has ended, and stands in what was just read
            row.upto, row.seen, row.seen_xid = max(row.upto, min(row.seen, high)), newest, running_to
        row.save()
    _withdraw(now)
    return made


def _look() -> tuple[int, int, int]:
    """The newest event; transactions from here on are not begun; those before here have ended. See `insight.actions`."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select (select coalesce(max(id), 0) from cases_caseevent),
                      pg_snapshot_xmax(pg_current_snapshot())::text::bigint,
                      pg_snapshot_xmin(pg_current_snapshot())::text::bigint"""
        )
        newest, running_to, ended_to = cursor.fetchone()
    return int(newest), int(running_to), int(ended_to)


def _queue(listening: Iterable[Webhook], low: int, high: int, now: datetime) -> int:
    events = list(CaseEvent.objects.filter(id__gt=low, id__lte=high).order_by("id"))
    rows: list[Delivery] = []
    for hook in listening:
        actor = actor_of(hook)
        if actor is None or not events:
            continue
        ids = {event.case_id for event in events}
        seen = dict(_known_to(actor).filter(pk__in=ids).values_list("pk", "number"))
        rows += [
            _delivery(hook, event, seen[event.case_id], kind, now)
            for event, kind in _heard([e for e in events if e.case_id in seen and e.at >= hook.created_at], actor)
            if kind in hook.kinds
        ]
    hooks.queue(rows)
    return len(rows)


def _heard(events: Iterable[CaseEvent], actor: Actor) -> Iterator[tuple[CaseEvent, str]]:
    """Each with what it is for this office; what happened to a case before it came there is not its business."""
    kinds = [(event, kind) for event in events if (kind := kind_of(event, actor))]
    came = {event.case_id: event.seq for event, kind in reversed(kinds) if kind == "case.handed"}
    return ((event, kind) for event, kind in kinds if event.seq >= came.get(event.case_id, 0))


def _known_to(actor: Actor) -> "QuerySet[Case]":
    return Case.objects.visible_to(actor).unsealed()


def actor_of(hook: Webhook) -> Actor | None:
    """The office itself, as nobody in particular; None when it has ended."""
    office = offices.known().get(hook.office_code)
    if office is None:
        return None
    role = "agency" if office.level == "agency" else "officer"
    return Actor("staff", None, office.name("th"), role, office.code, office.level, office.province_code, CHANNEL)


def kind_of(event: CaseEvent, actor: Actor) -> str:
    """What it is for this office; "" when it may not even know that it happened."""
    audience = story.AGENCY if actor.at_agency else story.CENTRE
    if not story.may_read(event, audience, actor.office_code):
        return ""
    if event.changes.get("status") in workflow.CLOSED:
        return "case.closed"
    named = (event.changes.get("office_id"), event.changes.get("agency_id"), event.data.get("agency"))
    return "case.handed" if actor.office_code in named else "case.changed"


def _delivery(hook: Webhook, event: CaseEvent, number: str, kind: str, now: datetime) -> Delivery:
    data = {"number": number, "move": event.move, "link": f"{settings.SITE_URL}/desk/cases/{number}"}
    return Delivery(
        webhook=hook, name=hooks.name_of("case", hook.pk, event.case_id, event.seq), kind=kind, about=number,
        body=hooks.payload(kind, event.at, data), queued_at=now, due_at=now,
    )  # fmt: skip


def _withdraw(now: datetime) -> None:
    """What waits to be tried again is looked at once more."""
    by_hook: dict[Webhook, set[str]] = {}
    for delivery in hooks.waiting():
        by_hook.setdefault(delivery.webhook, set()).add(delivery.about)
    for hook, numbers in by_hook.items():
        actor = actor_of(hook)
        known = _known_to(actor) if actor else Case.objects.none()
        seen = set(known.filter(number__in=numbers).values_list("number", flat=True))
        if gone := numbers - seen:
            hooks.withdraw(gone, hook=hook, now=now)
