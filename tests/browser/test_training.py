"""A seminar from its invitation to its certificate: the organiser's screen, an officer's telephone, and a stranger who checks."""

import os
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from people import user
from sangsuk.learning.models import TrainingAttendance, TrainingCertificate, TrainingEvent, TrainingOpinion
from typefaces import needs_thai_font

from .conftest import Opener
from .desk import enter
from .looking import followed, small_targets, too_wide, violations

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("world", "monday"), needs_thai_font]
SCRIPT = {"on": True}
TITLE = "ต้องคิดแบบราชการ พัฒนางานบริการ"


def looked_at(page: Page, name: str) -> None:
    if folder := os.environ.get("SANGSUK_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)
    assert too_wide(page) == ""
    assert small_targets(page, 40) == []
    if SCRIPT["on"]:  # axe waits for its own timers, which do not run without script
        assert violations(page) == []


def fill_day(page: Page, label: str) -> None:
    page.get_by_label(label, exact=True).fill("2026-11-16")


def announced(nok: Page) -> str:
    """Planned, with one session, announced; the code of the event."""
    nok.goto("/desk/learning")
    followed(nok.get_by_role("link", name="การอบรม", exact=True).last)
    followed(nok.get_by_role("link", name="เตรียมการอบรมใหม่"))
    nok.get_by_label("ชื่อการอบรม").fill(TITLE)
    nok.get_by_label("สถานที่").fill("โรงแรมตัวอย่าง")
    for label in ("วันแรก", "วันสุดท้าย", "รับลงทะเบียนถึงวันที่"):
        fill_day(nok, label)
    nok.get_by_label("จำนวนที่นั่งทั้งหมด").fill("30")
    looked_at(nok, f"new-{nok.viewport_size['width']}")
    followed(nok.get_by_role("button", name="เริ่มเตรียมการอบรม"))
    expect(nok.locator(".errors")).to_contain_text("กลุ่มเป้าหมาย")
    expect(nok.get_by_label("ชื่อการอบรม")).to_have_value(TITLE)
    nok.get_by_role("group", name="กลุ่มเป้าหมาย").get_by_text("เจ้าหน้าที่ศูนย์ดำรงธรรมอำเภอ").click()
    nok.get_by_role("group", name="ภาค", exact=True).get_by_text("ภาคเหนือ").click()
    followed(nok.get_by_role("button", name="เริ่มเตรียมการอบรม"))
    followed(nok.get_by_role("link", name="เพิ่มช่วงอบรม"))
    nok.get_by_label("หัวข้อ").fill("บรรยายพิเศษ")
    nok.get_by_label("เริ่ม", exact=True).fill("09:30")
    nok.get_by_label("เลิก", exact=True).fill("12:00")
    nok.get_by_label("วิทยากรคนที่ 1", exact=True).fill("วิทยากร ตัวอย่าง (สมมติ)")
    looked_at(nok, f"session-{nok.viewport_size['width']}")
    followed(nok.get_by_role("button", name="บันทึกช่วงนี้"))
    followed(nok.get_by_role("button", name="ประกาศและเปิดรับลงทะเบียน"))
    followed(nok.get_by_role("link", name="คำเชิญและผู้เข้าอบรม"))
    followed(nok.get_by_role("button", name="ส่งคำเชิญ 2 คน"))
    expect(nok.locator(".notice--happy")).to_contain_text("ส่งคำเชิญแล้ว 2 คน")
    looked_at(nok, f"people-{nok.viewport_size['width']}")
    return TrainingEvent.objects.get().code


@pytest.mark.parametrize(("javascript", "width"), [(True, 1280), (False, 360)])
def test_from_the_invitation_to_the_certificate(
    opened: Opener, javascript: bool, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(SCRIPT, "on", javascript)
    for who in ("malee", "anan", "nok"):
        user(who)
    nok = enter(opened(width=width, javascript=javascript), "nok")
    code = announced(nok)

    malee = enter(opened(width=360, javascript=javascript), "malee")
    malee.goto("/desk/learning")
    expect(malee.get_by_text("รออยู่ 1 รายการ")).to_be_visible()
    malee.goto(f"/desk/learning/training/{code}")
    looked_at(malee, f"invited-{width}")
    followed(malee.get_by_role("button", name="ลงทะเบียน", exact=True))
    expect(malee.get_by_text("ท่านมีที่นั่งแล้ว")).to_be_visible()
    looked_at(malee, f"registered-{width}")

    nok.goto(f"/desk/learning/training/{code}")
    followed(nok.get_by_role("link", name=re.compile("แสดงรหัส QR")))
    expect(nok.locator("svg.qr")).to_be_visible()
    looked_at(nok, f"qr-{width}")
    link = nok.locator("[data-check-in]").get_attribute("href")
    assert link is not None
    malee.goto(link)
    looked_at(malee, f"here-{width}")
    followed(malee.get_by_role("button", name="ฉันอยู่ที่นี่"))
    expect(malee.get_by_text("ลงเวลาแล้วเมื่อ")).to_be_visible()
    assert TrainingAttendance.objects.get().way == "qr"

    followed(malee.get_by_role("link", name="ดูการอบรมนี้"))
    followed(malee.get_by_role("link", name="ตอบแบบประเมิน"))
    looked_at(malee, f"evaluate-{width}")
    malee.get_by_role("group", name="เนื้อหาใช้ได้จริงกับงานของท่าน").get_by_text("มากที่สุด").click()
    malee.get_by_label("อยากบอกอะไรเพิ่มไหม").fill("อยากให้มีทุกปี")
    followed(malee.get_by_role("button", name="ส่งคำตอบ"))
    assert TrainingOpinion.objects.get().marks[0] == 5

    nok.goto(f"/desk/learning/training/{code}")
    followed(nok.get_by_role("button", name="บันทึกว่าจัดแล้ว"))
    followed(nok.get_by_role("link", name="เกียรติบัตร", exact=True))
    followed(nok.get_by_role("button", name="ออกเกียรติบัตร 1 ฉบับ"))
    looked_at(nok, f"certificates-{width}")
    malee.reload()
    with malee.expect_download() as waiting:
        malee.get_by_role("link", name="ดาวน์โหลดเกียรติบัตร").click()
    saved: Any = waiting.value.path()
    assert saved.read_bytes()[:5] == b"%PDF-"

    malee.goto("/desk/learning/training/certificates")
    with malee.expect_download() as waiting:  # the link of the row covers the row, and not what is pressed in it
        malee.get_by_role("link", name="ดาวน์โหลดเกียรติบัตร").click()
    assert waiting.value.suggested_filename.endswith(".pdf")

    paper = TrainingCertificate.objects.get()
    stranger = opened(width=360, javascript=javascript)
    stranger.goto("/trainings/certificates")
    stranger.get_by_label("รหัสบนเกียรติบัตร").fill(paper.code.lower())
    followed(stranger.get_by_role("button", name="ตรวจสอบ"))
    expect(stranger.locator(".notice--happy")).to_contain_text("จริง")
    expect(stranger.get_by_text(user("malee").name)).to_be_visible()
    expect(stranger.get_by_text(paper.number)).to_be_visible()
    looked_at(stranger, f"verified-{width}")


def test_who_scans_before_she_has_signed_in_loses_nothing(opened: Opener) -> None:
    user("malee"), user("anan")
    nok = enter(opened(width=1280), "nok")
    code = announced(nok)
    malee = enter(opened(), "malee")
    malee.goto(f"/desk/learning/training/{code}")
    malee.get_by_role("button", name="ลงทะเบียน", exact=True).focus()
    with malee.expect_navigation():
        malee.keyboard.press("Enter")
    nok.goto(f"/desk/learning/training/{code}/sessions/1/qr")
    link = str(nok.locator("[data-check-in]").get_attribute("href"))
    phone = opened(javascript=False)
    phone.goto(link)
    expect(phone.locator("#id_password")).to_be_visible()
    phone.locator("#id_email").fill(user("malee").email)
    phone.locator("#id_password").fill("correct horse 9")
    with phone.expect_navigation(wait_until="load"):
        phone.locator("#id_password").press("Enter")
    phone.get_by_role("button", name="ฉันอยู่ที่นี่").focus()
    with phone.expect_navigation():
        phone.keyboard.press("Enter")
    expect(phone.get_by_text("ลงเวลาแล้วเมื่อ")).to_be_visible()
    assert TrainingAttendance.objects.count() == 1


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize(
    "address", ["/trainings", "/trainings?past", "/trainings/certificates", "/trainings/certificates?code=x"]
)
def test_everybody_can_use_it(opened: Opener, address: str, width: int) -> None:
    page = opened(width=width)
    page.goto(address)
    looked_at(page, "public")
