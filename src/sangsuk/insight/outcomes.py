"""What became of it for the people: finished beside really solved, satisfied, the wish met, the distress before and after.

Never a person: sums of an office or a district, and nothing of fewer than `shares.LEAST` answers.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.db.models.fields.json import KeyTextTransform

from sangsuk.cases import workflow
from sangsuk.cases.models import Case, CaseEvent
from sangsuk.offices import queries as offices
from sangsuk.offices.queries import MINISTRY
from sangsuk.thai import BANGKOK
from sangsuk.thai.dates import fiscal_year_span

from . import scopes
from .shares import Mean, Share

OFFICE, DISTRICT = "office", "district"
COLUMN = {OFFICE: "office_id", DISTRICT: "district_id"}
GOOD = 4
"""From four of five on, somebody is satisfied."""
ENDED = (workflow.SETTLED, workflow.REFUSED, workflow.REFERRED_OUT)
"""Endings by the state. What a citizen took back, and what is followed in another case, is no ending of its own."""


@dataclass(frozen=True)
class Outcome:
    """One line: `code` is that of the office or district, "" for all together."""

    code: str
    ended: int
    settled: int
    rated: int
    result: Mean
    result_good: Share
    handling: Mean
    handling_good: Share
    wish: Share
    relieved: Mean
    lessened: Share
    said_solved: Share
    found_solved: Share
    called: int
    reopened: int
    appealed: int


@dataclass(frozen=True)
class Told:
    """The lines with most endings first, and all together."""

    whole: Outcome
    lines: tuple[Outcome, ...]


def period(year_be: int, month: int = 0) -> tuple[datetime, datetime]:
    """First moment of it and of what follows. `month` as 202611; 0 is the fiscal year."""
    if not month:
        return fiscal_year_span(year_be)
    year, number = divmod(month, 100)
    after = (year + 1, 1) if number == 12 else (year, number + 1)
    first, last = (datetime(*day, 1, tzinfo=BANGKOK).astimezone(UTC) for day in ((year, number), after))
    return first, last


def told(scope: str, first: datetime, last: datetime, *, by: str = OFFICE, mission: str = "") -> Told:
    """Of the cases that ended in this time, for the office that ended them. Two queries.

    The caller has asked `scopes.may_read`.
    """
    lines = _of_cases(scope, first, last, by, mission)
    for code, move, n in _came_back(scope, first, last, by, mission):
        lines.setdefault(code, Counter())[move] += n
    whole: Counter[str] = sum(lines.values(), Counter())
    made = sorted((_line(code, sums) for code, sums in lines.items()), key=lambda one: (-one.ended, one.code))
    return Told(_line("", whole), tuple(made))


def _narrowed(scope: str, name: str) -> Q:
    """The offices of a scope; all of them for the country."""
    office = scope.removeprefix(scopes.BELOW)
    if scope == office:
        return Q(**{name: office})
    if office == MINISTRY:
        return Q()
    return Q(**{f"{name}__in": [office, *(card.code for card in offices.children(office))]})


ALL = Count("id")
RATED = Q(rating__isnull=False)
BOTH = Q(distress_before__gt=0, distress_after__isnull=False)
CALLED = Q(callback__reached=True)
MEASURES: Mapping[str, Any] = {
    "ended": ALL,
    "settled": Count("id", filter=Q(status=workflow.SETTLED)),
    "rated": Count("id", filter=RATED),
    "handling": Sum("rating"),
    "handling_good": Count("id", filter=Q(rating__gte=GOOD)),
    "result_n": Count("id", filter=Q(rating_result__isnull=False)),
    "result": Sum("rating_result"),
    "result_good": Count("id", filter=Q(rating_result__gte=GOOD)),
    "wish_n": Count("id", filter=~Q(wish_met="")),
    "wish_yes": Count("id", filter=Q(wish_met="yes")),
    "distress_n": Count("id", filter=BOTH),
    "relieved": Sum(F("distress_before") - F("distress_after"), filter=BOTH),
    "lessened": Count("id", filter=BOTH & Q(distress_after__lt=F("distress_before"))),
    "said_n": Count("id", filter=~Q(solved="")),
    "said_yes": Count("id", filter=Q(solved="yes")),
    "called": Count("id", filter=Q(callback__done_at__isnull=False)),
    "found_n": Count("id", filter=CALLED),
    "found_yes": Count("id", filter=CALLED & Q(callback__solved="yes")),
}


def _of_cases(scope: str, first: datetime, last: datetime, by: str, mission: str) -> dict[str, Counter[str]]:
    cases = Case.objects.unsealed().filter(
        _narrowed(scope, "office"), closed_at__gte=first, closed_at__lt=last, status__in=ENDED
    )
    if mission:
        cases = cases.filter(mission=mission)
    rows = cases.order_by().values(COLUMN[by]).annotate(**MEASURES)
    return {row[COLUMN[by]]: Counter({name: int(row[name] or 0) for name in MEASURES}) for row in rows}


def _came_back(scope: str, first: datetime, last: datetime, by: str, mission: str) -> Iterable[tuple[str, str, int]]:
    """What was asked for again in this time, counted for the office that had ended it."""
    before = KeyTextTransform("office", KeyTextTransform("_before", "data"))
    events = CaseEvent.objects.filter(move__in=("reopen", "appeal"), at__gte=first, at__lt=last)
    events = events.filter(case__secrecy="normal", case__accused=[], case__accused_people=[])
    events = events.annotate(ended_by=before).filter(_narrowed(scope, "ended_by"))
    if mission:
        events = events.filter(case__mission=mission)
    code = "ended_by" if by == OFFICE else "case__district_id"
    rows = events.order_by().values_list(code, "move").annotate(n=Count("id"))
    return [(str(one or ""), move, n) for one, move, n in rows]


def _line(code: str, n: Mapping[str, int]) -> Outcome:
    n = Counter(n)
    return Outcome(
        code=code, ended=n["ended"], settled=n["settled"], rated=n["rated"],
        result=Mean(n["result"], n["result_n"]), result_good=Share(n["result_good"], n["result_n"]),
        handling=Mean(n["handling"], n["rated"]), handling_good=Share(n["handling_good"], n["rated"]),
        wish=Share(n["wish_yes"], n["wish_n"]),
        relieved=Mean(n["relieved"], n["distress_n"]), lessened=Share(n["lessened"], n["distress_n"]),
        said_solved=Share(n["said_yes"], n["said_n"]), found_solved=Share(n["found_yes"], n["found_n"]),
        called=n["called"], reopened=n["reopen"], appealed=n["appeal"],
    )  # fmt: skip
