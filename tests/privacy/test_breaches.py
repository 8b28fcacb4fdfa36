"""The life of a breach: the table, 72 hours in real time, alarms, and the people who are told."""

from datetime import timedelta
from typing import Any

import pytest

from factories import MONDAY, case
from people import STAFF, actor
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.notifications.models import Message
from sangsuk.privacy.breaches import actions, queries
from sangsuk.privacy.breaches.table import MOVES, STATUSES
from sangsuk.privacy.models import Breach

DATA: dict[str, dict[str, Any]] = {
    "assess": {"risk": "some", "assessment": "อีเมลไปถึงคนนอกหนึ่งคน", "kinds": ["name", "contact"], "people": 12},
    "notify": {"notified_how": "หนังสือที่ มท 0300/1"},
    "explain": {"late_reason": "ตรวจสอบขอบเขตก่อน"},
    "tell": {"cases": "", "text": "อีเมลที่มีชื่อของท่านถูกส่งไปผิดที่ ผู้รับลบแล้ว"},
    "close": {"measures": "ให้ตรวจชื่อผู้รับสองครั้งก่อนส่ง"},
}
WAY = {
    "recorded": (),
    "assessed": ("assess",),
    "notified": ("assess", "notify"),
    "closed": ("assess", "notify", "close"),
}


def happened() -> Breach:
    return actions.record("ส่งอีเมลที่มีรายชื่อไปผิดคน", by=actor("malee"), known_at=MONDAY, now=MONDAY)


def went(row: Breach, *names: str, hours: int = 1, **more: Any) -> Breach:
    for name in names:
        row = actions.move(row, name, by=actor("daranee"), data=DATA[name] | more, now=MONDAY + timedelta(hours=hours))
    return row


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("name", MOVES)
def test_a_move_is_made_from_where_the_table_says(status: str, name: str) -> None:
    told = case()
    row = went(happened(), *WAY[status])
    data = DATA[name] | ({"cases": told.number} if name == "tell" else {})
    if status in MOVES[name].sources and name not in queries.barred(row):
        actions.move(row, name, by=actor("daranee"), data=data, now=MONDAY + timedelta(hours=2))
    else:
        with pytest.raises(Refused):
            actions.move(row, name, by=actor("daranee"), data=data, now=MONDAY + timedelta(hours=2))


@pytest.mark.parametrize("who", sorted(set(STAFF) - {"daranee"}))
def test_anybody_records_and_nobody_else_moves(who: str) -> None:
    row = actions.record("ทำแฟ้มหายระหว่างทาง", by=actor(who), known_at=MONDAY, now=MONDAY)
    with pytest.raises(NotAllowed):
        actions.move(row, "assess", by=actor(who), data=DATA["assess"])


def test_seventy_two_hours_run_through_nights_and_the_weekend() -> None:
    friday = MONDAY + timedelta(days=4)
    row = actions.record("ทำแฟ้มหายระหว่างทาง", by=actor("malee"), known_at=friday, now=friday)
    assert row.due_at == friday + timedelta(hours=72)  # Monday, though the office was closed for two days
    assert queries.clock(row, friday + timedelta(hours=71)).hours == 1
    assert queries.clock(row, friday + timedelta(hours=75)).late


def test_late_is_told_only_with_a_reason() -> None:
    row = went(happened(), "assess")
    with pytest.raises(Refused) as refused:
        went(row, "notify", hours=80)
    assert refused.value.field == "late_reason"
    row = went(row, "notify", hours=80, late_reason="เพิ่งทราบจำนวนผู้ได้รับผลกระทบ")
    assert row.late_reason and queries.clock(row, MONDAY + timedelta(hours=90)).late


def test_the_clock_warns_once_and_rings_once() -> None:
    row = happened()
    assert actions.alarm(MONDAY + timedelta(hours=40)) == 0
    assert [actions.alarm(MONDAY + timedelta(hours=h)) for h in (49, 50, 73, 74)] == [1, 0, 1, 0]
    assert Message.objects.filter(code="privacy-alarm", about=row.number).count() == 3  # recorded, soon, late


def test_without_risk_nobody_is_told_and_no_clock_rings() -> None:
    row = went(happened(), "assess", risk="none")
    assert actions.alarm(MONDAY + timedelta(hours=100)) == 0
    assert {m.name for m in queries.may(row, "dpo")} == {"assess", "close"}
    assert went(row, "close").status == "closed"


def test_a_high_risk_is_closed_only_after_the_people_were_told_each_once() -> None:
    one, other = case(1), case(2)
    row = went(happened(), "assess", "notify", risk="high")
    with pytest.raises(Refused):
        went(row, "close")
    row = went(row, "tell", cases=f"{one.number}, {other.number}\n{one.number}")
    went(row, "tell", cases=one.number)
    assert Message.objects.filter(code="breach-told").count() == 2
    assert Message.objects.filter(code="breach-told", about=one.number).get().carrier == "email"
    assert went(row, "close").status == "closed"


def test_an_unknown_case_number_tells_nobody() -> None:
    row = went(happened(), "assess")
    with pytest.raises(Refused) as refused:
        went(row, "tell", cases=f"{case().number} 9999-70-000001")
    assert refused.value.field == "cases" and not Message.objects.filter(code="breach-told").exists()


def test_a_case_that_accuses_the_ministry_is_to_its_officer_as_one_that_never_was() -> None:
    row, sealed = went(happened(), "assess"), case(5, accused=("MOI",))
    said = []
    for number in (sealed.number, "5000-70-999999999"):
        with pytest.raises(Refused) as refused:
            went(row, "tell", cases=number)
        said.append(str(refused.value.message).replace(number, ""))
    assert said[0] == said[1]
    assert not Message.objects.filter(code="breach-told").exists()
