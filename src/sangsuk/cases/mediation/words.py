"""What a mediation is called at each stage, how it can end without a settlement, and what is asked. Pure."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ..workflow import Field

DOCKETED = "docketed"
ASKED = "asked"
AGREED = "agreed"
READY = "ready"
APPOINTED = "appointed"
ADJOURNED = "adjourned"
TERMS = "terms"
SETTLED = "settled"
DISMISSED = "dismissed"

STATUSES: dict[str, tuple[Any, Any]] = {  # status -> (what citizens read, what officials read)
    DOCKETED: (_("รับคำขอไกล่เกลี่ยแล้ว"), _("ลงสารบบแล้ว")),
    ASKED: (_("กำลังถามอีกฝ่ายว่าสมัครใจหรือไม่"), _("รอคู่กรณีตอบ")),
    AGREED: (_("ทั้งสองฝ่ายสมัครใจ กำลังเลือกผู้ไกล่เกลี่ย"), _("สมัครใจแล้ว รอเลือกผู้ไกล่เกลี่ย")),
    READY: (_("มีผู้ไกล่เกลี่ยแล้ว กำลังนัดวัน"), _("มีผู้ไกล่เกลี่ยแล้ว รอนัด")),
    APPOINTED: (_("นัดไกล่เกลี่ยแล้ว"), _("นัดแล้ว")),
    ADJOURNED: (_("ไกล่เกลี่ยไปแล้ว ยังต้องนัดต่อ"), _("ไกล่เกลี่ยแล้ว รอนัดต่อ")),
    TERMS: (_("ตกลงกันได้แล้ว รอลงนามสัญญา"), _("ตกลงได้ รอลงนาม")),
    SETTLED: (_("ไกล่เกลี่ยสำเร็จ"), _("ทำสัญญาแล้ว")),
    DISMISSED: (_("การไกล่เกลี่ยสิ้นสุด โดยยังไม่ได้ตกลงกัน"), _("จำหน่ายจากสารบบ")),
}
CLOSED = (SETTLED, DISMISSED)

CIVIL, CRIMINAL = "civil", "criminal"
KINDS: dict[str, Any] = {CIVIL: _("ข้อพิพาททางแพ่ง"), CRIMINAL: _("ความผิดอาญาที่ยอมความได้")}

REQUESTER, OTHER, ACCUSED = "requester", "other", "accused"
SIDES: dict[str, Any] = {REQUESTER: _("ฝ่ายผู้ขอ"), OTHER: _("อีกฝ่าย")}
IN_THE_ROOM: dict[str, Any] = SIDES | {ACCUSED: _("เจ้าหน้าที่ที่ถูกร้องเรียน (ไม่ใช่คู่กรณี)")}
"""Whose names are kept: the two sides; and an official complained of, only so that she is never chosen as mediator."""

IN_PERSON, ONLINE = "in_person", "online"
MODES: dict[str, Any] = {IN_PERSON: _("มาพบกัน"), ONLINE: _("ทางออนไลน์")}
ATTENDED: dict[str, Any] = {
    "both": _("มาครบทั้งสองฝ่าย"), "requester": _("มาเฉพาะฝ่ายผู้ขอ"), "other": _("มาเฉพาะอีกฝ่าย"), "nobody": _("ไม่มีใครมา"),
}  # fmt: skip
PLACES: dict[str, Any] = {"district_office": _("ที่ว่าการอำเภอ"), "government": _("สถานที่ราชการอื่น")}

REFUSAL, TIME_OVER, NOT_AGREED = "refusal", "time_over", "not_agreed"
OVER_LIMIT, WRONG_KIND, WITHDRAWN, LEFT_DISTRICT = "over_limit", "wrong_kind", "withdrawn", "left_district"
REASONS: dict[str, Any] = {
    REFUSAL: _("คู่กรณีไม่สมัครใจ"),
    TIME_OVER: _("ครบเวลาที่กฎหมายให้แล้วยังตกลงกันไม่ได้"),
    NOT_AGREED: _("ตกลงกันไม่ได้"),
    OVER_LIMIT: _("ทุนทรัพย์เกินที่อำเภอไกล่เกลี่ยได้"),
    WRONG_KIND: _("ไม่ใช่เรื่องที่อำเภอไกล่เกลี่ยได้"),
    WITHDRAWN: _("ผู้ขอถอนคำขอ"),
    LEFT_DISTRICT: _("ศูนย์ระดับเหนือรับเรื่องไปดูแลต่อ อำเภอจึงไกล่เกลี่ยต่อไม่ได้"),
}
BY_ITSELF = (REFUSAL, LEFT_DISTRICT)
"""Reasons that another step gives; nobody chooses them when she dismisses."""

NO_RECORDING = _("การไกล่เกลี่ยเป็นความลับ กฎหมายห้ามทุกฝ่ายบันทึกภาพและเสียง ไม่ว่าด้วยวิธีใด")
"""Source: DOPA Rule on electronic mediation 2566, items 12 and 13, see docs/law.md#mediation-confidential"""

