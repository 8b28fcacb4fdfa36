"""Letters at the desk: begun with one press, changed, looked over, issued; and the register books."""

import re
from typing import Any

import pytest

from factories import MONDAY, STORY, case, moved
from people import SOMCHAI, STAFF, actor
from sangsuk.cases import letters
from sangsuk.cases.models import Case, Letter
from typefaces import needs_thai_font

from .reading import body, text

pytestmark = [pytest.mark.django_db, needs_thai_font]
CENTRE = {"malee", "suda", "prasit", "nok"}
OWN = {"malee", "suda"}


def draft(kind: str = "acknowledgement", n: int = 1, **told: Any) -> Letter:
    return letters.start(case(n, **told), kind, by=actor("malee"), now=MONDAY)


def issued(n: int = 1) -> Letter:
    made = draft(n=n)
    return letters.issue(made, by=actor("malee"), version=1, now=MONDAY)


def address(letter: Letter, *more: str) -> str:
    return "/".join([f"/desk/cases/{letter.case.number}/letters/{letter.pk}", *more])


def fields(answer: Any) -> dict[str, str]:
    """What the form on the page would send."""
    page = body(answer)
    found = dict(re.findall(r'<input[^>]*?name="([a-z_0-9]+)"[^>]*?value="([^"]*)"', page))
    found |= {
        name: value.lstrip("\n\r") for name, value in re.findall(r'<textarea[^>]*?name="(\w+)"[^>]*>([^<]*)<', page)
    }
    found.pop("csrfmiddlewaretoken", None)
    return found


def test_from_the_case_to_an_issued_letter_in_three_presses(at: Any) -> None:
    told, client = case(), at("malee")
    assert f"/desk/cases/{told.number}/letters" in body(client.get(f"/desk/cases/{told.number}"))
    answer = client.post(f"/desk/cases/{told.number}/letters", {"kind": "acknowledgement"})
    made = Letter.objects.get()
    assert answer["Location"] == address(made)
    page = client.get(address(made))
    given = fields(page)
    assert "ได้รับเรื่องของท่านไว้แล้ว" in given["body"]
    assert body(page).count('class="letter__page"') == 1  # one sheet of paper
    answer = client.post(
        address(made), given | {"subject": "รับเรื่องของท่านแล้ว", "speed": "ด่วน", "deed": "issue"}, follow=True
    )
    assert "ออกหนังสือแล้ว ที่ ชม 0118 (ศดธ.)/1" in text(answer)
    made.refresh_from_db()
    assert (made.subject, made.speed) == ("รับเรื่องของท่านแล้ว", "ด่วน")
    assert "ออกหนังสือ ที่ ชม 0118 (ศดธ.)/1" in text(client.get(f"/desk/cases/{told.number}"))


def test_a_preview_takes_no_number_and_keeps_what_was_typed(at: Any) -> None:
    made, client = draft(), at("malee")
    given = fields(client.get(address(made)))
    answer = client.post(address(made), given | {"body": "ข้อความใหม่", "deed": "save"}, follow=True)
    assert fields(answer)["body"] == "ข้อความใหม่"
    assert Letter.objects.get().number == ""
    assert "#preview" in answer.redirect_chain[0][0]


def test_a_gap_sends_the_form_back_with_everything_typed(at: Any) -> None:
    made, client = draft("escalation"), at("malee")
    given = fields(client.get(address(made)))
    answer = client.post(address(made), given | {"signer": "สุดา นำทาง", "deed": "issue"})
    assert answer.status_code == 422
    assert "ต้องเติมก่อนออกเลข" in text(answer)
    again = fields(answer)
    assert again["signer"] == "สุดา นำทาง"
    filled = {name: value.replace("[โปรดระบุ]", "ตามที่ประชุม") for name, value in again.items()}
    assert client.post(address(made), filled | {"deed": "issue"}).status_code == 302


def test_two_people_on_one_draft_the_second_is_told(at: Any) -> None:
    made, client = draft(), at("malee")
    given = fields(client.get(address(made)))
    letters.change(made, {"subject": "ของอีกคน"}, by=actor("suda"), version=1)
    answer = client.post(address(made), given | {"subject": "ของฉัน", "deed": "save"})
    assert answer.status_code == 409
    assert fields(answer)["subject"] == "ของฉัน"


def test_a_form_with_facts_is_changed_too(at: Any) -> None:
    made, client = draft("service_link"), at("malee")
    given = fields(client.get(address(made)))
    assert STORY in given["fact_5"]
    filled = {name: value.replace("[โปรดระบุ]", "การไฟฟ้า") for name, value in given.items()}
    assert client.post(address(made), filled | {"fact_6": "ขอให้สูบน้ำ", "deed": "issue"}).status_code == 302
    assert ["สิ่งที่ขอให้ช่วย", "ขอให้สูบน้ำ"] in Letter.objects.get().paper["facts"]


def test_a_draft_is_thrown_away_and_an_issued_letter_is_not(at: Any) -> None:
    made, client = draft(), at("malee")
    client.post(address(made), {"version": "1", "deed": "discard"})
    assert not Letter.objects.exists()
    kept = issued(2)
    assert client.post(address(kept), {"version": "2", "deed": "discard"}).status_code == 409
    assert Letter.objects.exists()


def test_a_pdf_is_shown_or_kept_and_nothing_in_it_can_run(at: Any) -> None:
    made, client = issued(), at("malee")
    answer = client.get(address(made, "pdf"))
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert client.get(address(made, "pdf") + "?save")["Content-Disposition"].startswith("attachment")


