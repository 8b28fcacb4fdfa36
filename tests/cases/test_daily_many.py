"""Many cases at one press, what today asks, and how much each colleague carries."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from factories import MONDAY, case, client_id, given, moved, submitted
from people import CITIZEN, actor, user
from sangsuk.cases import actions as cases
from sangsuk.cases import workflow
from sangsuk.cases.daily import absences, batches, load, today
from sangsuk.cases.models import Batch, Case, CaseEvent
from sangsuk.common.errors import Missing, Refused

pytestmark = pytest.mark.usefixtures("world")


def versions(*some: Case) -> dict[str, int]:
    return {c.number: c.version for c in some}


def outcomes(batch: Batch) -> dict[str, str]:
    return {item.case.number: item.outcome for item in batches.items(batch)}


def test_only_steps_whose_fields_can_be_the_same_are_offered() -> None:
    assert [m.name for m in batches.offered(actor("malee"))] == list(batches.NAMED)
    assert [m.name for m in batches.offered(actor("wichai"))] == ["note"]
    for name in ("attach", "hand_to_agency", "redirect", "withdraw"):
        assert not batches.fits(workflow.MOVES[name]), name


def test_before_the_press_each_case_says_whether_and_why_not() -> None:
    malee = actor("malee")
    new, taken, other = case(1), moved(case(2), ("accept", malee)), case(3, district="5002", subdistrict=None)
    assert batches.chosen([new.number, other.number, "x\x00", new.number], malee) == [new]
    looks = batches.looked_at([new, taken], workflow.MOVES["accept"], {}, by=malee, now=MONDAY)
    assert [look.possible for look in looks] == [True, False]
    assert "รับไว้พิจารณา" in looks[1].why
    far = batches.looked_at([new], workflow.MOVES["accept"], {}, by=actor("anan"), now=MONDAY)
    assert "สำนักงานของท่านไม่ได้ดูแล" in far[0].why
    assert Case.objects.get(pk=new.pk).version == 1


def test_each_case_reads_its_own_number_in_the_one_text() -> None:
    malee, some = actor("malee"), [moved(case(n), ("accept", actor("malee"))) for n in (1, 2)]
    data = {"text": "เรื่อง {เลขที่} พรุ่งนี้เราจะไปดู"}
    looks = batches.looked_at(some, workflow.MOVES["inform"], data, by=malee, now=MONDAY)
    assert [look.words for look in looks] == [f"เรื่อง {c.number} พรุ่งนี้เราจะไปดู" for c in some]
    batch = batches.prepare(
        client_id(900), "inform", versions(*some), data, by=malee, template="inform.visit", now=MONDAY
    )
    batches.run(batch, by=malee, now=MONDAY + timedelta(hours=3))
    sent = CaseEvent.objects.filter(move="inform").order_by("case_id").values_list("data__text", flat=True)
    assert list(sent) == [f"เรื่อง {c.number} พรุ่งนี้เราจะไปดู" for c in some]


def test_a_gap_that_nobody_filled_stops_each_case_before_it_is_sent() -> None:
    malee, told = actor("malee"), moved(case(), ("accept", actor("malee")))
    data = {"text": "เราจะไปวันที่ {วันนัด}"}
    (look,) = batches.looked_at([told], workflow.MOVES["inform"], data, by=malee, now=MONDAY)
    assert not look.possible
    batch = batches.prepare(client_id(900), "inform", versions(told), data, by=malee, now=MONDAY)
    batches.run(batch, by=malee, now=MONDAY)
    assert outcomes(batch) == {told.number: "refused"}


def test_one_press_moves_those_that_can_and_tells_why_the_others_did_not() -> None:
    malee = actor("malee")
    good, quick, done = case(1), case(2), moved(case(3), ("accept", malee))
    batch = batches.prepare(client_id(900), "accept", versions(good, quick, done), {}, by=malee, now=MONDAY)
    cases.move(quick, "note", by=malee, data=given("note"), now=MONDAY)  # somebody was quicker
    batches.run(batch, by=malee, now=MONDAY)
    assert outcomes(batch) == {good.number: "done", quick.number: "stale", done.number: "refused"}
    assert all(item.said for item in batches.items(batch) if item.outcome != "done")
    assert Case.objects.get(pk=good.pk).assignee_id == malee.user_id


def test_pressing_twice_does_nothing_twice() -> None:
    malee, told = actor("malee"), case()
    for _press in range(2):
        batch = batches.prepare(client_id(900), "accept", versions(told), {}, by=malee, now=MONDAY)
        batches.run(batch, by=malee, now=MONDAY)
    assert Batch.objects.count() == 1
    assert CaseEvent.objects.filter(move="accept").count() == 1
    assert outcomes(batch) == {told.number: "done"}


def test_a_batch_of_somebody_else_is_not_there() -> None:
    batches.prepare(client_id(900), "accept", versions(case()), {}, by=actor("malee"), now=MONDAY)
    with pytest.raises(Missing):
        batches.get(client_id(900), by=actor("suda"))
    with pytest.raises(Missing):
        batches.prepare(client_id(900), "accept", versions(Case.objects.get()), {}, by=actor("suda"), now=MONDAY)


@pytest.mark.parametrize("move", ["attach", "x", "withdraw"])
def test_a_step_that_cannot_be_the_same_for_all_is_refused(move: str) -> None:
    with pytest.raises(Refused):
        batches.prepare(client_id(900), move, versions(case()), {}, by=actor("malee"), now=MONDAY)


def test_two_hundred_are_enough() -> None:
    numbers = [case(n).number for n in range(1, 4)] + [f"5001-70-{n:06}" for n in range(500, 800)]
    assert len(batches.chosen(numbers, actor("malee"))) == 3
    assert len(batches.chosen([f"x{n}" for n in range(300)] + numbers, actor("malee"))) == 0


def test_what_was_cut_off_is_done_by_the_next_press() -> None:
    malee, some = actor("malee"), [case(n) for n in range(1, 4)]
    batch = batches.prepare(client_id(900), "accept", versions(*some), {}, by=malee, now=MONDAY)
    batches._one(batch.items.get(place=1).pk, batch, by=malee, now=MONDAY)
    assert list(outcomes(batch).values()) == ["done", "", ""]
    batches.run(batch, by=malee, now=MONDAY)
    assert set(outcomes(batch).values()) == {"done"}


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_move_each_case_once() -> None:
    malee, some = actor("malee"), [case(n) for n in range(1, 9)]
    batch = batches.prepare(client_id(900), "accept", versions(*some), {}, by=malee, now=MONDAY)

    def press() -> None:
        try:
            batches.run(batch, by=malee, now=MONDAY)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as hands:
        for pressed in [hands.submit(press) for _ in range(2)]:
            pressed.result()
    assert set(outcomes(batch).values()) == {"done"}
    assert CaseEvent.objects.filter(move="accept").count() == len(some)


def test_old_batches_are_swept_and_their_cases_stay() -> None:
    batches.prepare(client_id(900), "accept", versions(case()), {}, by=actor("malee"), now=MONDAY)
    assert batches.sweep(MONDAY + timedelta(days=89)) == 0
    assert batches.sweep(MONDAY + timedelta(days=91)) == 2
    assert Case.objects.count() == 1


def names(day: today.Day) -> dict[str, set[str]]:
    return {part.name: {c.number for c in part.cases} for part in day.parts if part.count}


def test_my_day_holds_what_each_list_says() -> None:
    malee = actor("malee")
    new = case(1)
    late = moved(case(2), ("accept", malee), now=MONDAY - timedelta(days=30))
    answered = moved(case(3), ("accept", malee), ("ask", malee), ("answer", CITIZEN), now=MONDAY - timedelta(hours=5))
    moved(case(4), ("accept", actor("suda")), now=MONDAY - timedelta(days=30))
    case(5, district="5002", subdistrict=None)
    found = names(today.day(malee, MONDAY))
    assert found["handed"] == {new.number}
    assert found["late"] == {late.number}
    assert found["silent"] == {late.number}
    assert found["answered"] == {answered.number}
    Case.objects.filter(pk=answered.pk).update(due_at=MONDAY + timedelta(hours=2))
    Case.objects.filter(pk=late.pk).update(due_at=MONDAY + timedelta(days=1), told_at=MONDAY)
    found = names(today.day(malee, MONDAY))
    assert (found["today"], found["next"]) == ({answered.number}, {late.number})
    assert not {"late", "silent"} & found.keys()


def test_after_friday_the_next_working_day_is_monday() -> None:
    friday = MONDAY + timedelta(days=4)
    told = moved(case(), ("accept", actor("malee")))
    Case.objects.filter(pk=told.pk).update(due_at=friday + timedelta(days=3, hours=3))
    assert names(today.day(actor("malee"), friday))["next"] == {told.number}
    assert "next" not in names(today.day(actor("malee"), MONDAY))


def test_who_proposed_does_not_find_it_among_what_waits_for_her_word() -> None:
    told = moved(case(), ("accept", actor("malee")))
    duty = {"kind": "approval", "by": user("malee").pk, "of": "close", "reminders": 0}
    Case.objects.filter(pk=told.pk).update(status=workflow.REVIEW, duties={"a3": duty})
    assert "approvals" not in names(today.day(actor("malee"), MONDAY))
    assert names(today.day(actor("suda"), MONDAY))["approvals"] == {told.number}


def test_a_superior_who_was_asked_to_look_finds_the_case() -> None:
    told = case()
    Case.objects.filter(pk=told.pk).update(attention="5000")
    assert names(today.day(actor("prasit"), MONDAY))["attention"] == {told.number}
    assert "attention" not in names(today.day(actor("malee"), MONDAY))


def test_an_agency_finds_what_waits_to_be_taken_up() -> None:
    told = moved(case(), ("hand_to_agency", actor("malee")))
    assert names(today.day(actor("wichai"), MONDAY))["handed"] == {told.number}
    assert names(today.day(actor("malee"), MONDAY)) == {}


def test_a_deputy_finds_the_late_cases_of_whom_she_stands_in_for() -> None:
    told = moved(case(), ("accept", actor("malee")), now=MONDAY - timedelta(days=30))
    day_of = MONDAY.date()
    absences.arrange(
        user_id=user("malee").pk, deputy_id=user("suda").pk, from_on=day_of, to_on=day_of, by=actor("suda"), now=MONDAY
    )
    found = today.day(actor("suda"), MONDAY)
    assert names(found)["late"] == {told.number}
    assert found.covered == (user("malee").pk,)


def test_my_day_asks_twice_whatever_the_size(remembering: None, django_assert_num_queries: Any) -> None:
    malee = actor("malee")
    for n in range(1, 4):
        case(n)
    today.day(malee, MONDAY)
    with django_assert_num_queries(2):
        today.day(malee, MONDAY)
    for n in range(4, 30):
        moved(case(n), ("accept", malee), now=MONDAY - timedelta(days=n))
    with django_assert_num_queries(2):
        found = today.day(malee, MONDAY)
    assert found.count("late") > len(next(p for p in found.parts if p.name == "late").cases) == today.LINES


def test_the_load_of_each_colleague_and_what_nobody_has() -> None:
    malee, suda = actor("malee"), actor("suda")
    for n, days in ((1, 30), (2, 20), (3, 1)):
        moved(case(n), ("accept", malee), now=MONDAY - timedelta(days=days))
        Case.objects.filter(number=f"5001-70-{n:06}").update(submitted_at=MONDAY - timedelta(days=days))
    submitted(4)
    nobody, first, second = load.of_office(suda, MONDAY)
    assert (nobody.user_id, nobody.open) == (None, 1)
    assert (first.name, first.open, first.late, first.median_days) == ("มาลี รักงาน", 3, 2, 20)
    assert (second.name, second.open, second.median_days) == ("สุดา นำทาง", 0, None)


def test_the_load_is_asked_in_three_queries(django_assert_num_queries: Any, remembering: None) -> None:
    suda = actor("suda")
    for n in range(1, 12):
        moved(case(n), ("accept", actor("malee")))
    with django_assert_num_queries(3):
        load.of_office(suda, MONDAY)
