"""A mediation from the counter to the contract, in a real browser and in Thai; then what the citizen reads of it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from mediating import TO_PANEL, docketed, moved, panel
from sangsuk.cases.models import Case, Mediation
from sangsuk.common import ids

from .conftest import Opener
from .desk import NOW, deed, done, enter, press
from .looking import small_targets, too_wide, violations


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, datetime]]:
    """What the house takes for now; the test turns it on."""
    from sangsuk.common.remember import forget_all

    now = {"is": NOW}
    monkeypatch.setattr("django.utils.timezone.now", lambda: now["is"])
    yield now
    forget_all()


@pytest.mark.parametrize(("width", "javascript"), [(1366, True), (360, False)])
def test_from_the_counter_to_the_contract(
    opened: Opener, clock: dict[str, datetime], width: int, javascript: bool
) -> None:
    panel()
    page = enter(opened(width=width, javascript=javascript))
    page.get_by_role("link", name="ไกล่เกลี่ย", exact=True).click()
    page.get_by_role("link", name="รับคำขอไกล่เกลี่ย").click()
    page.locator("#id_subject").fill("แนวรั้วระหว่างบ้านสองหลัง")
    page.locator("#id_value_baht").fill("2,500,000")
    page.locator("#id_story").fill("รั้วของบ้านติดกันล้ำเข้ามาราวครึ่งเมตร อยากให้อำเภอช่วยเป็นคนกลาง")
    page.locator("#id_requester_name").fill("สมชาย ใจดี (สมมติ)")
    page.locator("#id_requester_phone").fill("081 555 0101")
    page.locator("#id_requester_agrees").check()
    page.locator("#id_requester_id_shown").check()
    page.locator("#id_other_name").fill("สมปอง ข้างบ้าน (สมมติ)")
    page.locator("#id_other_phone").fill("081 555 0202")
    page.get_by_role("button", name="ลงสารบบ").click()
    expect(page.locator(".errors")).to_contain_text("ไม่เกิน 2,000,000 บาท")
    page.locator("#id_value_baht").fill("๘๐,๐๐๐")
    page.get_by_role("button", name="ลงสารบบ").click()
    done(page, "ลงสารบบแล้ว เลขที่ 1/2569")

    press(page, "ask_consent")
    done(page, "เชิญอีกฝ่าย")
    press(page, "agree")
    deed(page).click()
    done(page, "บันทึกว่าสมัครใจ")
    press(page, "choose_panel")
    page.get_by_label("ปลัดวิชา ยุติธรรม").first.check()
    page.get_by_label("ครูประนอม สมานไมตรี").check()
    page.get_by_label("กำนันมั่น คงธรรม").check()
    page.locator("#id_choose_panel-no_conflict").check()
    deed(page).click()
    done(page, "เลือกผู้ไกล่เกลี่ย")
    press(page, "appoint")
    expect(page.locator(".notice--worry")).to_contain_text("ห้ามทุกฝ่ายบันทึกภาพและเสียง")
    page.locator("#id_appoint-at_day").fill("2026-11-23")
    page.locator("#id_appoint-at_time").fill("10:00")
    page.locator("#id_appoint-place").fill("ห้องไกล่เกลี่ย ที่ว่าการอำเภอ ชั้น 2")
    deed(page).click()
    done(page, "นัดไกล่เกลี่ย")

    clock["is"] = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
    page = enter(opened(width=width, javascript=javascript))
    page.goto(f"/desk/mediations/{Mediation.objects.get().number}")
    press(page, "reach")
    page.locator("#id_reach-happened").fill("ดูแผนที่รังวัดด้วยกันแล้ว")
    page.locator("#id_reach-terms").fill("1. สมปองย้ายรั้วกลับภายใน 30 วัน\n2. ค่าแรงออกคนละครึ่ง")
    deed(page).click()
    done(page, "ตกลงกันได้")
    press(page, "identify")
    page.get_by_label("อีกฝ่าย คนที่ 1").check()
    with page.expect_navigation():
        deed(page).click()
    press(page, "sign")
    page.locator("#id_sign-signed_place").fill("ที่ว่าการอำเภอเมืองเชียงใหม่")
    deed(page).click()
    done(page, "ลงนามสัญญาแล้ว")
    one = Mediation.objects.get()
    assert (one.status, one.value_baht) == ("settled", 80_000)
    assert Case.objects.get().status == "result_reported"

    case = Case.objects.get()
    hers = opened(width=360)
    hers.goto(f"/track/{case.number}/{ids.secret_key(case.client_id)}")
    told = hers.locator('section[aria-labelledby="mediation-title"]')
    expect(told).to_contain_text("ไกล่เกลี่ยสำเร็จ ทั้งสองฝ่ายลงนามในสัญญาประนีประนอมยอมความ")
    assert "สมปอง" not in hers.content()


def test_names_come_out_only_after_a_reason(opened: Opener, clock: dict[str, datetime]) -> None:
    one = docketed()
    page = enter(opened(width=1366))
    page.goto(f"/desk/mediations/{one.number}")
    assert "สมปอง" not in page.content()
    page.get_by_text("ดูชื่อและเบอร์ติดต่อของคู่กรณี").click()
    page.locator("#id_reason").fill("โทรนัดวันไกล่เกลี่ย")
    page.get_by_role("button", name="บันทึกเหตุผลแล้วดูชื่อ").click()
    expect(page.locator(".notice--sealed")).to_contain_text("สมปอง ข้างบ้าน")
    page.goto(f"/desk/mediations/{one.number}")
    assert "สมปอง" not in page.content()


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_of_the_docket_can_be_used_by_everybody(
    opened: Opener, clock: dict[str, datetime], width: int
) -> None:
    one = moved(docketed(), *TO_PANEL, "appoint")
    docketed(2)
    clock["is"] = NOW + timedelta(hours=6)
    page = enter(opened(width=width))
    number = f"/desk/mediations/{one.number}"
    for address in (
        "/desk/mediations", "/desk/mediations/new", "/desk/mediations/calendar", "/desk/mediations/mediators",
        number, f"{number}?do=postpone", f"{number}?do=add_party", f"{number}?do=dismiss",
    ):  # fmt: skip
        page.goto(address)
        assert violations(page) == []
        assert too_wide(page) == ""
        assert small_targets(page) == []
