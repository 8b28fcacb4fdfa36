"""One form field for each field of the workflow table: words, a choice, a number, a date, yes and no."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from sangsuk.cases.workflow import FIELDS, Field
from sangsuk.thai import arabic_digits
from sangsuk.thai.dates import bangkok_date, parse_be

AHEAD = timedelta(days=400)
ONE_LINE = 300
YES_NO = [("yes", _("ใช่")), ("no", _("ไม่ใช่"))]
LABELS = {"comment": _("หมายเหตุ")}
"""Where the desk calls a field otherwise than the citizen's page."""


class Files(forms.FileInput):
    """Several at once; the view reads and checks each by itself."""

    allow_multiple_selected = True


FILES = {"accept": "image/*,.heic,.heif,application/pdf", "multiple": True}


def file_field(*, needed: bool) -> forms.Field:
    return forms.Field(
        label=_("รูปถ่ายหรือเอกสาร PDF") if needed else _("รูปถ่ายหรือเอกสาร PDF (ถ้ามี)"),
        help_text=_("ไฟล์ละไม่เกิน 10 เมกะไบต์"),
        required=False,
        widget=Files(attrs=FILES),
    )


def label_of(name: str, *, needed: bool) -> Any:
    label = LABELS.get(name, FIELDS[name].label)
    return label if needed else _("%(label)s (ถ้ามี)") % {"label": label}


def _told(name: str, *, needed: bool) -> Mapping[str, Any]:
    return {"label": label_of(name, needed=needed), "help_text": FIELDS[name].hint, "required": needed}


def words(name: str, *, needed: bool) -> forms.Field:
    field = FIELDS[name]
    gaps = {"label": LABELS.get(name, field.label), "most": field.most}
    rows = 3 if field.most <= 2000 else 5
    area = forms.Textarea(attrs={"rows": rows, "class": "input--low"})
    return forms.CharField(
        widget=forms.TextInput(attrs={"autocomplete": "off"}) if field.most <= ONE_LINE else area,
        min_length=field.least or None,
        max_length=field.most,
        error_messages={
            "required": _("กรุณากรอก “%(label)s”") % gaps,
            "min_length": _("กรุณาเขียน “%(label)s” ให้ยาวกว่านี้อีกนิด") % gaps,
            "max_length": _("“%(label)s” ยาวเกิน %(most)s ตัวอักษร กรุณาย่อลง") % gaps,
        },
        **_told(name, needed=needed),
    )


def choice(name: str, offered: list[Any], *, needed: bool) -> forms.Field:
    """A list to choose from; `assignee` is a number, everything else a code."""
    return forms.TypedChoiceField(
        choices=[("", _("เลือก") if needed else _("ไม่ระบุ"))] + offered, coerce=int if name == "assignee" else str,
        empty_value="", error_messages={"required": _("กรุณาเลือก “%(label)s”") % {"label": FIELDS[name].label}},
        **_told(name, needed=needed),
    )  # fmt: skip


class Saying(forms.RadioSelect):
    """Choices that each bring a sentence along: the page puts it into the answer, see saying.js."""

    def __init__(self, says: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.says = says

    def create_option(self, name: Any, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if say := self.says.get(str(value)):
            option["attrs"]["data-say"] = say
        return option


def reasons(name: str, cards: list[Any], language: str, *, needed: bool) -> forms.Field:
    """Reasons with the law they stand on beneath them."""
    offered = [
        (card.code, format_html('{}<span class="choice__more">{}</span>', card.name(language), card.basis(language)))
        for card in cards
    ]
    return forms.ChoiceField(
        choices=offered, widget=Saying({card.code: card.say(language) for card in cards}),
        error_messages={"required": _("กรุณาเลือก “%(label)s”") % {"label": FIELDS[name].label}}, **_told(name, needed=needed),
    )  # fmt: skip


class Number(forms.IntegerField):
    """Whole numbers as people type them: Thai digits and commas are welcome."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> int | None:
        return super().to_python(arabic_digits(str(value)).replace(",", "").strip() if value else value)


def number(name: str, *, needed: bool) -> forms.Field:
    field: Field = FIELDS[name]
    gaps = {"label": field.label, "least": f"{field.least:,}", "most": f"{field.most:,}"}
    between = _("“%(label)s” ต้องอยู่ระหว่าง %(least)s ถึง %(most)s") % gaps
    return Number(
        min_value=field.least,
        max_value=field.most,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "input--short"}),
        error_messages={
            "required": _("กรุณากรอก “%(label)s”") % gaps,
            "invalid": _("“%(label)s” ต้องเป็นตัวเลข") % gaps,
            "min_value": between,
            "max_value": between,
        },
        **_told(name, needed=needed),
    )


class Day(forms.DateField):
    """A day by the browser's own calendar; typed where there is none, also as 25/11/2569."""

    def to_python(self, value: Any) -> date | None:
        if not value or isinstance(value, date):
            return value or None
        typed = arabic_digits(str(value)).strip()
        try:
            return date.fromisoformat(typed)
        except ValueError:
            pass
        try:
            return parse_be(typed)
        except ValueError as trouble:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from trouble


def day(name: str, *, needed: bool) -> forms.Field:
    today = bangkok_date(timezone.now())
    span = (date(2000, 1, 1), today) if name in ("given_on", "visited_on") else (today, today + AHEAD)
    return Day(
        widget=forms.DateInput(
            format="%Y-%m-%d",
            attrs={
                "type": "date", "class": "input--short", "data-day": "", "min": span[0].isoformat(), "max": span[1].isoformat()
            },
        ),
        error_messages={
            "required": _("กรุณาเลือก “%(label)s”") % {"label": FIELDS[name].label},
            "invalid": _("กรุณาเลือกวันจากปฏิทิน หรือพิมพ์เช่น 25/11/2569"),
        },
        **_told(name, needed=needed),
    )  # fmt: skip


class YesNo(forms.RadioSelect):
    """Side by side."""

    in_a_row = True


def yes_no(question: Any, basis: Any) -> forms.Field:
    return forms.ChoiceField(
        label=question, help_text=basis, choices=YES_NO, widget=YesNo,
        error_messages={"required": _("กรุณาตอบ: %(question)s") % {"question": question}},
    )  # fmt: skip
