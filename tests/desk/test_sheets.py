"""Sheets at the desk, over HTTP: to fill in, to sign, to pass, to ask; what is pasted and what a phone sends."""

import io
import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from factories import client_id
from people import STAFF, actor
from reporting import CODE, FULL, NOW, indicator, programme, refreshed, say, sheet, told
from sangsuk.flagships.models import Entry, Evidence, Sheet, SheetEvent, Statement
from sangsuk.flagships.reporting import opening, signing
from sangsuk.notifications.models import Message
from visiting import picture, sha256

At = Callable[[str], Client]
P1 = f"{CODE}_01"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def fields(code: str, number: str = "", base: str | None = None, **more: str) -> dict[str, str]:
    told = {f"n~{CODE}.{code}~": number, f"q~{CODE}.{code}~": more.pop("seq", "0")}
    if base is not None:
        told[f"b~{CODE}.{code}~"] = base
    return told | {f"{kind}~{CODE}.{code}~": value for kind, value in more.items()}


def save(client: Client, one: Sheet, *told: dict[str, str], project: str = P1, **more: str) -> Any:
    data: dict[str, str] = {"project": project} | more
    for part in told:
        data |= part
    return client.post(f"/desk/flagships/sheets/{one.pk}", data)


def entry(one: Sheet, code: str) -> Entry:
    return Entry.objects.get(sheet=one, indicator=f"{CODE}.{code}", cell="")


LOOKS = {"malee": 200, "suda": 200, "prasit": 200, "kanya": 200, "nok": 200, "dao": 200, "anan": 404, "orn": 404}  # fmt: skip


@pytest.mark.parametrize("who", STAFF)
def test_who_sees_a_sheet(at: At, who: str) -> None:
    one = sheet()
    for page in (
        "",
        "/as-it-was",
        "/below",
        f"/numbers/{CODE}.cases",
        f"/numbers/{CODE}.cases/evidence",
        "/template.csv",
    ):
        answer = at(who).get(f"/desk/flagships/sheets/{one.pk}{page}")
        assert answer.status_code == LOOKS.get(who, 403), page


@pytest.mark.parametrize("who", STAFF)
def test_only_the_district_itself_saves(at: At, who: str) -> None:
    one = sheet()
    answer = save(at(who), one, fields("cases", "5"))
    assert answer.status_code == (302 if who in ("malee", "suda") else 404 if LOOKS.get(who) == 404 else 403)
    assert Entry.objects.exists() == (who in ("malee", "suda"))


def test_one_project_is_saved_half_with_thai_digits_commas_and_a_dash(at: At) -> None:
    one = sheet()
    answer = save(at("malee"), one, fields("cases", "๑,๒๓๔ เรื่อง"), fields("settled", "", ""), fields("visits", "-"))
    assert answer.status_code == 302 and answer["Location"].endswith(f"#{P1}")
    assert (entry(one, "cases").number, entry(one, "visits").none) == (1234, True)
    assert not Entry.objects.filter(indicator=f"{CODE}.settled").exists()
    page = at("malee").get(f"/desk/flagships/sheets/{one.pk}").content.decode()
    assert 'value="1,234"' in page and "ยังขาด 3 ค่า" in page


