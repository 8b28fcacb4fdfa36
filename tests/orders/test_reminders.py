"""The ladder of reminders, asking by hand, and what the issuer sees of who has not done it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import MONDAY
from ordering import acknowledge, issued
from people import actor, user
from sangsuk.common.errors import NotAllowed
from sangsuk.deadlines import queries as deadlines
from sangsuk.notifications.models import Message
from sangsuk.orders import days, overview, receipts, recording, reminding, sheets
from sangsuk.orders.days import Step
from sangsuk.orders.models import Order, Receipt, ReceiptEvent, ReminderStep

pytestmark = pytest.mark.usefixtures("world")
DAY = timedelta(days=1)


def ticked(at: datetime) -> list[str]:
    """The codes of what goes out at that moment, and to which office's outbox."""
    before = set(Message.objects.values_list("pk", flat=True))
    reminding.tick(at)
    new = Message.objects.exclude(pk__in=before).order_by("code", "office_code")
    return [f"{message.code} {message.office_code}" for message in new]


def test_told_at_once_then_before_on_and_after_the_day_each_once() -> None:
    user("suda")
    user("prasit")
    order = issued()  # five working days from Monday the 16th: Monday the 23rd
    assert Receipt.objects.get(order=order).due_on == date(2026, 11, 23)
    assert ticked(MONDAY) == ["order-issued-due 5001"]
    assert ticked(MONDAY) == ticked(MONDAY + 2 * DAY) == []
    assert ticked(MONDAY + 3 * DAY) == ["order-ack-near 5001"]  # Thursday, two working days before
    assert ticked(MONDAY + 3 * DAY) == ticked(MONDAY + 4 * DAY) == []
    assert ticked(MONDAY + 7 * DAY) == ["order-ack-near 5001"]  # the day itself
    assert ticked(MONDAY + 8 * DAY) == ["order-ack-late 5001", "order-office-late 5000"]
    assert ticked(MONDAY + 14 * DAY) == ["order-ack-late 5001", "order-office-late 5000", "order-office-late DOPA"]
    assert ticked(MONDAY + 60 * DAY) == []
    steps = ReceiptEvent.objects.filter(receipt__order=order, move="remind").order_by("seq")
    assert [event.data["step"] for event in steps] == [1, 2, 3, 4]
    assert not list(recording.RECEIPTS.differences())


def test_what_was_missed_is_not_caught_up_with_one_by_one() -> None:
    user("suda")
    issued()
    assert ticked(MONDAY) == ["order-issued-due 5001"]
    assert ticked(MONDAY + 30 * DAY)[0] == "order-ack-late 5001"
    assert ticked(MONDAY + 30 * DAY) == []


def test_a_short_time_is_not_announced_and_called_in_on_one_morning() -> None:
    user("suda")
    order = issued(due_days=1)
    assert ticked(MONDAY) == ["order-issued-due 5001"]
    assert Receipt.objects.get(order=order).next_on == date(2026, 11, 17)


def test_who_has_acknowledged_is_left_in_peace_until_the_report_is_due() -> None:
    user("suda")
    order = issued(asks="report", report_on=date(2026, 12, 15))
    reminding.tick(MONDAY)
    acknowledge(order, "suda")
    assert ticked(MONDAY + 8 * DAY) == []
    assert ticked(datetime(2026, 12, 11, 3, tzinfo=MONDAY.tzinfo)) == ["order-report-near 5001"]


def test_nobody_is_reminded_by_night_or_of_what_holds_no_more() -> None:
    user("suda")
    order = issued(ends_on=date(2026, 11, 20))
    reminding.tick(MONDAY)
    assert ticked(MONDAY + 3 * DAY - timedelta(hours=7)) == []
    assert ticked(MONDAY + 5 * DAY) == []
    receipt = Receipt.objects.get(order=order)
    assert (receipt.owes, receipt.next_on) == ("", None)


def test_when_it_ends_nobody_owes_though_one_of_two_had_done_it() -> None:
    user("suda")
    order = issued(ends_on=date(2026, 12, 31), areas=["5001", "5002"])
    acknowledge(order, "suda")
    for day in (0, 8, 20, 46):
        reminding.tick(MONDAY + day * DAY)
    assert not Receipt.objects.exclude(owes="").exists()
    assert [row.acked_at is None for row in Receipt.objects.order_by("office")] == [False, True]


def test_each_person_who_has_not_is_told_where_each_must() -> None:
    user("suda")
    user("malee")
    order = issued(roles=["officer"], per_person=True)
    reminding.tick(MONDAY)
    acknowledge(order, "suda")
    assert ticked(MONDAY + 3 * DAY) == ["order-ack-near 5001"]
    sent = Message.objects.get(code="order-ack-near")
    assert sent.recipient_masked.startswith("m")


def test_the_ladder_is_rows() -> None:
    ReminderStep.objects.filter(code="before").update(working_days=-4)
    user("suda")
    issued()
    reminding.tick(MONDAY)
    assert ticked(MONDAY + DAY) == ["order-ack-near 5001"]
    assert all(step.source for step in ReminderStep.objects.all())


