"""What the desk asks about cards: filters, a counter, a bundle, and rows of paper typed by keyboard."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sangsuk.catalog import queries as catalog
from sangsuk.common.forms import KindForm
from sangsuk.stories.cards import words
from sangsuk.stories.cards.actions import NewCard
from sangsuk.stories.cards.queries import Filters
from sangsuk.thai import arabic_digits

from ..doors import language
from ..row_forms import AnyEraDate

ROWS, DAYS = 10, 90
ANY = gettext_lazy("ทั้งหมด")


def _terms(axis: str) -> list[tuple[str, str]]:
    return [(term.code, term.name(language())) for term in catalog.terms(axis)]


def _numbered(pairs: Any) -> list[tuple[str, str]]:
    """'1 ดี': with a number before it, one key chooses the answer."""
    return [("", "–"), *((code, f"{no} {name}") for no, (code, name) in enumerate(pairs, 1))]


class FilterForm(KindForm):
    """What the list is narrowed to, from the address. What cannot be read narrows nothing."""

    since = AnyEraDate(label=gettext_lazy("ตั้งแต่วันที่"), required=False)
    until = AnyEraDate(label=gettext_lazy("ถึงวันที่"), required=False)
    service = forms.ChoiceField(label=gettext_lazy("งาน"), required=False)
    tone = forms.ChoiceField(label=gettext_lazy("ความเห็น"), required=False)
    expectation = forms.ChoiceField(label=gettext_lazy("เทียบกับที่คาด"), required=False)
    channel = forms.ChoiceField(label=gettext_lazy("มาทาง"), required=False)
    to_improve = forms.BooleanField(label=gettext_lazy("เฉพาะที่ควรปรับปรุง"), required=False)
    with_words = forms.BooleanField(label=gettext_lazy("เฉพาะที่มีข้อความ"), required=False)

    def __init__(self, given: Mapping[str, Any], *, today: date) -> None:
        usual = {"since": (today - timedelta(days=DAYS)).isoformat(), "until": today.isoformat()}
        super().__init__(usual | {name: value for name, value in given.items() if value})
        choices = {"service": _terms(words.SERVICES), "tone": words.TONES.items(), "channel": words.CHANNELS.items()}
        for name, pairs in (choices | {"expectation": words.EXPECTED.items()}).items():
            self.fields[name].choices = [("", ANY), *pairs]  # type: ignore[attr-defined]
        self.today = today

    def asked(self) -> Filters:
        self.is_valid()
        found = {name: value for name, value in self.cleaned_data.items() if value}
        found.setdefault("since", self.today - timedelta(days=DAYS))
        found.setdefault("until", self.today)
        return Filters(**found)


class PointForm(KindForm):
    name_th = forms.CharField(
        label=gettext_lazy("ชื่อช่องบริการ"), max_length=80, required=False,
        help_text=gettext_lazy("เช่น ช่องที่ 2 งานทะเบียนและบัตร ชื่อนี้จะอยู่บนป้าย"),
    )  # fmt: skip
    name_en = forms.CharField(label=gettext_lazy("ชื่อภาษาอังกฤษ (ถ้ามี)"), max_length=80, required=False)
    service = forms.ChoiceField(label=gettext_lazy("งานที่เลือกไว้ให้ก่อน"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [("", _("ไม่เลือกไว้")), *_terms(words.SERVICES)]  # type: ignore[attr-defined]


class Whole(forms.CharField):
    """'12' or '๑๒'."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "input--short"})

    def clean(self, value: Any) -> int:
        typed = arabic_digits(super().clean(value) or "").strip()
        if not typed.isdigit() or len(typed) > 4:
            raise forms.ValidationError(_("กรุณากรอกเป็นตัวเลข"), code="invalid")
        return int(typed)


class BundleForm(KindForm):
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    number = forms.CharField(
        label=gettext_lazy("เลขที่ปึก"), max_length=20, required=False,
        help_text=gettext_lazy("เขียนเลขเดียวกันไว้บนกระดาษใบแรก เช่น 12/2569"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input--short"}),
    )  # fmt: skip
    declared = Whole(label=gettext_lazy("นับได้กี่ใบ"), required=False)
    collected_on = AnyEraDate(label=gettext_lazy("เก็บจากกล่องวันที่"))


class PaperForm(KindForm):
    """One row of the table: one paper. Left empty it is none."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    tone = forms.ChoiceField(label=gettext_lazy("ความเห็น"), required=False)
    expectation = forms.ChoiceField(label=gettext_lazy("เทียบกับที่คาด"), required=False)
    service = forms.ChoiceField(label=gettext_lazy("งาน"), required=False)
    age_band = forms.ChoiceField(label=gettext_lazy("อายุ"), required=False)
    condition = forms.ChoiceField(label=gettext_lazy("ผู้ตอบเป็น"), required=False)
    line = forms.CharField(
        label=gettext_lazy("ข้อความ"), required=False, max_length=words.MOST_MORE, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )  # fmt: skip
    ASKED = ("tone", "expectation", "service", "age_band", "condition", "line")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        axes = {"service": words.SERVICES, "age_band": words.AGES, "condition": words.CONDITIONS}
        pairs = {"tone": words.TONES.items(), "expectation": words.EXPECTED.items()}
        for name, found in (pairs | {name: _terms(axis) for name, axis in axes.items()}).items():
            self.fields[name].choices = _numbered(found)  # type: ignore[attr-defined]

    @property
    def is_blank(self) -> bool:
        return not any(str(self.data.get(self.add_prefix(name), "")).strip() for name in self.ASKED)

    def clean_tone(self) -> str:
        tone = str(self.cleaned_data["tone"])
        if not tone and not self.is_blank:
            raise forms.ValidationError(_("กรุณาเลือกความเห็นของใบนี้"), code="needed")
        return tone

    def new(self, office_code: str) -> NewCard:
        """A long text of a paper goes where the longer words go."""
        given = dict(self.cleaned_data)
        text = given.pop("line")
        long = len(text) > words.MOST_LINE
        return NewCard(
            code=office_code, channel=words.PAPER, line="" if long else text, more=text if long else "", **given
        )


class WhyForm(KindForm):
    why_fewer = forms.CharField(label=gettext_lazy("ทำไมจำนวนใบไม่ตรงกับที่นับไว้"), max_length=300, required=False)


def rows(data: Any = None, *, many: int = ROWS) -> list[PaperForm]:
    """The rows of the table: new ones with ids of their own, or those that were sent."""
    if data is None:
        return [PaperForm(prefix=f"r{no}", initial={"client_id": uuid4()}) for no in range(many)]
    return [PaperForm(data, prefix=f"r{no}") for no in range(ROWS) if f"r{no}-client_id" in data]
