"""Who looked at whom: who may open the log, what each role reads there, and how a finding is decided."""

from datetime import timedelta
from typing import Any

import pytest

from factories import case
from people import STAFF, actor
from sangsuk.cases import reporters
from sangsuk.cases.models import Case
from sangsuk.ledger.models import PublicFigure, Reading, ReadingAlarm
from sangsuk.notifications.models import Message

from .conftest import NOW
from .reading import body, text

WHY = "โทรนัดตรวจที่เกิดเหตุวันพรุ่งนี้"
FOUND = "ถามแล้ว เป็นการนัดหมายตามปกติ"
DECIDE = frozenset({"suda", "daranee"})


def looked(told: Case, who: str = "malee") -> ReadingAlarm:
    """A look, and the finding that it was unusual."""
    reporters.reveal(told, by=actor(who), reason=WHY, now=NOW)
    row = Reading.objects.latest("id")
    return ReadingAlarm.objects.create(
        key=f"t{row.pk}", kind="closed_case", rule="closed", at=row.at, user_id=row.user_id, who=row.who,
        office_code=row.office_code, readings=[row.pk], found_at=NOW,
    )  # fmt: skip


@pytest.mark.parametrize("who", STAFF)
def test_a_finding_is_decided_by_the_officer_for_data_and_the_chief_of_that_office(who: str, at: Any) -> None:
    alarm = looked(case())
    answer = at(who).post(f"/desk/readings/{alarm.pk}", {"answer": "yes", "why": FOUND})
    assert answer.status_code == (302 if who in DECIDE else 403)
    alarm.refresh_from_db()
    assert alarm.justified is (True if who in DECIDE else None)


def test_a_chief_of_another_office_finds_nothing_there(at: Any) -> None:
    told = case()
    alarm = looked(told, "malee")
    ReadingAlarm.objects.update(office_code="5002")
    Reading.objects.update(office_code="5002")
    assert told.number not in text(at("suda").get("/desk/readings"))
    assert at("suda").post(f"/desk/readings/{alarm.pk}", {"answer": "yes", "why": FOUND}).status_code == 404


def test_nobody_decides_about_herself(at: Any) -> None:
    alarm = looked(case(), "suda")
    assert at("suda").post(f"/desk/readings/{alarm.pk}", {"answer": "yes", "why": FOUND}).status_code == 404
    assert at("daranee").post(f"/desk/readings/{alarm.pk}", {"answer": "yes", "why": FOUND}).status_code == 302


@pytest.mark.parametrize(("who", "named"), [("suda", True), ("daranee", True), ("uthai", False)])
def test_an_auditor_reads_what_was_done_but_not_by_whom_nor_about_whom(who: str, named: bool, at: Any) -> None:
    told = case()
    looked(told)
    page = text(at(who).get("/desk/readings"))
    [row] = Reading.objects.all()
    assert row.code in page and "เปิดดูเรื่องที่จบแล้ว" in page
    for word in ("มาลี รักงาน", WHY, told.number):
        assert (word in page) is named
    assert ("บันทึกผลการตรวจ" in page) is named
    assert "สมชาย" not in page


@pytest.mark.parametrize(("who", "finds"), [("suda", True), ("daranee", True), ("uthai", False)])
def test_an_auditor_finds_a_row_by_its_code_and_not_by_the_case(who: str, finds: bool, at: Any) -> None:
    told = case()
    looked(told)
    code, client = Reading.objects.get().code, at(who)
    assert code in text(client.get("/desk/readings", {"code": code.lower()}))
    assert (code in text(client.get("/desk/readings", {"code": told.number}))) is finds
    assert code not in text(client.get("/desk/readings", {"code": "R-NONE"}))


def test_a_chief_does_not_learn_of_a_sealed_case_from_who_looked_at_it(at: Any) -> None:
    told = case()
    looked(told)
    assert told.number in text(at("suda").get("/desk/readings"))
    Case.objects.update(secrecy="secret", accused_people=[actor("suda").user_id])
    page = text(at("suda").get("/desk/readings"))
    assert told.number not in page and "เปิดดูเรื่องที่จบแล้ว" not in page
    assert told.number in text(at("daranee").get("/desk/readings"))


