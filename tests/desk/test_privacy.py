"""The data protection officer's desk, and what everybody here tells her: roles, forms, files."""

import json
import re
from datetime import date, timedelta
from html import unescape
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories import case
from people import CITIZEN, STAFF, actor
from sangsuk.ledger.models import Reading
from sangsuk.notifications.models import Message
from sangsuk.privacy import disclosures
from sangsuk.privacy.breaches import actions as breaches
from sangsuk.privacy.models import Batch, Breach, Disclosure, Hold, RightsRequest
from sangsuk.privacy.requests import actions as requests
from sangsuk.privacy.requests.queries import Told

from .conftest import NOW
from .reading import body, text

DPO = {"daranee"}
HAPPENED = "ส่งรายชื่อผู้ร้องให้เทศบาลผิดแห่งทางอีเมล"


def asked(kind: str = "access") -> RightsRequest:
    return requests.begin(kind, Told(text="ขอใช้สิทธิค่ะ"), by=CITIZEN, case=case(), identity="key", now=NOW)


def happened() -> Breach:
    return breaches.record(HAPPENED, by=actor("malee"), known_at=NOW - timedelta(hours=3), now=NOW)


def disclosed(by: str = "malee") -> Disclosure:
    told = case()
    return disclosures.ask(
        told,
        body="สำนักงาน ป.ป.ช.",
        ground="nacc",
        reference="ปช 0012/45",
        what="ชื่อและเบอร์ของผู้ร้อง",
        by=actor(by),
        now=NOW,
    )


@pytest.mark.parametrize("who", STAFF)
def test_who_may_open_and_move_what(at: Any, who: str) -> None:
    request, breach, disclosure = asked(), happened(), disclosed()
    batch = Batch.objects.create(
        rule="story", target="story", action="anonymise", until=NOW, found=1, status="proposed", made_at=NOW
    )
    browser, mine = at(who), who in DPO
    for page in (f"requests/{request.pk}", f"breaches/{breach.pk}", f"breaches/{breach.pk}/notice"):
        assert browser.get(f"/desk/privacy/{page}").status_code == (200 if mine else 403), page
    officers = {"malee", "suda", "anan", "prasit", "orn", "nok", "dao"}
    slip = browser.get(f"/desk/privacy/requests/{request.pk}/slip").status_code
    assert slip == (200 if mine else 404 if who in officers else 403)
    sees = {"malee", "suda", "daranee"}
    workers = {"anan", "prasit", "orn", "nok", "dao"}
    assert browser.get(f"/desk/privacy/disclosures/{disclosure.pk}").status_code == (
        200 if who in sees else 404 if who in workers else 403
    )
    assert browser.post(f"/desk/privacy/requests/{request.pk}/take_up").status_code == (302 if mine else 403)
    assert browser.post(
        f"/desk/privacy/breaches/{breach.pk}/assess", {"assess-risk": "none", "assess-assessment": "ยังไม่ถึงมือใคร"}
    ).status_code == (302 if mine else 403)
    assert browser.post(f"/desk/privacy/keeping/{batch.pk}", {"word": "decline"}).status_code == (302 if mine else 403)
    assert Batch.objects.get(pk=batch.pk).status == ("declined" if mine else "proposed")


def test_anybody_here_reports_a_breach_and_the_officer_hears_at_once(at: Any) -> None:
    given = {"happened": HAPPENED, "where": "อีเมลของสำนักงาน", "known_on": "2026-11-16", "known_at": "09:30"}
    answer = at("wichai").post("/desk/privacy/breaches/new", given)
    assert answer.status_code == 302
    row = Breach.objects.get()
    assert row.due_at - row.known_at == timedelta(hours=72)
    assert Message.objects.filter(code="privacy-alarm", about=row.number).count() == 1
    page = text(at("daranee").get("/desk/privacy"))
    assert HAPPENED[:30] in page and "เหลือ 70 ชั่วโมง" in page


def test_a_breach_of_the_future_or_without_words_is_asked_again(at: Any) -> None:
    given = {"happened": "x", "known_on": "2026-11-20", "known_at": "09:30"}
    assert at("malee").post("/desk/privacy/breaches/new", given).status_code == 422
    assert not Breach.objects.exists()


