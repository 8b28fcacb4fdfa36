"""From values to PDF, or to pictures of its pages. The layouts are typst, and ours; all text reaches them as JSON data.

The same values, layouts and typeface give the same bytes: nothing of the clock goes in but `made_at`.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused

from . import fonts
from .lines import paragraphs, pieces
from .values import Book, Letter, Paper, Sheet, Slip

LAYOUTS = Path(__file__).parent / "layouts"
PICTURE_PPI = 110
WORDS = {
    "number": "ที่", "subject": "เรื่อง", "references": "อ้างถึง", "enclosures": "สิ่งที่ส่งมาด้วย", "copies": "สำเนาส่ง",
    "memo": "บันทึกข้อความ", "department": "ส่วนราชการ", "date": "วันที่", "order": "คำสั่ง", "ordered": "สั่ง ณ วันที่",
    "signed": "ลงชื่อ", "notice": "ประกาศ", "noticed": "ประกาศ ณ วันที่",
}  # fmt: skip
"""Words that the Correspondence Rule prints, whatever the language of the reader."""


def pdf(paper: Paper, *, made_at: datetime | None = None) -> bytes:
    """The paper as PDF. Raises: NoThaiFont, Refused when the operator's emblem cannot be read."""
    return _compiled(paper, format="pdf", timestamp=stamped(made_at))[0]


def stamped(made_at: datetime | None) -> datetime:
    """When a PDF says that it was made. typst takes no parts of seconds."""
    return (made_at or datetime(2026, 1, 1, tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)


def pictures(paper: Paper, *, ppi: int = PICTURE_PPI) -> list[bytes]:
    """Each page as PNG, for looking at where a browser shows no PDF."""
    return _compiled(paper, format="png", ppi=ppi)


def made_with() -> str:
    """What a paper's bytes depend on beside its values."""
    return f"{fonts.face().family}; typst {version('typst')}"


def _compiled(paper: Paper, **how: Any) -> list[bytes]:
    files: dict[str, bytes] = {}
    if isinstance(paper, Slip):
        files = {"code.svg": paper.code.encode()}
        if paper.file:
            files[paper.file] = paper.attached.encode()
    told = _told(paper) | {
        "words": {name: pieces(word) for name, word in WORDS.items()},
        "draft-word": pieces("ร่าง"), "draft": paper.draft, "secrecy": pieces(paper.secrecy),
    }  # fmt: skip
    return compiled(paper.layout, told, files, **how)


def compiled(
    layout: str, told: Mapping[str, Any], files: Mapping[str, bytes], *, face: fonts.Face | None = None, **how: Any
) -> list[bytes]:
    """A layout with its values as JSON and the pictures it names: the PDF, or one PNG for each page."""
    face, (emblem, drawn) = face or fonts.face(), _emblem()
    whole = dict(told) | {
        "face": asdict(face), "others": [f for f in fonts.OTHERS if f in _families()], "emblem": emblem or None,
        "digits": list("๐๑๒๓๔๕๖๗๘๙"),
    }  # fmt: skip
    inputs = {"main": (LAYOUTS / f"{layout}.typ").read_bytes(), "base.typ": _base(), **files}
    inputs["paper.json"] = json.dumps(whole, ensure_ascii=False).encode()
    if emblem:
        inputs[emblem] = drawn
    made = typst.compile(inputs, font_paths=fonts.fonts(), **how)
    return made if isinstance(made, list) else [made]


@cache
def _base() -> bytes:
    return (LAYOUTS / "base.typ").read_bytes()


@cache
def _families() -> frozenset[str]:
    return frozenset(fonts.fonts().families())


def _emblem() -> tuple[str, bytes]:
    """The operator's file for the place of the emblem: its name for the layout, and its bytes."""
    named = settings.PAPER_EMBLEM
    if not named:
        return "", b""
    path = Path(named)
    if path.suffix.lower() not in (".svg", ".png", ".jpg", ".jpeg") or not path.is_file():
        sentence = _("อ่านไฟล์ตราหัวหนังสือไม่ได้: %(file)s กรุณาแจ้งผู้ดูแลระบบ ใช้ได้เฉพาะไฟล์ SVG, PNG หรือ JPG")
        raise Refused("no_emblem", sentence % {"file": path.name})
    return f"emblem{path.suffix.lower()}", path.read_bytes()


def _told(paper: Paper) -> dict[str, Any]:
    """The values in the pieces that a layout prints."""
    if isinstance(paper, Letter):
        return _letter(paper)
    if isinstance(paper, Slip):
        return _slip(paper)
    return _sheet(paper) if isinstance(paper, Sheet) else _book(paper)


def _many(lines: tuple[str, ...]) -> list[list[str]]:
    return [pieces(line) for line in lines if line.strip()]


def _text(text: str) -> list[list[str]]:
    return [pieces(paragraph) for paragraph in paragraphs(text)]


def _letter(paper: Letter) -> dict[str, Any]:
    lines = ("number", "on", "subject", "salutation", "addressee", "closing", "signer", "speed")
    return {name: pieces(getattr(paper, name)) for name in lines} | {
        "name": paper.subject, "author": " ".join(paper.office[:1]), "body": _text(paper.body),
        "position": _text(paper.position), "office": _many(paper.office), "owner": _many(paper.owner),
        "references": _many(paper.references), "enclosures": _many(paper.enclosures), "copies": _many(paper.copies),
    }  # fmt: skip


def _sheet(paper: Sheet) -> dict[str, Any]:
    return {
        "name": paper.title, "author": " ".join(paper.office[:1]), "title": pieces(paper.title),
        "number": pieces(paper.number), "on": pieces(paper.on), "office": _many(paper.office),
        "speed": pieces(paper.speed), "body": _text(paper.body),
        "facts": [[pieces(label), _text(value)] for label, value in paper.facts],
        "signatures": [{"role": pieces(one.role), "name": pieces(one.name)} for one in paper.signatures],
    }  # fmt: skip


def _slip(paper: Slip) -> dict[str, Any]:
    return {
        "name": paper.title, "author": " ".join(paper.office[:1]), "title": pieces(paper.title),
        "office": _many(paper.office), "body": _text(paper.body), "under": pieces(paper.under_code), "file": paper.file,
        "facts": [[pieces(label), _text(value)] for label, value in paper.facts],
    }  # fmt: skip


def _book(paper: Book) -> dict[str, Any]:
    return {
        "name": f"{paper.title} {paper.subtitle}".strip(), "author": "", "title": pieces(paper.title),
        "subtitle": pieces(paper.subtitle), "heads": [pieces(head) for head in paper.heads],
        "widths": paper.widths or [1] * len(paper.heads), "note": pieces(paper.note), "empty": pieces(paper.empty),
        "rows": [[{"pieces": pieces(cell)} for cell in row] for row in paper.rows],
        "kinds": list(paper.kinds or [""] * len(paper.rows)), "numbers": paper.numbers, "finding": pieces(paper.finding),
        "notes": _many(paper.notes),
    }  # fmt: skip
