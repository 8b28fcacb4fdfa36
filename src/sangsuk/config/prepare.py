"""What has to be there before the first page: tables, reference data, words, static files, a demo world.

Every step looks first and does only what is missing, so that the second start is quick.
"""

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import connection

from sangsuk.cases.models import Case
from sangsuk.common import keys
from sangsuk.flagships.facts import actions as facts

from . import health, reference, words
from .demo import flagship_values, making
from .demo.staff import HEADLINERS, PASSWORD
from .management.commands.accounts import accounts as everybody
from .progress import telling

OLDEST_SERVER = 150000


def everything() -> None:
    words.compile_all(settings.HOME)
    static_files()
    with alone():
        tables()
        keys.ensure()
        reference.load_if_changed()
        if settings.MODE == "trial":
            demo_world()


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Several machines may be updated at the same moment; their steps come one after the other.

    The lock belongs to a transaction of a connection of its own, so it also holds behind PgBouncer.
    """
    guard = connection.copy()
    try:
        guard.set_autocommit(False)
        with guard.cursor() as cursor:
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('sangsuk prepare'))")
        yield
    finally:
        guard.close()


def tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        version = int(cursor.fetchone()[0])
    if version < OLDEST_SERVER:
        raise CommandError(
            f"Sangsuk needs PostgreSQL 15 or newer; DATABASE_URL leads to a PostgreSQL {version // 10000}."
        )
    if health.missing_migrations():
        with telling("Making the tables"):
            call_command("migrate", verbosity=0, interactive=False)


def static_files() -> None:
    """collectstatic, when a file or its time has changed since the last one."""
    seen = _static_digest()
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    if stamp.exists() and stamp.read_text(encoding="ascii") == seen:
        return
    with telling("Collecting the static files"):
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(seen, encoding="ascii")


def _static_digest() -> str:
    digest = hashlib.sha256(str(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            seen = Path(storage.path(path)).stat()
            digest.update(f"{path} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def demo_world() -> None:
    """Only into a database that has no case yet: never beside real ones."""
    if not Case.objects.exists():
        with telling("Making the demo world") as progress:
            making.make(progress=progress)
        with telling("Making the numbers of the flagships") as progress:
            flagship_values.world(progress=progress)
        with telling("Counting what the product knows itself"):
            facts.count_recent()


def welcome(port: int) -> str:
    """Where to go and, in a demo world, as whom."""
    address = f"http://127.0.0.1:{port}"
    lines = ["", f"Sangsuk runs at {address}", ""]
    people = [one for one in everybody() if one.email in {post.email for post in HEADLINERS}]
    if people:
        lines.append(f"Officials of the demo world sign in at {address}/desk/ with the password {PASSWORD}:")
        lines += [f"  {one.email:<38} {one.role:<10} {one.office_name}" for one in people]
        lines += ["  (more of them: sangsuk accounts)", ""]
    return "\n".join([*lines, "Ctrl-C stops it.", ""])
