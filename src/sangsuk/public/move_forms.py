"""What a citizen is asked when she does something with her case; one form for each of her moves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsuk.cases.models import Case
from sangsuk.common.forms import KindForm

from .forms import distress
from .widgets import area, papers

SOLVED = [("yes", _("แก้ไขแล้ว")), ("partly", _("แก้ไขบางส่วน")), ("no", _("ยังไม่ได้แก้ไข"))]
WISH_MET = [("yes", _("ได้ตามที่ขอ")), ("partly", _("ได้บางส่วน")), ("no", _("ไม่ได้"))]
STARS = [
    ("5", _("5 ดีมาก")),
    ("4", _("4 ดี")),
    ("3", _("3 พอใช้")),
    ("2", _("2 ควรปรับปรุง")),
    ("1", _("1 แย่")),
]


class _VersionForm(KindForm):
    """A move of the citizen; the version says which state of the case she had before her eyes."""

    move = ""
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def data_of_move(self) -> dict[str, Any]:
        return {k: v for k, v in self.cleaned_data.items() if k not in ("version", "photos") and v not in ("", None)}


def _why(label: Any, missing: Any) -> forms.CharField:
    """What she must say, in a few words."""
    return forms.CharField(label=label, widget=area(3), error_messages={"required": missing})


class AddForm(_VersionForm):
    move = "add"
    text = forms.CharField(label=_("อยากบอกอะไรเพิ่ม"), required=False, widget=area(4))
    photos = papers()


class AnswerForm(_VersionForm):
    move = "answer"
    text = forms.CharField(label=_("คำตอบของท่าน"), required=False, widget=area(4))
    photos = papers()


class AgreeForm(_VersionForm):
    """One press: it is well."""

    move = "agree"


class ObjectForm(_VersionForm):
    move = "object"
    text = _why(_("ยังมีอะไรไม่เรียบร้อย"), _("กรุณาบอกสั้น ๆ ว่ายังมีอะไรไม่เรียบร้อย"))


class AppealForm(_VersionForm):
    move = "appeal"
    text = _why(_("ทำไมท่านจึงอยากให้พิจารณาใหม่"), _("กรุณาบอกสั้น ๆ ว่าทำไมจึงอยากให้พิจารณาใหม่"))


class WithdrawForm(_VersionForm):
    move = "withdraw"
    comment = forms.CharField(label=_("เพราะอะไร (ไม่บอกก็ได้)"), required=False, widget=area(2))


class RateForm(_VersionForm):
    move = "rate"
    solved = forms.ChoiceField(
        label=_("ปัญหาของท่านได้รับการแก้ไขหรือไม่"),
        choices=SOLVED,
        widget=forms.RadioSelect,
        error_messages={"required": _("กรุณาเลือกว่าปัญหาได้รับการแก้ไขหรือไม่")},
    )
    rating = forms.TypedChoiceField(
        label=_("เราดูแลเรื่องของท่านได้ดีเพียงใด"),
        choices=STARS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("กรุณาให้คะแนน 1 ถึง 5")},
    )
    rating_result = forms.TypedChoiceField(
        label=_("ผลที่ได้เป็นอย่างไร (ไม่บอกก็ได้)"), choices=[("", _("ไม่บอกก็ได้")), *STARS], coerce=int, empty_value=None,
        required=False,
    )  # fmt: skip
    wish_met = forms.ChoiceField(
        label=_("ท่านได้ตามที่ขอไว้หรือไม่ (ไม่บอกก็ได้)"), choices=[("", _("ไม่บอกก็ได้")), *WISH_MET], required=False
    )
    distress_after = forms.TypedChoiceField(
        label=_("ตอนนี้เรื่องนี้ยังทำให้ท่านทุกข์ใจแค่ไหน"), choices=distress, coerce=int, empty_value=None, required=False
    )
    comment = forms.CharField(label=_("อยากบอกอะไรเราอีก (ไม่บอกก็ได้)"), required=False, widget=area(3))

    def only_what_was_asked(self, case: Case) -> None:
        """Nobody is asked twice about what she did not say before."""
        if not (case.wish or case.wishes):
            self.fields.pop("wish_met")
        if case.distress_before is None:
            self.fields.pop("distress_after")


class ReopenForm(_VersionForm):
    move = "reopen"
    text = _why(_("ยังมีอะไรไม่เรียบร้อย"), _("กรุณาบอกสั้น ๆ ว่ายังมีอะไรไม่เรียบร้อย"))


MOVES: dict[str, type[_VersionForm]] = {
    f.move: f for f in (AddForm, AnswerForm, AgreeForm, ObjectForm, WithdrawForm, RateForm, ReopenForm, AppealForm)
}
