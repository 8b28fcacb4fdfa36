"""What the desk asks of an assessment: a section, a move, an objection, a decision. Made from the form's own criteria."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from sangsuk.common.forms import KindForm, soften
from sangsuk.offices import queries as offices
from sangsuk.standards import assessing, table, words
from sangsuk.standards.assessing import Said
from sangsuk.standards.marking import Line
from sangsuk.standards.models import Assessment, Criterion

from ..doors import language
from ..row_forms import AnyEraDate
from ..steps.fields import Files
from . import saying

NONE = "none"
PROOFS = {"accept": "image/*,application/pdf", "multiple": True}


def value_field(criterion: Criterion, label: Any) -> forms.Field:
    """Boxes to tick, or one of several."""
    parts = [(str(at), criterion.part(at, language())) for at in range(len(criterion.parts))]
    if criterion.kind == words.COUNT:
        return forms.MultipleChoiceField(
            label=label, choices=[*parts, (NONE, _("ยังไม่มีสักอย่าง"))], required=False, widget=forms.CheckboxSelectMultiple
        )
    if criterion.kind == words.YES_NO:
        parts = [("1", _("มี")), ("0", _("ไม่มี"))]
    return forms.ChoiceField(label=label, choices=parts, required=False, widget=forms.RadioSelect)


def initial_of(criterion: Criterion, value: list[int] | None) -> Any:
    if criterion.kind != words.COUNT:
        return str(value[0]) if value else ""
    return [] if value is None else [str(one) for one in value] or [NONE]


def value_of(criterion: Criterion, given: Any) -> list[int] | None:
    if criterion.kind != words.COUNT:
        return [int(given)] if given else None
    chosen = sorted(int(one) for one in given if one != NONE)
    return chosen or ([] if NONE in given else None)


def _words(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=assessing.MOST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input--low"}),
    )  # fmt: skip


class SectionForm(KindForm):
    """One section. `visiting`: what the visitors see; else what the office says itself."""

    def __init__(self, *args: Any, lines: Iterable[Line], visiting: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = list(lines)
        self.visiting = visiting
        for line in self.lines:
            self._add(line)
        soften(self.fields.values())

    def _add(self, line: Line) -> None:
        one, answer = line.criterion, line.answer
        value, note = (answer.seen, answer.seen_why) if self.visiting else (answer.value, answer.note)
        label = _("สิ่งที่ผู้ตรวจเยี่ยมเห็น") if self.visiting else one.text(language())
        self.fields[f"v{one.pk}"] = value_field(one, label)
        self.initial[f"v{one.pk}"] = initial_of(one, value)
        if self.visiting or one.evidence:
            picture = forms.Field(label=_("แนบรูปหรือไฟล์ PDF"), required=False, widget=Files(attrs=PROOFS))
            self.fields[f"f{one.pk}"] = picture
        asked = _("เหตุผล ถ้าต่างจากที่อำเภอกรอก") if self.visiting else _("หมายเหตุ (ข้ามได้)")
        self.fields[f"n{one.pk}"] = _words(asked)
        self.initial[f"n{one.pk}"] = note

    def rows(self) -> list[dict[str, Any]]:
        """For the page: each line with its fields."""
        return [
            saying.line_row(line, findings=self.visiting) | {
                "value_field": self[f"v{line.criterion.pk}"], "note_field": self[f"n{line.criterion.pk}"],
                "file_field": self[f"f{line.criterion.pk}"] if f"f{line.criterion.pk}" in self.fields else None,
            } for line in self.lines
        ]  # fmt: skip

    def said(self, files: Mapping[int, Any]) -> dict[int, Said]:
        told = self.cleaned_data
        return {
            line.criterion.pk: Said(
                value_of(line.criterion, told[f"v{line.criterion.pk}"]), told[f"n{line.criterion.pk}"],
                files.get(line.criterion.pk, ()),
            ) for line in self.lines
        }  # fmt: skip


class People(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


class MoveForm(KindForm):
    """The fields of one move."""

    def __init__(self, *args: Any, one: Assessment, move: table.Move, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.move = move
        for name in move.needs:
            self.fields[name] = self._field(name, one)
        soften(self.fields.values())

    def _field(self, name: str, one: Assessment) -> forms.Field:
        label = table.FIELDS[name].label
        if name == "visit_on":
            self.initial[name] = one.visit_on
            return AnyEraDate(label=label)
        if name == "visitors":
            self.initial[name] = [str(who) for who in one.visitors]
            known = offices.directory()
            people = [
                (str(who), f"{name} ({known[office].name(language())})")
                for who, name, office in assessing.candidates(one)
            ]
            hint = _("อย่างน้อยสองคน ไม่ใช่คนของอำเภอนี้และไม่ได้กรอกแบบนี้")
            return People(label=label, choices=people, help_text=hint, required=False)
        widget = forms.Textarea(attrs={"rows": 3, "class": "input--low"})
        return forms.CharField(label=label, max_length=table.FIELDS[name].most, widget=widget)


class ObjectForm(KindForm):
    """Against which points, and why; a photograph where it helps."""

    def __init__(self, *args: Any, lines: Iterable[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = list(lines)
        for line in self.lines:
            pk = line.criterion.pk
            self.fields[f"o{pk}"] = _words(_("ข้อทักท้วง (เว้นว่างถ้าไม่ทักท้วงข้อนี้)"))
            self.fields[f"f{pk}"] = forms.Field(label=_("แนบรูปหรือไฟล์ PDF"), required=False, widget=Files(attrs=PROOFS))
        soften(self.fields.values())

    def rows(self) -> list[dict[str, Any]]:
        return [
            saying.line_row(line, findings=True)
            | {"note_field": self[f"o{line.criterion.pk}"], "file_field": self[f"f{line.criterion.pk}"]}
            for line in self.lines
        ]

    def said(self) -> dict[int, str]:
        return {line.criterion.pk: self.cleaned_data[f"o{line.criterion.pk}"] for line in self.lines}


class DecideForm(KindForm):
    """For each point that was objected to, what stands and why."""

    def __init__(self, *args: Any, lines: Iterable[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = list(lines)
        for line in self.lines:
            pk = line.criterion.pk
            self.fields[f"v{pk}"] = value_field(line.criterion, _("ผลที่วินิจฉัย"))
            self.initial[f"v{pk}"] = initial_of(line.criterion, line.answer.seen)
            self.fields[f"n{pk}"] = _words(_("เหตุผลของจังหวัด"))
        soften(self.fields.values())

    def rows(self) -> list[dict[str, Any]]:
        return [
            saying.line_row(line, findings=True)
            | {"value_field": self[f"v{line.criterion.pk}"], "note_field": self[f"n{line.criterion.pk}"]}
            for line in self.lines
        ]

    def said(self) -> dict[int, Said]:
        told = self.cleaned_data
        return {
            line.criterion.pk: Said(
                value_of(line.criterion, told[f"v{line.criterion.pk}"]), told[f"n{line.criterion.pk}"]
            )
            for line in self.lines
        }
