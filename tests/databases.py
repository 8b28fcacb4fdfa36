"""A test that commits leaves its rows behind. Instead of emptying the tables one by one the database is made anew.

PostgreSQL copies a prepared database in a tenth of a second; reference data are in the copy.
"""

import contextlib
from collections.abc import Iterator
from urllib.parse import urlencode

import psycopg
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import TransactionTestCase
from psycopg.sql import SQL, Identifier


@contextlib.contextmanager
def keep_blank() -> Iterator[None]:
    """Keep a copy of the test database as it is now, and go back to it after every test that commits."""
    name = connection.settings_dict["NAME"]
    blank = f"{name}_blank"
    connection.close()
    _copy(name, blank)
    usual = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]
    TransactionTestCase._fixture_teardown = lambda test: _restore(name, blank)  # type: ignore[attr-defined]
    try:
        yield
    finally:
        TransactionTestCase._fixture_teardown = usual  # type: ignore[attr-defined]
        _maintain(
            SQL("DROP DATABASE IF EXISTS {}").format(Identifier(blank)),
            # who is still connected, a server that a test started, would keep Django from dropping its own
            SQL(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {} AND usename = current_user"
            ).format(name),
        )


def _restore(name: str, blank: str) -> None:
    connection.close()
    _copy(blank, name)


def _copy(source: str, target: str) -> None:
    _maintain(
        SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(target)),
        SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(Identifier(target), Identifier(source)),
    )


def _maintain(*statements: psycopg.sql.Composed) -> None:
    params = {**connection.get_connection_params(), "dbname": "postgres"}
    for unknown in ("cursor_factory", "context", "prepare_threshold"):
        params.pop(unknown, None)
    with psycopg.connect(**params, autocommit=True) as server:
        for statement in statements:
            server.execute(statement)


@contextlib.contextmanager
def copied(source: BaseDatabaseWrapper, suffix: str) -> Iterator[str]:
    """A database of its own with the reference data, for a test that starts processes. Yields its DATABASE_URL."""
    name = f"{source.settings_dict['NAME']}_{suffix}"
    _copy(f"{source.settings_dict['NAME']}_blank", name)
    try:
        yield url_of(source, name)
    finally:
        _maintain(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


def url_of(source: BaseDatabaseWrapper = connection, name: str = "") -> str:
    """The DATABASE_URL by which another process reaches this database, or another one beside it."""
    params = {k: v for k, v in source.get_connection_params().items() if k in ("host", "port", "user", "password")}
    return "postgresql:///?" + urlencode({**params, "dbname": name or source.settings_dict["NAME"]})