def test_not_justified_tells_the_citizen_and_leads_to_the_register_of_breaches_by_number_only(at: Any) -> None:
    told = case()
    alarm = looked(told)
    client = at("daranee")
    answer = client.post(f"/desk/readings/{alarm.pk}", {"answer": "no", "why": "ไม่มีงานใดเกี่ยวกับเรื่องนี้"}, follow=True)
    way = f"/desk/privacy/breaches/new?reading={alarm.pk}"
    assert f'href="{way}"' in body(answer)
    assert Message.objects.filter(code="reading-not-justified", about=told.number).exists()
    form = body(client.get(way))
    assert f"ตามรายการตรวจเลขที่ {alarm.pk}" in form
    for hidden in (told.number, "มาลี", "ไม่มีงานใด"):
        assert hidden not in form
    assert "ตามรายการตรวจ" not in body(client.get("/desk/privacy/breaches/new?reading=<b>"))


def test_justified_leads_nowhere(at: Any) -> None:
    alarm = looked(case())
    answer = at("suda").post(f"/desk/readings/{alarm.pk}", {"answer": "yes", "why": FOUND}, follow=True)
    assert FOUND in text(answer) and "breaches/new?reading" not in body(answer)
    assert not Message.objects.filter(code="reading-not-justified").exists()


@pytest.mark.parametrize("told", [{}, {"answer": "yes"}, {"answer": "yes", "why": "ดี"}, {"why": FOUND}])
def test_a_decision_without_its_words_is_none(told: dict[str, str], at: Any) -> None:
    alarm = looked(case())
    answer = at("daranee").post(f"/desk/readings/{alarm.pk}", told)
    assert answer.status_code == 422
    shown = body(answer)
    assert '<details class="fold" open>' in shown and f'id="DecisionForm{alarm.pk}_why"' in shown
    assert told.get("why", "") in shown and shown.count("checked") == ("answer" in told)
    alarm.refresh_from_db()
    assert alarm.decided_at is None


def test_a_decision_is_made_once(at: Any) -> None:
    alarm = looked(case())
    for status in (302, 409):
        answer = at("daranee").post(f"/desk/readings/{alarm.pk}", {"answer": "yes", "why": FOUND})
        assert answer.status_code == status


def test_the_log_goes_on_where_the_page_ends(at: Any) -> None:
    Reading.objects.bulk_create(
        Reading(about=f"5001-70-{n:06d}", at=NOW + timedelta(seconds=n), who="มาลี", office_code="5001", fields="name", reason=WHY)
        for n in range(51)
    )  # fmt: skip
    client = at("suda")
    first = client.get("/desk/readings")
    assert len(first.context["log"]) == 50
    older = client.get("/desk/readings", {"after": first.context["more"]})
    assert [one["about"] for one in older.context["log"]] == ["5001-70-000000"]


def test_the_list_of_figures_is_kept_under_seal_and_a_name_taken_off_is_gone(at: Any) -> None:
    client = at("daranee")
    assert client.post("/desk/readings/figures", {"name": " "}).status_code == 422
    client.post("/desk/readings/figures", {"name": "นางดาว เด่นดัง"})
    row = PublicFigure.objects.get()
    assert "ดาว" not in bytes(row.name).decode("utf-8", "ignore")
    assert "นางดาว เด่นดัง" in text(client.get("/desk/readings/figures"))
    client.post("/desk/readings/figures", {"remove": str(row.pk)})
    row.refresh_from_db()
    assert row.removed_at and not bytes(row.name)
    assert "เด่นดัง" not in text(client.get("/desk/readings/figures"))


@pytest.mark.parametrize(("who", "linked"), [("suda", True), ("daranee", True), ("uthai", True), ("malee", False)])
def test_the_bar_leads_to_the_log(who: str, linked: bool, at: Any) -> None:
    assert ('href="/desk/readings"' in body(at(who).get("/desk/account"))) is linked
