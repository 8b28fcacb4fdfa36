"""One rule says who sees; and what each audience reads of the story."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from factories import MONDAY, case, moved, submitted
from people import CITIZEN, actor
from sangsuk.cases import actions as cases
from sangsuk.cases import lists, queries, reporters
from sangsuk.cases.daily import today
from sangsuk.cases.models import Case
from sangsuk.cases.queries import Filters
from sangsuk.cases.standing import allowed
from sangsuk.common.errors import Missing, NotAllowed, Refused, TooMany
from sangsuk.ledger import queries as ledger
from sangsuk.offices.actor import Actor

pytestmark = pytest.mark.django_db

SEES = {
    "malee": True, "suda": True, "anan": False, "prasit": True, "orn": False, "nok": True, "wichai": False,
    "kanya": True, "preecha": False,
}  # fmt: skip


@pytest.mark.parametrize(("who", "sees"), SEES.items())
def test_who_sees_a_new_case_of_mueang_chiang_mai(world, who, sees):
    told, by = case(), actor(who)
    assert Case.objects.visible_to(by).filter(pk=told.pk).exists() is sees
    assert bool(queries.listing(by, Filters(), now=MONDAY).items) is sees
    if not sees:
        with pytest.raises(Missing):
            queries.desk_case(told.number, by, now=MONDAY)
    else:
        assert queries.desk_case(told.number, by, now=MONDAY).case == told


def test_a_citizen_sees_nothing_through_the_desk(world):
    case()
    assert not Case.objects.visible_to(CITIZEN).exists()


def test_an_agency_sees_what_was_sent_to_it_and_not_the_notes_inside(world):
    malee, wichai = actor("malee"), actor("wichai")
    told = moved(case(), ("accept", malee), ("note", malee), ("hand_to_agency", malee), ("note", wichai))
    seen = queries.desk_case(told.number, wichai, now=MONDAY)
    assert [line.move for line in seen.lines] == ["submit", "accept", "hand_to_agency", "note"]
    assert seen.messages == []
    assert [line.move for line in queries.desk_case(told.number, malee, now=MONDAY).lines].count("note") == 2


@pytest.mark.parametrize("role", ["executive", "chief", "officer"])
def test_whatever_a_person_is_at_an_agency_the_notes_inside_stay_inside(world, role):
    malee, wichai = actor("malee"), actor("wichai")
    told = moved(case(), ("accept", malee), ("note", malee), ("hand_to_agency", malee))
    seen = queries.desk_case(told.number, replace(wichai, role=role), now=MONDAY)
    assert [line.move for line in seen.lines] == ["submit", "accept", "hand_to_agency"]
    assert not seen.sees_inside


@pytest.mark.parametrize(("who", "whole"), [("malee", True), ("wichai", False), ("prasit", False), ("kanya", False)])
def test_only_the_office_that_answers_reads_numbers_that_were_typed_into_the_text(world, who, whole):
    malee = actor("malee")
    told = case(description="เสาไฟล้มหน้าบ้าน โทรหาผมที่ 081-555-0199 ได้เลยครับ")
    told = moved(told, ("hand_to_agency", malee))
    cases.move(told, "add", by=CITIZEN, data={"text": "หรือเบอร์แฟนผม 081-555-0198"}, now=MONDAY + timedelta(hours=3))
    seen = queries.desk_case(told.number, actor(who), now=MONDAY)
    added = [part.text for line in seen.lines for part in line.parts if line.move == "add"]
    assert ("0199" in seen.description) is whole
    assert ("0198" in added[0]) is whole


def test_the_citizen_reads_her_story_without_what_is_inside(world):
    malee = actor("malee")
    told = submitted()
    moved(told.case, ("accept", malee), ("note", malee), ("ask", malee))
    track = queries.track(told.case.number, told.key, caller="a", now=MONDAY)
    assert [line.move for line in track.lines] == ["submit", "accept", "ask"]
    assert track.question == "ไฟดับตั้งแต่วันไหน"
    assert "มาลี" not in " ".join(line.sentence + line.who for line in track.lines)


def test_a_wrong_key_and_an_unknown_number_look_the_same(world):
    told = submitted()
    refusals = []
    for number, key in ((told.case.number, "AAAA-BBBB-CCCC-DDDD"), ("5001-70-999999", told.key)):
        with pytest.raises(Missing) as refusal:
            queries.track(number, key, caller="a", now=MONDAY)
        refusals.append((refusal.value.code, str(refusal.value)))
    assert refusals[0] == refusals[1]


@pytest.mark.parametrize("number", ["5001-70-000001", "5001-70-999999"])
def test_guessing_keys_is_slowed_down_and_then_forgiven(world, number):
    submitted()
    for _ in range(5):
        with pytest.raises(Missing):
            queries.track(number, "wrong", caller="a", now=MONDAY)
    with pytest.raises(TooMany) as refusal:
        queries.track(number, "wrong", caller="b", now=MONDAY)
    assert 0 < refusal.value.retry_after <= 900
    with pytest.raises(Missing):
        queries.track(number, "wrong", caller="a", now=MONDAY + timedelta(minutes=16))


def test_one_caller_cannot_try_many_numbers(world):
    for n in range(30):
        with pytest.raises(Missing):
            queries.track(f"5001-70-{n:06}", "wrong", caller="a", now=MONDAY)
    with pytest.raises(TooMany):
        queries.track("5001-70-000031", "wrong", caller="a", now=MONDAY)


def test_nobody_can_lock_a_citizen_out_of_her_own_case(world):
    told = submitted()
    for _ in range(5):
        with pytest.raises(Missing):
            queries.track(told.case.number, "wrong", caller="a", now=MONDAY)
    assert queries.track(told.case.number, told.key, caller="a", now=MONDAY).case == told.case


def test_looking_at_a_name_is_written_down_first(world):
    told, malee = case(), actor("malee")
    with pytest.raises(Refused):
        reporters.reveal(told, by=malee, reason=" ", now=MONDAY)
    assert ledger.readings(told.number) == []
    person = reporters.reveal(told, by=malee, reason="โทรนัดวันลงพื้นที่", now=MONDAY)
    assert person.phone == "0815550101"
    assert [(r.who, r.reason) for r in ledger.readings(told.number)] == [("มาลี รักงาน", "โทรนัดวันลงพื้นที่")]


@pytest.mark.parametrize(("identity", "may"), [("named", True), ("hidden", False), ("none", False)])
def test_an_agency_learns_a_name_only_when_it_was_given_openly(world, identity, may):
    malee, wichai = actor("malee"), actor("wichai")
    told = moved(case(identity=identity), ("accept", malee), ("hand_to_agency", malee))
    if may:
        assert reporters.reveal(told, by=wichai, reason="นัดช่างเข้าบ้าน", now=MONDAY).name
    else:
        with pytest.raises(NotAllowed):
            reporters.reveal(told, by=wichai, reason="นัดช่างเข้าบ้าน", now=MONDAY)
        assert ledger.readings(told.number) == []


@pytest.mark.parametrize("who", ["kanya", "preecha", "prasit"])
def test_who_only_looks_learns_no_name(world, who):
    with pytest.raises(NotAllowed):
        reporters.reveal(case(), by=actor(who), reason="อยากทราบว่าใคร", now=MONDAY)


def test_the_queue_has_its_tabs(world):
    malee = actor("malee")
    moved(case(1), ("accept", malee))
    moved(case(2), ("ask", malee))
    case(3)
    moved(case(4), ("accept", malee), ("hand_to_agency", malee))
    moved(case(5), ("accept", malee), ("close", malee))
    counts = queries.queue(malee, "new", now=MONDAY).counts
    assert counts == {
        "new": 1,
        "mine": 3,
        "soon": 1,
        "late": 0,
        "waiting": 1,
        "agency": 1,
        "review": 0,
        "silent": 0,
        "open": 4,
    }
    much_later = queries.queue(malee, "late", now=MONDAY + timedelta(days=90))
    assert len(much_later.page.items) == much_later.counts["late"] == 3


def test_an_agency_has_a_queue_of_what_waits_for_it(world):
    malee, wichai = actor("malee"), actor("wichai")
    moved(case(1), ("hand_to_agency", malee))
    moved(case(2), ("hand_to_agency", malee), ("agency_accept", wichai))
    case(3)
    found = queries.queue(wichai, "new", now=MONDAY)
    assert (found.counts["new"], found.counts["open"]) == (1, 2)


@pytest.mark.parametrize("role", ["agency", "officer", "chief", "executive"])
def test_whatever_a_person_is_at_an_agency_what_waits_there_is_on_her_desk(world, role):
    malee = actor("malee")
    person = replace(actor("wichai"), role=role)
    fresh = moved(case(1), ("hand_to_agency", malee))
    taken = moved(case(2), ("hand_to_agency", malee), ("agency_accept", actor("wichai")))
    case(3)
    found = queries.queue(person, "new", now=MONDAY)
    assert [c.number for c in found.page.items] == [fresh.number]
    assert (found.counts["new"], found.counts["open"]) == (1, 2)
    assert {c.number for c in Case.objects.waiting_at(person)} == {fresh.number, taken.number}
    day = {part.name: part.count for part in today.day(person, MONDAY).parts}
    assert day["handed"] == 1
    assert sum(day[name] for name in ("answered", "approvals", "attention", "callbacks", "silent")) == 0


@pytest.mark.parametrize("role", ["agency", "officer", "chief", "executive"])
def test_who_works_at_an_agency_has_the_agencys_buttons_and_who_only_looks_there_has_none(world, role):
    person = replace(actor("wichai"), role=role)
    fresh = moved(case(1), ("hand_to_agency", actor("malee")))
    its = {move.name for move in allowed(fresh, actor("wichai"), MONDAY)}
    assert {"agency_accept", "agency_return", "report"} <= its
    assert {move.name for move in allowed(fresh, person, MONDAY)} == (set() if role == "executive" else its)
    if role != "executive":
        taken = cases.move(fresh, "agency_accept", by=person, data={}, now=MONDAY)
        assert taken.status == "agency_accepted"


def test_pages_of_the_queue_hold_every_case_once(world, monkeypatch):
    monkeypatch.setattr(lists, "PAGE", 3)
    malee = actor("malee")
    for n in range(1, 9):
        case(n, now=MONDAY + timedelta(minutes=n % 3))
    seen, cursor = [], ""
    while True:
        found = queries.queue(malee, "open", cursor=cursor, now=MONDAY).page
        seen += [c.number for c in found.items]
        if found.next is None:
            break
        cursor = found.next
    assert len(seen) == len(set(seen)) == 8


@pytest.mark.parametrize(
    "cursor", ["x", "bm9wZQ", "W10", "WyJ4Il0", "WyIyMDI2IiwgIngiXQ", "WyJub3QiLCAxXQ", "WzFlOTld"]
)
def test_a_broken_cursor_is_refused(world, cursor):
    malee = actor("malee")
    for ask in (
        lambda: queries.queue(malee, "open", cursor=cursor),
        lambda: queries.listing(malee, Filters(), cursor=cursor),
    ):
        with pytest.raises(Refused):
            ask()


def test_search_finds_thai_words_inside_a_sentence_and_numbers(world):
    malee = actor("malee")
    told = case(1)
    case(2, description="หมาจรจัดไล่กัดคนแถวตลาดทุกเช้า")
    for q in ("โรงเรียน", "น้ำท่วม", told.number, f" {told.number.lower()} "):
        assert [c.number for c in queries.listing(malee, Filters(q=q), now=MONDAY).items] == [told.number], q
    assert not queries.listing(malee, Filters(q="เครื่องบิน"), now=MONDAY).items


@pytest.mark.parametrize("n", [2, 50])
def test_the_queue_and_the_case_cost_the_same_whatever_their_size(world, remembering, n, django_assert_num_queries):
    malee = actor("malee")
    told = None
    for i in range(1, n + 1):
        told = case(i)
    for _ in range(n // 5):
        told = moved(told, ("note", malee))
    queries.queue(malee, "open", now=MONDAY)
    queries.desk_case(told.number, malee, now=MONDAY)
    with django_assert_num_queries(2):
        [
            (c.number, c.district.province.name_th, c.assignee)
            for c in queries.queue(malee, "open", now=MONDAY).page.items
        ]
    with django_assert_num_queries(4):
        queries.desk_case(told.number, malee, now=MONDAY)


def test_the_system_sees_everything(world):
    case()
    assert Case.objects.visible_to(Actor.system()).count() == 1


def test_a_number_with_signs_that_cannot_be_stored_is_no_number(world):
    with pytest.raises(Missing):
        queries.seen("5001-70-\x00000001", actor("malee"))
    with pytest.raises(Missing):
        queries.track("5001-70-\x00999999", "wrong", caller="a", now=MONDAY)


def test_what_waits_at_an_office_is_what_it_may_see_of_its_own(world: None) -> None:
    """The queue asks the office's own index; the one rule of who sees is kept by the database."""
    told = moved(case(1), ("accept", actor("malee")), ("hand_to_agency", actor("malee")))
    for who in ("malee", "suda", "anan", "prasit", "nok", "wichai", "kanya", "preecha"):
        found = Case.objects.waiting_at(actor(who))
        assert set(found) <= set(Case.objects.visible_to(actor(who))), who
        assert found.exists() == (who in ("malee", "suda", "wichai")), who
    with pytest.raises(IntegrityError, match="office_is_a_holder"), transaction.atomic():
        Case.objects.filter(pk=told.pk).update(holders=["50-electricity"])
    with pytest.raises(IntegrityError, match="agency_is_a_holder"), transaction.atomic():
        Case.objects.filter(pk=told.pk).update(holders=["5001"])


def test_a_telephone_number_is_not_searched_for(world):
    """The index is redacted; a redacted query would find every case that has some number."""
    case(description="เสาไฟล้มหน้าบ้าน โทรหาผมที่ 081-555-0199 ได้เลยครับ")
    found = queries.listing(actor("malee"), Filters(q="081-555-0142"), now=MONDAY).items
    assert found == []
    assert queries.listing(actor("malee"), Filters(q="เสาไฟล้ม 081-555-0142"), now=MONDAY).items
