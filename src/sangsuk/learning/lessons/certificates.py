"""The certificate of a passed course: its paper, taking it back, and what everybody who holds its code may know."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.cases.letters.heads import head_of
from sangsuk.common import ids
from sangsuk.common.errors import Missing, Refused
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.papers import certificates as papers
from sangsuk.thai import bangkok_date

from ..models.quizzes import CoursePass
from . import standing

ISSUER, CODE_SIGNS, LEAST_WHY = "DOPA", 10, 10
UNSIGNED = "ออกโดยระบบ ตรวจสอบได้จากรหัส"


def mine(course: int, actor: Actor) -> CoursePass:
    """Raises Missing."""
    rows = CoursePass.objects.filter(course=course, user_id=actor.user_id or 0).select_related("course", "user")
    found = rows.first()
    if found is None:
        raise _missing()
    return found


def pdf(row: CoursePass) -> bytes:
    """The same paper each time. Raises Refused for one that was taken back, NoThaiFont."""
    if row.revoked_at is not None:
        raise Refused("revoked", _("ใบรับรองฉบับนี้ถูกเพิกถอนแล้ว จึงพิมพ์อีกไม่ได้"), "move")
    on, card = bangkok_date(row.at), offices.known().get(row.office_code)
    head = head_of(ISSUER, on)
    made = papers.Certificate(
        office=(head.name,), name=row.user.name, role=card.name_th if card else "", why=f"ผ่านหลักสูตรเรียนรู้ด้วยตนเอง “{row.course.title}”",
        on=papers.on_day(on), number=row.certificate, signer=UNSIGNED, position=(head.name,),
        check=f"{settings.SITE_URL}/learning/certificates/{row.certificate}",
    )  # fmt: skip
    return papers.pdf(made, made_at=row.at)


def revoke(code: str, *, why: str, by: Actor, now: datetime | None = None) -> None:
    """Its page says so from then on. Raises NotAllowed, Refused, Missing."""
    standing.check_organiser(by)
    if len(why.strip()) < LEAST_WHY:
        raise Refused("needed", _("กรุณาบอกเหตุผลที่เพิกถอน"), "why")
    rows = CoursePass.objects.filter(certificate=ids.as_typed(code), revoked_at=None)
    if not rows.update(revoked_at=now or timezone.now(), revoked_why=why.strip()[:500]):
        raise _missing()


@dataclass(frozen=True)
class Verified:
    """What stands on the paper."""

    course: str
    name: str
    office_code: str
    on: date
    code: str
    revoked: bool


def verified(code: str) -> Verified:
    """Raises Missing. One query."""
    tidy = ids.as_typed(code)
    rows = CoursePass.objects.filter(certificate=tidy).select_related("course", "user")
    found = rows.first() if len(tidy) == CODE_SIGNS else None
    if found is None:
        raise _missing()
    return Verified(
        found.course.title,
        found.user.name,
        found.office_code,
        bangkok_date(found.at),
        tidy,
        found.revoked_at is not None,
    )


def _missing() -> Missing:
    return Missing("no_certificate", _("ไม่พบใบรับรองนี้ กรุณาตรวจรหัสอีกครั้ง"))
