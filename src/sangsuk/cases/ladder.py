"""When the machine must act on a case: the one moment that stands in its row, and the step that is due then.

A promise that passes unkept is reminded of three times, at rule-given distances; after that the case climbs. Each step
happens once; a kept promise begins the ladder anew. Source: practice of provincial centres, docs/law.md#reminders
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sangsuk.deadlines import queries as deadlines

from . import duties as owed
from . import workflow

BEYOND = {1: "remind_2", 2: "remind_3"}
TOP = "ministry"
LAST = {"case": 3, "duty": 2}
"""The step after which nothing more happens by itself: a case is escalated, of a duty the superior hears."""


@dataclass(frozen=True)
class Next:
    """`what` is the move, `duty` the key of the duty it is about ("" for the case itself)."""

    at: datetime
    what: str
    duty: str = ""


def next_step(state: Mapping[str, Any], **terms: Any) -> Next | None:
    """The next thing the machine must do, and when; None for a closed case and one that has climbed as far as it can."""
    if state["status"] in workflow.CLOSED:
        return None
    steps = [_of_case(state, terms), *(_of_duty(key, duty, terms) for key, duty in state["duties"].items())]
    return min((step for step in steps if step is not None), key=lambda step: step.at, default=None)


def _of_case(state: Mapping[str, Any], terms: Mapping[str, Any]) -> Next | None:
    status, due = state["status"], state["due_at"]
    if due is None or status in workflow.WITH_AGENCY:  # there the agencies' own tasks are reminded of
        return None
    if status == workflow.TOLD:
        return Next(due, "settle_told")
    if status == workflow.INFO_REQUESTED:
        return Next(due, "proceed")
    if state["transfer"] and status in workflow.NEW and state["transfer"] != "up":
        return Next(due, "lapse")
    done = state["reminders"]
    if done < LAST["case"]:
        return Next(_climbed(due, done, terms), "remind")
    if done > LAST["case"] or terms["level"] == TOP:
        return None
    begun = state["due_from"] or due
    return Next(
        max(_climbed(due, done - 1, terms), deadlines.promise("escalate", at=begun, **terms).due_at), "escalate"
    )


def _of_duty(key: str, duty: owed.Duty, terms: Mapping[str, Any]) -> Next | None:
    due = owed.due_at(duty)
    if due is None or duty.get("status") == owed.REPORTED or duty["reminders"] > LAST["duty"]:
        return None
    return Next(_climbed(due, duty["reminders"], terms), "remind", key)


def _climbed(due: datetime, done: int, terms: Mapping[str, Any]) -> datetime:
    """From the day it was due, by as many steps as were made."""
    for step in range(1, done + 1):
        due = deadlines.promise(BEYOND[step], at=due, **terms).due_at
    return due
