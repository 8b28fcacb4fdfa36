"""Handing a receipt back, when we lost the case: by file, or by the words of its QR code."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from sangsuk.cases import receipt_forms, restoring
from sangsuk.cases.receipts import MOST_BYTES, Receipt
from sangsuk.common import limits
from sangsuk.common.errors import Refused
from sangsuk.common.faces import range_of
from sangsuk.common.forms import KindForm

from ..doors import open_door, private
from ..widgets import area
from .failures import came_too_late, page

WHY_NOT = {
    restoring.FORGED: lambda: _("ใบรับเรื่องนี้ถูกแก้ หรือไม่ได้ออกโดยเรา จึงใช้ไม่ได้ ถ้าท่านมีไฟล์เดิม กรุณาส่งไฟล์เดิมที่ไม่ได้แก้"),
    restoring.FOREIGN: lambda: _("ใบรับเรื่องนี้ออกโดยระบบอื่น กรุณานำไปที่เว็บไซต์ที่พิมพ์ไว้บนใบ"),
    restoring.KEY_GONE: lambda: _(
        "ใบรับเรื่องนี้เป็นของจริง แต่เราเลิกใช้กุญแจที่เปิดใบนี้แล้ว กรุณานำใบไปที่ศูนย์ดำรงธรรม หรือโทร 1567 เราจะบันทึกเรื่องให้ใหม่โดยนับวันเดิม"
    ),
    restoring.TOO_OLD: lambda: _("ใบรับเรื่องนี้เป็นของจริง แต่เก่าเกินกว่าจะคืนเรื่องทางนี้ได้ กรุณานำใบไปที่ศูนย์ดำรงธรรม หรือโทร 1567"),
    restoring.BROKEN: lambda: _("ใบรับเรื่องนี้เป็นของจริง แต่ตอนนี้เราคืนเรื่องให้ไม่ได้ กรุณาลองอีกครั้ง หรือโทร 1567"),
}
NO_RECEIPT = gettext_lazy("เราอ่านใบรับเรื่องนี้ไม่ได้ กรุณาเลือกไฟล์ที่บันทึกไว้ตอนแจ้งเรื่อง หรือวางข้อความจากรหัส QR ให้ครบ")


class RestoreForm(KindForm):
    """One of the two ways to hand it in; the story only when we ask for it."""

    receipt = forms.FileField(
        label=gettext_lazy("ไฟล์ใบรับเรื่อง (JSON หรือ PDF)"), required=False,
        widget=forms.FileInput(attrs={"accept": ".json,.pdf,application/json,application/pdf"}),
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("หรือข้อความจากรหัส QR"), required=False, max_length=5000, widget=area(3, low=False),
        help_text=gettext_lazy("สแกนรหัส QR บนใบด้วยกล้องโทรศัพท์ แล้ววางที่อยู่ทั้งบรรทัดไว้ที่นี่"),
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("เล่าเรื่องอีกครั้ง"), required=False, strip=False, widget=area(7, low=False),
        help_text=gettext_lazy("รหัส QR ไม่ได้เก็บเรื่องที่ท่านเล่า เล่าด้วยคำของท่าน ไม่ต้องเหมือนเดิมทุกคำ"),
    )  # fmt: skip

    def read(self) -> Receipt | None:
        """The receipt; None with an error when there is none."""
        file, words = self.cleaned_data.get("receipt"), self.cleaned_data.get("words", "")
        handed: bytes | str = file.read(MOST_BYTES + 1) if file else words
        try:
            return receipt_forms.read(handed)
        except receipt_forms.NoReceipt:
            self.add_error("receipt" if file else "words", str(NO_RECEIPT))
            return None


@open_door
@private
@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: HttpRequest) -> HttpResponse:
    """Nothing is done that our own signature does not say; so whoever has the paper may hand it in."""
    if request.method != "POST":
        return _form(request, RestoreForm(), 200)
    form = RestoreForm(request.POST, request.FILES)
    form.is_valid()
    if came_too_late(request, form):
        return _form(request, form)
    limits.check("restore", range=range_of(request))
    receipt = form.read() if not form.errors else None
    if receipt is None:
        return _form(request, form)
    try:
        done = restoring.hand_in(receipt, text=form.cleaned_data.get("text", ""))
    except Refused as refused:
        form.refuse(refused)
        return _form(request, form, asks=True)
    if done.outcome in restoring.GOOD:
        return page(request, "public/restored.html", {"done": done})
    if done.outcome == restoring.NEEDS_TEXT:
        form.add_error("text", _("ใบของท่านเป็นของจริง เหลืออีกอย่างเดียว: กรุณาเล่าเรื่องอีกครั้ง"))
        return _form(request, form, asks=True)
    form.add_error(None, WHY_NOT[done.outcome]())
    return _form(request, form)


def _form(request: HttpRequest, form: RestoreForm, status: int = 422, **more: Any) -> HttpResponse:
    return page(request, "public/restore.html", {"form": form, **more}, status=status)
