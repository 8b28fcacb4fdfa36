"""The certificate of who was there long enough: numbers, the paper again, taking it back, verifying it."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.cases.letters.heads import head_of
from sangsuk.common import ids, numbering
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.papers import certificates as papers
from sangsuk.thai import bangkok_date
from sangsuk.thai.dates import BE_OFFSET, MONTHS

from ..models import TrainingBook, TrainingCertificate, TrainingEvent, TrainingSeat
from . import rules, seats, standing, telling, words
from .recording import EVENTS

CODE_SIGNS, LEAST_WHY = 12, 5


def ready(event: TrainingEvent) -> "list[TrainingSeat]":
    """Who was there long enough and has no certificate in force."""
    has = TrainingCertificate.objects.filter(revoked_at=None, seat__event=event).values("seat")
    rows = TrainingSeat.objects.filter(event=event, status=words.REGISTERED, trained=True).exclude(pk__in=has)
    return list(rows.select_related("user", "office").order_by("group", "pk"))


@transaction.atomic
def issue(event: TrainingEvent, *, by: Actor, now: datetime | None = None) -> list[TrainingCertificate]:
    """One for each who is ready, numbered one after the other in the office's book. Raises NotAllowed, Refused."""
    now = now or timezone.now()
    if not standing.may_sign(event, by):
        raise NotAllowed("chief_only", _("ผู้ออกเกียรติบัตรได้คือหัวหน้าของหน่วยงานที่จัดการอบรม"), "move")
    event = seats.locked(event)
    if event.status not in (words.HELD, words.EVALUATED):
        raise NotAllowed("not_now", _("ออกเกียรติบัตรได้เมื่อบันทึกว่าจัดแล้ว"), "move")
    due = ready(event)
    if not due:
        raise Refused("nobody", _("ไม่มีผู้ที่เข้าอบรมครบเกณฑ์และยังไม่มีเกียรติบัตร"), "move")
    on = bangkok_date(now)
    year = on.year + BE_OFFSET
    first = numbering.take(TrainingBook, event.organiser_id, year, len(due))
    frame = _frame(event, on, by)
    made = [_made(event, seat, first + n, year, frame, by=by, now=now) for n, seat in enumerate(due)]
    TrainingCertificate.objects.bulk_create(made, batch_size=500)
    EVENTS.advance(event, "certify", {}, by=by, data={"many": len(made)}, now=now)
    telling.tell(
        event,
        "training-certificate",
        [seat.user_id for seat in due if seat.user_id],
        key=f"certificate:{first}",
        now=now,
    )
    return made


def _frame(event: TrainingEvent, on: date, by: Actor) -> dict[str, Any]:
    """What all certificates of one press have in common."""
    head = head_of(event.organiser_id, on)
    return {
        "office": [head.name], "why": f"ผ่านการอบรม “{event.title}” {_days(event)} ณ {event.place}",
        "on": papers.on_day(on), "signer": by.name,
        "position": [f"หัวหน้า{head.name}" if by.role == "chief" else f"ปฏิบัติหน้าที่แทนหัวหน้า{head.name}"],
    }  # fmt: skip


def _days(event: TrainingEvent) -> str:
    def said(day: date) -> str:
        return f"{day.day} {MONTHS[day.month - 1]} {day.year + BE_OFFSET}"

    if event.first_on == event.last_on:
        return f"วันที่ {said(event.first_on)}"
    return f"ระหว่างวันที่ {said(event.first_on)} ถึงวันที่ {said(event.last_on)}"


def _made(
    event: TrainingEvent, seat: TrainingSeat, running: int, year: int, frame: dict[str, Any], *, by: Actor, now: datetime
) -> TrainingCertificate:  # fmt: skip
    number, code = f"อบ {running}/{year}", ids.by_chance(CODE_SIGNS)
    paper = frame | {"name": seat.name, "role": role_of(seat), "number": number, "check": address_of(code)}
    digest = hashlib.sha256(json.dumps(paper, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    return TrainingCertificate(
        seat=seat, office_id=event.organiser_id, year_be=year, running=running, number=number, code=code, paper=paper,
        sha256=digest, issued_at=now, issued_by_id=by.user_id or 0,
    )  # fmt: skip


def role_of(seat: TrainingSeat) -> str:
    """As what and from where, in Thai, as the paper says it."""
    if seat.affiliation:
        return seat.affiliation
    card = offices.known().get(seat.office_id or "")
    return card.name_th if card else rules.group_called(seat.group, "th")


def address_of(code: str) -> str:
    return f"{settings.SITE_URL}/trainings/certificates/{code}"


def pdf(certificate: TrainingCertificate) -> bytes:
    """The same paper each time. Raises Refused for one that was taken back, NoThaiFont."""
    if certificate.revoked_at is not None:
        raise Refused("revoked", _("เกียรติบัตรฉบับนี้ถูกเพิกถอนแล้ว จึงพิมพ์อีกไม่ได้"), "move")
    return papers.pdf(papers.of_values(certificate.paper), made_at=certificate.issued_at)


def get(code: str, actor: Actor) -> TrainingCertificate:
    """For whose it is, for who organised the event, and for who may see its people. Raises Missing."""
    found = TrainingCertificate.objects.filter(code=code).select_related("seat__event").first()
    if found is None or not TrainingSeat.objects.visible_to(actor).filter(pk=found.seat_id).exists():
        raise _missing()
    return found


@transaction.atomic
def revoke(certificate: TrainingCertificate, *, why: str, by: Actor, now: datetime | None = None) -> None:
    """Take it back: its number stays, its page says so. Raises NotAllowed, Refused."""
    if not standing.may_sign(certificate.seat.event, by):
        raise NotAllowed("chief_only", _("ผู้เพิกถอนเกียรติบัตรได้คือหัวหน้าของหน่วยงานที่จัดการอบรม"), "move")
    if len(why.strip()) < LEAST_WHY:
        raise Refused("needed", _("กรุณาบอกเหตุผลที่เพิกถอน"), "why")
    rows = TrainingCertificate.objects.filter(pk=certificate.pk, revoked_at=None)
    if not rows.update(revoked_at=now or timezone.now(), revoked_by_id=by.user_id, revoked_why=why.strip()[:500]):
        raise Refused("revoked", _("เกียรติบัตรฉบับนี้ถูกเพิกถอนแล้ว"), "why")


@dataclass(frozen=True)
class Verified:
    """What the public page says: what stands on the paper, and whether it was taken back."""

    number: str
    office: str
    issued_on: date
    name: str
    role: str
    why: str
    signer: str
    revoked: bool


def verified(code: str) -> Verified:
    """Raises Missing. One query."""
    tidy = ids.as_typed(code)
    found = TrainingCertificate.objects.filter(code=tidy).first() if len(tidy) == CODE_SIGNS else None
    if found is None:
        raise _missing()
    told = papers.of_values(found.paper)
    return Verified(
        found.number, " ".join(told.office[:1]), bangkok_date(found.issued_at), told.name, told.role, told.why,
        " ".join([told.signer, *told.position]), found.revoked_at is not None,
    )  # fmt: skip


def _missing() -> Missing:
    return Missing("no_certificate", _("ไม่พบเกียรติบัตรนี้ กรุณาตรวจรหัสอีกครั้ง"))
