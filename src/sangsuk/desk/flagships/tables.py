"""By when sheets are due and when who is reminded, kept at the desk."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sangsuk.flagships.models import SheetRule

DAYS = ("valid_from", "valid_to")


def tables(make: Callable[..., Any]) -> list[Any]:
    """Made with the class of the tables, which imports this module."""
    return [
        make("sheet_rules", _("รายงานตัวชี้วัด: กำหนดส่งและการเตือน"), SheetRule, "code", ("code", "kind", "working_days", "to", "valid_to"),
             ("code", "kind", "level", "frequency", "working_days", "to", "source_th", *DAYS), ("code", "kind", "level"),
             fixed=("code", "kind", "level", "frequency")),
    ]  # fmt: skip


LABELS: dict[str, Any] = {
    "working_days": _("กี่วันทำการ (กำหนดส่ง: นับจากสิ้นช่วง การเตือน: นับจากวันครบกำหนด ก่อนกำหนดเป็นค่าลบ)"), "frequency": _("รายงานทุก"),
    "to": _("เตือนใคร"), "source_th": _("ที่มา ภาษาไทย"),
}  # fmt: skip
WORDS: dict[str, Any] = {
    "due": _("กำหนดส่ง"), "remind": _("การเตือน"), "own": _("ผู้รายงาน"), "above": _("หน่วยงานเหนือขึ้นไป"),
    "month": pgettext_lazy("frequency", "เดือน"), "quarter": pgettext_lazy("frequency", "ไตรมาส"), "year": pgettext_lazy("frequency", "ปี"),
}  # fmt: skip
