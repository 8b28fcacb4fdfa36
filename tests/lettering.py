"""Letters in tests: drafted, filled in where only the officer knows, and issued."""

import json
from datetime import datetime
from typing import Any

from factories import MONDAY, case
from people import actor
from sangsuk.cases import letters
from sangsuk.cases.letters.matter import GAP
from sangsuk.cases.models import Letter


def draft(kind: str = "acknowledgement", n: int = 1, *, who: str = "malee", **told: Any) -> Letter:
    return letters.start(case(n, **told), kind, by=actor(who), now=MONDAY)


def issued(kind: str = "acknowledgement", n: int = 1, *, now: datetime = MONDAY, **told: Any) -> Letter:
    made = draft(kind, n, **told)
    return letters.issue(without_gaps(made), by=actor("malee"), version=made.version, now=now)


def without_gaps(letter: Letter) -> Letter:
    """As an officer fills in what only she knows."""
    letter.paper = json.loads(json.dumps(letter.paper, ensure_ascii=False).replace(GAP, "ตามที่นัดหมาย"))
    letter.save(update_fields=["paper"])
    return letter
