"""What a team tells of a visit, as a phone sends it: read, checked, and known again by its bytes. Pure.

A phone freezes these bytes when its owner says "send" and sends the same ones until they are acknowledged; so the SHA-256
of the bytes says whether a report that comes again is the same one.
"""

import hashlib
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused

OUTCOMES: dict[str, Any] = {
    "as_told": _("พบตามที่แจ้ง"),
    "differs": _("พบปัญหา แต่ต่างจากที่แจ้ง"),
    "solved": _("แก้ไขเรียบร้อยแล้วในพื้นที่"),
    "nothing": _("ไม่พบปัญหาตามที่แจ้ง"),
    "not_reached": _("เข้าพื้นที่หรือพบผู้เกี่ยวข้องไม่ได้"),
}
TEXTS = {"findings": (5, 5000), "people_met": (0, 2000), "follow_up": (0, 2000)}
MOST_PHOTOS, MOST_BYTES, MOST_BAHT = 20, 100_000, 1_000_000_000
AHEAD = timedelta(days=1)
"""A phone whose clock is a little fast is believed."""
SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Told:
    """One report. `photos`: the SHA-256 of the bytes that were sent, in the order in which they are to be shown."""

    visited_from: datetime
    visited_to: datetime
    outcome: str
    findings: str
    people_met: str = ""
    follow_up: str = ""
    relief_kind: str = ""
    relief_baht: int | None = None
    point: tuple[float, float] | None = None
    accuracy_m: float | None = None
    photos: tuple[str, ...] = ()


def digest_of(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()


def written(told: Mapping[str, Any]) -> bytes:
    """The bytes of a report that was told on a plain form: the same fields give the same bytes."""
    return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def read(body: bytes, *, now: datetime) -> Told:
    """Raises Refused with the field at fault; a report that is refused has changed nothing."""
    if len(body) > MOST_BYTES:
        raise Refused("too_long", _("รายงานนี้ยาวเกินกว่าจะรับได้ กรุณาย่อลง"), "findings")
    try:
        told = json.loads(body)
    except ValueError as trouble:
        raise _unreadable() from trouble
    if not isinstance(told, dict):
        raise _unreadable()
    texts = {name: _text(told.get(name), name) for name in TEXTS}
    begun, ended = _moment(told.get("visited_from"), "visited_from"), _moment(told.get("visited_to"), "visited_to")
    if ended < begun:
        raise Refused("bad_date", _("เวลาที่เสร็จต้องไม่ก่อนเวลาที่ไปถึง"), "visited_to")
    if ended > now + AHEAD:
        raise Refused("bad_date", _("เวลาที่ลงพื้นที่อยู่ในอนาคต กรุณาตรวจวันที่และนาฬิกาของเครื่อง"), "visited_to")
    point, accuracy = _point(told.get("point"))
    kind, baht = _relief(told.get("relief_kind"), told.get("relief_baht"))
    return Told(
        begun, ended, _choice(told.get("outcome"), OUTCOMES, "outcome"), relief_kind=kind, relief_baht=baht,
        point=point, accuracy_m=accuracy, photos=_photos(told.get("photos")), **texts,
    )  # fmt: skip


def _unreadable() -> Refused:
    return Refused("unreadable", _("อ่านรายงานนี้ไม่ออก กรุณาเปิดหน้าลงพื้นที่ใหม่แล้วส่งอีกครั้ง"))


def _text(value: Any, name: str) -> str:
    least, most = TEXTS[name]
    if value is not None and not isinstance(value, str):
        raise _unreadable()
    text = (value or "").replace("\r\n", "\n").strip()
    if "\x00" in text:
        raise Refused("bad_sign", _("ข้อความมีอักขระที่ใช้ไม่ได้ กรุณาพิมพ์ใหม่"), name)
    if len(text) < least:
        raise Refused("too_short", _("กรุณาเล่าสิ่งที่พบในพื้นที่ให้ยาวกว่านี้อีกนิด"), name)
    if len(text) > most:
        raise Refused("too_long", _("ข้อความยาวเกิน %(most)s ตัวอักษร กรุณาย่อลง") % {"most": f"{most:,}"}, name)
    return text


def _moment(value: Any, name: str) -> datetime:
    try:
        at = datetime.fromisoformat(value)
        if at.tzinfo is not None and 2000 < at.year < 2200:
            return at.astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        pass
    raise Refused("bad_date", _("กรุณาบอกวันและเวลาที่ลงพื้นที่"), name)


def _choice(value: Any, choices: Mapping[str, Any], name: str) -> str:
    if not isinstance(value, str) or value not in choices:
        raise Refused("bad_choice", _("กรุณาเลือกผลการลงพื้นที่"), name)
    return value


def _relief(kind: Any, baht: Any) -> tuple[str, int | None]:
    if baht is not None and (not isinstance(baht, int) or isinstance(baht, bool) or not 0 <= baht <= MOST_BAHT):
        raise Refused("not_a_number", _("จำนวนเงินต้องเป็นตัวเลขจำนวนเต็ม"), "relief_baht")
    if not kind:
        if baht:
            raise Refused("needed", _("กรุณาเลือกว่าช่วยเหลืออะไรไป"), "relief_kind")
        return "", None
    if not isinstance(kind, str) or len(kind) > 60:
        raise Refused("bad_choice", _("กรุณาเลือกว่าช่วยเหลืออะไรไป"), "relief_kind")
    return kind, baht


def _point(value: Any) -> tuple[tuple[float, float] | None, float | None]:
    if value is None:
        return None, None
    try:
        longitude, latitude = float(value["longitude"]), float(value["latitude"])
        accuracy = None if value.get("accuracy_m") is None else float(value["accuracy_m"])
    except (TypeError, KeyError, ValueError, AttributeError) as trouble:
        raise Refused("bad_point", _("ตำแหน่งที่ส่งมาอ่านไม่ออก"), "point") from trouble
    inside = -180 <= longitude <= 180 and -90 <= latitude <= 90
    if not inside or (accuracy is not None and not (math.isfinite(accuracy) and accuracy >= 0)):
        raise Refused("bad_point", _("ตำแหน่งที่ส่งมาอ่านไม่ออก"), "point")
    return (longitude, latitude), accuracy


def _photos(value: Any) -> tuple[str, ...]:
    value = [] if value is None else value
    if not isinstance(value, list) or not all(isinstance(one, str) and SHA256.fullmatch(one) for one in value):
        raise _unreadable()
    if len(value) > MOST_PHOTOS:
        raise Refused("too_many_files", _("แนบรูปได้ไม่เกิน %(most)s รูป") % {"most": MOST_PHOTOS}, "photos")
    return tuple(dict.fromkeys(value))
