"""The lines of a timeline as a person reads them: what was promised and why, what held it up, how it stands.

Officers read the name of the rule; citizens are addressed. Nothing is decided here, only said.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from sangsuk.common.dated import source_in
from sangsuk.thai.dates import date_in

from . import promises, say
from .clock import Calendar
from .promises import Rule
from .timeline import Line, Pause, Shift

CITIZEN, OFFICER = "citizen", "officer"

PROMISED: dict[str, Any] = {
    "accept": gettext_lazy("รับเรื่องไว้ดูแล"),
    "screen": gettext_lazy("ตรวจว่ารับเรื่องไว้พิจารณาได้หรือไม่"),
    "hand_off": gettext_lazy("ศูนย์ที่รับช่วงต่อตอบรับเรื่อง"),
    "progress": gettext_lazy("แจ้งความคืบหน้า"),
    "update": gettext_lazy("แจ้งข่าวเป็นระยะ"),
    "agency_report": gettext_lazy("หน่วยงานรายงานผล"),
    "visit": gettext_lazy("ลงพื้นที่ตรวจสอบ"),
    "referral": gettext_lazy("ผู้รับช่วงต่อตอบรับ"),
    "approval": gettext_lazy("ผู้ตรวจทานให้ความเห็น"),
    "finish": gettext_lazy("ดำเนินการให้เสร็จและแจ้งผล"),
    "tell_result": gettext_lazy("แจ้งผลหลังจากมีรายงานผล"),
    "settle_told": gettext_lazy("รอคำยืนยันหลังแจ้งผล"),
    "reopen": gettext_lazy("ขอเปิดเรื่องอีกครั้งได้"),
    "appeal": gettext_lazy("ขอให้ระดับเหนือพิจารณาได้"),
    "mediation": gettext_lazy("ไกล่เกลี่ยให้แล้วเสร็จ"),
    "remind_2": gettext_lazy("เตือนครั้งที่ 2"),
    "remind_3": gettext_lazy("เตือนครั้งที่ 3"),
    "escalate": gettext_lazy("ส่งระดับเหนือหากยังไม่เสร็จ"),
    "answer": gettext_lazy("รอคำตอบที่ถามไป"),
    "question": gettext_lazy("รอข้อเท็จจริงจากหน่วยงานหรือพยาน"),
    "suspend": gettext_lazy("ทบทวนเรื่องที่พักไว้"),
    "outside_link": gettext_lazy("ลิงก์ของหน่วยงานภายนอกใช้ได้"),
    "callback": gettext_lazy("โทรถามความพึงพอใจ"),
    "merge_undo": gettext_lazy("แยกเรื่องที่รวมไว้ได้"),
    "keep_supporters": gettext_lazy("เก็บชื่อและเบอร์ของผู้เดือดร้อนร่วม"),
}
WAITED = {
    "ask": {CITIZEN: gettext_lazy("รอคำตอบจากท่าน"), OFFICER: gettext_lazy("รอคำตอบจากผู้ร้อง")},
    "suspend": {CITIZEN: gettext_lazy("พักเรื่องไว้"), OFFICER: gettext_lazy("พักเรื่องไว้")},
}
WINDOWS = frozenset(
    {"answer", "settle_told", "reopen", "appeal", "suspend", "remind_2", "remind_3", "escalate", "outside_link",
     "callback", "merge_undo", "keep_supporters"}
)  # fmt: skip
"""Times to wait, or in which somebody may do something: they run out, but nobody breaks a promise by that."""
TONES = {"late": "late", "missed": "late", "kept": "done", "paused": "waiting", "dropped": "quiet", "running": ""}


@dataclass(frozen=True)
class Told:
    """One promise for a reader. `tone` is a word of the look; `outcome` says how it stands, `rest` how that came about."""

    title: str
    tone: str
    outcome: str
    rest: tuple[str, ...]


def heading(lines: Iterable[Line], language: str) -> str:
    """'ทำไมเรื่องนี้ช้า' where something is late; otherwise what the box holds."""
    late = any(line.is_late and line.kind not in WINDOWS for line in lines)
    with override(language):
        return _("ทำไมเรื่องนี้ช้า") if late else _("กำหนดเวลาของเรื่องนี้")


def tell(lines: Sequence[Line], now: datetime, calendar: Calendar, language: str, *, to: str) -> list[Told]:
    with override(language):
        return [_told(line, now, calendar, language, to) for line in lines]


def _told(line: Line, now: datetime, calendar: Calendar, language: str, to: str) -> Told:
    title = str(PROMISED.get(line.kind, line.kind))
    if line.whose:
        title = _("%(office)s: %(duty)s") % {"office": line.whose, "duty": title}
    rest = [_promised(line, calendar, language)]
    rest += [_paused(pause, language, to) for pause in line.pauses]
    rest += [_shifted(shift, language) for shift in line.shifts]
    if line.pauses and line.due_at != (line.shifts[-1].new if line.shifts else line.first_due_at):
        rest.append(_("คืนเวลาที่หยุดนับแล้ว กำหนดจึงเป็น%(due)s") % {"due": say.moment(line.due_at, language)})
    if line.provisional and line.ended is None:
        rest.append(_("วันครบกำหนดนี้อาจเปลี่ยนได้อีก เพราะยังไม่มีประกาศวันหยุดราชการของปีนั้น"))
    rest += _by_rule(line.rule, line.rule_code, language, to)
    tone = "quiet" if line.kind in WINDOWS and line.is_late else TONES[line.state]
    return Told(title, tone, _outcome(line, now, calendar, language), tuple(rest))


def _promised(line: Line, calendar: Calendar, language: str) -> str:
    gaps = {"from": say.moment(line.counts_from, language), "due": say.moment(line.first_due_at, language)}
    rule = line.rule
    if rule is None or promises.due(rule, line.counts_from, calendar) not in (line.first_due_at, line.due_at):
        return _("นับจาก%(from)s ครบกำหนด%(due)s") % gaps
    return str(_amount(rule)) % (gaps | {"amount": rule.amount})


def _amount(rule: Rule) -> str:
    """Whole sentences, one for each unit."""
    many = rule.amount
    if rule.unit == "working_days":
        return ngettext(
            "ภายใน %(amount)s วันทำการ นับจาก%(from)s จึงครบกำหนด%(due)s",
            "ภายใน %(amount)s วันทำการ นับจาก%(from)s จึงครบกำหนด%(due)s",
            many,
        )
    if rule.unit == "calendar_days":
        return ngettext(
            "ภายใน %(amount)s วัน นับจาก%(from)s จึงครบกำหนด%(due)s",
            "ภายใน %(amount)s วัน นับจาก%(from)s จึงครบกำหนด%(due)s",
            many,
        )
    if rule.unit == "months":
        return ngettext(
            "ภายใน %(amount)s เดือน นับจาก%(from)s จึงครบกำหนด%(due)s",
            "ภายใน %(amount)s เดือน นับจาก%(from)s จึงครบกำหนด%(due)s",
            many,
        )
    return ngettext(
        "ภายใน %(amount)s ชั่วโมง นับจาก%(from)s จึงครบกำหนด%(due)s",
        "ภายใน %(amount)s ชั่วโมง นับจาก%(from)s จึงครบกำหนด%(due)s",
        many,
    )


def _paused(pause: Pause, language: str, to: str) -> str:
    words = WAITED.get(pause.what, WAITED["suspend"])
    gaps = {"from": say.moment(pause.from_at, language), "why": str(words[to])}
    if pause.to_at is None:
        return _("หยุดนับเวลาตั้งแต่%(from)s เพราะ%(why)s") % gaps
    gaps["to"] = say.moment(pause.to_at, language)
    sentence, many = _length(pause.to_at - pause.from_at)
    return sentence % (gaps | {"many": many})


def _length(waited: timedelta) -> tuple[str, int]:
    hours = round(waited / timedelta(hours=1))
    days = round(waited / timedelta(days=1))
    if days >= 2:
        sentence = ngettext(
            "หยุดนับเวลา %(many)s วัน เพราะ%(why)s ตั้งแต่%(from)s ถึง%(to)s",
            "หยุดนับเวลา %(many)s วัน เพราะ%(why)s ตั้งแต่%(from)s ถึง%(to)s",
            days,
        )
        return sentence, days
    if hours >= 1:
        sentence = ngettext(
            "หยุดนับเวลา %(many)s ชั่วโมง เพราะ%(why)s ตั้งแต่%(from)s ถึง%(to)s",
            "หยุดนับเวลา %(many)s ชั่วโมง เพราะ%(why)s ตั้งแต่%(from)s ถึง%(to)s",
            hours,
        )
        return sentence, hours
    return _("หยุดนับเวลาไม่ถึงหนึ่งชั่วโมง เพราะ%(why)s ตั้งแต่%(from)s ถึง%(to)s"), 0


def _shifted(shift: Shift, language: str) -> str:
    gaps = {"old": say.moment(shift.old, language), "new": say.moment(shift.new, language)}
    why = shift.why
    if why.day is None:
        return _("กำหนดเลื่อนจาก%(old)s เป็น%(new)s") % gaps
    gaps |= {"day": date_in(why.day, language, "medium"), "name": why.name, "source": _short(why.source)}
    if why.off:
        return _("กำหนดเลื่อนจาก%(old)s เป็น%(new)s เพราะมีประกาศให้%(day)s เป็นวันหยุด คือ%(name)s (ที่มา: %(source)s)") % gaps
    return _("กำหนดเลื่อนจาก%(old)s เป็น%(new)s เพราะมีประกาศให้%(day)s เป็นวันทำการตามปกติ (ที่มา: %(source)s)") % gaps


def _by_rule(rule: Rule | None, code: str, language: str, to: str) -> Iterator[str]:
    if rule is None:
        return
    source = _short(source_in(rule, language))
    if to == OFFICER:
        yield _("ตามกำหนด “%(code)s” ที่มา: %(source)s") % {"code": code, "source": source}
    else:
        yield _("ที่มาของกำหนดนี้: %(source)s") % {"source": source}


def _short(source: str) -> str:
    """Without the pointer into our own papers."""
    return source.split("; see docs/")[0]


def _outcome(line: Line, now: datetime, calendar: Calendar, language: str) -> str:
    if line.ended is None:
        if line.state == "paused":
            return _("หยุดนับเวลาอยู่")
        if line.kind in WINDOWS and line.state == "late":
            return _("หมดเวลาเมื่อ%(due)s") % {"due": say.moment(line.due_at, language)}
        return say.remaining(line.due_at, now, calendar, language)
    gaps = {"at": say.moment(line.ended.at, language), "days": line.days}
    if line.state == "dropped" or line.kind in WINDOWS:
        return _("สิ้นสุดเมื่อ%(at)s") % gaps
    if line.state == "kept":
        return _("ทันกำหนด ทำเมื่อ%(at)s") % gaps
    if not line.days:
        return _("ช้ากว่ากำหนดไม่ถึงหนึ่งวันทำการ ทำเมื่อ%(at)s") % gaps
    return (
        ngettext(
            "ช้ากว่ากำหนด %(days)s วันทำการ ทำเมื่อ%(at)s",
            "ช้ากว่ากำหนด %(days)s วันทำการ ทำเมื่อ%(at)s",
            line.days,
        )
        % gaps
    )
