"""Drafts: begun from the case, changed by the officer as she likes, thrown away or issued. No number is taken yet."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.catalog import axes
from sangsuk.catalog import queries as catalog
from sangsuk.common.errors import Missing, NotAllowed, Refused, Stale
from sangsuk.offices.actor import Actor
from sangsuk.papers import values
from sangsuk.papers.values import Sheet

from .. import numbers, workflow
from ..models import Case, Letter
from ..sealed.rule import CLASSES
from ..standing import standings
from .kinds import FILE, Kind, kind
from .matter import Matter, matter_of

LONGEST = {"subject": 300, "title": 300, "addressee": 500, "body": 20_000, "position": 500, "signer": 200}
USUALLY = 2000
STAMPS = dict(zip(CLASSES, values.SECRECIES, strict=True))
TO_COME = "………"
"""Stands for the running number as long as there is none."""


def may_write(case: Case, by: Actor) -> bool:
    """The office that answers for the case writes its letters, whatever the case has come to."""
    return workflow.OWNER in standings(case, by)


def check_writer(case: Case, by: Actor) -> int:
    """Who writes. Raises: NotAllowed."""
    if by.user_id is None or not may_write(case, by):
        raise NotAllowed("not_yours", _("หนังสือของเรื่องนี้ออกได้โดยศูนย์ที่ดูแลเรื่องอยู่เท่านั้น"))
    return by.user_id


def start(case: Case, code: str, *, by: Actor, now: datetime | None = None) -> Letter:
    """A draft of this kind, filled with what the case knows. Raises: NotAllowed, Missing, Refused."""
    now = now or timezone.now()
    writer = check_writer(case, by)
    asked, matter = kind(code), matter_of(case, office_code=by.office_code, now=now)
    if not asked.fits(matter):
        raise Refused("nobody_to_write_to", _("ผู้ร้องไม่ได้แจ้งชื่อ จึงออกหนังสือถึงผู้ร้องไม่ได้"), "kind")
    paper = _usual(asked.draft(matter), matter, asked)
    return Letter.objects.create(
        id=numbers.own_id(case), case=case, office_id=by.office_code, kind=asked.code, to=asked.to, paper=values.to_json(paper), written_at=now,
        written_by_id=writer, fields_filled=_filled(paper),
    )  # fmt: skip


def _usual(paper: values.Letter | Sheet, matter: Matter, asked: Kind) -> values.Letter | Sheet:
    """The signer of the office's last letter, and the class of secrecy that such a matter has."""
    secrecy = paper.secrecy or (least(matter.case) if asked.to == FILE else _secrecy(matter))
    number = f"{matter.head.code}/{TO_COME}"
    if isinstance(paper, Sheet):
        return replace(paper, secrecy=secrecy, draft=True, number=number)
    last = Letter.objects.filter(office=matter.case.office_id, issued_at__isnull=False, paper__is="letter")
    kept = last.exclude(kind="report").order_by("-id").values_list("paper", flat=True).first() or {}
    signer, position = kept.get("signer", ""), kept.get("position", "")
    if signer and asked.code != "report":
        paper = replace(paper, signer=signer, position=position)
    return replace(paper, secrecy=secrecy, draft=True, number=number)


def _secrecy(matter: Matter) -> str:
    """The class of the case, else 'ลับ' where the rule about such a matter says so: an accusation of an official, a tip-off."""
    case = matter.case
    codes = [case.secrecy] + [
        catalog.all_terms(axis)[code].secrecy
        for axis, code in ((axes.NATURE, case.nature), (axes.ACCUSED, case.accused_type))
        if code in catalog.all_terms(axis)
    ]
    return next((STAMPS[code] for code in codes if STAMPS.get(code)), "")


def least(case: Case) -> str:
    """The stamp below which no paper of this case goes out."""
    return STAMPS.get(case.secrecy, "")


def check_stamp(case: Case, secrecy: str) -> None:
    """Raises Refused when the paper is stamped less secret than its case is."""
    if values.SECRECIES.index(secrecy) < values.SECRECIES.index(least(case)):
        raise Refused(
            "below_seal", _("เรื่องนี้เป็นชั้น “%(least)s” หนังสือต้องใช้ชั้นนี้หรือสูงกว่า") % {"least": least(case)}, "secrecy"
        )


def _filled(paper: values.Letter | Sheet) -> int:
    """How many fields nobody has to type."""
    told = values.to_json(paper)
    return sum(
        1 for name, value in told.items() if value and name not in ("is", "draft", "layout", "number", "facts")
    ) + len(told.get("facts", ()))


@transaction.atomic
def change(letter: Letter, given: Mapping[str, Any], *, by: Actor, version: int) -> Letter:
    """Write the officer's words into the draft. Raises: Refused with the field, Stale, NotAllowed."""
    check_writer(letter.case, by)
    row = locked(letter, version=version)
    paper = values.from_json(row.paper)
    known = {f.name for f in fields(paper)} - {"draft", "layout", "number", "on", "office", "owner", "signatures"}
    told = {name: _checked(name, value) for name, value in given.items() if name in known}
    if "secrecy" in told:
        check_stamp(letter.case, told["secrecy"])
    row.paper = values.to_json(replace(paper, **told))
    row.version += 1
    row.save(update_fields=["paper", "version"])
    return row


def _checked(name: str, value: Any) -> Any:
    if isinstance(value, tuple | list):
        return tuple(_checked(name, one) for one in value)
    text = str(value).replace("\r\n", "\n").strip()
    if "\x00" in text:
        raise Refused("bad_sign", _("ข้อความมีอักขระที่ใช้ไม่ได้"), name)
    if len(text) > LONGEST.get(name, USUALLY):
        raise Refused(
            "too_long", _("ข้อความยาวเกิน %(most)s ตัวอักษร กรุณาย่อลง") % {"most": f"{LONGEST.get(name, USUALLY):,}"}, name
        )
    if name == "speed" and text not in values.SPEEDS or name == "secrecy" and text not in values.SECRECIES:
        raise Refused("bad_choice", _("กรุณาเลือกจากรายการ"), name)
    return text


@transaction.atomic
def discard(letter: Letter, *, by: Actor) -> None:
    """Throw a draft away; an issued letter stays for ever."""
    check_writer(letter.case, by)
    locked(letter).delete()


def locked(letter: Letter, *, version: int | None = None) -> Letter:
    """The draft as it is now, nobody else writing it. Raises: Stale when it is issued, gone or changed by somebody."""
    row = Letter.objects.select_for_update().filter(pk=letter.pk).first()
    if row is None:
        raise Missing("no_letter", _("ไม่พบหนังสือฉบับนี้"))
    if row.is_issued or (version is not None and version != row.version):
        raise Stale("stale", _("หนังสือฉบับนี้เพิ่งมีผู้แก้หรือออกเลขไปแล้ว กรุณาดูฉบับล่าสุด"))
    row.case = letter.case
    return row
