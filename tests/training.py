"""Training events that tests need, with fixed values: Nok of the ministry makes them, on Monday 16 November 2026."""

from datetime import UTC, date, datetime, time
from typing import Any

from factories import MONDAY
from people import actor, user
from sangsuk.learning.models import TrainingEvent, TrainingSeat, TrainingSession
from sangsuk.learning.training import actions, attending, inviting, seats
from sangsuk.learning.training.actions import Given, Slot, Speaker

DAY = date(2026, 11, 20)
GIVEN: dict[str, Any] = {
    "title": "สัมมนาเพิ่มประสิทธิภาพศูนย์ดำรงธรรม", "place": "โรงแรมตัวอย่าง เชียงใหม่", "first_on": DAY, "last_on": DAY,
    "closes_on": date(2026, 11, 18), "quota": 10, "targets": {"district_officer": None, "district_head": None},
    "provinces": ("50",), "subjects": ("grievance", "think_state"), "flagship": "f2564_04",
    "programme": "บรรยายและฝึกปฏิบัติ",
}  # fmt: skip


def given(**changes: Any) -> Given:
    return Given(**(GIVEN | changes))


def slot(n: int = 1, **changes: Any) -> Slot:
    said: dict[str, Any] = {
        "on": DAY, "begins": time(8 + n, 0), "ends": time(8 + n, 50), "title": f"ช่วงที่ {n} คิดแบบราชการ", "room": "ห้องประชุมใหญ่",
        "speakers": (Speaker("วิทยากร ตัวอย่าง (สมมติ)", "ผู้อำนวยการ", "กระทรวงมหาดไทย"),), "says": "ทุกข์น้อยลง สุขมากขึ้น",
    }  # fmt: skip
    return Slot(**(said | changes))


def plan(by: str = "nok", sessions: int = 2, **changes: Any) -> TrainingEvent:
    """Being prepared; `sessions` of fifty minutes from nine o'clock on."""
    event = actions.make(given(**changes), by=actor(by), now=MONDAY)
    for n in range(1, sessions + 1):
        actions.put_session(event, slot(n, on=event.first_on), by=actor(by), now=MONDAY)
    return fresh(event)


def announced(by: str = "nok", **changes: Any) -> TrainingEvent:
    return actions.move(plan(by, **changes), "announce", by=actor(by), now=MONDAY)


def invited(*who: str, by: str = "nok", **changes: Any) -> TrainingEvent:
    """Announced, and everybody asked who matches; those named exist before."""
    for one in who or ("malee", "suda", "anan"):
        user(one)
    event = announced(by, **changes)
    many = len(inviting.matching(event, MONDAY))
    inviting.invite(event, by=actor(by), counted=many, now=MONDAY)
    return fresh(event)


def seat(event: TrainingEvent, who: str = "malee") -> TrainingSeat:
    return seats.register(event, [user(who).pk], by=actor(who), now=MONDAY)[0]


def guest(event: TrainingEvent, n: int = 1, by: str = "nok", **more: Any) -> TrainingSeat:
    return seats.add_guest(event, f"แขก คนที่ {n} (สมมติ)", by=actor(by), now=more.pop("now", MONDAY), **more)


def fresh(event: TrainingEvent) -> TrainingEvent:
    return TrainingEvent.objects.get(pk=event.pk)


def session(event: TrainingEvent, no: int = 1) -> TrainingSession:
    return event.sessions.get(no=no)


def on_the_day(hour: int = 9) -> datetime:
    return datetime(2026, 11, 20, hour - 7, 5, tzinfo=UTC)


def there(event: TrainingEvent, one: TrainingSeat, *numbers: int, by: str = "nok") -> None:
    """She was in these sessions, scanned by the organiser."""
    for no in numbers:
        attending.scan(session(event, no), one, by=actor(by), now=on_the_day(8 + no))


def held(event: TrainingEvent, by: str = "nok") -> TrainingEvent:
    return actions.move(fresh(event), "hold", by=actor(by), now=on_the_day(17))
