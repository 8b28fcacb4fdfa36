"""The embedded server: wherever the home lies, whoever runs it, however it was ended."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from sangsuk.config import embedded, engine
from waiting import soon, unhurried

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to lend an account")
HOLD = """
import signal, sys, time
from pathlib import Path
from sangsuk.config import embedded
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell lets `pytest &` ignore it, nohup the other
signal.signal(signal.SIGHUP, signal.SIG_DFL)
with embedded.running(Path(sys.argv[1]), durable=False) as url:
    print(url, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def empty() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="sangsuk-home-"))
    folder.chmod(0o711)
    yield folder
    _remove(folder)


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    """A home with a cluster in it, to be copied."""
    folder = Path(tempfile.mkdtemp(prefix="sangsuk-made-"))
    with _running(folder):
        pass
    yield folder
    _remove(folder)


@pytest.fixture
def home(made: Path, empty: Path) -> Path:
    subprocess.run(["cp", "-a", f"{made}/.", empty], check=True)
    return empty


def _remove(home: Path) -> None:
    with contextlib.suppress(OSError):
        shutil.rmtree((home / "postgres").resolve())
    shutil.rmtree(home, ignore_errors=True)


def _running(home: Path) -> contextlib.AbstractContextManager[str]:
    return embedded.running(home, durable=False)


def _write(url: str, word: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS words (word text)")
        connection.execute("INSERT INTO words VALUES (%s)", [word])


def _read(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        return [row[0] for row in connection.execute("SELECT word FROM words ORDER BY word")]


def _pid(home: Path) -> int:
    return int((home / "postgres" / "data" / "postmaster.pid").read_text().split("\n")[0])


def _holder(home: Path) -> subprocess.Popen[str]:
    """Another process that uses this home's server."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, home], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline().startswith("postgresql://")
    process.stdout.close()
    return process


def _gone(pid: int) -> bool:
    """Ended; a child of ours that nobody has asked for yet counts too."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@pytest.mark.parametrize("name", ["plain", "บ้าน ของ 'เรา' \"50%\"", "long/" + "/".join(["ก" * 40] * 6)], ids=len)
def test_a_home_may_lie_anywhere_and_data_survive(empty: Path, name: str) -> None:
    folder = empty / name
    folder.mkdir(parents=True)
    with _running(folder) as url:
        _write(url, "ป้ำ")
    started = time.monotonic()
    with _running(folder) as url:
        assert time.monotonic() - started < unhurried(2)
        assert _read(url) == ["ป้ำ"]


def test_thai_sorts_the_same_on_every_machine(home: Path) -> None:
    with _running(home) as url, psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT datcollate, datlocale, pg_encoding_to_char(encoding), lower('ÉCOLE') FROM pg_database "
            "WHERE datname = current_database()"
        ).fetchone()
    assert row == ("C", "C.UTF-8", "UTF8", "école")


def test_commits_are_durable_unless_a_test_says_otherwise(home: Path) -> None:
    with embedded.running(home) as url, psycopg.connect(url) as connection:
        kept = [
            connection.execute(f"SHOW {name}").fetchone()
            for name in ("fsync", "synchronous_commit", "full_page_writes")
        ]
    assert kept == [("on",)] * 3


@as_root
def test_a_home_that_only_root_can_reach_holds_a_link(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    home = tmp_path / "closed" / "home"
    home.mkdir(parents=True)
    home.parent.chmod(0o700)
    try:
        with _running(home) as url:
            _write(url, "kept")
        assert (home / "postgres").is_symlink()
        with _running(home) as url:
            assert _read(url) == ["kept"]
    finally:
        _remove(home)


@as_root
def test_the_server_never_runs_as_root_and_keeps_its_folder_to_itself(home: Path) -> None:
    with _running(home) as url:
        assert Path(f"/proc/{_pid(home)}").stat().st_uid != 0
        folder = Path(psycopg.conninfo.conninfo_to_dict(url)["host"])
        assert folder.stat().st_mode & 0o777 == 0o700
    assert (home / "postgres" / "data").stat().st_mode & 0o777 == 0o700


@as_root
def test_programs_that_the_account_cannot_reach_are_copied(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = empty / "site"
    site.mkdir(mode=0o700)
    shipped = engine.installed().parent
    (site / engine.PACKAGE).mkdir()
    for name in ("bin", "lib", "share"):
        shutil.copytree(shipped / name, site / engine.PACKAGE / shipped.name / name, symlinks=True)
    shutil.copytree(shipped.parent.parent / f"{engine.PACKAGE}.libs", site / f"{engine.PACKAGE}.libs")
    monkeypatch.setattr(engine, "installed", lambda: site / engine.PACKAGE / shipped.name / "bin")
    monkeypatch.setattr(engine, "ROOT_FOLDER", empty / "lent")
    with _running(empty) as url:
        _write(url, "copied")
        assert b"/lent/engine/" in Path(f"/proc/{_pid(empty)}/cmdline").read_bytes()


def test_who_leaves_last_stops_the_server(home: Path) -> None:
    with _running(home) as first:
        other = _holder(home)
        pid = _pid(home)
        other.terminate()
        assert other.wait(20) == 128 + signal.SIGTERM
        _write(first, "still there")
    assert _gone(pid)


def test_the_first_may_leave_while_others_work(home: Path) -> None:
    with _running(home):
        other = _holder(home)
        pid = _pid(home)
    assert not _gone(pid)
    other.terminate()
    other.wait(20)
    assert soon(lambda: _gone(pid))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL])
