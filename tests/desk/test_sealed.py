"""A sealed case at the desk: written down by the accused and handed on, who sees it and why, on and off the seal."""

from typing import Any

import pytest

from factories import case, moved
from people import STAFF, actor, user
from sangsuk.cases.models import Case
from sangsuk.common import ids

from .reading import text
from .test_counter import told

BRIBE = "ปลัดอำเภอเรียกเงินสองพันบาทตอนทำบัตรประชาชน ใครไม่จ่ายให้รอทั้งวัน"
ASKED = {"asked_whom": "1", "accused": "5001"}


@pytest.fixture(autouse=True)
def _everybody(_desk: None) -> None:
    for who in STAFF:
        user(who)


def test_the_counter_asks_whom_before_it_takes_an_accusation_down(at: Any) -> None:
    answer = at("malee").post("/desk/new", told(description=BRIBE))
    assert answer.status_code == 422
    assert "กรุณาถามผู้ร้องว่าร้องเรียนหน่วยงานใด" in text(answer)
    assert "(“ปลัดอำเภอ”)" in text(answer)
    assert '<select name="accused_other" class="input"' in answer.content.decode()
    assert not Case.objects.exists()


def test_she_who_takes_down_what_accuses_her_own_office_reads_first_that_she_hands_it_on(at: Any) -> None:
    answer = at("malee").post("/desk/new", told(description=BRIBE, **ASKED))
    assert answer.status_code == 422
    assert "กรุณาอ่านและยืนยันการส่งต่อ" in text(answer)
    assert not Case.objects.exists()


def test_handed_on_she_learns_neither_number_nor_key_and_the_centre_gives_the_slip(at: Any) -> None:
    client = at("malee")
    answer = client.post("/desk/new", told(description=BRIBE, **ASKED, hand_on="on"))
    assert answer["Location"] == "/desk/new"
    made = Case.objects.get()
    key = ids.secret_key(made.client_id)
    assert (made.office_id, made.accused, made.secrecy) == ("5000", ["5001"], "secret")
    after = client.get("/desk/new")
    assert "ส่งต่อให้ศูนย์ที่เป็นกลางแล้ว" in text(after)
    for said in (text(after), str(dict(client.session))):
        assert made.number not in said and key not in said and str(made.client_id) not in said
    assert client.get(f"/desk/new/{made.number}").status_code == 404
    slip = at("prasit").get(f"/desk/new/{made.number}")
    assert key in text(slip)
    assert at("anan").get(f"/desk/new/{made.number}").status_code == 404


def test_pressing_twice_hands_on_once_and_tells_no_more(at: Any) -> None:
    client, data = at("malee"), told(description=BRIBE, **ASKED, hand_on="on")
    first, again = client.post("/desk/new", data), client.post("/desk/new", data)
    assert first["Location"] == again["Location"] == "/desk/new"
    assert Case.objects.count() == 1


def test_who_says_that_it_is_nobody_is_served_as_usual(at: Any) -> None:
    answer = at("malee").post("/desk/new", told(description=BRIBE, asked_whom="1", nobody="on"))
    made = Case.objects.get()
    assert answer["Location"] == f"/desk/new/{made.number}"
    assert (made.office_id, made.accused) == ("5001", [])


def test_the_page_says_from_whom_it_is_kept_and_who_sees_it_and_why(at: Any) -> None:
    sealed = case(accused=("5001",))
    words = text(at("prasit").get(f"/desk/cases/{sealed.number}"))
    assert "ผู้ถูกร้องคือ ศูนย์ดำรงธรรมอำเภอเมืองเชียงใหม่" in words
    assert "ประสิทธิ์ จังหวัด (ศูนย์ดำรงธรรมจังหวัดเชียงใหม่): ผู้เปิดเรื่องปิดผนึกของสำนักงานที่ดูแลเรื่องนี้" in words
    assert "นก กระทรวง" in words
    assert "มาลี รักงาน (" not in words and "กัญญา ผู้ว่า (" not in words


def test_whom_the_page_names_opens_it_and_nobody_else(at: Any) -> None:
    sealed = case(accused=("5001",))
    words = text(at("prasit").get(f"/desk/cases/{sealed.number}"))
    for who, role in STAFF.items():
        opens = at(who).get(f"/desk/cases/{sealed.number}").status_code == 200
        assert opens == (f"{role.name} (" in words), who


def test_an_ordinary_case_has_no_such_section(at: Any) -> None:
    assert "เรื่องปิดผนึก" not in text(at("prasit").get(f"/desk/cases/{case().number}"))


def pressed(at: Any, who: str, number: str, move: str, **data: Any) -> int:
    version = Case.objects.get(number=number).version
    data = {"version": version, "reason": "ผู้ร้องเล่าเพิ่มเติม"} | data
    sent = {f"{move}-{field}": value for field, value in data.items()}
    return int(at(who).post(f"/desk/cases/{number}/moves/{move}", sent).status_code)


def test_accused_at_the_desk_it_leaves_her_who_named_her_own_office(at: Any) -> None:
    found = moved(case(), ("accept", actor("suda")))
    assert pressed(at, "suda", found.number, "accuse", accused_office="5001") == 302
    assert at("suda").get(f"/desk/cases/{found.number}").status_code == 404
    assert "ผู้ถูกร้องคือ" in text(at("prasit").get(f"/desk/cases/{found.number}"))


def test_a_governor_reads_it_from_when_it_is_given_to_him_and_the_page_says_why(at: Any) -> None:
    sealed = case(accused=("5001",))
    assert at("kanya").get(f"/desk/cases/{sealed.number}").status_code == 404
    sent = {
        "entrust-version": sealed.version,
        "entrust-reason": "ผู้ร้องเล่าเพิ่ม",
        "entrust-assignee": actor("kanya").user_id,
    }
    answer = at("prasit").post(f"/desk/cases/{sealed.number}/moves/entrust", sent)
    assert answer.status_code == 302, text(answer)
    words = text(at("kanya").get(f"/desk/cases/{sealed.number}"))
    assert "กัญญา ผู้ว่า (ศูนย์ดำรงธรรมจังหวัดเชียงใหม่): ได้รับมอบหมายให้อ่าน" in words


def test_the_seal_is_taken_off_by_a_second_person_only(at: Any) -> None:
    sealed = case(category="drugs.dealing")
    assert pressed(at, "suda", sealed.number, "ask_unseal") == 302
    assert pressed(at, "suda", sealed.number, "unseal") == 403
    assert Case.objects.get().secrecy == "secret"
    assert pressed(at, "prasit", sealed.number, "unseal") == 302
    assert Case.objects.get().secrecy == "normal"
    assert "เรื่องปิดผนึก ผู้ที่เห็นได้" not in text(at("suda").get(f"/desk/cases/{sealed.number}"))


@pytest.mark.parametrize("page", ["disclosures/new", "requests/new", "keeping"])
def test_by_number_the_ministrys_data_officer_finds_no_case_that_accuses_the_ministry(at: Any, page: str) -> None:
    sealed, said = case(accused=("MOI",)), []
    for number in (sealed.number, "5000-70-999999999"):
        answer = at("daranee").post(f"/desk/privacy/{page}", {"number": number, "kind": "access", "identity": "seen"})
        said.append((answer.status_code, text(answer).replace(number, "")))
    assert said[0] == said[1]
    assert said[0][0] == 422
