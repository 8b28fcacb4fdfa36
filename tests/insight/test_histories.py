"""Whatever the history: the tallies equal the recount, and what remains at each month's end is what lay open then."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import factories
from chance import examples
from sangsuk.cases import chain, workflow
from sangsuk.cases.models import Case, CaseEvent
from sangsuk.insight import actions as insight
from sangsuk.insight import auditing
from sangsuk.insight.folding import AXES, SIGNED
from sangsuk.insight.models import Tally
from sangsuk.thai.dates import bangkok_date, fiscal_year_be

START = datetime(2026, 7, 1, tzinfo=UTC)
OFFICES = ["5001", "5002", "5000", "3000", "MOI"]
AGENCY, OTHER_AGENCY = "50-electricity", "50-highways"


def task(status: str, who: str = AGENCY) -> dict[str, Any]:
    return {"kind": "task", "who": who, "status": status, "reminders": 0}


DUTIES: list[dict[str, Any]] = [
    {},
    {"t3": task("waiting")},
    {"t3": task("accepted")},
    {"t3": task("reported")},
    {"t3": task("accepted"), "t5": task("waiting", OTHER_AGENCY), "v6": {"kind": "visit", "who": "5001"}},
]
STATUSES = [*workflow.CLOSED, workflow.IN_PROGRESS, workflow.ASSIGNED, workflow.REOPENED]
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(STATUSES),
        "office_id": st.sampled_from(OFFICES),
        "category_id": st.sampled_from([None, "land", "land.title", "water.flood"]),
        "nature": st.sampled_from(["", "distress", "tip_off"]),
        "accused_type": st.sampled_from(["", "official"]),
        "policy_code": st.sampled_from(["", "informal_debt"]),
        "duties": st.sampled_from(DUTIES),
        "agency_id": st.sampled_from([None, AGENCY]),
        "told_at": st.just("2026-07-01T00:00:00+00:00"),
    },
)
STEPS = st.lists(
    st.tuples(st.integers(0, 60), st.sampled_from(["note", "report", "agency_return"]), CHANGES), max_size=6
)
HISTORIES = st.lists(st.tuples(st.integers(0, 100), STEPS, st.booleans()), min_size=1, max_size=4)


def happened(case: Case, at: datetime, move: str, changes: dict[str, Any]) -> None:
    """An event as the table of moves might one day write it; the tallies read nothing else of a case."""
    case.version += 1
    event = CaseEvent(case=case, seq=case.version, at=at, move=move, actor_kind="system", changes=changes)
    case.head = chain.link(event, client_id=case.client_id, head=case.head)
    event.save()
    Case.objects.filter(pk=case.pk).update(version=case.version, head=case.head)


def told(histories: list[Any]) -> list[Case]:
    made = []
    for n, (day, steps, counts) in enumerate(histories):
        at = START + timedelta(days=day)
        made.append(factories.case(n, now=at, category=["land.title", None][n % 2]))
        for days, move, changes in steps:
            at += timedelta(days=days)
            happened(made[-1], at, move, changes)
            if counts:
                insight.count()
    return made


Lives = list[tuple[Case, list[CaseEvent]]]


def lay_open(lives: Lives, month: int, scope: str, axis: str) -> Counter[Any]:
    """The plain way: go through each case up to the end of the month and look where it lies."""
    found: Counter[Any] = Counter()
    for case, events in lives:
        state: dict[str, Any] = {}
        for event in events:
            on = bangkok_date(event.at)
            if on.year * 100 + on.month <= month:
                state |= event.changes
        if not state or state["status"] in workflow.CLOSED:
            continue
        office = state["office_id"]
        province = f"under:{office[:2]}00" if office[:2].isdigit() else ""
        if scope not in (office, province, "under:MOI"):
            continue
        topic = state["category_id"] or ""
        values = {
            "topic": (topic, ""), "channel": ("web", topic.split(".")[0]), "nature": (state.get("nature") or "", ""),
            "identity": ("named", ""), "complainant": ("person", ""), "district": ("5001", ""), "accused": (state.get("accused_type") or "", ""),
            "origin": (str(fiscal_year_be(case.submitted_at)), ""), "policy": (state.get("policy_code") or "", ""),
        }  # fmt: skip
        found[values[axis]] += 1
    return found


def remaining(rows: list[Tally], month: int, scope: str, axis: str) -> Counter[Any]:
    found: Counter[Any] = Counter()
    for row in rows:
        if (row.scope, row.axis) == (scope, axis) and row.month <= month:
            found[row.value, row.second] += row.n if row.measure in SIGNED else -row.n
    return Counter({cell: n for cell, n in found.items() if n})


@pytest.mark.usefixtures("world")
@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HISTORIES)
def test_any_history_is_counted_to_the_unit(histories: list[Any]) -> None:
    with transaction.atomic():
        cases = told(histories)
        insight.count()
        assert [str(wrong) for wrong in auditing.wrong_cells()] == []
        lives = [(case, list(case.events.order_by("seq"))) for case in cases]
        rows = list(Tally.objects.all())
        months = sorted({row.month for row in rows})
        for month in (months[0], months[len(months) // 2], months[-1]):
            for scope in ("5001", "5000", "under:5000", "under:MOI"):
                for axis in AXES:
                    assert remaining(rows, month, scope, axis) == lay_open(lives, month, scope, axis), (
                        month,
                        scope,
                        axis,
                    )
        transaction.set_rollback(True)
