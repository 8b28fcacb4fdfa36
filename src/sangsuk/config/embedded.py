"""The embedded PostgreSQL of one home: made, started, shared, and stopped by whoever leaves last.

    with embedded.running(home) as url:
        ...

Several commands may use one home at a time. Each holds a shared lock on `users`; the one that leaves last stops the
server. The kernel drops the locks of a killed process; a guard, which does nothing but wait until nobody holds `users`,
then stops the server in its place. Should the guard be killed too, the next start joins the server that is still there.

    <home>/postgres/data     the cluster        <home>/postgres/log     what the server says
    <home>/postgres/lock     start or stop, one at a time
    <home>/postgres/users    who uses it        <home>/postgres/socket  the name of its private socket folder
    <home>/postgres/guard    there is one guard

The socket lies in a short private folder under /tmp because a socket's path may not be longer than 107 bytes.
"""

import contextlib
import fcntl
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NoReturn
from urllib.parse import quote

import psycopg

from . import engine, postmaster
from .cluster_settings import ENVIRONMENT, INITDB, SETTINGS, THROW_AWAY
from .engine import EngineFailed

NAME = "sangsuk"
START_SECONDS = 120
LEFTOVER_SECONDS = 15
STOP_SECONDS = 120
LOG_BYTES = 5_000_000
GUARD = """
pid=$(head -n 1 "$1/postmaster.pid") && tr '\\0' '\\n' < "/proc/$pid/cmdline" | grep -Fxq -- "$1" && kill -INT "$pid" &&
while [ -e "$1/postmaster.pid" ] && kill -0 "$pid"; do sleep 0.1; done
"""


@contextlib.contextmanager
def running(home: Path, *, durable: bool = True) -> Iterator[str]:
    """The address of this home's server, started when nobody has yet. `durable=False` is for tests only."""
    with joined(home, durable=durable) as cluster:
        yield cluster.url


@contextlib.contextmanager
def joined(home: Path, *, durable: bool = True) -> Iterator["Cluster"]:
    cluster = Cluster(home, durable=durable)
    _end_politely()
    try:
        with cluster.locked("users", fcntl.LOCK_SH) as users:
            try:
                cluster.ensure()
                yield cluster
            finally:
                cluster.leave(users)
    finally:
        cluster.see_off()


def url(home: Path) -> str:
    """The address of the server that runs for this home, or of one that would: no server is started here."""
    try:
        folder = (home / "postgres" / "socket").read_text(encoding="utf-8")
    except OSError:
        folder = str(home / "postgres")
    return f"postgresql://{NAME}@/{NAME}?host={quote(folder, safe='')}"


