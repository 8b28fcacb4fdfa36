"""Unusual readings: found by a tick, decided by the data protection officer or the chief of that office, told when wrong."""

from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Func, QuerySet, TextField, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing, NotAllowed, Refused, Stale
from sangsuk.common.keys import fingerprint
from sangsuk.common.remember import forget_all
from sangsuk.common.sealed import row_of, unseal_field
from sangsuk.common.sealing import seal
from sangsuk.ledger import alarms
from sangsuk.ledger.models import PublicFigure, Reading, ReadingAlarm, ReadingRule
from sangsuk.notifications import actions as notifications
from sangsuk.offices.actor import Actor
from sangsuk.thai import BANGKOK
from sangsuk.thai.dates import bangkok_date

from . import checking, numbers, prints, reporters
from .models import Case
from .sealed.rule import OPEN_CLASS, unaccused
from .telling import office_name, recipient

DAYS_BACK = 2
SEEN = tuple(alarms.Seen.__dataclass_fields__)
OVERSEERS = ("dpo", "auditor", "chief")
NOT_JUSTIFIED = "reading-not-justified"


def find_due(now: datetime | None = None) -> int:
    """Alarms that today's and yesterday's readings give and that are not there yet; returns how many are new."""
    now = now or timezone.now()
    first = datetime.combine(bangkok_date(now) - timedelta(days=DAYS_BACK - 1), time(), BANGKOK)
    readings = [
        alarms.Seen(*row) for row in Reading.objects.filter(at__gte=first).order_by("at", "id").values_list(*SEEN)
    ]
    rules = [
        alarms.Rule(*row) for row in ReadingRule.objects.values_list("code", "kind", "amount", "valid_from", "valid_to")
    ]
    made = 0
    for alarm in alarms.find(readings, rules):
        hers = alarm.readings[0]
        fresh = {"readings": [seen.id for seen in alarm.readings]}
        apart = any(numbers.is_apart(seen.about.partition("/")[0]) for seen in alarm.readings)
        row, new = ReadingAlarm.objects.get_or_create(
            key=alarm.key,
            defaults=fresh | {
                "id": numbers.next_id() if apart else None,
                "kind": alarm.kind, "rule": alarm.rule, "at": hers.at, "user_id": hers.user_id, "who": hers.who,
                "office_code": hers.office_code, "found_at": now,
            },
        )  # fmt: skip
        if not new and row.decided_at is None and row.readings != fresh["readings"]:
            ReadingAlarm.objects.filter(pk=row.pk, decided_at=None).update(**fresh)
        made += new
    return made


def alarms_for(by: Actor) -> "QuerySet[ReadingAlarm]":
    """The data protection officer and the auditor see all, a chief her own office's but never one about herself or about a
    look that she agreed to; none of them one that would tell of a case from which she is kept."""
    rows = ReadingAlarm.objects.order_by("-id")
    if by.role not in OVERSEERS:
        return rows.none()
    rows = rows.exclude(readings__overlap=list(_about_hidden(by).values_list("pk", flat=True)))
    if by.role != "chief":
        return rows
    agreed = list(Reading.objects.filter(second_id=by.user_id).values_list("pk", flat=True))
    return rows.filter(office_code=by.office_code).exclude(user_id=by.user_id).exclude(readings__overlap=agreed)


def log_for(by: Actor) -> "QuerySet[Reading]":
    """Every reading for the data protection officer and the auditor, a chief's own people's; but of cases kept from her."""
    rows = Reading.objects.order_by("-id")
    if by.role not in OVERSEERS:
        return rows.none()
    rows = rows.exclude(pk__in=_about_hidden(by).values("pk"))
    return rows if by.role != "chief" else rows.filter(office_code=by.office_code)


