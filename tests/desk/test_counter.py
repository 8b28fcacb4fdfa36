"""A complaint at the counter or on the telephone: one page, one press, a number and a key to take home."""

from typing import Any
from uuid import uuid4

import pytest

from asking_ids import ask
from people import user
from sangsuk.cases.models import Attachment, Case, Reporter
from sangsuk.common import ids
from sangsuk.common.sealed import unseal_field

from .reading import body, paper, photo, text

STORY = "เสาไฟฟ้าเอียงจะล้มทับบ้าน ยายกลัวมาก"


def told(**changes: Any) -> dict[str, Any]:
    """The form as Malee fills it in at her counter."""
    data = {
        "client_id": str(uuid4()), "description": STORY, "area": "500107", "place": "", "channel": "counter",
        "identity": "named", "name": "บุญมา ใจเย็น (สมมติ)", "phone": "081 555 0171", "language": "th", "category": "",
    }  # fmt: skip
    return data | changes


def saved(at: Any, **changes: Any) -> Case:
    client = at("malee")
    answer = client.post("/desk/new", told(**changes))
    assert answer.status_code == 302, text(answer)
    return Case.objects.get()


def test_a_complaint_becomes_a_case_in_one_press(at: Any) -> None:
    client = at("malee")
    answer = client.post("/desk/new", told())
    case = Case.objects.get()
    assert answer["Location"] == f"/desk/new/{case.number}"
    assert (case.channel, case.district_id, case.subdistrict_id, case.identity) == (
        "counter",
        "5001",
        "500107",
        "named",
    )
    assert case.recorded_by == user("malee")
    assert Reporter.objects.filter(case=case).exists()
    slip = text(client.get(answer["Location"]))
    assert case.number in slip
    assert ids.secret_key(case.client_id) in slip
    assert "จะรับไว้ดำเนินการภายในวันอังคารที่ 17 พฤศจิกายน 2569" in slip


def test_the_key_on_the_slip_opens_the_case(at: Any, client: Any) -> None:
    case = saved(at)
    assert ids.same_key(ids.secret_key(case.client_id), case.key_digest)


def test_a_double_press_makes_one_case_and_shows_the_same_slip(at: Any) -> None:
    client, data = at("malee"), told()
    first, second = client.post("/desk/new", data), client.post("/desk/new", data)
    assert Case.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_the_same_form_with_other_words_is_not_taken_for_the_first(at: Any) -> None:
    client, data = at("malee"), told()
    client.post("/desk/new", data)
    answer = client.post("/desk/new", data | {"description": "เรื่องใหม่อีกเรื่องหนึ่งเลย"})
    assert answer.status_code == 422
    assert "บันทึกไปแล้วครั้งหนึ่ง" in text(answer)


def test_somebody_elses_client_id_opens_no_slip(at: Any) -> None:
    data = told()
    at("malee").post("/desk/new", data)
    anan = at("anan")
    answer = anan.post("/desk/new", data | {"description": "ลองเดาเลขของคนอื่นดู"})
    number = Case.objects.get().number
    assert answer.status_code == 422
    assert number not in text(answer)
    assert anan.get(f"/desk/new/{number}").status_code == 404


def test_the_slip_is_for_who_took_the_case_down_and_while_signed_in(at: Any) -> None:
    client = at("malee")
    client.post("/desk/new", told())
    number = Case.objects.get().number
    assert at("suda").get(f"/desk/new/{number}").status_code == 404
    client.post("/desk/sign-out")
    client.force_login(user("malee"))
    assert client.get(f"/desk/new/{number}").status_code == 404


def test_a_case_for_another_office_still_gets_its_slip(at: Any) -> None:
    client = at("malee")
    answer = client.post("/desk/new", told(area="", place="อำเภอจอมทอง เชียงใหม่", place_code="5002"))
    number = Case.objects.get().number
    page = client.get(answer["Location"])
    assert number in text(page)
    assert f"/desk/cases/{number}" not in body(page)


def test_nothing_typed_is_lost_when_something_is_missing(at: Any) -> None:
    answer = at("malee").post("/desk/new", told(description="", wish="ซ่อมเสา", name="", phone="12"))
    assert answer.status_code == 422
    page = body(answer)
    assert "กรุณาเขียนว่าเกิดอะไรขึ้น" in page
    assert "กรุณาบอกชื่อ" in page
    for kept in ("ซ่อมเสา", 'value="12"', 'value="500107" selected'):
        assert kept in page
    assert not Case.objects.exists()