def test_what_could_not_be_read_stays_in_its_field_and_the_rest_is_saved(at: At) -> None:
    one = sheet()
    answer = save(at("malee"), one, fields("cases", "สิบสอง"), fields("settled", "9", "12"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="สิบสอง"' in page and "ไม่ใช่ตัวเลข" in page
    assert entry(one, "settled").base == 12
    assert not Entry.objects.filter(indicator=f"{CODE}.cases").exists()


def test_who_was_slower_gets_both_values_and_keeps_what_she_typed(at: At) -> None:
    one = sheet()
    save(at("suda"), one, fields("cases", "5"))
    answer = save(at("malee"), one, fields("cases", "7"), fields("visits", "3"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="7"' in page and "มีผู้อื่นกรอกไว้ว่า 5" in page
    assert (entry(one, "cases").number, entry(one, "visits").number) == (5, 3)
    (seq,) = re.findall(rf'name="q~{re.escape(CODE)}\.cases~" value="(\d+)"', page)
    assert save(at("malee"), one, fields("cases", "7", seq=seq)).status_code == 302
    assert entry(one, "cases").number == 7


def test_the_chief_signs_the_province_passes_and_asks_the_district_answers(at: At) -> None:
    one, _chief = sheet(), actor("suda")
    say(one, by=actor("malee"))
    address = f"/desk/flagships/sheets/{one.pk}"
    assert at("malee").post(f"{address}/moves/ready", {"version": refreshed(one).version}).status_code == 302
    assert at("malee").post(f"{address}/moves/hand_in", {}).status_code == 403
    stale = at("suda").post(f"{address}/moves/hand_in", {"version": "1"})
    assert stale.status_code == 409 and "เปลี่ยนรายงานนี้ไปก่อนแล้ว" in stale.content.decode()
    assert at("suda").post(f"{address}/moves/hand_in", {"version": refreshed(one).version}).status_code == 302
    asked = {"indicator": f"{CODE}.cases", "question": "ทำไมมากกว่าเดือนก่อน", "version": refreshed(one).version}
    assert at("prasit").post(f"{address}/ask", asked).status_code == 302
    assert at("prasit").post(f"{address}/moves/pass", {"version": refreshed(one).version}).status_code == 302
    page = at("malee").get(address).content.decode()
    assert "ทำไมมากกว่าเดือนก่อน" in page and "มีคำถาม 1 ค่า" in page
    assert f'href="#r-{CODE}.cases"' in page, "from the top of the page straight to the number"
    assert save(at("malee"), one, fields("cases", "11", seq="3")).status_code == 422
    assert save(at("malee"), one, fields("cases", "11", seq="3", w="นับซ้ำ")).status_code == 302
    at("suda").post(f"{address}/moves/hand_in", {"version": refreshed(one).version})
    answer = at("prasit").post(f"{address}/moves/pass", {"version": refreshed(one).version})
    assert answer.status_code == 302 and refreshed(one).state == "passed"


def test_what_holds_it_up_is_said_number_by_number_with_a_way_to_each(at: At) -> None:
    one = sheet()
    say(one, *FULL, told("cases", "1.5"), by=actor("malee"))
    answer = at("suda").post(f"/desk/flagships/sheets/{one.pk}/moves/hand_in", {"version": refreshed(one).version})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#r-{CODE}.cases"' in page and "ต้องเป็นจำนวนเต็ม" in page


def test_asking_needs_a_number_and_a_question_and_keeps_what_was_typed(at: At) -> None:
    one = sheet()
    say(one, by=actor("malee"))
    signing.hand_in(refreshed(one), by=actor("suda"), now=NOW)
    address = f"/desk/flagships/sheets/{one.pk}/ask"
    none = at("prasit").post(address, {"question": "ช่วยดูอีกครั้ง"})
    assert none.status_code == 422 and "ช่วยดูอีกครั้ง" in none.content.decode()
    empty = at("prasit").post(address, {"indicator": f"{CODE}.cases", "question": " "})
    assert empty.status_code == 422 and refreshed(one).returned == 0


# those above


def test_each_sees_who_has_not_reported_in_her_own_scope(at: At) -> None:
    programme()
    opening.open_due(NOW)
    province = at("prasit").get("/desk/flagships/sheets").content.decode()
    assert "ยังค้าง 25 จาก 25 อำเภอ" in province
    country = at("dao").get("/desk/flagships/sheets").content.decode()
    assert "ยังค้าง 878 จาก 878 อำเภอ" in country
    assert at("prasit").get("/desk/flagships/sheets?province=30").status_code == 404
    assert at("dao").get("/desk/flagships/sheets?province=50").status_code == 200
    assert at("dao").get("/desk/flagships/sheets?period=x").status_code == 422


def test_the_pages_above_cost_the_same_for_few_and_for_many(at: At, django_assert_num_queries: Any) -> None:
    sheet()
    prasit, dao = at("prasit"), at("dao")
    for client in (prasit, dao):
        client.get("/desk/flagships/sheets")
    with django_assert_num_queries(ABOVE):
        prasit.get("/desk/flagships/sheets")
    opening.open_due(NOW)
    with django_assert_num_queries(ABOVE):
        prasit.get("/desk/flagships/sheets")
    with django_assert_num_queries(ABOVE):
        dao.get("/desk/flagships/sheets")


ABOVE = 5
"""Session, person, membership; the programmes that are open, the rows. What is asked is remembered."""


def test_a_question_makes_a_district_owe_for_the_province_and_for_the_country_alike(at: At) -> None:
    one = sheet()
    say(one, by=actor("malee"))
    signing.hand_in(refreshed(one), by=actor("suda"), now=NOW)
    asked = {"indicator": f"{CODE}.cases", "question": "ทำไมมากกว่าเดือนก่อน"}
    assert at("prasit").post(f"/desk/flagships/sheets/{one.pk}/ask", asked).status_code == 302
    for who in ("prasit", "dao"):
        assert "ยังค้าง 1 จาก 1 อำเภอ" in at(who).get("/desk/flagships/sheets").content.decode()


def test_one_button_reminds_everybody_who_owes_once_a_day(at: At) -> None:
    sheet()
    sheet("5002")
    for who in ("malee", "suda", "anan"):
        actor(who)
    told = {"period": "2026-10", "programme": CODE}
    for _n in range(2):
        assert at("prasit").post("/desk/flagships/sheets/remind", told).status_code == 302
    assert Message.objects.filter(code="sheet-near").count() == 3
    assert at("malee").post("/desk/flagships/sheets/remind", told).status_code == 404


def test_the_department_accepts_a_province(at: At) -> None:
    one = sheet()
    say(one, by=actor("malee"))
    signing.pass_(signing.hand_in(refreshed(one), by=actor("suda"), now=NOW), by=actor("prasit"), now=NOW)
    told = {"period": "2026-10", "programme": CODE}
    assert at("prasit").post("/desk/flagships/sheets/provinces/50/accept", told).status_code == 404
    assert at("dao").post("/desk/flagships/sheets/provinces/50/accept", told).status_code == 302
    assert refreshed(one).state == "accepted"


def test_a_sheet_costs_the_same_for_five_numbers_and_for_sixty(at: At, django_assert_num_queries: Any) -> None:
    one = sheet()
    say(one, by=actor("malee"))
    malee = at("malee")
    malee.get(f"/desk/flagships/sheets/{one.pk}")
    with django_assert_num_queries(ONE):
        malee.get(f"/desk/flagships/sheets/{one.pk}")
    for n in range(55):
        indicator(f"more{n:02}", "t-case")
    say(refreshed(one), *(told(f"more{n:02}", n) for n in range(55)), by=actor("malee"))
    malee.get(f"/desk/flagships/sheets/{one.pk}")
    with django_assert_num_queries(ONE):
        malee.get(f"/desk/flagships/sheets/{one.pk}")


ONE = 9
"""Session, person, membership; the sheet; numbers of three periods, what is spared, evidence, targets, marks."""


# from a spreadsheet


def test_a_pasted_block_is_shown_before_anything_is_kept_and_nothing_of_it_is_lost(at: At) -> None:
    one = sheet()
    block = f"{CODE}.cases\t๑๒\r\nตัวชี้วัด settled\t9\t12\r\nอะไรไม่รู้\t77\r\n{CODE}.visits\tมาก"
    address = f"/desk/flagships/sheets/{one.pk}/paste"
    shown = at("malee").post(address, {"block": block}).content.decode()
    assert "อ่านได้ 2 บรรทัด ต้องดู 2 บรรทัด" in shown and "อะไรไม่รู้ · 77" in shown and "มาก" in shown
    assert not Entry.objects.exists()
    taken = at("malee").post(address, {"block": block, "take": "1", "to~3": f"{CODE}.sessions~"})
    assert taken.status_code == 422 and "มาก" in taken.content.decode()
    assert (entry(one, "cases").number, entry(one, "settled").base, entry(one, "sessions").number) == (12, 12, 77)
    assert set(Statement.objects.values_list("way", flat=True)) == {"paste"}
    done = at("malee").post(address, {"block": block, "take": "1", "leave": ["3", "4"]})
    assert done.status_code == 302


CLIPBOARD = (
    "รหัส\tตัวชี้วัด\tค่า\tตัวหาร\tหมายเหตุ\r\n"
    f'{CODE}.cases\tตัวชี้วัด cases\t๑,๒๓๔\t\t"นับรวม\nสองตำบล ""เหนือ"" และใต้"\r\n'
    f"{CODE}.settled\t\t 1,000 \t๑,๒๐๐\t\r\n"
    f"{CODE}.visits\t\t\t\t\r\n"
    "\t\t\t\t\r\n"
    f"{CODE}.people\t\t-\t\t\r\n"
    f"{CODE}.sessions\t\t0\t\t\r\n"
)
"""As Excel puts it on the clipboard: CRLF after each row, a cell with a line break in quotes, quotes doubled, empty cells."""


def test_the_clipboard_of_excel_is_read_as_it_is(at: At) -> None:
    one = sheet()
    address = f"/desk/flagships/sheets/{one.pk}/paste"
    shown = at("malee").post(address, {"block": CLIPBOARD}).content.decode()
    assert "อ่านได้ 4 บรรทัด ต้องดู 0 บรรทัด" in shown
    (block,) = re.findall(r'<textarea name="block" hidden>\n(.*?)</textarea>', shown, re.DOTALL)
    assert at("malee").post(address, {"block": unescape(block), "take": "1"}).status_code == 302
    cases, settled = entry(one, "cases"), entry(one, "settled")
    assert (cases.number, cases.note) == (1234, 'นับรวม\nสองตำบล "เหนือ" และใต้')
    assert (settled.number, settled.base) == (1000, 1200)
    assert entry(one, "people").none and entry(one, "sessions").number == 0
    assert not Entry.objects.filter(indicator=f"{CODE}.visits").exists(), "an empty cell says nothing"


def test_numbers_pasted_without_notes_leave_the_notes_that_stand_there(at: At) -> None:
    one = sheet()
    say(one, told("cases", 5, note="นับรวมสองตำบล"), by=actor("malee"))
    block = f"{CODE}.cases\t7"
    answer = at("malee").post(f"/desk/flagships/sheets/{one.pk}/paste", {"block": block, "take": "1"})
    assert answer.status_code == 302
    assert (entry(one, "cases").number, entry(one, "cases").note) == (7, "นับรวมสองตำบล")


def test_a_line_that_was_crossed_out_stays_out_when_the_rest_is_mended(at: At) -> None:
    one = sheet()
    address = f"/desk/flagships/sheets/{one.pk}/paste"
    block = f"{CODE}.cases\t12\r\n{CODE}.visits\t3\r\nอะไรไม่รู้\t77"
    page = at("malee").post(address, {"block": block, "take": "1", "leave": "2"}).content.decode()
    assert "77" in page and not Entry.objects.filter(indicator=f"{CODE}.visits").exists()
    left = re.findall(r'<input type="hidden" name="leave" value="(\d+)">', page)
    mended = {"block": block, "take": "1", "leave": left, "to~3": f"{CODE}.sessions~"}
    assert at("malee").post(address, mended).status_code == 302
    assert entry(one, "sessions").number == 77
    assert not Entry.objects.filter(indicator=f"{CODE}.visits").exists()


def test_of_two_lines_for_one_number_the_one_that_stays_is_taken(at: At) -> None:
    one = sheet()
    address = f"/desk/flagships/sheets/{one.pk}/paste"
    block = f"{CODE}.cases\t12\r\n{CODE}.cases\t13"
    assert "มากกว่าหนึ่งบรรทัด" in at("malee").post(address, {"block": block}).content.decode()
    both = at("malee").post(address, {"block": block, "take": "1"})
    assert both.status_code == 422 and not Entry.objects.exists()
    assert at("malee").post(address, {"block": block, "take": "1", "leave": "1"}).status_code == 302
    assert entry(one, "cases").number == 13


def test_the_file_comes_back_filled_in_and_another_districts_is_refused_kindly(at: At) -> None:
    one, other = sheet(), sheet("5002")
    answer = at("malee").get(f"/desk/flagships/sheets/{one.pk}/template.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    page = book.worksheets[0]
    rows = {page.cell(no, 1).value: no for no in range(4, page.max_row + 1) if not page.cell(no, 2).value}
    page.cell(rows[f"{CODE}.cases"], 8).value = "๒๑"
    page.cell(rows[f"{CODE}.visits"], 8).value = "-"
    page.cell(rows[f"{CODE}.sessions"], 8).value = 0
    out = io.BytesIO()
    book.save(out)
    upload = SimpleUploadedFile("x.xlsx", out.getvalue())
    wrong = at("anan").post(f"/desk/flagships/sheets/{other.pk}/paste", {"file": upload})
    assert wrong.status_code == 422 and "ไฟล์นี้เป็นของ" in wrong.content.decode()
    upload.seek(0)
    shown = at("malee").post(f"/desk/flagships/sheets/{one.pk}/paste", {"file": upload}).content.decode()
    (block,) = re.findall(r'<textarea name="block" hidden>\n(.*?)</textarea>', shown, re.DOTALL)
    at("malee").post(f"/desk/flagships/sheets/{one.pk}/paste", {"block": unescape(block), "way": "excel", "take": "1"})
    assert (entry(one, "cases").number, entry(one, "visits").none, entry(one, "sessions").number) == (21, True, 0)
    assert set(Statement.objects.values_list("way", flat=True)) == {"excel"}


# evidence


def test_a_photograph_says_in_words_where_it_was_taken_and_where_else_it_stands(at: At, disk: Any) -> None:
    one, other = sheet(), sheet("5002")
    address = f"/desk/flagships/sheets/{one.pk}/numbers/{CODE}.visits/evidence"
    photo = picture()
    assert at("malee").post(address, {"photos": SimpleUploadedFile("ก.jpg", photo)}).status_code == 302
    page = at("malee").get(address).content.decode()
    assert "รูปไม่บอกตำแหน่ง" in page
    theirs = f"/desk/flagships/sheets/{other.pk}/numbers/{CODE}.visits/evidence"
    at("anan").post(theirs, {"photos": SimpleUploadedFile("ข.jpg", photo)})
    assert "รูปนี้เหมือนรูปของอำเภอเมืองเชียงใหม่" in at("anan").get(theirs).content.decode()
    kept = Evidence.objects.get(entry__sheet=one)
    looked = at("prasit").get(f"/desk/flagships/sheets/{one.pk}/evidence/{kept.pk}")
    assert looked.status_code == 200 and b"".join(looked.streaming_content).startswith(b"\xff\xd8")
    assert at("anan").get(f"/desk/flagships/sheets/{one.pk}/evidence/{kept.pk}").status_code == 404
    assert at("malee").post(f"/desk/flagships/sheets/{one.pk}/evidence/{kept.pk}/remove").status_code == 302
    assert not Evidence.objects.filter(pk=kept.pk).exists()


# the phone


def send(client: Client, one: Sheet, body: bytes, n: int = 1) -> Any:
    return client.put(f"/desk/flagships/phone/{one.pk}/words/{client_id(n)}", body, content_type="application/json")


def words(*rows: dict[str, Any]) -> bytes:
    return json.dumps({"words": list(rows)}).encode()


def word(code: str, number: str, **more: Any) -> dict[str, Any]:
    return {"indicator": f"{CODE}.{code}", "cell": "", "number": number, "seq": 0} | more


def test_what_a_phone_sends_twice_is_said_once_and_answered_the_same(at: At) -> None:
    one = sheet()
    body = words(word("cases", "๑๒"), word("settled", "เก้า", base="12"))
    first, again = send(at("malee"), one, body), send(at("malee"), one, body)
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    assert (first.json()["saved"], first.json()["sha256"]) == (1, sha256(body))
    assert [row["indicator"] for row in first.json()["wrong"]] == [f"{CODE}.settled"]
    assert Statement.objects.count() == SheetEvent.objects.filter(sheet=one, move="fill").count() == 1
    other = send(at("malee"), one, words(word("cases", "13")))
    assert other.status_code == 409 and entry(one, "cases").number == 12


def test_a_conflict_comes_back_with_both_values(at: At) -> None:
    one = sheet()
    say(one, told("cases", 5), by=actor("suda"))
    answer = send(at("malee"), one, words(word("cases", "7"), word("visits", "3"))).json()
    (conflict,) = answer["conflicts"]
    assert (conflict["mine"]["number"], conflict["theirs"]["number"], conflict["seq"]) == ("7", "5", 1)
    assert (entry(one, "cases").number, entry(one, "visits").number) == (5, 3)
    mine = words(word("cases", "7", seq=conflict["seq"]))
    assert send(at("malee"), one, mine, 2).json()["saved"] == 1


def test_a_photograph_from_a_phone_is_kept_once(at: At, disk: Any) -> None:
    one = sheet()
    photo = picture()
    address = f"/desk/flagships/phone/{one.pk}/photos/{CODE}.visits/{sha256(photo)}?name=a.jpg"
    for _n in range(2):
        assert at("malee").put(address, photo, content_type="application/octet-stream").status_code == 200
    assert Evidence.objects.count() == 1
    broken = at("malee").put(address, photo[:-9], content_type="application/octet-stream")
    assert broken.status_code == 422 and broken.json()["code"] == "broken"


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"words": [1]}', b'{"words": [{"indicator": 1}]}', b'{"words": {}}']
)
def test_what_is_no_package_is_refused(at: At, body: bytes) -> None:
    answer = send(at("malee"), sheet(), body)
    assert (answer.status_code, answer.json()["code"]) == (422, "unreadable")


def test_a_phone_gets_only_the_sheets_of_its_own_district(at: At) -> None:
    one = sheet()
    sheet("5002")
    bundle = at("malee").get("/desk/flagships/phone/bundle").json()
    assert [row["id"] for row in bundle["sheets"]] == [one.pk]
    assert at("prasit").get("/desk/flagships/phone/bundle").json()["sheets"] == []
    assert send(at("anan"), one, words(word("cases", "1"))).status_code == 404
    assert send(at("prasit"), one, words(word("cases", "1"))).status_code == 403
    for who in ("chaba", "uthai"):
        assert at(who).get("/desk/flagships/phone/bundle").status_code == 403


def test_the_page_that_is_put_by_is_nobodys(client: Client) -> None:
    shell = client.get("/desk/flagships/phone/shell").content.decode()
    assert STAFF["malee"].name not in shell and not re.search(r'<script(?![^>]*src=)|style="|onclick', shell)
    script = client.get("/desk/flagships/phone/sw.js")
    assert script["Service-Worker-Allowed"] == "/desk/flagships/phone"
    assert "look/entry.js" in script.content.decode()
    assert client.get("/desk/flagships/phone/manifest.webmanifest").json()["scope"] == "/desk/flagships/phone"
