"""Which share is asked, and whether the lot falls on this case. Pure: values in, values out."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

OF = 10_000


@dataclass(frozen=True, slots=True)
class Rule:
    """So many of a hundred; '' means any."""

    mission: str
    level: str
    percent: int
    valid_from: date
    valid_to: date | None


def percent(mission: str, level: str, on: date, rules: Iterable[Rule]) -> int:
    """Of the rules in force that day the most specific one, the mission before the level; 0 where none speaks."""
    fitting = [
        rule
        for rule in rules
        if rule.mission in ("", mission)
        and rule.level in ("", level)
        and rule.valid_from <= on
        and (rule.valid_to is None or on < rule.valid_to)
    ]
    best = max(fitting, key=lambda rule: (bool(rule.mission), bool(rule.level), rule.valid_from), default=None)
    return best.percent if best else 0


def falls_on(client_id: UUID, of_a_hundred: int, *, secret: str) -> bool:
    """Always the same for the same case. The secret is in it because who writes a case down at the counter could choose
    the id: nobody can tell beforehand which case will be asked about, and nobody can pick one."""
    return ticket(client_id, secret=secret) % OF < of_a_hundred * OF // 100


def ticket(client_id: UUID, *, secret: str, about: str = "") -> int:
    """The number that this case drew; with `about`, another one for another choice."""
    digest = hmac.new(secret.encode(), b"callback" + client_id.bytes + about.encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big")
