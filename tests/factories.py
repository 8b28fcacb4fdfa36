"""Things that tests need, with fixed values; time is always passed in."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db import connection
from django.db.models import Q

from people import CITIZEN, SOMCHAI, actor
from sangsuk.cases import actions as cases
from sangsuk.cases.files import StoredFile
from sangsuk.cases.intake import New, Submitted
from sangsuk.cases.models import Case, CaseLink
from sangsuk.offices.actor import Actor

MONDAY = datetime(2026, 11, 16, 3, 0, tzinfo=UTC)  # 10:00 in Bangkok, a working day
STORY = "น้ำท่วมถนนหน้าโรงเรียนบ้านสันทราย เด็กเดินไปเรียนไม่ได้มาสามวันแล้ว"
PHOTO = StoredFile("0" * 64, "photo", 1234, 640, 480, "แผนที่.jpg")
_SPACE = UUID("9b1c3f4e-0000-4000-8000-000000000000")


def client_id(n: int = 1) -> UUID:
    return uuid5(_SPACE, str(n))


def new(n: int = 1, **changes: Any) -> New:
    """A complaint of Somchai's in Mueang Chiang Mai."""
    told: dict[str, Any] = {
        "client_id": client_id(n), "description": STORY, "wish": "ขอให้ระบายน้ำ", "identity": "named", "district": "5001",
        "subdistrict": "500107", "reporter": SOMCHAI, "category": None,
    }  # fmt: skip
    return New(**(told | changes))


def submitted(n: int = 1, *, by: Actor = CITIZEN, now: datetime = MONDAY, **changes: Any) -> Submitted:
    return cases.submit(new(n, **changes), by=by, now=now)


def case(n: int = 1, **changes: Any) -> Case:
    return submitted(n, **changes).case


DATA: dict[str, dict[str, Any]] = {
    "delegate": {},
    "ask": {"question": "ไฟดับตั้งแต่วันไหน"},
    "proceed": {"reason": "ติดต่อผู้ร้องไม่ได้"},
    "inform": {"text": "พรุ่งนี้ช่างจะเข้าไปดู"},
    "note": {"text": "โทรถามผู้ใหญ่บ้านแล้ว"},
    "attach": {"file": "แผนที่.jpg"},
    "categorise": {"category": "utility.electricity"},
    "hand_to_agency": {
        "agency": "50-electricity",
        "finding": "หม้อแปลงหน้าโรงเรียนไหม้ ไฟดับหกหลัง",
        "instruction": "ขอให้ตรวจหม้อแปลงหน้าโรงเรียน",
        "citizen_told": "แจ้งผู้ร้องแล้วว่าการไฟฟ้าจะเข้าตรวจ",
    },
    "add_agency": {"agency": "50-highways", "instruction": "ขอให้ปิดถนนช่วงที่เสาไฟเอียง"},
    "confirm_task": {},
    "chase": {"text": "ขอให้รายงานผลภายในวันศุกร์"},
    "serve": {"answer": "ทำบัตรประชาชนใหม่ได้ที่สำนักทะเบียนทุกแห่ง ไม่เสียค่าธรรมเนียม"},
    "classify": {"urgency": "urgent", "service_class": "general", "nature": "distress"},
    "checklist": {
        "checks": {"substance": "yes", "in_court": "no", "decided": "no", "own_remedy": "no", "answered": "no"}
    },
    "order_visit": {"team": "ปลัดอำเภอและช่างเทศบาล", "to_check": "ระดับน้ำหน้าโรงเรียน"},
    "report_visit": {"findings": "ท่อระบายน้ำอุดตัน", "follow_up": "ให้เทศบาลล้างท่อ"},
    "cancel_visit": {"reason": "ฝนตกหนัก เลื่อนไปสัปดาห์หน้า"},
    "relieve": {"relief_kind": "goods", "text": "มอบถุงยังชีพ", "giver": "ที่ว่าการอำเภอ", "baht": 1500, "households": 3},
    "refer": {"body": "บ้านพักเด็กและครอบครัว", "reason": "ครอบครัวไม่มีที่อยู่", "citizen_told": "จะมีเจ้าหน้าที่ติดต่อท่าน"},
    "refer_out": {
        "body": "สำนักงานคณะกรรมการคุ้มครองผู้บริโภค",
        "finding": "เป็นข้อพิพาทกับร้านค้า",
        "reason": "อยู่ในอำนาจของ สคบ.",
        "citizen_told": "เราส่งให้ สคบ. แล้ว",
    },
    "referral_answer": {"outcome": "accepted", "text": "รับเรื่องไว้แล้ว เลขรับ 12/2570"},
    "ask_other": {"other_kind": "witness", "to_whom": "ผู้ใหญ่บ้านหมู่ 4", "text": "น้ำท่วมตั้งแต่วันไหน"},
    "other_answers": {"text": "ท่วมตั้งแต่วันจันทร์"},
    "meet": {"meets_on": "2026-11-25", "agenda": "แก้น้ำท่วมหน้าโรงเรียน", "members": "เทศบาล ชลประทาน โรงเรียน"},
    "minutes": {"minutes": "เทศบาลล้างท่อภายในวันศุกร์ ชลประทานเปิดประตูน้ำ"},
    "tell_result": {"settlement": "", "answer": "ล้างท่อแล้ว น้ำลดหมดเมื่อเช้านี้ รบกวนท่านช่วยดูอีกครั้ง"},
    "settle": {},
    "approve": {},
    "disapprove": {"reason": "ขอให้ตรวจพื้นที่ก่อน"},
    "take_back": {},
    "refuse": {"refusal_reason": "no_matter", "answer": "ข้อความนี้ยังไม่มีเรื่องที่เราช่วยได้ ถ้ามีเรื่องเดือดร้อน เล่าให้เราฟังใหม่ได้"},
    "direct": {"text": "ให้ลงพื้นที่ภายในวันนี้"},
    "watch": {},
    "suspend": {"suspend_reason": "court", "reason": "ศาลนัดไต่สวนเดือนหน้า"},
    "resume": {"reason": "ศาลยกคำร้องแล้ว"},
    "to_mediation": {"reason": "ทั้งสองฝ่ายอยากคุยกัน"},
    "mediation_ends": {"outcome": "settled", "result": "ตกลงแบ่งแนวเขตกันได้"},
    "link": {"into": ""},
    "unlink": {"into": ""},
    "merge": {"into": "", "reason": "เรื่องเดียวกันกับที่แจ้งเมื่อวาน"},
    "unmerge": {"reason": "คนละจุดกัน"},
    "object": {"text": "น้ำยังท่วมอยู่"},
    "agree": {},
    "appeal": {"text": "ศาลไม่ได้รับฟ้องเรื่องนี้"},
    "remind": {},
    "accuse": {"accused_office": "50-police", "reason": "ผู้ร้องเล่าเพิ่มทางโทรศัพท์"},
    "seal": {"secrecy": "top_secret", "reason": "มีพยานเป็นเด็ก"},
    "entrust": {"reason": "ช่วยตรวจเอกสาร"},
    "ask_unseal": {"reason": "ผู้ร้องยินดีให้เปิดเผย"},
    "unseal": {"reason": "อ่านแล้วเห็นด้วย"},
    "keep_sealed": {"reason": "ยังไม่ปลอดภัย"},
    "recall": {"reason": "ศูนย์จะดำเนินการเอง"},
    "agency_return": {"reason": "ไม่ใช่หน้าที่ของเรา"},
    "report": {"result": "เปลี่ยนหม้อแปลงแล้ว ไฟใช้ได้ตามปกติ"},
    "send_back": {"reason": "ยังดับอยู่สองหลัง"},
    "close": {"settlement": "", "answer": "เปลี่ยนหม้อแปลงแล้ว ไฟใช้ได้ทุกหลัง ตรวจแล้วเมื่อเช้านี้"},
    "pass_up": {
        "tried": "ประชุมกับเทศบาลแล้ว",
        "obstacle": "งบไม่พอและข้ามเขต",
        "asked": "ขอให้จังหวัดสั่งการ",
        "citizen_told": "แจ้งแล้วว่าจะส่งให้จังหวัด",
    },
    "return_down": {"reason": "อำเภอมีอำนาจสั่งการได้เอง"},
    "redirect": {"office": "5002", "reason": "จุดเกิดเหตุอยู่อีกอำเภอ"},
    "take_over": {"reason": "เรื่องเกี่ยวข้องหลายอำเภอ"},
    "add": {"text": "วันนี้น้ำสูงขึ้นอีก"},
    "answer": {"text": "ดับตั้งแต่วันจันทร์"},
    "rate": {"solved": "yes", "rating": 5},
    "reopen": {"text": "น้ำท่วมอีกแล้ว"},
}
"""Good data for every move; `delegate` and `close` need codes of the day and are filled in `given`."""


