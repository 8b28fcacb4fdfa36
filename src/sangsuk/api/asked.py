"""What a move asks a program for, and what is still asked of others: the table and the duties as they are read here."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from sangsuk import thai
from sangsuk.cases import admission, story, workflow
from sangsuk.cases import duties as owed
from sangsuk.cases.effects import second
from sangsuk.cases.models import Case
from sangsuk.cases.queries import DeskCase
from sangsuk.cases.story import AXES, WORDS

from .shapes.cases import CheckOf, DutyOf, FieldOf, MoveOf, Proposed, Said
from .shapes.common import Named

SIZED = ("text", "number")


def moves(some: Sequence[workflow.Move]) -> list[MoveOf]:
    return [
        MoveOf(name=m.name, label=str(m.label), needs=list(m.needs), takes=list(m.takes), fields=_fields(m))
        for m in some
    ]


def _fields(move: workflow.Move) -> list[FieldOf]:
    return [_field(name, needed=name in move.needs) for name in (*move.needs, *move.takes)]


def _field(name: str, *, needed: bool) -> FieldOf:
    row = workflow.FIELDS.get(name)
    if row is None:
        return FieldOf(
            name=name, label=_("ไฟล์"), kind="file", needed=needed, least=None, most=None, axis=None, choices=None
        )
    sized = row.kind in SIZED
    few = [Named(code=code, name=str(word)) for (field, code), word in WORDS.items() if field == name]
    return FieldOf(
        name=name, label=str(row.label), kind=row.kind, needed=needed, least=row.least if sized else None,
        most=row.most if sized else None, axis=AXES.get(name), choices=few or None,
    )  # fmt: skip


def of_case(seen: DeskCase) -> Mapping[str, Any]:
    """What is weighed, owed and proposed. An agency reads its own work, and nothing of what the centre weighs."""
    case, inside = seen.case, seen.sees_inside
    weighed = {
        field: _named(field, code) if inside else None
        for field, code in (
            ("service_class", case.service_class), ("nature", case.nature), ("accused_type", case.accused_type),
            ("policy", case.policy_code),
        )
    }  # fmt: skip
    return {
        **weighed, "attention": _office(case.attention) if inside else None, "refusal": _named("refusal_reason", case.refusal_code),
        "admissible": (case.admissible if inside else "") or None, "checks": _checks(seen) if inside else [],
        "hops": case.hops, "reminders": case.reminders, "appeals": case.appeals, "merged_into": _merged_into(case),
        "duties": _duties(seen), "proposal": _proposal(seen),
    }  # fmt: skip


def _named(field: str, code: str) -> Named | None:
    return Named(code=code, name=story.value_words(field, code)) if code else None


def _office(code: str) -> Named | None:
    return Named(code=code, name=story.office_name(code)) if code else None


def _merged_into(case: Case) -> str | None:
    return Case.objects.values_list("number", flat=True).get(pk=case.merged_into_id) if case.merged_into_id else None


def _checks(seen: DeskCase) -> list[CheckOf]:
    return [
        CheckOf(code=q.code, question=str(q.words), basis=str(q.basis), answer=seen.checks.get(q.code))
        for q in admission.questions_for(seen.case)
    ]


def _duties(seen: DeskCase) -> list[DutyOf]:
    return [_duty(key, duty) for key, duty in seen.duties.items()]


def _duty(key: str, duty: owed.Duty) -> DutyOf:
    who = str(duty.get("who", ""))
    return DutyOf(
        key=key, kind=duty["kind"], who=who, name=str(duty.get("name") or story.office_name(who) or who),
        status=duty.get("status"), lead=bool(duty.get("lead")), due_at=_local(owed.due_at(duty)),
        reminders=int(duty.get("reminders", 0)),
    )  # fmt: skip


def _local(at: datetime | None) -> datetime | None:
    return at.astimezone(thai.BANGKOK) if at else None


def _proposal(seen: DeskCase) -> Proposed | None:
    held = second.held(seen.case)
    line = next((line for line in reversed(seen.lines) if line.move == "propose"), None)
    if held is None or line is None:
        return None
    move = workflow.MOVES[held[1]["of"]]
    parts = [Said(field=p.field, label=p.label, text=p.text) for p in line.parts]
    return Proposed(
        move=move.name, label=str(move.label), by=line.who, at=line.at.astimezone(thai.BANGKOK), parts=parts
    )
