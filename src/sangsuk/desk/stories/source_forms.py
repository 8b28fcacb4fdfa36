"""What the desk asks about posts from the page: a file or a link, which office it is about, why it is none of ours."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.forms import KindForm
from sangsuk.offices import queries as offices
from sangsuk.places import queries as places
from sangsuk.stories import words
from sangsuk.thai import BANGKOK, parse_be

from ..doors import language


class FileForm(KindForm):
    file = forms.FileField(
        label=_("ไฟล์โพสต์หรือความเห็นของเพจ"),
        help_text=_("ไฟล์ JSON ที่ดาวน์โหลดจาก Facebook หรือตาราง .csv .xlsx ที่มีหัวตารางข้อความและวันที่ ไม่เกิน 10 เมกะไบต์"),
        error_messages={"required": _("กรุณาเลือกไฟล์"), "empty": _("ไฟล์นี้ว่างเปล่า กรุณาเลือกไฟล์ใหม่")},
    )


class LinkForm(KindForm):
    """One post by hand, for when the page gives no file."""

    link = forms.CharField(
        label=_("ลิงก์ของโพสต์หรือความเห็น"), max_length=600, help_text=_("คัดลอกจากเวลาที่แสดงใต้ชื่อผู้โพสต์"),
        widget=forms.TextInput(attrs={"type": "url", "autocomplete": "off"}),
        error_messages={"required": _("กรุณาวางลิงก์ของโพสต์")},
    )  # fmt: skip
    text = forms.CharField(
        label=_("ข้อความ"), max_length=20_000, strip=False, widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("กรุณาวางข้อความของโพสต์")},
    )  # fmt: skip
    author = forms.CharField(
        label=_("ชื่อผู้เขียนบนเพจ (ถ้าทราบ)"), max_length=200, required=False, help_text=_("ใช้ส่งข้อความขออนุญาตเท่านั้น"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    posted_on = forms.CharField(
        label=_("โพสต์เมื่อวันที่"), max_length=40, help_text=_("เช่น 9/12/2563"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input--short"}),
        error_messages={"required": _("กรุณากรอกวันที่โพสต์")},
    )  # fmt: skip

    def clean_posted_on(self) -> Any:
        try:
            day = parse_be(self.cleaned_data["posted_on"])
        except ValueError as trouble:
            raise forms.ValidationError(_("กรุณากรอกวันที่เป็นปีพุทธศักราช เช่น 9/12/2563")) from trouble
        if day > timezone.localdate():
            raise forms.ValidationError(_("วันที่โพสต์ยังมาไม่ถึง กรุณาตรวจอีกครั้ง"))
        return datetime.combine(day, time(12), BANGKOK)


def district_offices() -> list[tuple[str, str]]:
    """All of them, named with their province where a name alone would not do."""
    cards = [card for card in offices.directory().values() if card.kind == "district"]
    return [("", str(_("เลือกอำเภอ")))] + [
        (card.code, f"{places.title(card.district_code, language())} · {places.title(card.province_code, language())}")
        for card in sorted(cards, key=lambda card: card.code)
    ]


class MatchForm(KindForm):
    office = forms.ChoiceField(
        label=_("เรื่องนี้เป็นของอำเภอใด"), choices=district_offices, error_messages={"required": _("กรุณาเลือกอำเภอ")}
    )
    title = forms.CharField(
        label=_("ตั้งชื่อเรื่องสั้น ๆ"), max_length=120, help_text=_("ผู้เขียนแก้ได้ภายหลัง"), widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("กรุณาตั้งชื่อเรื่อง")},
    )  # fmt: skip
    tone = forms.ChoiceField(
        label=_("เป็นเรื่องแบบใด"), choices=list(words.TONES.items()), widget=forms.RadioSelect,
        error_messages={"required": _("กรุณาเลือกว่าเป็นเรื่องแบบใด")},
    )  # fmt: skip
    text = forms.CharField(
        label=_("ข้อความที่จะขออนุญาต"), strip=False, max_length=20_000, help_text=_("ตัดแฮชแท็กท้ายข้อความออกให้แล้ว กรุณาอย่าเปลี่ยนความหมาย"),
        widget=forms.Textarea(attrs={"rows": 8}), error_messages={"required": _("กรุณาใส่ข้อความ")},
    )  # fmt: skip


class LeaveForm(KindForm):
    why = forms.CharField(
        label=_("ไม่รับเพราะอะไร"), max_length=300, help_text=_("เช่น ไม่เกี่ยวกับอำเภอ เป็นโฆษณา เรื่องซ้ำ"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("กรุณาบอกเหตุผลสั้น ๆ")},
    )  # fmt: skip
