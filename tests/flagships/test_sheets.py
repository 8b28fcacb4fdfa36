"""A sheet from the first number to the department: who says, who signs, who passes; what is asked, answered, corrected."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from factories import client_id
from people import actor, user
from reporting import ALL, CODE, FULL, NOVEMBER, NOW, OCTOBER, indicator, programme, refreshed, say, sheet, told
from sangsuk.common.errors import NotAllowed, Refused, Stale
from sangsuk.flagships.models import Coverage, Entry, Sheet, SheetEvent, StaleFigure, Statement
from sangsuk.flagships.periods import QUARTER, YEAR, containing
from sangsuk.flagships.reporting import actions, checking, history, opening, owing, queries, recording, signing
from sangsuk.flagships.reporting.signing import HeldUp
from sangsuk.notifications.models import Message

pytestmark = pytest.mark.usefixtures("world")


def entry(one: Sheet, code: str, cell: str = "") -> Entry:
    return Entry.objects.get(sheet=one, indicator=f"{CODE}.{code}", cell=cell)


def handed_in(area: str = "5001") -> Sheet:
    one = sheet(area)
    say(one, by=actor("malee"))
    return signing.hand_in(refreshed(one), by=actor("suda"), now=NOW)


def passed() -> Sheet:
    return signing.pass_(handed_in(), by=actor("prasit"), now=NOW)


def accepted() -> Sheet:
    one = passed()
    assert signing.accept(CODE, OCTOBER, "50", by=actor("dao"), now=NOW) == 1
    return refreshed(one)


def stale() -> set[str]:
    return {row.indicator_id for row in StaleFigure.objects.all()}


# what is kept


def test_half_a_sheet_is_kept_and_the_rest_is_said_to_be_missing() -> None:
    one = sheet()
    say(one, told("cases", "1234"), told("people", 3, cell="t-sex:f"), by=actor("malee"))
    page = queries.page(refreshed(one), actor("malee"))
    assert page.missing == 4
    assert page.rows[0].number == "1,234"
    assert entry(one, "people", "t-sex:f").number == 3


def test_nothing_to_report_is_neither_empty_nor_zero() -> None:
    one = sheet()
    say(one, told("cases", none=True), told("sessions", 0), by=actor("malee"))
    assert (entry(one, "cases").none, entry(one, "cases").number) == (True, None)
    assert (entry(one, "sessions").none, entry(one, "sessions").number) == (False, 0)
    page = queries.page(refreshed(one), actor("malee"))
    assert [row.given for row in page.rows] == [True, False, False, False, True]
    with pytest.raises(Refused) as refused:
        say(one, told("cases", 3, none=True), by=actor("malee"))
    assert refused.value.code == "both"


def test_every_word_stays_and_the_newest_is_what_the_entry_says() -> None:
    one = sheet()
    for number in (1, 2, 3):
        say(one, told("cases", number), by=actor("malee"), now=NOW + timedelta(hours=number))
    say(one, told("cases", 3), by=actor("malee"))  # the same again is no new word
    said = Statement.objects.filter(entry=entry(one, "cases")).order_by("seq")
    assert [row.number for row in said] == [1, 2, 3]
    assert (entry(one, "cases").number, entry(one, "cases").seq) == (3, 3)
    assert list(recording.differences()) == []


def test_what_is_not_asked_is_refused_and_nothing_of_it_is_kept() -> None:
    one = sheet()
    with pytest.raises(Refused) as refused:
        say(one, told("cases", 1), told("nothing", 1), by=actor("malee"))
    assert refused.value.code == "not_asked"
    assert not Entry.objects.exists()


@pytest.mark.parametrize("who", ["anan", "prasit", "dao", "kanya", "preecha"])
def test_only_the_district_itself_fills_its_sheet(who: str) -> None:
    with pytest.raises(NotAllowed):
        say(sheet(), by=actor(who))
    assert not Entry.objects.exists()


def test_what_two_people_typed_at_once_is_shown_to_the_second_and_nothing_is_lost() -> None:
    one = sheet()
    say(one, told("cases", 5, seq=0), by=actor("malee"))
    outcome = say(one, told("cases", 7, seq=0), told("sessions", 4, seq=0), by=actor("suda"))
    assert outcome.saved == 1
    (conflict,) = outcome.conflicts
    assert (conflict.told.said.number, conflict.entry.number) == (7, 5)
    assert (entry(one, "cases").number, entry(one, "sessions").number) == (5, 4)
    assert say(one, told("cases", 5, seq=0), by=actor("suda")).conflicts == []  # who says the same does not disagree


def test_sent_twice_it_is_said_once_and_answered_the_same() -> None:
    one = sheet()
    say(one, told("sessions", 9, seq=0), by=actor("suda"))
    words = (told("cases", 5, seq=0), told("sessions", 4, seq=0))
    first = say(one, *words, by=actor("malee"), client_id=client_id(1), way="offline")
    many = (Statement.objects.count(), SheetEvent.objects.count())
    again = say(one, *words, by=actor("malee"), client_id=client_id(1), way="offline")
    assert (Statement.objects.count(), SheetEvent.objects.count()) == many
    assert (first.again, again.again) == (False, True)
    assert [c.told for c in first.conflicts] == [c.told for c in again.conflicts] != []
    assert first.saved == again.saved == 1


def test_what_changes_nothing_is_heard_once_too() -> None:
    one = sheet()
    say(one, told("cases", 5), by=actor("malee"))
    for _n in range(2):
        assert say(one, told("cases", 5), by=actor("malee"), client_id=client_id(2)).saved == 0
    assert SheetEvent.objects.filter(sheet=one, move="hear").count() == 1
    assert list(recording.differences()) == []


# last month's value


def test_last_months_value_is_carried_over_and_has_to_be_looked_at() -> None:
    last = sheet()
    say(last, by=actor("malee"))
    later = NOW + timedelta(days=30)
    one = sheet(period=NOVEMBER, now=later)
    say(one, told("cases", 15), by=actor("malee"), now=later)
    assert actions.copy(one, None, by=actor("malee"), now=later) == 6
    assert entry(one, "cases").number == 15  # what was typed stays
    assert entry(one, "visits").none and entry(one, "visits").copied
    codes = {p.code for p in checking.of_sheet(refreshed(one)) if p.stops}
    assert codes == {"copied"}
    with pytest.raises(HeldUp):
        signing.hand_in(refreshed(one), by=actor("suda"), now=later)
    say(one, *(told(*w, looked=True) for w in [("settled", 9, 12), ("people", 30), ("sessions", 0)]), by=actor("malee"))
    say(one, told("visits", none=True, looked=True), by=actor("malee"))
    assert signing.hand_in(refreshed(one), by=actor("suda"), now=later).state == "handed_in"


# what holds it up


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((told("cases", "1.5"),), "not_whole"),
        ((told("settled", 9),), "no_base"),
        ((told("settled", 13, 12),), "above_base"),
        ((told("sessions", 32),), "too_large"),
        ((told("people", 30, cell="t-sex:f"),), "cells_differ"),
        ((told("people", None),), "no_total"),
    ],
)
def test_an_error_stops_handing_in_and_the_value_is_kept_all_the_same(
    words: tuple[actions.Told, ...], code: str
) -> None:
    one = sheet()
    say(one, by=actor("malee"))
    say(one, *words, by=actor("malee"))
    with pytest.raises(HeldUp) as held:
        signing.hand_in(refreshed(one), by=actor("suda"), now=NOW)
    assert [p.code for p in held.value.problems] == [code]
    assert refreshed(one).state == "filling"
    key = words[0]
    assert Entry.objects.get(sheet=one, indicator=key.indicator, cell=key.cell).number == key.said.number


@pytest.mark.parametrize("word", [told("cases"), told("visits", 3)])
def test_a_warning_asks_for_a_word_and_lets_it_through(word: actions.Told) -> None:
    one = sheet()
    say(one, *(w for w in FULL if w.key != word.key), word, by=actor("malee"))
    with pytest.raises(HeldUp):
        signing.hand_in(refreshed(one), by=actor("suda"), now=NOW)
    said = actions.Said(word.said.number, note="รอตัวเลขจากสาธารณสุขอำเภอ")
    say(one, actions.Told(word.indicator, said), by=actor("malee"))
    assert signing.hand_in(refreshed(one), by=actor("suda"), now=NOW).state == "handed_in"


def test_what_was_missing_with_a_reason_comes_later_and_is_marked_so() -> None:
    one = sheet()
    say(one, *FULL[1:], told("cases", note="รอตัวเลข"), by=actor("malee"))
    one = signing.pass_(signing.hand_in(refreshed(one), by=actor("suda"), now=NOW), by=actor("prasit"), now=NOW)
    assert one.state == "passed"
    assert entry(one, "cases").state == "filling"
    later = NOW + timedelta(days=20)
    say(one, told("cases", 8), by=actor("malee"), now=later)
    one = signing.hand_in(refreshed(one), by=actor("suda"), now=later)
    assert one.handed_in_at == NOW  # it was in time; one number was not
    signing.pass_(one, by=actor("prasit"), now=later)
    assert entry(one, "cases").state == "passed"
    assert any(line.late for line in history.of_number(one, f"{CODE}.cases"))
    assert "late" in queries.page(refreshed(one), actor("malee")).rows[0].marks


def test_a_project_that_does_not_apply_is_not_asked() -> None:
    one = sheet()
    say(one, *FULL[:3], by=actor("malee"))
    assert queries.page(refreshed(one), actor("malee")).missing == 2
    Coverage.objects.create(
        project_id=f"{CODE}_02",
        district_code="5001",
        state="not_applicable",
        since_on=date(2026, 10, 1),
        why="ไม่มีในพื้นที่",
    )
    assert queries.page(refreshed(one), actor("malee")).missing == 0
    assert signing.hand_in(refreshed(one), by=actor("suda"), now=NOW).state == "handed_in"


# who signs


def test_the_officer_fills_and_the_chief_signs() -> None:
    one = sheet()
    user("suda")
    say(one, by=actor("malee"))
    with pytest.raises(NotAllowed):
        signing.hand_in(refreshed(one), by=actor("malee"), now=NOW)
    one = signing.ready(refreshed(one), by=actor("malee"), now=NOW)
    assert (one.state, one.ready_by) == ("ready", user("malee"))
    assert Message.objects.filter(code="sheet-ready").count() == 1
    one = signing.hand_in(one, by=actor("suda"), now=NOW)
    assert (one.state, one.handed_in_by, one.handed_in_at) == ("handed_in", user("suda"), NOW)


def test_nobody_signs_alone_what_she_typed_alone() -> None:
    one = sheet()
    user("malee")
    say(one, by=actor("suda"))
    with pytest.raises(NotAllowed) as refused:
        signing.hand_in(refreshed(one), by=actor("suda"), now=NOW)
    assert refused.value.code == "alone"
    with pytest.raises(NotAllowed):  # neither when she says herself that it is filled
        signing.hand_in(signing.ready(refreshed(one), by=actor("suda"), now=NOW), by=actor("suda"), now=NOW)
    signing.unready(refreshed(one), by=actor("suda"), now=NOW)
    signing.ready(refreshed(one), by=actor("malee"), now=NOW)
    assert signing.hand_in(refreshed(one), by=actor("suda"), now=NOW).state == "handed_in"


def test_with_one_person_in_the_office_she_signs_and_it_is_on_record() -> None:
    one = sheet("5002")
    say(one, by=actor("anan"))
    signing.hand_in(refreshed(one), by=actor("anan"), now=NOW)
    assert SheetEvent.objects.get(sheet=one, move="hand_in").data == {"alone": True}


def test_what_was_changed_after_it_was_ready_is_to_be_looked_at_again() -> None:
    one = sheet()
    say(one, by=actor("malee"))
    one = signing.ready(refreshed(one), by=actor("malee"), now=NOW)
    seen = one.version
    say(one, told("cases", 99), by=actor("malee"))
    assert (refreshed(one).state, refreshed(one).ready_by) == ("filling", None)
    with pytest.raises(Stale):
        signing.hand_in(one, by=actor("suda"), version=seen, now=NOW)
    assert refreshed(one).state == "filling"


# who passes


def test_the_province_passes_all_and_it_counts_from_then_on() -> None:
    one = handed_in()
    assert stale() == set()
    one = signing.pass_(one, by=actor("prasit"), now=NOW)
    assert (one.state, one.passed_by) == ("passed", user("prasit"))
    assert {row.state for row in Entry.objects.filter(sheet=one)} == {"passed"}
    assert stale() == {f"{CODE}.{code}" for code in ("cases", "settled", "visits", "people", "sessions")}


@pytest.mark.parametrize("who", ["malee", "suda", "anan", "orn", "dao", "kanya"])
def test_nobody_else_passes_it(who: str) -> None:
    with pytest.raises(NotAllowed):
        signing.pass_(handed_in(), by=actor(who), now=NOW)
    assert stale() == set()


def test_one_value_is_returned_with_a_question_and_the_others_pass() -> None:
    one = handed_in()
    question = "เรื่องเพิ่มจากเดือนก่อนมาก ช่วยดูอีกครั้ง"
    one = signing.ask(one, [(f"{CODE}.cases", "")], by=actor("prasit"), question=question, now=NOW)
    assert (one.state, one.returned) == ("handed_in", 1)
    assert queries.page(one, actor("malee")).rows[0].question == question
    assert {m.recipient_masked for m in Message.objects.filter(code="sheet-asked")} == {
        "m•••@example.com",
        "s•••@example.com",
    }
    one = signing.pass_(one, by=actor("prasit"), now=NOW)
    assert one.state == "handed_in"
    assert entry(one, "cases").state == "returned" and entry(one, "people").state == "passed"

    with pytest.raises(Refused) as refused:  # an answer says something
        say(one, told("cases", 11), by=actor("malee"))
    assert refused.value.code == "why_needed"
    say(one, told("cases", 11, why="นับซ้ำหนึ่งเรื่อง"), by=actor("malee"))
    one = refreshed(one)
    assert (one.state, one.returned) == ("filling", 0)
    one = signing.pass_(signing.hand_in(one, by=actor("suda"), now=NOW), by=actor("prasit"), now=NOW)
    assert one.state == "passed" and entry(one, "cases").number == 11
    kinds = Statement.objects.filter(entry=entry(one, "cases")).order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == ["typed", "handed_in", "asked", "corrected", "handed_in", "passed"]


def test_a_question_may_be_answered_with_an_explanation_alone() -> None:
    one = signing.ask(handed_in(), [(f"{CODE}.cases", "")], by=actor("prasit"), question="ถูกแล้วหรือ", now=NOW)
    with pytest.raises(Refused):
        signing.hand_in(one, by=actor("suda"), now=NOW)
    say(one, told("cases", 12, why="ถูกต้อง มีงานใหญ่ประจำปี"), by=actor("malee"))
    one = signing.hand_in(refreshed(one), by=actor("suda"), now=NOW)
    assert Statement.objects.filter(kind="explained").count() == 1
    assert queries.page(one, actor("prasit")).rows[0].answer == "ถูกต้อง มีงานใหญ่ประจำปี"


def test_the_department_accepts_a_province_or_sends_it_back_or_asks() -> None:
    one = passed()
    StaleFigure.objects.all().delete()
    signing.send_back(CODE, OCTOBER, "50", by=actor("dao"), why="ขอให้ดูอีกครั้ง", now=NOW)
    assert stale() == {f"{CODE}.{name}" for name in ALL}, "what counted counts no more"
    assert refreshed(one).state == "handed_in"
    assert {row.state for row in Entry.objects.filter(sheet=one)} == {"handed_in"}
    one = signing.pass_(refreshed(one), by=actor("prasit"), now=NOW)
    signing.accept(CODE, OCTOBER, "50", by=actor("dao"), now=NOW)
    assert refreshed(one).state == "accepted"
    StaleFigure.objects.all().delete()
    signing.ask(refreshed(one), [(f"{CODE}.cases", "")], by=actor("nok"), question="ตรงกับฐานข้อมูลหรือไม่", now=NOW)
    assert stale() == {f"{CODE}.cases"}


def test_a_correction_after_acceptance_needs_a_reason_goes_through_the_same_hands_and_changes_only_its_own() -> None:
    one = accepted()
    StaleFigure.objects.all().delete()
    with pytest.raises(Refused):
        say(one, told("cases", 13), by=actor("malee"))
    with pytest.raises(Refused) as refused:
        say(one, told("cases", None, why="ผิด"), by=actor("malee"))
    assert refused.value.code == "emptied"
    later = NOW + timedelta(days=40)
    say(one, told("cases", 13, why="พบเรื่องที่ลืมลงรับ"), by=actor("malee"), now=later)
    assert stale() == {f"{CODE}.cases"}
    one = signing.hand_in(refreshed(one), by=actor("suda"), now=later)
    one = signing.pass_(one, by=actor("prasit"), now=later)
    signing.accept(CODE, OCTOBER, "50", by=actor("dao"), now=later)
    assert stale() == {f"{CODE}.cases"}
    assert (refreshed(one).state, entry(one, "cases").number) == ("accepted", 13)
    then = {row.asked.code: row.value for row in history.as_it_was(one, date(2026, 11, 20))}
    now = {row.asked.code: row.value for row in history.as_it_was(one, date(2026, 12, 31))}
    assert (then[f"{CODE}.cases"], now[f"{CODE}.cases"]) == ("12", "13")
    assert {k: v for k, v in then.items() if "cases" not in k} == {k: v for k, v in now.items() if "cases" not in k}
    assert list(recording.differences()) == []


def test_who_wrote_does_not_pass_and_who_passed_does_not_accept_wherever_she_works_now() -> None:
    one = handed_in()
    with pytest.raises(NotAllowed, match="กรอกหรือลงนามในรายงานนี้เอง"):
        signing.pass_(one, by=replace(actor("prasit"), user_id=user("malee").pk), now=NOW)
    assert refreshed(one).state == "handed_in"
    signing.pass_(one, by=actor("prasit"), now=NOW)
    with pytest.raises(NotAllowed):
        signing.accept(CODE, OCTOBER, "50", by=replace(actor("dao"), user_id=user("prasit").pk), now=NOW)
    assert refreshed(one).state == "passed"


@pytest.mark.parametrize("kind", ["typed", "copied", "looked", "late", "corrected", "explained", "handed_in"])
def test_whoever_said_any_word_of_it_does_not_pass_it(kind: str) -> None:
    """As from Mueang in one month, at the province in the next."""
    one = handed_in()
    cases = entry(one, "cases")
    word = {"at": NOW, "number": cases.number, "user": user("prasit"), "role": "officer", "office_code": "5001"}
    Statement.objects.create(entry=cases, seq=cases.seq + 1, kind=kind, state="filling", **word)
    with pytest.raises(NotAllowed, match="กรอกหรือลงนามในรายงานนี้เอง"):
        signing.pass_(one, by=actor("prasit"), now=NOW)


def test_the_database_itself_refuses_who_passes_her_own() -> None:
    one = handed_in()
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.filter(pk=one.pk).update(passed_by=user("suda"))


# cost


def test_sixty_numbers_are_handed_in_at_the_cost_of_one(django_assert_num_queries: object) -> None:
    programme()
    for n in range(55):
        indicator(f"more{n:02}", "t-case")
    one, few = sheet(), sheet("5002")
    say(one, *FULL, *(told(f"more{n:02}", n) for n in range(55)), by=actor("malee"))
    say(few, by=actor("anan"))
    suda = actor("suda")
    one = refreshed(one)
    with django_assert_num_queries(COST):  # type: ignore[operator]
        signing.hand_in(one, by=suda, now=NOW)
    assert Entry.objects.filter(sheet=one, state="handed_in").count() == 62


COST = 18
"""The row and its new state, its event; the numbers, those before, what is spared, evidence, who typed; one for all
numbers and their statements; seven for what is asked about them; and two for the transaction of a test."""


# sheets are there


def test_every_district_has_a_sheet_and_it_is_due_on_the_fifth_working_day() -> None:
    programme()
    made = opening.open_due(NOW)
    assert made == Sheet.objects.count() > 1700  # October, and November that has begun
    assert Sheet.objects.filter(starts_on=OCTOBER.starts_on).count() == 878
    assert opening.open_due(NOW) == 0
    assert sheet().due_on == date(2026, 11, 6)
    assert opening.due_on("district", NOVEMBER.following, "50") == date(2027, 1, 8)  # 1 January is a day off


@pytest.mark.parametrize("level", ["province", "district", "subdistrict"])
def test_bangkok_is_not_asked_its_khets_are_no_districts_of_the_department(level: str) -> None:
    found = opening.areas(level)
    assert len(found) == {"province": 76, "district": 878}.get(level, len(found)) > 70
    assert not [code for code in found if code.startswith("10")]


def test_a_quarter_has_a_sheet_of_its_own() -> None:
    programme()
    indicator("quarterly", "t-case", frequency="quarter")
    quarter = containing(OCTOBER.starts_on, QUARTER)
    one = sheet(period=quarter)
    assert [row.asked.code for row in queries.page(one, actor("malee")).rows] == [f"{CODE}.quarterly"]
    assert one.due_on == opening.working_day(date(2026, 12, 31), 7, "50")


def test_a_quarter_and_a_year_that_still_run_do_not_wait_for_anybody() -> None:
    programme()
    indicator("quarterly", "t-case", frequency="quarter")
    indicator("yearly", "t-case", frequency="year")
    for kind in (QUARTER, YEAR):
        sheet(period=containing(OCTOBER.starts_on, kind))
    assert owing.waiting(actor("malee"), NOW) == 0
    assert owing.waiting(actor("malee"), datetime(2027, 1, 2, tzinfo=UTC)) == 1
    assert owing.waiting(actor("malee"), datetime(2027, 10, 2, tzinfo=UTC)) == 2


def test_who_has_not_reported_is_known_above() -> None:
    programme()
    opening.open_due(NOW)
    handed_in()
    (row,) = [one for one in owing.provinces(CODE, OCTOBER) if one.code == "50"]
    assert (row.all, row.handed_in, row.owed) == (25, 1, 24)
    owed = owing.owed(actor("prasit"), CODE, OCTOBER)
    assert len(owed) == 24 and "5001" not in {one.area_code for one in owed}
    assert owing.waiting(actor("prasit")) == 1
    assert owing.waiting(actor("dao")) == 0
    assert owing.waiting(actor("anan")) == 1
