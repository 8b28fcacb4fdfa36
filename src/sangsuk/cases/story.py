"""A case's history as lines that read like a story: who, what, when, why; each audience its own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sangsuk import thai
from sangsuk.catalog import queries as catalog
from sangsuk.offices import queries as offices
from sangsuk.thai.dates import date_in

from . import behalf, workflow
from .models import Attachment, CaseEvent
from .visits import phone_report

CITIZEN, AGENCY, CENTRE = "citizen", "agency", "centre"
FOLLOWER = "follower"
"""Somebody else who suffers from the same: she reads what was done and by which office, and no words of anybody."""
SILENT = frozenset({"convert", "docket"})
"""An older case put into the present form; the imprint of a docket, which has a story of its own: nothing happened."""
HERS_ALONE = frozenset({"relieve", "refer", "refer_out", "referral_answer"})
"""What one person was given, and by whom, is not for those who follow her case."""

ANSWERS = {"yes": gettext_lazy("แก้ไขแล้ว"), "partly": gettext_lazy("แก้ไขบางส่วน"), "no": gettext_lazy("ยังไม่ได้แก้ไข")}


@dataclass(frozen=True)
class Part:
    """One thing that was said with the event: a label and its text."""

    field: str
    label: str
    text: str


@dataclass(frozen=True)
class Line:
    """One line of the timeline. `by_citizen` sets her own words apart; `inside` marks what she does not see."""

    seq: int
    at: datetime
    move: str
    sentence: str
    who: str
    by_citizen: bool
    inside: bool
    parts: tuple[Part, ...]
    files: tuple[Attachment, ...]


def lines(
    events: Iterable[CaseEvent], *, audience: str, office_code: str = "", files: Sequence[Attachment] = (),
    names: Mapping[int, str] | None = None, redacted: bool = False,
) -> list[Line]:  # fmt: skip
    """The story for one audience, oldest first. `office_code` is the reader's, so that an agency sees its own notes.

    `redacted` takes names and numbers out of what people wrote, for readers who do not answer for the case.
    """
    state: dict[str, Any] = {}
    told, hanging = [], _by_event(files)
    for event in events:
        state |= event.changes
        if may_read(event, audience, office_code):
            told.append(_line(event, state, audience, hanging, names or {}, redacted=redacted))
    return told


def _by_event(files: Sequence[Attachment]) -> dict[int, list[Attachment]]:
    found: dict[int, list[Attachment]] = {}
    for file in files:
        found.setdefault(file.event_seq, []).append(file)
    return found


def may_read(event: CaseEvent, audience: str, office_code: str) -> bool:
    if event.move in SILENT:
        return False
    if audience == CENTRE:
        return True
    shown = _shown(event)
    if audience == FOLLOWER and event.move in HERS_ALONE:
        return False
    if audience == FOLLOWER:
        return shown == "citizen" and (event.actor_kind != "citizen" or event.move == "submit")
    if shown == "citizen":
        return True
    return audience == AGENCY and (shown == "agency" or event.office_code == office_code)


def _shown(event: CaseEvent) -> str:
    if event.move not in workflow.MOVES:
        return "citizen"
    shown = workflow.MOVES[event.move].shown
    return "centre" if shown == "own" else shown  # each office reads its own notes, agencies not each other's


def _line(
    event: CaseEvent, state: Mapping[str, Any], audience: str, files: Mapping[int, Sequence[Attachment]],
    names: Mapping[int, str], *, redacted: bool,
) -> Line:  # fmt: skip
    move = workflow.MOVES.get(event.move)
    said = move.said if move else workflow.SAID[event.move]
    if event.move == "submit" and "on_behalf" in event.data:
        said = gettext_lazy("%(office)s ได้รับเรื่องแล้ว จาก%(who)s")
    who = _who(event, audience)
    return Line(
        event.seq, event.at, event.move, _sentence(str(said), _Gaps(event, state, audience, who, names), audience, redacted=redacted), who,
        event.actor_kind == "citizen", _shown(event) != "citizen", _parts(event, move, audience, redacted=redacted),
        tuple(f for f in files.get(event.seq, ()) if audience != CITIZEN or f.citizen_sees),
    )  # fmt: skip


def _sentence(said: str, gaps: "_Gaps", audience: str, *, redacted: bool) -> str:
    """Who was asked or sent to is typed freely, and may be a person."""
    gaps.redacted = redacted or audience == FOLLOWER
    return said % gaps


class _Gaps(dict[str, str]):
    """The names in a line's sentence, each looked up when the sentence has a gap for it."""

    def __init__(
        self, event: CaseEvent, state: Mapping[str, Any], audience: str, who: str, names: Mapping[int, str]
    ) -> None:
        super().__init__()
        self.event, self.state, self.audience, self.who, self.names = event, state, audience, who, names
        self.redacted = False

    def __missing__(self, gap: str) -> str:
        event, state, data = self.event, self.state, self.event.data
        before = data.get("_before", {})
        match gap:
            case "office":
                return office_name(state["office_id"])
            case "before":
                return office_name(before.get("office", ""))
            case "agency":
                return self._typed(_agency(event, state, before))
            case "body" | "to_whom":
                return self._typed(str(data.get(gap) or before.get("who", "")))
            case "meets_on":
                return _day(data.get("meets_on", ""))
            case "category":
                return category_name(state.get("category_id") or "")
            case "assignee":
                return _assignee(event, state, self.names)
            case "who":
                return self.who
            case "you":
                return _("ท่าน") if self.audience == CITIZEN else _("ผู้ร้อง")
        return self._typed(str(data.get(gap, "")))

    def _typed(self, text: str) -> str:
        return thai.redact(text).text if self.redacted else text


