"""Figures for the reports: how many came in, were settled, were dismissed and why, and for how much money."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Count, F, Q, Sum

from .. import workflow
from ..auditing import Finding
from ..models import DocketRegister, Mediation
from . import words


@dataclass(frozen=True)
class Figures:
    """`remaining` at the end of the span. Baht of what came in, and of what was settled."""

    came_in: int
    settled: int
    dismissed: int
    remaining: int
    value_in_baht: int
    value_settled_baht: int
    reasons: dict[str, int]


def statistics(since: datetime, until: datetime, *, offices: Collection[str] | None = None) -> Figures:
    """Of these districts (None: all), from `since` up to but without `until`. Two queries; numbers only, so anybody's."""
    rows = Mediation.objects.all() if offices is None else Mediation.objects.filter(office__in=list(offices))
    came, ended = Q(docketed_at__gte=since, docketed_at__lt=until), Q(ended_at__gte=since, ended_at__lt=until)
    settled = ended & Q(status=words.SETTLED)
    found: dict[str, Any] = rows.aggregate(
        came_in=Count("id", filter=came),
        settled=Count("id", filter=settled),
        dismissed=Count("id", filter=ended & Q(status=words.DISMISSED)),
        remaining=Count("id", filter=Q(docketed_at__lt=until) & (Q(ended_at=None) | Q(ended_at__gte=until))),
        value_in_baht=Sum("value_baht", filter=came),
        value_settled_baht=Sum("value_baht", filter=settled),
    )
    dismissed = rows.filter(ended, status=words.DISMISSED).values_list("why_dismissed").annotate(Count("id"))
    return Figures(**{name: value or 0 for name, value in found.items()}, reasons=dict(dismissed.order_by()))


def by_district(since: datetime, until: datetime) -> list[dict[str, Any]]:
    """One line a district that had anything in the span, for the tables of a province. One query."""
    came, ended = Q(docketed_at__gte=since, docketed_at__lt=until), Q(ended_at__gte=since, ended_at__lt=until)
    rows = Mediation.objects.filter(came | ended).values(district=F("office_id"), province=F("province_code"))
    counted = rows.annotate(
        came_in=Count("id", filter=came),
        settled=Count("id", filter=ended & Q(status=words.SETTLED)),
        dismissed=Count("id", filter=ended & Q(status=words.DISMISSED)),
        value_settled_baht=Sum("value_baht", filter=ended & Q(status=words.SETTLED), default=0),
    )
    return [dict(row) for row in counted.order_by("district")]


_GAPS = f"""
select coalesce(d.office_id, r.office_code), coalesce(d.year_be, r.year_be),
       coalesce(many, 0), coalesce(first, 1), coalesce(highest, 0), coalesce(last, 0)
from (select office_id, year_be, count(*) as many, min(running) as first, max(running) as highest
      from {Mediation._meta.db_table} group by 1, 2) d
full join {DocketRegister._meta.db_table} r on r.office_code = d.office_id and r.year_be = d.year_be
where (many, first, highest, last) is distinct from (last::bigint, 1, last, last) and coalesce(many, last) > 0
order by 1, 2
"""


def docket_gaps() -> Iterator[Finding]:
    """Dockets whose numbers do not run from 1 to the last one given."""
    with connection.cursor() as cursor:
        cursor.execute(_GAPS)
        for office, year, many, first, highest, last in cursor.fetchall():
            yield Finding(
                f"{office}-M{year % 100:02d}", f"{many} numbered {first} to {highest}, the register says {last}"
            )


def beside_their_case() -> Iterator[Finding]:
    """Mediations still open while their case is elsewhere: somebody must dismiss them."""
    lost = Mediation.objects.open().exclude(case__status=workflow.MEDIATION).order_by("id")
    for number, case, status in lost.values_list("number", "case__number", "case__status"):
        yield Finding(number, f"is open, but its case {case} is {status}")
