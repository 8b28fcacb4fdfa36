"""A refusal and its appeal, and an answer that did not solve it: to the last day and after, in a real browser, in Thai."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from factories import submitted
from people import CITIZEN
from sangsuk.cases import actions, machine
from sangsuk.cases.intake import Submitted
from sangsuk.cases.models import Case
from sangsuk.notifications.models import Message

from .conftest import Opener
from .desk import LAPTOP, NOW, at, deed, enter, make, press, status, tracking
from .looking import small_targets, too_wide, violations

DISTRICT, PROVINCE = "ศูนย์ดำรงธรรมอำเภอเมืองเชียงใหม่", "ศูนย์ดำรงธรรมจังหวัดเชียงใหม่"
LAST_APPEAL = "วันพุธที่ 16 ธันวาคม 2569"  # thirty days after the end, on Monday 16 November 2569
WHY = "ท่านมีคดีเรื่องแนวเขตนี้อยู่ที่ศาลจังหวัด เราจึงตัดสินซ้ำไม่ได้ ศาลจะชี้ขาดให้ท่าน"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[datetime]]:
    """What time it is: `clock[0]`, and it can be put forward."""
    from sangsuk.common.remember import forget_all

    hand = [NOW]
    monkeypatch.setattr("django.utils.timezone.now", lambda: hand[0])
    yield hand
    forget_all()


def look(page: Page, name: str) -> None:
    """Every page is read by axe, fits its screen, and a finger meets its buttons; a picture is kept when a folder is named."""
    if folder := os.environ.get("SANGSUK_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
    assert violations(page) == []
    assert too_wide(page) == ""
    if (page.viewport_size or {"width": 0})["width"] < 800:
        assert small_targets(page) == []


def refuse(page: Page, told: Case, reason: str = "in_court", answer: str = WHY) -> None:
    """Malee takes it up, answers what the law asks, and refuses with a reason that has a code."""
    at(page, told)
    make(page, "screen")
    press(page, "checklist")
    for question in ("substance", "in_court", "decided", "own_remedy", "answered"):
        said = "yes" if question in ("substance", "in_court" if reason == "in_court" else "own_remedy") else "no"
        page.locator(f'[name="checklist-checks-{question}"][value="{said}"]').check()
    deed(page).click()
    expect(page.locator(".notice--happy").first).to_be_visible()
    press(page, "refuse")
    page.locator(f'[name="refuse-refusal_reason"][value="{reason}"]').check()
    page.locator("#id_refuse-answer").fill(answer)
    deed(page).click()
    expect(page.locator(".notice--happy").first).to_be_visible()


def part(page: Page, heading: str) -> Locator:
    """The section, or the disclosure, that begins with these words."""
    return page.locator("section, details").filter(has_text=heading).last


@pytest.mark.parametrize("javascript", [True, False])
def test_a_refusal_waits_for_a_second_person_is_explained_and_the_province_looks_again(
    opened: Opener, clock: list[datetime], javascript: bool
) -> None:
    sent = submitted(now=NOW, description="เพื่อนบ้านรุกแนวเขตที่ดินของเรา ขอให้มารังวัดและชี้แนวเขตให้ถูกต้อง")
    malee = enter(opened(width=LAPTOP))
    refuse(malee, sent.case)
    assert status(sent.case) == "review"
    somchai = tracking(opened(width=360, javascript=javascript), sent.case, sent.key)
    expect(somchai.locator("body")).to_contain_text("กำลังตรวจทานคำตอบอีกครั้งก่อนตอบท่าน")
    expect(somchai.locator("body")).not_to_contain_text("ศาลจะชี้ขาดให้ท่าน")
    suda = at(enter(opened(width=LAPTOP), "suda"), sent.case)
    expect(suda.locator("#case")).to_contain_text("ศาลจะชี้ขาดให้ท่าน")
    make(suda, "approve", comment="ตรวจแล้ว มีคดีอยู่จริง")
    assert status(sent.case) == "refused"

    somchai.reload()
    answer = part(somchai, "คำตอบถึงท่าน")
    expect(answer).to_contain_text("เรื่องอยู่ระหว่างการพิจารณาของศาล")
    expect(answer).to_contain_text("ศาลจะชี้ขาดให้ท่าน")
    expect(answer).to_contain_text("ข้อกฎหมาย: ระเบียบสำนักนายกรัฐมนตรีว่าด้วยการจัดการเรื่องราวร้องทุกข์ พ.ศ. 2552")
    way = part(somchai, "ไม่เห็นด้วย ขอให้ระดับเหนือพิจารณาใหม่")
    expect(way).to_contain_text(f"ผู้พิจารณาใหม่คือ {PROVINCE}")
    expect(way).to_contain_text(f"ท่านขอได้ถึง {LAST_APPEAL}")
    if javascript:
        look(somchai, "refused-360")
    clock[0] = NOW + timedelta(days=10)
    way.get_by_role("textbox").fill("ศาลสั่งจำหน่ายคดีแล้วเมื่อวันศุกร์ ไม่มีคดีค้างอยู่")
    way.get_by_role("button", name="ขอให้พิจารณาใหม่").click()
    expect(somchai.get_by_role("status")).to_contain_text(f"เราส่งเรื่องให้{PROVINCE}พิจารณาใหม่แล้ว")
    expect(part(somchai, "ตอนนี้")).to_contain_text(f"{PROVINCE} ต้องรับเรื่องภายใน")
    if javascript:
        look(somchai, "appealed-360")
    assert PROVINCE in Message.objects.get(code="case-appealed").body

    prasit = enter(opened(width=LAPTOP), "prasit")
    prasit.goto("/desk/?tab=new")
    prasit.locator(f'[data-case="{sent.case.number}"]').click()
    expect(prasit.locator("#case")).to_contain_text("ศาลสั่งจำหน่ายคดีแล้วเมื่อวันศุกร์")
    expect(prasit.locator("#case")).to_contain_text("ผู้ร้องขอให้พิจารณาใหม่แล้ว")
    make(prasit, "accept")
    somchai.goto(f"/track/{sent.case.number}/{sent.key}")
    expect(part(somchai, "ตอนนี้")).to_contain_text(f"{PROVINCE} รับเรื่องของท่านไว้แล้ว")
    make(prasit, "close", settlement="solved", answer="จังหวัดให้ที่ดินรังวัดแล้วเมื่อเช้านี้ หมุดอยู่ที่เดิม เพื่อนบ้านรื้อรั้วออกแล้ว")
    somchai.reload()
    expect(part(somchai, "คำตอบถึงท่าน")).to_contain_text("จังหวัดให้ที่ดินรังวัดแล้ว")
    assert (status(sent.case), Case.objects.get(pk=sent.case.pk).office_id) == ("settled", "5000")
    assert Message.objects.filter(
        about=sent.case.number, code="case-settled", body__contains="เพื่อนบ้านรื้อรั้วออกแล้ว"
    ).exists()


def test_the_province_may_also_send_it_back_with_its_reason_and_she_is_told(
    opened: Opener, clock: list[datetime]
) -> None:
    sent = submitted(now=NOW)
    refuse(enter(opened(width=LAPTOP)), sent.case)
    make(at(enter(opened(width=LAPTOP), "suda"), sent.case), "approve", comment="เห็นชอบ")
    told = Case.objects.get(pk=sent.case.pk)
    actions.move(told, "appeal", by=CITIZEN, data={"text": "ไม่มีคดีในศาล ขอให้ดูใหม่"}, now=NOW + timedelta(hours=1))
    prasit = at(enter(opened(width=LAPTOP), "prasit"), told)
    make(prasit, "accept")
    make(prasit, "return_down", reason="ตรวจกับศาลแล้ว ไม่มีคดี ให้อำเภอรับเรื่องไว้และลงไปดูภายในวันศุกร์")
    somchai = tracking(opened(width=360), told, sent.key)
    expect(part(somchai, "ตอนนี้")).to_contain_text(f"เรื่องของท่านกลับมาอยู่ที่{DISTRICT}")
    expect(somchai.locator("body")).to_contain_text("ให้อำเภอรับเรื่องไว้และลงไปดูภายในวันศุกร์")
    assert Message.objects.filter(about=told.number, code="case-moved").exists()
    malee = at(enter(opened(width=LAPTOP)), told)
    make(malee, "accept")
    assert (status(told), Case.objects.get(pk=told.pk).office_id) == ("accepted", "5001")


def test_a_reason_without_appeal_names_what_is_left(opened: Opener, clock: list[datetime]) -> None:
    sent = submitted(now=NOW)
    refuse(enter(opened(width=LAPTOP)), sent.case, "royal", "เรื่องนี้มีวิธีดำเนินการเฉพาะ เราจึงรับไว้ไม่ได้")
    make(at(enter(opened(width=LAPTOP), "suda"), sent.case), "approve", comment="เห็นชอบ")
    somchai = tracking(opened(width=360, javascript=False), sent.case, sent.key)
    left = part(somchai, "ท่านยังทำอะไรได้อีก")
    expect(left).to_contain_text("เหตุผลข้อนี้ไม่มีขั้นตอนขอให้ระดับเหนือพิจารณาใหม่")
    expect(left.get_by_role("link", name="1567")).to_be_visible()
    expect(somchai.get_by_text("ขอให้ระดับเหนือพิจารณาใหม่", exact=True)).to_have_count(0)
    left.get_by_role("link", name="แจ้งเรื่องใหม่").click()
    expect(somchai.locator("#id_description")).to_be_visible()


def tell(page: Page, told: Case, settlement: str, answer: str) -> None:
    at(page, told)
    make(page, "tell_result", settlement=settlement, answer=answer)


def track(opened: Opener, sent: Submitted, *, javascript: bool = True) -> Page:
    return tracking(opened(width=360, javascript=javascript), sent.case, sent.key)


@pytest.mark.parametrize("javascript", [True, False])
def test_what_was_not_solved_is_objected_to_opened_again_and_kindly_ended_after_the_last_day(
    opened: Opener, clock: list[datetime], javascript: bool
) -> None:
    sent = submitted(now=NOW)
    malee = at(enter(opened(width=LAPTOP)), sent.case)
    make(malee, "accept")
    tell(malee, sent.case, "not_enough_facts", "ไปดูสองครั้งแล้ว ไม่พบน้ำท่วม และยังไม่รู้ว่าท่อตรงไหนอุดตัน")
    somchai = track(opened, sent, javascript=javascript)
    expect(part(somchai, "ตอนนี้")).to_contain_text("ถ้าท่านไม่ทักท้วงภายในวันจันทร์ที่ 23 พฤศจิกายน 2569 เราจะถือว่าเรียบร้อย")
    somchai.get_by_text("ยังไม่เรียบร้อย", exact=True).click()
    somchai.locator("#id_object-text").fill("น้ำยังท่วมทุกเย็น ท่อหน้าร้านค้าอุดตัน")
    somchai.get_by_role("button", name="ยังไม่เรียบร้อย ให้ทำต่อ").click()
    expect(somchai.get_by_role("status")).to_contain_text("เราทราบแล้วว่ายังไม่เรียบร้อย และจะดำเนินการต่อ")
    expect(part(somchai, "ตอนนี้")).to_contain_text("จะแจ้งความคืบหน้าให้ท่านทราบภายใน")
    assert status(sent.case) == "sent_back"

    tell(malee, sent.case, "not_enough_facts", "เปิดท่อหน้าร้านค้าดูแล้ว ยังหาจุดอุดตันไม่พบ ต้องรอฝนตกจึงจะดูใหม่ได้")
    clock[0] = NOW + timedelta(days=9)
    machine.sweep(clock[0], seconds=30)
    assert status(sent.case) == "settled"
    somchai.goto(f"/track/{sent.case.number}/{sent.key}")
    somchai.get_by_label("ยังไม่ได้แก้ไข").check()
    somchai.locator('[name="rate-rating"][value="2"]').check()
    somchai.get_by_role("button", name="ส่งคำตอบ").click()
    expect(somchai.get_by_role("status")).to_contain_text("เราทราบแล้วว่าปัญหาของท่านยังไม่หมดไป")
    expect(part(somchai, "เราทราบแล้วว่ายังไม่เรียบร้อย")).to_contain_text(f"แล้ว{DISTRICT} จะทำต่อจากเดิม")
    again = part(somchai, "ยังไม่เรียบร้อย ขอเปิดเรื่องอีกครั้ง")
    expect(again).to_contain_text("ขอเปิดเรื่องอีกครั้งได้ถึงวันศุกร์ที่ 25 ธันวาคม 2569")
    if javascript:
        look(somchai, "not-solved-360")
    again.get_by_role("textbox").fill("เมื่อคืนฝนตก น้ำท่วมถึงเข่าอีกแล้ว")
    again.get_by_role("button", name="ขอเปิดเรื่องอีกครั้ง").click()
    expect(somchai.get_by_role("status")).to_contain_text("เราเปิดเรื่องของท่านอีกครั้งแล้ว")
    expect(part(somchai, "ตอนนี้")).to_contain_text(f"{DISTRICT} จะรับไว้ดำเนินการภายใน")

    malee = at(enter(opened(width=LAPTOP)), sent.case)
    expect(malee.locator("#case")).to_contain_text("น้ำท่วมถึงเข่าอีกแล้ว")
    make(malee, "accept")
    make(malee, "close", settlement="partly_solved", answer="ลอกท่อหน้าร้านค้าแล้ว น้ำลดเร็วขึ้น ท่อช่วงล่างอยู่ในแผนงบปีหน้าของเทศบาล")
    clock[0] += timedelta(days=60)
    somchai.goto(f"/track/{sent.case.number}/{sent.key}")
    left = part(somchai, "ท่านยังทำอะไรได้อีก")
    expect(left).to_contain_text("วันสุดท้ายที่ขอให้พิจารณาอีกครั้งผ่านไปแล้ว")
    expect(left).to_contain_text("แจ้งเป็นเรื่องใหม่ได้เสมอ")
    expect(somchai.get_by_text("ขอเปิดเรื่องอีกครั้ง", exact=True)).to_have_count(0)
    if javascript:
        look(somchai, "after-the-last-day-360")
        wide = tracking(opened(width=1280), sent.case, sent.key)
        look(wide, "after-the-last-day-1280")
