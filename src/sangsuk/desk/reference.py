"""The reference tables that an operator keeps: which fields, in which words, for whom. Rows end; they are never deleted."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from sangsuk.accounts.models import AccessRule
from sangsuk.cases import letters, workflow
from sangsuk.cases.models import LetterHead, LetterMinutes, MediationRule, SampleRule
from sangsuk.catalog import axes
from sangsuk.catalog import queries as catalog
from sangsuk.catalog.models import AxisCrosswalk, Category, IdentityRule, Term
from sangsuk.common.errors import Missing
from sangsuk.common.models import LimitRule
from sangsuk.deadlines.models import Holiday, PromiseRule, WorkingHours
from sangsuk.ledger.models import ReadingRule
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.offices.models import Office
from sangsuk.places import queries as places
from sangsuk.routing.models import RoutingRule, SealingRule
from sangsuk.thai.dates import date_in

from . import choices, privacy_tables
from .doors import language
from .flagships import tables as flagship_tables
from .learning import lesson_tables, training_tables
from .orders import tables as order_tables
from .outreach import tables as outreach_tables
from .standards import tables as standard_tables
from .stories import tables


@dataclass(frozen=True)
class Table:
    """`order` is the field that rows stand in, newest or by code; `columns` are shown in the list; `fixed` fields can
    be given to a new row only; `shown` ones are read and never asked. `provincial`: an operator of a province keeps her
    province's rows. `complete` gives a new row what was not asked."""

    name: str
    label: Any
    model: type[models.Model]
    order: str
    columns: tuple[str, ...]
    fields: tuple[str, ...]
    search: tuple[str, ...]
    fixed: tuple[str, ...] = ()
    adds: bool = True
    provincial: bool = False
    shown: tuple[str, ...] = ()
    complete: Callable[[Any], None] | None = None
    keepers: tuple[str, ...] = ("operator",)


