"""Who forgets what: for each target of a rule, which things are due and how they are forgotten.

A key names a thing for good: a case's client id, a docket's number, else the row's id together with the moment before
which its clock began, so that a row made after an old backup was restored is never taken for one forgotten before.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from sangsuk.accounts import forgetting as accounts
from sangsuk.cases import forgetting, repeats
from sangsuk.cases.daily import forgetting as daily
from sangsuk.cases.mine import keeping
from sangsuk.cases.models import Case, Mediation
from sangsuk.common.models import Attempt
from sangsuk.learning.lessons import watching as lessons
from sangsuk.learning.training import forgetting as training
from sangsuk.ledger import forgetting as ledger
from sangsuk.notifications import forgetting as notifications
from sangsuk.offices import forgetting as offices
from sangsuk.offices.actor import Actor
from sangsuk.outreach import forgetting as outreach
from sangsuk.standards import forgetting as surveys
from sangsuk.stories import drafts as story_drafts
from sangsuk.stories import forgetting as stories
from sangsuk.stories import mine as kept_stories
from sangsuk.stories.cards import forgetting as cards
from sangsuk.stories.films import forgetting as films
from sangsuk.stories.improvements import forgetting as improvements

from . import logs, own
from .holds import held_cases, held_supporters

Rows = Callable[[datetime], "QuerySet[Any]"]


@dataclass(frozen=True)
class Doing:
    """What the forgetting stands on: the rule or the request, before which moment the clocks began, when, by whom."""

    until: datetime
    now: datetime
    by: Actor
    rule: str = ""
    request: int | None = None

    @property
    def reason(self) -> str:
        return self.rule or f"R-{self.request:06d}"


@dataclass(frozen=True)
class Executor:
    """`quiet`: housekeeping of short lives, counted once a day; everything else leaves a tombstone."""

    target: str
    due: Callable[[datetime, int], list[str]]
    count: Callable[[datetime], tuple[int, int]]
    apply: Callable[[Sequence[str], Doing], dict[str, int]]
    quiet: bool = False


def _part(name: str) -> Executor:
    """One part of cases: due when the case is over, it was not forgotten before, and nothing holds it."""

    def waiting(until: datetime) -> "QuerySet[Case]":
        return forgetting.over(until).exclude(erasures__part=name)

    def due(until: datetime, most: int) -> list[str]:
        rows = waiting(until).exclude(pk__in=held_cases())
        return [str(client_id) for client_id in rows.values_list("client_id", flat=True)[:most]]

    def count(until: datetime) -> tuple[int, int]:
        rows = waiting(until)
        return rows.exclude(pk__in=held_cases()).count(), rows.filter(pk__in=held_cases()).count()

    def apply(keys: Sequence[str], doing: Doing) -> dict[str, int]:
        ids = list(Case.objects.filter(client_id__in=keys).order_by("id").values_list("id", flat=True))
        counts = dict(forgetting.PARTS[name](ids, by=doing.by, reason=doing.reason, now=doing.now))
        if name == "story":
            counts["improvement"] = improvements.of_cases(ids)
            counts["lesson"] = lessons.of_cases(ids, now=doing.now)
        own.mark(ids, name, now=doing.now, rule=doing.rule, request=doing.request)
        return counts

    return Executor(name, due, count, apply)


def _rows(target: str, rows: Rows, does: Callable[["QuerySet[Any]"], int], *, quiet: bool = False) -> Executor:
    """Rows with a clock of their own. `does` gets those of the keys that are due by their clock."""

    def due(until: datetime, most: int) -> list[str]:
        return [str(pk) for pk in rows(until).values_list("pk", flat=True)[:most]]

    def apply(keys: Sequence[str], doing: Doing) -> dict[str, int]:
        return {target: does(rows(doing.until).filter(pk__in=list(keys)))}

    return Executor(target, due, lambda until: (rows(until).count(), 0), apply, quiet)


def _deleted(rows: "QuerySet[Any]") -> int:
    return rows.model._default_manager.filter(pk__in=[*rows.values_list("pk", flat=True)]).delete()[0]  # type: ignore[no-any-return]


def _mediation() -> Executor:
    def waiting(until: datetime) -> "QuerySet[Mediation]":
        return forgetting.mediations_over(until).exclude(case__erasures__part="mediation")

    def due(until: datetime, most: int) -> list[str]:
        return list(waiting(until).exclude(case__in=held_cases()).values_list("number", flat=True)[:most])

    def count(until: datetime) -> tuple[int, int]:
        rows = waiting(until)
        return rows.exclude(case__in=held_cases()).count(), rows.filter(case__in=held_cases()).count()

    def apply(keys: Sequence[str], doing: Doing) -> dict[str, int]:
        rows = Mediation.objects.filter(number__in=list(keys), ended_at__isnull=False)
        found = list(rows.values_list("id", "case_id"))
        counts = dict(forgetting.mediations([pk for pk, _ in found], by=doing.by, reason=doing.reason, now=doing.now))
        own.mark([c for _, c in found], "mediation", now=doing.now, rule=doing.rule, request=doing.request)
        return counts

    return Executor("mediation", due, count, apply)


def _supporters() -> Executor:
    """How long is said by the rule `keep_supporters` of the time limits, case by case; `until` is this very moment."""

    def waiting(until: datetime) -> list[int]:
        return repeats.over(until, keep=[*held_supporters()])

    def due(until: datetime, most: int) -> list[str]:
        ids = [pk for pk in waiting(until) if pk not in set(held_cases())][:most]
        return [str(client_id) for client_id in Case.objects.filter(pk__in=ids).values_list("client_id", flat=True)]

    def count(until: datetime) -> tuple[int, int]:
        ids, held = waiting(until), set(held_cases())
        return len([pk for pk in ids if pk not in held]), len([pk for pk in ids if pk in held])

    def apply(keys: Sequence[str], doing: Doing) -> dict[str, int]:
        ids = Case.objects.filter(client_id__in=keys).values_list("id", flat=True)
        return {"supporter": sum(repeats.forget(pk, doing.now, keep=[*held_supporters()]) for pk in ids)}

    return Executor("supporters", due, count, apply)


def _supporter() -> Executor:
    """One who follows a case, forgotten at her request; no rule asks for it by itself."""

    def apply(keys: Sequence[str], doing: Doing) -> dict[str, int]:
        return {"supporter": repeats.leave(list(keys), until=doing.until, now=doing.now)}

    return Executor("supporter", lambda until, most: [], lambda until: (0, 0), apply)


def _people(target: str, rows: Rows) -> Executor:
    """Accounts with the lists kept under them: those of the keys that are due by their clock."""

    def forget(found: "QuerySet[Any]") -> int:
        ids = [*found.values_list("pk", flat=True)]
        for pk in ids:
            keeping.forget(pk)
        return accounts.forget(ids)

    return _rows(target, rows, forget)


def _told() -> Executor:
    """What readers report of a story has a clock of its own: its words may be over while a report has just come."""

    def apply(keys: Sequence[str], doing: Doing) -> dict[str, int]:
        rows = stories.told_over(doing.until).filter(pk__in=list(keys))
        return {"story_told": stories.forget_told(rows, reported_before=doing.until)}

    return replace(_rows("story_told", stories.told_over, stories.forget_told), apply=apply)


def _citizens() -> Executor:
    """With an account go its own list, and whom it let in."""

    def forget(found: "QuerySet[Any]") -> int:
        ids = [*found.values_list("pk", flat=True)]
        for user_id in ids:
            keeping.forget(user_id)
            kept_stories.forget(user_id)
        offices.let_go(ids)
        return accounts.forget(ids)

    return _rows("citizen_accounts", accounts.citizens_over, forget)


def _messages_over(until: datetime) -> "QuerySet[Any]":
    numbers = Case.objects.filter(pk__in=held_cases()).values("number")
    return notifications.over(until).exclude(about__in=numbers)


def _said_about() -> Executor:
    """All that was said about one case outside its story, forgotten at her request; no rule asks for it by itself."""

    def apply(keys: Sequence[str], doing: Doing) -> dict[str, int]:
        messages = notifications.forget_about(keys, before=doing.until)
        return {"message": messages, "reading": ledger.forget_about(keys, before=doing.until)}

    return Executor("said_about", lambda until, most: [], lambda until: (0, 0), apply)


def _closed(target: str, *tables: Rows) -> Executor:
    """Short lives in several tables: each by its own clock, whether or not there is anything in the others."""

    def apply(keys: Sequence[str], doing: Doing) -> dict[str, int]:
        return {target: sum(_deleted(rows(doing.until)) for rows in tables)}

    return Executor(
        target, lambda until, most: ["all"] if any(rows(until).exists() for rows in tables) else [],
        lambda until: (sum(rows(until).count() for rows in tables), 0), apply, quiet=True,
    )  # fmt: skip


def _drafts() -> Executor:
    def rows(until: datetime) -> tuple["QuerySet[Any]", ...]:
        return forgetting.drafts_over(until), story_drafts.over(until)

    return Executor(
        "drafts", lambda until, most: ["all"] if any(one.exists() for one in rows(until)) else [],
        lambda until: (sum(one.count() for one in rows(until)), 0),
        lambda keys, doing: {"draft": sum(_deleted(one) for one in rows(doing.until))}, quiet=True,
    )  # fmt: skip


def _logs() -> Executor:
    return Executor(
        "logs", lambda until, most: [file.name for file in logs.over(until)][:most], lambda until: (len(logs.over(until)), 0),
        lambda keys, doing: {"log": logs.forget(keys, doing.until)}, quiet=True,
    )  # fmt: skip


EXECUTORS: dict[str, Executor] = {
    one.target: one
    for one in (
        *(_part(name) for name in forgetting.PARTS),
        _mediation(),
        _supporters(),
        _supporter(),
        _people("staff", offices.over),
        _citizens(),
        _drafts(),
        _logs(),
        _said_about(),
        _rows("messages", _messages_over, notifications.forget),
        _rows("readings", ledger.over, ledger.forget),
        _rows("delegations", forgetting.delegations_over, _deleted),
        _rows("village_posts", offices.posts_over, offices.forget_posts),
        _rows("tokens", accounts.tokens_over, _deleted),
        _rows("absences", daily.absences_over, _deleted),
        _rows("filters", daily.filters_over, _deleted),
        _rows("requests", own.requests_over, own.forget_requests),
        _rows("breaches", own.breaches_over, own.forget_breaches),
        _rows("disclosures", own.disclosures_over, own.forget_disclosures),
        _rows("story_authors", stories.authors_over, _deleted),
        _rows("film_people", films.people_over, films.forget_people),
        _told(),
        _rows("outreach_photos", outreach.photos_over, _deleted),
        _rows("card_told", cards.over, cards.forget),
        _rows("training_guests", training.guests_over, training.forget_guests),
        _rows("survey_told", surveys.over, surveys.forget),
        _rows("presence", daily.presence_over, _deleted, quiet=True),
        _rows("batches", daily.batches_over, _deleted, quiet=True),
        _rows("attempts", lambda until: Attempt.objects.filter(until__lt=until), _deleted, quiet=True),
        _closed("sessions", accounts.sessions_over, accounts.plain_sessions_over, accounts.invitations_over),
    )
}
