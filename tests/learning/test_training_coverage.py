"""Who has not been trained, for whom by name; what insight asks; lists that cost the same for two and for fifty."""

import csv
from datetime import date
from io import StringIO
from typing import Any

import pytest

import training as made
from factories import MONDAY
from people import actor, user
from sangsuk.accounts.models import User
from sangsuk.learning.models import TrainingInvitation
from sangsuk.learning.training import coverage, inviting, queries
from sangsuk.learning.training.coverage import Asked
from sangsuk.notifications.models import Message
from sangsuk.offices import actions as offices
from sangsuk.offices.models import Office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
ALL = ("malee", "suda", "anan", "prasit", "orn", "nok", "wichai", "dao")


@pytest.fixture(autouse=True)
def _monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)


def taught(*was_there: str, **changes: Any) -> Any:
    for who in ALL:
        user(who)
    event = made.invited(*ALL, **changes)
    for who in was_there:
        made.there(event, made.seat(event, who), 1, 2)
    return made.held(event)


def told(asked: Asked = Asked()) -> coverage.Coverage:  # noqa: B008 - frozen
    return coverage.counted(asked, language="th", now=MONDAY)


def test_of_every_group_region_and_province_so_many_were_trained() -> None:
    taught("malee", "suda")
    found = told()
    assert (found.whole.many, found.whole.trained, found.whole.untrained) == (8, 2, 6)
    assert {line.code: (line.many, line.trained) for line in found.groups} == {
        "ministry_officer": (1, 0), "department": (1, 0), "province_officer": (2, 0), "district_head": (1, 1),
        "district_officer": (2, 1), "agency": (1, 0),
    }  # fmt: skip
    assert {line.code: (line.many, line.trained) for line in found.regions} == {
        "": (2, 0),
        "north": (5, 2),
        "northeast": (1, 0),
    }
    assert {line.code: line.many for line in found.provinces} == {"": 2, "50": 5, "30": 1}


@pytest.mark.parametrize(("asked", "many", "trained"), [
    (Asked(group="district_officer"), 2, 1), (Asked(region="north"), 5, 2), (Asked(province="30"), 1, 0),
    (Asked(subject="grievance"), 8, 2), (Asked(subject="mediation"), 8, 0), (Asked(flagship="f2564_04"), 8, 2),
    (Asked(flagship="f2564_99"), 8, 0), (Asked(group="district_officer", province="50", subject="think_state"), 2, 1),
])  # fmt: skip
def test_it_is_asked_by_group_region_province_subject_and_project(asked: Asked, many: int, trained: int) -> None:
    taught("malee", "suda")
    found = told(asked)
    assert (found.whole.many, found.whole.trained) == (many, trained)


def test_who_was_in_too_few_sessions_or_in_what_was_not_held_is_not_trained() -> None:
    event = made.invited(*ALL)
    made.there(event, made.seat(event), 1)
    made.there(event, made.seat(event, "suda"), 1, 2)
    assert told().whole.trained == 0
    made.held(event)
    assert told().whole.trained == 1


def names(who: str, asked: Asked = Asked()) -> list[str]:  # noqa: B008 - frozen
    page = coverage.untrained(asked, actor(who), language="th", now=MONDAY)
    return [one.name for one in page.items]


@pytest.mark.parametrize(("who", "seen"), [
    ("nok", {"anan", "prasit", "orn", "nok", "wichai", "dao"}), ("prasit", {"anan", "prasit", "wichai"}),
    ("kanya", {"anan", "prasit", "wichai"}), ("orn", {"orn"}), ("suda", set()), ("malee", set()), ("anan", {"anan"}),
    ("preecha", set()), ("wichai", set()),
])  # fmt: skip
def test_names_are_for_those_who_may_see_the_people_of_that_office(who: str, seen: set[str]) -> None:
    taught("malee", "suda")
    assert set(names(who)) == {user(one).name for one in seen}


def test_names_are_paged_by_key_without_losing_or_doubling_anybody() -> None:
    for n in range(120):
        one = User.objects.create(email=f"x{n}@example.com", name=f"คนที่ {n % 7} (สมมติ)")
        offices.appoint(one, Office.objects.get(code=f"50{n % 9 + 1:02d}"), "officer")
    user("nok")
    seen, cursor = [], ""
    while True:
        page = coverage.untrained(
            Asked(group="district_officer"), actor("nok"), language="th", now=MONDAY, cursor=cursor
        )
        seen += [one.pk for one in page.items]
        if page.next is None:
            break
        cursor = page.next
    assert len(seen) == len(set(seen)) == 120


