"""The feedback card on paper: two on a sheet of A4, to be cut, filled in with a pen and put into the box."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from . import fonts
from .lines import pieces
from .printing import compiled, stamped

WORDS = {
    "head": "บัตรแสดงความเห็น", "how": "กา ✓ หน้าข้อที่ตรงกับท่าน ขอให้ตอบข้อแรก ข้ออื่นข้ามได้ ไม่ต้องเขียนชื่อ",
    "line": "อยากบอกอะไรเพิ่ม", "box": "เขียนเสร็จแล้วหย่อนในกล่องรับความเห็น", "bundle": "เจ้าหน้าที่: ปึกเลขที่", "sheet": "ใบที่",
}  # fmt: skip


@dataclass(frozen=True)
class CardPaper:
    """`asked`: each question with its answers, in the order in which an officer types them."""

    place: str
    area: str
    asked: tuple[tuple[str, tuple[str, ...]], ...]
    counter: str = ""


def pdf(card: CardPaper, *, made_at: datetime | None = None) -> bytes:
    """One sheet with two cards. Raises: NoThaiFont."""
    return _printed(card, format="pdf", timestamp=stamped(made_at))[0]


def pictures(card: CardPaper, *, ppi: int = 80) -> list[bytes]:
    return _printed(card, format="png", ppi=ppi)


def _printed(card: CardPaper, **how: Any) -> list[bytes]:
    told = {
        "name": WORDS["head"], "words": {name: pieces(word, thai_numerals=False) for name, word in WORDS.items()},
        **{name: pieces(getattr(card, name), thai_numerals=False) for name in ("place", "area", "counter")},
        "asked": [
            {"question": pieces(question, thai_numerals=False), "answers": [pieces(one, thai_numerals=False) for one in answers]}
            for question, answers in card.asked
        ],
    }  # fmt: skip
    return compiled("card", told, {}, face=fonts.afar(), **how)
