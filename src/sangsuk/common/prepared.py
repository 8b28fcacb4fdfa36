"""A statement on a hot path that PostgreSQL reads and plans once for each connection, instead of each time."""

from collections.abc import Iterable, Sequence
from typing import Any
from weakref import WeakSet

from django.db import connection


class Prepared:
    """SQL with %s for each of the named types. Behind a PgBouncer, which lends connections, it is sent whole."""

    def __init__(self, name: str, types: Sequence[str], sql: str) -> None:
        if sql.count("%s") != len(types):
            raise ValueError(f"{name} has {sql.count('%s')} gaps for {len(types)} types")
        first, *rest = sql.split("%s")
        numbered = first + "".join(f"${number}{part}" for number, part in enumerate(rest, start=1))
        self.sql = sql
        self.prepare = f"prepare {name} ({', '.join(types)}) as {numbered}"
        self.run = f"execute {name} ({', '.join(['%s'] * len(types))})"
        self.ready: WeakSet[Any] = WeakSet()

    def execute(self, cursor: Any, values: Iterable[Any]) -> None:
        if connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]:
            cursor.execute(self.sql, list(values))
            return
        if connection.connection not in self.ready:
            cursor.execute(self.prepare)
            self.ready.add(connection.connection)
        cursor.execute(self.run, list(values))
