"""Fields and boxes that several of the citizen's forms have."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def area(rows: int, *, low: bool = True, keep: bool = False) -> forms.Textarea:
    """`keep`: what is typed here is kept on the phone until it is sent, see keep.js."""
    kept = {"data-keep": ""} if keep else {}
    return forms.Textarea(attrs={"rows": rows, "class": "input--low" if low else "", **kept})


class Photos(forms.FileInput):
    """A file input for several photographs. What was chosen is read from the request by the view, each file by itself."""

    allow_multiple_selected = True


def photo_field(label: Any, help_text: Any = "", *, papers: bool = False) -> forms.Field:
    words = {
        "data-shrinking": _("กำลังย่อรูปให้ส่งได้เร็วขึ้น…"),
        "data-ready": _("เลือกแล้ว {n} รูป รวม {size} เมกะไบต์"),
        "data-picture": _("รูปที่ {n}"),
    }
    attrs = {
        "accept": f"image/*,.heic,.heif{',.pdf' if papers else ''}",
        "multiple": True,
        "data-photos": "",
        "data-places": "photo_places",
        **words,
    }
    return forms.Field(label=label, help_text=help_text, required=False, widget=Photos(attrs=attrs))


def papers() -> forms.Field:
    """Photographs and PDF papers, for those who answer through a link."""
    return photo_field(_("รูปถ่ายหรือเอกสาร PDF (ถ้ามี)"), papers=True)
