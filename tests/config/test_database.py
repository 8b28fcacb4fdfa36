"""DATABASE_URL in all the shapes in which operators write it."""

from pathlib import Path
from typing import Any

import pytest

from sangsuk.config import database, embedded


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SANGSUK_POOL", "SANGSUK_PGBOUNCER", "SANGSUK_PROCESS"):
        monkeypatch.delenv(name, raising=False)


def _settings(url: str) -> dict[str, Any]:
    return database.settings(url, home=Path("/nowhere"))


@pytest.mark.parametrize(
    ("url", "name", "user", "password", "host", "port"),
    [
        ("postgresql://u:p%40ss@db.example:6432/sangsuk", "sangsuk", "u", "p@ss", "db.example", "6432"),
        ("postgres://u@/db?host=/run/postgresql", "db", "u", "", "/run/postgresql", ""),
        ("host=a,b port=5432,5433 dbname=db user=u", "db", "u", "", "a,b", "5432,5433"),
    ],
)
def test_an_address_becomes_a_database(url: str, name: str, user: str, password: str, host: str, port: str) -> None:
    found = _settings(url)
    assert [found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [name, user, password, host, port]


def test_what_the_address_says_beyond_that_is_passed_on() -> None:
    options = _settings("postgresql://a,b/db?target_session_attrs=read-write&sslmode=verify-full")["OPTIONS"]
    assert (options["target_session_attrs"], options["sslmode"]) == ("read-write", "verify-full")


def test_an_address_that_is_none_is_refused_in_a_sentence() -> None:
    with pytest.raises(SystemExit, match="not a PostgreSQL address"):
        _settings("mysql://u@h/db")


def test_without_an_address_it_is_the_embedded_server_of_the_home(tmp_path: Path) -> None:
    found = database.settings("", home=tmp_path)
    assert found["HOST"] == str(tmp_path / "postgres")
    assert found["NAME"] == found["USER"] == embedded.NAME


def test_only_web_processes_pool_and_limit_their_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = _settings("postgresql:///db")["OPTIONS"]
    assert "pool" not in alone
    assert "statement_timeout" not in alone["options"]
    monkeypatch.setenv("SANGSUK_POOL", "4")
    serving = _settings("postgresql:///db")["OPTIONS"]
    assert (serving["pool"]["min_size"], serving["pool"]["max_size"]) == (1, 4)
    assert "statement_timeout=20s" in serving["options"]


def test_behind_pgbouncer_nothing_stays_on_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANGSUK_PGBOUNCER", "1")
    found = _settings("postgresql:///db")
    assert found["DISABLE_SERVER_SIDE_CURSORS"] is True
    assert "options" not in found["OPTIONS"]