def test_no_server_outlives_its_user(home: Path, number: int) -> None:
    user = _holder(home)
    pid = _pid(home)
    user.send_signal(number)
    user.wait(20)
    assert soon(lambda: _gone(pid))
    with _running(home) as url:
        _write(url, "usable")


def test_a_killed_server_is_started_again_with_what_was_committed(home: Path) -> None:
    with embedded.joined(home) as cluster:
        _write(cluster.url, "before")
        address = cluster.url
        os.kill(_pid(home), signal.SIGKILL)
        assert soon(lambda: not cluster.alive())
        cluster.ensure()
        assert cluster.url == address
        assert _read(cluster.url) == ["before"]


def test_a_pid_that_now_belongs_to_another_program_does_not_stand_in_the_way(home: Path) -> None:
    with _running(home) as url:
        _write(url, "kept")
    (home / "postgres" / "data" / "postmaster.pid").write_text(f"{os.getpid()}\n{home}\n0\n5432\n\n\n\nready\n")
    with _running(home) as url:
        assert _read(url) == ["kept"]


def test_a_half_made_cluster_is_made_again(empty: Path) -> None:
    draft = empty / "postgres" / "data.new"
    draft.mkdir(parents=True)
    (draft / "PG_VERSION").write_text("18\n")
    if os.geteuid() == 0:
        owner = engine.account()
        owner.own(empty / "postgres")
        owner.own(draft)
        empty.chmod(0o711)
    with _running(empty) as url:
        _write(url, "whole")


def test_two_first_starts_at_once_use_one_server(empty: Path) -> None:
    command = [sys.executable, "-c", HOLD, empty]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = {process.stdout.readline() for process in both if process.stdout}
    for process in both:
        process.terminate()
        process.communicate(timeout=10)
    assert len(said) == 1
    assert said.pop().startswith("postgresql://")


def test_a_cluster_of_another_version_is_refused_in_a_sentence(home: Path) -> None:
    with _running(home):
        pass
    (home / "postgres" / "data" / "PG_VERSION").write_text("17\n")
    with pytest.raises(engine.EngineFailed, match="PostgreSQL 17; this release brings 18"), _running(home):
        pass


def test_a_link_to_a_missing_disk_is_not_an_empty_world(empty: Path) -> None:
    (empty / "postgres").symlink_to(empty / "gone")
    with pytest.raises(engine.EngineFailed, match="not there"), _running(empty):
        pass


def test_a_server_that_cannot_start_says_why(home: Path) -> None:
    with _running(home):
        pass
    (home / "postgres" / "data" / "global" / "pg_control").unlink()
    with pytest.raises(engine.EngineFailed, match="pg_control"), _running(home):
        pass


def test_nothing_is_started_beside_a_session_that_outlived_its_server(home: Path) -> None:
    """PostgreSQL's own guard against two servers on one folder must stay in force after kill -9."""
    with embedded.joined(home) as cluster:
        _write(cluster.url, "before")
        with psycopg.connect(cluster.url) as connection:
            session = connection.info.backend_pid
            os.kill(session, signal.SIGSTOP)
            os.kill(_pid(home), signal.SIGKILL)
            assert soon(lambda: not cluster.alive())
            waking = threading.Timer(1.5, os.kill, [session, signal.SIGCONT])
            waking.start()
            started = time.monotonic()
            cluster.ensure()
            assert time.monotonic() - started > 1, "it did not wait for the stopped session"
            waking.join()
        assert _read(cluster.url) == ["before"]
