"""Who has not reported: a district its own sheets, a province its districts, the department the provinces; and what waits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Substr
from django.utils import timezone

from sangsuk.common import paging
from sangsuk.common.paging import Page
from sangsuk.offices.actor import Actor
from sangsuk.places import queries as places
from sangsuk.thai import bangkok_date

from .. import words
from ..models import Programme, Sheet
from ..models.reports import OWED
from ..periods import KINDS, Period, containing
from ..words import DISTRICT, PROVINCE, SUBDISTRICT, VILLAGE
from . import opening, standing

SIZE = 50


@dataclass(frozen=True)
class ProvinceRow:
    """How far the districts of one province are in a period: `owed` by the district, of which `asked` something;
    `handed_in` waits for the province, `passed` for the department."""

    code: str
    all: int
    owed: int
    asked: int
    handed_in: int
    passed: int
    accepted: int


COUNTED = ("all", "owed", "asked", "handed_in", "passed", "accepted")


def open_programmes() -> list[Programme]:
    return list(Programme.objects.filter(state=words.OPEN).order_by("-fiscal_year", "code"))


def current(programme: Programme, on: date) -> Period | None:
    """The month that is to be reported now: the last that is over, or the first while none is."""
    months = [one for one in opening.begun(programme, on) if one.kind == KINDS[0]]
    over = [one for one in months if one.before <= on]
    return over[-1] if over else months[0] if months else None


def of_period(programme: str, period: Period) -> "QuerySet[Sheet]":
    return Sheet.objects.filter(programme=programme, period=period.kind, starts_on=period.starts_on)


def mine(actor: Actor, *, done: bool = False, after: str = "", size: int = SIZE) -> Page[Sheet]:
    """The sheets of one's own area, those that are owed first by their due day, or those that are done, newest first."""
    area = standing.area_of(actor)
    rows = Sheet.objects.visible_to(actor).filter(area_code=area, programme__state=words.OPEN)
    on = bangkok_date(timezone.now())
    if not done:
        rows = rows.filter(OWED, starts_on__lte=on).order_by("due_on", "id")
        if after:
            key = paging.decode(after)
            rows = rows.filter(Q(due_on__gt=key[0]) | Q(due_on=key[0], id__gt=key[1]))
    else:
        rows = rows.exclude(OWED).order_by("-due_on", "-id")
        if after:
            key = paging.decode(after)
            rows = rows.filter(Q(due_on__lt=key[0]) | Q(due_on=key[0], id__lt=key[1]))
    return paging.page(list(rows[: size + 1]), size, lambda one: (one.due_on, one.pk))


def to_endorse(actor: Actor, *, size: int = SIZE) -> list[Sheet]:
    """What the villages of a kamnan's sub-district have sent and nobody above has looked at. One query."""
    rows = Sheet.objects.visible_to(actor).filter(
        level=VILLAGE, state=words.HANDED_IN, rung="", returned=0, programme__state=words.OPEN
    )
    return list(rows.order_by("starts_on", "area_code")[:size]) if actor.role == "kamnan" else []


def districts(programme: str, period: Period, province: str) -> list[Sheet]:
    """A province's districts and its own sheet, by code: some two dozen. One query."""
    rows = of_period(programme, period).filter(area_code__startswith=province, level__in=[PROVINCE, DISTRICT])
    return list(rows.select_related("handed_in_by").order_by("area_code"))


def lower(sheet: Sheet, *, after: str = "", size: int = SIZE) -> Page[Sheet]:
    """The sheets of villages and sub-districts under a district's, by code."""
    rows = Sheet.objects.filter(
        programme=sheet.programme_id, period=sheet.period, starts_on=sheet.starts_on,
        area_code__startswith=sheet.area_code, level__in=[VILLAGE, SUBDISTRICT],
    )  # fmt: skip
    if after:
        rows = rows.filter(area_code__gt=paging.decode(after)[0])
    return paging.page(list(rows.order_by("area_code")[: size + 1]), size, lambda one: (one.area_code,))


def provinces(programme: str, period: Period) -> list[ProvinceRow]:
    """76 rows. One query."""
    rows = of_period(programme, period).filter(level=DISTRICT).annotate(province=Substr("area_code", 1, 2))
    found = rows.values("province").annotate(
        all=Count("pk"), owed=Count("pk", filter=OWED), asked=Count("pk", filter=Q(returned__gt=0)),
        handed_in=Count("pk", filter=Q(state=words.HANDED_IN, returned=0)), passed=Count("pk", filter=Q(state=words.PASSED)),
        accepted=Count("pk", filter=Q(state=words.ACCEPTED)),
    )  # fmt: skip
    counted: Iterable[Any] = found.order_by("province")
    return [ProvinceRow(row["province"], *(row[name] for name in COUNTED)) for row in counted]


def owed(actor: Actor, programme: str, period: Period, province: str = "") -> list[Sheet]:
    """Who is to be reminded: districts and provinces of one's scope that have not handed in, or have not answered."""
    rows = Sheet.objects.visible_to(actor) & of_period(programme, period)
    rows = rows.filter(OWED, level__in=[DISTRICT, PROVINCE], area_code__startswith=province)
    return list(rows.order_by("area_code"))


def waiting(actor: Actor, now: datetime | None = None) -> int:
    """How much waits for this person: to fill and to answer, to sign, to pass, to accept. One query."""
    now = now or timezone.now()
    if standing.at_centre(actor):
        rows = Sheet.objects.filter(state=words.PASSED, level=DISTRICT, programme__state=words.OPEN)
        return (
            rows.annotate(province=Substr("area_code", 1, 2))
            .values("province", "starts_on", "period")
            .distinct()
            .count()
        )
    area = standing.area_of(actor)
    if not area or actor.role not in (*standing.WORKS, *standing.POSTS.values()):
        return 0
    here = Sheet.objects.filter(programme__state=words.OPEN)
    meant = _to_fill(now) | Q(state=words.READY) if _signs(actor) else _to_fill(now)
    many = here.filter(meant, area_code=area).count()
    if actor.office_level == PROVINCE:
        many += here.filter(area_code__startswith=area, level=DISTRICT, state=words.HANDED_IN).count()
    return many


def _signs(actor: Actor) -> bool:
    return actor.role == "chief" or actor.leads or actor.role in standing.POSTS.values()


def _to_fill(now: datetime) -> Q:
    """What is over and not handed in, and what was asked."""
    today = bangkok_date(now)
    over = (Q(period=kind, starts_on__lt=containing(today, kind).starts_on) for kind in KINDS)
    return Q(state=words.FILLING) & reduce(or_, over) | Q(returned__gt=0)


def names(codes: Sequence[str], language: str) -> dict[str, str]:
    return {code: places.title(code, language) for code in codes}