def test_what_is_missing_is_asked_of_the_officer_and_not_of_the_citizen(at: Any) -> None:
    page = text(at("malee").post("/desk/new", {"description": " "}))
    assert "กรุณาเขียนว่าเกิดอะไรขึ้น" in page
    assert "เรื่องของท่าน" not in page


def test_a_national_number_is_kept_sealed_and_only_its_last_four_digits_in_clear(at: Any) -> None:
    ask()
    row = Reporter.objects.get(case=saved(at, national_id="๑-๒๓๔๕-๖๗๘๙๐-๑๒-๑"))
    assert row.id_tail == "0121" and row.id_print and b"1234567890121" not in bytes(row.national_id)
    assert unseal_field(row, "national_id") == "1234567890121"


def test_a_wrong_national_number_is_said_in_a_sentence_and_nothing_typed_is_lost(at: Any) -> None:
    ask()
    answer = at("malee").post("/desk/new", told(national_id="1-2345-67890-12-2"))
    assert answer.status_code == 422 and not Case.objects.exists()
    assert "ถ้าไม่มีเลข เว้นว่างไว้ได้" in text(answer)
    for kept in ('value="1-2345-67890-12-2"', STORY, "081 555 0171"):
        assert kept in body(answer)


def test_where_no_rule_asks_for_the_national_number_the_page_has_no_place_for_it(at: Any) -> None:
    assert "national_id" not in body(at("malee").get("/desk/new"))
    assert not Reporter.objects.get(case=saved(at, national_id="1-2345-67890-12-1")).national_id


def test_a_number_given_with_a_matter_that_does_not_ask_for_it_is_refused_in_a_sentence(at: Any) -> None:
    ask(category_code="debt")
    number = {"national_id": "1-2345-67890-12-1"}
    answer = at("malee").post("/desk/new", told(category="road.surface", **number))
    assert answer.status_code == 422 and "เรื่องประเภทนี้ไม่ต้องใช้เลขประจำตัวประชาชน กรุณาลบเลขออก" in text(answer)
    assert Reporter.objects.get(case=saved(at, category="debt.informal", **number)).id_tail == "0121"


def test_where_the_number_is_required_having_none_is_an_answer(at: Any) -> None:
    ask("required")
    answer = at("malee").post("/desk/new", told())
    assert answer.status_code == 422 and "กรุณาใส่เลข 13 หลัก หรือบอกว่าไม่มีเลข" in text(answer)
    assert not Reporter.objects.get(case=saved(at, has_no_id="on")).national_id


def test_who_gives_no_name_leaves_nothing_behind(at: Any) -> None:
    case = saved(at, identity="none")
    assert not Reporter.objects.filter(case=case).exists()


@pytest.mark.parametrize(
    ("typed", "district", "subdistrict"),
    [
        ("ดอยสะเก็ด เชียงดาว", None, None),
        ("5002", "5002", None),
        ("500107", "5001", "500107"),
        ("๕๐๐๑๐๗", "5001", "500107"),
    ],
)
def test_a_place_that_can_only_be_one_needs_no_choosing(
    at: Any, typed: str, district: str | None, subdistrict: str | None
) -> None:
    answer = at("malee").post("/desk/new", told(area="", place=typed))
    if district is None:
        assert answer.status_code == 422
    else:
        case = Case.objects.get()
        assert (case.district_id, case.subdistrict_id) == (district, subdistrict)


def test_of_several_places_of_one_name_she_chooses(at: Any) -> None:
    client, data = at("malee"), told(area="", place="สันทราย")
    answer = client.post("/desk/new", data)
    assert answer.status_code == 422
    assert "มีหลายที่ชื่อนี้" in text(answer)
    assert 'name="place_code" value="5014"' in body(answer)
    assert client.post("/desk/new", data | {"place_code": "5014"}).status_code == 302
    assert Case.objects.get().district_id == "5014"


def test_a_code_that_was_not_among_the_places_found_is_not_believed(at: Any) -> None:
    answer = at("malee").post("/desk/new", told(area="", place="สันทราย", place_code="1001"))
    assert answer.status_code == 422
    assert not Case.objects.exists()


