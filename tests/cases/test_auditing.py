"""`sangsuk check cases` finds what must not be: each lie is told by SQL, behind the back of the events."""

import pytest
from django.db import connection

from factories import case, moved
from people import actor
from sangsuk.cases import auditing
from sangsuk.cases.models import Case, CaseEvent

pytestmark = pytest.mark.django_db


def said() -> list[str]:
    return [f.what for f in auditing.forgotten()]


def lie(**changes: object) -> None:
    """A change that no event tells of, with the database's own guards looked away from."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table cases_case drop constraint if exists nothing_is_owed_on_a_closed_case")
        cursor.execute("alter table cases_case drop constraint if exists with_an_agency_means_an_open_task")
    Case.objects.update(**changes)


def test_nothing_is_found_where_all_is_well(world):
    malee = actor("malee")
    moved(case(1), ("accept", malee), ("hand_to_agency", malee), ("add_agency", malee))
    moved(case(2), ("accept", malee), ("close", malee))
    assert said() == []
    assert list(auditing.once_unaccountable()) == []


@pytest.mark.parametrize(
    ("before", "changes", "words"),
    [
        (
            [("accept",), ("close",)],
            {"duties": {"t3": {"kind": "task", "who": "50-electricity"}}},
            "something is still owed",
        ),
        ([("accept",)], {"attention": "5000", "closed_at": "2026-11-17T00:00:00Z", "status": "settled"}, "still waits"),
        (
            [("accept",), ("hand_to_agency",)],
            {"duties": {"v3": {"kind": "visit"}}, "workers": []},
            "no agency has work",
        ),
        ([("accept",), ("hand_to_agency",)], {"workers": []}, "not those that have work"),
        ([("accept",)], {"status": "review"}, "nothing was proposed"),
    ],
)
def test_each_lie_is_found(world, before, changes, words):
    malee = actor("malee")
    moved(case(), *((name, malee) for (name,) in before))
    lie(**changes)
    assert any(words in what for what in said()), said()


def test_a_moment_at_which_no_centre_answered_is_found(world):
    moved(case(), ("accept", actor("malee")))
    CaseEvent.objects.filter(seq=2).update(changes={"office_id": "50-electricity"})
    [found] = auditing.once_unaccountable()
    assert "event 2" in found.what
