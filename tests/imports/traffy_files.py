"""Files as the public dump has them, with invented complaints."""

import csv
import gzip
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

HEADER = [
    "ticket_id", "type", "organization", "comment", "coords", "photo", "after_photo", "address", "subdistrict",
    "district", "province", "timestamp", "state", "star", "count_reopen", "last_activity",
]  # fmt: skip
STATES = ["รอรับเรื่อง", "กำลังดำเนินการ", "เสร็จสิ้น", "ส่งต่อ(ใหม่)", "ไม่เกี่ยวข้อง"]
PLACES = [
    ("กรุงเทพมหานคร", "พระโขนง", "บางจาก", "[100.59, 13.69]"),
    ("เชียงใหม่", "แม่ริม", "ริมใต้", "[98.96, 18.91]"),
    ("นนทบุรี", "เมืองนนทบุรี", "บางเขน", "[100.52, 13.85]"),
]


def row(n: int = 1, **changes: Any) -> dict[str, Any]:
    """A complaint like others; what is particular to a test is named."""
    province, district, subdistrict, coords = PLACES[n % len(PLACES)]
    told: dict[str, Any] = {
        "ticket_id": f"2022-{n:06d}", "type": "{น้ำท่วม,ถนน}", "organization": "เทศบาล", "coords": coords,
        "comment": f"น้ำท่วมถนนหน้าตลาด เดินไม่ได้ ครั้งที่ {n} โทร 081-555-{n % 10000:04d}",
        "address": f"{n} ถนนใหญ่", "subdistrict": subdistrict, "district": district, "province": province,
        "timestamp": f"2022-{n % 9 + 1:02d}-{n % 27 + 1:02d} 03:{n % 60:02d}:00.123456+00", "state": STATES[n % 5],
        "star": ["", "5", "4.0"][n % 3], "count_reopen": ["", "0", "2"][n % 3],
        "last_activity": f"2022-11-{n % 27 + 1:02d} 09:00:00+00",
    }  # fmt: skip
    return told | changes


def write(path: Path, rows: Iterable[dict[str, Any]], header: list[str] = HEADER) -> Path:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, header, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    content = text.getvalue().encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path
