"""The counting: each event once, whatever is cut off and in whatever order it shows itself."""

import time
from datetime import timedelta
from typing import Any

import pytest

from factories import MONDAY, case, moved
from people import CITIZEN, actor
from sangsuk.cases.models import Case
from sangsuk.insight import actions as insight
from sangsuk.insight.models import Counted, Progress, Tally

pytestmark = pytest.mark.usefixtures("world")


def tallies(scope: str, axis: str = "origin") -> dict[str, int]:
    found: dict[str, int] = {}
    for row in Tally.objects.filter(scope=scope, axis=axis):
        found[row.measure] = found.get(row.measure, 0) + row.n
    return {k: n for k, n in found.items() if n}


def test_what_came_in_and_what_was_settled_is_counted_at_the_centre_the_province_and_the_country() -> None:
    case(1)
    moved(case(2), ("accept", actor("malee")), ("close", actor("malee")))
    assert insight.count() == 2
    for scope in ("5001", "under:5000", "under:MOI"):
        assert tallies(scope) == {"new": 2, "settled": 1}
    assert tallies("5000") == {}


def test_counting_again_counts_nothing_twice() -> None:
    told = case()
    insight.count()
    assert insight.count() == 0
    moved(told, ("withdraw", CITIZEN))
    assert insight.count() == 1
    assert tallies("5001") == {"new": 1, "withdrawn": 1}


def test_a_case_passed_up_leaves_the_district_but_not_the_province() -> None:
    moved(case(), ("accept", actor("malee")), ("pass_up", actor("malee")))
    insight.count()
    assert tallies("5001") == {"new": 1, "moved_out": 1}
    assert tallies("5000") == {"moved_in": 1}
    assert tallies("under:5000") == {"new": 1}


def test_another_category_changes_the_cell_and_not_the_sum() -> None:
    moved(case(), ("categorise", actor("malee")))
    insight.count()
    rows = Tally.objects.filter(scope="5001", axis="topic").values_list("value", "measure", "n")
    assert sorted(rows) == [("", "changed", -1), ("", "new", 1), ("land", "changed", 1)]


def test_an_agencys_task_is_counted_at_the_agency_and_by_agency_at_the_centre() -> None:
    steps = [("accept", actor("malee")), ("hand_to_agency", actor("malee")), ("agency_accept", actor("wichai"))]
    told = moved(case(), *steps)
    insight.count()
    assert tallies("50-electricity") == {"new": 1}
    moved(told, ("report", actor("wichai")), now=MONDAY + timedelta(days=1))
    insight.count()
    assert tallies("50-electricity") == {"new": 1, "reported": 1}
    assert tallies("under:5000", "agency") == {"new": 1, "reported": 1}
    assert tallies("under:5000") == {"new": 1}


def test_all_is_counted_anew_when_the_way_of_counting_is_another() -> None:
    case(1), case(2)
    insight.count()
    Progress.objects.update(shape="of old")
    Tally.objects.update(n=99)
    assert insight.count() == 2
    assert tallies("5001") == {"new": 2}


def test_a_recount_gives_the_same() -> None:
    moved(case(1), ("accept", actor("malee")), ("pass_up", actor("malee")))
    case(2)
    insight.count()
    before = set(Tally.objects.values_list())
    assert insight.recount() == 2
    assert set(Tally.objects.values_list()) == before
    assert Counted.objects.count() == Case.objects.count()


@pytest.mark.django_db(transaction=True)
def test_an_event_that_shows_itself_after_later_ones_is_not_lost(settings: Any) -> None:
    """Another transaction has drawn its id and is not committed yet, while the counting goes on."""
    from concurrent.futures import ThreadPoolExecutor
    from threading import Event

    from django.db import connection, transaction

    wrote, go = Event(), Event()

    def slowly() -> None:
        with transaction.atomic():
            case(1)
            wrote.set()
            go.wait(20)
        connection.close()

    with ThreadPoolExecutor(1) as other:
        slow = other.submit(slowly)
        assert wrote.wait(20)
        case(2, district="5002", subdistrict=None)  # drawn later, committed earlier
        counted = [insight.count() for _ in range(3)]
        go.set()
        slow.result()
    assert counted == [1, 0, 0]
    assert insight.count() == 1
    assert tallies("under:5000") == {"new": 2}
    last = Case.objects.get(district="5002").events.get().id
    until = time.monotonic() + 60  # another test of the same server may have a transaction under way
    while Progress.objects.get().upto < last and time.monotonic() < until:
        insight.count()
    assert Progress.objects.get().upto == last
