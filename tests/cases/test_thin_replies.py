"""Which replies only pass paper on: texts on both sides, Thai and English."""

import pytest

from sangsuk.cases.thinking import thin_replies as thin

COMPLAINT = "น้ำท่วมถนนหน้าโรงเรียนบ้านสันทราย เด็กเดินไปเรียนไม่ได้มาสามวันแล้ว"

THIN_FINDINGS = [
    "จึงเรียนมาเพื่อโปรดพิจารณา", "จึงเรียนมาเพื่อโปรดพิจารณาดำเนินการต่อไป", "เพื่อโปรดทราบ", "ส่งต่อให้หน่วยงานที่เกี่ยวข้อง",
    "ส่งเรื่องให้หน่วยงานที่เกี่ยวข้องพิจารณาดำเนินการ", "เห็นควรส่งเรื่องให้ดำเนินการต่อไป", "ตามอำนาจหน้าที่", "ตามที่เห็นสมควร",
    "พิจารณาดำเนินการในส่วนที่เกี่ยวข้อง แล้วแจ้งผลให้ทราบ", "รับทราบแล้วครับ", "ส่งเรื่องไปแล้วค่ะ", "- / 12345", "โปรดพิจารณาตามระเบียบ",
    "For your consideration", "Forwarded for your action.", "Please proceed as appropriate", "forwarded for information",
]  # fmt: skip
TRUE_FINDINGS = [
    "หม้อแปลงหน้าโรงเรียนไหม้ ไฟดับหกหลัง", "ลงพื้นที่แล้ว ท่อระบายน้ำใต้ถนนตันด้วยดิน", "ถนนเป็นของทางหลวงชนบท ไม่ใช่ของเทศบาล",
    "โทรถามผู้ใหญ่บ้าน น้ำท่วมตั้งแต่วันจันทร์ สูงหนึ่งศอก", "ตรวจโฉนดที่สำนักงานที่ดินแล้ว แนวเขตทับกันสองงาน",
    "จึงเรียนมาเพื่อโปรดพิจารณา ตรวจแล้วพบเสาไฟเอียงสามต้น", "The culvert under the road is blocked with soil",
    "Transformer burnt out, six homes without power", "ร้านเปิดเพลงเกินเที่ยงคืนจริง วัดได้ 82 เดซิเบล",
]  # fmt: skip
THIN_ANSWERS = [
    "กรุณาติดต่อสำนักงานที่ดิน", "โปรดติดต่อสอบถามโดยตรงที่เทศบาล", "ให้ติดต่อที่ 02-222-1111 ในวันและเวลาราชการ",
    "ท่านสอบถามรายละเอียดเพิ่มเติมได้ที่งานทะเบียน", "ประสานกับเทศบาลโดยตรง", "โทร 1567", "Please contact the land office",
    "Please call 1567 for more information.",
]  # fmt: skip
TRUE_ANSWERS = [
    "เปลี่ยนหม้อแปลงแล้ว ไฟใช้ได้ทุกหลัง ตรวจแล้วเมื่อเช้านี้", "ล้างท่อแล้ว น้ำลดหมดเมื่อเช้านี้ รบกวนท่านช่วยดูอีกครั้ง",
    "เทศบาลซ่อมถนนเสร็จเมื่อวันจันทร์ ถ้ายังมีหลุมให้ติดต่อเราได้ที่ปุ่มด้านล่าง เราจะเปิดเรื่องใหม่ให้",
    "ทำบัตรประชาชนใหม่ได้ที่สำนักทะเบียนทุกแห่ง ไม่เสียค่าธรรมเนียม", "We repaired the pump on Monday and the water is running again.",
    "We repaired the road on Monday; please contact us here if it breaks again and we will come back within a week.",
]  # fmt: skip


@pytest.mark.parametrize("text", THIN_FINDINGS)
@pytest.mark.parametrize(
    ("move", "field"), [("hand_to_agency", "finding"), ("pass_up", "tried"), ("refer_out", "finding")]
)
def test_a_cover_note_is_caught(move: str, field: str, text: str) -> None:
    assert thin.caught(move, {field: text}, description=COMPLAINT) == thin.FORWARD_ONLY


@pytest.mark.parametrize("text", TRUE_FINDINGS)
@pytest.mark.parametrize(
    ("move", "field"), [("hand_to_agency", "finding"), ("pass_up", "tried"), ("refer_out", "finding")]
)
def test_a_finding_of_ones_own_goes_through(move: str, field: str, text: str) -> None:
    assert thin.caught(move, {field: text}, description=COMPLAINT) == ""


@pytest.mark.parametrize("text", THIN_ANSWERS)
@pytest.mark.parametrize("move", ["close", "tell_result", "serve"])
def test_please_contact_is_caught(move: str, text: str) -> None:
    assert thin.caught(move, {"answer": text}) == thin.CONTACT_ONLY


@pytest.mark.parametrize("text", TRUE_ANSWERS)
@pytest.mark.parametrize("move", ["close", "tell_result", "serve"])
def test_an_answer_that_says_what_was_done_goes_through(move: str, text: str) -> None:
    assert thin.caught(move, {"answer": text}) == ""


@pytest.mark.parametrize(
    "text", [COMPLAINT, COMPLAINT.replace(" ", "  "), "เด็กเดินไปเรียนไม่ได้มาสามวันแล้ว", COMPLAINT + "!"]
)
def test_the_complaint_over_again_is_no_finding(text: str) -> None:
    assert thin.caught("hand_to_agency", {"finding": text}, description=COMPLAINT) == thin.COPIED


def test_moves_that_neither_forward_nor_answer_are_left_alone() -> None:
    assert thin.caught("note", {"text": "จึงเรียนมาเพื่อโปรดพิจารณา"}) == ""
    assert thin.caught("ask", {"question": "กรุณาติดต่อ"}) == ""


def test_the_table_is_long_enough_and_on_both_sides() -> None:
    assert len(THIN_FINDINGS) + len(THIN_ANSWERS) >= 15
    assert len(TRUE_FINDINGS) + len(TRUE_ANSWERS) >= 15