def _assignee(event: CaseEvent, state: Mapping[str, Any], names: Mapping[int, str]) -> str:
    """Who has it now; and for whom, when somebody stands in for the one who was meant."""
    has = int(state.get("assignee_id") or 0)
    meant = int(event.data.get("assignee") or has)
    if meant == has or meant not in names:
        return names.get(has, "")
    return _("%(name)s ซึ่งทำแทน%(meant)s") % {"name": names.get(has, ""), "meant": names[meant]}


def _agency(event: CaseEvent, state: Mapping[str, Any], before: Mapping[str, Any]) -> str:
    """The agency that this event is about: the one named in it, the one whose task it was, else the one that leads."""
    named = str(event.data.get("agency") or before.get("who") or "")
    if named == "outside":
        named = str(event.data.get("body", ""))
    return office_name(named) or named or office_name(state.get("agency_id") or before.get("agency", ""))


def _day(text: str) -> str:
    try:
        return date_in(date.fromisoformat(text), get_language() or "th", "medium")
    except ValueError:
        return text


def _who(event: CaseEvent, audience: str) -> str:
    """Officials see the colleague's name; citizens see the office, which is what answers to them."""
    if event.actor_kind == "citizen":
        return behalf.who(event.data.get("on_behalf") or {}, hers=audience == CITIZEN)
    if event.actor_kind == "outside":
        return event.actor_name
    office = office_name(event.office_code) if event.office_code else _("ระบบ")
    inside = audience not in (CITIZEN, FOLLOWER)
    return f"{event.actor_name} ({office})" if inside and event.actor_name else office


def _parts(event: CaseEvent, move: workflow.Move | None, audience: str, *, redacted: bool) -> tuple[Part, ...]:
    if move is None or audience == FOLLOWER:
        return ()
    if event.move == "propose":  # what a second person must agree to
        move = workflow.MOVES[event.data["of"]]
    fields = move.reads if audience == CITIZEN else (*move.needs, *move.takes)
    plain = [f for f in fields if f not in SAID_ELSEWHERE and event.data.get(f) not in (None, "", {})]
    words = {f: value_words(f, event.data[f]) for f in plain}
    if redacted:
        words = {f: thai.redact(text).text for f, text in words.items()}
    return tuple(Part(f, str(workflow.FIELDS[f].label), text) for f, text in words.items())


