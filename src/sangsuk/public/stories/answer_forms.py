"""What the author is asked when the office says that a change has happened, and when her story becomes a case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsuk.common.forms import KindForm
from sangsuk.stories.answers.rails import Prefill

from ..widgets import area

ACCUSES = [
    ("no", _("อยากให้ที่ว่าการอำเภอนี้ช่วยแก้ไข ส่งให้ศูนย์ดำรงธรรมอำเภอดูแล")),
    ("yes", _("ร้องเรียนที่ว่าการอำเภอหรือเจ้าหน้าที่ ให้หน่วยงานอื่นดูแล และปิดเรื่องไม่ให้อำเภอนี้เห็น")),
]
NOBODY = ("none", _("ไม่บอกชื่อและเบอร์ ติดตามได้ด้วยเลขที่และรหัสลับ"))
KNOWN = [
    ("hidden", _("ให้ชื่อและช่องทางติดต่อที่เคยบอกไว้ แต่ขอไม่เปิดเผยต่อหน่วยงานอื่น")),
    ("named", _("ให้ชื่อและช่องทางติดต่อที่เคยบอกไว้ และเปิดเผยได้")),
]


class HappenedForm(KindForm):
    """Not yet: what is missing, if she likes to say it."""

    move = ""
    version = forms.IntegerField(widget=forms.HiddenInput)
    said = forms.CharField(
        label=_("ยังขาดอะไร (ไม่บอกก็ได้)"), required=False, max_length=1000, widget=area(3),
        help_text=_("อำเภอจะอ่านข้อความนี้ โดยเราปิดชื่อและเบอร์ให้ ไม่เผยแพร่ต่อสาธารณะ"),
    )  # fmt: skip


class BecomeCaseForm(KindForm):
    """Her own words, ready to send; she may change them."""

    description = forms.CharField(label=_("ข้อความที่จะส่ง"), widget=area(10, low=False), max_length=11_000, required=False)
    accuses = forms.ChoiceField(label=_("ท่านอยากให้ทำอย่างไร"), choices=ACCUSES, widget=forms.RadioSelect)
    identity = forms.ChoiceField(label=_("ให้เราติดต่อท่านได้หรือไม่"), widget=forms.RadioSelect, initial="none")
    name = forms.CharField(
        label=_("ชื่อของท่าน ถ้าให้เราติดต่อ"), required=False, max_length=200,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "name"}),
    )  # fmt: skip

    def __init__(self, *args: Any, ready: Prefill, **kwargs: Any) -> None:
        super().__init__(*args, initial={"description": ready.description, "identity": "none"}, **kwargs)
        self.fields["identity"].choices = [NOBODY, *(KNOWN if ready.has_contact else [])]  # type: ignore[attr-defined]
        if ready.has_name or not ready.has_contact:
            del self.fields["name"]
