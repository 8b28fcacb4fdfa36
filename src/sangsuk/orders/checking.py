"""What an order must say: for a draft that it can be kept, for a signature that it is whole."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused

from . import reaching, words
from .models import TEXT, Order

MOST = {"title": 200, "body": 30_000, "basis": 2_000, "subject": 80}
LABELS = {"title": _("เรื่อง"), "body": _("ข้อความ"), "basis": _("อ้างกฎหมายหรือนโยบาย"), "subject": _("หมวด")}
LEAST_TITLE, LEAST_BODY, MOST_DAYS, MOST_AREAS = 5, 20, 120, 200
_FLAGSHIP = re.compile(r"f\d{4}_\d{2}")
_SEVERAL = ("levels", "areas", "roles")


def kept(given: Mapping[str, Any], office_code: str, order: Order | None = None) -> dict[str, Any]:
    """The fields of a draft, tidied. Raises Refused at the field at fault; a draft may still lack most of them."""
    said = {name: given[name] for name in TEXT if name in given}
    for name in MOST.keys() & said.keys():
        said[name] = _tidy(str(said[name] or ""), lines=name in ("body", "basis"))
        if len(said[name]) > MOST[name]:
            gaps = {"label": LABELS[name], "most": f"{MOST[name]:,}"}
            raise Refused("too_long", _("“%(label)s” ยาวเกินไป ขอไม่เกิน %(most)s ตัวอักษร") % gaps, name)
    for name in _SEVERAL:
        if name in said:
            said[name] = list(dict.fromkeys(said[name] or []))
    _known(said, office_code)
    if said.get("corrects_id"):
        _correctable(said["corrects_id"], office_code, order)
    return said


def _tidy(text: str, *, lines: bool) -> str:
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    return text if lines else " ".join(text.split())


def _known(said: Mapping[str, Any], office_code: str) -> None:
    for name, choices in (("kind", words.KINDS), ("asks", words.ASKS)):
        if name in said and said[name] not in choices:
            raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), name)
    if set(said.get("levels", ())) - set(reaching.levels_below(office_code)):
        raise Refused("bad_choice", _("สำนักงานของท่านออกข้อสั่งการถึงระดับนี้ไม่ได้"), "levels")
    if set(said.get("roles", ())) - words.ROLES.keys():
        raise Refused("bad_choice", _("กรุณาเลือกหน้าที่จากรายการ"), "roles")
    for code in said.get("areas", ())[: MOST_AREAS + 1]:
        if not reaching.is_area(code, office_code):
            raise Refused("bad_area", _("ไม่มีหน่วยงานที่ท่านสั่งการได้ในพื้นที่ “%(code)s”") % {"code": code}, "areas")
    if len(said.get("areas", ())) > MOST_AREAS:
        raise Refused(
            "too_many", _("เลือกพื้นที่ได้ไม่เกิน %(most)s แห่ง ถ้ามากกว่านั้นให้เลือกเป็นจังหวัดหรือภาค") % {"most": MOST_AREAS}, "areas"
        )
    if (flagship := said.get("flagship")) and not _FLAGSHIP.fullmatch(flagship):
        raise Refused("bad_flagship", _("รหัสโครงการสำคัญเขียนอย่าง f2564_04"), "flagship")
    days = said.get("due_days")
    if days is not None and not 1 <= days <= MOST_DAYS:
        raise Refused("bad_days", _("กรุณากำหนด 1 ถึง %(most)s วันทำการ") % {"most": MOST_DAYS}, "due_days")


def _correctable(pk: Any, office_code: str, order: Order | None) -> None:
    found = Order.objects.filter(pk=pk, office=office_code, status=words.ISSUED).first()
    if found is None or (order is not None and found.pk == order.pk):
        raise Refused("bad_correction", _("แก้ไขได้เฉพาะฉบับที่สำนักงานของท่านออกและยังใช้บังคับอยู่"), "corrects_id")


def whole(order: Order, today: date) -> None:
    """What must be there before somebody is asked to sign. Raises Refused at the first thing that is missing."""
    if len(order.title) < LEAST_TITLE:
        raise Refused("needed", _("กรุณาเขียนชื่อเรื่อง"), "title")
    if len(order.body) < LEAST_BODY:
        raise Refused("needed", _("กรุณาเขียนข้อความว่าให้ใครทำอะไร"), "body")
    if not order.levels:
        raise Refused("needed", _("กรุณาเลือกว่าส่งถึงจังหวัดหรืออำเภอ"), "levels")
    if not reaching.offices_for(order.office_id, order.levels, order.areas):
        raise Refused("nobody", _("ไม่มีหน่วยงานใดได้รับฉบับนี้ กรุณาดูระดับและพื้นที่อีกครั้ง"), "areas")
    _days(order, today)
    if order.corrects_id:
        _correctable(order.corrects_id, order.office_id, order)


def _days(order: Order, today: date) -> None:
    if order.asks != words.READ and (order.due_days is None) == (order.due_on is None):
        raise Refused("needed", _("กรุณากำหนดวันรับทราบอย่างใดอย่างหนึ่ง: กี่วันทำการ หรือภายในวันที่"), "due_days")
    if order.asks == words.REPORT and order.report_on is None:
        raise Refused("needed", _("กรุณากำหนดวันที่ต้องรายงานผล"), "report_on")
    for name in ("due_on", "report_on", "ends_on"):
        day = getattr(order, name)
        if day is not None and day <= today:
            raise Refused("too_early", _("กรุณาเลือกวันตั้งแต่พรุ่งนี้เป็นต้นไป"), name)
    if order.due_on and order.report_on and order.report_on < order.due_on:
        raise Refused("too_early", _("วันรายงานผลต้องไม่ก่อนวันรับทราบ"), "report_on")
