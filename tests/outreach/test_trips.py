"""The life of a trip, from the plan to what the province says of its report; and what is refused on the way."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from factories import MONDAY, client_id
from going_out import (
    CHANG_PHUEAK,
    DAY_AFTER,
    ON_THE_DAY,
    REPORT,
    SUTHEP,
    WEDNESDAY,
    announced,
    held,
    move,
    new,
    planned,
    reported,
)
from people import STAFF, actor, user
from sangsuk.common.errors import Missing, NotAllowed, Refused, Stale
from sangsuk.notifications.models import Message
from sangsuk.outreach import actions, queries, recording, table, words
from sangsuk.outreach.models import OutreachRule, Trip, TripEvent

pytestmark = pytest.mark.usefixtures("world")
REASON = {"reason": "ฝนตกหนัก ถนนเข้าหมู่บ้านขาด"}


def test_from_the_plan_to_what_the_province_has_read() -> None:
    trip = planned(leader=user("malee").pk, project_code="f2564_05")
    assert (trip.status, trip.sequence, trip.district_code, trip.province_code) == ("planned", 0, "5001", "50")
    assert trip.starts_at.isoformat() == "2026-11-18T09:00:00+07:00"
    assert trip.report_due_on == date(2026, 11, 25)  # five working days
    move(trip, "announce")
    assert (trip.status, trip.sequence, trip.announced_at) == ("announced", 1, MONDAY)
    move(trip, "hold", now=ON_THE_DAY)
    assert (trip.status, trip.reached) == ("held", [SUTHEP])
    move(trip, "report", now=DAY_AFTER, **REPORT)
    assert (trip.status, trip.reported_by_id) == ("reported", user("malee").pk)
    move(trip, "return", "prasit", now=DAY_AFTER, why="ยังไม่บอกว่าต้องทำอะไรต่อ")
    assert (trip.status, trip.why, trip.report_due_on) == ("returned", "ยังไม่บอกว่าต้องทำอะไรต่อ", date(2026, 11, 26))
    move(trip, "report", "suda", now=DAY_AFTER, **REPORT, problems="ขอเครื่องทำบัตรเพิ่มหนึ่งเครื่อง")
    move(trip, "see", "prasit", now=DAY_AFTER)
    assert (trip.status, trip.problems) == ("seen", "ขอเครื่องทำบัตรเพิ่มหนึ่งเครื่อง")
    assert [e.move for e in queries.story_of(trip)] == [
        "plan", "announce", "hold", "report", "return", "report", "see",
    ]  # fmt: skip
    assert list(recording.differences()) == []


def test_the_proof_notices_a_row_that_nobody_wrote_down() -> None:
    trip = planned()
    Trip.objects.filter(pk=trip.pk).update(place="ที่อื่น")
    assert [d.field for d in recording.differences()] == ["place"]


@pytest.mark.parametrize(
    ("field", "code", "changes"),
    [
        ("place", "needed", {"place": " "}),
        ("place", "personal_data", {"place": "บ้านนายสมชาย ใจดี"}),
        ("bring", "personal_data", {"bring": "โทรถามนางสาวสมศรี ใจงาม 081-555-0199"}),
        ("to_time", "bad_time", {"to_time": time(9)}),
        ("areas", "needed", {"areas": []}),
        ("areas", "bad_choice", {"areas": ["500201"]}),
        ("areas", "bad_choice", {"areas": [f"{SUTHEP}01"]}),
        ("services", "needed", {"services": []}),
        ("services", "bad_choice", {"services": ["massage"]}),
        ("leader", "bad_choice", {"leader": 0}),
        ("on", "too_late", {"on": date(2029, 2, 1)}),
        ("on", "too_early", {"on": date(2025, 11, 14)}),
        ("project_code", "too_long", {"project_code": "f" * 41}),
    ],
)
def test_a_trip_that_cannot_be_is_refused_at_its_field(field: str, code: str, changes: Any) -> None:
    with pytest.raises(Refused) as refused:
        planned(**changes)
    assert (refused.value.field, refused.value.code) == (field, code)
    assert not Trip.objects.exists()


def test_a_series_is_made_whole_or_not_at_all_and_once() -> None:
    days = [WEDNESDAY, date(2026, 12, 16), date(2027, 1, 20)]
    once = new(client_id=client_id())
    made = actions.plan_series(once, days, by=actor("malee"), now=MONDAY)
    again = actions.plan_series(once, days, by=actor("malee"), now=MONDAY)
    assert [t.pk for t in made] == [t.pk for t in again] and Trip.objects.count() == 3
    assert {t.starts_at.hour for t in made} == {9}
    with pytest.raises(Refused):
        actions.plan_series(new(), [*days, date(2031, 1, 1)], by=actor("malee"), now=MONDAY)
    assert Trip.objects.count() == 3
    move(made[1], "move_day", on=date(2026, 12, 17), **REASON)
    assert [t.on for t in Trip.objects.order_by("pk")] == [WEDNESDAY, date(2026, 12, 17), date(2027, 1, 20)]


def test_moving_an_announced_trip_keeps_its_hours_and_tells_the_calendar() -> None:
    trip = announced()
    move(trip, "move_day", on=date(2026, 11, 20), **REASON)
    assert (trip.status, trip.sequence, trip.on) == ("announced", 2, date(2026, 11, 20))
    assert trip.starts_at.isoformat() == "2026-11-20T09:00:00+07:00" and trip.report_due_on == date(2026, 11, 27)
    event = TripEvent.objects.get(trip=trip, move="move_day")
    assert event.data["was_on"] == "2026-11-18" and event.data["reason"] == REASON["reason"]


@pytest.mark.parametrize("on", [date(2026, 11, 15), WEDNESDAY, date(2029, 2, 1), None])
def test_a_day_that_is_over_or_the_same_is_no_other_day(on: date | None) -> None:
    trip = announced()
    with pytest.raises(Refused) as refused:
        move(trip, "move_day", on=on, **REASON)
    assert refused.value.field == "on" and Trip.objects.get().on == WEDNESDAY


def test_what_is_put_off_comes_back_into_the_plan_with_a_new_day() -> None:
    trip = move(announced(), "postpone", **REASON)
    assert (trip.status, trip.is_off, trip.sequence) == ("postponed", True, 2)
    move(trip, "resume", on=date(2026, 12, 2))
    assert (trip.status, trip.is_off) == ("planned", True)  # told once, and not told anew
    move(trip, "announce")
    assert (trip.status, trip.is_off, trip.sequence, trip.why) == ("announced", False, 4, "")


def test_a_reason_that_citizens_read_names_nobody() -> None:
    trip = announced()
    with pytest.raises(Refused) as refused:
        move(trip, "cancel", reason="นายสมชาย ใจดี ผู้ใหญ่บ้านไม่สะดวก")
    assert (refused.value.code, refused.value.field) == ("personal_data", "reason")


def test_changing_the_place_tells_the_calendar_only_what_changed() -> None:
    trip = announced()
    actions.change(trip, new(place="วัดสวนดอก", services=["registration", "legal"]), by=actor("malee"), now=MONDAY)
    assert (trip.place, trip.services, trip.sequence) == ("วัดสวนดอก", ["registration", "legal"], 2)
    assert TripEvent.objects.get(trip=trip, move="change").data == {"fields": ["place", "services"]}
    version = trip.version
    actions.change(trip, new(place="วัดสวนดอก", services=["registration", "legal"]), by=actor("malee"), now=MONDAY)
    assert trip.version == version


def test_nothing_is_held_before_its_day_or_announced_after_it() -> None:
    trip = planned()
    with pytest.raises(Refused) as early:
        move(trip, "hold")
    with pytest.raises(Refused) as late:
        move(trip, "announce", now=DAY_AFTER)
    assert (early.value.code, late.value.code) == ("too_early", "day_over")


def test_only_the_chief_takes_back_that_it_was_held_and_only_while_nothing_is_written_down() -> None:
    trip = held()
    with pytest.raises(NotAllowed):
        move(trip, "unhold", why="กดผิดวัน", now=ON_THE_DAY)  # Malee, whose office has a chief
    move(trip, "unhold", "suda", why="กดผิดวัน", now=ON_THE_DAY)
    assert (trip.status, trip.reached, trip.held_at) == ("planned", [], None)


@pytest.fixture(autouse=True)
def _suda_leads(world: None) -> None:
    user("suda")


def test_a_report_says_where_the_unit_really_was() -> None:
    trip = held(areas=[SUTHEP, CHANG_PHUEAK])
    with pytest.raises(Refused) as nowhere:
        move(trip, "report", now=DAY_AFTER, summary=REPORT["summary"], reached=["999999"])
    assert nowhere.value.field == "reached"
    move(trip, "report", now=DAY_AFTER, summary=REPORT["summary"], reached=[CHANG_PHUEAK])
    assert trip.reached == [CHANG_PHUEAK]


def test_nobody_reads_her_own_report_for_the_province() -> None:
    trip = reported()
    recording.advance(trip, "report", {"reported_by_id": user("prasit").pk}, by=actor("prasit"), data={}, now=DAY_AFTER)
    with pytest.raises(NotAllowed) as refused:
        move(trip, "see", "prasit", now=DAY_AFTER)
    assert refused.value.code == "own_report"


def test_who_comes_second_is_told() -> None:
    trip = planned()
    actions.move(Trip.objects.get(), "announce", by=actor("suda"), version=trip.version, now=MONDAY)
    with pytest.raises(Stale):
        actions.move(trip, "cancel", by=actor("malee"), data=REASON, now=MONDAY)
    with pytest.raises(Stale):
        actions.move(Trip.objects.get(), "cancel", by=actor("malee"), version=1, data=REASON, now=MONDAY)


MAY = {
    "planned": {"malee": ["announce", "hold", "change", "move_day", "postpone", "cancel"]},
    "announced": {"malee": ["hold", "change", "move_day", "postpone", "cancel"]},
    "held": {"malee": ["report"], "suda": ["report", "unhold"]},
    "reported": {"prasit": ["see", "return"]},
    "seen": {},
    "returned": {"malee": ["report"]},
    "postponed": {"malee": ["resume", "cancel"]},
    "cancelled": {},
}


@pytest.mark.parametrize("status", MAY)
def test_who_may_do_what_when(status: str) -> None:
    trip = planned()
    for who in STAFF:
        moves = [m.name for m in table.available(status, actions.standings(trip, actor(who)))]
        expected = MAY[status].get(who) or (MAY[status].get("malee", []) if who == "suda" else [])
        assert moves == expected, (who, status)


def test_every_status_is_reached_and_left_as_the_table_says() -> None:
    assert {m.target for m in table.MOVES.values() if m.target} == set(words.STATUSES)
    assert all(set(m.sources) <= set(words.STATUSES) for m in table.MOVES.values())


SIGHT = {"malee", "suda", "prasit", "kanya", "nok", "dao"}


@pytest.mark.parametrize("who", STAFF)
def test_who_sees_a_trip(who: str) -> None:
    trip = planned()
    if who in SIGHT:
        assert queries.one(actor(who), trip.pk) == trip
    else:
        with pytest.raises(Missing):
            queries.one(actor(who), trip.pk)


def test_only_a_district_plans() -> None:
    for who in ("prasit", "nok", "kanya", "wichai", "preecha"):
        with pytest.raises(NotAllowed):
            planned(who=who)


def test_what_waits_is_counted_for_whom_it_waits() -> None:
    trip = planned()
    assert queries.waiting(actor("malee"), MONDAY) == 0
    assert queries.waiting(actor("malee"), DAY_AFTER) == 1  # nobody has said whether it took place
    move(trip, "hold", now=DAY_AFTER)
    assert queries.waiting(actor("malee"), DAY_AFTER) == 1
    move(trip, "report", now=DAY_AFTER, **REPORT)
    assert [queries.waiting(actor(who), DAY_AFTER) for who in ("malee", "anan", "prasit", "kanya", "nok")] == [
        0,
        0,
        1,
        0,
        0,
    ]


def test_a_report_that_comes_back_is_told_to_the_chief_and_the_leader() -> None:
    trip = reported(leader=user("malee").pk)
    move(trip, "return", "prasit", now=DAY_AFTER, why="ยังไม่บอกว่าต้องทำอะไรต่อ")
    told = Message.objects.filter(code="outreach-returned")
    assert told.count() == 2 and {m.office_code for m in told} == {"5001"}
    assert "ยังไม่บอกว่าต้องทำอะไรต่อ" in told[0].body and f"/desk/outreach/{trip.pk}" in told[0].body


def test_shelves_are_paged_by_key_and_cost_the_same(django_assert_num_queries: Any) -> None:
    days = [WEDNESDAY + timedelta(days=n) for n in range(25)]
    made = actions.plan_series(new(), days, by=actor("malee"), now=MONDAY)
    seen: list[int] = []
    cursor, malee = "", actor("malee")
    for _page in range(3):
        with django_assert_num_queries(1):
            page = queries.listed(malee, "ahead", date(2026, 11, 16), cursor=cursor, size=10)
        seen += [t.pk for t in page.items]
        cursor = page.next or ""
    assert seen == [t.pk for t in made] and not cursor
    with django_assert_num_queries(1):
        counted = queries.shelves(malee, date(2026, 11, 16))
    assert (counted.ahead, counted.owing, counted.late) == (25, 0, 0)
    with pytest.raises(Refused):
        queries.listed(actor("malee"), "ahead", date(2026, 11, 16), cursor="W10")


def test_a_province_has_numbers_of_its_own() -> None:
    OutreachRule.objects.create(
        code="report_days.50",
        what="report_days",
        amount=2,
        province_code="50",
        valid_from=date(2026, 1, 1),
        source="a test",
    )
    assert planned().report_due_on == date(2026, 11, 20)
