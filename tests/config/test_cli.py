"""The command line: when it brings a server along, and what it says instead of a traceback."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from sangsuk.config import cli

CLI = [sys.executable, "-m", "sangsuk.config.cli"]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["migrate"], True),
        (["import", "cases", "FILE"], True),
        (["run"], True),
        (["collectstatic"], False),
        (["words"], False),
        (["help", "run"], False),
        (["migrate", "--help"], False),
        (["--version"], False),
        ([], False),
    ],
)
def test_a_server_is_brought_along_for_who_needs_one(
    words: list[str], wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert cli.needs_embedded(words) is wanted


def test_with_an_address_none_is_brought(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql:///db")
    assert cli.needs_embedded(["migrate"]) is False


@pytest.fixture
def home() -> Iterator[str]:
    with TemporaryDirectory(prefix="sangsuk-home-") as home:
        yield home


@pytest.mark.slow
@pytest.mark.parametrize("command", ["accounts", "worker"])
def test_an_empty_home_is_no_reason_for_a_traceback(command: str, home: str) -> None:
    environment = {"SANGSUK_HOME": home, "PATH": "/usr/bin:/bin"}
    done = subprocess.run([*CLI, command], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert cli.NOT_PREPARED in done.stderr
    assert "Traceback" not in done.stderr


def test_the_house_can_be_reached_under_both_names() -> None:
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "manage.py", "--version"], cwd=root, capture_output=True, check=False)
    assert done.returncode == 0
