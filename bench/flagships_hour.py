"""Districts that report their month, all of them as fast as the house takes it: is an hour enough for 878?

As a district does it in a browser: the officer opens the sheet, saves project by project and sees the page again after each, says
that it is filled in; the chief opens it and signs. Pages and forms go over HTTP with sessions, guards and every check.

The floor of a page is the smallest page of the same server, under as many connections; of what writes, that and one row that
PostgreSQL inserts and commits.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import repeat
from random import Random
from typing import Any

from . import filling, floor, house, load
from .figures import Figure
from .house import House
from .load import Answers

DISTRICTS = 878
CONNECTIONS = 8
PROGRAMME, MONTH_ON = "f2564", date(2021, 9, 1)
STEPS = {"open": 200, "save": 302, "ready": 302, "sign": 302}
SEED = 2564
GUARD = "s" * 32


@dataclass(frozen=True)
class District:
    """One sheet, and the cookies of who fills it in and of who signs."""

    sheet: int
    officer: str
    chief: str


def prepared(many: int) -> list[District]:
    """The sheets of the month, opened as the tick opens them, and the people of so many districts."""
    from django.utils import timezone

    from sangsuk.flagships.areas import districts
    from sangsuk.flagships.models import Sheet
    from sangsuk.flagships.periods import MONTH, Period
    from sangsuk.flagships.reporting import opening

    codes = districts.codes()
    opening.open_for(PROGRAMME, Period(MONTH_ON, MONTH), "district", codes, now=timezone.now())
    officers, chiefs = filling.staff(), _chiefs(codes)
    rows = Sheet.objects.filter(programme=PROGRAMME, period="month", starts_on=MONTH_ON, area_code__in=codes)
    return [
        District(pk, _cookie(officers[code]), _cookie(chiefs[code]))
        for pk, code in rows.order_by("area_code").values_list("pk", "area_code")[: max(1, many)]
    ]


def _chiefs(codes: Sequence[str]) -> dict[str, int]:
    from django.utils import timezone

    from sangsuk.accounts.models import User
    from sangsuk.offices.models import Membership

    users = [User(email=f"chief-{code}@example.com", name=f"นายอำเภอ {code}", password="!") for code in codes]
    since = timezone.localdate() - timedelta(days=400)
    made = User.objects.bulk_create(users)
    Membership.objects.bulk_create(
        Membership(user=user, office_id=code, role="chief", valid_from=since)
        for user, code in zip(made, codes, strict=True)
    )
    return {code: user.pk for user, code in zip(made, codes, strict=True)}


def _cookie(user_id: int) -> str:
    from django.conf import settings

    from sangsuk.accounts.models import User

    return f"{house.cookie_of(User.objects.get(pk=user_id))}; {settings.CSRF_COOKIE_NAME}={GUARD}"


def reported(home: House, port: int, districts: Sequence[District], seconds: float) -> Iterator[Figure]:
    page = load.drive(port, repeat(load.get("/healthz")), connections=CONNECTIONS, seconds=seconds)
    insert = _insert(home, seconds)
    forms, chance = _forms(), Random(SEED)
    found = load.walk(port, (_month(one, forms, chance) for one in districts), connections=CONNECTIONS)
    _all_signed(found, districts)
    for step, answers in found.items():
        least = page.at(0.5) + (insert.average_ms if step != "open" else 0)
        yield _figure(f"flagships.hour.{step}", answers, least, len(districts))
    worst = max(found, key=lambda step: found[step].at(0.95))
    yield Figure(f"flagships.hour.worst.{worst}", found[worst].at(0.95), "ms p95", cases=len(districts))
    asked = {step: len(answers.milliseconds) for step, answers in found.items()}
    least = sum(asked.values()) / page.per_second + (sum(asked.values()) - asked["open"]) / insert.per_second
    spent = found["sign"].seconds
    rate = len(districts) / spent * 3600
    yield Figure("flagships.hour", rate, f"an hour, {DISTRICTS} wanted", rate * spent / least, least / spent, cases=len(districts))  # fmt: skip


def _figure(name: str, answers: Answers, least: float, many: int) -> Figure:
    p50 = answers.at(0.5)
    return Figure(
        name, p50, "ms", least, p50 / least, p50, answers.at(0.95), answers.at(0.99), many, None, answers.milliseconds[-1],
    )  # fmt: skip


def _insert(home: House, seconds: float) -> floor.Floor:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("create table bench_row (id bigint generated always as identity primary key, said jsonb)")
    script = "insert into bench_row (said) values ('{\"number\": 12}');"
    try:
        return floor.run(home, [script], connections=CONNECTIONS, seconds=seconds / 2, transaction=True)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("drop table bench_row")
        connection.close()


def _forms() -> dict[str, list[Any]]:
    """What is asked of a district in this month, project by project."""
    from sangsuk.flagships.periods import MONTH, Period
    from sangsuk.flagships.reporting import asking

    found: dict[str, list[Any]] = {}
    for one in asking.asked(PROGRAMME, Period(MONTH_ON, MONTH), ["district"]):
        found.setdefault(one.card.project, []).append(one)
    return found


def _month(one: District, forms: dict[str, list[Any]], chance: Random) -> load.Journey:
    address = f"/desk/flagships/sheets/{one.sheet}"

    def opened(cookie: str) -> tuple[str, bytes]:
        return "open", load.get(address, cookie=cookie)

    def moved(step: str, name: str, cookie: str) -> tuple[str, bytes]:
        return step, load.form(f"{address}/moves/{name}", {"csrfmiddlewaretoken": GUARD}, cookie=cookie)

    yield opened(one.officer)
    for project, asked in forms.items():
        yield "save", load.form(address, _typed(project, asked, chance), cookie=one.officer)
        yield opened(one.officer)
    yield moved("ready", "ready", one.officer)
    yield opened(one.officer)
    yield opened(one.chief)
    yield moved("sign", "hand_in", one.chief)
    yield opened(one.chief)


def _typed(project: str, asked: Sequence[Any], chance: Random) -> dict[str, str]:
    """Numbers that pass every check: a part is smaller than what it is a part of."""
    from sangsuk.flagships.reporting.typed import name_of

    fields = {"project": project, "csrfmiddlewaretoken": GUARD}
    for one in asked:
        key = (one.code, "")
        part = "at_most" in one.card.checks
        fields[name_of("n", key)] = str(chance.randint(1, 15) if part else chance.randint(16, 31))
        fields[name_of("q", key)] = "0"
        fields[name_of("t", key)] = "วัดความเร็ว" if one.card.evidence else ""
        if one.card.has_base:
            fields[name_of("b", key)] = str(chance.randint(40, 90))
    return fields


def _all_signed(found: dict[str, Answers], districts: Sequence[District]) -> None:
    from django.db import connection

    from sangsuk.flagships.models import Sheet

    wrong = {step: found[step].statuses for step, status in STEPS.items() if set(found[step].statuses) != {status}}
    signed = Sheet.objects.filter(pk__in=[one.sheet for one in districts], state="handed_in").count()
    connection.close()
    if wrong or signed != len(districts):
        raise RuntimeError(f"{signed} of {len(districts)} districts have reported; not as it should be: {wrong}")
