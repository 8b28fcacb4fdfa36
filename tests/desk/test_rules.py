"""Reference rows kept by an operator: every change names its source, is written down, and holds at once."""

from datetime import date
from typing import Any

import pytest

from factories import case
from people import user
from sangsuk.accounts.models import User
from sangsuk.cases import recompute
from sangsuk.catalog.models import Category
from sangsuk.common.remember import forget_all
from sangsuk.deadlines import queries as deadlines
from sangsuk.deadlines.models import CalendarChange, Holiday, PromiseRule, WorkingHours
from sangsuk.desk import reference
from sangsuk.ledger import queries as ledger
from sangsuk.offices import actions as offices
from sangsuk.offices.models import Office

from .conftest import NOW
from .reading import body, text

WHY = "มติคณะรัฐมนตรี 10 พฤศจิกายน 2569"
pytestmark = pytest.mark.usefixtures("powerful_operator")


def provincial(at: Any) -> Any:
    """An operator of Chiang Mai."""
    if not User.objects.filter(email="operator50@example.com").exists():
        made = User.objects.create(email="operator50@example.com", name="ผู้ดูแลเชียงใหม่")
        offices.appoint(made, "5000", "operator")
    from django.test import Client

    client = Client()
    client.force_login(User.objects.get(email="operator50@example.com"))
    return client


def accept_row(**changes: Any) -> dict[str, Any]:
    row = {"amount": "1", "unit": "working_days", "valid_from": "2015-01-01", "note": "", "why": WHY}
    return row | changes


def test_every_field_has_a_word_and_every_table_opens(at: Any) -> None:
    client = at("preecha")
    for table in reference.TABLES.values():
        assert set(table.fields) | set(table.columns) <= set(reference.LABELS), table.name
        assert client.get(f"/desk/rules/{table.name}").status_code == 200
        first = table.model._default_manager.order_by("pk").first()
        if (
            first is None
        ):  # letter heads and networks are each office's own to write; words of other systems come with them
            assert table.name in ("letterheads", "office_networks", "exchange_ids")
            continue
        assert client.get(f"/desk/rules/{table.name}/rows/{first.pk}").status_code == 200


def test_a_row_can_be_added_to_every_table_that_grows(at: Any) -> None:
    client = at("preecha")
    for table in reference.TABLES.values():
        assert client.get(f"/desk/rules/{table.name}/add").status_code == (200 if table.adds else 404), table.name


def test_a_time_limit_is_changed_with_its_source_and_holds_at_once(at: Any, remembering: None) -> None:
    before = deadlines.promise("accept", at=NOW).due_at
    client = at("preecha")
    answer = client.post("/desk/rules/promises/rows/accept", accept_row(amount="3"))
    assert answer.status_code == 302, text(answer)
    row = PromiseRule.objects.get(code="accept")
    assert (row.amount, row.source, row.edited_at) == (3, WHY, NOW)
    words = text(client.get(answer["Location"]))
    assert "บันทึกแล้ว และใช้ทันที" in words
    assert "จำนวน: จาก 1 เป็น 3" in words
    assert WHY in words
    (change,) = ledger.rule_changes("promises", "accept")
    assert (change.who, change.before["amount"], change.after["amount"], change.source) == (
        "ปรีชา ดูแลระบบ",
        "1",
        "3",
        WHY,
    )
    forget_all()  # what on_commit does outside a test's transaction
    assert deadlines.promise("accept", at=NOW).due_at > before


def test_the_change_is_forgotten_from_memory_when_it_is_committed(
    at: Any, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[bool] = []
    monkeypatch.setattr("sangsuk.common.remember.forget_all", lambda: called.append(True))
    with django_capture_on_commit_callbacks(execute=True):
        at("preecha").post("/desk/rules/promises/rows/accept", accept_row(amount="2"))
    assert called


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"why": ""}, "กรุณาบอกที่มา"), ({"amount": "0"}, "ค่าที่กรอกขัดกัน"), ({"amount": "สอง"}, ""), ({"unit": "weeks"}, ""),
        ({"valid_to": "2014-01-01"}, "ค่าที่กรอกขัดกัน"), ({"valid_from": "เมื่อวาน"}, "อ่านวันที่นี้ไม่ออก"),
        ({"province_code": "99"}, ""), ({"category_code": "magic"}, ""),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_and_changes_nothing(at: Any, changes: dict[str, str], said: str) -> None:
    answer = at("preecha").post("/desk/rules/promises/rows/accept", accept_row(**changes))
    assert answer.status_code == 422
    assert said in text(answer)
    row = PromiseRule.objects.get(code="accept")
    assert (row.amount, row.edited_at) == (1, None)
    assert ledger.rule_changes("promises", "accept") == []


@pytest.mark.parametrize("typed", ["2026-12-31", "31 ธ.ค. 2569", "31/12/2569", "๓๑ ธันวาคม พ.ศ. ๒๕๖๙"])
def test_a_rule_ends_on_a_date_of_either_era_and_is_not_deleted(at: Any, typed: str) -> None:
    answer = at("preecha").post("/desk/rules/promises/rows/accept.urgent", accept_row(unit="hours", valid_to=typed))
    assert answer.status_code == 302, text(answer)
    assert PromiseRule.objects.get(code="accept.urgent").valid_to == date(2026, 12, 31)


