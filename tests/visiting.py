"""A visit in tests: ordered for Malee and Suda, photographs of one colour, and a report as a phone writes it."""

import hashlib
import io
import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from PIL import Image

from factories import MONDAY, case
from people import actor, user
from sangsuk.cases import actions as cases
from sangsuk.cases.models import Case, Visit
from sangsuk.cases.visits import reporting

HOUR = timedelta(hours=1)
_SPACE = UUID("3d9e51aa-0000-4000-8000-000000000000")
FOUND = "ท่อระบายน้ำหน้าโรงเรียนอุดตัน น้ำสูงประมาณ 30 เซนติเมตร"


def report_id(n: int = 1) -> UUID:
    return uuid5(_SPACE, str(n))


def ordered(
    told: Case | None = None, *, team: tuple[str, ...] = ("malee", "suda"), by: str = "suda", **data: Any
) -> Visit:
    """Taken up and ordered. `named`: a team of people without accounts."""
    told = told or case()
    if told.status == "received":
        told = cases.move(told, "accept", by=actor(by), now=MONDAY)
    names = ", ".join(user(who).name for who in team)
    given = {"team": data.pop("named", names), "to_check": "ระดับน้ำและทางระบายน้ำ", "place": "หน้าโรงเรียนบ้านสันทราย"} | data
    moved = cases.move(told, "order_visit", by=actor(by), data=given, now=MONDAY)
    return Visit.objects.get(case=told, duty=f"v{moved.version}")


def picture(colour: str = "teal", size: tuple[int, int] = (64, 48)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def body(**changes: Any) -> bytes:
    told: dict[str, Any] = {
        "visited_from": "2026-11-16T10:30:00+07:00", "visited_to": "2026-11-16T11:00:00+07:00", "outcome": "as_told",
        "findings": FOUND, "people_met": "ผู้ใหญ่บ้านทองดี (สมมติ)", "follow_up": "ให้เทศบาลล้างท่อ",
        "relief_kind": "", "relief_baht": None, "photos": [],
        "point": {"longitude": 98.9853, "latitude": 18.7883, "accuracy_m": 12},
    }  # fmt: skip
    return json.dumps(told | changes, ensure_ascii=False).encode()


def report(
    visit: Visit, n: int = 1, *, by: str = "malee", photos: tuple[bytes, ...] = (), **changes: Any
) -> reporting.Kept:
    """The two steps of a phone."""
    for photo in photos:
        reporting.keep_photo(
            visit.public_id, report_id(n), sha256(photo), photo, name="ท่อ.jpg", by=actor(by), now=MONDAY
        )
    sent = body(**{"photos": [sha256(photo) for photo in photos]} | changes)
    return reporting.report(visit.public_id, report_id(n), sent, by=actor(by), now=MONDAY + HOUR)