def test_a_request_at_the_counter_needs_her_card_and_an_own_case(at: Any) -> None:
    told = case()
    given = {"kind": "access", "identity": "card", "number": told.number}
    assert at("anan").post("/desk/privacy/requests/new", given).status_code == 422  # not a case of his
    answer = at("malee").post("/desk/privacy/requests/new", given, follow=True)
    row = RightsRequest.objects.get()
    assert row.identity_checked == "card" and row.office_code == "5001"
    assert row.number in text(answer)


def test_the_officer_answers_and_the_copy_is_written_down_before_it_is_made(at: Any) -> None:
    row = asked("copy")
    browser = at("daranee")
    assert browser.get(f"/desk/privacy/requests/{row.pk}/copy.json").status_code == 404
    browser.post(f"/desk/privacy/requests/{row.pk}/grant", {"grant-answer": "ทำสำเนาให้แล้ว", "grant-version": "1"})
    assert RightsRequest.objects.get().status == "granted"
    before = Reading.objects.count()
    pack = json.loads(browser.get(f"/desk/privacy/requests/{row.pk}/copy.json").content)
    assert pack["format"] == "sangsuk-access-1"
    assert Reading.objects.count() == before + 1


def test_a_refusal_without_a_ground_is_asked_again_with_the_words_kept(at: Any) -> None:
    row = asked()
    answer = at("daranee").post(f"/desk/privacy/requests/{row.pk}/refuse", {"refuse-answer": "ไม่อาจให้ได้เพราะกระทบผู้อื่น"})
    assert answer.status_code == 422
    assert "ไม่อาจให้ได้เพราะกระทบผู้อื่น" in body(answer)


def test_whoever_asked_does_not_approve_a_disclosure_and_her_page_is_quiet_only_until_a_day(at: Any) -> None:
    row = disclosed("suda")
    assert at("suda").post(f"/desk/privacy/disclosures/{row.pk}/approve").status_code == 403
    assert at("daranee").post(f"/desk/privacy/disclosures/{row.pk}/approve").status_code == 302
    assert at("malee").post(f"/desk/privacy/disclosures/{row.pk}/give").status_code == 302
    assert [d.pk for d in disclosures.for_citizen(row.case, NOW)] == [row.pk]
    quiet = {"quiet-quiet_until": "2026-12-31", "quiet-quiet_ground": "inquiry", "quiet-quiet_reason": "กำลังไต่สวน"}
    assert at("daranee").post(f"/desk/privacy/disclosures/{row.pk}/quiet", quiet).status_code == 302
    assert Disclosure.objects.get().quiet_until == date(2026, 12, 31)
    assert disclosures.for_citizen(row.case, NOW) == []
    assert disclosures.for_citizen(row.case, NOW + timedelta(days=60))


def test_a_case_is_held_and_let_go(at: Any) -> None:
    told = case()
    given = {"number": told.number, "ground": "in_court", "reason": "ศาลนัดปีหน้า"}
    assert at("daranee").post("/desk/privacy/keeping", given).status_code == 302
    hold = Hold.objects.get()
    assert told.number in text(at("daranee").get("/desk/privacy/keeping"))
    at("daranee").post(f"/desk/privacy/holds/{hold.pk}/end")
    assert Hold.objects.get().ended_at


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "exe"])
def test_the_record_of_processing_comes_as_a_file(at: Any, form: str) -> None:
    answer = at("uthai").get(f"/desk/privacy/record.{form}")
    if form == "exe":
        assert answer.status_code == 404
    elif form == "xlsx":
        sheet = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]
        assert "cases.Reporter" in "".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    else:
        assert "cases.Reporter" in answer.content.decode("utf-8-sig")


def test_the_officer_changes_a_rule_of_keeping_and_names_its_source(at: Any) -> None:
    browser = at("daranee")
    page = browser.get("/desk/rules/keeping/rows/reporter")
    assert page.status_code == 200
    tables = text(browser.get("/desk/rules"))
    assert "กำหนดเก็บข้อมูลส่วนบุคคล" in tables and "วันหยุด" not in tables


