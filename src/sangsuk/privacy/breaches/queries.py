"""The register of breaches: what is not closed, how the clock stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sangsuk.common.errors import Missing

from .. import deeds, life
from ..models import Breach, Deed
from .table import MOVES


@dataclass(frozen=True)
class Clock:
    """Of 72 hours in real time. `left` is negative when it is over; `runs` until the office was told or need not be."""

    due_at: datetime
    left: timedelta
    runs: bool
    late: bool

    @property
    def hours(self) -> int:
        return int(abs(self.left).total_seconds() // 3600)


def clock(row: Breach, now: datetime) -> Clock:
    runs = row.closed_at is None and row.notified_at is None and row.risk != "none"
    upto = now if runs else (row.notified_at or row.closed_at or now)
    late = row.risk != "none" and upto > row.due_at
    return Clock(row.due_at, row.due_at - upto, runs, late)


def open_ones() -> "QuerySet[Breach]":
    return Breach.objects.filter(closed_at=None).order_by("due_at", "id")


def register() -> "QuerySet[Breach]":
    """All of them, newest first."""
    return Breach.objects.order_by("-id")


def one(pk: int) -> Breach:
    row = Breach.objects.filter(pk=pk).first()
    if row is None:
        raise Missing("no_breach", _("ไม่พบเหตุนี้"))
    return row


def may(row: Breach, role: str) -> list[life.Move]:
    """What this role may do now, leaving out what the risk does not ask for."""
    found = life.available(MOVES, status=row.status, role=role)
    return [one for one in found if one.name not in barred(row)]


def barred(row: Breach) -> set[str]:
    """Moves that make no sense yet, or any more."""
    no = set()
    if row.risk == "none" or not row.risk:
        no |= {"notify", "explain", "tell"}
    if row.risk == "some" and row.notified_at is None or row.risk == "high" and not (row.notified_at and row.told_at):
        no.add("close")
    if not row.risk:
        no.add("close")
    if row.notified_at is not None:
        no.add("notify")
    if row.late_reason_at is not None:
        no.add("explain")
    return no


def history(row: Breach) -> list[Deed]:
    return deeds.history("breach", row.pk)
