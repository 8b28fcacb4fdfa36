"""The poster that asks how it went: a QR code to the card of an office or of one of its counters. Many pages, one PDF.

Black on white, so that any office prints it; the size is read across a hall (A4) or at a counter (A6).
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import segno

from . import fonts
from .lines import pieces
from .printing import compiled, stamped

SIZES = ("a4", "a6")
WORDS = {
    "question": "วันนี้เราดูแลท่านเป็นอย่างไร",
    "both": "ดีก็บอก ไม่ดีก็บอก เราอยากรู้เท่ากัน",
    "deed": "เปิดกล้องโทรศัพท์ แล้วส่องที่ภาพนี้",
    "or": "หรือพิมพ์ในโทรศัพท์",
    "seconds": "20 วินาที", "seconds-more": "ตอบสั้น ๆ หน้าเดียว",
    "nameless": "ไม่ต้องบอกชื่อ", "nameless-more": "เราไม่เก็บว่าท่านเป็นใคร",
    "free": "ไม่ต้องลงแอป", "free-more": "โทรศัพท์รุ่นไหนก็ใช้ได้",
    "paper": "ไม่มีโทรศัพท์ ขอแบบกระดาษจากเจ้าหน้าที่ได้ทุกช่อง",
    "motto": "อำเภอสร้างสุข ทุกข์น้อยลง สุขมากขึ้น",
}  # fmt: skip
"""What hangs on the wall speaks Thai, whatever the language of who prints it; one line stands in English."""
ENGLISH = "How did we do today? Good or bad, tell us in 20 seconds. No name, no app."


@dataclass(frozen=True)
class Poster:
    """`place` is the office as people call it, `area` where it lies, `counter` empty for the office as a whole.

    `address` goes into the QR code; without https:// it is what people type.
    """

    place: str
    area: str
    address: str
    counter: str = ""


def pdf(
    posters: Sequence[Poster], *, size: str = "a4", words: Mapping[str, str] = WORDS, english: str = ENGLISH,
    made_at: datetime | None = None,
) -> bytes:  # fmt: skip
    """One page for each, in one run of the printer. `words`: what it says instead, by the names in WORDS. Raises: NoThaiFont."""
    return _printed(posters, size, words, english, format="pdf", timestamp=stamped(made_at))[0]


def pictures(posters: Sequence[Poster], *, size: str = "a4", ppi: int = 60) -> list[bytes]:
    """Each page as PNG."""
    return _printed(posters, size, WORDS, ENGLISH, format="png", ppi=ppi)


def _printed(posters: Sequence[Poster], size: str, words: Mapping[str, str], english: str, **how: Any) -> list[bytes]:
    if size not in SIZES:
        raise ValueError(size)
    told = {
        "name": posters[0].place if len(posters) == 1 else WORDS["motto"], "size": size, "english": english,
        "words": {name: pieces(word, thai_numerals=False) for name, word in {**WORDS, **words}.items()},
        "posters": [_told(at, poster) for at, poster in enumerate(posters)],
    }  # fmt: skip
    codes = {f"{at}.svg": _code(poster.address) for at, poster in enumerate(posters)}
    return compiled("poster", told, codes, face=fonts.afar(), **how)


def _told(at: int, poster: Poster) -> dict[str, Any]:
    typed = poster.address.split("://", 1)[-1]
    host, _slash, path = typed.partition("/")
    return {
        "code": f"{at}.svg", "host": host, "path": f"/{path}",
        **{name: pieces(getattr(poster, name), thai_numerals=False) for name in ("place", "area", "counter")},
    }  # fmt: skip


def _code(address: str) -> bytes:
    """A quarter of it may be dirty or torn; the white around it is the layout's."""
    out = io.BytesIO()
    segno.make(address, error="q", boost_error=False, micro=False).save(
        out, kind="svg", border=0, dark="#000", light=None, xmldecl=False, omitsize=True
    )
    return out.getvalue()
