"""Whole stories in Thai, from the citizen's first word to the last answer, through the pages that people use."""

import pytest
from playwright.sync_api import expect

from factories import case, submitted
from people import user
from sangsuk.cases.models import Case, CaseEvent

from .conftest import Opener
from .desk import LAPTOP, NOW, at, deed, enter, make, press, status, tracking

pytestmark = pytest.mark.usefixtures("monday")
MISCONDUCT = "เจ้าหน้าที่ทะเบียนเรียกเงินห้าร้อยบาทเพื่อให้ได้คิวก่อน เกิดขึ้นเมื่อวันจันทร์ที่ช่องสาม"


def test_a_simple_case_at_the_district_ends_with_her_own_yes(opened: Opener) -> None:
    sent = submitted(now=NOW)
    malee = at(enter(opened(width=LAPTOP)), sent.case)
    make(malee, "accept")
    make(malee, "inform", text="พรุ่งนี้เช้ารถสูบน้ำจะเข้าที่หน้าโรงเรียน และเราจะโทรบอกท่านเมื่อสูบเสร็จ")
    make(
        malee,
        "tell_result",
        settlement="solved",
        answer="สูบน้ำออกหมดแล้วเมื่อเก้าโมงเช้า เด็กเดินไปเรียนได้ตามปกติ รบกวนท่านช่วยดูอีกครั้ง",
    )
    somchai = tracking(opened(width=360), sent.case, sent.key)
    expect(somchai.locator("body")).to_contain_text("สูบน้ำออกหมดแล้ว")
    somchai.get_by_role("button", name="เรียบร้อยแล้ว").click()
    expect(somchai.locator("body")).to_contain_text("เสร็จแล้ว")
    assert status(sent.case) == "settled"


def test_two_agencies_a_visit_and_an_answer(opened: Opener) -> None:
    told = case()
    malee = at(enter(opened(width=LAPTOP)), told)
    make(malee, "accept")
    make(
        malee, "hand_to_agency", agency="50-electricity", finding="ลงไปดูแล้ว เสาไฟเอียงลงน้ำสองต้นหน้าโรงเรียน", instruction="ขอให้ตัดไฟและตั้งเสาใหม่",
        citizen_told="การไฟฟ้าจะเข้าตรวจภายในวันนี้",
    )  # fmt: skip
    make(malee, "add_agency", agency="50-highways", instruction="ขอให้ปิดถนนช่วงหน้าโรงเรียนระหว่างตั้งเสา")
    expect(malee.locator(".owed")).to_contain_text("การไฟฟ้า")
    expect(malee.locator(".owed")).to_contain_text("แขวงทางหลวง")
    press(malee, "order_visit")
    malee.locator("#id_order_visit-to_check").fill("ความสูงของน้ำและเสาไฟสองต้น")
    teams = malee.locator('[name="order_visit-team"]')
    if teams.first.get_attribute("type") == "checkbox":
        teams.first.check()
    else:
        teams.first.fill("มาลี รักงาน")
    deed(malee).click()
    expect(malee.locator(".owed")).to_contain_text("ลงพื้นที่")

    wichai = at(enter(opened(width=LAPTOP), "wichai"), told)
    make(wichai, "agency_accept")
    make(wichai, "report", result="ตัดไฟและตั้งเสาใหม่ทั้งสองต้นแล้ว ตรวจแล้วปลอดภัย")
    at(malee, told)
    expect(malee.locator('[data-move="close"]')).to_have_count(0)  # the road and the visit are still owed
    phone = enter(opened(width=360, javascript=False))
    phone.goto("/desk/field")
    phone.get_by_role("link", name="เขียนรายงาน").first.click()
    phone.locator("[name=outcome][value=differs]").check()
    phone.locator("[name=findings]").fill("น้ำลดเหลือครึ่งเข่า เสาไฟตั้งใหม่แล้วทั้งสองต้น")
    phone.get_by_role("button", name="ส่งรายงาน").click()
    expect(phone.locator(".notice--happy").first).to_be_visible()
    at(malee, told)
    press(malee, "recall")
    owed = malee.locator("#id_recall-duty option", has_text="แขวงทางหลวง").get_attribute("value")
    malee.locator("#id_recall-duty").select_option(owed)
    malee.locator("#id_recall-reason").fill("ไม่ต้องปิดถนนแล้ว เพราะตั้งเสาเสร็จตั้งแต่เช้า")
    deed(malee).click()
    expect(malee.locator(".notice--happy").first).to_be_visible()
    make(malee, "close", settlement="solved", answer="ตั้งเสาไฟใหม่ครบสองต้น น้ำลดแล้ว เจ้าหน้าที่ลงไปดูเองเมื่อบ่ายนี้")
    assert (status(told), Case.objects.get(pk=told.pk).duties) == ("settled", {})


