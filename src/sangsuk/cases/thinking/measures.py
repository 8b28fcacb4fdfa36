"""Is it the state that answers, or a clerk who passes paper on? What each office did in a time, in a few sums.

Every figure is a sum of rows that were written with the event itself, so a recount gives the same.
"""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Sum

from sangsuk import thai
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor

from ..models import Case, CaseEvent, Caught, Letter, Prefilled, ReplyUse
from ..sealed import rule

OWN_WORK = frozenset({"report_visit", "relieve", "inform", "ask_other", "other_answers", "minutes", "report", "serve"})
"""Moves by which a centre adds something of its own: a finding, a visit, a relief, an explanation."""


@dataclass(frozen=True)
class Measured:
    """`ended` cases, of which in `own` a centre added something itself; thin replies `held` up and those `insisted` on;
    what nobody had to type: `letters`, `replies` from ready words and `prefilled` fields, and the `minutes` of all three."""

    ended: int = 0
    own: int = 0
    held: int = 0
    insisted: int = 0
    letters: int = 0
    replies: int = 0
    prefilled: int = 0
    minutes: int = 0

    def __add__(self, other: "Measured") -> "Measured":
        return Measured(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


def moments(first_on: date, last_on: date) -> tuple[datetime, datetime]:
    """From the first moment of a day in Bangkok until the last of another: an index can be read by it."""
    since, after = (datetime.combine(on, time.min, thai.BANGKOK) for on in (first_on, last_on + timedelta(days=1)))
    return since, after


def by_office(
    actor: Actor, *, since: datetime, until: datetime, codes: Collection[str] | None = None
) -> dict[str, Measured]:
    """For each office that did anything within [since, until), among the cases that the actor may see. Five queries.

    `codes`: only these offices; None is all. Whether the actor may read an office's figures, the caller has asked.
    """
    seen = Case.objects.visible_to(actor)
    caught = Caught.objects.filter(Q(case=None) | Q(case__in=seen.values("id")))  # at the counter there is no case yet
    found: dict[str, dict[str, int]] = {}
    for source, office in (
        (_ended(seen.filter(closed_at__gte=since, closed_at__lt=until)), "office_id"),
        (_caught(caught.filter(at__gte=since, at__lt=until)), "office_code"),
        (
            _letters(Letter.objects.filter(rule.visible(actor, "case__"), issued_at__gte=since, issued_at__lt=until)),
            "office_id",
        ),
        (_replies(ReplyUse.objects.filter(used_at__gte=since, used_at__lt=until)), "office_code"),
        (_prefilled(Prefilled.objects.filter(at__gte=since, at__lt=until)), "office_code"),
    ):
        _add(found, source(office, codes), office)
    return {code: Measured(**{name: int(n) for name, n in told.items()}) for code, told in found.items()}


def _add(found: dict[str, dict[str, Any]], rows: Any, office: str) -> None:
    for row in rows:
        told = found.setdefault(row.pop(office), {})
        for name, n in row.items():
            told[name] = told.get(name, 0) + (n or 0)


def _grouped(rows: Any, **sums: Any) -> Any:
    def grouped(office: str, codes: Collection[str] | None) -> Any:
        some = rows if codes is None else rows.filter(**{f"{office}__in": list(codes)})
        return some.order_by().values(office).annotate(**{f"the_{name}": one for name, one in sums.items()})

    return lambda office, codes: [
        {name.removeprefix("the_"): n for name, n in row.items()} for row in grouped(office, codes)
    ]


def _ended(rows: Any) -> Any:
    own = own_work().filter(case=OuterRef("pk"))
    rows = rows.annotate(has_own=Exists(own))
    return _grouped(rows, ended=Count("id"), own=Count("id", filter=Q(has_own=True)))


def own_work() -> Any:
    """Events by which a centre, not an agency, added something itself."""
    agencies = [card.code for card in offices.known().values() if card.kind in ("agency", "khet")]
    return CaseEvent.objects.filter(move__in=OWN_WORK, actor_kind="staff").exclude(office_code__in=agencies)


def _caught(rows: Any) -> Any:
    return _grouped(rows, held=Count("id", filter=Q(insisted=False)), insisted=Count("id", filter=Q(insisted=True)))


def _letters(rows: Any) -> Any:
    return _grouped(rows, letters=Count("id"), minutes=Sum("saved_minutes"))


def _replies(rows: Any) -> Any:
    return _grouped(rows, replies=Count("id"), minutes=Sum("minutes"))


def _prefilled(rows: Any) -> Any:
    return _grouped(rows, prefilled=Sum("fields"), minutes=Sum("minutes"))
