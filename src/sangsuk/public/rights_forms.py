"""What she is asked when she uses a right: which one, and what it is about. Rules of substance stand in `privacy`."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsuk.common.forms import KindForm
from sangsuk.privacy.requests.table import KINDS

from .widgets import area

FIELDS = [("", _("เลือกเมื่อขอแก้ข้อมูล")), ("name", _("ชื่อ")), ("phone", _("เบอร์โทรศัพท์")), ("email", _("อีเมล"))]


class AskForm(KindForm):
    """One page: what she wants, and a few words."""

    kind = forms.ChoiceField(
        label=_("ท่านขออะไร"), choices=list(KINDS.items()), widget=forms.RadioSelect,
        error_messages={"required": _("กรุณาเลือกว่าท่านขออะไร")},
    )  # fmt: skip
    field = forms.ChoiceField(label=_("ถ้าขอแก้ข้อมูล: แก้อะไร"), choices=FIELDS, required=False)
    value = forms.CharField(label=_("ถ้าขอแก้ข้อมูล: ที่ถูกต้องคือ"), required=False, max_length=254)
    text = forms.CharField(
        label=_("บอกเราเพิ่ม (ไม่บอกก็ได้ ถ้าขอดู ขอสำเนา หรือขอลบ)"), required=False, max_length=5000, widget=area(3)
    )

    def __init__(self, *args: Any, nameless: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if nameless:
            del self.fields["field"], self.fields["value"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        return {"field": "", "value": "", **given}


class FollowerAskForm(AskForm):
    """Of one who follows another's case only a telephone and an e-mail are kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = [pair for pair in FIELDS if pair[0] != "name"]  # type: ignore[attr-defined]


class ReplyForm(KindForm):
    text = forms.CharField(
        label=_("คำตอบของท่าน"), max_length=5000, widget=area(3), error_messages={"required": _("กรุณาเขียนคำตอบ")}
    )

    def __init__(self, *args: Any, pk: int, **kwargs: Any) -> None:
        self.pk = pk
        super().__init__(*args, **kwargs)
