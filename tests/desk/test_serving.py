"""Asked and answered at the counter: an entry of the register that is finished when it is made."""

from datetime import UTC, datetime
from typing import Any

import pytest

from factories import client_id
from people import actor
from sangsuk.cases import counter
from sangsuk.cases.intake import New
from sangsuk.cases.models import Case, Caught, Register
from sangsuk.cases.thinking import measures
from sangsuk.cases.thinking.measures import Measured
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.notifications.models import Message

from .reading import body, text

GOOD = {
    "client_id": str(client_id(1)), "mission": "advice", "description": "บัตรหาย ทำใหม่ที่ไหน", "area": "5001", "category": "",
    "answer": "ทำใหม่ได้ที่สำนักทะเบียนทุกแห่ง ไม่ต้องแจ้งความ", "channel": "counter", "language": "th", "name": "", "phone": "",
    "body": "", "body_kind": "",
}  # fmt: skip


SPAN = {"since": datetime(2020, 1, 1, tzinfo=UTC), "until": datetime(2100, 1, 1, tzinfo=UTC)}


def serve(at: Any, **changes: str) -> Any:
    return at("malee").post("/desk/new/short", GOOD | changes)


@pytest.mark.parametrize("mission", ["information", "advice", "one_stop", "suggestion"])
def test_a_question_is_told_answered_and_closed_by_one_button(at: Any, mission: str) -> None:
    client = at("malee")
    answer = client.post("/desk/new/short", GOOD | {"mission": mission})
    assert answer.status_code == 302
    told = Case.objects.get()
    assert (told.status, told.mission, told.office_id) == ("settled", mission, "5001")
    assert [e.move for e in told.events.order_by("seq")] == ["submit", "serve"]
    assert told.settlement_id == "explained"
    slip = text(client.get(answer["Location"]))
    assert told.number in slip
    assert "รหัสลับ" in slip


def test_who_is_sent_on_is_sent_to_somebody_with_a_name(at: Any) -> None:
    assert "กรุณาบอกว่าส่งต่อให้หน่วยงานใด" in text(serve(at, mission="referral"))
    assert not Case.objects.exists()
    assert serve(at, mission="referral", body="สำนักงานยุติธรรมจังหวัด", body_kind="justice_office").status_code == 302
    told = Case.objects.get()
    assert told.settlement_id == "handed_over"
    said = told.events.get(move="serve").data
    assert (said["body"], said["body_kind"]) == ("สำนักงานยุติธรรมจังหวัด", "justice_office")


def test_a_body_typed_for_another_kind_is_not_kept(at: Any) -> None:
    serve(at, body="สำนักงานยุติธรรมจังหวัด")
    assert "body" not in Case.objects.get().events.get(move="serve").data


@pytest.mark.parametrize(
    ("field", "value"),
    [("description", ""), ("answer", ""), ("answer", "สั้น"), ("area", "3001"), ("mission", "grievance"), ("category", "x"), ("channel", "web"),
     ("phone", "0815550101"), ("answer", "ไปที่ {ไปที่ไหน} ได้เลยค่ะ")],
)  # fmt: skip
def test_what_is_missing_or_wrong_is_said_and_nothing_is_kept(at: Any, field: str, value: str) -> None:
    answer = serve(at, **{field: value})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in body(answer) or 'id="id_name_error"' in body(answer)
    assert not Case.objects.exists()
    assert not Register.objects.exists(), "a number that nobody has would be a gap in the register"


def test_the_button_pressed_twice_makes_one_entry(at: Any) -> None:
    client = at("malee")
    first, again = client.post("/desk/new/short", GOOD), client.post("/desk/new/short", GOOD)
    assert first["Location"] == again["Location"]
    assert Case.objects.count() == 1


def test_the_form_knows_her_district_and_last_kind_and_asks_no_name(at: Any) -> None:
    client = at("malee")
    focused = [line for line in body(client.get("/desk/new/short")).split("<input") if "autofocus" in line]
    assert len(focused) == 1
    assert 'value="advice"' in focused[0]
    client.post("/desk/new/short", GOOD | {"mission": "suggestion"})
    shown = body(client.get("/desk/new/short"))
    chosen = next(line for line in shown.split("<input") if 'value="suggestion"' in line)
    assert "checked" in chosen
    assert '<option value="5001">' in shown.split('name="area"')[1].split("</select>")[0].split("\n")[1]
    assert Case.objects.get().identity == "none"


def test_ready_words_are_offered_with_what_is_known_filled_in(at: Any) -> None:
    from sangsuk.cases.models import ReplyTemplate

    ReplyTemplate.objects.create(
        code="serve.x",
        move="serve",
        field="answer",
        name_th="ไปที่ศูนย์",
        text_th="ติดต่อ{ศูนย์}ได้ทุกวันทำการ",
        minutes=1,
        order=1,
        source="test",
    )
    assert "ติดต่อศูนย์ดำรงธรรมอำเภอเมืองเชียงใหม่ได้ทุกวันทำการ" in body(at("malee").get("/desk/new/short"))


