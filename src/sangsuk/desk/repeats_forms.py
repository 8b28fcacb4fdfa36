"""What the desk asks about repeats: which case it is one with, and the list of a group."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsuk.common.forms import KindForm


class JoinForm(KindForm):
    """Another case, and why the two belong together."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    into = forms.CharField(
        label=_("เลขที่เรื่องอีกเรื่อง"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input--short"}),
        error_messages={"required": _("กรุณากรอกเลขที่เรื่องอีกเรื่อง")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("เพราะอะไร"), max_length=1000, required=False,
        help_text=_("เช่น หลุมเดียวกันหน้าวัด ถ้ารวมเรื่อง ต้องบอกเหตุผล"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


class ListForm(KindForm):
    """A list of names, and who stands for them."""

    representative = forms.CharField(
        label=_("ชื่อผู้แทนกลุ่ม"), max_length=200, error_messages={"required": _("กรุณาบอกชื่อผู้แทนกลุ่ม")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    name = forms.CharField(
        label=_("เรียกกลุ่มนี้ว่า (ไม่ใส่ก็ได้)"), max_length=200, required=False,
        help_text=_("เช่น ชาวบ้านหมู่ 4 ริมคลอง"), widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    file = forms.FileField(
        label=_("ไฟล์รายชื่อ Excel (.xlsx) หรือ CSV"), help_text=_("ไม่เกิน 5,000 แถว ต้องมีคอลัมน์ชื่อ ส่วนโทรศัพท์ อีเมล ที่อยู่ ใส่หรือไม่ก็ได้"),
        error_messages={"required": _("กรุณาเลือกไฟล์"), "empty": _("ไฟล์นี้ว่างเปล่า กรุณาเลือกไฟล์ใหม่")},
    )  # fmt: skip
