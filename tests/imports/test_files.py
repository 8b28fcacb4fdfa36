"""The command: a whole file, broken files, and a kill -9 in the middle."""

import csv
import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import ANY

import psycopg
import pytest
from django.db import connection

from databases import copied
from imports import traffy_files as files
from sangsuk.config import bar
from sangsuk.config import importing as importing_

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
MANY = 6_000


@pytest.fixture(scope="module")
def url(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[str]:
    with django_db_blocker.unblock(), copied(connection, "imports") as address:  # type: ignore[attr-defined]
        yield address


class Importing:
    """`sangsuk import cases` in a folder of its own."""

    def __init__(self, url: str, folder: Path) -> None:
        self.environ = os.environ | {"DATABASE_URL": url, "PYTHONWARNINGS": "ignore", "SANGSUK_MODE": "trial"}
        self.folder = folder

    def start(self, file: Path, *more: str) -> subprocess.Popen[str]:
        words = ["import", "cases", str(file), "--format", "traffy", "--processes", "2", *more]
        return self.command(*words)

    def command(self, *words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "sangsuk.config.cli", *words]
        return subprocess.Popen(
            command, env=self.environ, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def run(self, file: Path, *more: str) -> tuple[int, str]:
        return _ended(self.start(file, *more))

    def run_command(self, *words: str) -> tuple[int, str]:
        return _ended(self.command(*words))


def _ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    said = process.communicate(timeout=240)[0]
    return process.returncode, said


@pytest.fixture
def importing(url: str, tmp_path: Path) -> Importing:
    return Importing(url, tmp_path)


def count(url: str, what: str) -> int:
    with psycopg.connect(url) as database:
        row = database.execute(f"select count(*) from cases_case where external_ref like 'traffy:{what}%'").fetchone()
    assert row is not None
    return int(row[0])


def test_a_zipped_file_with_bad_rows(importing: Importing, url: str, tmp_path: Path) -> None:
    rows = [files.row(n, ticket_id=f"zip-{n}") for n in range(20)]
    rows[4]["state"] = "หายไป"
    rows[9]["comment"] = 'สองบรรทัด\nใน"ช่อง"เดียว'
    rows[12]["timestamp"] = ""
    code, said = importing.run(files.write(tmp_path / "some.csv.gz", rows))
    assert (code, count(url, "zip-")) == (3, 18), said
    assert "18 taken in, 0 there already, 2 rejected" in said
    with (tmp_path / "some.csv.gz.rejects.csv").open(encoding="utf-8", newline="") as file:
        rejects = list(csv.DictReader(file))
    assert [(r["row"], r["ticket_id"]) for r in rejects] == [("6", "zip-4"), ("14", "zip-12")]
    assert "unknown state" in rejects[0]["reason"]
    # mended, the rejects can be imported as they are: what is more than their columns is passed over
    rejects[0]["state"], rejects[1]["timestamp"] = "เสร็จสิ้น", "2022-06-01 00:00:00+00"
    code, said = importing.run(files.write(tmp_path / "mended.csv", rejects, ["row", "reason", *files.HEADER]))
    assert (code, count(url, "zip-")) == (0, 20), said


def test_a_limit_reads_so_many_rows_and_the_whole_file_adds_the_rest(
    importing: Importing, url: str, tmp_path: Path
) -> None:
    file = files.write(tmp_path / "few.csv", (files.row(n, ticket_id=f"few-{n}") for n in range(30)))
    code, said = importing.run(file, "--limit", "10")
    assert (code, count(url, "few-")) == (0, 10), said
    code, said = importing.run(file)
    assert (code, count(url, "few-")) == (0, 30), said
    assert "20 taken in, 10 there already" in said
    assert not list(tmp_path.glob("*.rejects.csv"))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.csv", b"", "no column"),
        ("other.csv", b"a,b\n1,2\n", "no column"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "no column"),
        ("torn.csv.gz", b"\x1f\x8b\x08\x00torn", "ended before"),
        ("missing.csv", None, "cannot be read"),
    ],
)
def test_an_unusable_file_is_told_apart(tmp_path: Path, name: str, content: bytes | None, reason: str) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(importing_.Unusable, match=reason):
        importing_.run(
            file, rejects=tmp_path / "no", limit=None, processes=1, bar=bar.Bar("", io.StringIO()), database={}
        )
    assert not (tmp_path / "no").exists()


def test_an_unusable_file_is_code_2(importing: Importing, tmp_path: Path) -> None:
    code, said = importing.run(tmp_path / "missing.csv")
    assert (code, "cannot be read" in said, "Traceback" in said) == (2, True, False)


def test_a_file_that_breaks_off_is_code_2_and_what_came_before_is_in(
    importing: Importing, url: str, tmp_path: Path
) -> None:
    rows = (files.row(n, ticket_id=f"torn-{n}", comment=os.urandom(400).hex()) for n in range(3000))
    whole = files.write(tmp_path / "whole.csv.gz", rows).read_bytes()
    torn = tmp_path / "torn.csv.gz"
    torn.write_bytes(whole[: len(whole) * 3 // 4])
    code, said = importing.run(torn)
    assert code == 2, said
    assert "cannot be read beyond row" in said
    assert 1000 < count(url, "torn-") < 3000


def test_kill_9_in_the_middle_and_run_again(importing: Importing, url: str, tmp_path: Path) -> None:
    file = files.write(tmp_path / "many.csv", (files.row(n, ticket_id=f"kill-{n}") for n in range(MANY)))
    for least in (1, MANY // 3):
        process = importing.start(file)
        while count(url, "kill-") < least and process.poll() is None:
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert process.returncode == -signal.SIGKILL, "it was to be killed in the middle, not at its end"
        assert count(url, "kill-") < MANY
    code, said = importing.run(file)
    assert code == 0, said
    assert count(url, "kill-") == MANY
    assert importing.run_command("check", "cases") == (0, ANY)


def test_check_finds_a_row_that_its_events_do_not_say(importing: Importing, url: str) -> None:
    with psycopg.connect(url) as database:
        victim = "select id from cases_case order by id limit 1"
        database.execute(f"update cases_case set solved = 'yes' where id = ({victim})")
        database.commit()
        answers = [importing.run_command("check", *which) for which in ((), ("cases",), ("cases", "reports"))]
        database.execute(f"update cases_case set solved = '' where id = ({victim})")
    for code, said in answers:
        assert code == 1
        assert "solved: row 'yes', events ''" in said


def test_a_check_of_everything_is_djangos_and_ours(importing: Importing) -> None:
    code, said = importing.run_command("check")
    assert code == 0
    assert "no issues" in said
    assert "no difference" in said
    code, said = importing.run_command("check", "--tag", "models")
    assert (code, "no difference" in said) == (0, False)


def test_the_bar_says_how_far_how_fast_and_how_long_yet() -> None:
    line = bar.line_of(5000, 0.25, 2.0)
    assert line == "██████░░░░░░░░░░░░░░░░░░  25%  5,000 rows  2,500/s  0:06 left"
