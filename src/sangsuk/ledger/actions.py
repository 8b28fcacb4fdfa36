"""Writing down a look at personal data, before the look, and a change of a rule, with the change."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sangsuk.offices.actor import Actor

from .models import Reading, RuleChange


def record_reading(about: str, *, by: Actor, fields: list[str], reason: str, now: datetime) -> None:
    """Must be called, in the same transaction, before any personal datum is unsealed for a person."""
    Reading.objects.create(
        about=about, at=now, user_id=by.user_id, who=by.name, office_code=by.office_code,
        fields=",".join(fields), reason=reason,
    )  # fmt: skip


def record_rule_change(
    table: str, key: str, *, by: Actor, before: Mapping[str, Any], after: Mapping[str, Any], source: str, now: datetime
) -> None:
    """Must be called in the transaction of the change; `before` and `after` hold only what differs, as plain words."""
    RuleChange.objects.create(
        table=table, key=key, at=now, user_id=by.user_id, who=by.name, office_code=by.office_code,
        before=dict(before), after=dict(after), source=source,
    )  # fmt: skip
