"""The certificate that a district chief signs: its number, its paper, printing it again, taking it back, verifying it."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk import thai
from sangsuk.cases.letters.heads import head_of
from sangsuk.common import ids, numbering
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.common.sealed import row_of, unseal_field
from sangsuk.common.sealing import seal
from sangsuk.offices.actor import Actor
from sangsuk.papers import certificates as papers
from sangsuk.papers.printing import made_with
from sangsuk.thai.dates import BE_OFFSET

from ..models import Certificate, CertificateBook, CertificatePrint, Praise, Praised
from . import people

LEAST_WHY, MOST_WHY, CODE_SIGNS = 15, 400, 10


def check_chief(office_code: str, by: Actor) -> None:
    """Only the chief of the office signs. Raises NotAllowed."""
    if not (by.is_staff and by.role == "chief" and by.office_code == office_code):
        raise NotAllowed("chief_only", _("ผู้ออกเกียรติบัตรได้คือนายอำเภอเท่านั้น"), "move")


@transaction.atomic
def issue(praised: Praised, *, why: str, by: Actor, now: datetime | None = None) -> Certificate:
    """Give it the next number of the office's book and keep it for ever. Raises NotAllowed, Refused, NoThaiFont.

    The book's row stays locked until the end, so numbers come without a gap: whatever fails, no number is gone.
    """
    now = now or timezone.now()
    check_chief(praised.office_id, by)
    praise = list(people.live().filter(praised=praised).select_related("story").order_by("matched_at"))
    _check(praised, praise, why, now)
    name, code = unseal_field(praised, "name"), ids.by_chance(CODE_SIGNS)
    on, year = thai.bangkok_date(now), thai.bangkok_date(now).year + BE_OFFSET
    running = numbering.take(CertificateBook, praised.office_id, year)
    paper = _paper(praised, " ".join(why.split()), f"{running}/{year}", code, on, by)
    made = Certificate(
        office_id=praised.office_id, year_be=year, running=running, number=paper.number, code=code, praised=praised,
        name=seal(name, label="certificate.name", row=row_of(code)), paper=asdict(paper), issued_at=now,
        issued_by_id=by.user_id or 0, made_with=made_with(),
        sha256=hashlib.sha256(papers.pdf(replace(paper, name=name), made_at=now)).hexdigest(),
    )  # fmt: skip
    made.save(force_insert=True)
    made.stories.set(one.story_id for one in praise)
    return made


def draft(praised: Praised, *, why: str, by: Actor, now: datetime | None = None) -> bytes:
    """How it would look, without a number. Raises NotAllowed, Refused, NoThaiFont."""
    now = now or timezone.now()
    check_chief(praised.office_id, by)
    paper = _paper(praised, " ".join(why.split()), "", "", thai.bangkok_date(now), by)
    return papers.pdf(replace(paper, name=unseal_field(praised, "name"), draft=True), made_at=now)


def _check(praised: Praised, praise: Sequence[Praise], why: str, now: datetime) -> None:
    if not praise:
        raise Refused("no_praise", _("ยังไม่มีเรื่องประทับใจที่กล่าวถึงผู้นี้ จึงออกเกียรติบัตรไม่ได้"), "why")
    if people.consent_of(praised) is None:
        raise Refused("no_consent", _("ผู้ได้รับคำชมยังไม่ได้ยินยอมให้ระบุชื่อ กรุณาบันทึกความยินยอมก่อน"), "why")
    if not LEAST_WHY <= len(" ".join(why.split())) <= MOST_WHY:
        raise Refused(
            "needed",
            _("กรุณาเขียนสั้น ๆ ว่าทำอะไรจึงได้รับคำชม %(least)s ถึง %(most)s ตัวอักษร") % {"least": LEAST_WHY, "most": MOST_WHY},
            "why",
        )
    if any(one.kind != "name" for one in thai.redact(why).found):
        raise Refused("personal_data", _("ข้อความนี้มีเบอร์โทรศัพท์หรือข้อมูลส่วนบุคคลอื่น กรุณานำออก"), "why")
    day = thai.bangkok_date(now)
    before = Certificate.objects.filter(praised=praised, revoked_at=None).order_by("-issued_at").first()
    if before is not None and thai.bangkok_date(before.issued_at) == day:
        raise Refused("already", _("วันนี้ออกเกียรติบัตรให้ผู้นี้ไปแล้ว เลขที่ %(number)s") % {"number": before.number}, "why")


def _paper(praised: Praised, why: str, number: str, code: str, on: date, by: Actor) -> papers.Certificate:
    head = head_of(praised.office_id, on)
    return papers.Certificate(
        office=tuple(head.office[-2:]), name="", role=praised.position, why=why,
        on=papers.on_day(on), number=number, signer=by.name,
        position=(head.signer,), check=address_of(code) if code else "",
    )  # fmt: skip


def address_of(code: str) -> str:
    return f"{settings.SITE_URL}/certificates/{code}"


def get(number_code: str, actor: Actor) -> Certificate:
    """One certificate for its office, its province, or who was given it. Raises Missing."""
    found = Certificate.objects.filter(code=number_code).select_related("praised", "office").first()
    own = found is not None and actor.user_id is not None and found.praised.user_id == actor.user_id
    if found is None or not (own or people.may_read(found.office_id, actor)):
        raise _missing()
    return found


@transaction.atomic
def printed(certificate: Certificate, *, by: Actor, now: datetime | None = None) -> bytes:
    """The same paper again, written down who printed it. Raises Refused for one that was taken back."""
    if certificate.revoked_at is not None:
        raise Refused("revoked", _("เกียรติบัตรฉบับนี้ถูกเพิกถอนแล้ว จึงพิมพ์อีกไม่ได้"), "move")
    CertificatePrint.objects.create(certificate=certificate, at=now or timezone.now(), user_id=by.user_id)
    paper = replace(papers.of_values(certificate.paper), name=unseal_field(certificate, "name"))
    return papers.pdf(paper, made_at=certificate.issued_at)


@transaction.atomic
def revoke(certificate: Certificate, *, why: str, by: Actor, now: datetime | None = None) -> None:
    """Take it back: its number stays, its page says so. Raises NotAllowed, Refused."""
    check_chief(certificate.office_id, by)
    if len(why.strip()) < LEAST_WHY:
        raise Refused("needed", _("กรุณาบอกเหตุผลที่เพิกถอน"), "why")
    changed = Certificate.objects.filter(pk=certificate.pk, revoked_at=None).update(
        revoked_at=now or timezone.now(), revoked_why=why.strip()[:500]
    )
    if not changed:
        raise Refused("revoked", _("เกียรติบัตรฉบับนี้ถูกเพิกถอนแล้ว"), "why")


@dataclass(frozen=True)
class Verified:
    """What the public page of a certificate says. The name only while its owner lets herself be named."""

    number: str
    office_code: str
    issued_on: date
    position: str
    signer: str
    name: str
    revoked: bool


def verified(code: str) -> Verified:
    """Raises Missing. One query."""
    tidy = ids.as_typed(code)
    found = Certificate.objects.filter(code=tidy).select_related("praised").first() if len(tidy) == CODE_SIGNS else None
    if found is None:
        raise _missing()
    return Verified(
        found.number, found.office_id, thai.bangkok_date(found.issued_at), found.paper["role"], found.paper["position"][0],
        found.praised.name_shown, found.revoked_at is not None,
    )  # fmt: skip


def _missing() -> Missing:
    return Missing("no_certificate", _("ไม่พบเกียรติบัตรนี้ กรุณาตรวจรหัสอีกครั้ง"))
