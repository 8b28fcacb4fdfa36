"""A certificate: of praise, of training, of a course, of an office that reached its standard. Values in, PDF out."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import segno

from sangsuk.thai.dates import BE_OFFSET, MONTHS

from . import fonts
from .lines import pieces
from .printing import compiled, stamped

WORDS = {"shows": "มอบเกียรติบัตรฉบับนี้ไว้เพื่อแสดงว่า", "given": "ให้ไว้ ณ วันที่", "number": "เลขที่", "draft": "ร่าง"}


@dataclass(frozen=True)
class Certificate:
    """`office` are one or two lines; `why` one sentence that goes on from the name ("ช่วยเหลือ ..."); `on` the day in words.

    Digits are printed as Thai numerals. `check`: the address that verifies it, as a code and in small letters.
    """

    office: tuple[str, ...]
    name: str
    why: str
    on: str
    number: str
    signer: str
    position: tuple[str, ...]
    role: str = ""
    draft: bool = False
    check: str = ""


def on_day(day: date) -> str:
    """As a certificate says its day: 21 กุมภาพันธ์ พุทธศักราช 2562."""
    return f"{day.day} {MONTHS[day.month - 1]} พุทธศักราช {day.year + BE_OFFSET}"


def of_values(told: Mapping[str, Any]) -> Certificate:
    """The certificate whose values (`asdict`) a column of JSON has kept."""
    values: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in told.items()}
    return Certificate(**values)


def pdf(certificate: Certificate, *, made_at: datetime | None = None) -> bytes:
    """The paper as PDF. Raises: NoThaiFont, Refused when the operator's emblem cannot be read."""
    return _printed(certificate, format="pdf", timestamp=stamped(made_at))[0]


def pictures(certificate: Certificate, *, ppi: int = 110) -> list[bytes]:
    """Its page as PNG."""
    return _printed(certificate, format="png", ppi=ppi)


def _printed(certificate: Certificate, **how: Any) -> list[bytes]:
    lines = ("name", "why", "on", "number", "signer", "role")
    told = {name: pieces(getattr(certificate, name)) for name in lines} | {
        "title": certificate.name, "draft": certificate.draft,
        "office": [pieces(line) for line in certificate.office if line.strip()],
        "position": [pieces(line) for line in certificate.position if line.strip()],
        "words": {name: pieces(word) for name, word in WORDS.items()}, "check": certificate.check,
    }  # fmt: skip
    files = {"check.svg": _code(certificate.check)} if certificate.check else {}
    return compiled("certificate", told, files, face=fonts.face(), **how)


def _code(address: str) -> bytes:
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=0, dark="#000", light=None, xmldecl=False)
    return out.getvalue()