def given(name: str) -> dict[str, Any]:
    from sangsuk.catalog import queries as catalog

    data = dict(DATA.get(name, {}))
    if name in ("close", "tell_result"):
        data["settlement"] = catalog.settlements()[0].code
    if name == "categorise":
        data["category"] = catalog.categories()[0].code
    if name in ("delegate", "entrust"):
        data["assignee"] = actor("suda").user_id
    return data


def other_number(case: Case) -> str:
    """An open case of the same office, to link or merge with; "" when it has no other."""
    found = Case.objects.filter(office=case.office_id, closed_at=None).exclude(pk=case.pk).order_by("id").first()
    return found.number if found else ""


def into(case: Case, name: str) -> dict[str, str]:
    """The other case that joining, or taking a link away, is about."""
    if name == "unlink":
        link = CaseLink.objects.filter(Q(one=case) | Q(other=case)).order_by("id").first()
        return {"into": (link.other if link.one_id == case.pk else link.one).number}
    return {"into": other_number(case)} if name in ("link", "merge") else {}


def moved(case: Case, *steps: tuple[str, Actor], now: datetime = MONDAY) -> Case:
    """Make these moves one after the other, an hour apart, each with good data."""
    for hours, (name, by) in enumerate(steps, start=1):
        files = (PHOTO,) if name == "attach" else ()
        data = given(name) | into(case, name)
        case = cases.move(case, name, by=by, data=data, files=files, now=now + timedelta(hours=hours))
    return case


def before_seals(told: Case) -> Case:
    """As an older release left it: no event of it speaks of a seal or of anybody accused."""
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(
            "update cases_caseevent set changes = changes - array['accused', 'accused_people', 'secrecy', 'readers']"
            " where case_id = %s", [told.pk],
        )  # fmt: skip
        cursor.execute("set local session_replication_role = origin")
    Case.objects.filter(pk=told.pk).update(secrecy="normal", accused=[], accused_people=[], readers=[])
    return Case.objects.get(pk=told.pk)
