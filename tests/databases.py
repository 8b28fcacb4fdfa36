"""The databases of a run: one is prepared, every worker has a copy, and a test that commits leaves its copy as it found it.

Preparing (tables, reference data) takes ten seconds and is done once for all workers; PostgreSQL copies what was prepared
in less than one. After a test that commits only its rows are deleted, which takes some hundredths; when it changed
reference data or tables, the copy is made anew.
"""

import contextlib
import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import TransactionTestCase
from psycopg.sql import SQL, Composed, Identifier, Literal

CATALOGS = ("pg_class", "pg_attribute", "pg_constraint", "pg_trigger", "pg_proc")
WORN_BYTES = 8_000_000
Server = psycopg.Connection[tuple[Any, ...]]


@contextlib.contextmanager
def own(folder: Path, fill: Callable[[], None]) -> Iterator[None]:
    """From here on Django's connection leads to this worker's own copy. `folder` is the same for all workers."""
    usual, blank = connection.settings_dict["NAME"], _blank()
    mine = f"test_{usual}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    connection.settings_dict["TEST"]["NAME"] = blank
    with (folder / "databases").open("a+") as made:
        fcntl.flock(made, fcntl.LOCK_EX)
        made.seek(0)
        if made.read() != blank:
            _prepare(blank, fill)
            made.write(blank)
    restoring = Restoring(blank, mine)
    _copies[:] = [restoring]
    _lead_to(mine)
    teardown = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]
    TransactionTestCase._fixture_teardown = lambda test: restoring()  # type: ignore[attr-defined]
    try:
        yield
    finally:
        TransactionTestCase._fixture_teardown = teardown  # type: ignore[attr-defined]
        _copies.clear()
        _lead_to(usual)
        _maintain(_drop(mine))


def _blank() -> str:
    return f"test_{connection.settings_dict['NAME']}_blank"


def forget() -> None:
    """The run is over, and the server is not ours."""
    _maintain(_drop(_blank()))


def between_files() -> None:
    """Rows that were rolled back still lie in the tables; when they are many they are in the way of the next ones."""
    if _copies and _copies[0].worn():
        _copies[0].copy()


_copies: list["Restoring"] = []


def _prepare(blank: str, fill: Callable[[], None]) -> None:
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    fill()
    connection.close()
    with _connected(blank) as server:
        tables = _tables(server)
        held = _holding_rows(server, tables)
        # what PostgreSQL learns of a table while it is empty makes bad plans for a test that fills it
        for name in set(tables) - set(held):
            server.execute(SQL("ALTER TABLE {} SET (autovacuum_enabled = off)").format(Identifier(name)))
        server.execute(SQL("ANALYZE {}").format(SQL(", ").join(map(Identifier, held))))


def _lead_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


class Restoring:
    """Takes back what was committed."""

    def __init__(self, blank: str, mine: str) -> None:
        self.blank, self.mine = blank, mine
        self.copy()
        with _connected(mine) as server:
            self.may_delete = _row(server, SQL("SELECT usesuper FROM pg_user WHERE usename = current_user"))[0]
            self.before = _row(server, SQL("SELECT pg_current_xact_id()::xid::text"))[0]
            tables = _tables(server)
            held = _holding_rows(server, tables)
            self.empty = [name for name in tables if name not in held]
            self.kept = [*held, *CATALOGS]
            self.as_found = self._told(server)
            self.bytes = _row(server, SQL("SELECT pg_database_size(current_database())"))[0]

    def copy(self) -> None:
        connection.close()
        _copy(self.blank, self.mine)

    def worn(self) -> bool:
        with _connected(self.mine) as server:
            now = _row(server, SQL("SELECT pg_database_size(current_database())"))[0]
        return bool(now > self.bytes + WORN_BYTES)

    def __call__(self) -> None:
        connection.close()
        if self.may_delete:
            with _connected(self.mine) as server:
                server.execute(
                    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
                if self._told(server) == self.as_found:
                    self._delete(server)
                    return
        self.copy()

    def _told(self, server: Server) -> tuple[int, ...]:
        """Of each table that is to stay as it is: how many rows it has, and how many of them are new or were changed."""
        counted = SQL("(SELECT count(*) FROM {}), (SELECT count(*) FROM {} WHERE age(xmin) < age({}::xid))")
        each = [counted.format(Identifier(t), Identifier(t), Literal(self.before)) for t in self.kept]
        return _row(server, SQL("SELECT ") + SQL(", ").join(each))

    def _delete(self, server: Server) -> None:
        with server.transaction():
            server.execute(
                "SET LOCAL session_replication_role = replica"
            )  # all of them go: no need to look for parents
            for name in _holding_rows(server, self.empty):
                server.execute(SQL("DELETE FROM {}").format(Identifier(name)))


def _tables(server: Server) -> list[str]:
    found = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    return [row[0] for row in server.execute(found).fetchall()]


def _holding_rows(server: Server, tables: list[str]) -> list[str]:
    each = [SQL("EXISTS (SELECT FROM {})").format(Identifier(name)) for name in tables]
    there = _row(server, SQL("SELECT ") + SQL(", ").join(each))
    return [name for name, some in zip(tables, there, strict=True) if some]


def _row(server: Server, question: Composed | SQL) -> tuple[Any, ...]:
    found = server.execute(question).fetchone()
    assert found is not None
    return found


def _copy(source: str, target: str) -> None:
    _maintain(
        _drop(target),
        SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(Identifier(target), Identifier(source)),
    )


def _drop(name: str) -> Composed:
    return SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name))


def _maintain(*statements: Composed) -> None:
    with _connected("postgres") as server:
        for statement in statements:
            server.execute(statement)


@contextlib.contextmanager
def _connected(name: str) -> Iterator[Server]:
    params = {**connection.get_connection_params(), "dbname": name}
    for unknown in ("cursor_factory", "context", "prepare_threshold"):
        params.pop(unknown, None)
    with psycopg.connect(**params, autocommit=True) as server:
        yield server


@contextlib.contextmanager
def copied(source: BaseDatabaseWrapper, suffix: str) -> Iterator[str]:
    """A database of its own with the reference data, for a test that starts processes. Yields its DATABASE_URL."""
    name = f"{source.settings_dict['NAME']}_{suffix}"
    _copy(source.settings_dict["TEST"]["NAME"], name)
    try:
        yield url_of(source, name)
    finally:
        _maintain(_drop(name))


def url_of(source: BaseDatabaseWrapper = connection, name: str = "") -> str:
    """The DATABASE_URL by which another process reaches this database, or another one beside it."""
    params = {k: v for k, v in source.get_connection_params().items() if k in ("host", "port", "user", "password")}
    return "postgresql:///?" + urlencode({**params, "dbname": name or source.settings_dict["NAME"]})
