"""What the tracking page says when there is an answer: what was answered, on which law, and until when she may object."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from sangsuk.cases import story, workflow
from sangsuk.cases.models import Case
from sangsuk.cases.queries import Track
from sangsuk.catalog import queries as catalog
from sangsuk.deadlines import queries as deadlines

ANSWERED = ("close", "serve", "tell_result", "approve", "refuse")
WITH_ANSWER = (workflow.SETTLED, workflow.TOLD, workflow.REFUSED)
TONES = {
    workflow.INFO_REQUESTED: "waiting",
    workflow.TOLD: "waiting",
    workflow.SUSPENDED: "waiting",
    workflow.SETTLED: "done",
    workflow.REFERRED_OUT: "done",
    workflow.REFUSED: "quiet",
    workflow.MERGED: "quiet",
    workflow.WITHDRAWN: "quiet",
}


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
    return "late" if track.now.late else TONES.get(track.case.status, "going")


def until(kind: str, case: Case) -> datetime | None:
    """The last moment to ask for it to be opened again ("reopen") or looked at by the next level ("appeal")."""
    if case.closed_at is None:
        return None
    return deadlines.promise(kind, at=case.closed_at, province_code=case.province_code).due_at
