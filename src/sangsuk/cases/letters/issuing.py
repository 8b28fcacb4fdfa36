"""Issuing a letter: the next number of the office's register, the PDF's digest and a line of the case's story, all or nothing."""

import hashlib
import logging
from dataclasses import replace
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk import thai
from sangsuk.common.errors import Refused
from sangsuk.common.sealing import seal
from sangsuk.offices.actor import Actor
from sangsuk.offices.queries import in_force
from sangsuk.papers import printing, values
from sangsuk.papers.values import Paper
from sangsuk.thai.dates import BE_OFFSET

from .. import chain, numbers, reporters, seconding
from ..checking import Person
from ..models import Case, Letter, LetterMinutes, LetterRegister
from ..sealed import way
from . import drafting
from .heads import head_of
from .kinds import AGENCY, COMPLAINANT, OFFICE, PARTY, kind
from .matter import GAP, NAME, day
from .names import addressed, holds, mentions, with_name

logger = logging.getLogger(__name__)
SECRET, APART = "ล", 1_000_000
"""Before the running number, and added to it in the row: letters of sealed cases have a register of their own, so that
nobody misses a number."""


def issue(letter: Letter, *, by: Actor, version: int, now: datetime | None = None) -> Letter:
    """Give the draft its number and date and keep it for ever. Raises: Refused, Stale, NotAllowed, NoThaiFont.

    The register's row stays locked until the end, so that numbers come without a gap: whatever fails, no number is gone.
    """
    try:
        return _issued(letter, by=by, version=version, now=now or timezone.now())
    except seconding.SecondNeeded as needed:
        needed.stay()  # the question went with the transaction, and the chief must find it
        raise


@transaction.atomic
def _issued(letter: Letter, *, by: Actor, version: int, now: datetime) -> Letter:
    drafting.check_writer(letter.case, by)
    row = drafting.locked(letter, version=version)
    paper = values.from_json(row.paper)
    _check_complete(paper)
    drafting.check_stamp(row.case, paper.secrecy)
    if row.to in (AGENCY, OFFICE):
        way.check_named(row.case, _to(row, paper), "addressee")
    name = _name(row, paper, by=by, now=now)
    head, year = head_of(row.office_id, thai.bangkok_date(now)), thai.bangkok_date(now).year + BE_OFFSET
    apart = numbers.is_kept_apart(row.case)
    running = next_number(numbers.register_of(row.case) if apart else row.office_id, year)
    row.year_be, row.running = year, running + APART * apart
    row.number = f"{head.code}/{SECRET * apart}{running}"
    paper = replace(paper, number=row.number, on=day(now), draft=False)  # type: ignore[arg-type]
    row.paper, row.person = values.to_json(paper), seal(name, label="letter.person", row=row.pk)
    row.issued_at, row.issued_by_id, row.version = now, by.user_id, row.version + 1
    row.sha256 = hashlib.sha256(printing.pdf(with_name(paper, name), made_at=now)).hexdigest()
    row.made_with = printing.made_with()
    row.speed, row.secrecy = getattr(paper, "speed", ""), paper.secrecy
    row.subject = getattr(paper, "subject", "") or getattr(paper, "title", "")
    row.addressee = _to(row, paper)
    row.saved_minutes, row.saved_rule = minutes(row.kind, now)
    row.save()
    _tell_story(row, by=by, now=now)
    logger.info("letter issued", extra={"case": row.case.number, "kind": row.kind})
    return row


def next_number(office_code: str, year_be: int) -> int:
    """Move the register of this office and year; must be called in the transaction of the letter."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""insert into {LetterRegister._meta.db_table} as register (office_code, year_be, last) values (%s, %s, 1)
            on conflict (office_code, year_be) do update set last = register.last + 1 returning last""",
            [office_code, year_be],
        )
        return int(cursor.fetchone()[0])


def minutes(code: str, now: datetime) -> tuple[int, str]:
    """What writing such a letter by hand takes, by the rule in force, and which rule that is."""
    rules = LetterMinutes.objects.filter(in_force(thai.bangkok_date(now)), kind=code)
    rule = rules.order_by("-valid_from").first()
    return (rule.minutes, f"{rule.kind} {rule.valid_from}: {rule.source}") if rule else (0, "")


def _check_complete(paper: Paper) -> None:
    told = values.to_json(paper)
    for name in ("subject", "title", "addressee", "body", *told):
        if holds(told.get(name), GAP):
            raise Refused("gap_left", _("ยังมีช่องว่าง “%(gap)s” ที่ต้องเติมก่อนออกเลข") % {"gap": GAP}, name)
    empty = next((n for n in ("subject", "body") if told["is"] == "letter" and not told[n]), "")
    if empty:
        raise Refused("needed", _("หนังสือต้องมีชื่อเรื่องและเนื้อความ"), empty)


def _name(letter: Letter, paper: Paper, *, by: Actor, now: datetime) -> str:
    """The complainant's name where it stands in this letter, its reading written down; "" in a letter without it.

    Raises: Refused when the letter goes to others and she did not give her name openly.
    """
    case, told = letter.case, values.to_json(paper)
    open_to_all = case.identity == "named"
    if letter.to not in (COMPLAINANT, PARTY) and not open_to_all:
        if holds(told, NAME) or mentions(told, reporters.contact(case)):
            raise Refused(
                "identity_in_letter", _("ผู้ร้องขอไม่ให้เปิดเผยตัว กรุณานำชื่อหรือช่องทางติดต่อของผู้ร้องออกจากหนังสือก่อนออกเลข"), "body"
            )
        return ""
    if not holds(told, NAME):
        return ""
    reason = _("ออกหนังสือ: %(kind)s") % {"kind": kind(letter.kind).label}
    person: Person = reporters.reveal(case, by=by, reason=str(reason), fields=("name",), now=now)
    return addressed(person.name) or f"ผู้ร้อง เรื่องเลขที่ {case.number}"


def _to(letter: Letter, paper: Paper) -> str:
    """Whom the register names; never a complainant."""
    told = values.to_json(paper)
    named = str(told.get("addressee") or dict(told.get("facts", ())).get("ส่งถึง") or "")
    return named.replace(NAME, f"ผู้ร้อง เรื่องเลขที่ {letter.case.number}").split("\n")[0]


def _tell_story(letter: Letter, *, by: Actor, now: datetime) -> None:
    """One line of the case: which letter went out, with the digest of its paper. It changes nothing of the case but its version."""
    case = Case.objects.select_for_update().only("id", "version", "client_id", "head").get(pk=letter.case_id)
    said = {"letter": letter.number, "kind": letter.kind, "_sha256": letter.sha256}
    chain.record(case, "letter", by=by, data=said, now=now)