def _as_its_kind(row: PromiseRule) -> None:
    """What starts and stops a promise is the same for every rule of a kind."""
    other = PromiseRule.objects.filter(kind=row.kind).exclude(starts_on="").order_by("code").first()
    if other is not None:
        row.starts_on, row.stops_on = other.starts_on, other.stops_on


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "promises", gettext_lazy("กำหนดเวลา"), PromiseRule, "code",
            ("code", "kind", "amount", "unit", "valid_to"),
            ("code", "kind", "amount", "unit", "mission", "category_code", "level", "province_code", "urgency",
             "pauses_on", "valid_from", "valid_to", "note"),
            ("code", "kind", "category_code", "note"), fixed=("code", "kind"), shown=("starts_on", "stops_on"),
            complete=_as_its_kind,
        ),
        Table(
            "holidays", gettext_lazy("วันหยุด"), Holiday, "-on", ("on", "name_th", "province_code", "cancelled"),
            ("on", "name_th", "name_en", "province_code", "kind", "announced_on", "cancelled"),
            ("name_th", "name_en"), fixed=("on", "province_code"), provincial=True,
        ),
        Table(
            "hours", gettext_lazy("เวลาทำการ"), WorkingHours, "id",
            ("weekday", "opens", "closes", "province_code", "valid_to"),
            ("weekday", "opens", "lunch_from", "lunch_to", "closes", "province_code", "valid_from", "valid_to"),
            ("province_code",), fixed=("weekday", "province_code", "valid_from"),
        ),
        Table(
            "routes", gettext_lazy("ใครดูแลเรื่องใด"), RoutingRule, "code",
            ("code", "category_code", "province_code", "instead_of", "target", "valid_to"),
            ("code", "mission", "category_code", "province_code", "instead_of", "target", "reason_th", "reason_en", "valid_from",
             "valid_to"),
            ("code", "category_code", "reason_th"), fixed=("code",),
        ),
        Table(
            "sealing", gettext_lazy("เรื่องที่ปิดผนึก"), SealingRule, "code",
            ("code", "category_code", "secrecy", "valid_to"),
            ("code", "category_code", "secrecy", "valid_from", "valid_to", "note"), ("code", "category_code", "note"),
            fixed=("code", "category_code"),
        ),
        Table(
            "identity", gettext_lazy("เรื่องที่ขอเลขประจำตัวประชาชน"), IdentityRule, "code",
            ("code", "asks", "mission", "category_code", "valid_to"),
            ("code", "mission", "category_code", "asks", "why_th", "why_en", "valid_from", "valid_to"),
            ("code", "category_code", "why_th"), fixed=("code",),
        ),
        Table(
            "samples", gettext_lazy("สุ่มโทรถามผู้ร้อง"), SampleRule, "code",
            ("code", "percent", "mission", "level", "valid_to"),
            ("code", "percent", "mission", "level", "valid_from", "valid_to"), ("code", "mission"), fixed=("code",),
        ),
        Table(
            "mediation", gettext_lazy("กติกาไกล่เกลี่ยของอำเภอ"), MediationRule, "code",
            ("what", "amount", "kind", "valid_from", "valid_to"),
            ("code", "what", "kind", "amount", "valid_from", "valid_to", "basis_th", "basis_en", "verified"),
            ("code", "basis_th", "basis_en"), fixed=("code", "what", "kind"),
        ),
        Table(
            "categories", gettext_lazy("ประเภทเรื่อง"), Category, "code", ("code", "name_th", "valid_to"),
            ("code", "parent", "name_th", "name_en", "hint_th", "order", "shareable", "valid_from", "valid_to"),
            ("code", "name_th", "name_en", "hint_th"), fixed=("code", "parent"),
        ),
        Table(
            "terms", gettext_lazy("ลักษณะเรื่อง เหตุผล และคำที่ใช้เลือก"), Term, "axis",
            ("code", "name_th", "axis", "valid_to"),
            ("axis", "code", "name_th", "name_en", "say_th", "say_en", "basis_th", "basis_en", "second_person",
             "can_appeal", "secrecy", "order", "valid_from", "valid_to"),
            ("code", "name_th", "name_en", "axis"), fixed=("axis", "code"),
        ),
        Table(
            "crosswalk", gettext_lazy("คำของระบบอื่น"), AxisCrosswalk, "system",
            ("ours", "theirs", "system", "axis", "valid_to"),
            ("system", "axis", "ours", "theirs", "valid_from", "valid_to"),
            ("system", "ours", "theirs"), fixed=("system", "axis", "ours", "valid_from"),
        ),
        Table(
            "offices", gettext_lazy("ศูนย์และหน่วยงาน"), Office, "code", ("code", "name_th", "phone", "valid_to"),
            ("name_th", "name_en", "phone", "line", "url", "hours_th", "hours_en", "valid_to"),
            ("code", "name_th", "name_en"), adds=False,
        ),
        Table(
            "letterheads", gettext_lazy("รหัสหนังสือและหัวหนังสือ"), LetterHead, "id",
            ("code", "office_id", "valid_from", "valid_to"),
            ("office", "code", "name_th", "address_th", "email", "signer_th", "valid_from", "valid_to"),
            ("code", "office__code", "office__name_th"), fixed=("office", "valid_from"),
        ),
        Table(
            "letterminutes", gettext_lazy("เวลาที่หนังสือแต่ละชนิดใช้เมื่อทำด้วยมือ"), LetterMinutes, "kind",
            ("kind", "minutes", "valid_from", "valid_to"), ("kind", "minutes", "valid_from", "valid_to"), ("kind",),
            fixed=("kind", "valid_from"),
        ),
        Table(
            "readings", gettext_lazy("การเปิดดูข้อมูลที่ควรตรวจ"), ReadingRule, "code",
            ("code", "kind", "amount", "valid_from", "valid_to"),
            ("code", "kind", "amount", "valid_from", "valid_to"), ("code", "kind"), fixed=("code", "kind"),
        ),
        Table(
            "limits", gettext_lazy("จำนวนคำขอที่รับได้"), LimitRule, "code",
            ("code", "what", "amount", "window_seconds", "valid_to"),
            ("code", "what", "per", "amount", "window_seconds", "valid_from", "valid_to"), ("code", "what"),
            fixed=("code", "what", "per"),
        ),
        Table(
            "access", gettext_lazy("เวลาที่สิทธิ์และลิงก์เปิดอยู่"), AccessRule, "what",
            ("what", "minutes", "valid_from", "valid_to"), ("what", "minutes", "valid_from", "valid_to"), ("what",),
            fixed=("what", "valid_from"),
        ),
        *privacy_tables.tables(Table),
        *tables.tables(Table),
        *standard_tables.tables(Table),
        *outreach_tables.tables(Table),
        *lesson_tables.tables(Table),
        *training_tables.tables(Table),
        *flagship_tables.tables(Table),
        *order_tables.tables(Table),
    )
}  # fmt: skip