def test_nothing_can_be_deleted(at: Any) -> None:
    client = at("preecha")
    assert client.delete("/desk/rules/promises/rows/accept").status_code == 405
    assert PromiseRule.objects.filter(code="accept").exists()


def test_a_new_holiday_moves_the_dates_of_that_day(at: Any) -> None:
    holiday = {
        "on": "2026-11-17", "name_th": "วันหยุดพิเศษ", "name_en": "Special holiday", "kind": "special", "why": WHY,
        "province_code": "",
    }  # fmt: skip
    before = deadlines.promise("accept", at=NOW).due_at
    answer = at("preecha").post("/desk/rules/holidays/add", holiday)
    assert answer.status_code == 302, text(answer)
    assert Holiday.objects.get(on="2026-11-17").edited_at == NOW
    assert deadlines.promise("accept", at=NOW).due_at > before
    again = at("preecha").post("/desk/rules/holidays/add", holiday)
    assert again.status_code == 422
    assert "มีแถวนี้อยู่แล้ว" in text(again)


def test_an_operator_of_a_province_keeps_her_provinces_holidays_and_nothing_else(at: Any) -> None:
    client = provincial(at)
    words = text(client.get("/desk/rules"))
    assert "วันหยุด" in words
    assert "กำหนดเวลา" not in words
    assert client.get("/desk/rules/promises").status_code == 404
    holiday = {"on": "2026-12-24", "name_th": "งานประจำปี", "name_en": "Fair", "kind": "provincial", "why": WHY}
    elsewhere = client.post("/desk/rules/holidays/add", holiday | {"province_code": "10"})
    assert elsewhere.status_code == 422
    assert client.post("/desk/rules/holidays/add", holiday | {"province_code": ""}).status_code == 422
    assert client.post("/desk/rules/holidays/add", holiday | {"province_code": "50"}).status_code == 302
    national = Holiday.objects.filter(province_code="").first()
    assert national is not None
    assert client.get(f"/desk/rules/holidays/rows/{national.pk}").status_code == 404
    assert "งานประจำปี" in text(client.get("/desk/rules/holidays"))
    assert national.name_th not in text(client.get("/desk/rules/holidays"))


def test_opening_hours_that_close_before_they_open_are_refused(at: Any) -> None:
    row = WorkingHours.objects.order_by("pk").first()
    assert row is not None
    answer = at("preecha").post(
        f"/desk/rules/hours/rows/{row.pk}", {"opens": "16:00", "closes": "09:00", "valid_to": "", "why": WHY}
    )
    assert answer.status_code == 422


def test_an_offices_telephone_is_changed(at: Any) -> None:
    office = Office.objects.get(code="5001")
    data = {name: getattr(office, name) or "" for name in reference.TABLES["offices"].fields} | {
        "phone": "053 112 708",
        "why": WHY,
    }
    assert at("preecha").post("/desk/rules/offices/rows/5001", data).status_code == 302
    assert Office.objects.get(code="5001").phone == "053 112 708"
    assert at("preecha").get("/desk/rules/offices/add").status_code == 404


def test_a_category_is_added_below_a_group(at: Any) -> None:
    data = {
        "code": "water.well", "parent": "water", "name_th": "บ่อน้ำตื้น", "name_en": "Shallow wells", "hint_th": "", "order": "399",
        "valid_from": "2026-12-01", "valid_to": "", "why": WHY,
    }  # fmt: skip
    assert at("preecha").post("/desk/rules/categories/add", data).status_code == 302
    assert Category.objects.get(code="water.well").parent_id == "water"
    assert at("preecha").post("/desk/rules/categories/add", data | {"code": "Bad Code"}).status_code == 422


def test_a_table_is_searched_and_read_page_by_page(at: Any) -> None:
    client = at("preecha")
    assert "ศูนย์ดำรงธรรมอำเภอแม่ริม" in text(client.get("/desk/rules/offices?q=แม่ริม"))
    seen: list[str] = []
    address = "/desk/rules/holidays?q=วัน"
    while address:
        page = body(client.get(address))
        seen += [part.split('"')[0] for part in page.split("/desk/rules/holidays/rows/")[1:]]
        address = page.split('rel="next" href="')[1].split('"')[0] if 'rel="next"' in page else ""
    assert len(seen) == len(set(seen)) == Holiday.objects.filter(name_th__contains="วัน").count()


@pytest.mark.parametrize("query", ["cursor=x", "cursor=W10", "cursor=WyJ4IiwieSJd", "cursor=WzEsMl0", "q=%00%27"])
def test_a_bad_address_of_a_table_gets_a_kind_page(at: Any, query: str) -> None:
    assert at("preecha").get(f"/desk/rules/holidays?{query}").status_code in (200, 422)


