"""The table of docs/asvs.md: complete, of four states, and what it names is there."""

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "asvs.md"
STATES = {"done", "not applicable", "gap", "operator"}
ASKED = """
1.1: 1-2; 1.2: 1-9; 1.3: 1-11; 1.4: 1-3; 1.5: 1-2; 2.1: 1-3; 2.2: 1-3; 2.3: 1-4; 2.4: 1; 3.2: 1-2; 3.3: 1-4; 3.4: 1-6;
3.5: 1-5; 3.7: 1-2; 4.1: 1-3; 4.2: 1; 4.3: 1-2; 4.4: 1-4; 5.1: 1; 5.2: 1-3; 5.3: 1-2; 5.4: 1-3; 6.1: 1-3; 6.2: 1-12;
6.3: 1-4; 6.4: 1-4; 6.5: 1-5; 6.6: 1-3; 6.8: 1-4; 7.1: 1-3; 7.2: 1-4; 7.3: 1-2; 7.4: 1-5; 7.5: 1-2; 7.6: 1-2; 8.1: 1-2;
8.2: 1-3; 8.3: 1; 8.4: 1; 9.1: 1-3; 9.2: 1-4; 10.1: 1-2; 10.2: 1-2; 10.3: 1-4; 10.4: 1-11; 10.5: 1-5; 10.6: 1-2;
10.7: 1-3; 11.1: 1-2; 11.2: 1-3; 11.3: 1-3; 11.4: 1-4; 11.5: 1; 11.6: 1; 12.1: 1-3; 12.2: 1-2; 12.3: 1-4; 13.1: 1;
13.2: 1-5; 13.3: 1-2; 13.4: 1-5; 14.1: 1-2; 14.2: 1-4; 14.3: 1-3; 15.1: 1-3; 15.2: 1-3; 15.3: 1-7; 16.1: 1; 16.2: 1-5;
16.3: 1-4; 16.4: 1-3; 16.5: 1-3; 17.1: 1; 17.2: 1-4; 17.3: 1-2
"""
"""The requirements of levels 1 and 2, by section. Source: OWASP ASVS 5.0.0, read 2026-11-21."""

ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.read_text(encoding="utf-8").splitlines()
    if re.match(r"\| \d", line)
]


def asked() -> list[str]:
    found = []
    for section, span in re.findall(r"([\d.]+): ([\d-]+)", ASKED):
        first, _, last = span.partition("-")
        found += [f"{section}.{n}" for n in range(int(first), int(last or first) + 1)]
    return found


def test_every_requirement_has_its_row_once() -> None:
    assert [row[0] for row in ROWS] == asked()


def test_a_row_says_its_level_its_state_and_what_shows_it() -> None:
    for row in ROWS:
        assert len(row) == 5, row
        assert row[1] in {"1", "2"} and row[2] and row[4], row
        assert row[3] in STATES, row


def test_the_counts_on_top_are_those_of_the_table() -> None:
    counts = Counter(row[3] for row in ROWS)
    told = dict(re.findall(r"^- (done|not applicable|gap|operator): (\d+)", PAGE.read_text(encoding="utf-8"), re.M))
    assert {state: int(n) for state, n in told.items()} == dict(counts)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_what_a_row_names_is_there(row: list[str]) -> None:
    named = re.findall(r"`((?:tests|src|docs|bench)/[^`]+|[\w.-]+\.(?:lock|toml))`", row[4])
    for place in named:
        path, _, name = place.partition("::")
        assert (ROOT / path).exists(), place
        if name:
            assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), place
    if row[3] == "done":
        assert named or "ruff" in row[4] or "argon2" in row[4] or "Python" in row[4], row
