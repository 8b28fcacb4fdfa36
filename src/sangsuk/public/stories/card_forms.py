"""What a card asks: three taps and a line. Rules of substance stand in `stories.cards`."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sangsuk.catalog import queries as catalog
from sangsuk.common.forms import KindForm
from sangsuk.stories.cards import words
from sangsuk.stories.cards.actions import NewCard


def terms(axis: str, *, blank: Any = None) -> Callable[[], list[tuple[str, Any]]]:
    """The words of an axis in the language of the page, asked for when the form is made."""

    def found() -> list[tuple[str, Any]]:
        language = get_language() or "th"
        first = [("", blank)] if blank else []
        return [*first, *((card.code, card.name(language)) for card in catalog.terms(axis))]

    return found


def _choice(label: Any, choices: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, **more)


class CardForm(KindForm):
    """One page. `id` of each input is made from a prefix of its own, so that nothing is filled in again by a browser."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    tone = _choice(_("วันนี้เป็นอย่างไร"), list(words.TONES.items()), widget=forms.RadioSelect)
    expectation = _choice(_("เทียบกับที่ท่านคาดไว้ (ข้ามได้)"), list(words.EXPECTED.items()), widget=forms.RadioSelect)
    service = _choice(_("มาทำเรื่องอะไร (ข้ามได้)"), terms(words.SERVICES), widget=forms.RadioSelect)
    line = forms.CharField(
        label=_("อยากบอกอะไรสักประโยคไหม (ข้ามได้)"), required=False, max_length=words.MOST_LINE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    more = forms.CharField(
        label=_("เล่าเพิ่ม"), required=False, strip=False, max_length=words.MOST_MORE,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input--low", "autocomplete": "off"}),
    )  # fmt: skip
    age_band = _choice(_("อายุ"), terms(words.AGES, blank=_("ไม่บอก")))
    condition = _choice(_("ท่านเป็น"), terms(words.CONDITIONS, blank=_("ไม่บอก")))
    MORE = ("more", "age_band", "condition")

    def new(self, code: str, channel: str) -> NewCard:
        return NewCard(code=code, channel=channel, **self.cleaned_data)

    @property
    def more_is_open(self) -> bool:
        return any(self[name].value() or self.errors.get(name) for name in self.MORE)
