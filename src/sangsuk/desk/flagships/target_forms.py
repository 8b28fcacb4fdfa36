"""What is filled in of targets."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused
from sangsuk.common.forms import KindForm
from sangsuk.flagships.indicators import words
from sangsuk.flagships.targets.exchange import number_of
from sangsuk.flagships.targets.sharing import SAME, WAYS


def _why(help_text: Any) -> forms.CharField:
    return forms.CharField(label=_("เหตุผล"), required=False, max_length=500, help_text=help_text)


class NumberForm(KindForm):
    """The target of one area; empty takes it back."""

    number = forms.CharField(label=_("ค่าเป้าหมาย"), required=False, max_length=40, help_text=_("เว้นว่างไว้คือถอนค่าเป้าหมาย"))
    why = _why(_("ต้องบอกเมื่อถอน หรือเมื่อผลรวมไม่เท่าค่าเป้าหมายของพื้นที่ที่ใหญ่กว่า"))

    def clean_number(self) -> Decimal | None:
        return _number(self.cleaned_data["number"])


class ShareForm(KindForm):
    """How a target is shared out to the level below."""

    way = forms.ChoiceField(label=_("แบ่งอย่างไร"), widget=forms.RadioSelect)
    base = forms.ChoiceField(label=_("ตัวชี้วัดที่บอกขนาดของพื้นที่"), required=False)
    why = _why("")

    def __init__(self, *args: Any, adds_up: bool, bases: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        way, base = self.fields["way"], self.fields["base"]
        if isinstance(way, forms.ChoiceField) and isinstance(base, forms.ChoiceField):
            way.choices = [(one, words.WAYS[one]) for one in WAYS if (one != SAME) == adds_up]
            base.choices = [("", _("ใช้เมื่อแบ่งตามตัวชี้วัดอื่น")), *bases]
        if not adds_up:
            del self.fields["base"]


class BelowForm(KindForm):
    """The targets of all areas of a level, side by side."""

    why = _why(_("ต้องบอกเมื่อผลรวมไม่เท่าค่าเป้าหมายข้างบน"))

    def __init__(self, *args: Any, areas: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = areas
        for code, name in areas.items():
            widget = forms.TextInput(attrs={"class": "input", "inputmode": "decimal", "aria-label": name, "size": 12})
            self.fields[f"a{code}"] = forms.CharField(label=name, required=False, max_length=40, widget=widget)

    def clean(self) -> dict[str, Any]:
        for code in self.areas:
            try:
                self.cleaned_data[f"a{code}"] = _number(self.cleaned_data.get(f"a{code}", ""))
            except forms.ValidationError as wrong:
                self.add_error(f"a{code}", wrong)
        return self.cleaned_data

    def numbers(self) -> dict[str, Decimal | None]:
        return {code: self.cleaned_data[f"a{code}"] for code in self.areas}

    def fields_of_areas(self) -> dict[str, Any]:
        return {code: self[f"a{code}"] for code in self.areas}


def _number(typed: str) -> Decimal | None:
    try:
        return number_of(typed)
    except Refused as refused:
        raise forms.ValidationError(str(refused), code=refused.code) from None