LABELS: dict[str, Any] = (
    training_tables.LABELS | privacy_tables.LABELS | standard_tables.LABELS
    | tables.LABELS | flagship_tables.LABELS | order_tables.LABELS
) | {
    "code": gettext_lazy("รหัส"), "kind": gettext_lazy("ชนิด"), "amount": gettext_lazy("จำนวน"),
    "unit": gettext_lazy("หน่วย"), "mission": gettext_lazy("ภารกิจ"), "category_code": gettext_lazy("ประเภทเรื่อง"),
    "level": gettext_lazy("ระดับ"), "province_code": gettext_lazy("จังหวัด"), "urgency": gettext_lazy("ความเร่งด่วน"),
    "valid_from": gettext_lazy("เริ่มใช้วันที่"), "valid_to": gettext_lazy("เลิกใช้ตั้งแต่วันที่"),
    "starts_on": gettext_lazy("เริ่มนับเมื่อ"), "pauses_on": gettext_lazy("หยุดนับระหว่าง"), "stops_on": gettext_lazy("เลิกนับเมื่อ"),
    "note": gettext_lazy("หมายเหตุ"), "on": gettext_lazy("วันที่"), "name_th": gettext_lazy("ชื่อภาษาไทย"),
    "name_en": gettext_lazy("ชื่อภาษาอังกฤษ"), "announced_on": gettext_lazy("ประกาศเมื่อวันที่"),
    "cancelled": gettext_lazy("ยกเลิกวันหยุดนี้"), "weekday": gettext_lazy("วันในสัปดาห์"), "opens": gettext_lazy("เปิด"),
    "closes": gettext_lazy("ปิด"), "lunch_from": gettext_lazy("พักตั้งแต่"), "lunch_to": gettext_lazy("พักถึง"),
    "target": gettext_lazy("ศูนย์ระดับ"),
    "instead_of": gettext_lazy("ใช้เมื่อศูนย์นี้ และทุกศูนย์เหนือขึ้นไป ถูกร้องเรียน"), "reason_th": gettext_lazy("เหตุผลภาษาไทย"),
    "reason_en": gettext_lazy("เหตุผลภาษาอังกฤษ"), "parent": gettext_lazy("อยู่ในกลุ่ม"),
    "hint_th": gettext_lazy("คำที่มักใช้"), "order": gettext_lazy("ลำดับ"), "phone": gettext_lazy("โทรศัพท์"),
    "line": gettext_lazy("ไลน์"), "url": gettext_lazy("เว็บไซต์"), "hours_th": gettext_lazy("เวลาทำการ ภาษาไทย"),
    "hours_en": gettext_lazy("เวลาทำการ ภาษาอังกฤษ"), "source": gettext_lazy("ที่มา"),
    "shareable": gettext_lazy("เดือดร้อนร่วมกันได้ ให้ผู้อื่นเห็นว่ามีเรื่องนี้"), "axis": gettext_lazy("ใช้กับ"),
    "say_th": gettext_lazy("คำบอกประชาชน ภาษาไทย"), "say_en": gettext_lazy("คำบอกประชาชน ภาษาอังกฤษ"),
    "basis_th": gettext_lazy("ฐานกฎหมาย ภาษาไทย"), "basis_en": gettext_lazy("ฐานกฎหมาย ภาษาอังกฤษ"),
    "second_person": gettext_lazy("ปฏิเสธหรือยุติต้องมีผู้เห็นชอบอีกคน"),
    "can_appeal": gettext_lazy("ผู้ร้องขอให้ระดับเหนือขึ้นไปพิจารณาได้"), "secrecy": gettext_lazy("ชั้นความลับที่ให้ไว้ก่อน"),
    "office": gettext_lazy("ศูนย์"), "office_id": gettext_lazy("ศูนย์"), "address_th": gettext_lazy("ที่อยู่ใต้ชื่อศูนย์"),
    "email": gettext_lazy("อีเมล"), "signer_th": gettext_lazy("ตำแหน่งผู้ลงนาม"), "minutes": gettext_lazy("นาที"),
    "what": gettext_lazy("เรื่องที่กำหนด"), "verified": gettext_lazy("ตรวจกับตัวบทกฎหมายแล้ว"),
    "percent": gettext_lazy("โทรถามกี่เรื่องใน 100 เรื่องที่ยุติ"),
    "per": gettext_lazy("นับรวมต่อ"), "window_seconds": gettext_lazy("ภายในกี่วินาที (0 คือไม่นับเวลา)"),
    "asks": gettext_lazy("ขอเลขหรือไม่"), "why_th": gettext_lazy("เหตุที่ขอ บอกประชาชน ภาษาไทย"),
    "why_en": gettext_lazy("เหตุที่ขอ บอกประชาชน ภาษาอังกฤษ"), "system": gettext_lazy("ระบบ"), "ours": gettext_lazy("คำของเรา"), "theirs": gettext_lazy("คำของเขา"),
}  # fmt: skip

