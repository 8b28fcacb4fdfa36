"""What the product counts of itself, said by the machine in the words of a person."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import answering
import carding
import going_out
import mediating
import visiting
from factories import MONDAY, case, client_id
from people import actor
from sangsuk.cases.models import Case, Mediation, Relief, Visit
from sangsuk.flagships import periods
from sangsuk.flagships.facts import FACTS, actions
from sangsuk.flagships.facts.registry import FEW
from sangsuk.flagships.models import Entry, Programme, StaleFigure, Statement
from sangsuk.outreach import counting
from sangsuk.outreach.models import Trip
from sangsuk.stories.models import Answering, FeedbackCard, ImprovementItem, Pledge

pytestmark = pytest.mark.usefixtures("world")
NOVEMBER = periods.parse("2026-11")
LATER = MONDAY + timedelta(days=2)


def counts(name: str, first: date = NOVEMBER.starts_on, before: date = NOVEMBER.before) -> dict[str, tuple[Any, Any]]:
    return {code: told for code, told in FACTS[name].counts(first, before).items() if told != (0, 0)}


def settled(n: int = 1, **state: Any) -> Case:
    one = case(n)
    ended = {"status": "settled", "closed_at": LATER, "duties": {}, "due_at": None, "settlement_id": None}
    Case.objects.filter(pk=one.pk).update(**ended | state)
    return one


def seal(one: Case) -> None:
    Case.objects.filter(pk=one.pk).update(secrecy="secret")


def test_matters_received_are_those_of_the_days_of_bangkok() -> None:
    for n, moment in enumerate(
        ("2026-10-31T16:59:59Z", "2026-10-31T17:00:00Z", "2026-11-30T16:59:59Z", "2026-11-30T17:00:00Z")
    ):
        Case.objects.filter(pk=case(n).pk).update(submitted_at=datetime.fromisoformat(moment))
    assert counts("cases_received") == {"5001": (2, None)}


def test_what_was_taken_back_or_merged_is_no_matter_of_its_own() -> None:
    case(1)
    Case.objects.filter(pk=case(2).pk).update(status="withdrawn", closed_at=LATER)
    assert counts("cases_received") == {"5001": (1, None)}


def test_matters_settled_in_time_are_of_those_that_had_a_day() -> None:
    settled(1, finish_due_at=LATER)
    settled(2, finish_due_at=LATER - timedelta(seconds=1))
    settled(3, finish_due_at=None)
    assert counts("cases_settled") == {"5001": (3, None)}
    assert counts("cases_in_time") == {"5001": (1, 2)}


def test_days_are_days_of_the_calendar() -> None:
    settled(1)
    settled(
        2,
        submitted_at=datetime.fromisoformat("2026-11-15T16:59:00Z"),
        closed_at=datetime.fromisoformat("2026-11-15T17:01:00Z"),
    )
    assert counts("days_to_settle") == {"5001": (3, 2)}


def test_who_is_content_gave_four_or_five() -> None:
    for n, rating in enumerate((5, 4, 3, None)):
        settled(n, rating_result=rating)
    assert counts("cases_content") == {"5001": (2, 3)}


def test_whose_distress_became_less_told_it_before_and_after() -> None:
    for n, (before, after) in enumerate(((8, 2), (8, 8), (3, 9), (0, 0), (None, 1), (7, None))):
        settled(n, distress_before=before, distress_after=after)
    assert counts("distress_less") == {"5001": (1, 3)}


@pytest.mark.parametrize(
    "name", ["cases_received", "cases_settled", "cases_in_time", "days_to_settle", "cases_content", "distress_less"]
)
def test_a_sealed_matter_is_in_no_figure(name: str) -> None:
    told = {"finish_due_at": LATER, "rating_result": 5, "distress_before": 8, "distress_after": 1}
    seal(settled(1, **told))
    accusing = settled(2, **told)
    Case.objects.filter(pk=accusing.pk).update(accused=["5002"])
    assert counts(name) == {}


def test_a_matter_of_the_province_is_no_districts() -> None:
    one = settled(1)
    Case.objects.filter(pk=one.pk).update(office="5000", holders=["5000"])
    assert counts("cases_settled") == {}


def test_disputes_with_an_agreement() -> None:
    one = mediating.settled()
    ended = Mediation.objects.get(pk=one.pk).ended_at
    assert ended is not None
    month = periods.containing(timezone.localdate(ended), periods.MONTH)
    assert counts("mediations_agreed", month.starts_on, month.before) == {"5001": (1, 1)}
    seal(one.case)
    assert counts("mediations_agreed", month.starts_on, month.before) == {}


def test_visits_are_in_time_when_reported_by_then() -> None:
    made = [visiting.ordered(case(n)) for n in range(3)]
    for one, reported in zip(made, (0, 1, None), strict=True):
        when = None if reported is None else LATER + timedelta(seconds=reported)
        Visit.objects.filter(pk=one.pk).update(due_at=LATER, reported_at=when)
    Visit.objects.filter(pk=visiting.ordered(case(9)).pk).update(due_at=LATER, cancelled_at=MONDAY)
    assert counts("visits_in_time") == {"5001": (1, 3)}
    seal(made[0].case)
    assert counts("visits_in_time") == {"5001": (0, 2)}


def test_relief_is_of_the_day_it_was_given() -> None:
    one = case()
    for seq, (day, baht) in enumerate(((date(2026, 11, 1), 500), (date(2026, 11, 30), None), (date(2026, 12, 1), 900))):
        told = {"kind": "money", "giver": "อำเภอ", "office_code": "5001", "district_code": "5001"}
        Relief.objects.create(case=one, event_seq=seq + 90, baht=baht, given_on=day, **told)
    assert counts("relief_given") == {"5001": (500, None)}
    seal(one)
    assert counts("relief_given") == {}


def test_stories_promises_and_improvements() -> None:
    promise = answering.pledge()
    Answering.objects.filter(story=promise.story).update(due_at=LATER, answered_at=LATER, working_days=1)
    Pledge.objects.filter(pk=promise.pk).update(due_on=date(2026, 11, 30), first_due_on=date(2026, 11, 20))
    assert counts("stories_answered") == {"5001": (1, 1)}
    assert counts("pledges_kept") == {"5001": (0, 1)}
    answering.finished(promise)
    assert counts("pledges_kept") == {"5001": (1, 1)}
    ImprovementItem.objects.update(status="done", changed="เสร็จแล้ว", done_at=LATER, due_on=None, leader=None)
    assert counts("improvements_done") == {"5001": (ImprovementItem.objects.count(), None)}
    Answering.objects.filter(story=promise.story).update(answered_at=LATER + timedelta(seconds=1))
    assert counts("stories_answered") == {"5001": (0, 1)}


def people_came(trip: Trip, n: int, cells: list[int], who: str = "malee") -> None:
    counting.count(trip, client_id(n), "people", cells, by=actor(who), now=going_out.ON_THE_DAY)


def test_trips_and_the_people_they_reached_are_those_of_going_out() -> None:
    """A trip that was announced and not held is no fact; one that was counted on the spot is, before its report is in."""
    going_out.announced()
    people_came(going_out.announced(), 1, [20, 0, 0, 0, 21, 0, 0, 0, 0])
    people_came(going_out.announced(), 2, [0, 7, 0, 0, 0, 0, 0, 0, 0])
    people_came(going_out.planned(who="anan", areas=["500203"]), 3, [3, 0, 0, 0, 0, 0, 0, 0, 0], "anan")
    assert counts("outreach_trips") == {"5001": (2, None), "5002": (1, None)}
    assert counts("outreach_people") == {"5001": (48, None), "5002": (3, None)}
    day = going_out.WEDNESDAY
    assert counts("outreach_trips", day + timedelta(days=1)) == counts("outreach_people", before=day) == {}


def test_cards_that_something_speaks_against_are_left_out() -> None:
    carding.several(3)
    day = FeedbackCard.objects.latest("pk").day
    month = periods.containing(day, periods.MONTH)
    FeedbackCard.objects.filter(pk=FeedbackCard.objects.latest("pk").pk).update(weight=0.5)
    FeedbackCard.objects.update(tone="positive")
    assert counts("cards_good", month.starts_on, month.before) == {"5001": (2, 2)}


@pytest.mark.parametrize("name", sorted(FACTS))
def test_a_fact_is_one_query(name: str) -> None:
    case()
    with CaptureQueriesContext(connection) as asked:
        FACTS[name].counts(NOVEMBER.starts_on, NOVEMBER.before)
    assert len(asked) <= 2, [one["sql"] for one in asked]


def opened() -> None:
    Programme.objects.filter(pk="f2564").update(state="open")


def entry(name: str, area: str = "5001") -> Entry:
    return Entry.objects.get(indicator=f"f2564_{name}", area_code=area, starts_on=NOVEMBER.starts_on, period="month")


def test_the_machine_says_every_fact_of_every_district_once() -> None:
    opened()
    settled(1, finish_due_at=LATER)
    said = actions.count(NOVEMBER, now=LATER)
    assert said == Entry.objects.count() == Statement.objects.count() > 878 * 10
    one = entry("04.received")
    assert (one.number, one.state, one.none, one.seq) == (1, "accepted", False, 1)
    word = one.statements.get()
    assert (word.way, word.kind, word.number, word.user_id, word.at) == ("machine", "counted", 1, None, LATER)
    assert entry("04.received", "9001").number == 0
    assert (entry("04.in_time").number, entry("04.in_time").base) == (1, 1)
    assert entry("04.in_time", "9001").none
    assert StaleFigure.objects.filter(province_code="50", indicator="f2564_04.received").exists()
    StaleFigure.objects.all().delete()
    assert actions.count(NOVEMBER, now=LATER) == 0
    assert not StaleFigure.objects.exists()


def test_a_number_that_changed_is_said_anew_and_the_old_word_stays() -> None:
    opened()
    settled(1)
    actions.count(NOVEMBER, now=LATER)
    settled(2)
    StaleFigure.objects.all().delete()
    assert actions.count(NOVEMBER, now=LATER + timedelta(hours=1)) == 4
    one = entry("04.received")
    assert (one.number, one.seq) == (2, 2)
    assert list(one.statements.order_by("seq").values_list("number", flat=True)) == [Decimal(1), Decimal(2)]
    assert set(StaleFigure.objects.values_list("indicator", "province_code")) == {
        (f"f2564_04.{name}", "50") for name in ("received", "settled", "in_time", "days_each")
    }


def test_few_answers_are_not_told() -> None:
    opened()
    for n in range(FEW - 1):
        settled(n, rating_result=5)
    actions.count(NOVEMBER, now=LATER)
    one = entry("04.content")
    assert (one.number, one.base, one.none, one.note) == (None, None, True, actions.TOO_FEW)
    settled(99, rating_result=1)
    actions.count(NOVEMBER, now=LATER)
    assert (entry("04.content").number, entry("04.content").base, entry("04.content").none) == (FEW - 1, FEW, False)


def test_this_month_and_the_last_are_counted_and_nothing_before() -> None:
    opened()
    actions.count_recent(LATER)
    assert set(Entry.objects.values_list("starts_on", flat=True)) == {date(2026, 11, 1), date(2026, 10, 1)}


def test_nothing_is_counted_for_a_programme_that_is_not_open() -> None:
    Programme.objects.update(state="draft")
    assert actions.count(NOVEMBER, now=LATER) == 0
