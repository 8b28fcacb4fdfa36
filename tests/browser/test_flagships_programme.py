"""A year of flagships, from copy to the citizen's page: by two people of the department, with a file, in a real browser and in Thai."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from sangsuk.flagships.models import Coverage, Programme
from sangsuk.flagships.programme.sheet import COLUMNS

from .desk import enter
from .looking import followed, small_targets, too_wide, violations

pytestmark = pytest.mark.django_db(transaction=True)
HOME = "/desk/flagships/programmes"


def taken(page: Page, folder: Path) -> Path:
    """The file of the programme with one text and one alignment changed, as somebody does it in Excel."""
    with page.expect_download() as download:
        page.get_by_role("link", name="ดาวน์โหลดเป็น CSV").click()
    text = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text, newline="")))
    for one in lines:
        if one["project"] == "f2565_06" and one["what"] == "text":
            one["about_th"] = "จองคิวทางโทรศัพท์ได้ทุกอำเภอ"
        if one["project"] == "f2565_06" and one["framework"] == "sdg_goal":
            one.update(
                {
                    "weight": {"16": "0.8", "9": "0.2"}[one["aim"]],
                    "standing": "confirmed",
                    "source": "หนังสือกรมการปกครอง",
                }
            )
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(lines)
    path = folder / "programme.csv"
    path.write_bytes(out.getvalue().encode("utf-8-sig"))
    return path


def test_copied_changed_by_file_opened_by_another_and_read_by_everybody(opened: Any, tmp_path: Path) -> None:
    dao = enter(opened(width=1366), "dao")
    dao.goto(f"{HOME}/f2564")
    followed(dao.get_by_role("button", name="คัดลอกเป็นร่างของปี 2565"))
    file = taken(dao, tmp_path)
    dao.get_by_text("นำไฟล์ที่แก้แล้วกลับเข้ามา").click()
    dao.get_by_label("ไฟล์ CSV หรือ Excel").set_input_files(file)
    dao.get_by_label("แก้เพราะอะไร").fill("ตามมติที่ประชุมกรม")
    followed(dao.get_by_role("button", name="นำเข้า"))
    expect(dao.get_by_text("นำเข้าแล้ว เปลี่ยนไป 2 รายการ")).to_be_visible()
    expect(dao.get_by_role("button", name="เปิดใช้โครงการประจำปี")).to_have_count(0)
    assert violations(dao) == [] and too_wide(dao) == ""

    anybody = opened()
    anybody.goto("/flagships")
    expect(anybody.get_by_text("ปีงบประมาณ 2564").first).to_be_visible()

    nok = enter(opened(width=1366), "nok")
    nok.goto(f"{HOME}/f2565")
    followed(nok.get_by_role("button", name="เปิดใช้โครงการประจำปี"))
    assert Programme.objects.get(pk="f2565").state == "open"

    anybody.goto("/flagships")
    expect(anybody.get_by_text("จองคิวทางโทรศัพท์ได้ทุกอำเภอ")).to_be_visible()
    followed(anybody.get_by_role("link", name="6. อำเภอวิถีใหม่"))
    expect(anybody.get_by_text("น้ำหนักร้อยละ 80")).to_be_visible()
    expect(anybody.get_by_text("กรมการปกครองยืนยันแล้ว").first).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_district_says_on_a_telephone(opened: Any, javascript: bool) -> None:
    page = enter(opened(javascript=javascript), "malee")
    page.goto("/desk/flagships/coverage/5001")
    page.get_by_text("บอกหรือแก้โครงการที่ 6", exact=True).focus()
    page.keyboard.press("Enter")
    one = page.locator("#s6")
    one.get_by_label("อยู่ขั้นไหน").select_option(label="เริ่มแล้ว")
    one.get_by_label("ตั้งแต่วันที่").fill("15 ม.ค. 2564")
    followed(page.get_by_role("button", name="บันทึกทุกโครงการที่แก้"))
    expect(page.get_by_text("บันทึกแล้ว 1 โครงการ")).to_be_visible()
    assert Coverage.objects.get().since_on.isoformat() == "2021-01-15"


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize(
    ("who", "address"),
    [("dao", HOME), ("dao", f"{HOME}/f2564"), ("dao", "/desk/flagships/projects/f2564_06"), ("dao", "/desk/flagships/coverage"),
     ("dao", "/desk/flagships/projects/f2564_06/aims/sdg_goal"), ("prasit", "/desk/flagships/coverage/50"), ("malee", "/desk/flagships/coverage/5001"),
     ("dao", "/desk/flagships/coverage/silent"), ("dao", "/desk/flagships/quarterly/f2564_04"), ("", "/flagships"), ("", "/flagships/f2564_06"),
     ("", "/flagships/sdg"), ("", "/flagships/strategy")],
)  # fmt: skip
def test_everybody_can_use_it(opened: Any, who: str, address: str, width: int) -> None:
    page = enter(opened(width=width), who) if who else opened(width=width)
    page.goto(address)
    assert violations(page) == [] and too_wide(page) == "" and (who or small_targets(page) == [])
