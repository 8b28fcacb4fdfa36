"""How people's work and the record about their accounts are said on pages."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from sangsuk.offices import queries as offices
from sangsuk.offices.models import Membership

ROLES: dict[str, Any] = {
    "officer": gettext_lazy("เจ้าหน้าที่"), "chief": gettext_lazy("หัวหน้าศูนย์"), "agency": gettext_lazy("เจ้าหน้าที่หน่วยงาน"),
    "executive": gettext_lazy("ผู้บริหาร"), "operator": gettext_lazy("ผู้ดูแลระบบ"), "admin": gettext_lazy("ผู้ดูแลบัญชีของหน่วยงาน"),
    "dpo": gettext_lazy("เจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคล"), "auditor": gettext_lazy("ผู้ตรวจสอบ"), "judge": gettext_lazy("กรรมการตัดสิน"),
}  # fmt: skip

DEEDS: dict[str, Any] = {
    "made": gettext_lazy("เปิดบัญชี"), "invited": gettext_lazy("ออกลิงก์เข้าใช้ครั้งแรก"), "joined": gettext_lazy("ตั้งรหัสผ่านผ่านลิงก์"),
    "appointed": gettext_lazy("ให้ทำงานในหน่วยงาน"), "role_changed": gettext_lazy("เปลี่ยนบทบาท"), "released": gettext_lazy("พ้นจากหน่วยงาน"),
    "closed": gettext_lazy("ปิดบัญชี"), "reopened": gettext_lazy("เปิดบัญชีอีกครั้ง"), "factors_reset": gettext_lazy("ล้างวิธียืนยันตัวตน"),
    "factor_added": gettext_lazy("เพิ่มวิธียืนยันตัวตน"), "factor_removed": gettext_lazy("เอาวิธียืนยันตัวตนออก"),
    "codes_made": gettext_lazy("ออกรหัสกู้คืนชุดใหม่"), "password_changed": gettext_lazy("เปลี่ยนรหัสผ่าน"),
    "name_changed": gettext_lazy("เปลี่ยนชื่อ"), "session_ended": gettext_lazy("ให้เครื่องหนึ่งออกจากระบบ"),
    "sessions_ended": gettext_lazy("ให้เครื่องอื่นทั้งหมดออกจากระบบ"), "token_issued": gettext_lazy("ออกกุญแจสำหรับโปรแกรม"),
    "token_ended": gettext_lazy("เลิกใช้กุญแจสำหรับโปรแกรม"), "token_limited": gettext_lazy("จำกัดกุญแจสำหรับโปรแกรม"),
    "elevated": gettext_lazy("เปิดสิทธิ์ผู้ดูแลระบบส่วนกลาง"),
    "elevation_ended": gettext_lazy("ปิดสิทธิ์ผู้ดูแลระบบส่วนกลาง"), "thaid_joined": gettext_lazy("ผูกกับ ThaID"),
    "thaid_parted": gettext_lazy("เลิกผูกกับ ThaID"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    id: int
    code: str
    office: str
    role: Any


def place_words(membership: Membership, language: str) -> Place:
    card = offices.known().get(membership.office_id)
    name = card.name(language) if card else membership.office_id
    return Place(membership.pk, membership.office_id, name, ROLES.get(membership.role, membership.role))
