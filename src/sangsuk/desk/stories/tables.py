"""The tables that moderation goes by, kept at the desk: signs, clocks and scores, grades, reasons, help lines."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sangsuk.insight.voices import rules
from sangsuk.insight.voices.tables import VoiceRule
from sangsuk.stories.models import (
    HelpLine,
    ModerationReason,
    ModerationRule,
    ModerationSign,
    OfficeNetwork,
    SeverityGrade,
)
from sangsuk.stories.moderation import words

DAYS = ("valid_from", "valid_to")


def tables(make: Callable[..., Any]) -> list[Any]:
    """Made with the class of the tables, which imports this module."""
    return [
        make("story_signs", _("ตรวจเรื่องเล่า: คำที่ระบบมองหา"), ModerationSign, "code", ("code", "kind", "words", "valid_to"),
             ("code", "kind", "words", "unless", "together", "points", "instead", *DAYS), ("code", "kind", "words"),
             fixed=("code", "kind")),
        make("story_clocks", _("ตรวจเรื่องเล่า: กำหนดเวลาและคะแนน"), ModerationRule, "code", ("what", "amount", "unit", *DAYS),
             ("code", "what", "amount", "unit", *DAYS), ("code",), fixed=("code", "what", "unit")),
        make("story_grades", _("ตรวจเรื่องเล่า: ระดับความรุนแรง"), SeverityGrade, "grade", ("grade", "name_th", "says_th"),
             ("grade", "name_th", "name_en", "says_th", "says_en", *DAYS), ("name_th", "name_en"), fixed=("grade",), adds=False),
        make("story_reasons", _("ตรวจเรื่องเล่า: เหตุที่ไม่ผ่านหรือนำออก"), ModerationReason, "use", ("name_th", "use", "valid_to"),
             ("code", "use", "name_th", "name_en", "says_th", "says_en", "order", *DAYS), ("code", "name_th", "name_en"),
             fixed=("code", "use")),
        make("help_lines", _("สายด่วนที่แสดงเมื่อมีอันตราย"), HelpLine, "order", ("number", "name_th", "valid_to"),
             ("code", "number", "name_th", "name_en", "says_th", "says_en", "lane", "order", *DAYS), ("number", "name_th"),
             fixed=("code",)),
        make("office_networks", _("บัตรแสดงความเห็น: เครือข่ายของที่ว่าการอำเภอ"), OfficeNetwork, "office", ("office_id", "network", *DAYS),
             ("office", "network", *DAYS), ("office__code", "office__name_th", "network"), fixed=("office", "network")),
        make("voice_rules", _("เสียงประชาชน: เกณฑ์การบอกตัวเลข"), VoiceRule, "what", ("what", "amount", "valid_to"),
             ("code", "what", "amount", *DAYS), ("code",), fixed=("code", "what")),
    ]  # fmt: skip


LABELS: dict[str, Any] = {
    "words": _("คำที่มองหา (คั่นด้วย |)"), "unless": _("คำที่ยาวกว่าและไม่นับ (คั่นด้วย |)"), "together": _("ต้องมีคำใดคำหนึ่งนี้อยู่ใกล้กัน (คั่นด้วย |)"),
    "points": _("คะแนนหรือระดับ"), "instead": _("ถ้อยคำที่เสนอแทน"), "grade": _("ระดับ"), "says_th": _("คำอธิบาย ภาษาไทย"),
    "says_en": _("คำอธิบาย ภาษาอังกฤษ"), "use": _("ใช้เมื่อ"), "number": _("เบอร์โทรศัพท์"), "lane": _("แสดงเมื่อพบ (รหัส คั่นด้วยช่องว่าง)"),
    "network": _("เลขเครือข่าย"),
}  # fmt: skip
WORDS: dict[str, Any] = words.ALARMS | words.LANES | rules.WHATS | {
    "card": _("บัตรในหนึ่งชั่วโมง ที่นับเต็ม"), "card_day": _("บัตรในหนึ่งวัน ที่นับเต็ม"),
    "card_own": _("บัตรจากสำนักงานเองในหนึ่งวัน ที่นับเต็ม"), "card_night": _("บัตรจากสำนักงานเองในเวลากลางคืน ที่นับเต็ม"),
    "author_reply": _("รอผู้เล่าตอบเรื่องถ้อยคำ"),
    "anonymity_ask": _("คะแนนที่เริ่มถามผู้เล่า"), "anonymity_hold": _("คะแนนที่ต้องเข้าช่องละเอียด"), "points": words.UNITS["points"],
    "reject": pgettext_lazy("story", "ไม่ผ่าน"), "take_down": _("นำออกจากหน้าเว็บ"), "complaint": _("คำติ"), "good": _("คำชม"),
    "role": _("ตำแหน่ง"), "staff": _("คำที่บอกว่าเป็นเจ้าหน้าที่"), "kin_name": _("คำเรียกญาติหน้าชื่อ"),
    "place_start": _("คำขึ้นต้นชื่อหมู่บ้าน"), "place_end": _("คำท้ายชื่อหมู่บ้าน"), "place_stop": _("คำที่ไม่ใช่ชื่อหมู่บ้าน"),
    "institution": words.KINDS["institution"], "kin": words.KINDS["kin"], "kin_order": _("ลำดับพี่น้อง"),
    "notable": _("ผู้ที่คนในชุมชนรู้จัก"), "illness": words.KINDS["illness"], "body": words.KINDS["body"],
    "occupation": words.KINDS["occupation"], "event": words.KINDS["event"], "only": words.KINDS["only"],
    "group": words.KINDS["group"], "child_harm": words.ALARMS["child_harm"], "volunteer": _("จิตอาสา"), "character": _("อุปนิสัย"),
    "service": _("การบริการ"),
}  # fmt: skip
