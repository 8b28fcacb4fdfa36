"""A Thai typeface of this machine: the state's own if it is here, else the nearest to it.

None is shipped with us. `SANGSUK_FONTS` names a folder to look in first; without it that is `<home>/fonts`.
"""

import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import typst
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused


@dataclass(frozen=True)
class Face:
    """`points` is the size that looks like TH Sarabun at 16. `rise` and `fall`, in em, hold the highest tone mark over a vowel
    and the lowest vowel under a letter (measured), so that nothing is cut at the border of a table or a page; `line`, in em,
    is from line to line: as close as letters of the state are written, so that a short one stays on one sheet."""

    family: str
    points: float
    rise: float
    fall: float
    line: float = 1.4


PREFERRED = (
    Face("TH Sarabun New", 16, 1.26, 0.37),
    Face("TH SarabunPSK", 16, 1.26, 0.37),
    Face("TH Sarabun PSK", 16, 1.26, 0.37),
    Face("Sarabun", 12, 1.3, 0.4, 1.5),
    Face("Laksaman", 16, 1.26, 0.37),
    Face("Garuda", 11.5, 1.21, 0.32),
    Face("Noto Sans Thai", 12, 1.02, 0.43),
    Face("Noto Sans Thai UI", 12, 1.02, 0.43),
    Face("Noto Serif Thai", 12, 1.06, 0.47, 1.5),
    Face("Loma", 11.5, 1.06, 0.32),
    Face("Norasi", 13, 1.17, 0.32),
    Face("Noto Looped Thai", 11.5, 1.13, 0.53, 1.55),  # last: Debian's 2020 file sets tone marks into the vowel
)
OTHERS = ("Noto Sans", "DejaVu Sans", "Noto Sans Symbols 2", "Noto Emoji")
"""For the signs that a Thai face lacks."""

SEEN_FROM_AFAR = ("Sarabun", "Garuda", "Noto Sans Thai", "TH Sarabun New", "TH SarabunPSK")
"""For posters and pictures: strokes that hold across a hall, and loops that the old learned to read by."""

_looking = threading.Lock()


class NoThaiFont(Refused):
    """This machine has no typeface with Thai letters: an operator has to install one."""

    def __init__(self) -> None:
        sentence = _(
            "เครื่องแม่ข่ายยังไม่มีแบบอักษรไทย จึงพิมพ์หนังสือไม่ได้ กรุณาแจ้งผู้ดูแลระบบให้ติดตั้งชุด fonts-thai-tlwg หรือวางไฟล์ TH Sarabun New ไว้ที่ %(folder)s"
        )
        super().__init__("no_thai_font", sentence % {"folder": folder()})


def folder() -> Path:
    return Path(settings.PAPER_FONTS)


def fonts() -> typst.Fonts:
    """All typefaces of this machine, looked for once in each process."""
    with _looking:
        return _fonts(folder())


@lru_cache(maxsize=2)
def _fonts(own: Path) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=True, include_embedded_fonts=False, font_paths=[own] if own.is_dir() else []
    )


def face() -> Face:
    """The first of ours that is here. Raises: NoThaiFont."""
    found = chosen(fonts().families())
    if found is None:
        raise NoThaiFont
    return found


def afar() -> Face:
    """The face for what hangs on a wall or is shown small on a telephone. Raises: NoThaiFont."""
    here = {one.family: one for one in among(fonts().families())}
    return next((here[name] for name in SEEN_FROM_AFAR if name in here), None) or face()


def chosen(families: list[str]) -> Face | None:
    return next(iter(among(families)), None)


def among(families: list[str]) -> list[Face]:
    """Ours of these, the best first."""
    here = {name.lower() for name in families}
    return [face for face in PREFERRED if face.family.lower() in here]