def test_a_page_is_a_picture_and_there_is_no_page_after_the_last(at: Any) -> None:
    made, client = issued(), at("malee")
    assert client.get(address(made, "pages", "1")).content.startswith(b"\x89PNG")
    assert client.get(address(made, "pages", "9")).status_code == 404


@pytest.mark.parametrize("who", STAFF)
def test_who_opens_a_letter(at: Any, who: str) -> None:
    made, client = issued(), at(who)
    for more in ((), ("pdf",), ("pages", "1")):
        expected = {200} if who in CENTRE else {403, 404}
        assert client.get(address(made, *more)).status_code in expected, (who, more)


@pytest.mark.parametrize("who", STAFF)
def test_who_begins_a_letter(at: Any, who: str) -> None:
    told = case()
    answer = at(who).post(f"/desk/cases/{told.number}/letters", {"kind": "request"})
    assert answer.status_code in ({302} if who in OWN else {403, 404})
    assert Letter.objects.exists() is (who in OWN)


def test_an_agency_that_works_on_the_case_sees_no_letters(at: Any) -> None:
    told = moved(case(), ("accept", actor("malee")), ("hand_to_agency", actor("malee")))
    assert at("wichai").get(f"/desk/cases/{told.number}/letters").status_code == 403


def test_the_name_is_on_no_page_of_the_desk_and_in_no_picture(at: Any) -> None:
    made, client = draft(identity="hidden"), at("malee")
    made = letters.issue(made, by=actor("malee"), version=1, now=MONDAY)
    pages = [f"/desk/cases/{made.case.number}/letters", address(made), "/desk/registers?month=2026-11"]
    assert not [page for page in pages if SOMCHAI.name in text(client.get(page))]
    assert "ชื่อผู้ร้องอยู่ใน PDF เท่านั้น" in text(client.get(address(made)))


def test_who_gave_no_name_gets_no_letter_offered(at: Any) -> None:
    nobody = type(SOMCHAI)("", "", "")
    told = case(identity="none", reporter=nobody)
    page = body(at("malee").get(f"/desk/cases/{told.number}/letters"))
    assert 'value="request"' in page
    assert 'value="acknowledgement"' not in page


def test_an_unknown_kind_and_a_foreign_letter_are_not_there(at: Any) -> None:
    made, other, client = issued(1), case(2), at("malee")
    assert client.post(f"/desk/cases/{other.number}/letters", {"kind": "x"}).status_code == 404
    assert client.get(f"/desk/cases/{other.number}/letters/{made.pk}").status_code == 404


def test_what_is_typed_is_shown_as_text(at: Any) -> None:
    made, client = draft(), at("malee")
    given = fields(client.get(address(made)))
    answer = client.post(address(made), given | {"subject": "<script>x</script>#panic()", "deed": "save"}, follow=True)
    assert "<script>x" not in answer.content.decode()
    assert 'class="letter__page"' in body(answer)


def test_the_book_of_a_month_is_a_table_and_a_pdf(at: Any) -> None:
    made, client = issued(), at("malee")
    words = text(client.get("/desk/registers?book=sent&month=2026-11"))
    assert made.number in words
    assert "รวม 1 ฉบับ" in words
    assert client.get("/desk/registers/pdf?book=sent&month=2026-11").content.startswith(b"%PDF-")
    assert Case.objects.get().number in text(client.get("/desk/registers?book=received"))


@pytest.mark.parametrize(
    ("query", "status"),
    [("book=x", 404), ("office=none", 404), ("office=5002", 403), ("month=2026-13", 422), ("", 200)],
)
def test_an_odd_book_gets_a_kind_page(at: Any, query: str, status: int) -> None:
    for page in ("/desk/registers", "/desk/registers/pdf"):
        assert at("malee").get(f"{page}?{query}").status_code == status


@pytest.mark.parametrize("who", STAFF)
def test_who_opens_the_books(at: Any, who: str) -> None:
    expected = 200 if who in {"malee", "suda", "anan", "prasit", "orn", "nok", "dao"} else 403
    assert at(who).get("/desk/registers").status_code == expected


def test_a_province_opens_the_books_of_its_districts(at: Any) -> None:
    made = issued()
    assert made.number in text(at("prasit").get("/desk/registers?office=5001&month=2026-11"))


@pytest.mark.usefixtures("remembering")
def test_the_list_of_letters_costs_the_same_for_two_and_twenty(at: Any, django_assert_num_queries: Any) -> None:
    told, client = case(), at("malee")
    address = f"/desk/cases/{told.number}/letters"
    for many in (2, 20):
        for _n in range(many):
            made = letters.start(told, "acknowledgement", by=actor("malee"), now=MONDAY)
            letters.issue(made, by=actor("malee"), version=1, now=MONDAY)
        client.get(address)
        with django_assert_num_queries(5):
            client.get(address)


def test_an_operator_writes_an_offices_letter_code_with_its_source(at: Any, powerful: Any) -> None:
    client = at("preecha")
    powerful()
    given = {"office": "5001", "code": "ชม 0118.5", "valid_from": "2026-01-01", "why": "หนังสือจังหวัดที่ 12/2569"}
    assert client.post("/desk/rules/letterheads/add", given).status_code == 302
    assert "ชม 0118.5" in text(client.get("/desk/rules/letterheads"))
    assert issued().number == "ชม 0118.5/1"


def test_the_minutes_of_each_kind_are_rows_with_a_source(at: Any) -> None:
    client = at("preecha")
    assert "ขอข้อเท็จจริงจากหน่วยงาน" in text(client.get("/desk/rules/letterminutes"))