FIELDS: dict[str, Field] = {
    "kind": Field(_("ชนิดของข้อพิพาท"), "choice"),
    "subject": Field(_("เรื่องที่พิพาท"), "text", 200, 5, _("สั้นและกลาง ๆ อีกฝ่ายจะเห็นข้อความนี้ ไม่ต้องใส่ชื่อคน")),
    "value_baht": Field(_("ทุนทรัพย์ (บาท)"), "number", hint=_("เว้นว่างได้ ถ้าไม่ใช่เรื่องเงิน")),
    "side": Field(_("ฝ่ายใด"), "choice"),
    "party": Field(_("คู่กรณี"), "choice"),
    "name": Field(_("ชื่อและนามสกุล"), "text", 200, 2),
    "phone": Field(_("เบอร์โทรศัพท์"), "text", 40, 0),
    "email": Field(_("อีเมล"), "text", 200, 0),
    "id_shown": Field(_("แสดงบัตรประจำตัวแล้ว"), "yes", hint=_("บันทึกเพียงว่าตรวจแล้ว ไม่ต้องจดเลขบัตร")),
    "reason": Field(_("เหตุผล"), "text", 1000, 2),
    "chair": Field(_("ประธาน"), "choice"),
    "mediators": Field(_("ผู้ไกล่เกลี่ย"), "many"),
    "no_conflict": Field(_("ถามทุกคนแล้ว ไม่มีใครเป็นคู่กรณี เป็นญาติ หรือมีส่วนได้เสีย และทั้งสองฝ่ายเห็นชอบ"), "yes"),
    "at": Field(_("วันและเวลานัด"), "moment"),
    "mode": Field(_("ไกล่เกลี่ยแบบใด"), "choice"),
    "place": Field(_("สถานที่ หรือช่องทางออนไลน์"), "text", 300, 3, _("เช่น ห้องไกล่เกลี่ย ที่ว่าการอำเภอ ชั้น 2")),
    "attended": Field(_("ใครมา"), "choice"),
    "happened": Field(_("สรุปสั้น ๆ"), "text", 1000, 2, _("เขียนเท่าที่จำเป็น เก็บเป็นความลับ")),
    "terms": Field(_("ข้อตกลง"), "text", 5000, 10, _("ทีละข้อ ใครทำอะไร ภายในเมื่อไร จะใช้ทำสัญญา")),
    "signed_on": Field(_("วันที่ลงนาม"), "date"),
    "signed_at": Field(_("ลงนามที่"), "choice"),
    "signed_place": Field(_("ชื่อสถานที่"), "text", 200, 3, _("ทุกฝ่ายต้องมาลงนามด้วยตนเอง แม้ไกล่เกลี่ยทางออนไลน์")),
    "both_agree": Field(_("ทั้งสองฝ่ายยินยอมให้ขยายเวลา"), "yes"),
    "why": Field(_("ทำไมจึงจบ"), "choice"),
    "text": Field(_("บันทึก"), "text", 1000, 2),
}
SEALED = ("name", "phone", "email", "happened", "terms", "reason", "text")
"""Fields whose words are kept sealed, and never in an event's plain data."""

WAS_ASKED, SAID_YES, SAID_NO = "asked", "agreed", "refused"
CONSENTS: dict[str, Any] = {
    "": _("ยังไม่ได้ถาม"), WAS_ASKED: _("ถามแล้ว รอตอบ"), SAID_YES: _("สมัครใจ"), SAID_NO: _("ไม่สมัครใจ"),
}  # fmt: skip
