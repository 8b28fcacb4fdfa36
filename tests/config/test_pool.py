"""A pooled connection that the server has ended is not handed to a visitor."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from databases import copied
from sangsuk.config import database
from sangsuk.config.postgres.base import DatabaseWrapper

SIZE = 2


@pytest.fixture
def url(db: None) -> Iterator[str]:
    with copied(connection, "pool") as address:
        yield address


@pytest.fixture
def pooled(url: str, tmp_path, monkeypatch: pytest.MonkeyPatch) -> Iterator[BaseDatabaseWrapper]:
    monkeypatch.setenv("SANGSUK_POOL", str(SIZE))
    usual = {name: value for name, value in connection.settings_dict.items() if name not in ("OPTIONS", "NAME")}
    wrapper = DatabaseWrapper(usual | database.settings(url, home=tmp_path), alias="pooled")
    yield wrapper
    wrapper.close()
    wrapper.close_pool()


def backend(wrapper: BaseDatabaseWrapper) -> int:
    """The server process that answers a request."""
    with wrapper.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        pid: int = cursor.fetchone()[0]
    wrapper.close()
    return pid


def end(url: str, *pids: int) -> None:
    with psycopg.connect(url, autocommit=True) as server:
        for pid in pids:
            server.execute("select pg_terminate_backend(%s, 5000)", [pid])


def test_connections_are_used_again(pooled: BaseDatabaseWrapper) -> None:
    assert len({backend(pooled) for _ in range(10)}) <= SIZE


def test_after_the_server_has_ended_a_connection_the_next_request_gets_another(
    pooled: BaseDatabaseWrapper, url: str
) -> None:
    first = backend(pooled)
    end(url, first)
    assert backend(pooled) != first


def test_even_when_all_of_them_are_dead(pooled: BaseDatabaseWrapper, url: str) -> None:
    backend(pooled)
    assert pooled.pool is not None
    both = [pooled.pool.getconn() for _ in range(SIZE)]
    pids = [one.info.backend_pid for one in both]
    for one in both:
        pooled.pool.putconn(one)
    end(url, *pids)
    for _ in range(SIZE + 1):
        assert backend(pooled) not in pids


def test_no_round_trip_is_spent_on_asking(pooled: BaseDatabaseWrapper) -> None:
    assert not pooled.settings_dict["CONN_HEALTH_CHECKS"]
    assert pooled.pool is not None
    assert pooled.pool._check is None
