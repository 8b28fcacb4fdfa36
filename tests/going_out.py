"""Trips that tests need: Malee's of Mueang Chiang Mai, on the Wednesday after the Monday of every test."""

from datetime import date, datetime, time, timedelta
from typing import Any

from factories import MONDAY
from people import actor
from sangsuk.outreach import actions
from sangsuk.outreach.actions import NewTrip
from sangsuk.outreach.models import Trip
from sangsuk.places.models import Village

WEDNESDAY = date(2026, 11, 18)
ON_THE_DAY = datetime(2026, 11, 18, 3, 0, tzinfo=MONDAY.tzinfo)
DAY_AFTER = ON_THE_DAY + timedelta(days=1)
SUTHEP, CHANG_PHUEAK = "500108", "500103"
REPORT = {"summary": "ให้บริการครบทุกอย่าง ประชาชนมามากกว่าที่คาด", "reached": [SUTHEP]}


def new(**changes: Any) -> NewTrip:
    told: dict[str, Any] = {
        "on": WEDNESDAY, "from_time": time(9), "to_time": time(15), "place": "ศาลาประชาคมตำบลสุเทพ", "areas": [SUTHEP],
        "services": ["registration", "damrongdhama", "health"], "partners": "โรงพยาบาลส่งเสริมสุขภาพตำบลสุเทพ",
    }  # fmt: skip
    return NewTrip(**(told | changes))


def planned(*, who: str = "malee", now: datetime = MONDAY, **changes: Any) -> Trip:
    return actions.plan(new(**changes), by=actor(who), now=now)


def move(trip: Trip, name: str, who: str = "malee", *, now: datetime = MONDAY, **data: Any) -> Trip:
    return actions.move(trip, name, by=actor(who), data=data, now=now)


def announced(**changes: Any) -> Trip:
    return move(planned(**changes), "announce")


def held(**changes: Any) -> Trip:
    return move(announced(**changes), "hold", now=ON_THE_DAY)


def reported(**changes: Any) -> Trip:
    trip = held(**changes)
    return move(trip, "report", now=DAY_AFTER, **(REPORT | {"reached": trip.areas}))


def villages(tambon: str = SUTHEP, many: int = 3, **more: Any) -> list[Village]:
    """Some in a database that has none."""
    rows = [
        Village(
            code=f"{tambon}{n:02}", subdistrict_id=tambon, moo=n, name_th=f"บ้านทดลอง {n}", name_en=f"Ban {n}",
            longitude=98.95, latitude=18.8, source="a test", **more,
        )
        for n in range(1, many + 1)
    ]  # fmt: skip
    return Village.objects.bulk_create(rows)
