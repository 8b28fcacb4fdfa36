"""Which villages and sub-districts nobody has visited within N months: exact at the edge, by district, province and country."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from going_out import CHANG_PHUEAK, SUTHEP, announced, villages
from sangsuk.common.remember import forget_all
from sangsuk.offices.models import Office
from sangsuk.outreach import coverage
from sangsuk.outreach.coverage import Share
from sangsuk.outreach.models import OutreachRule, Trip
from sangsuk.outreach.months import add_months
from sangsuk.places.models import Loaded, Village

TODAY = date(2027, 3, 31)


def went(on: date, *areas: str, status: str = "seen", office: str = "5001") -> Trip:
    """Straight into the table: a trip of long ago."""
    at = timezone.make_aware(datetime.combine(on, time(9)))
    return Trip.objects.create(
        office=Office.objects.get(pk=office), district_code=office, province_code=office[:2], status=status, made_at=at,
        changed_at=at, on=on, starts_at=at, ends_at=at + timedelta(hours=5), place="ศาลา", areas=list(areas),
        reached=list(areas), services=["registration"], summary="ทำแล้ว", why="ฝนตก", held_at=at, reported_at=at, announced_at=at,
        report_due_on=on,
    )  # fmt: skip


def area(code: str, today: date = TODAY) -> coverage.Area:
    return next(one for one in coverage.of_district("5001", today).areas if one.place.code == code)


@pytest.mark.parametrize(
    ("on", "covered"),
    [
        (date(2026, 3, 31), True),
        (date(2026, 3, 30), False),
        (date(2027, 3, 31), True),
        (date(2027, 4, 1), False),
    ],
)
def test_the_edge_of_twelve_months_is_exact(world: None, on: date, covered: bool) -> None:
    went(on, SUTHEP)
    assert area(SUTHEP).covered is covered
    (mine,) = [one for one in coverage.by_district(TODAY, "50") if one.code == "5001"]
    assert mine.share.visited == int(covered)


def test_a_trip_that_did_not_take_place_or_reach_it_covers_nothing(world: None) -> None:
    went(date(2027, 1, 5), SUTHEP, status="announced")
    went(date(2027, 1, 5), SUTHEP, status="cancelled")
    reached = went(date(2027, 1, 5), SUTHEP, CHANG_PHUEAK)
    Trip.objects.filter(pk=reached.pk).update(reached=[CHANG_PHUEAK])
    assert (area(SUTHEP).covered, area(CHANG_PHUEAK).covered) == (False, True)


def test_without_villages_the_unit_is_the_sub_district_and_the_unvisited_come_first(world: None) -> None:
    went(date(2027, 1, 5), SUTHEP)
    went(date(2025, 1, 5), CHANG_PHUEAK)
    found = coverage.of_district("5001", TODAY)
    assert found.unit == coverage.TAMBON and found.rule.amount == 12 and found.rule.source_th
    assert found.share == Share(1, len(found.areas))
    assert [a.place.code for a in found.areas[-2:]] == [CHANG_PHUEAK, SUTHEP]
    assert found.areas[-1].until == date(2028, 1, 5)


def test_where_villages_are_known_a_whole_sub_district_is_not_all_of_them(world: None) -> None:
    rows = villages()
    went(date(2027, 1, 5), SUTHEP)
    assert coverage.of_district("5001", TODAY).share == Share(0, 3)
    went(date(2027, 1, 6), rows[1].code)
    found = coverage.of_district("5001", TODAY)
    assert (found.unit, found.share) == (coverage.VILLAGE, Share(1, 3))
    assert next(a.last_on for a in found.areas if a.place.code == rows[1].code) == date(2027, 1, 6)


def test_the_next_announced_trip_stands_beside(world: None) -> None:
    announced()
    assert area(SUTHEP, date(2026, 11, 16)).next_on == date(2026, 11, 18)
    assert area(SUTHEP, date(2026, 11, 19)).next_on is None


def test_a_village_that_is_no_more_is_counted_nowhere(world: None) -> None:
    rows = villages()
    Village.objects.filter(pk=rows[0].pk).update(valid_to=date(2027, 1, 1))
    went(date(2026, 12, 5), rows[0].code)
    _loaded()
    (mine,) = [one for one in coverage.by_district(TODAY, "50") if one.code == "5001"]
    assert mine.share.visited == 0 and mine.unit == coverage.VILLAGE


def _loaded() -> None:
    """As after the operator's load: what is remembered of the villages is asked anew."""
    Loaded.objects.update_or_create(name="villages", defaults={"digest": "x", "rows": 3, "loaded_at": timezone.now()})
    forget_all()


def test_n_is_a_dated_rule_and_a_province_may_have_its_own(world: None) -> None:
    went(date(2026, 12, 15), SUTHEP)
    went(date(2026, 12, 15), "300101", office="3001")
    made = {"what": "visit_months", "valid_from": date(2027, 1, 1), "source": "a test"}
    OutreachRule.objects.create(code="of50", amount=3, province_code="50", **made)
    forget_all()
    assert not area(SUTHEP).covered and coverage.of_district("5001", TODAY).rule.code == "of50"
    found = {one.code: one.share.visited for one in coverage.by_district(TODAY)}
    assert (found["5001"], found["3001"]) == (0, 1)
    assert area(SUTHEP, date(2026, 12, 31)).covered  # before the rule began


def test_the_country_by_province_never_adds_villages_to_sub_districts(world: None) -> None:
    villages()
    _loaded()
    went(date(2027, 1, 5), f"{SUTHEP}01")
    went(date(2027, 1, 5), "300101", office="3001")
    rows = coverage.by_district(TODAY)
    assert len(rows) == 878
    provinces = {one.code: one for one in coverage.by_province(TODAY, rows)}
    assert provinces["50"].villages == Share(1, 3) and provinces["30"].tambons.visited == 1
    assert provinces["50"].districts == 25 and provinces["50"].untouched == 24
    assert "10" not in provinces


def test_a_hundred_percent_means_all() -> None:
    assert (Share(999, 1000).percent, Share(1000, 1000).percent, Share(0, 0).percent) == (99, 100, 0)


def test_what_a_page_costs_does_not_grow(world: None, django_assert_num_queries: Any) -> None:
    coverage.of_district("5001", TODAY), coverage.by_district(TODAY)
    for trips in (2, 50):
        for n in range(trips):
            went(date(2027, 1, 1) + timedelta(days=n), SUTHEP)
        with django_assert_num_queries(3):
            coverage.of_district("5001", TODAY)
        with django_assert_num_queries(1):
            coverage.by_district(TODAY, "50")
        with django_assert_num_queries(1):
            coverage.by_district(TODAY)


class Edges(TestCase):
    """Whatever the days, the list of a district and the count of a province say the same."""

    @settings(max_examples=25, deadline=None)
    @given(
        st.lists(
            st.tuples(st.dates(date(2025, 1, 1), date(2027, 6, 30)), st.sampled_from(["500101", "500103", "500107"])),
            max_size=8,
        ),
        st.dates(date(2026, 6, 1), date(2027, 6, 30)),
    )
    def test_list_and_count_agree(self, visits: list[tuple[date, str]], today: date) -> None:
        Trip.objects.all().delete()
        for on, code in visits:
            went(on, code)
        found = coverage.of_district("5001", today)
        (mine,) = [one for one in coverage.by_district(today, "50") if one.code == "5001"]
        brute = {code for on, code in visits if on <= today <= add_months(on, 12)}
        assert {a.place.code for a in found.areas if a.covered} == brute
        assert found.share.visited == mine.share.visited == len(brute)
