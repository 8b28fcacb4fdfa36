"""Repeats at the desk: found, linked, merged and taken apart in a browser without JavaScript; lists of names brought and opened."""

import io
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from factories import case, moved, submitted
from people import actor
from sangsuk.cases import actions, repeats
from sangsuk.cases.models import Case, Draft, Group, Supporter
from sangsuk.ledger import queries as ledger

from .conftest import NOW
from .reading import body, text

HOLE = "ถนนหน้าวัดป่าแดงเป็นหลุมใหญ่ รถล้มหลายคันแล้ว ขอให้ซ่อม"
AGAIN = "หลุมไหญ่บนถนนตรงหน้าวัดป่าแดง มอเตอร์ไซค์ล้มเมื่อคืน"
WHY = "นัดประชุมชาวบ้านวันพรุ่งนี้"


def hole(n: int = 1, **changes: Any) -> Case:
    return case(n, **({"description": HOLE, "category": "road.surface"} | changes))


def at_repeats(told: Case) -> str:
    return f"/desk/cases/{told.number}/repeats"


def workbook(*rows: list[Any]) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (["ชื่อ-นามสกุล", "โทรศัพท์", "หมู่ที่", "สีที่ชอบ"], *rows):
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("รายชื่อ.xlsx", out.getvalue())


ROWS: list[list[Any]] = [
    ["สมหญิง หนึ่ง (สมมติ)", "๐๘๑ ๕๕๕ ๐๑๐๑", 4, "แดง"], ["สมหญิง สอง (สมมติ)", 815550102, 4, ""],
    ["สมหญิง สอง (สมมติ)", "0815550102", 4, ""], ["", "0815550103", 4, ""], ["สมหญิง สี่ (สมมติ)", "12", 4, ""],
]  # fmt: skip


def test_the_case_page_leads_to_its_repeats_and_asks_for_them_by_itself(at: Any) -> None:
    told = hole()
    page = body(at("malee").get(f"/desk/cases/{told.number}"))
    assert f'hx-get="{at_repeats(told)}"' in page and f'href="{at_repeats(told)}"' in page


def test_what_is_told_alike_is_shown_with_place_and_share(at: Any) -> None:
    first, second = hole(1), hole(2, description=AGAIN)
    page = text(at("malee").get(at_repeats(second)))
    assert first.number in page and "คล้าย " in page
    part = text(at("malee").get(at_repeats(second), headers={"HX-Request": "true"}))
    assert first.number in part and "<html" not in part


def test_nobody_is_shown_what_she_may_not_see(at: Any) -> None:
    first, second = hole(1), hole(2)
    assert at("anan").get(at_repeats(second)).status_code == 404
    moved(second, ("hand_to_agency", actor("malee")))
    assert first.number not in text(at("wichai").get(at_repeats(second)))


def test_two_cases_are_linked_and_the_link_is_taken_away(at: Any) -> None:
    first, second, client = hole(1), hole(2), at("malee")
    answer = client.post(f"{at_repeats(second)}/link", {"into": first.number, "reason": "ท่อเดียวกัน", "version": 1})
    assert answer["Location"] == at_repeats(second)
    assert "เลิกเชื่อม" in text(client.get(at_repeats(first)))
    assert client.post(f"{at_repeats(first)}/unlink", {"other": second.number}).status_code == 302
    assert "เลิกเชื่อม<" not in text(client.get(at_repeats(first)))


def test_a_case_is_merged_and_its_page_offers_to_take_it_apart(at: Any) -> None:
    first, second, client = hole(1), hole(2), at("malee")
    given = {"into": first.number.lower(), "reason": "หลุมเดียวกัน", "version": 1}
    assert client.post(f"{at_repeats(second)}/merge", given)["Location"] == f"/desk/cases/{second.number}"
    assert Case.objects.get(pk=second.pk).merged_into_id == first.pk
    page = text(client.get(at_repeats(first)))
    assert "รวมไว้กับเรื่องนี้" in page and second.number in page
    assert "แยกเรื่องออก" in text(client.get(f"/desk/cases/{second.number}"))


