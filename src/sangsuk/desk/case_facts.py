"""What the page of a case says beside its story: what is proposed, whether it may be taken up, what speaks against its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sangsuk import thai
from sangsuk.cases import admission, story, workflow
from sangsuk.cases.callbacks import queries as calling
from sangsuk.cases.effects import second
from sangsuk.cases.models import Callback, Case
from sangsuk.cases.queries import DeskCase
from sangsuk.cases.sealed import who
from sangsuk.offices.actor import Actor
from sangsuk.thai.danger import sounds_dangerous

VERDICTS = {
    admission.YES: gettext_lazy("ตรวจแล้ว รับไว้พิจารณาได้"),
    admission.NO: gettext_lazy("ตรวจแล้ว มีเหตุตามกฎหมายที่ไม่รับพิจารณา"),
    admission.KEEP: gettext_lazy("ตรวจแล้ว เป็นบัตรสนเท่ห์ที่หลักฐานยังไม่พอ ให้เก็บเป็นข้อมูล"),
}


@dataclass(frozen=True)
class Proposal:
    """What waits for a second person: the ending, who proposed it, and in which words."""

    what: str
    line: story.Line
    mine: bool


def proposal_of(found: DeskCase, actor: Actor) -> Proposal | None:
    held = second.held(found.case)
    line = next((line for line in reversed(found.lines) if line.move == "propose"), None)
    if held is None or line is None:
        return None
    return Proposal(str(workflow.MOVES[held[1]["of"]].label), line, held[1].get("by") == actor.user_id)


@dataclass(frozen=True)
class Admitted:
    """The answers to the questions of admission; `barred` marks those that speak against taking it up."""

    verdict: str
    tone: str
    answers: Sequence[tuple[Any, str, Any, bool]]


def admitted_of(found: DeskCase) -> Admitted | None:
    case = found.case
    if case.admissible not in VERDICTS or not found.sees_inside:
        return None
    words = {admission.YES: _("ใช่"), admission.NO: _("ไม่ใช่")}
    answers = [
        (q.words, words[found.checks[q.code]], q.basis, found.checks[q.code] == q.bars)
        for q in (*admission.QUESTIONS, *admission.TESTS)
        if found.checks.get(q.code) in words
    ]
    return Admitted(str(VERDICTS[case.admissible]), "done" if case.admissible == admission.YES else "waiting", answers)


def doubt_of(found: DeskCase) -> Callback | None:
    """What the citizen said to another office against the end of her case; for the centre, not for agencies."""
    return calling.doubt_of(found.case) if found.sees_inside else None


@dataclass(frozen=True)
class Seal:
    """For the page of a sealed case: from whom it is kept, and who sees it and why."""

    accused: Sequence[str]
    seers: Sequence[who.Seer]


def seal_of(found: DeskCase) -> Seal | None:
    """None for a case that is not sealed, and for agencies."""
    case = found.case
    if not (case.is_sealed and found.sees_inside):
        return None
    return Seal([story.office_name(code) for code in case.accused], who.seers(case))


def merged_into(case: Case) -> str:
    """The number of the case that stands for this one, "" when it stands for itself."""
    if case.merged_into_id is None:
        return ""
    return Case.objects.values_list("number", flat=True).get(pk=case.merged_into_id)


def sounds_urgent(found: DeskCase) -> bool:
    """Whether to ask the officer how urgent it is: by its words it may be, and nobody has said so."""
    case = found.case
    may = any(move.name == "classify" for move in found.moves)
    return may and case.urgency == "normal" and sounds_dangerous(f"{case.description} {thai.normalise(case.wish)}")
