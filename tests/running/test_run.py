"""The product as somebody starts it who has just cloned it: `sangsuk run`, an empty home, a port of its own."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import django.db
import psycopg
import pytest

from sangsuk.config import embedded
from waiting import soon

pytestmark = pytest.mark.slow
CLI = [sys.executable, "-m", "sangsuk.config.cli"]


class House:
    """One home, and the `sangsuk run` that is at work in it."""

    def __init__(self, **environment: str) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="sangsuk-บ้าน run-"))
        self.port = _free_port()
        self.given = environment
        self.said: list[str] = []
        self.process: subprocess.Popen[str] | None = None
        self.starts: list[float] = []

    @property
    def environment(self) -> dict[str, str]:
        ours = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SANGSUK_MODE")}
        return ours | {"SANGSUK_HOME": str(self.home), "PORT": str(self.port)} | self.given

    def start(self) -> None:
        """Until it has said its address; how many seconds that took is in `starts`."""
        started = time.monotonic()
        self.said = []
        self.process = subprocess.Popen(
            [*CLI, "run"],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        threading.Thread(target=self._listen, args=[self.process], daemon=True).start()
        assert soon(lambda: self.has_said("runs at") or self.process.poll() is not None, seconds=120), self.said
        assert self.process.poll() is None, self.said
        self.starts.append(time.monotonic() - started)

    def stop(self, number: int = signal.SIGINT) -> int:
        assert self.process is not None
        self.process.send_signal(number)
        code = self.process.wait(30)
        self.process = None
        return code

    def clear(self) -> None:
        if self.process is not None:
            self.stop()
        with contextlib.suppress(OSError):
            shutil.rmtree((self.home / "postgres").resolve())
        shutil.rmtree(self.home)

    def has_said(self, words: str) -> bool:
        return any(words in line for line in self.said)

    def _listen(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with process.stdout:
            for line in process.stdout:
                self.said.append(line.rstrip())

    def get(self, path: str) -> int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            error.close()
            return error.code
        except OSError:
            return 0

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*CLI, *words], env=self.environment, capture_output=True, text=True, check=False)

    def sql(self, statement: str) -> list[tuple[object, ...]]:
        with psycopg.connect(embedded.url(self.home), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def processes(self) -> dict[int, str]:
        """Everything alive that belongs to this home: children inherit the home, the server has it in its command."""
        found = {}
        home = os.fsencode(self.home)
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if home in (folder / "environ").read_bytes() or home in (folder / "cmdline").read_bytes():
                    found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        return found

    def pid(self, words: str) -> int:
        """The oldest process whose command line has these words, when it is there again."""
        assert soon(lambda: any(words in line for line in self.processes().values())), words
        return min(pid for pid, line in self.processes().items() if words in line)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    house = House()
    try:
        house.start()
        yield house
    finally:
        house.clear()


@pytest.fixture
def running(house: House) -> House:
    if house.process is None:
        house.start()
    return house


def test_the_first_start_ends_with_an_address_that_answers(running: House) -> None:
    assert running.has_said(f"http://127.0.0.1:{running.port}")
    assert [running.get(path) for path in ("/healthz", "/readyz", "/")] == [200, 200, 200]


def test_ctrl_c_stops_everything_and_the_next_start_is_quick_and_finds_the_data(running: House) -> None:
    running.sql("CREATE TABLE kept (word text)")
    running.sql("INSERT INTO kept VALUES ('ป้ำ')")
    assert running.stop() == 0
    assert running.processes() == {}
    running.start()
    assert running.starts[-1] < running.starts[0] / 3, "it does again what the first start has done"
    assert running.sql("SELECT word FROM kept") == [("ป้ำ",)]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_whatever_ends_it_nothing_is_left_running(running: House, number: int) -> None:
    running.stop(number)
    assert soon(lambda: not running.processes(), seconds=60), running.processes()


@pytest.mark.parametrize("words", ["cli serve", "cli worker", "postgres -D"])
def test_what_is_killed_comes_back(running: House, words: str) -> None:
    running.sql("CREATE TABLE IF NOT EXISTS kept (word text)")
    running.sql(f"INSERT INTO kept VALUES ('{words}')")
    pid = running.pid(words)
    os.kill(pid, signal.SIGKILL)
    assert soon(lambda: running.has_said("starting it again"))
    assert soon(lambda: any(words in line for other, line in running.processes().items() if other != pid))
    assert soon(lambda: running.get("/readyz") == 200)
    assert running.sql(f"SELECT word FROM kept WHERE word = '{words}'") == [(words,)]


def test_a_killed_web_process_is_replaced(running: House) -> None:
    victim = max(pid for pid, line in running.processes().items() if "cli serve" in line)
    os.kill(victim, signal.SIGKILL)
    assert soon(lambda: len([line for line in running.processes().values() if "cli serve" in line]) >= 3)
    assert soon(lambda: running.get("/readyz") == 200)


def test_the_ticks_go_on_after_a_worker_was_killed_in_the_middle_of_one(running: House) -> None:
    last = "SELECT coalesce(max(defer_timestamp), 0) FROM procrastinate_periodic_defers WHERE task_name = 'send_due'"
    assert soon(lambda: running.sql(last) != [(0,)])
    os.kill(running.pid("cli worker"), signal.SIGKILL)
    running.sql(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, args, status, attempts) "
        "VALUES ('ticks', 'send_due', NULL, 'send_due', '{\"timestamp\": 0}', 'doing', 0)"
    )
    before = running.sql(last)
    assert soon(lambda: running.sql(last) > before, seconds=30)
    assert soon(lambda: not running.sql("SELECT id FROM procrastinate_jobs WHERE status = 'doing'"), seconds=60)


def test_another_command_joins_the_server_that_runs(running: House) -> None:
    server = running.pid("postgres -D")
    done = running.command("showmigrations", "places")
    assert done.returncode == 0, done.stderr
    assert "[X]" in done.stdout
    assert running.pid("postgres -D") == server


def test_a_port_in_use_is_refused_in_a_sentence(running: House) -> None:
    done = running.command("run")
    assert done.returncode == 1
    assert f"Port {running.port} cannot be used" in done.stderr
    assert running.get("/readyz") == 200


@pytest.mark.django_db
def test_with_the_address_of_a_server_none_is_started() -> None:
    there = django.db.connection.get_connection_params()
    where = {key: str(there[key]) for key in ("host", "port", "user", "password") if there.get(key)}
    address = psycopg.conninfo.make_conninfo(**where, dbname="postgres")
    name = f"sangsuk_run_{os.getpid()}"
    house = House(DATABASE_URL=psycopg.conninfo.make_conninfo(address, dbname=name), SANGSUK_MODE="production")
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        try:
            house.start()
            assert house.get("/readyz") == 200
            assert not any("postgres" in line for line in house.processes().values())
            assert house.stop() == 0
            assert house.processes() == {}
        finally:
            house.clear()
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_a_server_that_does_not_answer_is_told_in_a_sentence() -> None:
    house = House(DATABASE_URL=f"postgresql://nobody@127.0.0.1:{_free_port()}/none")
    try:
        done = house.command("run")
    finally:
        house.clear()
    assert done.returncode == 1
    assert "the database cannot be reached" in done.stderr
    assert "Traceback" not in done.stderr
