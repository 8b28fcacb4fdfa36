"""A report of a visit is one row, whatever door it came in by: the phone, the ordinary form, or a program."""

from typing import Any

import pytest

from factories import MONDAY, case, moved
from people import actor
from sangsuk.cases import actions as cases
from sangsuk.cases import letters
from sangsuk.cases.models import Case, CaseEvent, Visit, VisitReport
from sangsuk.cases.visits import queries as visits
from sangsuk.common.errors import Refused
from sangsuk.common.sealed import unseal_field
from visiting import FOUND, HOUR, ordered, report

pytestmark = pytest.mark.django_db

TOLD: dict[str, Any] = {
    "findings": FOUND, "follow_up": "ให้เทศบาลล้างท่อ", "people_met": "ผู้ใหญ่บ้านทองดี (สมมติ)", "visit_outcome": "as_told",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _world(world: None) -> None:
    pass


def told_at_the_desk(visit: Visit, *, by: str = "malee", **changes: Any) -> Case:
    fresh = Case.objects.get(pk=visit.case_id)
    return cases.move(fresh, "report_visit", by=actor(by), data=TOLD | changes, now=MONDAY + HOUR)


def test_the_ordinary_form_writes_the_row_that_the_phone_writes() -> None:
    here, there = ordered(case(1)), ordered(case(2))
    told_at_the_desk(here)
    report(there)
    one, two = here.reports.get(), there.reports.get()
    for field in ("findings", "follow_up", "outcome", "addition", "received_at", "reported_by_id", "event_seq"):
        assert getattr(one, field) == getattr(two, field), field
    assert unseal_field(one, "people_met") == unseal_field(two, "people_met") == TOLD["people_met"]
    here.refresh_from_db()
    there.refresh_from_db()
    assert here.reported_at == there.reported_at == MONDAY + HOUR


def test_both_are_on_the_page_of_the_case_and_stand_in_the_same_words_in_the_paper() -> None:
    here, there = ordered(case(1)), ordered(case(2))
    told_at_the_desk(here)
    report(there)
    shown = [visits.reports_of(Case.objects.get(pk=v.case_id), actor("malee")) for v in (here, there)]
    assert [[(s.report.findings, s.people) for s in some] for some in shown] == [[(FOUND, True)]] * 2
    papers = [
        letters.start(Case.objects.get(pk=v.case_id), "report", by=actor("malee"), now=MONDAY + 2 * HOUR).paper["body"]
        for v in (here, there)
    ]
    one, two = (paper.replace(visit.case.number, "") for paper, visit in zip(papers, (here, there), strict=True))
    assert one == two
    assert FOUND in one and "ล้างท่อ" in one


def test_the_names_stand_in_no_event() -> None:
    visit = ordered()
    told_at_the_desk(visit)
    event = CaseEvent.objects.get(case=visit.case_id, move="report_visit")
    assert "ทองดี" not in str(event.data) + str(event.changes)


def test_a_day_alone_is_kept_as_a_day_and_without_one_it_is_the_day_of_the_report() -> None:
    first, second = ordered(case(1)), ordered(case(2))
    told_at_the_desk(first, visited_on="2026-11-15")
    told_at_the_desk(second)
    assert [r.day_only for r in VisitReport.objects.all()] == [True, True]
    assert first.reports.get().visited_from.isoformat() == "2026-11-14T17:00:00+00:00"
    assert second.reports.get().visited_from.isoformat() == "2026-11-15T17:00:00+00:00"
    assert not report(ordered(case(3))).report.day_only


@pytest.mark.parametrize("bad", [{"visited_on": "2026-11-18"}, {"visit_outcome": "fine"}, {"people_met": "ก" * 2001}])
def test_what_cannot_be_right_is_refused_and_changes_nothing(bad: dict[str, Any]) -> None:
    visit = ordered()
    with pytest.raises(Refused) as refused:
        told_at_the_desk(visit, **bad)
    assert refused.value.field in bad
    assert not VisitReport.objects.exists()


def test_a_further_report_of_a_colleague_is_an_addition_to_the_same_visit() -> None:
    visit = ordered()
    told_at_the_desk(visit)
    told_at_the_desk(visit, by="suda", findings="ฝั่งตะวันตกน้ำลดแล้ว")
    assert list(visit.reports.order_by("event_seq").values_list("addition", flat=True)) == [False, True]


def test_of_two_visits_the_one_that_was_named_has_the_report() -> None:
    first = ordered()
    second = ordered(Case.objects.get(pk=first.case_id))
    told_at_the_desk(first, duty=first.duty)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.reports.count(), second.reports.count()) == (1, 0)
    assert not first.waits and second.waits


def test_who_went_without_an_order_leaves_a_report_too() -> None:
    told = moved(case(), ("accept", actor("malee")))
    told = cases.move(told, "report_visit", by=actor("malee"), data=TOLD, now=MONDAY + 2 * HOUR)
    visit = Visit.objects.get(case=told)
    assert (visit.waits, visit.reported_at, visit.to_check) == (False, MONDAY + 2 * HOUR, "")
    assert visit.reports.get().addition
    cases.move(told, "report_visit", by=actor("suda"), data=TOLD, now=MONDAY + 3 * HOUR)
    assert Visit.objects.filter(case=told).count() == 1


def test_what_an_agency_saw_is_an_addition_and_the_visit_still_waits() -> None:
    wichai = actor("wichai")
    told = moved(case(), ("accept", actor("malee")), ("hand_to_agency", actor("malee")))
    visit = ordered(told)
    cases.move(Case.objects.get(pk=told.pk), "report_visit", by=wichai, data=TOLD, now=MONDAY + 9 * HOUR)
    visit.refresh_from_db()
    assert visit.waits and visit.reports.get().addition


def test_there_is_one_row_for_each_event_and_one_event_for_each_row() -> None:
    visit = ordered()
    told_at_the_desk(visit)
    report(visit, by="suda")
    told_at_the_desk(visit, by="suda")
    rows = VisitReport.objects.order_by("event_seq").values_list("event_seq", flat=True)
    events = CaseEvent.objects.filter(move="report_visit").order_by("seq").values_list("seq", flat=True)
    assert list(rows) == list(events)
    assert len(set(VisitReport.objects.values_list("client_id", flat=True))) == 3