def test_both_tables_are_taken_along_without_formulas() -> None:
    taught("malee")
    evil = User.objects.create(email="evil@example.com", name="=HYPERLINK(1)")
    offices.appoint(evil, Office.objects.get(code="5003"), "officer")
    rows = list(
        csv.reader(
            StringIO("".join(coverage.names_sheet(Asked(), actor("nok"), language="th", now=MONDAY)).lstrip("\ufeff"))
        )
    )
    assert "'=HYPERLINK(1)" in {row[0] for row in rows} and len(rows) == 9
    counts = list(csv.reader(StringIO("".join(coverage.counts_sheet(Asked(), language="th", now=MONDAY)))))
    figures = [[int(cell) for cell in row[2:]] for row in counts[1:]]
    assert [sum(column) for column in zip(*figures, strict=True)] == [9, 1, 8]


def test_what_insight_asks_of_districts() -> None:
    taught("malee", "suda", "anan")
    event = made.invited(first_on=date(2026, 11, 27), last_on=date(2026, 11, 27))
    made.seat(event)  # registered, and it was never held
    first, after = date(2026, 11, 1), date(2026, 12, 1)
    assert queries.trained_by_district(first, after) == {"5001": (2, 1), "5002": (1, 1)}
    assert queries.trained_by_district(date(2026, 11, 21), after) == {}
    assert queries.trained_by_district(first, date(2026, 11, 20)) == {}


def more_people(many: int) -> None:
    for n in range(many):
        one = User.objects.create(email=f"m{n}@example.com", name=f"คนใหม่ {n} (สมมติ)")
        offices.appoint(one, Office.objects.get(code=f"50{n % 9 + 1:02d}"), "officer")


def test_inviting_counts_in_one_question_however_many(django_assert_num_queries: Any) -> None:
    more_people(50)
    event = made.announced()
    inviting.matching(event, MONDAY)  # the rows of groups are remembered from here on
    with django_assert_num_queries(1):
        assert len(inviting.matching(event, MONDAY)) == 50


@pytest.mark.parametrize("many", [2, 150])
def test_a_hundred_and_fifty_are_asked_in_as_many_questions_as_two(many: int, django_assert_num_queries: Any) -> None:
    more_people(many)
    event = made.announced(quota=200)
    inviting.matching(event, MONDAY)
    with django_assert_num_queries(11):
        assert inviting.invite(event, by=actor("nok"), counted=many, now=MONDAY) == many
    assert TrainingInvitation.objects.filter(event=event).count() == many
    assert Message.objects.filter(code="training-invited").values("dedupe_key").distinct().count() == many


@pytest.mark.parametrize("many", [2, 50])
def test_lists_cost_the_same_for_few_and_many(many: int, django_assert_num_queries: Any) -> None:
    more_people(many)
    event = made.announced(quota=100)
    for n in range(many):
        made.guest(event, n)
    by = actor("nok")
    queries.listed(by, "coming", language="th", now=MONDAY)
    with django_assert_num_queries(2):
        queries.people(event, by).items  # noqa: B018 - fetched
    session = made.session(event)
    with django_assert_num_queries(2):
        queries.at_session(session).items  # noqa: B018 - fetched
    with django_assert_num_queries(1):
        coverage.counted(Asked(), language="th", now=MONDAY)
    with django_assert_num_queries(1):
        coverage.untrained(Asked(), by, language="th", now=MONDAY).items  # noqa: B018 - fetched


@pytest.mark.parametrize("many", [2, 50])
def test_the_calendar_costs_the_same_for_few_and_many(many: int, django_assert_num_queries: Any) -> None:
    for _n in range(many):
        made.announced()
    by = actor("nok")
    queries.listed(by, "coming", language="th", now=MONDAY)
    with django_assert_num_queries(3):
        queries.listed(by, "coming", language="th", now=MONDAY)
    with django_assert_num_queries(1):
        queries.public(now=MONDAY)
    seen, cursor = [], ""
    while True:
        page = queries.public(now=MONDAY, cursor=cursor)
        seen += [one.pk for one in page.items]
        if page.next is None:
            break
        cursor = page.next
    assert len(set(seen)) == len(seen) == many
