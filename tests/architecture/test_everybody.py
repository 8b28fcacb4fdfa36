"""Every address of every face, asked by everybody, about six cases and a row of every other kind: the table `urls_by_role.txt`.

The table is made by asking and agreed on by reading: a new address is a line that is not there, and the test says which.
To agree: delete the file, run this test, read the difference in git, commit it. The rules below it are not negotiable.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import matrix
from factories import MONDAY
from sangsuk.api import service

TABLE = Path(__file__).parent / "urls_by_role.txt"
FACES = {
    "public": lambda route: not route.startswith("desk/"),
    "cases at the desk": lambda route: route.startswith("desk/") and matrix.about_a_case(route),
    "the rest of the desk, first half": lambda route: _rest(route) and route < "desk/n",
    "the rest of the desk, second half": lambda route: _rest(route) and route >= "desk/n",
}
OPEN_TO_ALL = {"desk/sign-in", "desk/sign-in/second", "desk/sign-out", "desk/join/<str:token>"}
"""Open by their nature: the way in, the way out, and an invitation whose link is the key."""


def _rest(route: str) -> bool:
    return route.startswith("desk/") and not matrix.about_a_case(route)


def agreed() -> list[str]:
    return TABLE.read_text(encoding="utf-8").splitlines() if TABLE.exists() else []


@pytest.fixture
def asking(
    unlimited: None, disk: Path, remembering: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> matrix.World:
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY + timedelta(hours=1))
    return matrix.world()


def compare(rows: list[str], theirs: list[str]) -> None:
    if not TABLE.exists():
        with TABLE.with_suffix(".part").open("a", encoding="utf-8") as part:
            part.write("".join(f"{row}\n" for row in rows))
        pytest.fail(
            f"Written to {TABLE.stem}.part; when all faces have run, sort it into {TABLE.name}, read it, commit it."
        )
    new, gone = sorted(set(rows) - set(theirs)), sorted(set(theirs) - set(rows))
    assert new == gone == [], (
        "A line that is right belongs into urls_by_role.txt (sorted); one that is wrong is a hole."
    )


@pytest.mark.slow
@pytest.mark.parametrize("face", FACES)
def test_everybody_gets_from_every_page_what_was_agreed(asking: matrix.World, face: str) -> None:
    mine = FACES[face]
    theirs = [line for line in agreed() if not is_api(line) and mine(route_of(line))]
    compare(matrix.page_rows(asking, mine), theirs)


@pytest.mark.slow
def test_every_program_gets_from_every_operation_what_was_agreed(asking: matrix.World) -> None:
    compare(matrix.api_rows(asking), [line for line in agreed() if is_api(line)])


def route_of(line: str) -> str:
    return line.split(" ", 2)[1].removeprefix("/")


def is_api(line: str) -> bool:
    return route_of(line).startswith("api/v1/") and route_of(line) != "api/v1/docs"


def cells() -> Iterator[tuple[str, str, str, str]]:
    """(address with its method, which case, who, what came of it), one for each cell of the table."""
    for line in agreed():
        what, which, *told = line.split(" | ")
        for part in told:
            answer, _, who = part.partition(": ")
            yield from ((what, which, one.strip(), answer) for one in who.split(", "))


def test_no_address_is_without_a_line() -> None:
    listed = {route_of(line) for line in agreed()}
    described = {path.strip("/") for path in service.schema()["paths"]}
    assert (set(matrix.pages()) | described) - OTHERWISE == listed - {"api/v1/openapi.json"}


OTHERWISE = {"stories/write/<uuid:token>/parts/<uuid:part_id>"}
"""Asked with other methods than these two, as tus is: tests/stories/media/test_parts.py."""


def desk(what: str) -> bool:
    route = what.split(" ")[1]
    return (
        route.startswith("/desk/")
        and route[1:] not in OPEN_TO_ALL
        and "/field/" not in route
        and route[1:] not in PHONE
    )


PHONE = {f"desk/flagships/phone/{asset}" for asset in ("shell", "sw.js", "manifest.webmanifest")}
"""What a phone fetches before anybody has signed in: no data of anybody. Each stands in test_open_doors with its reason."""


SHUT = {"403", "404", "405", "in"}


def test_a_stranger_and_a_citizen_who_signed_in_get_nothing_of_the_desk() -> None:
    wrong = [c for c in cells() if desk(c[0]) and c[2] in (matrix.STRANGER, matrix.CITIZEN) and c[3] not in SHUT]
    assert wrong == []


def test_who_keeps_accounts_protects_data_audits_or_judges_sees_no_case() -> None:
    """But for what a door names them for; none of these is about one case."""
    closed = matrix.people.CLOSED
    wrong = [c for c in cells() if c[1] in matrix.OBJECTS and c[2] in closed and c[3] not in SHUT and c[0] not in NAMED]
    assert wrong == []


NAMED: frozenset[str] = frozenset()
"""Addresses about one case that a door opens for one of them by name."""


@pytest.mark.parametrize(("which", "who"), [
    ("own", ["anan", "orn"]), ("closed", ["anan", "orn", "wichai"]), ("other", ["malee", "suda", "orn", "wichai"]),
    ("sealed", ["malee", "suda", "anan", "orn", "wichai", "kanya", "preecha", "elevated"]),
    ("far", ["malee", "suda", "anan", "prasit", "wichai", "kanya", "preecha", "elevated"]),
    ("over", ["malee", "suda", "anan", "orn", "wichai", "prasit", "kanya", "preecha", "elevated"]),
])  # fmt: skip
def test_a_case_that_is_not_hers_is_not_there_or_shut(which: str, who: list[str]) -> None:
    wrong = [c for c in cells() if c[1] == which and c[2] in who and c[3] not in SHUT and "/cases/" in c[0]]
    assert wrong == []


def test_what_the_district_keeps_is_shut_to_other_offices() -> None:
    others = ["anan", "prasit", "orn", "nok", "wichai", "kanya", "jinda", matrix.NEIGHBOUR]
    rows = [
        c for c in cells() if c[1] == matrix.ROW and c[2] in others and c[0].split(" ")[1].startswith(("/desk", "/me"))
    ]
    assert len(rows) > 200
    assert [c for c in rows if c[3] not in SHUT and not _meant_for(c[0].split(" ")[1], c[2])] == []


EVERY_OFFICIAL = tuple(
    f"/desk/{part}" for part in ("flagships/change/", "flagships/figures/", "flagships/passport/", "flagships/programmes/", "flagships/projects/",
                                 "flagships/quarterly/", "flagships/coverage/file.", "news/")
)  # fmt: skip
"""The programme, what it has come to, and releases: of the department, not of a district."""
THOSE_ABOVE = ("/desk/flagships/sheets/", "/desk/flagships/coverage/", "/desk/flagships/questions/", "/desk/orders/")
"""What a district reports, and what it is told: for its province and the ministry, and for no other district."""


def _meant_for(route: str, who: str) -> bool:
    return route.startswith(EVERY_OFFICIAL) or (route.startswith(THOSE_ABOVE) and who in ("prasit", "kanya", "nok"))


def test_a_citizen_opens_the_cases_of_her_own_list_and_her_delegate_the_one() -> None:
    got = {(c[1], c[2]): c[3] for c in cells() if c[0] == "GET /me/cases/<str:number>"}
    opened = {cell for cell, answer in got.items() if answer == "200"}
    hers = {(which, matrix.CITIZEN) for which in ("own", "sealed", "closed")}
    assert opened == hers | {("own", matrix.DAUGHTER)}
    assert {got[which, who] for which in matrix.OBJECTS for who in matrix.STAFF} == {"in"}
    assert {got[which, matrix.NEIGHBOUR] for which in matrix.OBJECTS} == {"404"}


def test_every_kind_of_row_is_opened_or_moved_by_somebody() -> None:
    """Else it is not there at all, and shut doors say nothing."""
    moved = {c[0].split(" ")[1] for c in cells() if c[1] == matrix.ROW and c[3] not in ("403", "404", "405", "in")}
    rows = {c[0].split(" ")[1] for c in cells() if c[1] == matrix.ROW}
    assert {route.split("<")[0] for route in rows} - {route.split("<")[0] for route in moved} == NOT_YET


NOT_YET = {"/me/family/", "/stories/rounds/", "/desk/flagships/phone/", "/desk/flagships/sheets/provinces/"}
"""Leads back to her list: tests/public/test_me.py. No round of judging is announced in this world: tests/stories/judging. A phone
puts: tests/browser/test_flagship_sheet.py. No province has passed its sheets here: tests/flagships/test_sheets.py."""


def test_the_accused_office_gets_from_a_sealed_case_what_it_gets_from_one_that_is_not_there() -> None:
    wrong = [c for c in cells() if c[1] == "sealed" and c[2] in ("malee", "suda") and c[3] not in ("404", "405", "in")]
    assert wrong == []


def test_a_wrong_key_opens_nothing_for_nobody() -> None:
    wrong = [c for c in cells() if c[2].startswith("wrong key") and c[3] not in ("404", "405", "429")]
    assert wrong == []


def test_nothing_breaks_for_anybody() -> None:
    assert [c for c in cells() if re.fullmatch(r"5\d\d", c[3])] == []
