"""What the caller writes down: whether she was reached, and what she said."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsuk.common.forms import KindForm

REACHED = [("yes", _("ได้คุยกับผู้ร้อง")), ("no", _("โทรหลายครั้งต่างวันแล้ว ติดต่อไม่ได้"))]
SOLVED = [("yes", _("แก้ไขแล้ว")), ("partly", _("แก้ไขได้บางส่วน")), ("no", _("ยังไม่แก้ไข"))]
MARKS = [("5", _("5 ดีมาก")), ("4", _("4 ดี")), ("3", _("3 พอใช้")), ("2", _("2 ควรปรับปรุง")), ("1", _("1 ไม่ดีเลย"))]


class CallForm(KindForm):
    reached = forms.ChoiceField(
        label=_("ติดต่อได้หรือไม่"), choices=REACHED, widget=forms.RadioSelect,
        error_messages={"required": _("กรุณาเลือกว่าติดต่อผู้ร้องได้หรือไม่")},
    )  # fmt: skip
    solved = forms.ChoiceField(
        label=_("ผู้ร้องบอกว่าปัญหาแก้ไขแล้วหรือยัง"), choices=SOLVED, widget=forms.RadioSelect, required=False
    )
    rating = forms.TypedChoiceField(
        label=_("ผู้ร้องให้คะแนนการดูแลเท่าไร (ไม่ให้ก็ได้)"), choices=[("", _("ไม่ได้ให้คะแนน")), *MARKS], coerce=int,
        empty_value=None, required=False,
    )  # fmt: skip
    said = forms.CharField(
        label=_("ผู้ร้องพูดว่าอย่างไร"), widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=2000,
        help_text=_("ถ้ายังไม่แก้ไข ให้บันทึกว่ายังขาดอะไร สำนักงานที่ดูแลเรื่องและผู้บังคับบัญชาจะได้อ่าน อย่าใส่ชื่อหรือเบอร์"),
    )  # fmt: skip

    def given(self) -> dict[str, Any]:
        kept = {name: value for name, value in self.cleaned_data.items() if name != "reached"}
        return kept | {"reached": self.cleaned_data["reached"] == "yes"}
