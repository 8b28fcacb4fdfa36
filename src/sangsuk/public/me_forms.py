"""What is asked on a citizen's own pages."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.cases.mine.delegating import Power
from sangsuk.cases.models import Case
from sangsuk.common.forms import KindForm

POWERS = [
    (Power.LOOK.value, _("ดูอย่างเดียว")),
    (Power.ACT.value, _("ดู และทำแทนได้ เช่น ตอบคำถาม ส่งข้อมูลเพิ่ม ให้คะแนน ขอให้พิจารณาใหม่")),
]
LASTS = [("30", _("30 วัน")), ("90", _("90 วัน")), ("365", _("1 ปี"))]


class InviteForm(KindForm):
    """Whom she lets in: to which case, for what, how long."""

    case = forms.ChoiceField(label=_("เรื่องไหน"), widget=forms.RadioSelect)
    power = forms.ChoiceField(
        label=_("ให้ทำอะไรได้"), choices=POWERS, widget=forms.RadioSelect,
        error_messages={"required": _("กรุณาเลือกว่าให้ดูอย่างเดียว หรือให้ทำแทนด้วย")},
    )  # fmt: skip
    days = forms.TypedChoiceField(label=_("ให้ช่วยดูแลนานเท่าไร"), choices=LASTS, coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, cases: list[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(case.number, f"{case.number} {case.gist}") for case in cases]
        self.fields["case"].choices = [  # type: ignore[attr-defined]
            ("", _("ทุกเรื่องที่ท่านบอกชื่อไว้ รวมเรื่องที่แจ้งหลังจากนี้")),
            *named,
        ]
        self.fields["case"].required = False

    @property
    def until(self) -> Any:
        return timezone.localdate() + timedelta(days=self.cleaned_data["days"])


class CodeForm(KindForm):
    """The code that a relative was given."""

    code = forms.CharField(
        label=_("รหัสมอบหมาย"),
        help_text=_("12 ตัว เช่น AB2C-DE3F-GH4J ใช้ได้ครั้งเดียว ภายใน 24 ชั่วโมง"),
        max_length=40,
        widget=forms.TextInput(attrs={
            "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "input--code",
        }),
        error_messages={"required": _("กรุณากรอกรหัสที่เจ้าของเรื่องให้ท่าน")},
    )  # fmt: skip
