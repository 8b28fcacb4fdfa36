"""Rows that the events of joining write: links, and the word owed to everybody who supports a case."""

from collections.abc import Callable
from datetime import datetime

from django.db import connection
from django.db.models import Q

from sangsuk.offices.actor import Actor

from .. import workflow
from ..models import Case, CaseEvent, CaseLink, Supporter
from .merging import pair

_TREE = """
with recursive one as (
    select %s::bigint as id
    union select c.id from cases_case c join one on c.merged_into_id = one.id)
select id from one
"""


def tree(case_id: int) -> list[int]:
    """The case and all that were merged into it, into those, and so on."""
    with connection.cursor() as cursor:
        cursor.execute(_TREE, [case_id])
        return [row[0] for row in cursor.fetchall()]


def _other(event: CaseEvent, by: Actor) -> Case:
    return Case.objects.visible_to(by).only("id").get(number=str(event.data["into"]).strip().upper())


def _linked(case: Case, event: CaseEvent, by: Actor) -> None:
    row = CaseLink(**pair(case, _other(event, by)), at=event.at, comment=str(event.data.get("comment") or ""))
    CaseLink.objects.bulk_create([row], ignore_conflicts=True)


def _unlinked(case: Case, event: CaseEvent, by: Actor) -> None:
    """Of whichever of the two cases it is said: a link has no direction, and leaves nothing behind."""
    CaseLink.objects.filter(**pair(case, _other(event, by))).delete()


def _merged(case: Case, event: CaseEvent, by: Actor) -> None:
    owe(tree(case.pk), "merged", event.at)


def _apart(case: Case, event: CaseEvent, by: Actor) -> None:
    owe(tree(case.pk), "apart", event.at)


def owe(case_ids: list[int], news: str, at: datetime) -> int:
    """Everybody who supports one of these and can be reached is to be told; the tick does it."""
    reachable = ~Q(phone=b"") | ~Q(email=b"")
    return Supporter.objects.filter(reachable, case__in=case_ids).update(news=news, news_at=at)


def ended(case: Case, event: CaseEvent) -> None:
    """After every event: when the case has come to an end, those who support it hear of it; reopened, they need not."""
    status = event.changes.get("status")
    if status in TOLD and event.move != "merge":
        owe(tree(case.pk), "settled", event.at)
    elif event.move in ("reopen", "appeal"):
        Supporter.objects.filter(case__in=tree(case.pk), news="settled").update(news="")


TOLD = (workflow.SETTLED, workflow.REFUSED, workflow.REFERRED_OUT)
WRITERS: dict[str, Callable[[Case, CaseEvent, Actor], None]] = {
    "link": _linked, "unlink": _unlinked, "merge": _merged, "unmerge": _apart,
}  # fmt: skip
