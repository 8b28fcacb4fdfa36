"""DATABASE_URL -> Django's DATABASES entry. PostgreSQL and only PostgreSQL.

Without DATABASE_URL it is the embedded server of this home (see embedded.py), which the command line starts.

SANGSUK_POOL=n        keep up to n connections open per process (serve sets it)
SANGSUK_PGBOUNCER=1   there is a PgBouncer in transaction mode between us and the server
"""

import os
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from . import embedded

STATEMENT_SECONDS = 20
IDLE_IN_TRANSACTION_SECONDS = 60


def settings(url: str, *, home: Path) -> dict[str, Any]:
    """One DATABASES entry for `url`, or for the embedded server of `home` when `url` is empty."""
    try:
        found = conninfo_to_dict(url or embedded.url(home))
    except psycopg.ProgrammingError as error:
        raise SystemExit(f"sangsuk: DATABASE_URL is not a PostgreSQL address: {str(error).strip()}") from None
    return {
        "ENGINE": "sangsuk.config.postgres",  # which sees when a pooled connection is dead: after a fail-over too
        "NAME": found.pop("dbname", "sangsuk"),
        "USER": found.pop("user", ""),
        "PASSWORD": found.pop("password", ""),
        "HOST": found.pop("host", ""),
        "PORT": str(found.pop("port", "")),
        "CONN_MAX_AGE": 0,
        "DISABLE_SERVER_SIDE_CURSORS": behind_pgbouncer(),
        "OPTIONS": _options(found),
    }


def behind_pgbouncer() -> bool:
    """In transaction mode the next statement may meet another server connection: keep nothing on it."""
    return os.environ.get("SANGSUK_PGBOUNCER", "") not in ("", "0")


def pool_size() -> int:
    return int(os.environ.get("SANGSUK_POOL", "0") or 0)


def _options(given: dict[str, Any]) -> dict[str, Any]:
    """What the URL says comes first; ours fill the gaps."""
    options: dict[str, Any] = {
        "application_name": os.environ.get("SANGSUK_PROCESS", "sangsuk"),
        "connect_timeout": 5,
        "keepalives_idle": 30,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        **given,
    }
    if not behind_pgbouncer():
        options.setdefault("options", _session())
    if pool_size():
        options["pool"] = {"min_size": 1, "max_size": pool_size(), "timeout": 5, "max_lifetime": 1800}
    return options


def _session() -> str:
    """Planning time matters more than JIT for small statements; a web request never waits for ever.

    Imports, migrations and workers have no statement limit: they may take their time.
    """
    chosen = {"jit": "off", "idle_in_transaction_session_timeout": f"{IDLE_IN_TRANSACTION_SECONDS}s"}
    if pool_size():
        chosen["statement_timeout"] = f"{STATEMENT_SECONDS}s"
    return " ".join(f"-c {name}={value}" for name, value in chosen.items())
