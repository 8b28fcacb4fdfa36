"""The matrix of 878 districts and ten projects: who says, who looks, what a number hints at, and what it costs to look."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import MONDAY
from people import STAFF, actor
from sangsuk.common.errors import Missing, NotAllowed, Refused, Stale
from sangsuk.flagships.areas import districts as areas
from sangsuk.flagships.coverage import actions, queries, recording, table
from sangsuk.flagships.coverage.queries import Tally
from sangsuk.flagships.coverage.words import ALL, MARKS, MISSING
from sangsuk.flagships.models import Coverage, CoverageEvent, Entry, Indicator, Programme, Project
from sangsuk.flagships.words import DONE, NOT_APPLICABLE, PLANNED, STARTED

pytestmark = pytest.mark.usefixtures("world")
DAY = date(2021, 1, 15)
STATES = [PLANNED, STARTED, DONE, NOT_APPLICABLE]


def project(number: int = 6) -> Project:
    return Project.objects.select_related("programme").get(pk=f"f2564_{number:02}")


def projects() -> list[Project]:
    return list(Project.objects.filter(programme="f2564"))


def say(name: str = "start", who: str = "malee", number: int = 6, district: str = "5001", **data: Any) -> Coverage:
    return actions.say(
        project(number), district, name, by=actor(who), data={"since_on": DAY, "why": "เพราะเหตุนี้"} | data, now=MONDAY
    )


def fill(district: str, states: dict[int, str]) -> None:
    Coverage.objects.bulk_create(
        Coverage(project_id=f"f2564_{number:02}", district_code=district, state=state, since_on=DAY, why="-")
        for number, state in states.items()
    )


def test_there_are_878_districts_in_76_provinces() -> None:
    assert (areas.many(), len(areas.by_province()), areas.many("50")) == (878, 76, 25)


def test_a_district_says_and_its_events_are_its_history() -> None:
    cell = say("plan")
    assert (cell.state, cell.since_on, cell.look) == (PLANNED, DAY, "new")
    cell = say("start", who="suda", since_on=date(2021, 2, 1))
    assert (cell.state, cell.version) == (STARTED, 2)
    assert list(CoverageEvent.objects.order_by("seq").values_list("move", "seq")) == [("plan", 1), ("start", 2)]
    assert list(recording.differences()) == []


@pytest.mark.parametrize("who", sorted(STAFF))
def test_only_the_district_says_and_only_its_province_looks(who: str) -> None:
    fill("5001", {6: STARTED})
    says, looks = who in ("malee", "suda"), who == "prasit"
    for name, allowed in (("finish", says), ("see", looks), ("return", looks)):
        data = {"question": "มีหลักฐานไหม"}
        if allowed:
            say(name, who, **data)
        else:
            with pytest.raises(NotAllowed):
                say(name, who, **data)
    assert CoverageEvent.objects.count() == (1 if says else 2 if looks else 0)


def test_what_the_province_asks_is_answered_by_saying_again() -> None:
    say("start")
    cell = say("return", "prasit", question="เริ่มที่หมู่บ้านไหนบ้าง")
    assert (cell.state, cell.look, cell.question) == (STARTED, "returned", "เริ่มที่หมู่บ้านไหนบ้าง")
    assert queries.waiting(actor("malee")) == 10
    cell = say("start", since_on=DAY, why="เริ่มที่หมู่ 3 และ 4")
    assert (cell.look, cell.question) == ("new", "")
    cell = say("see", "prasit")
    assert (cell.look, queries.waiting(actor("prasit")), queries.waiting(actor("malee"))) == ("seen", 0, 9)
    assert list(recording.differences()) == []


@pytest.mark.parametrize("before", [MISSING, *STATES])
@pytest.mark.parametrize("after", STATES)
def test_every_step_and_which_of_them_say_why(before: str, after: str) -> None:
    if before:
        fill("5001", {6: before})
    needs = after == NOT_APPLICABLE or (before, after) in table.BACK
    if needs:
        with pytest.raises(Refused) as refused:
            say(table.OF_STATE[after], why=" ")
        assert refused.value.field == "why"
    cell = say(table.OF_STATE[after], why="เพราะเหตุนี้" if needs else "")
    assert cell.state == after


@pytest.mark.parametrize("day", [None, date(2026, 11, 17), date(1978, 1, 1), "2021"])
def test_a_day_that_cannot_be(day: Any) -> None:
    with pytest.raises(Refused) as refused:
        say("start", since_on=day)
    assert refused.value.field == "since_on"
    assert not Coverage.objects.exists()


def test_nobody_looks_at_what_was_not_said() -> None:
    with pytest.raises(NotAllowed, match="อำเภอยังไม่ได้บอก"):
        say("see", "prasit")


@pytest.mark.parametrize("code", ["1001", "9999", "50", "", "500101"])
def test_there_is_no_cell_outside_the_districts(code: str) -> None:
    with pytest.raises(Missing):
        say("start", district=code)


def test_who_came_too_late_is_told() -> None:
    cell = say("plan")
    with pytest.raises(Stale):
        actions.say(project(), "5001", "start", by=actor("suda"), version=0, data={"since_on": DAY}, now=MONDAY)
    actions.say(project(), "5001", "start", by=actor("suda"), version=cell.version, data={"since_on": DAY}, now=MONDAY)


def test_a_programme_that_is_closed_takes_no_words() -> None:
    Programme.objects.update(state="closed")
    with pytest.raises(NotAllowed, match="ไม่ได้เปิดใช้"):
        say("start")


def test_a_page_of_cells_is_taken_over_whole_or_not_at_all() -> None:
    fill("5001", {1: PLANNED})
    rows = [
        actions.Said(project(1), PLANNED, DAY, "-", 1),
        actions.Said(project(2), STARTED, DAY, "", 0),
        actions.Said(project(3), DONE, None, "", 0),
    ]
    with pytest.raises(actions.SomeRefused) as refused:
        actions.say_all("5001", rows, by=actor("malee"), now=MONDAY)
    assert [(pk, one.field) for pk, one in refused.value.cells.items()] == [("f2564_03", "since_on")]
    assert Coverage.objects.count() == 1
    assert actions.say_all("5001", rows[:2], by=actor("malee"), now=MONDAY) == 1
    assert actions.say_all("5001", [rows[0]], by=actor("malee"), now=MONDAY) == 0


# ---- what is counted


def test_a_share_is_of_those_to_whom_it_applies() -> None:
    for at, state in enumerate([STARTED, DONE, NOT_APPLICABLE, PLANNED]):
        fill(f"50{at + 1:02}", {6: state})
    rows, total = queries.country(Programme.objects.get(), projects())
    tally = next(row for row in rows if row.code == "50").tallies[5]
    assert (tally.of, tally.said, tally.missing, tally.applies, tally.going, tally.percent) == (25, 4, 21, 24, 2, 8)
    assert (total.tallies[5].of, total.tallies[5].going) == (878, 2)
    assert total.whole.of == 8780
    assert queries.shares(projects())["f2564_06"].n == tally.n


@given(st.lists(st.sampled_from(STATES), max_size=40), st.integers(0, 10))
def test_nothing_is_lost_in_a_tally(states: list[str], more: int) -> None:
    tally = Tally(len(states) + more)
    for state in states:
        tally.n[state] += 1
    assert tally.said + tally.missing == tally.of
    assert tally.percent is None or 0 <= tally.percent <= 100
    assert (tally.percent is None) == (tally.of == tally.n[NOT_APPLICABLE])


def entry(number: str = "3", district: str = "5001", kind: str = "reported") -> None:
    fact = "cases" if kind == "fact" else ""
    indicator, _made = Indicator.objects.get_or_create(
        code=f"test.{kind}",
        defaults={
            "project": project(),
            "kind": kind,
            "fact": fact,
            "level": "district",
            "frequency": "month",
            "valid_from": DAY,
        },
    )
    Entry.objects.create(
        indicator=indicator,
        area_code=district,
        period="month",
        starts_on=date(2021, 1, 1),
        number=Decimal(number),
        cell=f"c{Entry.objects.count()}",
    )


def test_a_number_hints_and_never_overwrites() -> None:
    entry()
    for before, hint in ((MISSING, True), (PLANNED, True), (STARTED, False)):
        Coverage.objects.all().delete()
        if before:
            fill("5001", {6: before})
        square = queries.district(Programme.objects.get(), projects(), "5001")[5]
        assert (square.state, square.entries, square.hint) == (before, 1, hint)
    assert not queries.district(Programme.objects.get(), projects(), "5002")[5].hint


@pytest.mark.parametrize(("number", "kind"), [("0", "reported"), ("5", "fact")])
def test_nothing_and_what_the_machine_counts_is_no_hint(number: str, kind: str) -> None:
    entry(number, kind=kind)
    assert not queries.district(Programme.objects.get(), projects(), "5001")[5].hint


def test_numbers_of_villages_hint_for_their_district() -> None:
    entry(district="50010701")
    assert dict(queries.province(Programme.objects.get(), projects(), "50"))["5001"][5].hint


def test_who_has_not_said_those_with_most_first() -> None:
    fill("5001", dict.fromkeys(range(1, 11), STARTED))
    fill("5002", dict.fromkeys(range(1, 10), STARTED))
    found = queries.silent(projects(), "50")
    assert len(found) == 24 and found[-1] == queries.Silent("5002", (10,))
    assert found[0].numbers == tuple(range(1, 11))
    assert len(queries.silent(projects())) == 877


@pytest.mark.parametrize(
    ("who", "sight"),
    [
        ("dao", ""),
        ("nok", ""),
        ("preecha", ""),
        ("prasit", "50"),
        ("kanya", "50"),
        ("malee", "5001"),
        ("wichai", None),
        ("jinda", None),
    ],
)
def test_who_sees_what(who: str, sight: str | None) -> None:
    assert queries.sight(actor(who)) == sight


def test_every_state_has_a_word_and_a_shape() -> None:
    assert set(ALL) == set(MARKS) == {*STATES, MISSING}
    assert len(set(MARKS.values())) == len(MARKS)


@pytest.mark.parametrize("districts", [2, 25])
def test_what_the_pages_cost_is_the_same_however_much_was_said(django_assert_num_queries: Any, districts: int) -> None:
    for at in range(districts):
        fill(areas.by_province()["50"][at].code, dict.fromkeys(range(1, 11), STARTED))
    programme, rows = Programme.objects.get(), projects()
    with django_assert_num_queries(1):
        queries.country(programme, rows)
    with django_assert_num_queries(2):
        queries.province(programme, rows, "50")
    with django_assert_num_queries(2):
        queries.district(programme, rows, "5001")
    with django_assert_num_queries(1):
        queries.silent(rows)
