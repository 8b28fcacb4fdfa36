"""What was given in a case, with its sum, and who has agreed to help: for the page of a case."""

from dataclasses import dataclass
from datetime import date

from sangsuk import thai
from sangsuk.cases import relief, story
from sangsuk.cases.queries import DeskCase

REFERS = ("refer", "refer_out", "referral_answer")


@dataclass(frozen=True)
class Line:
    on: date
    kind: str
    giver: str
    baht: str


@dataclass(frozen=True)
class Helped:
    """`baht` is the sum of what was given, as it is read; `referrals` are the lines of the story about those who were asked to help."""

    lines: list[Line]
    baht: str
    referrals: list[story.Line]


def of_case(found: DeskCase) -> Helped | None:
    """None where nothing was given and nobody asked; a query only where something was given."""
    shown = {line.seq for line in found.lines if line.move == "relieve"}
    referrals = [line for line in found.lines if line.move in REFERS]
    rows = [row for row in relief.given_in(found.case) if row.event_seq in shown] if shown else []
    if not rows and not referrals:
        return None
    lines = [
        Line(
            row.given_on, kind_words(row.kind), thai.redact(row.giver).text, "" if row.baht is None else f"{row.baht:,}"
        )
        for row in rows
    ]
    return Helped(lines, f"{sum(row.baht or 0 for row in rows):,}", referrals)


def kind_words(code: str) -> str:
    return story.value_words("relief_kind", code)
