"""The verbs of a breach: record it, assess it, tell the office and the people, close it; and the alarms of its clock."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.cases import queries as cases
from sangsuk.cases import reporters
from sangsuk.cases.telling import date_words, recipient
from sangsuk.common.errors import Refused, Stale
from sangsuk.notifications import actions as notifications
from sangsuk.notifications.actions import Recipient
from sangsuk.offices.actor import Actor

from .. import deeds, life, rules
from ..models import Breach
from . import queries
from .table import KINDS, MOVES, RISKS

MOST_PEOPLE = 100_000_000
EARLY = timedelta(minutes=5)
"""A clock in a hand may go ahead of ours."""


@transaction.atomic
def record(happened: str, *, by: Actor, known_at: datetime, where: str = "", now: datetime | None = None) -> Breach:
    """Anybody at the desk, in one form. The clock runs from the moment of knowing, also when it is told later."""
    now = now or timezone.now()
    happened, where = happened.strip(), where.strip()
    if len(happened) < 10:
        raise Refused("needed", _("กรุณาเล่าว่าเกิดอะไรขึ้น โดยไม่ต้องใส่ชื่อหรือเบอร์ของใคร"), "happened")
    if len(happened) > 5000 or len(where) > 300 or "\x00" in happened + where:
        raise Refused("too_long", _("ข้อความนี้ยาวเกินไป หรือมีอักขระที่ใช้ไม่ได้"), "happened")
    if known_at > now + EARLY:
        raise Refused("bad_date", _("เวลาที่ทราบเหตุต้องไม่อยู่ในอนาคต"), "known_at")
    due_at, rule = rules.until("breach_notice", known_at)
    row = Breach.objects.create(
        happened=happened, where=where, known_at=known_at, recorded_at=now, recorded_by=by.name, user_id=by.user_id,
        office_code=by.office_code, due_at=due_at, due_rule=rule, reason_due_at=rules.until("breach_reason", known_at)[0],
    )  # fmt: skip
    deeds.record("breach", row.pk, "record", by=by, now=now)
    _to_officer(row, "record", now=now)
    return row


@transaction.atomic
def move(
    row: Breach, name: str, *, by: Actor, data: Mapping[str, Any] | None = None, version: int | None = None,
    now: datetime | None = None,
) -> Breach:  # fmt: skip
    """Make one move of the table. Raises Refused, NotAllowed, Stale."""
    now = now or timezone.now()
    row = Breach.objects.select_for_update().get(pk=row.pk)
    if version is not None and version != row.version:
        raise Stale("stale", _("เมื่อครู่มีผู้อื่นแก้ไขเหตุนี้ไปก่อนแล้ว กรุณาดูข้อมูลล่าสุด แล้วลองอีกครั้ง"))
    step, kept = life.check(MOVES, name, status=row.status, role=by.role, given=data or {})
    if name in queries.barred(row):
        raise Refused("not_now", _barred(row, name))
    changes = _CHANGES[name](row, kept, now, by) | {"version": row.version + 1}
    if step.target:
        changes["status"] = "notified" if name == "assess" and row.notified_at else step.target
    if step.target == "closed":
        changes["closed_at"] = now
    Breach.objects.filter(pk=row.pk).update(**changes)
    for field, value in changes.items():
        setattr(row, field, value)
    deeds.record(
        "breach", row.pk, name, by=by, now=now, data={k: v for k, v in kept.items() if k in ("risk", "kinds", "people")}
    )
    return row


def _barred(row: Breach, name: str) -> str:
    if name == "close" and not row.risk:
        return _("กรุณาประเมินความเสี่ยงก่อนปิดเหตุ")
    if name == "close":
        return _("ปิดเหตุได้เมื่อแจ้งสำนักงานแล้ว และแจ้งเจ้าของข้อมูลแล้วถ้าความเสี่ยงสูง")
    return _("ขั้นตอนนี้ไม่ต้องทำสำหรับเหตุนี้ หรือทำไปแล้ว")


def _assess(row: Breach, kept: Mapping[str, Any], now: datetime, by: Actor) -> dict[str, Any]:
    kinds, people = list(kept.get("kinds") or ()), kept.get("people")
    if kept["risk"] not in RISKS:
        raise Refused("bad_choice", _("กรุณาเลือกระดับความเสี่ยง"), "risk")
    if any(kind not in KINDS for kind in kinds):
        raise Refused("bad_choice", _("กรุณาเลือกชนิดข้อมูลจากรายการ"), "kinds")
    if people is not None and not 0 <= people <= MOST_PEOPLE:
        raise Refused("bad_choice", _("จำนวนคนต้องเป็นตัวเลขตั้งแต่ 0 ขึ้นไป"), "people")
    return {"risk": kept["risk"], "assessment": kept["assessment"], "kinds": kinds, "people": people}


def _notify(row: Breach, kept: Mapping[str, Any], now: datetime, by: Actor) -> dict[str, Any]:
    said: dict[str, Any] = {"notified_at": now, "notified_how": kept["notified_how"]}
    if kept.get("late_reason"):
        said |= _explain(row, kept, now, by)
    elif now > row.due_at and row.late_reason_at is None:
        raise Refused("needed", _("พ้น 72 ชั่วโมงแล้ว กรุณาบอกเหตุที่แจ้งช้า"), "late_reason")
    return said


def _explain(row: Breach, kept: Mapping[str, Any], now: datetime, by: Actor) -> dict[str, Any]:
    return {"late_reason": kept["late_reason"], "late_reason_at": now}


def _tell(row: Breach, kept: Mapping[str, Any], now: datetime, by: Actor) -> dict[str, Any]:
    """To the reporters of the named cases, on the channel each of them chose. Nobody is told twice of the same breach."""
    numbers = _numbers(kept["cases"])
    found = cases.named(numbers, by)
    if missing := [number for number in numbers if number not in found]:
        raise Refused("no_case", _("ไม่พบเรื่องเลขที่ %(numbers)s") % {"numbers": ", ".join(missing[:5])}, "cases")
    officer = rules.officer(now)
    told = 0
    for case in found.values():
        to = recipient(reporters.contact(case), case.language) or Recipient("page", "", case.language)
        gaps = {"number": case.number, "text": kept["text"], "officer": officer.email if officer else ""}
        notifications.queue(
            "breach-told", to=to, about=case.number, office_code=case.office_id, gaps=gaps,
            key=f"{row.number}:{case.number}", now=now,
        )  # fmt: skip
        told += 1
    return {"told_at": row.told_at or now, "told_count": row.told_count + told}


def _numbers(text: str | Iterable[str]) -> list[str]:
    parts = text.replace(",", " ").split() if isinstance(text, str) else list(text)
    return list(dict.fromkeys(part.strip().upper() for part in parts if part.strip()))


def _close(row: Breach, kept: Mapping[str, Any], now: datetime, by: Actor) -> dict[str, Any]:
    return {"measures": kept["measures"]}


_CHANGES = {"assess": _assess, "notify": _notify, "explain": _explain, "tell": _tell, "close": _close}


def alarm(now: datetime | None = None) -> int:
    """A warning before the end of the 72 hours and an alarm after it, each once; to the officer. Called by the tick."""
    now = now or timezone.now()
    soon = rules.until("breach_warning", now)[0]
    rung = 0
    for row in queries.open_ones().filter(notified_at=None).exclude(risk="none").filter(due_at__lte=soon):
        field = "alarmed_at" if row.due_at <= now else "warned_at"
        if getattr(row, field) is None and Breach.objects.filter(pk=row.pk, **{field: None}).update(**{field: now}):
            _to_officer(row, field, now=now)
            rung += 1
    return rung


def _to_officer(row: Breach, moment: str, *, now: datetime) -> None:
    officer = rules.officer(now)
    if officer is None:
        return
    gaps = {"request": row.number, "due": date_words(row.due_at), "track": f"{settings.SITE_URL}/desk/privacy"}
    notifications.queue(
        "privacy-alarm", to=Recipient("email", officer.email), about=row.number, office_code="MOI", gaps=gaps,
        key=f"{row.number}:{moment}", now=now,
    )  # fmt: skip
