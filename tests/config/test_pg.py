"""Backups as docs/operations.md tells them."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from django.core.management import CommandError, call_command

from sangsuk.config import embedded

CLI = [sys.executable, "-m", "sangsuk.config.cli"]


def _sangsuk(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {"SANGSUK_HOME": str(home), "PATH": "/usr/bin:/bin"}
    return subprocess.run([*CLI, *words], env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def homes() -> Iterator[tuple[Path, Path]]:
    with TemporaryDirectory(prefix="sangsuk-home-") as here, TemporaryDirectory(prefix="sangsuk-home-") as there:
        yield Path(here), Path(there)


@pytest.mark.slow
def test_a_dump_can_be_read_back_into_an_empty_home(homes: tuple[Path, Path], tmp_path: Path) -> None:
    (here, there), dump = homes, tmp_path / "sangsuk.dump"
    with embedded.running(here, durable=False) as url, psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'ป้ำ' AS word")
        connection.commit()
        done = _sangsuk(here, "pg", "pg_dump", "-Fc", "-f", str(dump))
        assert done.returncode == 0, done.stderr
    with embedded.running(there, durable=False) as url, psycopg.connect(url) as connection:
        done = _sangsuk(there, "pg", "pg_restore", "--no-owner", "-d", "sangsuk", str(dump))
        assert done.returncode == 0, done.stderr
        assert connection.execute("SELECT word FROM kept").fetchall() == [("ป้ำ",)]


def test_only_programs_of_postgresql_are_run() -> None:
    with pytest.raises(CommandError, match="There is no ../../x"):
        call_command("pg", "../../x")