def test_she_who_gave_a_number_gets_one_message_not_two(at: Any) -> None:
    serve(at, name="สมหญิง ใจดี", phone="0815550111")
    assert [m.code for m in Message.objects.all()] == ["case-settled"]
    assert Case.objects.get().identity == "named"


def test_a_province_counts_what_it_answers_itself(at: Any) -> None:
    answer = at("prasit").post("/desk/new/short", GOOD | {"area": "5002"})
    assert answer.status_code == 302
    told = Case.objects.get()
    assert (told.office_id, told.district_id) == ("5000", "5002")
    assert told.number.startswith("5000-")


@pytest.mark.parametrize("who", ["wichai", "kanya", "preecha"])
def test_only_who_works_at_a_centre_has_the_page(at: Any, who: str) -> None:
    assert at(who).get("/desk/new/short").status_code == 403


def test_a_grievance_cannot_be_ended_at_the_counter() -> None:
    new = New(client_id=client_id(1), description="ถนนพังมาสามเดือนแล้ว", identity="none", district="5001")
    with pytest.raises(Refused):
        counter.record(new, "ทราบแล้วค่ะ ขอบคุณค่ะ", by=actor("malee"))


THIN = "กรุณาติดต่อสำนักงานที่ดินในวันและเวลาราชการ"


def test_a_thin_answer_at_the_counter_is_held_up_once_and_counted_for_the_office(at: Any) -> None:
    assert 'name="anyway"' not in body(at("malee").get("/desk/new/short"))
    answer = serve(at, answer=THIN)
    assert answer.status_code == 422
    assert 'name="anyway"' in body(answer) and THIN in body(answer)
    assert not Case.objects.exists()
    held = Caught.objects.get()
    assert (held.case, held.move, held.kind, held.office_code, held.insisted) == (
        None,
        "serve",
        "contact_only",
        "5001",
        False,
    )
    assert measures.by_office(actor("malee"), **SPAN) == {"5001": Measured(held=1)}


def test_who_insists_at_the_counter_gets_through_and_both_are_counted(at: Any) -> None:
    serve(at, answer=THIN)
    assert serve(at, answer=THIN, anyway="on").status_code == 302
    told = Case.objects.get()
    assert (told.status, told.events.get(move="serve").data["anyway"]) == ("settled", True)
    serve(at, answer=THIN, anyway="on")  # the same form once more is the same entry, and counts no more
    assert list(Caught.objects.order_by("id").values_list("case", "insisted")) == [(None, False), (told.pk, True)]
    assert measures.by_office(actor("malee"), **SPAN)["5001"].insisted == 1


def test_an_answer_that_says_something_is_not_held_up_at_the_counter(at: Any) -> None:
    assert serve(at).status_code == 302
    assert not Caught.objects.exists()


def test_a_thin_answer_through_the_api_is_counted_too() -> None:
    new = New(client_id=client_id(1), description="โฉนดหาย", identity="none", district="5001", mission="advice")
    with pytest.raises(Refused):
        counter.record(new, THIN, by=actor("malee"))
    assert Caught.objects.filter(case=None, insisted=False).count() == 1


def test_what_cannot_be_ended_at_the_counter_is_not_counted_as_thin() -> None:
    new = New(client_id=client_id(1), description="ถนนพังมาสามเดือนแล้ว", identity="none", district="5001")
    with pytest.raises(Refused):
        counter.record(new, THIN, by=actor("malee"))
    assert not Caught.objects.exists()


def test_an_agency_has_no_counter() -> None:
    new = New(client_id=client_id(1), description="ไฟดับ", identity="none", district="5001", mission="advice")
    with pytest.raises((Refused, NotAllowed)):
        counter.record(new, "โทร 1129 ได้ตลอดเวลา", by=actor("wichai"))


def test_the_citizen_reads_the_answer_with_her_slip(at: Any) -> None:
    from sangsuk.common import ids

    serve(at)
    key = ids.secret_key(client_id(1))
    shown = at("malee").get(f"/track/{Case.objects.get().number}/{key}")
    assert "ทำใหม่ได้ที่สำนักทะเบียนทุกแห่ง" in text(shown)


def test_a_relief_is_taken_down_with_its_kind_and_urgency(at: Any) -> None:
    data = {
        "client_id": str(client_id(7)), "description": "บ้านถูกพายุพัดหลังคาหาย มีเด็กเล็กสองคน", "area": "5001", "place": "", "channel": "mobile_unit",
        "identity": "none", "mission": "relief", "urgency": "urgent", "language": "th",
    }  # fmt: skip
    assert at("malee").post("/desk/new", data).status_code == 302
    told = Case.objects.get()
    assert (told.mission, told.urgency) == ("relief", "urgent")
