"""Who has acknowledged and who has not, by province and office: for the issuer, and for a province over its districts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Min, Q, QuerySet

from sangsuk.offices.actor import Actor
from sangsuk.places import queries as places

from . import naming
from .models import Order, OrderQuerySet, Reading, Receipt


def receipts_for(order: Order, actor: Actor) -> "QuerySet[Receipt]":
    """All of them for its own office and the ministry; a province's for that province; her own office's for all others."""
    rows = Receipt.objects.filter(order=order)
    if actor.kind == "system" or actor.office_code == order.office_id or actor.office_level == "ministry":
        return rows
    if actor.office_level == "province":
        return rows.filter(province_code=actor.province_code)
    return rows.filter(office=actor.office_code)


def may_look(order: Order, actor: Actor) -> bool:
    return actor.office_code == order.office_id or actor.office_level in ("ministry", "province")


@dataclass(frozen=True)
class Line:
    """One office. `opened` of `people` who must read it have."""

    receipt: Receipt
    name: str
    late: bool
    people: int = 0
    opened: int = 0
    acked: int = 0


@dataclass
class Area:
    """A province and what its offices have done."""

    code: str
    name: str
    lines: list[Line] = field(default_factory=list)

    @property
    def owing(self) -> list[Line]:
        return [line for line in self.lines if line.receipt.owes]

    @property
    def late(self) -> list[Line]:
        return [line for line in self.lines if line.late]

    @property
    def done(self) -> int:
        return len(self.lines) - len(self.owing)


@dataclass(frozen=True)
class Standing:
    """Of one order. `people` must read it, `opened` have."""

    areas: list[Area]
    offices: int
    acked: int
    owing: int
    late: int
    reported: int
    people: int
    opened: int


def standing(order: Order, actor: Actor, *, today: date, language: str) -> Standing:
    """Two queries, whatever the number of offices; those with most late offices first."""
    lines = list(_lines(order, receipts_for(order, actor).order_by("province_code", "office"), today, language))
    areas: dict[str, Area] = {}
    for line in lines:
        code = line.receipt.province_code
        areas.setdefault(code, Area(code, _title(code, language))).lines.append(line)
    return Standing(
        areas=sorted(areas.values(), key=lambda area: (-len(area.late), -len(area.owing), area.code)), offices=len(lines),
        acked=sum(line.receipt.acked_at is not None for line in lines), owing=sum(bool(line.receipt.owes) for line in lines),
        late=sum(line.late for line in lines), reported=sum(line.receipt.reported_at is not None for line in lines),
        people=sum(line.people for line in lines), opened=sum(line.opened for line in lines),
    )  # fmt: skip


def _lines(order: Order, rows: "QuerySet[Receipt]", today: date, language: str) -> Iterable[Line]:
    found = list(rows)
    here = Reading.objects.filter(order=order, left_at=None)
    if len(found) < 50:
        here = here.filter(office__in=[row.office_id for row in found])
    counted = here.order_by().values("office").annotate(
        people=Count("pk"), opened=Count("pk", filter=Q(opened_at__isnull=False)), acked=Count("pk", filter=Q(acked_at__isnull=False))
    )  # fmt: skip
    read = {row["office"]: (row["people"], row["opened"], row["acked"]) for row in counted}
    for row in found:
        late = bool(row.owes) and row.due_on is not None and row.due_on < today
        yield Line(row, naming.called(row.office_id, language), late, *read.get(row.office_id, (0, 0, 0)))


def _title(province_code: str, language: str) -> str:
    return places.title(province_code, language) if province_code else ""


@dataclass(frozen=True)
class Owing:
    """An office with what it is late with, over all orders in force that the looker may oversee."""

    office_code: str
    name: str
    province_code: str
    orders: int
    since: date


def late_offices(actor: Actor, *, today: date, language: str, most: int = 100) -> list[Owing]:
    """Those with most first. One query."""
    rows = Receipt.objects.filter(due_on__lt=today, order__in=_overseen(actor).in_force(today).values("pk")).exclude(
        owes=""
    )
    if actor.office_level == "province":
        rows = rows.filter(province_code=actor.province_code).exclude(office=actor.office_code)
    counted = (
        rows.order_by()
        .values_list("office", "province_code")
        .annotate(n=Count("pk"), since=Min("due_on"))
        .order_by("-n", "since", "office")
    )
    return [
        Owing(code, naming.called(code, language), province, n, since) for code, province, n, since in counted[:most]
    ]


def _overseen(actor: Actor) -> OrderQuerySet:
    if actor.office_level == "ministry":
        return Order.objects.filter(office=actor.office_code)
    return Order.objects.visible_to(actor)
