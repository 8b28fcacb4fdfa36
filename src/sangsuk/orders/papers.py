"""The paper of an order: as the Correspondence Rule lays letters out, with Thai numerals. Values in, values out."""

import hashlib
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import override

from sangsuk import thai
from sangsuk.cases.letters.heads import head_of
from sangsuk.papers import printing, values
from sangsuk.thai.dates import BE_OFFSET, MONTHS

from . import reaching, text, words
from .models import Order

LAYOUT = {words.ORDER: values.ORDER, words.CIRCULAR: values.EXTERNAL, words.NOTICE: values.NOTICE}
CHIEFS = {words.PROVINCE: "ผู้ว่าราชการจังหวัด", words.DISTRICT: "นายอำเภอ"}


def letter(order: Order, *, number: str, on: date, signer: str) -> values.Letter:
    """The order as a letter of its kind. Two queries."""
    head = head_of(order.office_id, on)
    circular = order.kind == words.CIRCULAR
    body = text.for_paper(order.body)
    if order.basis:
        body = f"อาศัยอำนาจหรือนโยบายตาม {' '.join(order.basis.split())}\n{body}"
    old = order.corrects
    if old is not None and old.issued_at is not None:
        said = f"{words_of_old(old)} ให้ใช้ฉบับนี้แทน"
        body = body if circular else f"{said}\n{body}"
    return values.Letter(
        layout=LAYOUT[order.kind], number=f"{head.code}/ว {number.partition('/')[0]}" if circular and number else number,
        on=day_in_words(on), office=head.office, subject=order.title, addressee=_addressee(order),
        references=(words_of_old(old),) if circular and old is not None else (),
        enclosures=tuple(file.name for file in order.files.filter(receipt=None).order_by("pk")), body=body, signer=signer,
        position=head.signer, owner=head.owner,
    )  # fmt: skip


def words_of_old(old: Order) -> str:
    on = thai.bangkok_date(old.issued_at) if old.issued_at else None
    return f"{_kind_th(old.kind)} ที่ {old.number} ลงวันที่ {day_in_words(on)}" if on else ""


def _kind_th(kind: str) -> str:
    with override("th"):
        return str(words.KINDS[kind])


def day_in_words(on: date) -> str:
    return f"{on.day} {MONTHS[on.month - 1]} {on.year + BE_OFFSET}"


def _addressee(order: Order) -> str:
    chiefs = [CHIEFS[level] for level in CHIEFS if level in order.levels]
    with override("th"):
        whole = "ทุกแห่ง" if not order.areas else f"({', '.join(reaching.area_name(code, 'th') for code in order.areas)})"
    return f"{' และ'.join(chiefs)} {whole}"


def issued(paper: values.Letter, at: datetime) -> tuple[dict[str, Any], str, str]:
    """What is kept of a paper: its values, with what it was made, and the digest of its bytes."""
    made = printing.pdf(paper, made_at=at)
    return values.to_json(paper), printing.made_with(), hashlib.sha256(made).hexdigest()


def pdf(order: Order, *, now: datetime) -> bytes:
    """As it was issued; before that as a draft, without number."""
    if order.is_out and order.paper:
        kept = values.from_json(order.paper)
        return printing.pdf(kept, made_at=order.issued_at)
    paper = letter(order, number="", on=thai.bangkok_date(now), signer=order.signed_name)
    return printing.pdf(replace(paper, draft=True, on=""), made_at=now)
