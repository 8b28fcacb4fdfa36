"""What the survey asks: five taps, what one came for, and who one is if one likes. Rules of substance stand in `standards`."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsuk.common.forms import KindForm, soften
from sangsuk.standards import words
from sangsuk.standards.surveying import New

from ..stories.card_forms import terms


class SurveyForm(KindForm):
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    service = forms.ChoiceField(
        label=_("วันนี้ท่านมาติดต่องานใด"), choices=terms(words.SERVICES), required=False, widget=forms.RadioSelect
    )
    told = forms.CharField(
        label=_("มีอะไรอยากให้เราทำดีขึ้น (ข้ามได้)"), required=False, strip=False, max_length=words.MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input--low", "autocomplete": "off"}),
    )  # fmt: skip
    age_band = forms.ChoiceField(label=_("อายุ (ข้ามได้)"), choices=terms(words.AGES, blank=_("ไม่บอก")), required=False)
    condition = forms.ChoiceField(
        label=_("ท่านเป็น (ข้ามได้)"), choices=terms(words.CONDITIONS, blank=_("ไม่บอก")), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item, label in words.ITEMS.items():
            levels = [(str(level), name) for level, name in words.LEVELS.items()]
            self.fields[item] = forms.ChoiceField(label=label, choices=levels, required=False, widget=forms.RadioSelect)
        self.order_fields([*words.ITEMS, "service", "age_band", "condition", "told"])
        soften(self.fields.values())

    @property
    def items(self) -> list[Any]:
        return [self[item] for item in words.ITEMS]

    def new(self, code: str, channel: str) -> New:
        told = self.cleaned_data
        items = {item: int(told[item]) for item in words.ITEMS if told[item]}
        return New(
            told["client_id"], code, told["service"], items, told["age_band"], told["condition"], told["told"], channel
        )
