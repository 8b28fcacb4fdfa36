"""The tables that assessments and surveys go by, kept at the desk: numbers and bands."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.standards import rules, words
from sangsuk.standards.models import Band, StandardRule

DAYS = ("valid_from", "valid_to")


def tables(make: Callable[..., Any]) -> list[Any]:
    """Made with the class of the tables, which imports this module."""
    return [
        make("standard_rules", _("มาตรฐานบริการ: กำหนดเวลาและเกณฑ์"), StandardRule, "what", ("what", "amount", "valid_to"),
             ("code", "what", "amount", *DAYS), ("code",), fixed=("code", "what")),
        make("standard_bands", _("มาตรฐานบริการ: ระดับคะแนน"), Band, "about", ("name_th", "about", "least_percent", "certificate", "valid_to"),
             ("code", "about", "least_percent", "name_th", "name_en", "certificate", *DAYS), ("code", "name_th", "name_en"), fixed=("code", "about")),
    ]  # fmt: skip


LABELS: dict[str, Any] = {
    "about": _("ประเมินเรื่อง"), "least_percent": _("ตั้งแต่ร้อยละ"), "certificate": _("ออกเกียรติบัตรได้"),
}  # fmt: skip
WORDS: dict[str, Any] = rules.WHATS | words.ABOUT | {
    "survey": _("แบบสำรวจความพึงพอใจ"), "survey_day": _("แบบสำรวจความพึงพอใจ ในหนึ่งวัน ที่นับเต็ม"),
    "survey_own": _("แบบสำรวจจากเครือข่ายของสำนักงาน ในหนึ่งวัน ที่นับเต็ม"),
}  # fmt: skip
