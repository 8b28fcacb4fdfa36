"""Writing down a look at personal data, before the look, and a change of a rule, with the change."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sangsuk.common import seeds
from sangsuk.offices.actor import Actor

from .models import Reading, ReadingRule, RuleChange


@dataclass(frozen=True)
class Standing:
    """How things stood when somebody looked; what the rules about unusual readings ask."""

    of_office: str = ""
    closed: bool = False
    after_hours: bool = False
    figure: bool = False
    family: bool = False
    second_id: int | None = None
    second_who: str = ""


NOTHING_KNOWN = Standing()


def record_reading(
    about: str, *, by: Actor, fields: Sequence[str], reason: str, now: datetime, standing: Standing = NOTHING_KNOWN
) -> None:
    """Must be called, in the same transaction, before any personal datum is unsealed for a person."""
    Reading.objects.create(
        about=about, at=now, user_id=by.user_id, who=by.name, office_code=by.office_code, role=by.role,
        fields=",".join(fields), reason=reason, **asdict(standing),
    )  # fmt: skip


def record_rule_change(
    table: str, key: str, *, by: Actor, before: Mapping[str, Any], after: Mapping[str, Any], source: str, now: datetime
) -> None:
    """Must be called in the transaction of the change; `before` and `after` hold only what differs, as plain words."""
    RuleChange.objects.create(
        table=table, key=key, at=now, user_id=by.user_id, who=by.name, office_code=by.office_code,
        before=dict(before), after=dict(after), source=source,
    )  # fmt: skip


RULES = Path(__file__).parent / "data" / "reading_rules.csv"


def load(progress: seeds.Progress | None = None) -> int:
    """Bring the rules about unusual readings up to date; returns the rows changed."""
    return seeds.write(ReadingRule, seeds.rows(RULES), key=("code",), progress=progress)
