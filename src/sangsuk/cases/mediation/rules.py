"""How much, how long at most, how many: the rule in force on a day. Pure: rules in, one rule out.

The first period (three months) is a promise like others and stands in `deadlines`, kind "mediation".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

LIMIT_BAHT, EXTENSION_MONTHS, MOST_MONTHS, MEMBERS = "limit_baht", "extension_months", "most_months", "members"


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the rule table; `kind` '' means both kinds of dispute. `verified`: the text of the law was read."""

    code: str
    what: str
    kind: str
    amount: int
    valid_from: date
    valid_to: date | None
    basis_th: str
    basis_en: str
    verified: bool

    def basis(self, language: str) -> str:
        return self.basis_en if language.startswith("en") else self.basis_th


def find(what: str, kind: str, on: date, rules: Iterable[Rule]) -> Rule | None:
    """The rule in force that day, the one for this kind before the one for both; None: the law sets none."""
    fitting = [
        rule
        for rule in rules
        if rule.what == what
        and rule.kind in ("", kind)
        and rule.valid_from <= on
        and (rule.valid_to is None or on < rule.valid_to)
    ]
    return max(fitting, key=lambda rule: (bool(rule.kind), rule.valid_from), default=None)
