"""By when sheets are due and when who is reminded, from when a light is green, units and cells: kept at the desk."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sangsuk.flagships.models import Aim, Cell, LightRule, NeedLink, SheetRule, Unit
from sangsuk.flagships.needs.words import KINDS as NEED_KINDS
from sangsuk.flagships.programme.words import FRAMEWORKS

DAYS = ("valid_from", "valid_to")


def tables(make: Callable[..., Any]) -> list[Any]:
    """Made with the class of the tables, which imports this module."""
    return [
        make("sheet_rules", _("รายงานตัวชี้วัด: กำหนดส่งและการเตือน"), SheetRule, "code", ("code", "kind", "working_days", "to", "valid_to"),
             ("code", "kind", "level", "frequency", "working_days", "to", "source_th", *DAYS), ("code", "kind", "level"),
             fixed=("code", "kind", "level", "frequency")),
        make("light_rules", _("ตัวชี้วัด: เกณฑ์สีไฟ"), LightRule, "code", ("code", "indicator_id", "green_from", "amber_from", "valid_to"),
             ("code", "indicator", "green_from", "amber_from", *DAYS), ("code", "indicator__code"), fixed=("code", "indicator")),
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
WORDS: dict[str, Any] = {code: word for code, word in NEED_KINDS.items() if code != "service"} | FRAMEWORKS | {
    "due": _("กำหนดส่ง"), "remind": _("การเตือน"), "own": _("ผู้รายงาน"), "above": _("หน่วยงานเหนือขึ้นไป"),
    "month": pgettext_lazy("frequency", "เดือน"), "quarter": pgettext_lazy("frequency", "ไตรมาส"), "year": pgettext_lazy("frequency", "ปี"),
}  # fmt: skip
