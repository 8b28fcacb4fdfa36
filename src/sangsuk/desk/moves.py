"""The buttons and forms of a case, made from the workflow table: which step is likely next, and what each step asks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsuk.cases import workflow
from sangsuk.cases.models import Case
from sangsuk.cases.workflow import FIELDS, Move
from sangsuk.common.forms import KindForm, soften

from . import choices

LIKELY: Mapping[str, tuple[str, ...]] = {
    workflow.IN_PROGRESS: ("inform",),
    workflow.ASSIGNED: ("agency_accept",),
    workflow.AGENCY_ACCEPTED: ("report",),
    workflow.RESULT_REPORTED: ("close",),
} | dict.fromkeys(workflow.NEW, ("accept",))
"""What usually comes next; the one coloured button, when this person may do it."""

GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("กับผู้ร้อง"), ("ask", "inform", "proceed", "close")),
    (_("กับหน่วยงาน"), ("agency_accept", "hand_to_agency", "recall", "report", "send_back", "agency_return")),
    (_("ส่งต่อ"), ("pass_up", "return_down", "redirect", "take_over")),
    (_("ภายใน"), ("accept", "note", "attach", "categorise", "take", "delegate")),
)
NEAR = ("ask", "close", "hand_to_agency", "report", "note", "take_over", "proceed", "recall", "agency_return")
"""In this order, up to `MOST_NEAR` of them stand beside the coloured button; the others behind a disclosure."""
MOST_NEAR = 3

WITH_FILES = ("attach", "report", "close", "inform", "pass_up")
CHOICES: dict[str, Callable[[Case], Any]] = {
    "agency": choices.agencies,
    "office": choices.centres,
    "assignee": choices.colleagues,
    "category": lambda case: choices.categories_for(case.description),
    "settlement": lambda case: choices.settlements(),
}


@dataclass(frozen=True)
class Bar:
    """`next` the likely step or None, `near` a few beside it, `rest` the others by group."""

    next: Move | None
    near: list[Move]
    rest: list[tuple[str, list[Move]]]


def bar_of(case: Case, moves: list[Move], now: datetime) -> Bar:
    may = {move.name: move for move in moves}
    likely = LIKELY.get(case.status, ())
    if case.status == workflow.IN_PROGRESS and case.due_kind == "finish":
        likely = ("close",)
    if case.status == workflow.INFO_REQUESTED and case.due_at is not None and case.due_at < now:
        likely = ("proceed",)
    first = next((may[name] for name in likely if name in may), None)
    near = [may[name] for name in NEAR if name in may and may[name] is not first][:MOST_NEAR]
    shown = {move.name for move in near} | ({first.name} if first else set())
    rest = [(str(label), [may[n] for n in names if n in may and n not in shown]) for label, names in GROUPS]
    return Bar(first, near, [(label, some) for label, some in rest if some])


def asks(move: Move) -> bool:
    """Whether there is anything to fill in before the move is made."""
    return bool(move.needs or move.takes)


class Files(forms.FileInput):
    """Several at once; the view reads and checks each by itself."""

    allow_multiple_selected = True


FILES = {"accept": "image/*,.heic,.heif,application/pdf", "multiple": True}


class MoveForm(KindForm):
    """One move's form: a field for everything that the table says it needs. Rules of substance stand in `cases`."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, move: Move, case: Case, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"version": case.version})
        super().__init__(*args, prefix=move.name, **kwargs)
        self.move = move
        for name in (*move.needs, *move.takes):
            if name in FIELDS:
                self.fields[name] = _field(name, case, needed=name in move.needs)
        if move.name in WITH_FILES:
            self.fields["file"] = _file(needed="file" in move.needs)
        soften(self.fields.values())
        first = next((field for name, field in self.fields.items() if name != "version"), None)
        if first is not None and not self.is_bound:
            first.widget.attrs["autofocus"] = True

    def given(self) -> dict[str, Any]:
        return {k: v for k, v in self.cleaned_data.items() if k not in ("version", "file") and v != ""}

    def with_version(self, version: int) -> None:
        """The same words again, above the state that is true now."""
        self.data: Any = self.data.copy()
        self.data[self.add_prefix("version")] = str(version)


def _field(name: str, case: Case, *, needed: bool) -> forms.Field:
    field = FIELDS[name]
    told: Mapping[str, Any] = {"label": field.label, "help_text": field.hint, "required": needed}
    if field.kind == "choice":
        offered = CHOICES[name](case)
        return forms.TypedChoiceField(
            choices=[("", _("เลือก"))] + offered, coerce=int if name == "assignee" else str, empty_value="",
            error_messages={"required": _("กรุณาเลือก “%(label)s”") % {"label": field.label}}, **told,
        )  # fmt: skip
    gaps = {"label": field.label, "most": field.most}
    return forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3 if field.most <= 2000 else 5, "class": "input--low"}),
        min_length=field.least or None,
        max_length=field.most,
        error_messages={
            "required": _("กรุณากรอก “%(label)s”") % gaps,
            "min_length": _("กรุณาเขียน “%(label)s” ให้ยาวกว่านี้อีกนิด") % gaps,
            "max_length": _("“%(label)s” ยาวเกิน %(most)s ตัวอักษร กรุณาย่อลง") % gaps,
        },
        **told,
    )


def _file(*, needed: bool) -> forms.Field:
    return forms.Field(
        label=_("รูปถ่ายหรือเอกสาร PDF") if needed else _("รูปถ่ายหรือเอกสาร PDF (ถ้ามี)"),
        help_text=_("ไฟล์ละไม่เกิน 10 เมกะไบต์"),
        required=False,
        widget=Files(attrs=FILES),
    )
