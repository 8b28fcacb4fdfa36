"""Whose calendar is whose: announced trips for everybody, all of them for the official with the secret, none for who left."""

from datetime import date, timedelta
from typing import Any

import pytest

from calendaring import events, plain, read
from factories import MONDAY
from going_out import announced, move, new, planned, villages
from people import actor, user
from sangsuk.common.errors import Missing, NotAllowed
from sangsuk.offices.models import Membership
from sangsuk.outreach import actions, feeds

pytestmark = pytest.mark.usefixtures("world")


def public(code: str = "5001") -> list[dict[str, str]]:
    return events(feeds.public(code, MONDAY))


def test_only_what_was_announced_is_for_everybody() -> None:
    planned()
    trip = announced(bring="บัตรประชาชน; ทะเบียนบ้าน, ใบเสร็จ")
    (one,) = public()
    assert one["UID"] == f"{trip.public_id}@outreach.sangsuk"
    assert (one["DTSTART"], one["DTEND"]) == ("20261118T020000Z", "20261118T080000Z")
    assert (one["STATUS"], one["SEQUENCE"], one["DTSTAMP"]) == ("CONFIRMED", "1", "20261116T030000Z")
    assert plain(one["SUMMARY"]) == "หน่วยเคลื่อนที่ ตำบลสุเทพ"
    assert "อำเภอเมืองเชียงใหม่" in plain(one["LOCATION"])
    assert "ควรนำมา: บัตรประชาชน; ทะเบียนบ้าน, ใบเสร็จ" in plain(one["DESCRIPTION"])
    assert "โรงพยาบาล" not in plain(one["DESCRIPTION"])  # partners are the office's


def test_who_subscribed_hears_that_it_is_off_and_on_again() -> None:
    trip = announced()
    move(trip, "postpone", reason="ถนนขาด")
    (one,) = public()
    assert (one["STATUS"], one["SEQUENCE"], one["TRANSP"]) == ("CANCELLED", "2", "TRANSPARENT")
    assert "ถนนขาด" in plain(one["DESCRIPTION"])
    move(trip, "resume", on=date(2026, 12, 2))
    assert public()[0]["STATUS"] == "CANCELLED"
    move(trip, "announce")
    (one,) = public()
    assert (one["STATUS"], one["SEQUENCE"], one["DTSTART"]) == ("CONFIRMED", "4", "20261202T020000Z")


def test_a_province_has_all_its_districts_and_no_other() -> None:
    announced()
    anan = actions.plan(new(areas=["500203"]), by=actor("anan"), now=MONDAY)
    actions.move(anan, "announce", by=actor("anan"), now=MONDAY)
    assert (len(public("50")), len(public("5002")), len(public("30"))) == (2, 1, 0)
    with pytest.raises(Missing):
        public("9999")


def test_old_ones_leave_the_calendar_and_it_costs_the_same(remembering: None, django_assert_num_queries: Any) -> None:
    rows = villages()
    for n in range(3):
        announced(areas=[rows[n].code], on=date(2026, 11, 18) + timedelta(days=n))
    feeds.public("5001", MONDAY)
    with django_assert_num_queries(2):  # the trips, the names of their villages
        assert len(events(feeds.public("5001", MONDAY))) == 3
    for n in range(20):
        announced(areas=[rows[n % 3].code], on=date(2026, 12, 1) + timedelta(days=n))
    with django_assert_num_queries(2):
        assert len(events(feeds.public("5001", MONDAY))) == 23
    assert events(feeds.public("5001", MONDAY + timedelta(days=200))) == []


def test_her_own_calendar_has_the_plan_too() -> None:
    planned(partners="โรงพยาบาล")
    announced()
    token = feeds.renew(actor("malee"), now=MONDAY)
    found = events(feeds.own(token, MONDAY))
    assert sorted(one["STATUS"] for one in found) == ["CONFIRMED", "TENTATIVE"]
    assert any("โรงพยาบาล" in plain(one["DESCRIPTION"]) for one in found)
    assert dict(read(feeds.own(token, MONDAY)))["VERSION"] == "2.0"


def test_a_new_secret_ends_the_old_one_and_nobody_else_has_it() -> None:
    first = feeds.renew(actor("malee"), now=MONDAY)
    second = feeds.renew(actor("malee"), now=MONDAY)
    assert first != second and feeds.own(second, MONDAY)
    for wrong in (first, "", "x" * 32):
        with pytest.raises(Missing):
            feeds.own(wrong, MONDAY)
    feeds.end(actor("malee"))
    with pytest.raises(Missing):
        feeds.own(second, MONDAY)


def test_who_has_left_the_office_reads_nothing_more() -> None:
    token = feeds.renew(actor("malee"), now=MONDAY)
    Membership.objects.filter(user=user("malee")).update(valid_to=date(2020, 1, 1), valid_from=date(2019, 1, 1))
    with pytest.raises(Missing):
        feeds.own(token, MONDAY)


@pytest.mark.parametrize("who", ["preecha", "chaba", "uthai", "jinda", "wichai"])
def test_whose_work_is_not_going_out_has_no_calendar(who: str) -> None:
    with pytest.raises(NotAllowed):
        feeds.renew(actor(who))
