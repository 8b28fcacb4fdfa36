"""What is still owed on a case, as the desk says it: who, what, by when, and which of it a step can mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sangsuk.cases import duties as owed
from sangsuk.cases import outside, story
from sangsuk.cases.models import Case
from sangsuk.cases.queries import DeskCase
from sangsuk.offices.actor import Actor
from sangsuk.thai.dates import date_in

from .doors import language

WORK = {
    owed.TASK: gettext_lazy("งานของ%(who)s"),
    owed.VISIT: gettext_lazy("ลงพื้นที่ตรวจสอบ"),
    owed.QUESTION: gettext_lazy("คำตอบจาก%(who)s"),
    owed.REFERRAL: gettext_lazy("คำยืนยันจาก%(who)s"),
    owed.APPROVAL: gettext_lazy("รอผู้ตรวจทานเห็นชอบ"),
    owed.MEETING: gettext_lazy("ประชุมและบันทึกผล"),
    owed.MEDIATION: gettext_lazy("ไกล่เกลี่ย"),
    owed.UNSEAL: gettext_lazy("มีผู้เสนอเปิดผนึก รออีกคนหนึ่งเห็นชอบ"),
}
STATES = {
    owed.WAITING: gettext_lazy("รอหน่วยงานรับ"),
    owed.ACCEPTED: gettext_lazy("หน่วยงานกำลังทำ"),
    owed.REPORTED: gettext_lazy("รายงานผลแล้ว รอท่านตรวจ"),
}
RUNNING, REPORTED = (owed.WAITING, owed.ACCEPTED), (owed.REPORTED,)
FITS: Mapping[str, tuple[str, Sequence[str]]] = {
    "recall": (owed.TASK, (*RUNNING, *REPORTED)),
    "report": (owed.TASK, RUNNING),
    "chase": (owed.TASK, RUNNING),
    "send_back": (owed.TASK, REPORTED),
    "confirm_task": (owed.TASK, REPORTED),
    "report_visit": (owed.VISIT, ("",)),
    "cancel_visit": (owed.VISIT, ("",)),
    "referral_answer": (owed.REFERRAL, ("",)),
    "other_answers": (owed.QUESTION, ("",)),
    "minutes": (owed.MEETING, ("",)),
}
"""Which duties each step may mean: their kind, and how far they must be."""
ASKED_FOR = ("instruction", "to_check", "text", "reason", "agenda")
"""The field of the event in which what is to be done was said; the first one that it has."""


@dataclass(frozen=True)
class Owed:
    """One open duty. `wanted` is what was asked for; `tone` is late or ""; `mine` an agency's own work."""

    key: str
    kind: str
    what: str
    state: str
    due: str
    tone: str
    reminders: int
    wanted: str
    lead: bool
    mine: bool
    link: str = ""  # for a body without an account


def fitting(move: str, case: Case, actor: Actor | None = None) -> dict[str, owed.Duty]:
    """The open duties that this step may mean. An agency speaks of its own work, so it is asked nothing."""
    if move not in FITS:
        return {}
    kind, states = FITS[move]
    if actor is not None and kind == owed.TASK and actor.at_agency:
        return {}
    found = owed.of_kind(case.duties, kind)
    return {key: duty for key, duty in found.items() if duty.get("status", "") in states}


def choices(move: str, case: Case, actor: Actor | None = None) -> list[tuple[str, str]]:
    return [(key, named(duty)) for key, duty in fitting(move, case, actor).items()]


def named(duty: owed.Duty) -> str:
    """'งานของการไฟฟ้าส่วนภูมิภาค ครบกำหนด ศ. 20 พ.ย. 2569'"""
    at = owed.due_at(duty)
    if at is None:
        return what(duty)
    return _("%(work)s ครบกำหนด%(date)s") % {"work": what(duty), "date": date_in(at, language(), "medium")}


def what(duty: owed.Duty) -> str:
    who = str(duty.get("name") or duty.get("who", ""))
    return str(WORK[duty["kind"]]) % {"who": story.office_name(who) or who}


def listed(found: DeskCase, now: datetime) -> list[Owed]:
    """What is owed, the most pressing first. A proposal has a place of its own."""
    shown = {k: d for k, d in found.duties.items() if d["kind"] != owed.APPROVAL}
    said = {line.seq: line for line in found.lines}
    rows = [
        _row(key, duty, said, now, mine=not found.sees_inside) for key, duty in sorted(shown.items(), key=_pressing)
    ]
    if not any(move.name == "inform" for move in found.moves):  # the link is for the office that answers to hand on
        return rows
    by_link = [
        key for key, duty in shown.items() if duty.get("outside") or duty["kind"] in (owed.QUESTION, owed.REFERRAL)
    ]
    return [
        replace(row, link=outside.link(found.case, row.key, now=now)) if row.key in by_link else row for row in rows
    ]


def _pressing(item: tuple[str, owed.Duty]) -> tuple[bool, str]:
    _key, duty = item
    return duty.get("status") == owed.REPORTED, str(duty.get("due_at", ""))


def _row(key: str, duty: owed.Duty, said: Mapping[int, story.Line], now: datetime, *, mine: bool) -> Owed:
    at = owed.due_at(duty)
    done = duty.get("status") == owed.REPORTED
    due = _("ภายใน%(date)s") % {"date": date_in(at, language(), "full")} if at and not done else ""
    return Owed(
        key, duty["kind"], what(duty), str(STATES.get(duty.get("status", ""), "")), due,
        "late" if at and at < now and not done else "", int(duty.get("reminders", 0)) + int(duty.get("chased", 0)),
        _wanted(said.get(int(key[1:]))), bool(duty.get("lead")), mine,
    )  # fmt: skip


def _wanted(line: story.Line | None) -> str:
    parts: Mapping[str, Any] = {part.field: part.text for part in line.parts} if line else {}
    return next((str(parts[field]) for field in ASKED_FOR if field in parts), "")
