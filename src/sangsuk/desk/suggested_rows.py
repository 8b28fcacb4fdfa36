"""Where the suggestion of a case stands on an office's list of improvements: for the page of the case."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from sangsuk.cases.queries import DeskCase
from sangsuk.offices.actor import Actor
from sangsuk.stories import naming
from sangsuk.stories.improvements import actions, queries
from sangsuk.stories.improvements.words import STATUSES

from .doors import language


@dataclass(frozen=True)
class Line:
    """`url`: for those who work at that office; `changed`: what became of it."""

    office: str
    status: Any
    changed: str
    url: str


def of_case(found: DeskCase, actor: Actor) -> list[Line]:
    """Asks nothing where nothing was suggested. An agency reads of its own work only."""
    if not found.sees_inside:
        return []
    return [
        Line(
            naming.office_called(item.office_id, language()), STATUSES[item.status], item.changed,
            reverse("desk:improvement", args=[item.pk]) if actions.standing(item, actor) else "",
        )
        for item in queries.of_case(found.case)
    ]  # fmt: skip
