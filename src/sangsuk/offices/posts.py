"""Headmen and kamnan: appointed by the district for a village or sub-district from a day to a day, taken up with ThaID.

Source: Local Administration Act 2457 (headman, kamnan); who appoints and with which order stands in each row.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk import thai
from sangsuk.accounts import thaid
from sangsuk.accounts.models import User
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.common.sealed import row_of, unseal_field
from sangsuk.common.sealing import Unreadable, seal
from sangsuk.places import queries as places

from .actor import Actor
from .models import VillagePost

LABEL = "village_post.name"
APPOINTS = ("chief", "admin")
Post = VillagePost.Post


@dataclass(frozen=True)
class Holder:
    """A post as the office's page shows it."""

    id: int
    post: str
    area: str
    name: str
    valid_from: date
    valid_to: date | None
    order_no: str
    taken: bool


def may_appoint(by: Actor) -> bool:
    return by.role in APPOINTS and by.office_level == "district"


@transaction.atomic
def appoint(
    *, by: Actor, post: str, area_code: str, number: str, name: str, valid_from: date, valid_to: date | None,
    order_no: str, now: datetime | None = None,
) -> VillagePost:  # fmt: skip
    """The number is used for its fingerprint and forgotten. Raises NotAllowed, Refused with the field at fault."""
    if not may_appoint(by):
        raise NotAllowed("not_your_role", _("เฉพาะหัวหน้าศูนย์หรือผู้ดูแลบัญชีของอำเภอแต่งตั้งได้"))
    assert by.user_id is not None
    area_code = _area(by, post, area_code)
    digits = "".join(sign for sign in thai.arabic_digits(number) if not sign.isspace() and sign != "-")
    if not thaid.is_number(digits):
        raise Refused("bad_number", _("เลขประจำตัวประชาชนไม่ถูกต้อง กรุณาตรวจให้ครบ 13 หลัก"), "number")
    if not name.strip() or not order_no.strip():
        raise Refused("needed", _("กรุณากรอกให้ครบ"), "order_no" if name.strip() else "name")
    if valid_to is not None and valid_to <= valid_from:
        raise Refused("bad_date", _("วันสิ้นสุดต้องอยู่หลังวันเริ่ม"), "valid_to")
    held = VillagePost.objects.filter(post=post, area_code=area_code).filter(
        Q(valid_to=None) | Q(valid_to__gt=valid_from)
    )
    if (held if valid_to is None else held.filter(valid_from__lt=valid_to)).exists():
        raise Refused("held", _("มีผู้ดำรงตำแหน่งนี้อยู่แล้วในช่วงวันดังกล่าว กรุณาสิ้นสุดวาระเดิมก่อน"), "area_code")
    person = bytes.fromhex(thaid.fingerprint(digits))
    return VillagePost.objects.create(
        post=post, area_code=area_code, person=person,
        name=seal(name.strip(), label=LABEL, row=row_of(area_code, person)),
        valid_from=valid_from, valid_to=valid_to, office_id=by.office_code, appointed_by_id=by.user_id,
        appointed_at=now or timezone.now(), order_no=order_no.strip(),
    )  # fmt: skip


def _area(by: Actor, post: str, code: str) -> str:
    """A village or sub-district of this office's own district, that the tables know."""
    code = thai.arabic_digits(code).strip()
    digits = {Post.HEADMAN.value: 8, Post.KAMNAN.value: 6}.get(post)
    if digits is None:
        raise Refused("bad_choice", _("กรุณาเลือกตำแหน่ง"), "post")
    if len(code) != digits or not code.startswith(by.office_code):
        words = _("รหัสหมู่บ้านมี 8 หลัก รหัสตำบลมี 6 หลัก และต้องอยู่ในอำเภอของท่าน")
        raise Refused("bad_area", words, "area_code")
    try:
        places.title(code)
    except Missing as trouble:
        raise Refused("bad_area", _("ยังไม่มีรหัสนี้ในทะเบียน กรุณาให้ผู้ดูแลระบบนำเข้าหมู่บ้านก่อน"), "area_code") from trouble
    return code


def end(post_id: int, *, by: Actor, on: date) -> None:
    """The term is over from that day; one that never began is taken away. Raises Missing, NotAllowed."""
    if not may_appoint(by):
        raise NotAllowed("not_your_role", _("เฉพาะหัวหน้าศูนย์หรือผู้ดูแลบัญชีของอำเภอแต่งตั้งได้"))
    row = VillagePost.objects.filter(pk=post_id, office_id=by.office_code).first()
    if row is None:
        raise Missing("no_post", _("ไม่พบตำแหน่งนี้"))
    if on <= row.valid_from:
        row.delete()
        return
    row.valid_to = on
    row.save(update_fields=["valid_to"])


def of_office(by: Actor) -> list[Holder]:
    rows = VillagePost.objects.filter(office_id=by.office_code).order_by("area_code", "-valid_from")
    return [_holder(row) for row in rows]


def _holder(row: VillagePost) -> Holder:
    try:
        name = unseal_field(row, "name")
    except Unreadable:
        name = ""
    area = places.title(row.area_code)
    return Holder(row.pk, row.post, area, name, row.valid_from, row.valid_to, row.order_no, row.user_id is not None)


def _now(on: date) -> "QuerySet[VillagePost]":
    return VillagePost.objects.filter(valid_from__lte=on).filter(Q(valid_to=None) | Q(valid_to__gt=on))


def waiting(account: str, *, on: date) -> list[VillagePost]:
    """The posts that wait for who has proved with ThaID that she is this person."""
    return list(_now(on).filter(person=bytes.fromhex(account), user=None)) if account else []


def take(post_id: int, user: User, *, account: str, on: date) -> VillagePost:
    """She takes it up. Raises Missing when it is not hers, or not now."""
    row = next((post for post in waiting(account, on=on) if post.pk == post_id), None)
    if row is None or user.kind != User.Kind.CITIZEN:
        raise Missing("no_post", _("ไม่พบตำแหน่งนี้"))
    row.user = user
    row.save(update_fields=["user"])
    return row


def held(user_id: int, *, on: date) -> list[VillagePost]:
    """Her posts on that day."""
    return list(_now(on).filter(user_id=user_id).order_by("area_code"))
