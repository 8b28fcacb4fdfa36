"""How much is much: the rows of LimitRule, counted in the database (`throttle`), one statement for all that is counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import seeds, throttle
from .errors import TooMany
from .models import LimitRule
from .remember import remembered

CSV = Path(__file__).parent / "data" / "limits.csv"


@dataclass(frozen=True)
class Rule:
    what: str
    per: str
    amount: int
    seconds: int


def load(progress: seeds.Progress | None = None) -> None:
    seeds.write(LimitRule, seeds.rows(CSV), key=["code"], progress=progress)


@remembered
def in_force(on: date) -> tuple[Rule, ...]:
    """One rule for each `what` and `per`: the one that began last."""
    rows = LimitRule.objects.filter(valid_from__lte=on).exclude(valid_to__lte=on).order_by("valid_from", "code")
    found = {(r.what, r.per): Rule(r.what, r.per, r.amount, r.window_seconds) for r in rows}
    return tuple(found.values())


def amount(what: str, *, now: datetime) -> int | None:
    """A rule without counting in time, as how many days a token may last."""
    return next((r.amount for r in _rules(now) if r.what == what and not r.seconds), None)


def used_up(what: str, *, now: datetime | None = None, **per: str) -> throttle.Full | None:
    """Count this asking for everybody named (`case=`, `token=`, `user=`, `office=`, `range=`); who is over, and for how long."""
    now = now or timezone.now()
    return throttle.take(_asked(what, now, per), now=now)


def counted(what: str, *, now: datetime, **per: str) -> list[tuple[int, int]]:
    """Count this asking and refuse nobody: for each rule the how-manieth of its window it is, and how many are usual."""
    return throttle.counted(_asked(what, now, per), now=now)


def _asked(what: str, now: datetime, per: Mapping[str, str]) -> list[throttle.Limit]:
    return [
        throttle.Limit(throttle.name_of("limit", what, r.per, per[r.per]), r.amount, timedelta(seconds=r.seconds))
        for r in _rules(now)
        if r.what == what and r.seconds and per.get(r.per)
    ]


def check(what: str, *, now: datetime | None = None, **per: str) -> None:
    """Raises TooMany, with the seconds to wait."""
    full = used_up(what, now=now, **per)
    if full is not None:
        raise too_many(full)


def too_many(full: throttle.Full) -> TooMany:
    return TooMany("too_many_requests", _("มีคำขอเข้ามาถี่เกินไป กรุณารอสักครู่แล้วลองใหม่ ยังไม่มีอะไรเสียหาย"), full.wait)


def _rules(now: datetime) -> Iterable[Rule]:
    found: tuple[Rule, ...] = in_force(timezone.localdate(now))
    return found
