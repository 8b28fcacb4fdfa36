"""Which step usually comes next, which few stand beside it, and how the others are grouped: one look, no search."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.cases import silence, workflow
from sangsuk.cases.checking import SHORT
from sangsuk.cases.models import Case
from sangsuk.cases.workflow import Move

OFFICIAL = frozenset(
    {workflow.OWNER, workflow.AGENCY, workflow.SUPERIOR, workflow.FORMER, workflow.COMMANDER}
)  # fmt: skip
"""The standings that the desk serves; citizens, links and the machine have doors of their own."""

LIKELY: Mapping[str, tuple[str, ...]] = {
    workflow.SCREENING: ("accept",),
    workflow.ACCEPTED: ("inform",),
    workflow.IN_PROGRESS: ("inform",),
    workflow.SENT_BACK: ("inform", "report"),
    workflow.ASSIGNED: ("agency_accept", "confirm_task"),
    workflow.AGENCY_ACCEPTED: ("report", "confirm_task"),
    workflow.RESULT_REPORTED: ("close", "report"),
    workflow.REVIEW: ("approve",),
} | dict.fromkeys(workflow.NEW, ("accept",))
"""What usually comes next; the one coloured button, when this person may do it."""
WHEN_LATE: Mapping[str, tuple[str, ...]] = {
    workflow.INFO_REQUESTED: ("proceed",),
    workflow.TOLD: ("settle",),
    workflow.SUSPENDED: ("resume",),
    workflow.ASSIGNED: ("agency_accept", "chase"),
    workflow.AGENCY_ACCEPTED: ("report", "confirm_task", "chase"),
}
"""What comes next once the date has passed."""

GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("กับผู้ร้อง"), ("ask", "inform", "proceed")),
    (_("กับหน่วยงาน"), ("agency_accept", "hand_to_agency", "add_agency", "report", "confirm_task", "send_back", "chase", "recall",
      "agency_return")),
    (_("ลงพื้นที่และช่วยเหลือ"), ("order_visit", "report_visit", "cancel_visit", "relieve", "refer", "referral_answer")),
    (_("หาข้อเท็จจริง"), ("checklist", "ask_other", "other_answers", "meet", "minutes")),
    (_("ส่งต่อ"), ("pass_up", "return_down", "redirect", "refer_out", "take_over")),
    (_("พักหรือจบเรื่อง"), ("serve", "tell_result", "close", "settle", "approve", "disapprove", "take_back", "to_mediation",
      "mediation_ends", "suspend", "resume", "refuse")),
    (_("ความลับ"), ("accuse", "seal", "entrust", "ask_unseal", "unseal", "keep_sealed")),
    (_("ภายใน"), ("screen", "accept", "direct", "watch", "note", "attach", "categorise", "classify", "take", "delegate", "link",
      "unlink", "merge", "unmerge")),
)  # fmt: skip
NEAR = (
    "disapprove", "take_back", "watch", "ask", "close", "hand_to_agency", "confirm_task", "send_back", "tell_result", "serve",
    "report", "chase", "screen", "settle", "resume", "mediation_ends", "referral_answer", "note", "take_over", "proceed", "recall",
    "agency_return",
)  # fmt: skip
"""In this order, up to `MOST_NEAR` of them stand beside the coloured button; the others behind a disclosure."""
NEAR_IN: Mapping[str, tuple[str, ...]] = {
    workflow.SCREENING: ("checklist", "ask", "classify"),
    workflow.ACCEPTED: ("ask", "hand_to_agency", "order_visit"),
    workflow.RESULT_REPORTED: ("tell_result", "send_back", "confirm_task"),
    workflow.ASSIGNED: ("chase", "inform", "agency_return"),
    workflow.AGENCY_ACCEPTED: ("chase", "inform", "agency_return"),
}
"""Where another order serves better."""
MOST_NEAR = 3


@dataclass(frozen=True)
class Bar:
    """`next` the likely step or None, `near` a few beside it, `rest` the others by group. `at_once`: those that ask
    nothing, and are made by one press."""

    next: Move | None
    near: list[Move]
    rest: list[tuple[str, list[Move]]]
    at_once: frozenset[str] = frozenset()


def bar_of(case: Case, moves: list[Move], now: datetime) -> Bar:
    may = {move.name: move for move in moves}
    first = next((may[name] for name in _likely(case, may, now) if name in may), None)
    order = dict.fromkeys((*NEAR_IN.get(case.status, ()), *NEAR))
    near = [may[name] for name in order if name in may and may[name] is not first][:MOST_NEAR]
    shown = {move.name for move in near} | ({first.name} if first else set())
    rest = [(str(label), [may[n] for n in names if n in may and n not in shown]) for label, names in GROUPS]
    return Bar(first, near, [(label, some) for label, some in rest if some])


def _likely(case: Case, may: Mapping[str, Move], now: datetime) -> tuple[str, ...]:
    if case.attention and "watch" in may and "accept" not in may:  # asked to look: say what is to be done
        return ("direct", "watch")
    if case.mission in SHORT and "serve" in may:
        return ("serve",)
    if case.status == workflow.IN_PROGRESS and case.due_kind == "finish":
        return ("close",)
    if "inform" in may and silence.is_silent(case, now):  # she has waited for a word longer than the rule allows
        return ("inform",)
    late = case.due_at is not None and case.due_at < now
    usual = LIKELY.get(case.status, ())
    return (*WHEN_LATE.get(case.status, ()), *usual) if late else usual