@pytest.mark.parametrize(
    ("given", "field"), [({"into": ""}, "into"), ({"into": "5001-70-999999"}, "into"), ({"reason": ""}, "reason")]
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(at: Any, given: dict[str, str], field: str) -> None:
    first, second = hole(1), hole(2)
    filled = {"into": first.number, "reason": "หลุมเดียวกัน", "version": 1} | given
    answer = at("malee").post(f"{at_repeats(second)}/merge", filled)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert Case.objects.get(pk=second.pk).status == "received"


def test_of_two_at_once_the_second_is_told_and_may_press_again(at: Any) -> None:
    first, second = hole(1), hole(2)
    moved(second, ("accept", actor("suda")))
    given = {"into": first.number, "reason": "หลุมเดียวกัน", "version": 1}
    answer = at("malee").post(f"{at_repeats(second)}/merge", given)
    assert answer.status_code == 409
    assert answer.context["form"]["version"].value() == 2


@pytest.mark.parametrize("who", ["prasit", "nok", "kanya"])
def test_who_does_not_answer_for_the_case_joins_nothing(at: Any, who: str) -> None:
    first, second = hole(1), hole(2)
    given = {"into": first.number, "reason": "หลุมเดียวกัน", "version": 1}
    assert at(who).post(f"{at_repeats(second)}/merge", given).status_code == 403
    assert "รวมเรื่องนี้เข้ากับเรื่องนั้น" not in text(at(who).get(at_repeats(second)))


def test_a_settled_case_alike_shows_how_it_was_solved(at: Any) -> None:
    malee = actor("malee")
    old = moved(hole(1), ("accept", malee))
    data = {"settlement": "solved", "answer": "เทศบาลเทยางมะตอยแล้วเมื่อวาน ตรวจแล้วเรียบร้อย"}
    actions.move(old, "close", by=malee, data=data, now=NOW - timedelta(minutes=1))
    page = text(at("malee").get(at_repeats(hole(2, description=AGAIN))))
    assert "เทศบาลเทยางมะตอย" in page


def looked(client: Any, told: Case, *rows: list[Any], **more: Any) -> Any:
    given = {"representative": "สมหญิง นำกลุ่ม (สมมติ)", "name": "ชาวบ้านหมู่ 4", "file": workbook(*(rows or ROWS))} | more
    return client.post(f"/desk/cases/{told.number}/groups", given)


def test_a_list_is_looked_through_before_anything_is_kept(at: Any) -> None:
    told, client = hole(), at("malee")
    answer = looked(client, told)
    page = text(answer)
    assert answer.status_code == 200
    assert "แถว 5: ไม่มีชื่อ" in page and "แถว 6:" in page and "สีที่ชอบ" in page
    assert "รับ 2 รายไว้กับเรื่องนี้" in page
    assert not Group.objects.exists()
    assert "สมหญิง".encode() not in bytes(Draft.objects.get().fields)


def test_the_good_rows_are_kept_once_however_often_the_button_is_pressed(at: Any) -> None:
    told, client = hole(), at("malee")
    token = looked(client, told).context["token"]
    address = f"/desk/cases/{told.number}/groups/looked/{token}"
    assert client.post(address)["Location"] == at_repeats(told)
    assert client.post(address).status_code == 404
    assert repeats.count(told) == Supporter.objects.count() == 2
    page = text(client.get(at_repeats(told)))
    assert "มีผู้แทนกลุ่ม" in page and "สมหญิง นำกลุ่ม" not in page and "มีผู้เดือดร้อนเรื่องเดียวกันอีก 2 ราย" in page
    assert "สมหญิง หนึ่ง" not in page


def test_a_colleague_cannot_keep_what_somebody_else_looked_through(at: Any) -> None:
    told, other = hole(1), hole(2)
    token = looked(at("malee"), told).context["token"]
    assert at("suda").post(f"/desk/cases/{told.number}/groups/looked/{token}").status_code == 404
    assert at("malee").post(f"/desk/cases/{other.number}/groups/looked/{token}").status_code == 404


@pytest.mark.parametrize("who", ["prasit", "nok", "kanya"])
def test_only_the_centre_of_the_case_brings_or_opens_a_list(at: Any, who: str) -> None:
    told = hole()
    group = brought(at, told)
    client = at(who)
    assert looked(client, told).status_code == 403
    assert client.get(f"/desk/cases/{told.number}/groups/{group.pk}").status_code == 403
    assert client.post(f"/desk/cases/{told.number}/groups/{group.pk}", {"reason": WHY, "as": "csv"}).status_code == 403
    assert "สมหญิง" not in text(client.get(at_repeats(told)))


def brought(at: Any, told: Case) -> Group:
    token = looked(at("malee"), told).context["token"]
    at("malee").post(f"/desk/cases/{told.number}/groups/looked/{token}")
    return Group.objects.get(case=told)


def test_the_names_are_shown_once_after_the_reason_was_written_down(at: Any) -> None:
    told, client = hole(), at("malee")
    group = brought(at, told)
    address = f"/desk/cases/{told.number}/groups/{group.pk}"
    assert "สมหญิง หนึ่ง" not in text(client.get(address))
    assert client.post(address, {"reason": ""}).status_code == 422
    assert "สมหญิง หนึ่ง (สมมติ)" in text(client.post(address, {"reason": WHY}))
    (reading,) = ledger.readings(f"{told.number}/group-{group.pk}")
    assert (reading.who, reading.reason) == ("มาลี รักงาน", WHY)
    assert "สมหญิง หนึ่ง" not in text(client.get(address))


def test_the_list_is_given_out_as_a_file_for_excel(at: Any) -> None:
    told = hole()
    group = brought(at, told)
    answer = at("malee").post(f"/desk/cases/{told.number}/groups/{group.pk}", {"reason": WHY, "as": "csv"})
    assert answer["Content-Type"].startswith("text/csv") and answer["Cache-Control"] == "no-store"
    assert answer.content[:3] == b"\xef\xbb\xbf" and "0815550102" in answer.content.decode()
    assert len(ledger.readings(f"{told.number}/group-{group.pk}")) == 1


def test_a_list_of_another_case_is_not_there(at: Any) -> None:
    group = brought(at, hole(1))
    assert at("malee").get(f"/desk/cases/{hole(2).number}/groups/{group.pk}").status_code == 404


@pytest.mark.parametrize(
    "bad", [{"representative": ""}, {"file": ""}, {"file": SimpleUploadedFile("x.xlsx", b"PK junk")}]
)
def test_what_is_no_list_is_said_in_its_field(at: Any, bad: dict[str, Any]) -> None:
    answer = looked(at("malee"), hole(), **bad)
    assert answer.status_code == 422
    assert set(bad) <= set(answer.context["form"].errors)


def test_the_example_file_opens_in_excel(at: Any) -> None:
    answer = at("malee").get("/desk/groups/template.xlsx")
    assert answer.status_code == 200
    assert openpyxl.load_workbook(io.BytesIO(answer.content)).active is not None


def test_the_page_costs_the_same_for_two_repeats_and_for_twenty(at: Any, remembering: None) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    told, client = hole(0), at("malee")
    hole(1)
    client.get(at_repeats(told))
    with CaptureQueriesContext(connection) as few:
        client.get(at_repeats(told))
    for n in range(2, 22):
        hole(n)
    client.get(at_repeats(told))
    with CaptureQueriesContext(connection) as many:
        client.get(at_repeats(told))
    assert len(many) <= len(few) < 16


def test_what_the_supporters_were_told_leads_from_the_outbox_to_the_case(at: Any) -> None:
    told = hole()
    brought(at, told)
    told.refresh_from_db()
    moved(told, ("accept", actor("malee")), ("close", actor("malee")), now=NOW - timedelta(hours=3))
    assert repeats.tell_due(NOW) == 2
    outbox = body(at("malee").get("/desk/outbox"))
    sent = outbox.split("ที่ท่านเดือดร้อนด้วยจบแล้ว")[0].rsplit('<a href="', 1)[1].split('"')[0]
    assert sent == f"/desk/cases/{told.number}"
    assert at("malee").get(sent).status_code == 200


def test_a_case_that_has_ended_offers_no_list_and_says_what_to_do(at: Any) -> None:
    told, client = moved(hole(), ("accept", actor("malee")), ("close", actor("malee"))), at("malee")
    page = text(client.get(at_repeats(told)))
    assert "รับรายชื่อจากไฟล์ Excel" not in page
    assert "เรื่องนี้จบแล้ว จึงรับรายชื่อเพิ่มไม่ได้" in page
    for answer in (client.get(f"/desk/cases/{told.number}/groups"), looked(client, told)):
        assert answer.status_code == 422
        assert "เรื่องนี้จบแล้ว จึงรับรายชื่อเพิ่มไม่ได้" in text(answer)


OFF = {"reason": "เจ้าตัวโทรมาขอถอนชื่อ"}


def supporters(told: Case) -> str:
    return f"/desk/cases/{told.number}/supporters/off"


def test_who_asks_is_taken_off_the_list_and_the_count_on_both_pages_follows(at: Any, client: Any) -> None:
    told = submitted(1, description=HOLE, category="road.surface")
    group, malee = brought(at, told.case), at("malee")
    hers = f"/track/{told.case.number}/{told.key}"
    assert "มีผู้เดือดร้อนเรื่องเดียวกันอีก 2 ราย" in text(client.get(hers))
    assert supporters(told.case) in body(malee.get(at_repeats(told.case)))
    names = body(malee.post(f"/desk/cases/{told.case.number}/groups/{group.pk}", {"reason": WHY}))
    assert f"{supporters(told.case)}?who=2" in names
    assert 'value="2"' in body(malee.get(f"{supporters(told.case)}?who=2"))
    answer = malee.post(supporters(told.case), OFF | {"who": "2"}, follow=True)
    assert f"ถอน {told.case.number}-2 ออกจากรายชื่อ และลบชื่อกับเบอร์แล้ว" in text(answer)
    assert "มีผู้เดือดร้อนเรื่องเดียวกันอีก 1 ราย" in text(answer)
    assert "มีผู้เดือดร้อนเรื่องเดียวกันอีก 1 ราย" in text(client.get(hers))
    assert OFF["reason"] in text(malee.get(f"/desk/cases/{told.case.number}"))
    assert OFF["reason"] not in text(client.get(hers))


@pytest.mark.parametrize(("given", "field"), [({"who": ""}, "who"), ({"who": "77"}, "who"), ({"reason": ""}, "reason")])
def test_what_is_wrong_with_a_wish_to_be_off_is_said_in_its_field(at: Any, given: dict[str, str], field: str) -> None:
    told = hole()
    brought(at, told)
    answer = at("malee").post(supporters(told), {"who": "1"} | OFF | given)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert repeats.count(told) == 2


@pytest.mark.parametrize(
    ("who", "status"),
    [("suda", 302), ("anan", 404), ("prasit", 403), ("nok", 403), ("wichai", 404), ("kanya", 403), ("preecha", 404)],
)
def test_only_the_centre_of_the_case_takes_anybody_off(at: Any, who: str, status: int) -> None:
    told = hole()
    group = brought(at, told)
    for address, more in (
        (supporters(told), {"who": "1"}),
        (f"/desk/cases/{told.number}/groups/{group.pk}/leader", {}),
    ):
        assert at(who).post(address, OFF | more).status_code == status
        assert at(who).get(address).status_code == (200 if status == 302 else status)


def test_another_stands_for_the_group_and_then_nobody_does(at: Any) -> None:
    told, client = hole(), at("malee")
    address = f"/desk/cases/{told.number}/groups/{brought(at, told).pk}/leader"
    assert "ตอนนี้มีผู้แทน" in text(client.get(address))
    assert client.post(address, {"representative": "สมปอง คนใหม่"}).status_code == 422
    page = text(client.post(address, {"representative": "สมปอง คนใหม่ (สมมติ)"} | OFF, follow=True))
    assert "เปลี่ยนผู้แทนกลุ่มแล้ว" in page and "มีผู้แทนกลุ่ม" in page
    page = text(client.post(address, OFF, follow=True))
    assert "ถอนชื่อผู้แทนกลุ่มแล้ว" in page and "สมปอง" not in page
    assert "ตอนนี้ไม่มีผู้แทน" in text(client.get(address))


def test_a_list_whose_time_is_over_says_so_and_cannot_be_opened(at: Any) -> None:
    told, client = hole(), at("malee")
    group = brought(at, told)
    told.refresh_from_db()
    told = moved(told, ("accept", actor("malee")), ("close", actor("malee")))
    assert "จะลบชื่อและเบอร์หลัง" in text(client.get(at_repeats(told)))
    last = repeats.kept_until(told)
    assert last is not None
    repeats.forget_due(last + timedelta(minutes=1))
    page = text(client.get(at_repeats(told)))
    assert "พ้นกำหนดเก็บ ลบชื่อและเบอร์แล้วเมื่อ" in page and "เปิดรายชื่อ" not in page
    assert client.post(f"/desk/cases/{told.number}/groups/{group.pk}", {"reason": WHY}).status_code == 404
