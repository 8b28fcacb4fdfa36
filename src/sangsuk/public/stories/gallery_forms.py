"""Forms of the gallery of stories."""

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from sangsuk.catalog import queries as catalog
from sangsuk.common.forms import KindForm
from sangsuk.places import queries as places
from sangsuk.places.regions import NAMES as REGIONS
from sangsuk.stories import words
from sangsuk.stories.gallery import flags, naming, shelf

Choices = list[tuple[str, Any]]


class PlainSelect(forms.Select):
    """The usual list, written in one go: eight lists with a hundred provinces are a third of the page's time otherwise."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        about = flatatt(self.build_attrs(self.attrs, attrs) | {"name": name})
        options = [(code, mark_safe(" selected") if code == value else "", said) for code, said in self.choices]
        return format_html(
            "<select{}>{}</select>", about, format_html_join("", '<option value="{}"{}>{}</option>', options)
        )


def _select(label: Any) -> Any:
    return forms.ChoiceField(label=label, required=False, widget=PlainSelect)


class FilterForm(KindForm):
    """What the gallery is narrowed to. Only to show: the rules read the address."""

    q = forms.CharField(
        label=_("ค้นหาคำในเรื่องเล่า"), required=False, max_length=shelf.LONGEST_WORDS,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    region, province = _select(_("ภาค")), _select(_("จังหวัด"))
    tone, expectation = _select(_("ความรู้สึก")), _select(_("เทียบกับที่คาดไว้"))
    theme, service = _select(_("เป็นเรื่องของ")), _select(_("บริการ"))
    flagship, campaign = _select(_("โครงการสำคัญ 10 โครงการ")), _select(_("โครงการ"))
    office = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = naming.language()
        ordered = sorted((place.name_th, place) for place in places.provinces())
        named = [(p.code, p.name_en if language == "en" else p.name_th) for _name, p in ordered]
        known: dict[str, Choices] = {
            "region": list(REGIONS.items()), "province": named, "tone": list(words.TONES.items()),
            "expectation": list(words.EXPECTATIONS.items()), "theme": _terms(words.THEMES, language),
            "service": _terms(words.SERVICES, language), "flagship": _terms(words.FLAGSHIPS, language),
            "campaign": [(one.code, one.title(language)) for one in shelf.campaigns()],
        }  # fmt: skip
        for name, choices in known.items():
            self.fields[name].choices = [("", _("ทั้งหมด")), *choices]  # type: ignore[attr-defined]
        if not known["campaign"]:
            del self.fields["campaign"]

    @property
    def is_narrowed(self) -> bool:
        return bool(set(self.initial) - {"q", "office"})

    def narrowing(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in ("q", "office")]


def _terms(axis: str, language: str) -> Choices:
    return [(card.code, card.name(language)) for card in catalog.terms(axis)]


class FlagForm(KindForm):
    """What is wrong with a story. `website` is seen by programs only."""

    reason = forms.ChoiceField(
        label=_("เรื่องนี้มีปัญหาอย่างไร"), choices=list(flags.REASONS.items()), widget=forms.RadioSelect,
        error_messages={"required": _("กรุณาเลือกเหตุผลหนึ่งข้อ")},
    )  # fmt: skip
    text = forms.CharField(
        label=_("เล่าเพิ่มได้ ถ้าต้องการ"), required=False, max_length=flags.MOST,
        help_text=_("ไม่ต้องบอกชื่อของท่าน ผู้ตรวจเรื่องเล่าเท่านั้นที่ได้อ่าน"),
        widget=forms.Textarea(attrs={"class": "input--low", "rows": 3}),
    )  # fmt: skip
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))
