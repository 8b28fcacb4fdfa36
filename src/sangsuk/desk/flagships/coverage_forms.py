"""What the desk asks about the squares of a district: how far, since when, why; and of a province its question."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsuk.common.forms import KindForm
from sangsuk.flagships.coverage.actions import Said
from sangsuk.flagships.coverage.queries import Square
from sangsuk.flagships.coverage.table import MOST
from sangsuk.flagships.coverage.words import STATES
from sangsuk.thai.dates import BE_OFFSET

from ..row_forms import AnyEraDate


class SquareForm(KindForm):
    """One project of the page. Left as it is, it says nothing."""

    state = forms.ChoiceField(label=_("อยู่ขั้นไหน"), required=False, choices=[("", _("ยังไม่บอก")), *STATES.items()])
    since_on = AnyEraDate(
        label=_("ตั้งแต่วันที่"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input--short", "placeholder": "15/1/2564"}),
    )
    why = forms.CharField(
        label=_("เหตุผล"), required=False, max_length=MOST, widget=forms.Textarea(attrs={"rows": 2, "class": "input--low"}),
        help_text=_("ต้องบอกเมื่อถอยกลับ หรือไม่เกี่ยวกับอำเภอนี้"),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, square: Square, **kwargs: Any) -> None:
        cell = square.cell
        kept = {"state": square.state, "version": square.version}
        if cell:
            kept |= {
                "since_on": f"{cell.since_on.day}/{cell.since_on.month}/{cell.since_on.year + BE_OFFSET}",
                "why": cell.why,
            }
        super().__init__(*args, prefix=f"p{square.project.number}", initial=kept, **kwargs)
        self.square = square

    def said(self) -> Said:
        given = self.cleaned_data
        return Said(
            self.square.project,
            given["state"],
            given["since_on"],
            given["why"].replace("\r\n", "\n").strip(),
            given["version"] or 0,
        )


class QuestionForm(KindForm):
    question = forms.CharField(
        label=_("ถามอำเภอว่าอะไร"), max_length=MOST, widget=forms.Textarea(attrs={"rows": 2, "class": "input--low"})
    )