def test_up_to_the_province_and_the_ministry_and_back(opened: Opener) -> None:
    told = case()
    malee = at(enter(opened(width=LAPTOP)), told)
    make(malee, "accept")
    up = {
        "tried": "ประชุมกับเทศบาลและชลประทานแล้ว ลอกท่อแล้วหนึ่งช่วง น้ำยังท่วมเพราะคลองตื้น", "obstacle": "ต้องขุดลอกคลองข้ามสองอำเภอ",
        "asked": "ขอให้สั่งการขุดลอกและประสานงบประมาณ", "citizen_told": "เราส่งให้จังหวัดช่วยดูแลแล้ว ท่านไม่ต้องเล่าใหม่",
    }  # fmt: skip
    make(malee, "pass_up", **up)
    prasit = at(enter(opened(width=LAPTOP), "prasit"), told)
    expect(prasit.locator("#case, main").first).to_contain_text("ขุดลอกคลองข้ามสองอำเภอ")
    make(prasit, "accept")
    make(prasit, "pass_up", **(up | {"tried": "จังหวัดประชุมสองอำเภอแล้ว ใช้งบจังหวัดขุดได้ครึ่งเดียว"}))
    nok = at(enter(opened(width=LAPTOP), "nok"), told)
    make(nok, "accept")
    make(nok, "return_down", reason="กรมจัดงบให้แล้ว ขอให้จังหวัดเริ่มงานภายในสิบวันและแจ้งผู้ร้อง")
    at(prasit, told)
    make(prasit, "accept")
    make(prasit, "return_down", reason="งบมาถึงแล้ว อำเภอเริ่มงานได้ทันที")
    at(malee, told)
    make(malee, "accept")
    make(malee, "close", settlement="solved", answer="ขุดลอกคลองเสร็จแล้ว น้ำไม่ท่วมถนนหน้าโรงเรียนตั้งแต่เมื่อวาน")
    assert status(told) == "settled"
    offices = [
        e.changes["office_id"] for e in CaseEvent.objects.filter(case=told).order_by("seq") if "office_id" in e.changes
    ]
    assert offices == ["5001", "5000", "MOI", "5000", "5001"]


def test_an_accusation_goes_past_the_office_and_two_people_must_agree(opened: Opener) -> None:
    sent = submitted(
        description=MISCONDUCT, category="official.corruption", nature="accusation", identity="hidden", now=NOW
    )
    told = sent.case
    assert told.office_id == "5000"
    malee = enter(opened(width=LAPTOP))
    answer = malee.goto(f"/desk/cases/{told.number}")
    assert answer is not None
    assert answer.status == 404
    prasit, governor = at(enter(opened(width=LAPTOP), "prasit"), told), str(user("kanya").pk)
    make(prasit, "accept")
    make(prasit, "entrust", assignee=governor, reason="ผู้ว่าราชการจังหวัดเป็นผู้ให้ความเห็นชอบ")
    make(prasit, "close", settlement="solved", answer="จังหวัดตั้งกรรมการสอบแล้ว ย้ายเจ้าหน้าที่ออกจากช่องบริการ และคืนเงินให้ท่านครบ")
    assert status(told) == "review"
    somchai = tracking(opened(width=360), told, sent.key)
    expect(somchai.locator("body")).not_to_contain_text("ตั้งกรรมการสอบ")
    kanya = at(enter(opened(width=LAPTOP), "kanya"), told)
    make(kanya, "approve", comment="ตรวจแล้ว เห็นชอบ")
    assert status(told) == "settled"
    somchai.reload()
    expect(somchai.locator("body")).to_contain_text("ตั้งกรรมการสอบ")


def test_an_anonymous_letter_is_weighed_and_kept_not_thrown_away(opened: Opener) -> None:
    told = submitted(
        description="มีคนตั้งบ่อนหลังตลาดทุกคืนวันศุกร์",
        identity="none",
        channel="post",
        service_class="anonymous_letter",
        now=NOW,
    ).case
    malee = at(enter(opened(width=LAPTOP)), told)
    make(malee, "accept")
    press(malee, "checklist")
    for question, said in {
        "substance": "yes", "in_court": "no", "decided": "no", "own_remedy": "no", "answered": "no", "evidence": "no",
        "circumstances": "yes", "witness": "no",
    }.items():  # fmt: skip
        malee.locator(f'[name="checklist-checks-{question}"][value="{said}"]').check()
    deed(malee).click()
    expect(malee.locator(".notice--happy").first).to_be_visible()
    assert Case.objects.get(pk=told.pk).admissible == "keep"
    make(malee, "suspend", suspend_reason="anonymous_letter", reason="ไม่มีหลักฐานและไม่มีพยาน เก็บไว้เป็นข้อมูลการข่าว")
    assert status(told) == "review"
    suda = at(enter(opened(width=LAPTOP), "suda"), told)
    make(suda, "approve", comment="ตรวจแล้ว เห็นชอบ")
    assert status(told) == "suspended"
    assert Case.objects.published().filter(pk=told.pk).exists()  # it still counts