WORDS: dict[str, Any] = (
    training_tables.WORDS | privacy_tables.WORDS | standard_tables.WORDS | tables.WORDS
    | outreach_tables.WORDS | lesson_tables.WORDS | flagship_tables.WORDS | order_tables.WORDS
) | {
    "accept": gettext_lazy("รับเรื่อง"), "progress": gettext_lazy("แจ้งความคืบหน้า"), "finish": gettext_lazy("แจ้งผล"),
    "agency_report": gettext_lazy("หน่วยงานรายงานผล"), "answer": gettext_lazy("รอคำตอบผู้ร้อง"),
    "tell_result": gettext_lazy("แจ้งผลหลังมีรายงานผล"), "reopen": gettext_lazy("ขอเปิดเรื่องอีกครั้ง"),
    "screen": gettext_lazy("ตรวจคำร้อง"), "hand_off": gettext_lazy("ตอบรับเรื่องที่ส่งต่อ"),
    "update": gettext_lazy("แจ้งข่าวผู้ร้องเป็นระยะ"), "visit": gettext_lazy("ลงพื้นที่"),
    "referral": gettext_lazy("ผู้รับช่วงต่อตอบรับ"), "approval": gettext_lazy("ผู้ตรวจทานให้ความเห็น"),
    "settle_told": gettext_lazy("รอผู้ร้องยืนยันผล"), "appeal": gettext_lazy("ขอให้ระดับเหนือพิจารณา"),
    "mediation": gettext_lazy("ไกล่เกลี่ยให้แล้วเสร็จ"), "remind_2": gettext_lazy("เตือนครั้งที่ 2"),
    "remind_3": gettext_lazy("เตือนครั้งที่ 3"), "escalate": gettext_lazy("ส่งระดับเหนือเพราะค้างนาน"),
    "question": gettext_lazy("รอหน่วยงานหรือพยานตอบ"), "suspend": gettext_lazy("ทบทวนเรื่องที่พักไว้"),
    "outside_link": gettext_lazy("อายุลิงก์ของหน่วยงานภายนอก"), "callback": gettext_lazy("โทรถามความพึงพอใจ"),
    "limit_baht": gettext_lazy("ทุนทรัพย์ไม่เกิน (บาท)"), "extension_months": gettext_lazy("ขยายเวลาครั้งละ (เดือน)"),
    "most_months": gettext_lazy("รวมทุกครั้งไม่เกิน (เดือน)"), "members": gettext_lazy("ผู้ไกล่เกลี่ยนอกจากประธาน อย่างน้อย (คน)"),
    "civil": gettext_lazy("ข้อพิพาททางแพ่ง"), "criminal": gettext_lazy("ความผิดอาญาที่ยอมความได้"),
    "elevation": gettext_lazy("สิทธิ์ผู้ดูแลระบบส่วนกลาง"), "invitation": gettext_lazy("ลิงก์เข้าใช้ครั้งแรก"),
    "merge_undo": gettext_lazy("แยกเรื่องที่รวมไว้"), "keep_supporters": gettext_lazy("เก็บชื่อผู้เดือดร้อนร่วม"),
    "story_answer": gettext_lazy("อำเภอตอบเรื่องเล่า"), "story_remind": gettext_lazy("เตือนอำเภอให้ตอบเรื่องเล่า"),
    "improve_acknowledge": gettext_lazy("รับทราบสิ่งที่ควรปรับปรุง"), "improve_plan": gettext_lazy("วางแผนปรับปรุง"),
    "story_escalate": gettext_lazy("แจ้งจังหวัดว่าเรื่องเล่ายังไม่มีคำตอบ"), "pledge_redo": gettext_lazy("แก้ไขเมื่อผู้เล่าบอกว่ายังไม่เกิดขึ้น"),
    "pledge_escalate": gettext_lazy("แจ้งจังหวัดว่าคำมั่นเลยกำหนด"),
    "months": pgettext_lazy("unit", "เดือน"),
    "working_days": gettext_lazy("วันทำการ"), "calendar_days": gettext_lazy("วัน"), "hours": gettext_lazy("ชั่วโมง"),
    "tell": gettext_lazy("แจ้งเรื่องทางหน้าเว็บ"), "tell_program": gettext_lazy("แจ้งเรื่องด้วยโปรแกรม"),
    "track": gettext_lazy("เปิดดูเรื่อง"), "reply": gettext_lazy("ตอบหรือเพิ่มข้อมูล"), "api": gettext_lazy("คำขอของโปรแกรม"),
    "restore": gettext_lazy("คืนใบรับเรื่อง"), "sign_in": gettext_lazy("เริ่มเข้าด้วย ThaID หรือ LINE"),
    "find": gettext_lazy("ค้นหาเรื่องของผู้ที่มาขอ"), "user": gettext_lazy("ผู้ใช้แต่ละคน"),
    "token_days": gettext_lazy("อายุกุญแจของโปรแกรม (วัน)"), "receipt_days": gettext_lazy("คืนเรื่องจากใบรับเรื่องได้ (วัน)"),
    "claim_days": gettext_lazy("รอคำตอบจากผู้เขียนโพสต์ (วัน)"),
    "story_upload": gettext_lazy("ไฟล์ของเรื่องเล่าที่เริ่มส่ง"), "story_flag": gettext_lazy("ทักท้วงเรื่องเล่า"),
    "press_kit": gettext_lazy("ดาวน์โหลดชุดข้อมูลสำหรับสื่อมวลชน"),
    "certificate": gettext_lazy("ตรวจรหัสเกียรติบัตรที่ไม่ถูก"),
    "story_audio_minutes": gettext_lazy("เสียงของเรื่องเล่า ยาวไม่เกิน (นาที)"),
    "story_audio_mb": gettext_lazy("เสียงของเรื่องเล่า ใหญ่ไม่เกิน (เมกะไบต์)"),
    "story_video_minutes": gettext_lazy("วิดีโอของเรื่องเล่า ยาวไม่เกิน (นาที)"),
    "story_video_mb": gettext_lazy("วิดีโอของเรื่องเล่า ใหญ่ไม่เกิน (เมกะไบต์)"),
    "film_master_minutes": gettext_lazy("ภาพยนตร์ฉบับสมบูรณ์ ยาวไม่เกิน (นาที)"),
    "film_master_mb": gettext_lazy("ภาพยนตร์ฉบับสมบูรณ์ ใหญ่ไม่เกิน (เมกะไบต์)"),
    "case": gettext_lazy("เรื่อง"), "token": gettext_lazy("กุญแจ"),
    "office": gettext_lazy("หน่วยงาน"), "range": gettext_lazy("ช่วงเลขเครือข่าย"),
    "public": gettext_lazy("วันหยุดราชการ"), "government": gettext_lazy("วันหยุดหน่วยงานรัฐ"),
    "special": gettext_lazy("วันหยุดพิเศษ"), "provincial": gettext_lazy("วันหยุดเฉพาะจังหวัด"),
    "district": gettext_lazy("อำเภอ"), "province": gettext_lazy("จังหวัด"), "ministry": gettext_lazy("กระทรวง"),
    "khet": gettext_lazy("เขต"), "agency": gettext_lazy("หน่วยงาน"), "urgent": gettext_lazy("เร่งด่วน"),
    "not_asked": gettext_lazy("ไม่ขอ และไม่เก็บ"), "optional": gettext_lazy("ขอ แต่ไม่บอกก็ได้"),
    "required": gettext_lazy("ต้องบอก หรือบอกว่าไม่มีเลข"), "life": gettext_lazy("อันตรายถึงชีวิต"), "1": gettext_lazy("จันทร์"), "2": gettext_lazy("อังคาร"),
    "3": gettext_lazy("พุธ"), "4": gettext_lazy("พฤหัสบดี"), "5": gettext_lazy("ศุกร์"), "6": gettext_lazy("เสาร์"),
    "7": gettext_lazy("อาทิตย์"), axes.NATURE: gettext_lazy("ลักษณะเรื่อง"), axes.WISH: gettext_lazy("ความประสงค์"),
    axes.ACCUSED: gettext_lazy("ผู้ถูกร้อง"), axes.COMPLAINANT: gettext_lazy("ผู้ร้อง"),
    axes.CLASS: gettext_lazy("ชั้นของเรื่อง"), axes.POLICY: gettext_lazy("นโยบายเร่งด่วนของรัฐบาล"),
    axes.REFUSAL: gettext_lazy("เหตุที่ไม่รับพิจารณา"), axes.REFERRED_TO: gettext_lazy("หน่วยงานภายนอกที่ส่งต่อ"),
    axes.RELIEF: gettext_lazy("การบรรเทาความเดือดร้อน"), axes.SECRECY: gettext_lazy("ชั้นความลับ"),
    axes.CATEGORY: gettext_lazy("ประเภทเรื่อง"), axes.SERVICE_KIND: gettext_lazy("งานที่มารับบริการ"),
    axes.STORY_THEME: gettext_lazy("หัวข้อของเรื่องเล่า"), axes.FLAGSHIP: gettext_lazy("โครงการสำคัญ"),
    axes.AGE_BAND: gettext_lazy("ช่วงอายุของผู้ตอบ"), axes.CONDITION: gettext_lazy("ผู้รับบริการเป็นใคร"),
} | {kind.code: kind.label for kind in letters.KINDS.values()}  # fmt: skip