def test_english_pages_have_no_thai(at: Any) -> None:
    import re

    asked(), happened(), disclosed()  # noqa: B018
    browser = at("daranee")
    browser.cookies["lang"] = "en"
    for address in ("", "/keeping", "/requests", "/breaches/new", "/requests/new", "/disclosures/new", "/record"):
        page = re.sub(
            r"<(option|div class=\"notice|p class=\"told).*?</",
            "",
            body(browser.get(f"/desk/privacy{address}")),
            flags=re.S,
        )
        assert browser.get(f"/desk/privacy{address}").status_code == 200
        assert "ข้อมูลส่วนบุคคล" not in page.replace(HAPPENED, ""), address


def some(register: str, n: int) -> None:
    """So many rows that are open, of the same day and the same minute, and one that has ended."""
    about = case()
    for at in range(n + 1):
        due = NOW + timedelta(days=30 - at // 40)
        if register == "requests":
            RightsRequest.objects.create(
                kind="access", case=about, channel="page", identity_checked="key", opened_at=NOW, due_at=due, due_rule="x",
                **({} if at else {"status": "withdrawn", "ended_at": NOW}),
            )  # fmt: skip
        elif register == "breaches":
            ended = {"status": "closed", "closed_at": NOW, "risk": "none"}
            Breach.objects.create(
                happened=HAPPENED, known_at=NOW, recorded_at=NOW, recorded_by="x", office_code="5001", due_at=due, due_rule="x",
                reason_due_at=due, **({} if at else ended),
            )  # fmt: skip
        elif register == "disclosures":
            Disclosure.objects.create(
                case=about, body="ศาล", ground="court", reference="1", what="ชื่อ", asked_at=NOW, recorded_by="x",
                office_code="5001", **({} if at else {"status": "declined"}),
            )  # fmt: skip
        else:
            Hold.objects.create(
                case=about, ground="dispute", reason="มีข้อพิพาท", by="x", from_at=NOW, ended_at=None if at else NOW
            )


ROWS = {
    "requests": r"/desk/privacy/requests/(\d+)\"", "breaches": r"/desk/privacy/breaches/(\d+)\"",
    "disclosures": r"/desk/privacy/disclosures/(\d+)\"", "keeping": r"(มีข้อพิพาท)<",
}  # fmt: skip


@pytest.mark.parametrize("register", ROWS)
def test_a_register_is_paged_by_key_and_no_row_is_lost_or_shown_twice(at: Any, register: str) -> None:
    some(register, 120)
    browser, seen = at("daranee"), {"open": list[str](), "all": list[str]()}
    for show, found in seen.items():
        address: str | None = f"/desk/privacy/{register}?show={show}"
        while address:
            page = body(browser.get(address))
            rows = re.findall(ROWS[register], page)
            assert len(rows) <= 50
            found += rows
            more = re.search(r'rel="next" href="([^"]+)"', page)
            address = f"/desk/privacy/{register}{unescape(more[1])}" if more else None
    assert len(seen["open"]) == 120 and len(seen["all"]) == 121
    if register != "keeping":
        assert len(set(seen["open"])) == 120 and len(set(seen["all"])) == 121


@pytest.mark.parametrize("register", ROWS)
def test_a_register_costs_the_same_for_two_and_for_fifty(
    at: Any, register: str, django_assert_max_num_queries: Any
) -> None:
    browser = at("daranee")
    some(register, 2)
    with CaptureQueriesContext(connection) as few:
        browser.get(f"/desk/privacy/{register}")
    some(register, 60)
    with django_assert_max_num_queries(len(few)):
        browser.get(f"/desk/privacy/{register}")


@pytest.mark.parametrize("cursor", ["x", "W10", "WzFd", "WyJhIiwgMV0", "WyIyMDI2LTExLTE2IDA0OjAwIiwgMV0", "WzEsIDJd"])
def test_a_cursor_that_is_none_is_refused(at: Any, cursor: str) -> None:
    assert at("daranee").get(f"/desk/privacy/requests?cursor={cursor}").status_code == 422


def test_choices_of_a_step_stand_one_below_the_other_not_side_by_side(at: Any) -> None:
    page = at("daranee").get(f"/desk/privacy/breaches/{happened().pk}").content.decode()
    assert 'class="choices"' in page and "choices--row" not in page
