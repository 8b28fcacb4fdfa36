"""First words for the fields in which an officer says what she found: made of what was noted already, never of what the
complainant wrote. Pure: values in, words out. She reads and mends them; it costs less time than typing a cover note.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sangsuk import thai

from . import thin_replies as thin

MOST_NOTES, MOST_SIGNS = 6, 1500

SAYS = {
    "report_visit": ("findings", _("ลงพื้นที่วันที่ %(day)s พบว่า %(text)s")),
    "other_answers": ("text", _("วันที่ %(day)s %(who)sตอบว่า %(text)s")),
    "minutes": ("minutes", _("ประชุมร่วมกันวันที่ %(day)s สรุปว่า %(text)s")),
    "report": ("result", _("วันที่ %(day)s %(who)sรายงานว่า %(text)s")),
    "relieve": ("text", _("วันที่ %(day)s ช่วยเหลือแล้ว: %(text)s")),
    "note": ("text", _("วันที่ %(day)s บันทึกว่า %(text)s")),
}
"""What each move noted, in which field, and how it is told."""

SOURCES = {
    "finding": ("report_visit", "other_answers", "minutes", "report", "note"),
    "tried": ("report_visit", "other_answers", "minutes", "report", "relieve", "note"),
}
AHEAD = {"report_visit": "follow_up", "minutes": "minutes"}
"""Where it was noted what is still to be done."""

TOLD = {
    "hand_to_agency": _(
        "เราตรวจสอบเรื่องของท่านแล้ว และส่งให้{หน่วยงาน}ช่วยแก้ไข เรายังดูแลเรื่องนี้อยู่จนกว่าจะเสร็จ และจะแจ้งผลให้ท่านทราบภายใน{กำหนด}"
    ),
    "pass_up": _("เรื่องของท่านต้องใช้กำลังของระดับเหนือขึ้นไป เราจึงส่งต่อพร้อมสิ่งที่ทำไปแล้วทั้งหมด ท่านไม่ต้องเล่าใหม่"),
    "refer_out": _("เรื่องของท่านอยู่ในอำนาจของหน่วยงานอื่นโดยตรง เราส่งให้แล้ว และดูแลอยู่จนกว่าหน่วยงานนั้นจะยืนยันว่ารับไว้"),
}
"""What the citizen is told of a move; gaps in braces are filled for the case, see `daily.gaps`."""


@dataclass(frozen=True)
class Noted:
    """One thing that officials noted: the move, on which day as it is read, by whom, and its texts by field."""

    move: str
    day: str
    who: str
    said: Mapping[str, str]


def drafts(fields: Sequence[str], noted: Sequence[Noted], *, move: str, description: str) -> dict[str, str]:
    """First words for each of these fields for which anything is known. The newest notes are kept when there are many."""
    made: dict[str, str] = {}
    for field in fields:
        if field in SOURCES:
            made[field] = _joined(_told(noted, SOURCES[field], description))
        elif field in ("instruction", "asked"):
            made[field] = _joined(_still_to_do(noted, description))
        elif field == "citizen_told" and move in TOLD:
            made[field] = str(TOLD[move])
    return {field: text for field, text in made.items() if text}


def _told(noted: Sequence[Noted], moves: Sequence[str], description: str) -> list[str]:
    lines = []
    for one in noted:
        field, sentence = SAYS.get(one.move, ("", ""))
        text = _clean(one.said.get(field, ""))
        if one.move in moves and text and not thin.repeats(text, description):
            lines.append(str(sentence) % {"day": one.day, "who": one.who, "text": text})
    return lines


def _still_to_do(noted: Sequence[Noted], description: str) -> list[str]:
    """What the last visit or meeting said must be done next."""
    for one in reversed(noted):
        text = _clean(one.said.get(AHEAD.get(one.move, ""), ""))
        if text and not thin.repeats(text, description):
            return [text]
    return []


def _clean(text: str) -> str:
    """On one line, without names and numbers of people: it goes to others."""
    return " ".join(thai.redact(text).text.split())


def _joined(lines: Sequence[str]) -> str:
    kept: list[str] = []
    for line in reversed(lines[-MOST_NOTES:]):
        if kept and sum(map(len, kept)) + len(line) > MOST_SIGNS:
            break
        kept.insert(0, line[:MOST_SIGNS])
    return "\n".join(kept)
