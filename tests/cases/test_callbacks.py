"""The lot, who calls, what the caller may know, and what is written down."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from factories import MONDAY, case, client_id, moved
from people import CITIZEN, SOMCHAI, actor
from sangsuk.cases import actions as cases
from sangsuk.cases import reporters
from sangsuk.cases.callbacks import actions, lot, queries
from sangsuk.cases.intake import Person
from sangsuk.cases.models import Callback, Case, SampleDrawn, SampleRule
from sangsuk.common import remember
from sangsuk.common.errors import Missing, NotAllowed, Refused, Stale
from sangsuk.ledger import queries as ledger
from sangsuk.offices.actor import Actor

pytestmark = pytest.mark.usefixtures("world")
NOW = MONDAY + timedelta(hours=12)


def settled(n: int = 1, **changes: object) -> Case:
    return moved(case(n, **changes), ("accept", actor("malee")), ("close", actor("malee")))


@pytest.fixture
def everybody_is_asked(world: None) -> None:
    SampleRule.objects.update(percent=100)
    remember.forget_all()


def called(n: int = 1, office: str = "5002") -> Callback:
    """A settled case that this office is to call about."""
    told = settled(n)
    return Callback.objects.create(case=told, office_code=office, drawn_at=NOW, due_at=NOW + timedelta(days=14))


# the lot


def rule(percent: int, mission: str = "", level: str = "", **dates: date) -> lot.Rule:
    return lot.Rule(mission, level, percent, dates.get("valid_from", date(2015, 1, 1)), dates.get("valid_to"))


def test_the_most_specific_rule_of_the_day_says_how_many() -> None:
    rules = [
        rule(5),
        rule(10, "grievance"),
        rule(7, level="district"),
        rule(50, "grievance", valid_from=date(2027, 1, 1)),
    ]
    assert lot.percent("grievance", "district", date(2026, 11, 16), rules) == 10
    assert lot.percent("advice", "district", date(2026, 11, 16), rules) == 7
    assert lot.percent("advice", "ministry", date(2026, 11, 16), rules) == 5
    assert lot.percent("grievance", "district", date(2027, 1, 1), rules) == 50
    assert lot.percent("advice", "district", date(2014, 1, 1), rules) == 0
    ended = [rule(5, valid_to=date(2026, 1, 1))]
    assert lot.percent("advice", "", date(2026, 1, 1), ended) == 0


@given(st.uuids(), st.integers(0, 99))
def test_who_is_asked_at_one_share_is_asked_at_every_larger_one(key: UUID, percent: int) -> None:
    if lot.falls_on(key, percent, secret="s"):
        assert lot.falls_on(key, percent + 1, secret="s")
    assert lot.falls_on(key, 100, secret="s")
    assert not lot.falls_on(key, 0, secret="s")


def test_the_share_comes_out_and_the_secret_chooses_other_cases() -> None:
    keys = [client_id(n) for n in range(5000)]
    one, other = ({k for k in keys if lot.falls_on(k, 10, secret=s)} for s in ("one", "other"))
    assert 420 < len(one) < 580
    assert len(one & other) < 120


# the draw


def test_another_district_of_the_province_is_asked_to_call(everybody_is_asked: None) -> None:
    told = settled()
    assert actions.draw(NOW) == 1
    drawn = Callback.objects.get(case=told)
    assert drawn.office_code.startswith("50")
    assert drawn.office_code not in told.holders
    assert drawn.office_code != "5000"
    assert drawn.due_at > told.closed_at


def test_a_case_is_drawn_once_however_often_the_lot_is_cast(everybody_is_asked: None) -> None:
    settled()
    assert [actions.draw(NOW), actions.draw(NOW), actions.draw(NOW + timedelta(minutes=10))] == [1, 0, 0]
    assert Callback.objects.count() == 1


def test_a_case_that_was_slow_to_be_written_is_still_drawn(everybody_is_asked: None) -> None:
    actions.draw(NOW)
    told = settled()
    Case.objects.filter(pk=told.pk).update(closed_at=NOW - timedelta(minutes=30))
    assert actions.draw(NOW + timedelta(minutes=10)) == 1
    SampleDrawn.objects.update(until=NOW + timedelta(hours=5))
    actions.draw(NOW)
    assert SampleDrawn.objects.get().until == NOW + timedelta(hours=5)


def test_nobody_is_called_who_left_no_number_or_did_not_give_her_name_openly(everybody_is_asked: None) -> None:
    settled(1, identity="none", reporter=Person())
    settled(2, identity="hidden")
    settled(3, reporter=Person("สมชาย ใจดี (สมมติ)", "", "somchai@example.com"))
    case(4)
    moved(case(5), ("withdraw", CITIZEN))
    assert actions.draw(NOW) == 1
    assert Callback.objects.get().case.client_id == client_id(3)


def test_the_calls_are_spread_over_the_districts(everybody_is_asked: None) -> None:
    for n in range(1, 7):
        settled(n)
    actions.draw(NOW)
    assert max(queries.waiting_by_office().values()) == 1


def test_what_a_province_settled_is_asked_by_the_ministry(everybody_is_asked: None) -> None:
    told = moved(case(), ("accept", actor("malee")), ("pass_up", actor("malee")))
    moved(told, ("accept", actor("prasit")), ("close", actor("prasit")), now=MONDAY + timedelta(hours=3))
    actions.draw(NOW)
    assert Callback.objects.get().office_code == "MOI"


def test_what_the_ministry_had_in_hand_is_asked_by_a_district_that_never_had_it(everybody_is_asked: None) -> None:
    told = settled()
    Case.objects.filter(pk=told.pk).update(holders=[*told.holders, "MOI", "5002"], office="MOI")
    actions.draw(NOW)
    found = Callback.objects.get().office_code
    assert found.startswith("50") and found not in ("5001", "5002", "5000")


def test_at_nought_percent_nobody_is_asked(world: None) -> None:
    SampleRule.objects.update(percent=0)
    remember.forget_all()
    settled()
    assert actions.draw(NOW) == 0


# what the caller may know


def test_the_caller_may_look_at_the_name_until_she_has_called_and_nobody_else_may() -> None:
    told = settled()
    assert not reporters.may_reveal(told, actor("anan"))
    call = Callback.objects.create(case=told, office_code="5002", drawn_at=NOW, due_at=NOW)
    assert reporters.may_reveal(told, actor("anan"))
    assert not reporters.may_reveal(told, actor("orn"))
    assert not reporters.may_reveal(told, actor("preecha"))
    actions.record(call, by=actor("anan"), reached=True, solved="yes", now=NOW)
    assert not reporters.may_reveal(told, actor("anan"))
    with pytest.raises(NotAllowed):
        actions.reveal(call, by=actor("anan"), now=NOW)


def test_the_look_is_written_down_before_the_name_is_read_and_the_citizen_reads_why() -> None:
    call = called()
    assert actions.reveal(call, by=actor("anan"), now=NOW) == Person(
        SOMCHAI.name, SOMCHAI.phone
    )  # to call nobody needs an email
    (reading,) = ledger.readings(call.case.number)
    assert (reading.who, reading.office_code) == (actor("anan").name, "5002")
    assert "สุ่มเลือก" in reading.reason


def test_no_caller_of_an_office_that_had_the_case_may_look() -> None:
    call = called(office="5001")
    with pytest.raises(NotAllowed):
        actions.record(call, by=actor("malee"), reached=False, now=NOW)
    with pytest.raises(Missing):
        queries.call(call.case.number, actor("malee"))


def test_the_caller_reads_the_gist_without_names_and_the_answer_that_was_given() -> None:
    call = called()
    found = queries.call(call.case.number, actor("anan"))
    assert "เปลี่ยนหม้อแปลงแล้ว" in found.answer
    assert SOMCHAI.phone not in found.gist + found.answer
    with pytest.raises(Missing):
        queries.call(call.case.number, actor("orn"))


def test_what_the_caller_may_not_do_without_the_case_page() -> None:
    call = called()
    assert not Case.objects.visible_to(actor("anan")).filter(pk=call.case.pk).exists()


def test_a_case_opened_again_is_not_called_about() -> None:
    call = called()
    cases.move(call.case, "reopen", by=CITIZEN, data={"text": "น้ำท่วมอีกแล้ว"}, now=NOW)
    assert queries.count(actor("anan")) == 0
    with pytest.raises(NotAllowed):
        actions.reveal(Callback.objects.get(), by=actor("anan"), now=NOW)


# what is written down


def test_what_she_said_is_written_down_once() -> None:
    call = called()
    actions.record(call, by=actor("anan"), reached=True, solved="no", rating=2, said="น้ำยังท่วม", now=NOW)
    assert (call.reached, call.solved, call.rating, call.said, call.done_at) == (True, "no", 2, "น้ำยังท่วม", NOW)
    with pytest.raises(NotAllowed):
        actions.record(call, by=actor("anan"), reached=False, now=NOW)


def test_of_two_who_write_at_once_the_second_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    call = called()
    actions.record(Callback.objects.get(), by=actor("anan"), reached=False, now=NOW)
    monkeypatch.setattr(queries, "may_call", lambda *_: True)
    with pytest.raises(Stale), transaction.atomic():
        actions.record(call, by=actor("anan"), reached=True, solved="yes", now=NOW)
    assert Callback.objects.get().reached is False


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"reached": True}, "solved"),
        ({"reached": True, "solved": "maybe"}, "solved"),
        ({"reached": True, "solved": "no"}, "said"),
        ({"reached": True, "solved": "yes", "rating": 6}, "rating"),
        ({"reached": False, "said": "ก" * 2001}, "said"),
    ],
)
def test_half_an_answer_is_refused_and_changes_nothing(data: dict[str, object], field: str) -> None:
    call = called()
    with pytest.raises(Refused) as refused:
        actions.record(call, by=actor("anan"), now=NOW, **data)  # type: ignore[arg-type]
    assert refused.value.field == field
    assert Callback.objects.get().done_at is None


def test_who_was_not_reached_has_no_opinion() -> None:
    call = called()
    actions.record(call, by=actor("anan"), reached=False, solved="yes", rating=5, now=NOW)
    assert (call.solved, call.rating) == ("", None)


def test_what_she_said_against_it_is_shown_to_the_office_that_settled_it_and_its_superior() -> None:
    call = called()
    actions.record(call, by=actor("anan"), reached=True, solved="no", said="น้ำยังท่วม", now=NOW)
    later = NOW + timedelta(days=1)
    seen = {
        who: queries.doubted(actor(who), later).count() for who in ("malee", "suda", "prasit", "kanya", "anan", "orn")
    }
    assert seen == {"malee": 1, "suda": 1, "prasit": 1, "kanya": 1, "anan": 0, "orn": 0}
    assert queries.doubted(actor("malee"), NOW + timedelta(days=40)).count() == 0
    cases.move(call.case, "reopen", by=CITIZEN, data={"text": "น้ำยังท่วม"}, now=later)
    assert queries.doubted(actor("malee"), later).count() == 0


def test_the_calls_are_paged_by_key_the_one_due_first_on_top(django_assert_num_queries: object) -> None:
    told = settled()
    for n in range(2, queries.PAGE + 4):
        row = Case.objects.get(pk=told.pk)
        row.pk, row.client_id, row.number = None, client_id(n), f"5001-70-9{n:05}"
        row.save(force_insert=True)
        due = NOW + timedelta(days=n % 3)
        Callback.objects.create(case=row, office_code="5002", drawn_at=NOW, due_at=due)
    first = queries.waiting(actor("anan"))
    assert len(first.items) == queries.PAGE and first.next
    rest = queries.waiting(actor("anan"), cursor=first.next)
    dues = [row.due_at for row in (*first.items, *rest.items)]
    assert dues == sorted(dues)
    assert len({row.pk for row in (*first.items, *rest.items)}) == queries.PAGE + 2
    with pytest.raises(Refused):
        queries.waiting(actor("anan"), cursor="W10")
    assert queries.waiting(Actor.citizen("web")).items == []
