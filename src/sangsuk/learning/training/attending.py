"""Who was there: by the code of the session on a screen, by her own code under the organiser's telephone, or by hand with a reason."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.offices.actor import Actor
from sangsuk.thai import bangkok_date

from ..models import TrainingAttendance, TrainingCertificate, TrainingEvent, TrainingSeat, TrainingSession
from . import rules, seats, standing, words

SALT_SESSION, SALT_SEAT = "sangsuk.training.session", "sangsuk.training.seat"
STANDS = timedelta(minutes=30)
"""How long somebody who has scanned in time may take to sign in and press the button."""


class QrEnded(Refused):
    """It was the code of a session, and its minute is over."""


def session_token(session: TrainingSession) -> str:
    """What the QR code on the screen carries: signed, for one session, good for `qr_seconds` from this moment on."""
    return signing.dumps(session.pk, salt=SALT_SESSION)


def session_of(token: str, now: datetime) -> TrainingSession:
    """Raises QrEnded, Missing."""
    seconds = rules.amount(words.QR_SECONDS, bangkok_date(now))
    try:
        pk = signing.loads(token, salt=SALT_SESSION, max_age=seconds) if len(token) < 200 else None
    except signing.SignatureExpired:
        raise QrEnded("qr_ended", _("รหัสนี้หมดเวลาแล้ว กรุณาสแกนรหัสที่อยู่บนจอในขณะนี้อีกครั้ง")) from None
    except signing.BadSignature:
        pk = None
    return session_by(pk)


def session_by(pk: object) -> TrainingSession:
    found = TrainingSession.objects.select_related("event").filter(pk=pk).first() if isinstance(pk, int) else None
    if found is None:
        raise Missing("no_session", _("ไม่พบช่วงอบรมนี้"))
    return found


def seat_token(seat: TrainingSeat) -> str:
    """What the participant's own QR code carries; only the organiser's people can do anything with it."""
    return signing.dumps(seat.pk, salt=SALT_SEAT)


def seat_of(token: str) -> TrainingSeat:
    """Raises Missing."""
    try:
        pk = signing.loads(token, salt=SALT_SEAT) if len(token) < 200 else None
    except signing.BadSignature:
        pk = None
    found = TrainingSeat.objects.select_related("event", "user").filter(pk=pk).first() if isinstance(pk, int) else None
    if found is None:
        raise Missing("no_seat", _("ไม่พบผู้เข้าอบรมนี้"))
    return found


@dataclass(frozen=True)
class Kept:
    """`new` is False when she was counted before: it is not counted again."""

    row: TrainingAttendance
    new: bool


def check_in(session: TrainingSession, *, by: Actor, now: datetime | None = None) -> Kept:
    """She herself, with the code that was on the screen. Raises Refused when she has no seat or it is another day."""
    now = now or timezone.now()
    seat = TrainingSeat.objects.filter(event=session.event_id, user=by.user_id).first() if by.user_id else None
    if seat is None or seat.status != words.REGISTERED:
        raise Refused("no_seat", _("ท่านยังไม่มีที่นั่งในการอบรมนี้ กรุณาแจ้งเจ้าหน้าที่ที่โต๊ะลงทะเบียน"), "move")
    _check_day(session, now)
    return _keep(session, seat, words.BY_QR, by=by, why="", now=now)


def scan(session: TrainingSession, seat: TrainingSeat, *, by: Actor, now: datetime | None = None) -> Kept:
    """The organiser has scanned the participant's own code. Raises NotAllowed, Refused."""
    now = now or timezone.now()
    standing.check_organiser(session.event, by)
    _check_day(session, now)
    return _keep(session, seat, words.SCANNED, by=by, why="", now=now)


def mark(session: TrainingSession, seat: TrainingSeat, *, by: Actor, why: str, now: datetime | None = None) -> Kept:
    """By hand, late too: who and why is kept. Raises NotAllowed, Refused."""
    standing.check_organiser(session.event, by)
    return _keep(session, seat, words.BY_HAND, by=by, why=_reason(why), now=now or timezone.now())


def _check_day(session: TrainingSession, now: datetime) -> None:
    if session.on != bangkok_date(now):
        raise Refused("other_day", _("วันนี้ไม่ใช่วันของช่วงอบรมนี้ ถ้าต้องแก้ไข ให้ผู้จัดบันทึกพร้อมเหตุผล"), "move")


def _reason(why: str) -> str:
    why = why.strip()
    if len(why) < 5:
        raise Refused("needed", _("กรุณาบอกเหตุผลสั้น ๆ"), "why")
    return why[:500]


@transaction.atomic
def _keep(
    session: TrainingSession, seat: TrainingSeat, way: str, *, by: Actor, why: str, now: datetime
) -> Kept:  # fmt: skip
    """Once for a session, however often it is said."""
    event = TrainingEvent.objects.get(pk=session.event_id)
    if event.status not in (*words.COMING, words.HELD, words.EVALUATED):
        raise NotAllowed("not_now", _("ตอนนี้ลงเวลาของการอบรมนี้ไม่ได้"), "move")
    if seat.event_id != session.event_id or seat.status != words.REGISTERED:
        raise Refused("no_seat", _("ผู้นี้ยังไม่มีที่นั่งในการอบรมนี้"), "move")
    row = TrainingAttendance(session=session, seat=seat, at=now, way=way, by_id=by.user_id, why=why)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return Kept(TrainingAttendance.objects.get(session=session, seat=seat, undone_at=None), new=False)
    seats.recount(event, seat)
    return Kept(row, new=True)


@transaction.atomic
def undo(row: TrainingAttendance, *, by: Actor, why: str, now: datetime | None = None) -> None:
    """It was a mistake: the row stays, with who took it back and why. Raises NotAllowed, Refused."""
    event, seat = row.session.event, row.seat
    standing.check_organiser(event, by)
    reason = _reason(why)
    if TrainingCertificate.objects.filter(seat=seat, revoked_at=None).exists():
        raise Refused("certified", _("ผู้นี้มีเกียรติบัตรแล้ว กรุณาเพิกถอนเกียรติบัตรก่อนแก้การลงเวลา"), "why")
    rows = TrainingAttendance.objects.filter(pk=row.pk, undone_at=None)
    if not rows.update(undone_at=now or timezone.now(), undone_by_id=by.user_id, undone_why=reason):
        raise Refused("undone", _("รายการนี้แก้ไขไปแล้ว"), "why")
    seats.recount(event, seat)
