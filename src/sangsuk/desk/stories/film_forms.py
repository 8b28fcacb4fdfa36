"""What the desk asks about a film: one small form for each thing that is added to it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsuk.common.forms import KindForm
from sangsuk.stories.films import words
from sangsuk.thai import parse_be

NEEDED = _("กรุณากรอกช่องนี้")


def line(label: Any, help_text: Any = "", *, required: bool = True, most: int = 200, **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=most,
        widget=forms.TextInput(attrs={"autocomplete": "off", **attrs}),
    )  # fmt: skip


class DayField(forms.CharField):
    """A day with a year of the Buddhist era."""

    def __init__(self, label: Any, *, required: bool = True) -> None:
        super().__init__(
            label=label, required=required, max_length=40, help_text=_("เช่น 9/12/2563"),
            widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input--short"}),
        )  # fmt: skip

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_be(text)
        except ValueError as trouble:
            raise forms.ValidationError(_("กรุณากรอกวันที่เป็นปีพุทธศักราช เช่น 9/12/2563")) from trouble


def number(label: Any, *, required: bool = True) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=2_000_000_000, required=required,
        widget=forms.NumberInput(attrs={"class": "input--short", "inputmode": "numeric"}),
        error_messages={"invalid": _("กรุณากรอกเป็นตัวเลข"), "min_value": _("กรุณากรอกเป็นตัวเลขตั้งแต่ 0"), "max_value": _("ตัวเลขมากเกินไป")},
    )  # fmt: skip


class DescribeForm(KindForm):
    title = line(_("ชื่อภาพยนตร์"), most=160)
    about = forms.CharField(
        label=_("เกี่ยวกับอะไร"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False
    )


class PaperForm(KindForm):
    kind = forms.ChoiceField(label=_("ชนิดของเอกสาร"), choices=list(words.PAPERS.items()))
    language = forms.ChoiceField(label=_("ภาษา"), choices=[("th", "ไทย"), ("en", "English")])
    text = forms.CharField(
        label=_("ข้อความ"), strip=False, max_length=200_000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("คำบรรยายและเสียงบรรยายภาพ ใส่เป็น WebVTT หรือ SRT ได้"), error_messages={"required": NEEDED},
    )  # fmt: skip
    note = line(_("แก้อะไรจากฉบับก่อน"), required=False)


class PersonForm(KindForm):
    part = line(_("ปรากฏในภาพยนตร์เป็น"), _("เช่น ยายผู้มาทำบัตร เห็นหน้าและได้ยินเสียง"), most=120)
    name = line(_("ชื่อและนามสกุล"), _("เก็บแบบเข้ารหัส ใช้พิมพ์หนังสืออนุญาต"))
    is_minor = forms.BooleanField(label=_("ยังไม่บรรลุนิติภาวะ"), required=False)
    guardian = line(_("ชื่อผู้ปกครองที่ลงชื่อด้วย"), required=False)


class SignForm(KindForm):
    paper = forms.FileField(label=_("หนังสืออนุญาตที่ลงชื่อแล้ว (รูปถ่ายหรือ PDF)"), error_messages={"required": _("กรุณาเลือกไฟล์")})
    signed_on = DayField(_("ลงชื่อเมื่อวันที่"))
    uses = forms.MultipleChoiceField(
        label=_("อนุญาตให้ใช้กับ"), choices=list(words.RELEASE_USES.items()), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("กรุณาเลือกอย่างน้อยหนึ่งข้อ")},
    )  # fmt: skip


class PlaceForm(KindForm):
    name = line(_("สถานที่"))
    allowed_by = line(_("ใครอนุญาต"), required=False)
    allowed_on = DayField(_("อนุญาตเมื่อวันที่"), required=False)


class AllowForm(KindForm):
    allowed_by = line(_("ใครอนุญาต"))
    allowed_on = DayField(_("อนุญาตเมื่อวันที่"))


class DayForm(KindForm):
    on = DayField(_("ถ่ายทำวันที่"))
    plan = line(_("ถ่ายอะไร ที่ไหน"), required=False, most=600)


class CostForm(KindForm):
    what = line(_("รายการ"))
    planned_baht = number(_("ตั้งไว้ (บาท)"))
    spent_baht = number(_("ใช้จริง (บาท)"), required=False)


class SpendForm(KindForm):
    spent_baht = number(_("ใช้จริง (บาท)"))


class CutForm(KindForm):
    link = line(_("ลิงก์ให้ผู้ตรวจดู"), most=600, type="url")
    seconds = number(_("ความยาว (วินาที)"))
    note = line(_("แก้อะไรจากฉบับก่อน"), required=False, most=600)


class ApproveForm(KindForm):
    kind = forms.ChoiceField(
        label=_("ดูด้านใด"), choices=list(words.APPROVALS.items()), help_text=_("“ผู้บริหารเห็นชอบ” เลือกได้เฉพาะหัวหน้าหน่วยงาน"),
    )  # fmt: skip
    yes = forms.ChoiceField(
        label=_("ความเห็น"), choices=[("yes", _("เห็นชอบ")), ("no", _("ต้องแก้ก่อน"))], widget=forms.RadioSelect,
        error_messages={"required": _("กรุณาเลือกว่าเห็นชอบหรือต้องแก้ก่อน")},
    )  # fmt: skip
    note = line(_("ต้องแก้อะไร"), required=False, most=1000)


class ShowingForm(KindForm):
    channel = forms.ChoiceField(label=_("ช่องทาง"), choices=[(one, words.CHANNELS[one]) for one in words.PLANNED])
    on = DayField(_("เผยแพร่วันที่"))


class ShownForm(KindForm):
    link = line(_("ลิงก์บนช่องทางนั้น"), most=600, type="url")


class CountForm(KindForm):
    on = DayField(_("ยอดถึงวันที่"))
    views = number(_("จำนวนผู้ชม"))
    shares = number(_("จำนวนแบ่งปัน"), required=False)
    comments = number(_("จำนวนความเห็น"), required=False)


class FinishForm(KindForm):
    file = forms.FileField(
        label=_("ไฟล์ภาพยนตร์ฉบับสมบูรณ์"), required=False,
        help_text=_("ประชาชนจะชมพร้อมคำบรรยายบนเว็บไซต์นี้ได้เลย รับ MP4, MOV, WebM"),
    )  # fmt: skip
    link = line(
        _("หรือลิงก์ ถ้าไฟล์อยู่ที่อื่น"), _("เมื่อหยุดเผยแพร่ จะมีหน้าที่ให้ไปนำออกจากที่นั่นด้วย"), required=False, most=600, type="url"
    )
    seconds = number(_("ความยาว (วินาที) ถ้าใส่เป็นลิงก์"), required=False)
    described = line(_("ลิงก์ฉบับที่มีเสียงพูดบรรยายภาพ (ถ้ามี)"), required=False, most=600, type="url")


class WhyForm(KindForm):
    why = line(_("เพราะอะไร"), most=600)