@pytest.mark.parametrize("typed", ["ฮอกวอตส์", "เชียงใหม่ ๆ ๆ", "🙏", "\u0000", "x" * 300])
def test_a_place_that_is_not_there_is_said(at: Any, typed: str) -> None:
    answer = at("malee").post("/desk/new", told(area="", place=typed))
    assert answer.status_code == 422
    assert STORY in body(answer)


def test_places_are_offered_while_she_types(at: Any) -> None:
    client = at("malee")
    assert "อำเภอสันทราย จังหวัดเชียงใหม่" in text(client.get("/desk/new/places?place=สันทร"))
    assert 'type="radio"' not in body(client.get("/desk/new/places?place=ส"))
    assert "ไม่พบที่ชื่อนี้" in text(client.get("/desk/new/places?place=ฮอกวอตส์"))
    client.cookies["lang"] = "en"
    assert "San Sai District, Chiang Mai Province" in text(client.get("/desk/new/places?place=san sai"))


def test_a_province_is_no_place_for_a_case(at: Any) -> None:
    assert 'value="50"' not in body(at("malee").get("/desk/new/places?place=เชียงใหม่"))


def test_a_likely_category_is_offered_from_the_words(at: Any) -> None:
    piece = body(at("malee").post("/desk/new/categories", told(description="น้ำท่วมถนนทั้งสาย ระบายไม่ทัน")))
    assert "ข้อเสนอจากข้อความ โปรดพิจารณา" in piece
    assert "<html" not in piece
    assert "ยังส่งไม่ได้" not in piece
    assert "field__error" not in piece


def test_the_channel_used_last_is_offered_again(at: Any) -> None:
    client = at("malee")
    assert '<option value="counter" selected' in body(client.get("/desk/new"))
    client.post("/desk/new", told(channel="phone_1567"))
    assert '<option value="phone_1567" selected' in body(client.get("/desk/new"))


def test_only_channels_of_the_staff_are_offered(at: Any) -> None:
    page = body(at("malee").get("/desk/new"))
    assert 'value="phone"' in page
    assert 'value="web"' not in page
    assert at("malee").post("/desk/new", told(channel="web")).status_code == 422


def test_photographs_and_papers_come_with_it(at: Any) -> None:
    client = at("malee")
    assert client.post("/desk/new", told() | {"photos": [photo(), paper()]}).status_code == 302
    assert Attachment.objects.count() == 2


def test_each_form_has_an_id_of_its_own(at: Any) -> None:
    client = at("malee")
    first, second = (body(client.get("/desk/new")).split('name="client_id" value="')[1][:36] for _ in range(2))
    assert first != second


def test_the_ministry_types_the_place(at: Any) -> None:
    client = at("nok")
    assert 'name="area"' not in body(client.get("/desk/new"))
    assert client.post("/desk/new", told(area="", place="500107")).status_code == 302


def test_a_province_officer_chooses_a_district_of_the_province(at: Any) -> None:
    client = at("prasit")
    assert '<option value="5014">อำเภอสันทราย' in body(client.get("/desk/new"))
    assert client.post("/desk/new", told(area="5014")).status_code == 302
    assert Case.objects.get().district_id == "5014"


def test_without_any_place_she_is_asked_for_one(at: Any) -> None:
    answer = at("prasit").post("/desk/new", told(area=""))
    assert answer.status_code == 422
    assert "กรุณาเลือกหรือพิมพ์ว่าเกิดเรื่องที่ไหน" in text(answer)


def test_an_expired_guard_gives_the_form_again(at: Any) -> None:
    from django.test import Client

    guarded = Client(enforce_csrf_checks=True)
    guarded.force_login(user("malee"))
    answer = guarded.post("/desk/new", told())
    assert answer.status_code == 403
    assert STORY in body(answer)
    assert not Case.objects.exists()


def test_the_slip_is_in_the_language_of_the_citizen(at: Any) -> None:
    client = at("malee")
    answer = client.post("/desk/new", told(language="en"))
    page = client.get(answer["Location"])
    assert page["Content-Language"] == "en"
    assert "Receipt of the Damrongdhama Centre" in text(page)
    assert '<html lang="en">' in body(page)
    assert "Chang Phueak Subdistrict" in text(page)
