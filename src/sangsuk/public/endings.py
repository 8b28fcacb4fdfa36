"""What the tracking page says when there is an answer: what was answered, on which law, and what she can do."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sangsuk.cases import remedies, story, workflow
from sangsuk.cases.models import Case
from sangsuk.cases.queries import Track
from sangsuk.catalog import queries as catalog

ANSWERED = ("close", "serve", "tell_result", "approve", "refuse")
WITH_ANSWER = (workflow.SETTLED, workflow.TOLD, workflow.REFUSED)


@dataclass(frozen=True)
class Answer:
    """`reason` and `basis` only where a matter was refused or put aside: why, and the law that says so."""

    text: str
    reason: str = ""
    basis: str = ""


def answer_of(track: Track) -> Answer | None:
    """What the centre said last, if that is where the case stands."""
    if track.case.status == workflow.SUSPENDED:
        return _put_aside(track)
    if track.case.status not in WITH_ANSWER:
        return None
    said = [line for line in track.lines if line.move in ANSWERED]
    parts = {part.field: part.text for part in said[-1].parts} if said else {}
    if not parts.get("answer"):
        return None
    basis = _basis(track.case) if track.case.status == workflow.REFUSED else ""
    return Answer(parts["answer"], parts.get("refusal_reason", ""), parts.get("legal_basis") or basis)


def _put_aside(track: Track) -> Answer | None:
    said = [line for line in track.lines if line.move in ("suspend", "approve")]
    parts = {part.field: part.text for part in said[-1].parts} if said else {}
    return Answer(parts.get("reason", ""), parts.get("suspend_reason", "")) if parts else None


def _basis(case: Case) -> str:
    card = catalog.all_terms("refusal").get(case.refusal_code)
    return card.basis(get_language() or "th") if card else ""


def unsolved(track: Track) -> bool:
    """Whether what she said last, after the last answer, is that the trouble is still there."""
    told = [line for line in track.lines if line.move in (*ANSWERED, "rate")][-1:]
    parts = [part for line in told if line.move == "rate" for part in line.parts if part.field == "solved"]
    return any(part.text != str(story.ANSWERS["yes"]) for part in parts)


def tone(track: Track) -> str:
    """The colour and shape beside the status word."""
    return "late" if track.now.late else workflow.TONES.get(track.case.status, "going")


@dataclass(frozen=True)
class Ways:
    """What she can still do after the end, in names: `office` answered, `to` would look again; `heard`: she said that
    the trouble is still there, and the page says what that leads to."""

    found: remedies.Remedies
    office: str
    to: str
    heard: bool

    @property
    def why_closed(self) -> str:
        """Why nobody is asked again, in words; "" while she has a way."""
        return str(CLOSED[self.found.closed]) if self.found.closed else ""


CLOSED = {
    remedies.DAYS: _("วันสุดท้ายที่ขอให้พิจารณาอีกครั้งผ่านไปแล้ว เรื่องนี้จึงเปิดต่อไม่ได้"),
    remedies.REASON: _("เหตุผลข้อนี้ไม่มีขั้นตอนขอให้ระดับเหนือพิจารณาใหม่"),
    remedies.TOP: _("เรื่องนี้ตอบโดยระดับสูงสุดของศูนย์ดำรงธรรมแล้ว จึงไม่มีระดับเหนือให้พิจารณาใหม่"),
}


def ways_of(track: Track, now: datetime) -> Ways | None:
    """None while the case goes on, where she took it back, and where she said that all is well and nothing is left."""
    case = track.case
    found = remedies.of_case(case, now)
    if found is None or (found.closed and case.solved == "yes"):
        return None
    to = story.office_name(found.appeal_to) if found.appeal_to else ""
    return Ways(found, story.office_name(case.office_id), to, unsolved(track))