class Cluster:
    """One home's cluster. Every method may be called again; each first looks at what is really there."""

    def __init__(self, home: Path, *, durable: bool = True) -> None:
        self.home = home
        self.settings = SETTINGS if durable else SETTINGS | THROW_AWAY
        self.durable = durable
        self.base, self.owner = engine.place(home)
        self.data = self.base / "data"
        self.process: subprocess.Popen[bytes] | None = None
        self.guard: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return url(self.home)

    def ensure(self) -> None:
        """The server answers when this returns."""
        with self.locked("lock", fcntl.LOCK_EX):
            if not self.alive():
                programs = engine.programs(self.owner)
                self._create(programs)
                self._start_when_it_may(programs)
            self._wait()

    def alive(self) -> bool:
        if self.process is not None and self.process.poll() is not None:
            self.process = None
        pid = postmaster.pid(self.data)
        return pid is not None and postmaster.is_running(self.data, pid)

    def leave(self, users: IO[str]) -> None:
        """Stop the server unless somebody else still uses it."""
        with self.locked("lock", fcntl.LOCK_EX):
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                for process in filter(None, (self.process, self.guard)):
                    process.returncode = 0  # theirs from now on: do not warn that it still runs
                self.process = self.guard = None
                return
            self._stop()

    def see_off(self) -> None:
        """The guard goes home by itself once the server is stopped and nobody holds `users`."""
        if self.guard is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.guard.wait(STOP_SECONDS)

    @contextlib.contextmanager
    def locked(self, name: str, how: int) -> Iterator[IO[str]]:
        path = self.base / name
        with path.open("a", encoding="ascii") as file:
            self.owner.own(path)
            fcntl.flock(file, how)
            yield file

    def _create(self, programs: Path) -> None:
        """initdb into a draft that gets its name when it is whole: a half-made cluster is never used."""
        version = self.data / "PG_VERSION"
        if version.exists():
            found = version.read_text().strip()
            if found != engine.MAJOR:
                raise EngineFailed(
                    f"{self.data} was made by PostgreSQL {found}; this release brings {engine.MAJOR}. "
                    "Take a pg_dump with the old release and load it with this one."
                )
            return
        draft = self.base / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        command = [str(programs / "initdb"), "-D", str(draft), "-U", NAME, *INITDB]
        if not self.durable:
            command.append("--no-sync")
        made = subprocess.run(
            command, cwd="/", env=ENVIRONMENT, capture_output=True, text=True, check=False, **self.owner.switch
        )
        if made.returncode:
            raise EngineFailed(f"PostgreSQL could not make its data folder {self.data}:\n{made.stderr.strip()}")
        draft.rename(self.data)

    def _start_when_it_may(self, programs: Path) -> None:
        """Sessions of a killed server may live a moment longer; PostgreSQL does not start before they are gone."""
        deadline = time.monotonic() + LEFTOVER_SECONDS
        while True:
            self._start(programs)
            try:
                return self._wait()
            except EngineFailed as trouble:
                if "shared memory block" not in str(trouble) or time.monotonic() > deadline:
                    raise
            time.sleep(0.2)

    def _start(self, programs: Path) -> None:
        if self.process is not None:
            self.process.wait()
        postmaster.forget_reused_pid(self.data)
        folder = self._socket_folder()
        for leftover in folder.iterdir():
            leftover.unlink()
        chosen = {**self.settings, "unix_socket_directories": f'"{folder}"'}
        command = [str(programs / "postgres"), "-D", str(self.data)]
        for name, value in chosen.items():
            command += ["-c", f"{name}={value}"]
        log = self.base / "log"
        if log.exists() and log.stat().st_size > LOG_BYTES:
            log.unlink()
        with log.open("ab") as file:
            self.owner.own(log)
            self.process = subprocess.Popen(
                command,
                cwd="/",
                env=ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
                start_new_session=True,  # Ctrl-C in the terminal is for us; we stop the server when we are done
                **self.owner.switch,
            )
        self._post_guard()

    def _post_guard(self) -> None:
        flock = shutil.which("flock")
        if flock is None or self.guard is not None:
            return
        first, then = [flock, "-F", "-w", "1", str(self.base / "guard")], [flock, "-F", str(self.base / "users")]
        self.guard = subprocess.Popen(
            [*first, *then, "/bin/sh", "-c", GUARD, "sangsuk-guard", str(self.data)],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not postmaster.is_ready(self.data, self.process.pid if self.process else None):
            if not self._still_starting() or time.monotonic() > deadline:
                self.process = None
                raise EngineFailed(
                    f"PostgreSQL did not start. Its log, {self.base / 'log'}, ends with:\n{self._said()}"
                )
            time.sleep(0.01)
        with contextlib.closing(psycopg.connect(self.url, dbname="postgres", autocommit=True)) as connection:
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone() is None:
                connection.execute(f"CREATE DATABASE {NAME}")

    def _still_starting(self) -> bool:
        return self.process.poll() is None if self.process else self.alive()

    def _stop(self) -> None:
        ours = self.process if self.process and self.process.poll() is None else None
        pid = ours.pid if ours else postmaster.pid(self.data)
        if pid is None or not (ours or postmaster.is_running(self.data, pid)):
            return
        os.kill(pid, signal.SIGINT)  # "fast": ends sessions, writes a checkpoint
        deadline = time.monotonic() + STOP_SECONDS
        while ours.poll() is None if ours else postmaster.is_running(self.data, pid):
            if time.monotonic() > deadline:
                os.kill(pid, signal.SIGQUIT)
                deadline += STOP_SECONDS
            time.sleep(0.01)
        with contextlib.suppress(OSError):
            folder = self._socket_folder()
            folder.rmdir()
            (self.base / "socket").unlink()

    def _socket_folder(self) -> Path:
        """The private folder of the socket: the one used before when it is still ours, otherwise a new one."""
        note = self.base / "socket"
        if note.exists():
            folder = Path(note.read_text(encoding="utf-8"))
            with contextlib.suppress(OSError):
                seen = folder.lstat()
                if seen.st_uid == self.owner.uid and seen.st_mode & 0o177777 == 0o040700:
                    return folder
        folder = Path(tempfile.mkdtemp(prefix="sangsuk-", dir="/tmp"))  # noqa: S108
        self.owner.own(folder)
        draft = note.with_name(f"socket.{secrets.token_hex(4)}")
        draft.write_text(str(folder), encoding="utf-8")
        self.owner.own(draft)
        draft.rename(note)
        return folder

    def _said(self) -> str:
        try:
            return "\n".join((self.base / "log").read_text(encoding="utf-8", errors="replace").splitlines()[-8:])
        except OSError:
            return ""


def _end_politely() -> None:
    """Let SIGTERM and a closed terminal end us as Ctrl-C does, so that the server is stopped on the way out."""

    def end(number: int, frame: object) -> NoReturn:
        raise SystemExit(128 + number)

    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, end)
