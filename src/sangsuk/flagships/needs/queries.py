"""What citizens tell that speaks of a project, and what was done: counted, never listed.

Sealed matters are in no figure, for nobody: one more in a small district would tell. `published` leaves out what was taken
back and what is followed in another matter.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db.models import Aggregate, Count, F, FloatField, Q
from django.db.models.functions import Extract

from sangsuk.cases import workflow
from sangsuk.cases.models import Case
from sangsuk.catalog import queries as catalog
from sangsuk.common.remember import remembered
from sangsuk.deadlines.promises import covers
from sangsuk.outreach import queries as outreach
from sangsuk.stories.improvements.words import DONE
from sangsuk.stories.models import ImprovementItem, Pledge, Story
from sangsuk.stories.models.answers import CONFIRMED
from sangsuk.thai import BANGKOK

from ..models import NeedLink
from . import words


class Median(Aggregate):
    """`percentile_cont(0.5) within group (order by x)`."""

    function = "PERCENTILE_CONT"
    output_field = FloatField()
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both counted, in Bangkok."""

    first: date
    last: date

    def of(self, name: str) -> Q:
        begins, ends = (
            datetime.combine(day, at, tzinfo=BANGKOK) for day, at in ((self.first, time.min), (self.last, time.max))
        )
        return Q(**{f"{name}__gte": begins, f"{name}__lte": ends})


@dataclass(frozen=True)
class Links:
    """What speaks of a project on a day, by kind; categories with all that are below them."""

    rows: Sequence[NeedLink] = ()
    categories: frozenset[str] = frozenset()
    policies: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()

    @property
    def of_cases(self) -> Q:
        return Q(category__in=self.categories) | Q(policy_code__in=self.policies)

    def of_stories(self, project: str, prefix: str = "") -> Q:
        """Told of the project itself, of one of its themes, or of one of its services."""
        return (
            Q(**{f"{prefix}flagship": project})
            | Q(**{f"{prefix}theme__in": self.themes})
            | Q(**{f"{prefix}service__in": self.services})
        )


@dataclass(frozen=True)
class Needs:
    """Of one project in one area and period. `days`: median days of those settled; `said` of them answered whether it is solved."""

    cases: int = 0
    open: int = 0
    late: int = 0
    settled: int = 0
    days: float | None = None
    said: int = 0
    solved: int = 0
    stories: int = 0
    tones: dict[str, int] = field(default_factory=dict)
    improved: int = 0
    kept: int = 0
    trips: int = 0
    people: int = 0
    categories: dict[str, int] = field(default_factory=dict)
    policies: dict[str, int] = field(default_factory=dict)

    @property
    def solved_percent(self) -> int | None:
        """None where too few have said."""
        return round(100 * self.solved / self.said) if self.said >= words.LEAST else None

    @property
    def median_days(self) -> int | None:
        """None where too few are settled: one slow matter would be the whole figure."""
        return round(self.days) if self.days is not None and self.settled >= words.LEAST else None


def links(project: str, on: date) -> Links:
    """One query."""
    rows = [
        row
        for row in NeedLink.objects.filter(project=project)
        if row.valid_from <= on and (row.valid_to is None or on < row.valid_to)
    ]
    of = {kind: frozenset(row.value for row in rows if row.kind == kind) for kind in words.KINDS}
    known = catalog.all_categories()
    below = frozenset(code for code in known for value in of[words.CATEGORY] if covers(value, code))
    return Links(rows, below, of[words.POLICY], of[words.THEME], of[words.SERVICE])


def needs_of(project: str, area: str, period: Period, *, now: datetime) -> Needs:
    """`area`: "" the country, "50" a province, "5001" a district. Eight queries at most, whatever the number of matters."""
    speaks = links(project, period.last)
    told = _of_stories(project, speaks, area, period) | _of_trips(project, area, period)
    if speaks.categories or speaks.policies:
        told |= _of_cases(speaks, area, period, now)
    return Needs(**told)


