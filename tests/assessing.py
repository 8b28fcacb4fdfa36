"""Assessments in tests: those of 5001 by Malee, handed in by Suda, visited by Prasit and Anan, confirmed by Wanee, who leads at the
province; Boon of the province decides."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from factories import MONDAY
from people import actor, user
from sangsuk.accounts.models import User
from sangsuk.cases import files
from sangsuk.cases.files import StoredFile
from sangsuk.common import remember
from sangsuk.offices import actions as appointments
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.standards import assessing, marking
from sangsuk.standards.assessing import Said
from sangsuk.standards.models import Assessment, Form
from visiting import picture

DAY = timedelta(days=1)
VISIT = date(2026, 11, 23)
MORE = {"wanee": ("5000", "chief"), "boon": ("5000", "officer")}


def account(who: str) -> User:
    """Of the people of all tests, or one of those who work at the province too."""
    if who not in MORE:
        return user(who)
    made, _new = User.objects.get_or_create(email=f"{who}@example.com", defaults={"name": f"{who} (สมมติ)"})
    appointments.appoint(made, *MORE[who])
    return made


def acting(who: str) -> Actor:
    found = offices.actor_for(account(who))
    assert found is not None
    return found


def form(code: str = "service-office") -> Form:
    return Form.objects.get(code=code, year_be=2570, version=1)


def photo(colour: str = "teal") -> StoredFile:
    return files.accept(SimpleUploadedFile(f"{colour}.jpg", picture(colour), content_type="image/jpeg"))


def best(kind: str, parts: int) -> list[int]:
    return {"count": list(range(parts)), "choice": [parts - 1], "yes_no": [1]}[kind]


def begun(who: str = "malee", code: str = "service-office", *, now: datetime = MONDAY) -> Assessment:
    for one in ("malee", "suda", "prasit", "anan", *MORE):
        account(one)
    remember.forget_all()  # who works where is remembered for some seconds
    return assessing.begin(form(code), by=actor(who), now=now)


def filled(one: Assessment | None = None, *, now: datetime = MONDAY, **changes: Any) -> Assessment:
    """Everything is there, but for what `changes` says by the code of the criterion (- as _)."""
    one = one or begun(now=now)
    for part in marking.sheet(one).parts:
        said = {
            line.criterion.pk: Said(
                changes.get(
                    line.criterion.code.replace("-", "_"), best(line.criterion.kind, len(line.criterion.parts))
                ),
                files=[photo()] if line.criterion.evidence else [],
            )
            for line in part.lines
        }
        one = assessing.fill(one, part.section.no, said, by=actor("malee"), now=now)
    return one


def moved(one: Assessment, name: str, who: str, *, now: datetime = MONDAY, **data: Any) -> Assessment:
    return assessing.move(one, name, by=acting(who), data=data, now=now)


def handed_in(one: Assessment | None = None, *, now: datetime = MONDAY) -> Assessment:
    one = moved(one or filled(now=now), "offer", "malee", now=now)
    return moved(one, "hand_in", "suda", now=now)


def planned(one: Assessment | None = None, *, visit_on: date = VISIT, now: datetime = MONDAY) -> Assessment:
    one = moved(one or handed_in(now=now), "take_up", "prasit", now=now)
    visitors = [account("prasit").pk, account("anan").pk]
    return moved(one, "plan", "prasit", visit_on=visit_on, visitors=visitors, now=now)


def seen(
    one: Assessment | None = None, *, why: str = "ไปดูแล้วไม่พบตามที่กรอก", now: datetime | None = None, **changes: Any
) -> Assessment:
    """As the office says, but for what `changes` says."""
    one = one or planned()
    now = now or MONDAY + 7 * DAY
    for at, part in enumerate(marking.sheet(one).parts):
        said = {}
        for k, line in enumerate(part.lines):
            value = changes.get(line.criterion.code.replace("-", "_"), line.answer.value)
            shown = [photo("olive")] if not (at or k) else []
            said[line.criterion.pk] = Said(value, why if value != line.answer.value else "", shown)
        one = assessing.see(one, part.section.no, said, by=acting("prasit"), now=now)
    return one


def confirmed(one: Assessment | None = None, *, now: datetime | None = None, **changes: Any) -> Assessment:
    now = now or MONDAY + 7 * DAY
    one = moved(one or seen(now=now, **changes), "report", "anan", now=now)
    return moved(one, "confirm", "wanee", now=now)


def final(one: Assessment | None = None, *, now: datetime | None = None, **changes: Any) -> Assessment:
    now = now or MONDAY + 8 * DAY
    return moved(one or confirmed(**changes), "accept", "suda", now=now)
