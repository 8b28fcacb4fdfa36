"""A case in which one invented name and number stand everywhere that a name can stand."""

import io
from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from factories import MONDAY, client_id, new
from people import CITIZEN, actor
from sangsuk.cases import actions as cases
from sangsuk.cases import repeats, reporters
from sangsuk.cases.files import accept, accept_with_papers
from sangsuk.cases.intake import Person
from sangsuk.cases.models import Case
from sangsuk.catalog import queries as catalog

NAME = "กรรณิการ์ศรีพิกุล"
PHONE = "0899777123"
MAIL = "kannika.planted@example.com"
WHO = Person(f"นาง{NAME} ทองแท้", PHONE, MAIL)


def photo(colour: str = "teal") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return out.getvalue()


def planted(n: int = 1, *, now: datetime = MONDAY, closes: bool = True) -> Case:
    """Told, asked, answered, visited, looked at, with a file; and in the end closed."""
    malee = actor("malee")
    upload = SimpleUploadedFile(f"{NAME}-{n}.jpg", photo(f"#0{n % 10}{n // 10 % 10}080"))
    told = new(
        n, description=f"ดิฉัน{NAME} โทร {PHONE} น้ำท่วมบ้านมาสามวันแล้ว ครั้งที่ {n}", wish=f"ขอให้{NAME}ได้ความช่วยเหลือ",
        place_note=f"บ้านของ{NAME}", reporter=WHO, files=(accept(upload),), client_id=client_id(n),
    )  # fmt: skip
    case = cases.submit(told, by=CITIZEN, now=now).case
    steps = (
        ("accept", {}), ("note", {"text": f"โทรหา{NAME}แล้ว"}), ("ask", {"question": f"คุณ{NAME} ท่วมตั้งแต่วันไหน"}),
    )  # fmt: skip
    for hours, (move, data) in enumerate(steps, start=1):
        case = cases.move(case, move, by=malee, data=data, now=now + timedelta(hours=hours))
    case = cases.move(case, "answer", by=CITIZEN, data={"text": f"{NAME} เบอร์ {PHONE}"}, now=now + timedelta(hours=5))
    reporters.reveal(case, by=malee, reason=f"โทรหา{NAME}", now=now + timedelta(hours=6))
    paper = SimpleUploadedFile(f"{NAME}.jpg", photo("olive"))
    case = cases.attach(case, (accept_with_papers(paper),), by=malee, now=now + timedelta(hours=7))
    repeats.make_ready()
    if not closes:
        return case
    end = {"settlement": catalog.settlements()[0].code, "answer": f"เรียนคุณ{NAME} น้ำลดแล้ว ขอให้ท่านดูอีกครั้ง"}
    return cases.move(case, "close", by=malee, data=end, now=now + timedelta(hours=8))