def _provinces() -> list[choices.Choice]:
    return [(place.code, place.title(language())) for place in places.provinces()]


def _some(*codes: str) -> Callable[[], list[choices.Choice]]:
    return lambda: [(code, str(WORDS[code])) for code in codes]


def _centres() -> list[choices.Choice]:
    """Those that nobody, or only the ministry, is above: who may stand in where all the others are accused."""
    cards = [c for c in offices.directory().values() if c.is_centre and c.level in ("ministry", "province")]
    return [(c.code, c.name(language())) for c in sorted(cards, key=lambda c: (c.level, c.code))]


CHOICES: Mapping[str, Callable[[], list[Any]]] = {
    **{name: _some(*codes) for name, codes in flagship_tables.CHOICES.items()},
    "province_code": _provinces,
    "category_code": choices.categories,
    "mission": lambda: [(m.code, m.name(language())) for m in catalog.missions()],
    "level": _some("district", "province", "ministry"),
    "urgency": _some("urgent", "life"),
    "weekday": _some("1", "2", "3", "4", "5", "6", "7"),
    "axis": _some(*axes.ALL, axes.CATEGORY),
    "instead_of": _centres,
    "routingrule.target": lambda: [*_some(*RoutingRule.LEVELS)(), *_centres()],
    "secrecy": lambda: [(t.code, t.name(language())) for t in catalog.terms(axes.SECRECY)],
}
"""Plain text columns that hold a code (of one model alone: with its name before); '' stands for any, or for none where `UNSET` says so."""