def _about_hidden(by: Actor) -> "QuerySet[Reading]":
    """Looks at cases that accuse her or her office; of a chief's own people, at any sealed case that she may not see:
    perhaps it is she who is complained of."""
    number = Func(F("about"), Value("/"), Value(1), function="split_part", output_field=TextField())
    found = Reading.objects.annotate(number=number)
    if by.role != "chief":
        return found.filter(number__in=Case.objects.exclude(unaccused(by)).values("number"))
    sealed = Case.objects.exclude(secrecy=OPEN_CLASS, accused=[], accused_people=[])
    hidden = sealed.exclude(pk__in=Case.objects.visible_to(by).values("pk"))
    return found.filter(office_code=by.office_code, number__in=hidden.values("number"))


@transaction.atomic
def decide(alarm_id: int, *, by: Actor, justified: bool, why: str, now: datetime | None = None) -> ReadingAlarm:
    """Once and for good. When it was not justified, whoever was looked at is told. Raises Missing, Refused, Stale."""
    now = now or timezone.now()
    if by.role not in ("dpo", "chief"):
        raise NotAllowed("not_yours", _("ผู้ตรวจสอบอ่านบันทึกได้ แต่ไม่ได้เป็นผู้ตัดสิน"))
    row = alarms_for(by).filter(pk=alarm_id).first()
    if row is None:
        raise Missing("no_alarm", _("ไม่พบรายการนี้"))
    why = checking.reason(why, "why", _("กรุณาบอกว่าตรวจอย่างไร และพบอะไร"))
    changed = ReadingAlarm.objects.filter(pk=row.pk, decided_at=None).update(
        decided_at=now, decided_by=by.user_id, decided_name=by.name, justified=justified, decision=why
    )
    if not changed:
        raise Stale("stale", _("มีผู้ตรวจรายการนี้ไปแล้ว"))
    if not justified:
        _tell(row, now)
    row.refresh_from_db()
    return row


def _tell(alarm: ReadingAlarm, now: datetime) -> None:
    numbers = {
        about.partition("/")[0]
        for about in Reading.objects.filter(pk__in=alarm.readings).values_list("about", flat=True)
    }
    for case in Case.objects.filter(number__in=numbers).order_by("id"):
        to = recipient(reporters.contact(case), case.language)
        if to is None:
            continue
        gaps: dict[str, Any] = {
            "number": case.number, "office": office_name(alarm.office_code), "track": f"{settings.SITE_URL}/track",
        }  # fmt: skip
        key = f"{NOT_JUSTIFIED}:{alarm.pk}:{case.pk}"
        notifications.queue(
            NOT_JUSTIFIED, to=to, about=case.number, office_code=case.office_id, gaps=gaps, key=key, now=now
        )


@transaction.atomic
def add_figure(name: str, *, by: Actor, now: datetime | None = None) -> PublicFigure:
    """A name that many are curious about. The same name again is the same row."""
    _keeper(by)
    name = checking.told(name, "name", least=0, most=200)
    if not prints.plain_name(name):
        raise Refused("needed", _("กรุณากรอกชื่อและนามสกุล"), "name")
    mark = fingerprint(prints.plain_name(name), label="name")
    row, _made = PublicFigure.objects.update_or_create(
        mark=mark,
        defaults={
            "name": seal(name, label="figure.name", row=row_of(mark)), "added_at": now or timezone.now(), "added_by": by.user_id,
            "removed_at": None,
        },
    )  # fmt: skip
    transaction.on_commit(forget_all)
    return row


def remove_figure(figure_id: int, *, by: Actor, now: datetime | None = None) -> None:
    _keeper(by)
    PublicFigure.objects.filter(pk=figure_id, removed_at=None).update(removed_at=now or timezone.now(), name=b"")
    forget_all()


def figures_of(by: Actor) -> list[tuple[int, str]]:
    """The names, for who keeps the list."""
    _keeper(by)
    return [(row.pk, unseal_field(row, "name")) for row in PublicFigure.objects.filter(removed_at=None).order_by("id")]


def _keeper(by: Actor) -> None:
    if by.role != "dpo":
        raise NotAllowed("not_yours", _("เฉพาะเจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคลจึงดูและแก้รายชื่อนี้ได้"))
