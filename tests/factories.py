"""Things that tests need, with fixed values; time is always passed in."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from people import CITIZEN, SOMCHAI, actor
from sangsuk.cases import actions as cases
from sangsuk.cases.files import StoredFile
from sangsuk.cases.intake import New, Submitted
from sangsuk.cases.models import Case
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
    "hand_to_agency": {"agency": "50-electricity", "instruction": "ขอให้ตรวจหม้อแปลงหน้าโรงเรียน"},
    "recall": {"reason": "ศูนย์จะดำเนินการเอง"},
    "agency_return": {"reason": "ไม่ใช่หน้าที่ของเรา"},
    "report": {"result": "เปลี่ยนหม้อแปลงแล้ว ไฟใช้ได้ตามปกติ"},
    "send_back": {"reason": "ยังดับอยู่สองหลัง"},
    "close": {"settlement": "", "answer": "เปลี่ยนหม้อแปลงแล้ว ไฟใช้ได้ทุกหลัง ตรวจแล้วเมื่อเช้านี้"},
    "pass_up": {"tried": "ประชุมกับเทศบาลแล้ว", "obstacle": "งบไม่พอและข้ามเขต", "asked": "ขอให้จังหวัดสั่งการ"},
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
    if name == "close":
        data["settlement"] = catalog.settlements()[0].code
    if name == "categorise":
        data["category"] = catalog.categories()[0].code
    if name == "delegate":
        data["assignee"] = actor("suda").user_id
    return data


def moved(case: Case, *steps: tuple[str, Actor], now: datetime = MONDAY) -> Case:
    """Make these moves one after the other, an hour apart, each with good data."""
    for hours, (name, by) in enumerate(steps, start=1):
        files = (PHOTO,) if name == "attach" else ()
        case = cases.move(case, name, by=by, data=given(name), files=files, now=now + timedelta(hours=hours))
    return case