SEVERAL: Mapping[str, Callable[[], list[Any]]] = training_tables.SEVERAL | {
    "pauses_on": lambda: [("ask", _("รอคำตอบผู้ร้อง")), ("suspend", _("พักเรื่อง"))],
}
"""Text columns that hold several words with a space between."""

UNSET: Mapping[str, Any] = {
    "secrecy": gettext_lazy("ไม่กำหนด"), "axis": gettext_lazy("เลือก"), "kind": gettext_lazy("ทุกชนิด"),
    "what": gettext_lazy("เลือก"), "asks": gettext_lazy("เลือก"), "target": gettext_lazy("เลือก"),
    "instead_of": gettext_lazy("ไม่ใช่กรณีนี้"),
}  # fmt: skip


def tables_for(actor: Actor) -> list[Table]:
    everything = actor.office_level == "ministry"
    kept = [table for table in TABLES.values() if actor.role in table.keepers]
    return [table for table in kept if everything or (table.provincial and actor.office_level == "province")]


def table(name: str, actor: Actor) -> Table:
    found = next((table for table in tables_for(actor) if table.name == name), None)
    if found is None:
        raise Missing("no_table", _("ไม่มีข้อมูลอ้างอิงชุดนี้"))
    return found


def rows(table: Table, actor: Actor) -> "models.QuerySet[Any]":
    """What this operator may change."""
    found = table.model._default_manager.all()
    return found if actor.office_level == "ministry" else found.filter(province_code=actor.province_code)


