"""May this story go to the jury at all? Pure: facts in, findings out. A machine says what it sees, a person decides.

Nothing here says whether a story is good. Good and bad tellings, long and short, of a registrar or of a neighbour: all pass
that could be shown and filmed, and were told in time.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

OUT, LOOK = "out", "look"
"""`out`: not in this round, unless a person says why it is. `look`: somebody should look before it goes on."""


@dataclass(frozen=True)
class Candidate:
    """What the screen and the long list must know of a story. `text` is the moderated one; `sketch` its likeness."""

    code: str
    office: str
    province: str
    region: str
    theme: str
    text: str
    sketch: Sequence[int] = ()
    tone: str = "positive"
    moderated: bool = True
    late: bool = False
    heavy: bool = False
    """Graded severe by the moderators: a threat, an accusation, somebody in danger."""
    consents: frozenset[str] = frozenset()
    ring: bool = False
    """Its praise is flagged as part of a ring of mutual praise."""
    marks: tuple[int, ...] = ()
    """What readers gave it, 0 to 3; not read yet is no mark."""


@dataclass(frozen=True)
class Terms:
    """What this round asks; the organiser sets it before the first story is looked at."""

    needs: frozenset[str] = frozenset({"publish"})
    late_too: bool = False
    least_letters: int = 150


@dataclass(frozen=True)
class Finding:
    code: str
    weight: str
    said: Any
    other: str = ""
    """The other story, where there is one."""


SAID: dict[str, tuple[str, Any]] = {
    "unmoderated": (OUT, _("ยังไม่ผ่านการตรวจก่อนเผยแพร่")),
    "late": (OUT, _("ส่งมานอกช่วงเวลาของโครงการ")),
    "no_consent": (OUT, _("ผู้เล่ายังไม่ยินยอมให้ใช้เรื่องตามที่รอบนี้ต้องการ")),
    "no_office": (OUT, _("ยังไม่รู้ว่าเล่าถึงที่ว่าการอำเภอใด")),
    "twin": (OUT, _("คล้ายกับอีกเรื่องหนึ่งมาก จึงใช้เรื่องที่ส่งมาก่อน")),
    "short": (LOOK, _("สั้นมาก อาจไม่พอให้กรรมการเห็นภาพ")),
    "heavy": (LOOK, _("ผู้ตรวจให้ระดับความร้ายแรงสูง ควรอ่านก่อนส่งให้กรรมการ")),
    "ring": (LOOK, _("มีสัญญาณว่าชมกันไปมาในกลุ่มเดียวกัน")),
}


@dataclass(frozen=True)
class Screened:
    candidate: Candidate
    findings: tuple[Finding, ...] = field(default=())

    @property
    def passes(self) -> bool:
        return all(one.weight != OUT for one in self.findings)


def screen(candidates: Iterable[Candidate], terms: Terms, twins: Mapping[str, str] | None = None) -> list[Screened]:
    """Each with what speaks against it. `twins`: for a story told twice, the one that stays."""
    return [Screened(one, tuple(_findings(one, terms, (twins or {}).get(one.code, "")))) for one in candidates]


def _findings(one: Candidate, terms: Terms, twin: str) -> list[Finding]:
    against = {
        "unmoderated": not one.moderated,
        "late": one.late and not terms.late_too,
        "no_consent": not terms.needs <= one.consents,
        "no_office": not one.office,
        "twin": bool(twin),
        "short": len(one.text) < terms.least_letters,
        "heavy": one.heavy,
        "ring": one.ring,
    }
    return [
        Finding(code, *SAID[code], other=twin if code == "twin" else "") for code, holds in against.items() if holds
    ]
