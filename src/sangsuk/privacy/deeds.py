"""Writing down what happened, and reading it again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sangsuk.offices.actor import Actor

from .models import Deed


def record(thing: str, of: int, move: str, *, by: Actor, now: datetime, data: Mapping[str, Any] | None = None) -> Deed:
    """In the transaction of the change."""
    return Deed.objects.create(
        thing=thing, of=of, at=now, move=move, actor_kind=by.kind, user_id=by.user_id, who=by.name,
        office_code=by.office_code, data=dict(data or {}),
    )  # fmt: skip


def history(thing: str, of: int) -> list[Deed]:
    """Oldest first."""
    return list(Deed.objects.filter(thing=thing, of=of).order_by("id"))