def cells(table: Table, row: Any) -> list[str]:
    return [words_of(name, getattr(row, name)) for name in table.columns]


def title_of(table: Table, row: Any) -> str:
    """What one row is called: its first cell, and its name if it has one."""
    named = 2 if "name_th" in table.columns[:2] else 1
    return " ".join(filter(None, cells(table, row)[:named]))


def words_of(field: str, value: Any) -> str:
    """A cell as an operator reads it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("ใช่") if value else ""
    if isinstance(value, date):
        return date_in(value, language(), "short")
    if field in ("amount", "window_seconds"):
        return f"{value.normalize():,f}" if isinstance(value, Decimal) else f"{value:,}"
    text = f"{value:%H.%M}" if isinstance(value, time) else str(value)
    if field in (
        "kind",
        "what",
        "per",
        "unit",
        "target",
        "level",
        "urgency",
        "weekday",
        "axis",
        "audience",
        "action",
        "told",
        "asks",
    ):
        return str(WORDS.get(text) or _office(text))
    if field in ("starts_on", "pauses_on", "stops_on"):
        return ", ".join(_move_words(name) for name in text.split())
    if field == "instead_of":
        return _office(text)
    if field == "province_code":
        return places.title(text, language())
    if field == "category_code":
        cards = catalog.all_categories()
        return cards[text].name(language()) if text in cards else text
    return text


def was(field: str, text: str) -> str:
    """A value as it stood in a row's history, where everything is kept as text."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return words_of(field, date.fromisoformat(text))
    if re.fullmatch(r"\d\d:\d\d(:\d\d)?", text):
        return words_of(field, time.fromisoformat(text))
    if text in ("True", "False"):
        return words_of(field, text == "True")
    return text if field == "amount" else words_of(field, text)


def _office(code: str) -> str:
    card = offices.known().get(code)
    return card.name(language()) if card else code


def _move_words(name: str) -> str:
    """A move as its button says it."""
    move = workflow.MOVES.get(name)
    return str(move.label) if move else _("แจ้งเรื่อง") if name == "submit" else name
