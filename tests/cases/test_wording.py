"""First words for a form: of what officials noted, never of what the complainant wrote."""

import pytest

from sangsuk.cases.thinking import thin_replies as thin
from sangsuk.cases.thinking import wording
from sangsuk.cases.thinking.wording import Noted
from sangsuk.cases.workflow import FIELDS

COMPLAINT = "น้ำท่วมถนนหน้าโรงเรียนบ้านสันทราย เด็กเดินไปเรียนไม่ได้มาสามวันแล้ว"
VISIT = Noted("report_visit", "16 พ.ย. 2569", "อำเภอ", {"findings": "ท่อระบายน้ำอุดตัน", "follow_up": "ให้เทศบาลล้างท่อ"})
ANSWER = Noted("other_answers", "17 พ.ย. 2569", "ผู้ใหญ่บ้านหมู่ 4", {"text": "ท่วมตั้งแต่วันจันทร์"})
NOTE = Noted("note", "17 พ.ย. 2569", "อำเภอ", {"text": "โทรถามครูแล้ว น้ำสูงหนึ่งศอก"})
FIELDS_OF = ("finding", "instruction", "citizen_told")


def made(*noted: Noted, move: str = "hand_to_agency", fields: tuple[str, ...] = FIELDS_OF) -> dict[str, str]:
    return wording.drafts(fields, noted, move=move, description=COMPLAINT)


def test_a_finding_tells_visit_answer_and_note_in_their_order() -> None:
    assert made(VISIT, ANSWER, NOTE)["finding"] == (
        "ลงพื้นที่วันที่ 16 พ.ย. 2569 พบว่า ท่อระบายน้ำอุดตัน\n"
        "วันที่ 17 พ.ย. 2569 ผู้ใหญ่บ้านหมู่ 4ตอบว่า ท่วมตั้งแต่วันจันทร์\n"
        "วันที่ 17 พ.ย. 2569 บันทึกว่า โทรถามครูแล้ว น้ำสูงหนึ่งศอก"
    )


def test_what_is_to_be_done_comes_from_the_last_visit() -> None:
    assert made(VISIT, ANSWER)["instruction"] == "ให้เทศบาลล้างท่อ"
    assert made(VISIT, move="pass_up", fields=("asked",)) == {"asked": "ให้เทศบาลล้างท่อ"}


def test_where_nothing_is_known_nothing_is_made_up() -> None:
    assert made().keys() == {"citizen_told"}
    assert made(move="close", fields=("answer", "settlement")) == {}


def test_a_note_that_is_the_complaint_over_again_is_left_out() -> None:
    copied = Noted("note", "17 พ.ย. 2569", "อำเภอ", {"text": COMPLAINT})
    assert "finding" not in made(copied)
    assert COMPLAINT not in made(copied, VISIT)["finding"]


@pytest.mark.parametrize("noted", [(VISIT,), (ANSWER,), (NOTE,), (VISIT, ANSWER, NOTE)])
def test_our_own_draft_is_never_caught_as_thin(noted: tuple[Noted, ...]) -> None:
    assert thin.caught("hand_to_agency", made(*noted), description=COMPLAINT) == ""
    tried = made(*noted, move="pass_up", fields=("tried",))
    assert thin.caught("pass_up", tried, description=COMPLAINT) == ""


def test_names_and_numbers_of_people_are_taken_out() -> None:
    told = Noted("note", "17 พ.ย. 2569", "อำเภอ", {"text": "โทรหานายสมชาย ใจดี เบอร์ 0815550101 แล้ว น้ำยังสูง"})
    assert "0815550101" not in made(told)["finding"]


def test_relief_is_something_tried_but_no_finding() -> None:
    given = Noted("relieve", "18 พ.ย. 2569", "อำเภอ", {"text": "มอบถุงยังชีพ 3 ครัวเรือน"})
    assert "ถุงยังชีพ" in made(given, move="pass_up", fields=("tried",))["tried"]
    assert "finding" not in made(given)


def test_many_long_notes_stay_within_the_field_and_the_newest_stay() -> None:
    notes = [Noted("note", f"{n} พ.ย. 2569", "อำเภอ", {"text": f"ครั้งที่ {n} " + "ตรวจแล้ว" * 120}) for n in range(1, 20)]
    text = made(*notes)["finding"]
    assert len(text) <= 2 * wording.MOST_SIGNS <= FIELDS["finding"].most
    assert "ครั้งที่ 19" in text and "ครั้งที่ 1 " not in text