def test_the_issuer_asks_all_who_owe_once_a_day_and_the_province_only_its_own() -> None:
    user("suda")
    user("anan")
    user("prasit")
    order = issued(areas=["50", "30"])
    acknowledge(order, "suda")
    with pytest.raises(NotAllowed):
        receipts.remind(order, by=actor("malee"), now=MONDAY)
    assert receipts.remind(order, by=actor("prasit"), now=MONDAY) == 24
    assert receipts.remind(order, by=actor("prasit"), now=MONDAY) == 0
    assert receipts.remind(order, by=actor("dao"), offices=["3001"], now=MONDAY) == 1
    assert receipts.remind(order, by=actor("dao"), now=MONDAY) == 31
    assert receipts.remind(order, by=actor("dao"), now=MONDAY + DAY) == 56
    assert Message.objects.filter(code="order-ack-near", office_code="5002").count() == 2


def test_who_is_late_by_province_with_names() -> None:
    user("suda")
    user("malee")
    order = issued(areas=["5001", "5002", "3001"], roles=["officer"])
    receipts.opened(order, actor("malee"), now=MONDAY)
    acknowledge(order, "suda")
    told = overview.standing(order, actor("dao"), today=date(2026, 11, 30), language="th")
    assert (told.offices, told.acked, told.owing, told.late, told.people, told.opened) == (3, 1, 2, 2, 2, 2)
    assert [(area.name, len(area.late), area.done) for area in told.areas] == [
        ("จังหวัดนครราชสีมา", 1, 0),
        ("จังหวัดเชียงใหม่", 1, 1),
    ]
    assert overview.standing(order, actor("prasit"), today=MONDAY.date(), language="th").offices == 2
    assert overview.standing(order, actor("malee"), today=MONDAY.date(), language="th").offices == 1
    late = overview.late_offices(actor("dao"), today=date(2026, 11, 30), language="th")
    assert [one.office_code for one in late] == ["3001", "5002"]
    assert [o.office_code for o in overview.late_offices(actor("prasit"), today=date(2026, 11, 30), language="th")] == [
        "5002"
    ]


def test_the_sheet_has_the_numbers_of_the_page() -> None:
    user("suda")
    order = issued(areas=["5001", "5002"])
    acknowledge(order, "suda")
    sheet = sheets.acknowledged(order, actor("dao"), today=date(2026, 11, 30), language="th")
    rows = list(sheet.rows)
    assert len(sheet.heads) == len(rows[0]) == 12
    assert [(row[0], row[4][:10], row[8], row[9]) for row in rows] == [
        ("5001", "2026-11-16", "", ""), ("5002", "", "ยังไม่รับทราบ", "ใช่"),
    ]  # fmt: skip


@pytest.mark.parametrize("areas", [["5001"], ["50"], []])
def test_costs_the_same_for_one_office_and_for_all(areas: list[str], django_assert_num_queries: Any) -> None:
    order = issued(areas=areas)
    dao = actor("dao")
    overview.standing(order, dao, today=MONDAY.date(), language="th")
    with django_assert_num_queries(2):
        overview.standing(order, dao, today=MONDAY.date(), language="th")
    assert Order.objects.get(pk=order.pk).number


def test_who_stands_in_for_the_chief_acknowledges() -> None:
    from sangsuk.cases.daily import absences

    suda, malee = actor("suda"), actor("malee")
    order = issued()
    absences.arrange(
        user_id=suda.user_id or 0,
        deputy_id=malee.user_id or 0,
        from_on=MONDAY.date(),
        to_on=MONDAY.date(),
        by=suda,
        now=MONDAY,
    )
    assert acknowledge(order, "malee").acked_for == "acting"


@given(day=st.dates(date(2026, 1, 1), date(2026, 12, 31)), n=st.integers(-20, 20))
def test_working_days_forth_and_back(day: date, n: int) -> None:
    calendar = deadlines.calendar("50")
    shifted = days.shifted(day, n, calendar)
    between = [day + DAY * k for k in range(-80, 81) if min(day, shifted) <= day + DAY * k <= max(day, shifted)]
    counted = [one for one in between if one != day and calendar.is_working_day(one)]
    assert len(counted) == abs(n) and (n == 0 or calendar.is_working_day(shifted))


@given(
    st.lists(st.tuples(st.integers(1, 6), st.integers(-5, 9)), min_size=1, max_size=6, unique_by=lambda pair: pair[0])
)
def test_every_step_of_any_ladder_is_reached_once_at_most(steps: list[tuple[int, int]]) -> None:
    ladder = [Step(step, n, "office", date(2020, 1, 1), None) for step, n in sorted(steps)]
    due, reached, today = date(2026, 11, 23), 0, date(2026, 11, 1)
    told = []
    while today < date(2027, 1, 1):
        if come := days.reached(due, "50", after=reached, today=today, steps=ladder):
            told.append(come.step)
            reached = come.step
        today += DAY
    assert told == sorted(set(told)) and reached == max(step.step for step in ladder)
