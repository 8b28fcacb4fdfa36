"""What the stages of training are called, and whose people somebody may see. Needs no table."""

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from sangsuk.offices.actor import Actor

DRAFT, ANNOUNCED, CLOSED, HELD, EVALUATED, ARCHIVED, POSTPONED, CANCELLED = (
    "draft", "announced", "closed", "held", "evaluated", "archived", "postponed", "cancelled",
)  # fmt: skip
STATUSES = {
    DRAFT: _("กำลังเตรียม"), ANNOUNCED: _("ประกาศแล้ว"), CLOSED: _("ปิดรับลงทะเบียน"), HELD: _("จัดแล้ว"), EVALUATED: _("สรุปผลแล้ว"),
    ARCHIVED: _("เก็บเข้าคลัง"), POSTPONED: _("เลื่อน รอวันใหม่"), CANCELLED: _("ยกเลิก"),
}  # fmt: skip
TONES = {
    DRAFT: "quiet", ANNOUNCED: "going", CLOSED: "going", HELD: "done", EVALUATED: "done", ARCHIVED: "quiet", POSTPONED: "waiting",
    CANCELLED: "late",
}  # fmt: skip
COMING = (ANNOUNCED, CLOSED)
TOOK_PLACE = (HELD, EVALUATED, ARCHIVED)

REGISTERED, WAITING, WITHDRAWN = "registered", "waiting", "withdrawn"
SEATS = {REGISTERED: _("มีที่นั่งแล้ว"), WAITING: _("รอที่นั่งว่าง"), WITHDRAWN: _("ถอนแล้ว")}
BY_QR, SCANNED, BY_HAND = "qr", "scanned", "by_hand"
WAYS = {BY_QR: _("สแกนรหัสของช่วงอบรม"), SCANNED: _("เจ้าหน้าที่สแกนรหัสของผู้เข้าอบรม"), BY_HAND: _("ผู้จัดบันทึกให้")}
LEVELS = {5: _("มากที่สุด"), 4: _("มาก"), 3: _("ปานกลาง"), 2: _("น้อย"), 1: _("น้อยที่สุด")}

FLOOR, QR_SECONDS, ATTEND_PERCENT = "floor", "qr_seconds", "attend_percent"
RULES = {
    FLOOR: _("ผลประเมินแสดงเมื่อมีผู้ตอบอย่างน้อย (คน)"), QR_SECONDS: _("รหัส QR ของช่วงอบรมใช้ได้ (วินาที)"),
    ATTEND_PERCENT: _("เกียรติบัตรต้องเข้าอบรมอย่างน้อย (ร้อยละของช่วง)"),
}  # fmt: skip

LOOKS = ("officer", "chief", "executive")
"""Roles that may see who of the people of an office was trained."""


def looks(actor: "Actor") -> bool:
    """Whether there are people whom this actor may see."""
    return actor.role in LOOKS and (actor.office_level != "district" or actor.role != "officer" or actor.leads)


def people_of(actor: "Actor", province: str = "province_code") -> Q:
    """Rows with `office` and its province (`province` is the column) of people whom this actor may see by name: the ministry all, a province those of
    the province, a district's chief (or governor) her own."""
    if not looks(actor):
        return Q(pk__in=[])
    if actor.office_level == "ministry":
        return Q()
    if actor.office_level == "province":
        return Q(**{province: actor.province_code})
    return Q(office=actor.office_code)
