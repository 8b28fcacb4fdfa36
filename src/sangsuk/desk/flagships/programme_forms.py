"""What the desk asks about a programme: its words, a part, a project, what it serves, a situation, a file."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsuk.common.forms import KindForm, soften
from sangsuk.flagships.models import Aim, Part
from sangsuk.flagships.programme.given import LABELS, LINE, LONG, NAME, SOURCE
from sangsuk.flagships.programme.words import STANDINGS, numbered
from sangsuk.thai.dates import BE_OFFSET

from ..row_forms import AnyEraDate


def _line(name: str, most: int = NAME, *, needed: bool = True, label: Any = None, **more: Any) -> forms.CharField:
    return forms.CharField(label=label or LABELS[name], max_length=most, required=needed, **more)


def _long(name: str, *, needed: bool = True, most: int = LONG, label: Any = None, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label or LABELS[name], max_length=most, required=needed, widget=forms.Textarea(attrs={"rows": 3}), **more
    )


def _standing() -> forms.ChoiceField:
    return forms.ChoiceField(label=LABELS["standing"], choices=[*STANDINGS.items()], initial="inferred")


def _source() -> forms.CharField:
    return _line("source", SOURCE, help_text=_("เลขที่หนังสือ วันที่ หรือว่าใครบอก"))


class ProgrammeForm(KindForm):
    name_th = _line("name_th", LINE)
    name_en = _line("name_en", LINE)
    about_th = _long("about_th", needed=False)
    about_en = _long("about_en", needed=False)
    source = _source()


class NewProgrammeForm(ProgrammeForm):
    field_order = ("year",)
    year = forms.IntegerField(
        label=_("ปีงบประมาณ (พ.ศ.)"), help_text=_("เช่น 2565"), min_value=2546, max_value=2643,
        error_messages={"invalid": _("กรุณาใส่ปีเป็นตัวเลข เช่น 2565"), "min_value": _("กรุณาใส่ปีเป็น พ.ศ. เช่น 2565"), "max_value": _("กรุณาใส่ปีเป็น พ.ศ. เช่น 2565")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--short"}),
    )  # fmt: skip

    def fiscal_year(self) -> int:
        return int(self.cleaned_data["year"]) - BE_OFFSET


class PartForm(KindForm):
    name_th = _long("name_th")
    name_en = _long("name_en")
    source = _source()


class WhyForm(KindForm):
    why = _long("why", most=500)

    def __init__(self, *args: Any, label: Any = None, needed: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].label = label or _("เหตุผล")
        self.fields["why"].required = needed


class TextForm(KindForm):
    """A project's words; an existing project's also say why they change."""

    name_th = _line("name_th")
    name_en = _line("name_en")
    about_th = _long("about_th", needed=False, help_text=_("ประชาชนอ่านข้อความนี้ เขียนให้เข้าใจง่าย"))
    about_en = _long("about_en", needed=False)
    owner_th = _line("owner_th", LINE, needed=False)
    owner_en = _line("owner_en", LINE, needed=False)
    budget_baht = forms.CharField(
        label=LABELS["budget_baht"], required=False, max_length=30, help_text=_("เว้นว่างไว้ ถ้ายังไม่ทราบ"),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "input--short"}),
    )  # fmt: skip
    standing = _standing()
    source = _source()
    why = _line("why", 500)


class NewProjectForm(TextForm):
    field_order = ("number", "part")
    number = forms.IntegerField(
        label=_("เลขที่โครงการ"),
        min_value=1,
        max_value=99,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--short"}),
    )
    part = forms.ModelChoiceField(label=_("อยู่ในส่วนใด"), queryset=Part.objects.none(), empty_label=_("เลือกส่วน"))

    def __init__(self, *args: Any, parts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["why"]
        self.fields["part"].queryset = parts  # type: ignore[attr-defined]


class PlaceForm(KindForm):
    part = forms.ModelChoiceField(label=_("ส่วนหลัก"), queryset=Part.objects.none(), empty_label=None)
    others = forms.ModelMultipleChoiceField(
        label=_("อยู่ในส่วนอื่นด้วย"), queryset=Part.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    standing = _standing()

    def __init__(self, *args: Any, parts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("part", "others"):
            field = self.fields[name]
            field.queryset = parts  # type: ignore[attr-defined]
            field.label_from_instance = _part_label  # type: ignore[attr-defined]


def _part_label(part: Part) -> str:
    return str(_("ส่วนที่ %(number)s %(name)s") % {"number": part.number, "name": part.name_th[:70]})


class SituationForm(KindForm):
    tag_th = _line("tag_th", 120, help_text=_("เช่น การระบาดของโควิด-19"))
    tag_en = _line("tag_en", 120, needed=False)
    why = _long("why", label=_("โครงการนี้ตอบสถานการณ์นี้อย่างไร"))
    quarter = AnyEraDate(
        label=_("วันใดก็ได้ในไตรมาส"),
        help_text=_("เช่น 15/1/2564"),
        widget=forms.TextInput(attrs={"class": "input--short"}),
    )


class ShareForm(KindForm):
    """One row of what a project serves in a framework. A row without an aim and a weight is no row."""

    aim = forms.ChoiceField(label=_("สอดคล้องกับ"), required=False)
    weight = forms.CharField(
        label=LABELS["weight"], required=False, max_length=12, help_text=_("ส่วนของ 1 เช่น 0.6"),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "input--short"}),
    )  # fmt: skip
    why_th = forms.CharField(
        label=LABELS["why_th"],
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input--low"}),
    )
    why_en = forms.CharField(
        label=LABELS["why_en"],
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input--low"}),
    )
    standing = _standing()
    source = forms.CharField(label=LABELS["source"], required=False, max_length=SOURCE)

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aim"].choices = [("", _("ไม่มี หรือเอาแถวนี้ออก")), *choices]  # type: ignore[attr-defined]
        soften(self.fields.values())

    @property
    def is_blank(self) -> bool:
        return not self.cleaned_data.get("aim")


def aim_choices(aims: Mapping[str, Aim], language: str) -> list[tuple[str, str]]:
    return [(code, f"{numbered(aim.framework, code)} {aim.name(language)}") for code, aim in aims.items()]


class FileForm(KindForm):
    file = forms.FileField(
        label=_("ไฟล์ CSV หรือ Excel (.xlsx)"), error_messages={"required": _("กรุณาเลือกไฟล์")},
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )  # fmt: skip
    why = _line("why", 500)
