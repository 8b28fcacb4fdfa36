"""Narrowing the public lists of learning."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sangsuk.catalog import queries as catalog
from sangsuk.common.forms import KindForm


def _categories() -> list[tuple[str, Any]]:
    language = get_language() or "th"
    top = [(card.code, card.name(language)) for card in catalog.categories() if not card.parent_code]
    return [("", _("ทุกประเภท")), *top]


def _flagships() -> list[tuple[str, Any]]:
    language = get_language() or "th"
    return [("", _("ทุกโครงการ")), *((term.code, term.name(language)) for term in catalog.terms("flagship"))]


class FindForm(KindForm):
    """Only to show: the rules read the address."""

    q = forms.CharField(
        label=_("ค้นหาคำ"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    category = forms.ChoiceField(label=_("ประเภทเรื่อง"), required=False, choices=_categories)
    flagship = forms.ChoiceField(label=_("โครงการสำคัญ"), required=False, choices=_flagships)