@pytest.mark.parametrize("key", ["999999", "x", "accept/../x"])
def test_a_row_that_is_not_there_is_404(at: Any, key: str) -> None:
    assert at("preecha").get(f"/desk/rules/holidays/rows/{key}").status_code == 404


def test_the_person_behind_a_change_is_an_operator(at: Any) -> None:
    assert at("malee").post("/desk/rules/promises/rows/accept", accept_row(amount="9")).status_code == 403
    assert PromiseRule.objects.get(code="accept").amount == 1
    assert user("malee").is_active


def test_a_day_off_set_here_moves_the_dates_of_open_cases_and_the_page_says_how_many(at: Any) -> None:
    told = case()
    client = at("preecha")
    day = {"on": "2026-11-17", "name_th": "วันหยุดพิเศษ", "name_en": "Special holiday", "kind": "special", "why": WHY}
    answer = client.post("/desk/rules/holidays/add", day)
    assert answer.status_code == 302, text(answer)
    (change,) = CalendarChange.objects.all()
    assert (change.off, change.source, change.announced_by) == (True, WHY, "ปรีชา ดูแลระบบ")
    assert "กำลังปรับกำหนดของเรื่องที่ค้างอยู่ ปรับแล้ว 0 เรื่อง" in text(client.get(answer["Location"]))
    assert recompute.follow_all(NOW) == 1
    assert "ปรับกำหนดของเรื่องที่ค้างอยู่แล้ว 1 เรื่อง" in text(client.get(answer["Location"]))
    due = told.due_at
    told.refresh_from_db()
    assert told.due_at > due


def test_what_pauses_a_promise_is_ticked_and_what_starts_it_is_shown(at: Any) -> None:
    client = at("preecha")
    words = text(client.get("/desk/rules/promises/rows/finish"))
    assert "เริ่มนับเมื่อ" in words
    assert "ขอให้เปิดเรื่องอีกครั้ง" in words
    row = accept_row(amount="15", unit="calendar_days", pauses_on=["suspend"])
    assert client.post("/desk/rules/promises/rows/finish", row).status_code == 302
    kept = PromiseRule.objects.get(code="finish")
    assert (kept.pauses_on, kept.starts_on, kept.source_th) == ("suspend", "submit reopen", "")
    new = accept_row(code="visit.land", kind="visit", amount="3", category_code="land", pauses_on=[])
    assert client.post("/desk/rules/promises/add", new).status_code == 302
    made = PromiseRule.objects.get(code="visit.land")
    assert (made.starts_on, made.stops_on, made.pauses_on) == ("order_visit", "report_visit cancel_visit", "")


def test_a_limit_beyond_ten_years_is_refused_in_words(at: Any) -> None:
    client = at("preecha")
    assert client.post("/desk/rules/promises/rows/finish", accept_row(amount="9999")).status_code == 422
    assert client.post("/desk/rules/promises/rows/finish", accept_row(amount="121", unit="months")).status_code == 422


def test_an_operator_of_a_province_does_not_change_the_law_of_mediation(at: Any) -> None:
    assert provincial(at).get("/desk/rules/mediation").status_code == 404


def test_the_summary_of_errors_names_the_fields_that_are_still_empty(at: Any) -> None:
    page = at("preecha").post("/desk/rules/routes/add", {"code": "x"}).content.decode()
    summary = page.split('class="errors"')[1].split("</ul>")[0]
    assert "ศูนย์ระดับ: กรุณากรอกช่องนี้" in summary and "เหตุผลภาษาไทย: กรุณากรอกช่องนี้" in summary


def test_the_history_of_a_row_speaks_in_words_and_leaves_out_what_was_empty(at: Any) -> None:
    row = {
        "code": "land", "asks": "required", "why_th": "กฎหมายที่ดินให้ยืนยันตัว", "why_en": "The law on land asks it.",
        "valid_from": "2026-01-01", "why": "ประกาศกระทรวงที่ 1/2569",
    }  # fmt: skip
    answer = at("preecha").post("/desk/rules/identity/add", row, follow=True)
    words = text(answer).split("ประวัติการแก้ไข")[1]
    assert "ขอเลขหรือไม่: ต้องบอก หรือบอกว่าไม่มีเลข" in words and "เริ่มใช้วันที่: พฤ. 1 ม.ค. 2569" in words
    assert "required" not in words and "ภารกิจ" not in words


def test_large_numbers_of_a_rule_are_told_with_their_comma(at: Any) -> None:
    page = text(at("preecha").get("/desk/rules/limits"))
    assert "3,600" in page and "3600" not in page


def test_the_source_of_a_rule_stands_in_the_language_of_the_page(at: Any) -> None:
    client, address = at("preecha"), "/desk/rules/limits/rows/find.user"
    page = text(client.get(address))
    assert "ค่าที่ประมาณเอง เคาน์เตอร์ค้นวันละไม่กี่คน" in page and "own estimate" not in page
    client.cookies["lang"] = "en"
    assert "own estimate: a counter looks" in text(client.get(address))
