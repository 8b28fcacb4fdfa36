"""Forgetting that is killed in the middle, and an old backup that comes back."""

import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

from databases import copied, url_of
from factories import case
from people import CITIZEN
from sangsuk.cases import actions as cases
from sangsuk.cases.models import Reporter
from sangsuk.config import engine as postgres
from sangsuk.privacy.models import Batch, Erasure
from sangsuk.privacy.retention import engine, tombstones

from .planting import NAME, PHONE, planted
from .searching import files_with

LONG_AGO = datetime(2023, 11, 15, 3, 0, tzinfo=UTC)
MANY = 30
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def run(*words: str, home: Path, url: str = "") -> "subprocess.Popen[bytes]":
    """`sangsuk forget` as an operator says it, in a process of its own."""
    environ = os.environ | {
        "DATABASE_URL": url or url_of(), "SANGSUK_HOME": str(home), "SANGSUK_MODE": "test", "PYTHONWARNINGS": "ignore",
        "SANGSUK_SECRET": "", "PYTHONPATH": os.pathsep.join(sys.path),
    }  # fmt: skip
    return subprocess.Popen([sys.executable, "-m", "sangsuk.config.cli", "forget", *words], env=environ)


def ended(n: int) -> None:
    told = case(n, now=LONG_AGO + timedelta(minutes=n))
    cases.move(told, "withdraw", by=CITIZEN, now=LONG_AGO + timedelta(days=1))


def test_killed_in_the_middle_it_goes_on_where_it_was(tmp_path: Path) -> None:
    for n in range(1, MANY + 1):
        ended(n)
    kills, seen = 0, Reporter.objects.count()
    while seen and kills < 4:
        process = run("due", "--step", "1", home=tmp_path)
        while process.poll() is None and Reporter.objects.count() > max(0, seen - 5):
            time.sleep(0.005)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            kills += 1
        process.wait()
        seen = Reporter.objects.count()
    assert kills >= 2
    assert run("due", home=tmp_path).wait() == 0
    batch = Batch.objects.get(target="reporter")
    assert (batch.status, batch.found, batch.done, batch.counts) == ("done", MANY, MANY, {"reporter": MANY})
    assert not Reporter.objects.exists()
    assert Erasure.objects.filter(part="reporter").count() == MANY
    assert {key for stone in tombstones.stones() if stone.target == "reporter" for key in stone.keys} == {
        str(one.case.client_id) for one in Erasure.objects.filter(part="reporter").select_related("case")
    }


def test_an_old_backup_that_is_restored_does_not_bring_her_back(tmp_path: Path, settings: Any) -> None:
    planted(7, now=LONG_AGO)
    dump, files, saved = tmp_path / "old.dump", tmp_path / "files", tmp_path / "saved"
    pg("pg_dump", "-Fc", "-f", str(dump))
    shutil.copytree(files, saved)
    later = LONG_AGO + timedelta(days=366 * 11)
    engine.tick(later)
    for batch in Batch.objects.filter(status="proposed"):
        engine.decide(batch, approve=True, by=CITIZEN, reason="", now=later)
    engine.tick(later)
    home = tmp_path / "restored"
    home.mkdir()
    shutil.copytree(saved, home / "files")
    shutil.copy(tombstones.path(), home / tombstones.NAME)
    with copied(connection, "restored") as url:
        pg(
            "pg_restore",
            "--no-owner",
            "--clean",
            "--if-exists",
            "-d",
            f"{connection.settings_dict['NAME']}_restored",
            str(dump),
        )
        assert anywhere(url, NAME)
        assert files_with(home / "files", [NAME]) == set() and list((home / "files").rglob("*.jpg"))
        assert run("again", home=home, url=url).wait() == 0
        assert anywhere(url, NAME) == anywhere(url, PHONE) == []
    assert files_with(home, [NAME, PHONE]) == set()
    assert not list((home / "files").rglob("*.jpg"))


def pg(program: str, *words: str) -> None:
    told = connection.settings_dict
    names = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}
    environ = os.environ | {names[key]: str(told[key]) for key in names if told[key]}
    subprocess.run([postgres.installed() / program, *words], env=environ, check=True)


def anywhere(url: str, word: str) -> list[str]:
    """Tables of a database in which the word stands, whatever they are."""
    with psycopg.connect(url) as there:
        tables = there.execute("select quote_ident(tablename) from pg_tables where schemaname = 'public'").fetchall()
        return [
            name for (name,) in tables
            if there.execute(f"select 1 from {name} t where t::text like %s limit 1", [f"%{word}%"]).fetchone()
        ]  # fmt: skip
