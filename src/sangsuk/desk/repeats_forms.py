"""What the desk asks about repeats: which case it is one with, the list of a group, and who wants to be off it."""

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


class TakeOffForm(KindForm):
    """Who does not want to stand on the list any more, by number."""

    who = forms.CharField(
        label=_("ลำดับในรายชื่อ หรือเลขที่ในใบติดตามของผู้นั้น"), max_length=60, help_text=_("เช่น 7 หรือ 5001-70-000123-7"),
        error_messages={"required": _("กรุณากรอกลำดับหรือเลขที่ของผู้ที่ขอถอนชื่อ")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input--short"}),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("ใครขอ และเพราะอะไร"), max_length=1000, help_text=_("เช่น เจ้าตัวโทรมาขอถอน ไม่ต้องเขียนชื่อ เหตุผลนี้เก็บไว้กับเรื่อง"),
        error_messages={"required": _("กรุณาบอกว่าใครขอ และเพราะอะไร โดยไม่ต้องเขียนชื่อ")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


class LeaderForm(KindForm):
    """Who stands for the group from now on."""

    representative = forms.CharField(
        label=_("ชื่อผู้แทนคนใหม่ (เว้นว่างถ้าไม่มีผู้แทน)"), max_length=200, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("ใครขอ และเพราะอะไร"), max_length=1000, help_text=_("เช่น ผู้แทนเดิมย้ายบ้าน ไม่ต้องเขียนชื่อ เหตุผลนี้เก็บไว้กับเรื่อง"),
        error_messages={"required": _("กรุณาบอกว่าใครขอ และเพราะอะไร โดยไม่ต้องเขียนชื่อ")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
