"""What stands beside the form of a step, so that it costs less to think than to type a cover note: how alike cases were
solved, the law of this case, and the letter that goes with the step.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from sangsuk.cases import admission, letters, repeats, workflow
from sangsuk.cases.models import Case
from sangsuk.catalog import queries as catalog
from sangsuk.common.dated import source_in
from sangsuk.deadlines import queries as deadlines
from sangsuk.offices.actor import Actor
from sangsuk.thai.dates import date_in

from ..doors import language
from ..reference import WORDS

INTO: Mapping[str, str] = {
    "hand_to_agency": "instruction", "add_agency": "instruction", "pass_up": "asked", "redirect": "reason",
    "refer": "reason", "refer_out": "reason", "refuse": "answer", "close": "answer", "tell_result": "answer",
}  # fmt: skip
"""The steps that are thought over, and the field into which an earlier text goes."""
LETTERS: Mapping[str, str] = {
    "hand_to_agency": "request", "add_agency": "request", "pass_up": "escalation", "redirect": "hand_over",
    "refer": "service_link", "refer_out": "hand_over", "refuse": "refusal", "close": "result", "tell_result": "result",
}  # fmt: skip
MOST = 5


@dataclass(frozen=True)
class Solved:
    """A case told alike that is settled: how, within how many days, and what it is called."""

    number: str
    gist: str
    how: str
    days: int


@dataclass(frozen=True)
class Promised:
    """What is promised by when, by which rule."""

    what: str
    due: str
    why: str


@dataclass(frozen=True)
class Law:
    promises: list[Promised]
    questions: list[tuple[Any, Any]]
    refusals: list[tuple[str, str]]


def solved_alike(case: Case, actor: Actor) -> list[Solved]:
    return [
        Solved(one.case.number, one.case.gist, one.how, (one.case.closed_at - one.case.submitted_at).days)
        for one in repeats.similar_settled(case, actor, most=MOST)
        if one.case.closed_at
    ]


def words_like(number: str, move: str, actor: Actor) -> dict[str, str]:
    """The words that settled another case, redacted, for the field of this step; {} when there is none to be seen."""
    if move not in INTO or "\x00" in number:
        return {}
    other = Case.objects.visible_to(actor).filter(number=number).only("id").first()
    how = repeats.solved_alike([other]).get(other.pk, "") if other else ""
    return {INTO[move]: how} if how else {}


def law_of(case: Case, move: str) -> Law:
    """The promises that run, with their source; what bars a case, where it may be turned away or sent out."""
    turns_away = move in ("refuse", "refer_out")
    questions = [(q.words, q.basis) for q in admission.questions_for(case)] if turns_away else []
    reasons = catalog.terms("refusal") if move == "refuse" else ()
    refusals = [(card.name(language()), card.basis(language())) for card in reasons]
    return Law(_promises(case), questions, refusals)


def _promises(case: Case) -> list[Promised]:
    running: list[tuple[str, datetime | None, str]] = [
        (case.due_kind, case.due_at, case.due_rule), ("finish", case.finish_due_at, case.finish_rule),
    ]  # fmt: skip
    return [
        Promised(str(WORDS.get(kind, kind)), date_in(due, language(), "full"), _why(code))
        for kind, due, code in dict.fromkeys(running)
        if kind and due and case.is_open
    ]


def _why(code: str) -> str:
    rule = deadlines.rule(code)
    if rule is None:
        return ""
    told = {"amount": rule.amount, "unit": WORDS.get(rule.unit, rule.unit), "source": source_in(rule, language())}
    return _("ให้ไว้ %(amount)s %(unit)s ตาม%(source)s") % told


def letter_of(case: Case, move: str) -> letters.Kind | None:
    """The letter that goes with this step; nobody writes to somebody who gave no name."""
    kind = letters.KINDS.get(LETTERS.get(move, ""))
    return None if kind is None or (kind.to == "complainant" and case.identity == "none") else kind


def may_think(case: Case, move: str, moves: list[workflow.Move]) -> bool:
    return move in INTO and any(one.name == move for one in moves)
