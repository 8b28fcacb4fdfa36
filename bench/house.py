"""A house to measure: a home of its own in a temporary folder, the embedded server with its usual, durable settings, the
tables and reference data, and the web server as `sangsuk serve` runs it. Nothing of anybody's trial is touched.
"""

import contextlib
import operator
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

READY_SECONDS = 60


@dataclass(frozen=True)
class House:
    home: Path
    url: str
    programs: Path

    @contextlib.contextmanager
    def serving(self) -> Iterator[int]:
        """`sangsuk serve` on a free port, which is yielded."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port: int = probe.getsockname()[1]
        command = [sys.executable, "-m", "sangsuk.config.cli", "serve", "--port", str(port)]
        server = subprocess.Popen(command, env=os.environ | {"PORT": str(port)}, stdout=sys.stderr)
        try:
            _until_ready(port, server)
            yield port
        finally:
            server.terminate()
            server.wait(30)


@contextlib.contextmanager
def built() -> Iterator[House]:
    """Django is set up for this house when it is yielded; so one process measures in one house only."""
    home = Path(tempfile.mkdtemp(prefix="sangsuk-bench-"))
    if empty := os.environ.get("SANGSUK_BENCH_EMPTY"):  # a house that was built before and stands empty: copied
        subprocess.run(["cp", "-a", f"{empty}/.", home], check=True)
    try:
        with opened(home) as house:
            yield house
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextlib.contextmanager
def opened(home: Path) -> Iterator[House]:
    os.environ.update(
        SANGSUK_HOME=str(home), SANGSUK_MODE="production", DJANGO_SETTINGS_MODULE="sangsuk.config.settings"
    )
    from sangsuk.config import embedded, engine

    with embedded.joined(home) as cluster:
        os.environ["DATABASE_URL"] = cluster.url
        import django

        django.setup()
        from sangsuk.config import prepare

        prepare.everything()
        refuse_nobody()
        yield House(home, cluster.url, engine.programs(cluster.owner))


def refuse_nobody() -> None:
    """One machine asks here as a whole country does: what is limited is counted as ever, and no limit is reached."""
    from sangsuk.common import remember
    from sangsuk.common.models import LimitRule

    LimitRule.objects.filter(window_seconds__gt=0).update(amount=10**9)
    remember.forget_all()


def signed_in(user: Any) -> Any:
    """A client with a session of hers that has seen the second factor, as her work asks for it outside a trial."""
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def cookie_of(user: Any) -> str:
    from django.conf import settings

    name: str = settings.SESSION_COOKIE_NAME
    return f"{name}={signed_in(user).cookies[name].value}"


def _until_ready(port: int, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(OSError, urllib.error.URLError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2).close()
            return
        time.sleep(0.05)
    raise RuntimeError("the web server does not come up")


def postgres_seconds(home: Path) -> float | None:
    """Processor time that the server of this house has taken, those of its processes that have ended included; None where
    the system does not say (it does on Linux)."""
    pid = (home / "postgres" / "data" / "postmaster.pid").read_text().split()[0]
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has just ended
            parent, *spent = [int(n) for n in _FIELDS(stat.read_text().rpartition(")")[2].split())]
            if stat.parent.name == pid:
                ticks += sum(spent)
            elif parent == int(pid):
                ticks += sum(spent[:2])
    return ticks / os.sysconf("SC_CLK_TCK") if ticks else None


_FIELDS = operator.itemgetter(1, 11, 12, 13, 14)
"""Parent, user and system time, and both of the children that have ended: proc_pid_stat(5)."""


def settle() -> None:
    """Fresh statistics and an empty write-ahead queue, so that one measurement does not pay for the one before."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")
        cursor.execute("checkpoint")
    connection.close()