SAID_ELSEWHERE = (
    "agency",
    "office",
    "category",
    "assignee",
    "file",
    "duty",
    "meets_on",
    "checks",
    "body_email",
    "anyway",
    "visit_outcome",
    "visited_on",
)
"""Fields whose value stands in the sentence of the line itself, or that are shown in a place of their own."""

AXES = {
    "refusal_reason": "refusal", "service_class": "service_class", "nature": "nature", "accused_type": "accused",
    "policy": "policy", "secrecy": "secrecy", "relief_kind": "relief", "body_kind": "referred_to",
}  # fmt: skip
WORDS = {
    ("urgency", "normal"): gettext_lazy("ปกติ"), ("urgency", "urgent"): gettext_lazy("เร่งด่วน"),
    ("urgency", "life"): gettext_lazy("อันตรายถึงชีวิต"),
    ("outcome", "accepted"): gettext_lazy("รับ"), ("outcome", "declined"): gettext_lazy("ไม่รับ"),
    ("outcome", "settled"): gettext_lazy("ตกลงกันได้"), ("outcome", "dismissed"): gettext_lazy("ตกลงกันไม่ได้หรือจำหน่าย"),
    ("suspend_reason", "court"): gettext_lazy("เรื่องอยู่ในศาล"),
    ("suspend_reason", "anonymous_letter"): gettext_lazy("บัตรสนเท่ห์ที่ยังไม่มีหลักฐานพอ เก็บเป็นข้อมูล"),
    ("suspend_reason", "complainant_away"): gettext_lazy("ผู้ร้องยังไม่พร้อมให้ข้อมูล"),
    ("suspend_reason", "other"): gettext_lazy("เหตุอื่น"),
    ("other_kind", "agency"): gettext_lazy("หน่วยงาน"), ("other_kind", "witness"): gettext_lazy("พยาน"),
    ("other_kind", "office"): gettext_lazy("ศูนย์หรือสำนักงานอื่น"), ("other_kind", "expert"): gettext_lazy("ผู้เชี่ยวชาญ"),
    ("wish_met", "yes"): gettext_lazy("ได้ตามที่ขอ"), ("wish_met", "partly"): gettext_lazy("ได้บางส่วน"),
    ("wish_met", "no"): gettext_lazy("ไม่ได้"),
    **{("visit_outcome", code): word for code, word in phone_report.OUTCOMES.items()},
}  # fmt: skip


def value_words(field: str, value: Any) -> str:
    """A stored value as a person reads it."""
    if field == "settlement":
        english = get_language() == "en"
        return next((s.name_en if english else s.name_th for s in catalog.settlements() if s.code == value), str(value))
    if field == "solved":
        return str(ANSWERS.get(value, value))
    if field == "accused_office":
        return office_name(str(value)) or str(value)
    if field == "accused_person":
        return next((one.name for one in offices.staff() if str(one.user_id) == str(value)), "")
    if field in ("rating", "rating_result"):
        return _("%(rating)s จาก 5") % {"rating": value}
    if field == "distress_after":
        return _("%(number)s จาก 10") % {"number": value}
    if field == "baht":
        return f"{value:,}"
    if (field, value) in WORDS:
        return str(WORDS[field, value])
    if field in AXES:
        card = catalog.all_terms(AXES[field]).get(str(value))
        return card.name(get_language() or "th") if card else str(value)
    if field in ("due_on", "given_on"):
        return _day(str(value))
    return str(value)


def office_name(code: str) -> str:
    card = offices.known().get(code)
    return card.name(get_language() or "th") if card else ""


def category_name(code: str) -> str:
    card = catalog.all_categories().get(code)
    return card.name(get_language() or "th") if card else ""
