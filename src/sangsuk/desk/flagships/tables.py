"""By when sheets are due, from when a light is green and a number asked about, units, cells, words of other systems: kept at the desk."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sangsuk.flagships.indicators.words import AXES
from sangsuk.flagships.models import Aim, Cell, ExchangeId, LightRule, NeedLink, QuestionRule, SheetRule, Unit
from sangsuk.flagships.needs.words import KINDS as NEED_KINDS
from sangsuk.flagships.periods import KINDS as FREQUENCIES
from sangsuk.flagships.programme.words import FRAMEWORKS
from sangsuk.flagships.questions.words import LIMITS
from sangsuk.flagships.words import DISTRICT, PROVINCE, SUBDISTRICT, VILLAGE

DAYS = ("valid_from", "valid_to")


def tables(make: Callable[..., Any]) -> list[Any]:
    """Made with the class of the tables, which imports this module."""
    return [
        make("sheet_rules", _("รายงานตัวชี้วัด: กำหนดส่งและการเตือน"), SheetRule, "code", ("code", "kind", "working_days", "to", "valid_to"),
             ("code", "kind", "level", "frequency", "working_days", "to", "source_th", *DAYS), ("code", "kind", "level"),
             fixed=("code", "kind", "level", "frequency")),
        make("light_rules", _("ตัวชี้วัด: เกณฑ์สีไฟ"), LightRule, "code", ("code", "indicator_id", "green_from", "amber_from", "valid_to"),
             ("code", "indicator", "green_from", "amber_from", *DAYS), ("code", "indicator__code"), fixed=("code", "indicator")),
        make("question_rules", _("ตัวชี้วัด: เกณฑ์ถามตัวเลข และกลุ่มเล็กที่สุดที่บอกประชาชน"), QuestionRule, "what", ("what", "amount", "valid_from", "valid_to"),
             ("code", "what", "amount", *DAYS), ("code", "what"), fixed=("code", "what")),
        make("exchange_ids", _("ตัวชี้วัด: รหัสที่ระบบอื่นใช้เรียก"), ExchangeId, "id", ("ours", "theirs", "kind", "system", "valid_to"),
             ("system", "kind", "ours", "theirs", *DAYS), ("ours", "theirs", "system"), fixed=("system", "kind", "ours")),
        make("indicator_units", _("ตัวชี้วัด: หน่วยนับ"), Unit, "code", ("code", "name_th", "name_en", "decimals"),
             ("code", "name_th", "name_en", "dimension", "factor", "decimals"), ("code", "name_th", "name_en"),
             fixed=("code", "dimension", "factor")),
        make("indicator_cells", _("ตัวชี้วัด: การแจกแจง"), Cell, "code", ("code", "axis", "name_th", "order"),
             ("code", "axis", "name_th", "name_en", "order"), ("code", "name_th", "name_en"), fixed=("code", "axis")),
        make("programme_aims", _("โครงการประจำปี: ยุทธศาสตร์ นโยบาย และเป้าหมาย"), Aim, "id", ("framework", "code", "name_th", "valid_to"),
             ("framework", "code", "parent", "name_th", "name_en", *DAYS), ("framework", "code", "name_th", "name_en"),
             fixed=("framework", "code", "parent")),
        make("need_links", _("โครงการสำคัญ: เรื่องใดเกี่ยวกับโครงการใด"), NeedLink, "code", ("project_id", "kind", "value", "valid_to"),
             ("code", "project", "kind", "value", "because_th", "because_en", *DAYS), ("code", "value"), fixed=("code", "project", "kind", "value")),
    ]  # fmt: skip


LABELS: dict[str, Any] = {
    "framework": _("กรอบ"), "parent": _("อยู่ในเป้าหมายใด"),
    "working_days": _("กี่วันทำการ (กำหนดส่ง: นับจากสิ้นช่วง การเตือน: นับจากวันครบกำหนด ก่อนกำหนดเป็นค่าลบ)"), "frequency": _("รายงานทุก"),
    "indicator": _("ตัวชี้วัด (เว้นไว้คือทุกตัวที่ไม่มีเกณฑ์ของตนเอง)"), "indicator_id": _("ตัวชี้วัด"),
    "green_from": _("เขียวตั้งแต่ส่วนใดของเป้าหมาย (1 คือครบ)"), "amber_from": _("เหลืองตั้งแต่ส่วนใดของเป้าหมาย"),
    "dimension": _('หน่วยฐานและกำลัง เช่น {"case": 1, "day": -1} เว้นเป็น {} เมื่อไม่มีหน่วย'), "factor": _("กี่เท่าของหน่วยฐาน (ร้อยละคือ 0.01)"),
    "decimals": _("ทศนิยมกี่ตำแหน่ง"),
    "to": _("เตือนใคร"), "project": _("โครงการสำคัญ"), "project_id": _("โครงการสำคัญ"), "value": _("รหัสของประเภท นโยบาย หัวข้อ หรือบริการ"), 
    "because_th": _("เหตุผล ภาษาไทย"), "because_en": _("เหตุผล ภาษาอังกฤษ"), "source_th": _("ที่มา ภาษาไทย"),
}  # fmt: skip
CHOICES: dict[str, tuple[str, ...]] = {
    "aim.framework": tuple(FRAMEWORKS), "cell.axis": tuple(AXES), "exchangeid.kind": ExchangeId.KINDS, "questionrule.what": tuple(LIMITS),
    "sheetrule.kind": ("due", "remind"), "sheetrule.level": (VILLAGE, SUBDISTRICT, DISTRICT, PROVINCE), "sheetrule.frequency": FREQUENCIES,
    "sheetrule.to": ("own", "above", "department"),
}  # fmt: skip
"""By model and field: the codes to choose from. Each has its word below, or with those of all tables."""
WORDS: dict[str, Any] = AXES | LIMITS | {code: word for code, word in NEED_KINDS.items() if code != "service"} | FRAMEWORKS | {
    "indicator": _("ตัวชี้วัด"), "base": _("ตัวหารของตัวชี้วัด"), "area": _("พื้นที่"), "cell": _("กลุ่มย่อย"),
    VILLAGE: _("หมู่บ้าน"), SUBDISTRICT: _("ตำบล"), "department": _("กรมการปกครอง"),
    "due": _("กำหนดส่ง"), "remind": _("การเตือน"), "own": _("ผู้รายงาน"), "above": _("หน่วยงานเหนือขึ้นไป"),
    "month": pgettext_lazy("frequency", "เดือน"), "quarter": pgettext_lazy("frequency", "ไตรมาส"), "year": pgettext_lazy("frequency", "ปี"),
}  # fmt: skip