def _in(area: str, province: str, district: str) -> Q:
    if not area:
        return Q()
    return Q(**{province: area}) if len(area) == 2 else Q(**{district: area})


def _of_cases(speaks: Links, area: str, period: Period, now: datetime) -> dict[str, Any]:
    here = _in(area, "province_code", "district")
    rows = Case.objects.published().filter(speaks.of_cases, here, period.of("submitted_at"))
    settled = Q(status=workflow.SETTLED)
    days = Extract(F("closed_at") - F("submitted_at"), "epoch") / 86400.0
    counted = rows.order_by().aggregate(
        cases=Count("pk"), open=Count("pk", filter=Q(closed_at=None)), settled=Count("pk", filter=settled),
        late=Count("pk", filter=Q(closed_at=None, due_at__lt=now) & ~Q(status__in=workflow.QUIET)),
        days=Median(days, filter=settled), said=Count("pk", filter=settled & ~Q(solved="")), solved=Count("pk", filter=settled & Q(solved="yes")),
    )  # fmt: skip
    kinds, policies = Counter[str](), Counter[str]()
    for category, policy, n in rows.order_by().values_list("category", "policy_code").annotate(n=Count("pk")):
        if policy in speaks.policies:
            policies[policy] += n
        if category in speaks.categories:
            kinds[category] += n
    return counted | {"categories": dict(kinds.most_common()), "policies": dict(policies.most_common())}


def _of_stories(project: str, speaks: Links, area: str, period: Period) -> dict[str, Any]:
    here = _in(area, "province_code", "office")
    stories = Story.objects.published().filter(speaks.of_stories(project), here, period.of("published_at"))
    tones = dict(stories.order_by().values_list("tone").annotate(n=Count("pk")))
    of_items = speaks.of_stories(project, "story__") | Q(theme__in=speaks.themes) | Q(service__in=speaks.services)
    items = ImprovementItem.objects.shown().filter(of_items, here, period.of("done_at"), status=DONE)
    there = _in(area, "story__province_code", "story__office")
    pledges = Pledge.objects.filter(
        speaks.of_stories(project, "story__"), there, period.of("confirmed_at"), status=CONFIRMED,
        story__in=Story.objects.published().values("pk"),
    )  # fmt: skip
    return {"stories": sum(tones.values()), "tones": tones, "improved": items.count(), "kept": pledges.count()}


def _of_trips(project: str, area: str, period: Period) -> dict[str, Any]:
    trips = [
        trip for trip in outreach.trips_of_project(project, area[:2], limit=2_000)
        if period.first <= trip.on <= period.last and trip.district_code.startswith(area) and trip.people
    ]  # fmt: skip
    return {"trips": len(trips), "people": sum(trip.people for trip in trips)}


@remembered
def public(project: str, area: str, first: date, last: date, on: datetime) -> Needs:
    """The same for everybody, remembered for some seconds: a page that many open asks once. `on` is a whole minute."""
    return needs_of(project, area, Period(first, last), now=on)


@dataclass(frozen=True)
class Shown:
    """A count as everybody may read it: None where it is fewer than LEAST and more than none."""

    code: str
    n: int | None


def floored(n: int) -> int | None:
    """Nought may be said; what is small may not."""
    return n if n == 0 or n >= words.LEAST else None


def bundled(counted: Iterable[tuple[str, int]]) -> list[Shown]:
    """Parts of a whole that is told too: small ones go together under "", with so many larger ones that none can be
    reckoned from the others."""
    rows = sorted(((code, n) for code, n in counted if n), key=lambda row: (-row[1], row[0]))
    kept = [row for row in rows if row[1] >= words.LEAST]
    rest = sum(n for _code, n in rows[len(kept) :])
    while kept and 0 < rest < words.LEAST:
        rest += kept.pop()[1]
    made = [Shown(code, n) for code, n in kept]
    return [*made, Shown("", floored(rest))] if rest else made
