"""The demo world has a programme of the year that is running, with reports under way, on whatever day it is made."""

import time
from datetime import UTC, datetime
from random import Random

import pytest

from sangsuk.config.demo import flagship_reports as demo
from sangsuk.config.demo import flagship_values as values
from sangsuk.config.demo.staff import Staff
from sangsuk.flagships.models import Coverage, Entry, Evidence, Programme, Sheet, Statement
from sangsuk.flagships.reporting import owing, recording

pytestmark = pytest.mark.usefixtures("world")
NOW = datetime(2026, 11, 22, 5, tzinfo=UTC)


def of(area: str, month: int) -> Sheet:
    return Sheet.objects.get(area_code=area, period="month", starts_on__month=month, programme="f2570")


def test_somebody_is_asked_somebody_is_late_somebody_waits_and_this_month_has_begun() -> None:
    began = time.process_time()
    made = demo.make(Staff(Random(1)), now=NOW, seed=2564)
    assert time.process_time() - began < 4
    assert made == Sheet.objects.count() == len(demo.LIVED) + 1
    assert Programme.objects.get(pk="f2570").state == "open"
    assert (of("5001", 10).state, of("5001", 10).returned) == ("handed_in", 1)
    assert of("5006", 10).state == "ready"
    assert {of(one, 10).state for one in demo.SIGNED} == {"handed_in"}
    late = of(demo.LATE, 10)
    assert late.state == "filling" and late.due_on < NOW.date() and late.entries.exists()
    assert of("5001", 11).entries.filter(copied=True).count() == 2
    assert Evidence.objects.get().entry.sheet == of("5001", 10)
    assert set(Entry.objects.values_list("note", flat=True)) == {values.MARK, ""}
    assert 6_000 < Coverage.objects.count() < 8_600 and not Coverage.objects.filter(state="done").exists()
    assert list(recording.differences()) == []
    assert demo.make(Staff(Random(1)), now=NOW, seed=2564) == 0, "made once"


def test_all_others_have_reported_the_month_that_is_over_and_nothing_is_said_over_the_lived_ones() -> None:
    demo.make(Staff(Random(1)), now=NOW, seed=2564)
    lived = set(Statement.objects.values_list("pk", flat=True))
    values.make("f2570", now=NOW)
    assert not Statement.objects.filter(entry__sheet__area_code__in=demo.LIVED).exclude(pk__in=lived).exists()
    (row,) = [
        one
        for one in owing.provinces("f2570", owing.current(Programme.objects.get(pk="f2570"), NOW.date()))
        if one.code == "30"
    ]
    assert row.passed > row.handed_in and row.accepted == 0
    assert (
        not Entry.objects.filter(sheet__programme="f2570", starts_on__month=11)
        .exclude(sheet__area_code="5001")
        .exists()
    )
    assert list(recording.differences()) == []


@pytest.mark.parametrize(
    "day",
    [datetime(2026, 10, 2, 5, tzinfo=UTC), datetime(2026, 11, 1, 5, tzinfo=UTC), datetime(2027, 9, 30, 5, tzinfo=UTC)],
)
def test_it_can_be_made_on_any_day_of_the_year(day: datetime) -> None:
    assert demo.make(Staff(Random(1)), now=day, seed=2564) > 0
    assert not Statement.objects.filter(at__gt=day).exists()
    assert Entry.objects.filter(area_code="5001").exists()


def test_in_the_year_of_the_seed_there_is_nothing_to_make() -> None:
    assert demo.make(Staff(Random(1)), now=datetime(2021, 3, 1, tzinfo=UTC), seed=2564) == 0
