"""The form of a step, made from the workflow table: what it asks for, and what is known already."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk import thai
from sangsuk.cases import admission, story
from sangsuk.cases.effects import second
from sangsuk.cases.models import Case
from sangsuk.cases.workflow import FIELDS, Move
from sangsuk.catalog import queries as catalog
from sangsuk.common.forms import KindForm, soften
from sangsuk.offices.actor import Actor

from .. import choices, duties
from ..doors import language
from ..field import team
from . import bar, fields
from .fields import FILES, Files

__all__ = ["FILES", "Files", "MoveForm", "asks", "bar_of"]

WITH_FILES = (
    "attach", "report", "close", "tell_result", "inform", "pass_up", "report_visit", "relieve", "other_answers", "minutes",
    "referral_answer",
)  # fmt: skip
OUTCOMES = {"referral_answer": ("accepted", "declined"), "mediation_ends": ("settled", "dismissed")}
AT_ONCE = {"settle": ("comment",), "watch": ("comment",)}
"""Steps that are made by one press, although a word more could be said through the API."""
CHOICES: dict[str, Callable[[Case, Move], Any]] = {
    "agency": lambda case, move: choices.agencies(case),
    "office": lambda case, move: choices.centres(case),
    "assignee": lambda case, move: choices.colleagues(case, move.name),
    "accused_office": lambda case, move: choices.accusable(case, move.name),
    "accused_person": lambda case, move: choices.accusable_people(case),
    "secrecy": lambda case, move: choices.secrecies(case),
    "category": lambda case, move: choices.categories_for(case.description),
    "settlement": lambda case, move: choices.settlements(),
    "outcome": lambda case, move: choices.words("outcome", *OUTCOMES[move.name]),
} | {
    name: lambda case, move, name=name: choices.words(name) for name in ("urgency", "suspend_reason", "other_kind", "visit_outcome")
} | {
    name: lambda case, move, name=name: choices.terms(name)
    for name in ("service_class", "nature", "accused_type", "policy", "relief_kind", "body_kind")
}  # fmt: skip


def asked(move: Move, case: Case, actor: Actor | None = None) -> list[tuple[str, bool]]:
    """The fields that this step asks for with this case, and whether it needs them."""
    some: list[tuple[str, bool]] = []
    for name in (*move.needs, *move.takes):
        if name not in FIELDS or name == "anyway" or name in AT_ONCE.get(move.name, ()):
            continue
        if name == "duty":
            several = len(duties.fitting(move.name, case, actor)) > 1
            some = [("duty", True), *some] if several else some
        elif not (name in ("body", "body_kind") and move.name == "serve" and case.mission != "referral"):
            some.append((name, name in move.needs))
    return some


def asks(move: Move, case: Case | None = None, actor: Actor | None = None) -> bool:
    """Whether there is anything to fill in before the move is made; without a case, whether there may be."""
    if case is None:
        return bool(set(move.needs) | set(move.takes) - {*AT_ONCE.get(move.name, ()), "duty"})
    return "file" in move.needs or bool(asked(move, case, actor))


def bar_of(case: Case, moves: list[Move], now: datetime, actor: Actor | None = None) -> bar.Bar:
    """The buttons of a case for this person."""
    at_once = frozenset(move.name for move in moves if not asks(move, case, actor))
    return replace(bar.bar_of(case, moves, now), at_once=at_once)


class MoveForm(KindForm):
    """One move's form: a field for everything that the table says it needs. Rules of substance stand in `cases`."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, move: Move, case: Case, actor: Actor | None = None, focus: bool = True, **kwargs: Any
    ) -> None:
        """`focus`: its first field takes the focus, as somebody has just asked for this form."""
        known = {"version": case.version, **initial_of(move, case, actor)}
        kwargs["initial"] = known | (kwargs.get("initial") or {})
        super().__init__(*args, prefix=move.name, **kwargs)
        self.move, self.case = move, case
        for name, needed in asked(move, case, actor):
            if name == "checks":
                self._ask_checks()
            else:
                self.fields[name] = field_of(name, move, case, actor, needed=needed)
        if "anyway" in move.takes and self.is_bound:  # asked only of who was held up, see _doing.html
            self.fields["anyway"] = forms.BooleanField(label=FIELDS["anyway"].label, required=False)
        if move.name in WITH_FILES:
            self.fields["file"] = fields.file_field(needed="file" in move.needs)
        soften(self.fields.values())
        first = next((field for name, field in self.fields.items() if name != "version"), None)
        if first is not None and focus and not self.is_bound:
            first.widget.attrs["autofocus"] = True

    def _ask_checks(self) -> None:
        for question in admission.questions_for(self.case):
            self.fields[f"checks-{question.code}"] = fields.yes_no(question.words, question.basis)

    @property
    def needs_a_second(self) -> bool:
        """Whether somebody else will have to agree, as far as it is known before anything is typed."""
        return second.needed(self.case, self.move, {})

    def say_drafted(self, names: Collection[str]) -> None:
        """Above these fields stands that their words are a draft, to be read and mended."""
        for name in names:
            if name in self.fields:
                self.fields[name].help_text = _("ร่างจากสิ่งที่บันทึกไว้ กรุณาอ่านและแก้")

    def given(self) -> dict[str, Any]:
        """What was said, as the table takes it: days as ISO dates, the questions of a list together."""
        told: dict[str, Any] = {}
        for name, value in self.cleaned_data.items():
            if name in ("version", "file") or value in (None, "") or value is False:
                continue
            if name.startswith("checks-"):
                told.setdefault("checks", {})[name.removeprefix("checks-")] = value
            else:
                told[name] = value.isoformat() if hasattr(value, "isoformat") else value
        return told

    def clean(self) -> dict[str, Any]:
        """A reason for refusal brings its sentence along: without JavaScript it is put into the empty answer now."""
        code = self.data.get(self.add_prefix("refusal_reason"), "")
        answer = self.add_prefix("answer")
        card = catalog.all_terms("refusal").get(code) if "refusal_reason" in self.fields else None
        if card and not self.data.get(answer, "").strip():
            self.data: Any = self.data.copy()
            self.data[answer] = card.say(language())
            self.errors.pop("answer", None)
            self.add_error("answer", ValidationError(_("ใส่ข้อความที่เสนอให้แล้ว กรุณาอ่าน แก้ถ้าจำเป็น แล้วกดอีกครั้ง")))
        return self.cleaned_data

    def with_version(self, version: int) -> None:
        """The same words again, above the state that is true now."""
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = str(version)


def initial_of(move: Move, case: Case, actor: Actor | None) -> Mapping[str, Any]:
    """What is known already and only has to be confirmed."""
    if move.name == "classify":
        return {
            "urgency": case.urgency, "service_class": case.service_class, "nature": case.nature,
            "accused_type": case.accused_type, "policy": case.policy_code,
        }  # fmt: skip
    if move.name == "relieve":
        today = thai.bangkok_date(timezone.now())
        return {"given_on": today, "giver": story.office_name(actor.office_code) if actor else ""}
    return {}


def field_of(name: str, move: Move, case: Case, actor: Actor | None, *, needed: bool) -> forms.Field:
    kind = FIELDS[name].kind
    if name == "duty":
        return fields.choice(name, duties.choices(move.name, case, actor), needed=needed)
    if name == "team":
        return team.team(case, actor)
    if name == "refusal_reason":
        return fields.reasons(name, list(catalog.terms("refusal")), language(), needed=needed)
    if kind == "choice":
        return fields.choice(name, CHOICES[name](case, move), needed=needed)
    if kind == "number":
        return fields.number(name, needed=needed)
    return fields.day(name, needed=needed) if kind == "date" else fields.words(name, needed=needed)
