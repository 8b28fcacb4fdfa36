"""Tables whose state is written by events alone: compare-and-swap, then the event; and the proof of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import Model

from sangsuk.cases.intake import plain
from sangsuk.cases.models.base import Happened
from sangsuk.cases.replay import Difference, compared
from sangsuk.common.errors import Stale
from sangsuk.offices.actor import Actor

E = TypeVar("E", bound=Happened)


@dataclass(frozen=True)
class Journal(Generic[E]):
    """`of`: what an event calls its row; `quicker`: what is said to who came too late; `called`: how people call a row."""

    rows: type[Model]
    events: type[E]
    of: str
    state: Sequence[str]
    quicker: Any
    called: str = "pk"

    def event(
        self, row: Any, seq: int, move: str, changes: Mapping[str, Any], *, by: Actor, data: Mapping[str, Any], now: datetime
    ) -> E:  # fmt: skip
        """Not saved yet."""
        return self.events(
            **{self.of: row}, seq=seq, at=now, move=move, actor_kind=by.kind, user_id=by.user_id, actor_name=by.name,
            office_code=by.office_code, data=plain(data), changes=plain(changes),
        )  # fmt: skip

    def first(self, row: Any, move: str, *, by: Actor, data: Mapping[str, Any], now: datetime) -> E:
        """Everything that a new row is. Not saved yet."""
        return self.event(row, 1, move, {name: getattr(row, name) for name in self.state}, by=by, data=data, now=now)

    def begin(self, row: Any, move: str, *, by: Actor, data: Mapping[str, Any], now: datetime) -> E:
        """The same, saved."""
        happened = self.first(row, move, by=by, data=data, now=now)
        happened.save(force_insert=True)
        return happened

    def advance(
        self, row: Any, move: str, changes: Mapping[str, Any], *, by: Actor, data: Mapping[str, Any], now: datetime
    ) -> E:
        """The row at hand becomes what the row in the database is. Raises Stale when somebody was quicker."""
        changes = {**changes, "version": row.version + 1}
        if not self.rows._default_manager.filter(pk=row.pk, version=row.version).update(**changes):
            raise self.stale()
        happened = self.event(row, changes["version"], move, changes, by=by, data=data, now=now)
        happened.save(force_insert=True)
        for field, value in changes.items():
            setattr(row, field, value)
        return happened

    def stale(self) -> Stale:
        return Stale("stale", self.quicker)

    def differences(self) -> Iterator[Difference]:
        """Every difference between rows and their events."""
        by_row = f"{self.of}_id"
        events = self.events._default_manager.order_by(by_row, "seq").values_list(by_row, "seq", "changes")
        fields = self.rows._meta.concrete_fields
        blank = plain({f.attname: f.get_default() for f in fields if f.attname in self.state})
        yield from compared(self.rows._default_manager.order_by("pk"), events, self.state, blank, called=self.called)
