"""The certificate of an office that reached its band: given by the province, with a number and a code that anybody checks."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.cases.letters.heads import head_of
from sangsuk.common import ids, numbering
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.offices.actor import Actor
from sangsuk.papers import certificates as papers
from sangsuk.papers.printing import made_with
from sangsuk.places import queries as places
from sangsuk.stories.naming import office_called
from sangsuk.thai import bangkok_date
from sangsuk.thai.dates import BE_OFFSET

from . import recording, rules, table
from .assessing import locked
from .models import Assessment, OfficeCertificate, StandardBook
from .standing import standings

CODE_SIGNS = 12
ROLE = "ระดับ “{band}” คะแนน {score} จาก 100"
WHY = "ผ่านการประเมินตนเองและการตรวจเยี่ยม ตาม{form} ประจำปี {year}"
"""A certificate speaks Thai, whatever the language of who gives it."""


@transaction.atomic
def issue(one: Assessment, *, by: Actor, now: datetime | None = None) -> OfficeCertificate:
    """The next number of the province's book of the year. Raises NotAllowed, Refused, NoThaiFont.

    The book's row stays locked until the end, so numbers come without a gap: whatever fails, no number is gone.
    """
    now = now or timezone.now()
    row = locked(one)
    found = table.check("certify", row.status, standings(row, by), {})
    if by.role != "chief" and not by.leads:
        raise NotAllowed("chief_only", _("ผู้ออกเกียรติบัตรคือหัวหน้าศูนย์ดำรงธรรมจังหวัดหรือผู้ทำแทน"))
    band = rules.band(row.band)
    if band is None or not band.certificate or row.final is None:
        raise Refused("below", _("คะแนนยังไม่ถึงระดับที่ออกเกียรติบัตรได้"), "move")
    if OfficeCertificate.objects.filter(assessment=row, revoked_at=None).exists():
        raise Refused("already", _("ออกเกียรติบัตรของผลนี้ไปแล้ว"), "move")
    on = bangkok_date(now)
    issuer, year = f"{row.province_code}00", on.year + BE_OFFSET
    running, code = numbering.take(StandardBook, issuer, year), ids.by_chance(CODE_SIGNS)
    paper = _paper(row, band.name_th, f"{running}/{year}", code, on)
    until = _after(on, rules.on(on).certificate_months)
    made = OfficeCertificate.objects.create(
        assessment=row, office_id=row.office_id, issuer_id=issuer, year_be=year, running=running, number=paper.number,
        code=code, score=row.final, band=row.band, paper=asdict(paper), made_with=made_with(), issued_at=now,
        sha256=hashlib.sha256(papers.pdf(paper, made_at=now)).hexdigest(), issued_by_id=by.user_id or 0, valid_until=until,
    )  # fmt: skip
    recording.advance(row, found.name, {}, by=by, data={"number": made.number}, now=now)
    return made


def _paper(row: Assessment, band: str, number: str, code: str, on: date) -> papers.Certificate:
    """The name of who signs is left to her pen: the governor, or who stands in, not who pressed the button."""
    head = head_of(f"{row.province_code}00", on)
    score = f"{row.final:.2f}".rstrip("0").rstrip(".")
    return papers.Certificate(
        office=(head.name,), name=f"{office_called(row.office_id, 'th')} {places.title(row.province_code)}",
        role=ROLE.format(score=score, band=band), why=WHY.format(form=row.form.title_th, year=row.year_be),
        on=papers.on_day(on), number=number, signer="",
        position=(head.signer,), check=address_of(code),
    )  # fmt: skip


def _after(day: date, months: int) -> date:
    """The same day so many months later, or the last there is."""
    years, month = divmod(day.month - 1 + months, 12)
    for less in range(4):
        try:
            return date(day.year + years, month + 1, day.day - less)
        except ValueError:
            continue
    raise ValueError(day)


def address_of(code: str) -> str:
    return f"{settings.SITE_URL}/standards/certificates/{code}"


def printed(one: OfficeCertificate) -> bytes:
    """The same paper again. Raises Refused for one that was taken back."""
    if one.revoked_at is not None:
        raise Refused("revoked", _("เกียรติบัตรฉบับนี้ถูกเพิกถอนแล้ว จึงพิมพ์อีกไม่ได้"), "move")
    return papers.pdf(papers.of_values(one.paper), made_at=one.issued_at)


@transaction.atomic
def revoke(one: OfficeCertificate, *, why: str, by: Actor, now: datetime | None = None) -> None:
    """Take it back: its number stays, its page says so. Raises NotAllowed, Refused."""
    now = now or timezone.now()
    row = locked(one.assessment)
    found = table.check("revoke", row.status, standings(row, by), {"why": why})
    changed = OfficeCertificate.objects.filter(pk=one.pk, revoked_at=None).update(
        revoked_at=now, revoked_why=why.strip()[:500]
    )
    if not changed:
        raise Refused("revoked", _("เกียรติบัตรฉบับนี้ถูกเพิกถอนแล้ว"), "why")
    recording.advance(row, found.name, {}, by=by, data={"number": one.number, "why": why}, now=now)


@dataclass(frozen=True)
class Verified:
    """What the public page of a certificate says. `holds`: neither taken back nor over."""

    number: str
    office_code: str
    issuer_code: str
    issued_on: date
    valid_until: date
    score: Any
    band: str
    signer: str
    revoked: bool
    over: bool

    @property
    def holds(self) -> bool:
        return not (self.revoked or self.over)


def verified(code: str, *, today: date) -> Verified:
    """Raises Missing. One query."""
    tidy = ids.as_typed(code)
    found = OfficeCertificate.objects.filter(code=tidy).first() if len(tidy) == CODE_SIGNS else None
    if found is None:
        raise Missing("no_certificate", _("ไม่พบเกียรติบัตรนี้ กรุณาตรวจรหัสอีกครั้ง"))
    return Verified(
        found.number, found.office_id, found.issuer_id, bangkok_date(found.issued_at), found.valid_until, found.score,
        found.band, found.paper["position"][0], found.revoked_at is not None, found.valid_until < today,
    )  # fmt: skip
