"""Of a sealed case, the accused learn nothing: not from any address, list, search, count, map, export, report or number.

For each scene two worlds are the same but for one sealed case with a whole life. Everything that the accused, and anybody
on the street, can ask is asked in both, and the answers are the same byte by byte, but for nonces and tokens.
"""

import json
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from factories import MONDAY, case, moved
from objects import Rows, of_privacy
from people import actor, user
from sangsuk.accounts import actions as accounts
from sangsuk.cases.models import Case
from sangsuk.ledger.models import LogHead

from . import addresses
from .worlds import (
    HEADMAN,
    HOUR,
    SCENES,
    Scene,
    Things,
    headman,
    ordinary,
    plain,
    secret,
    settled,
    staff,
    things,
    traces,
    world,
)  # fmt: skip

pytestmark = pytest.mark.django_db
NOW = MONDAY + 60 * 24 * HOUR
"""Two months later: the machine has reminded, and the sealed case has climbed."""
STRANGER = "nobody"


class _NoLot:
    """The lot of the public log, which hides how much happened, thrown the same way in both worlds."""

    token_bytes, SystemRandom = staticmethod(secrets.token_bytes), secrets.SystemRandom

    @staticmethod
    def randbelow(_most: int) -> int:
        return 0


@pytest.fixture(autouse=True)
def _still(settings: Any, tmp_path: Any, world: None, remembering: None, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    monkeypatch.setattr("sangsuk.ledger.log.secrets", _NoLot)


def test_every_part_of_every_address_is_in_the_tables() -> None:
    """A new address, or a new question, must be asked here too."""
    anything = Things(["5001-70-000001"], addresses.ABSENT, ["1"], ["1"], [addresses.NOBODY])
    paths = [path for _method, path in addresses.operations()]
    unknown = []
    for route in [*addresses.pages(), *paths]:
        for name in addresses.names_of(route):
            try:
                assert addresses.values_of(route, name, anything)
            except KeyError:
                unknown.append((route, name))
    assert not unknown, "say in addresses.py what these parts may be"
    assert addresses.asked_of_operations() <= addresses.ASKED
    assert set(addresses.QUESTIONS) <= {*addresses.pages(), *paths}, "questions of an address that is not there"


class Asker:
    """One person, or a stranger, who asks everything. `public`: also what is open to everybody."""

    def __init__(self, who: str, *, public: bool = True) -> None:
        self.who, self.client, self.token, self.public = who, Client(raise_request_exception=False), "", public
        if who == HEADMAN:
            self.client.force_login(headman())
        elif who != STRANGER:
            self.client.force_login(user(who))
            self.token = accounts.issue_token(user(who), label="secrecy", now=timezone.now())

    def answers(self, found: Things) -> Iterator[tuple[str, bytes]]:
        for route in self.routes():
            for address in addresses.addresses(route, found):
                answer = self.client.get(f"/{address}")
                yield f"GET /{address}", plain(answer)
                if shut(route, answer):
                    break
        for method, path in addresses.operations():
            if method == "get" and self.who != HEADMAN:
                for address in addresses.addresses(path, found):
                    answer = self.client.get(f"/api/v1{address}", headers=self.headers)
                    yield f"GET api {address}", plain(answer)
                    if shut(path, answer):
                        break

    def routes(self) -> list[str]:
        if self.who == HEADMAN:
            return [route for route in addresses.pages() if addresses.is_public(route)]
        return [route for route in addresses.pages() if self.public or not addresses.is_public(route)]

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def deeds(self, number: str) -> Iterator[tuple[str, bytes]]:
        """Every POST that names a number."""
        some = Things([], number, ["1"], ["1"], [addresses.NOBODY])
        for route in addresses.pages():
            if "number" not in addresses.names_of(route):
                continue
            for address in dict.fromkeys(addresses.addresses(route, some)):
                if number in address:
                    answer = self.client.post(f"/{address}", DEED | {"number": number, "into": number})
                    yield f"POST /{address}", plain(answer)
        for method, path in addresses.operations():
            if method == "post" and "{number}" in path:
                answer = self.client.post(
                    f"/api/v1{path.replace('{number}', number)}",
                    json.dumps(DEED_API),
                    "application/json",
                    headers=self.headers,
                )
                yield f"POST api {path}", plain(answer)
        named = DEED | {"number": number, "case": number, "into": number, "numbers": number}
        for at in NAMING:
            yield f"POST /{at}", plain(self.client.post(f"/{at}", named))
        for told in (self.client.post("/desk/bulk/do", {"numbers": number, "move": "note", "text": "ทดลอง"}),
                     self.client.post("/desk/ledger", {"number": number}),
                     self.client.post("/track", {"number": number, "key": addresses.KEY})):  # fmt: skip
            yield "POST elsewhere", plain(told)

    def deeds_on(self, rows: Rows, number: str) -> Iterator[tuple[str, bytes]]:
        """Every POST to one of these rows."""
        some = Things([], number, ["1"], ["1"], [addresses.NOBODY], (rows,))
        for route in addresses.pages():
            keys = [key for name in addresses.names_of(route) if (key := rows.of(route, name))]
            for key in keys:
                for at in dict.fromkeys(addresses.addresses(route, some)):
                    if key in at.split("/") and (number == addresses.ABSENT or addresses.ABSENT not in at):
                        yield f"POST /{route}", plain(self.client.post(f"/{at}", DEED)).replace(key.encode(), b"K")


def shut(route: str, answer: Any) -> bool:
    """Whether the door was shut before it was known what is asked: by the method, by signing in, by the role."""
    if answer.status_code in (401, 405) or "/sign-in" in answer.get("Location", ""):
        return True
    return answer.status_code == 403 and "number" not in addresses.names_of(route)


NAMING = (
    "desk/privacy/disclosures/new", "desk/privacy/requests/new", "desk/privacy/breaches/new", "desk/privacy/keeping",
    "desk/mediations/new", "desk/new", "desk/field/bundle", "restore", "me/join", "desk/callbacks",
)  # fmt: skip
"""Forms that take a number somewhere."""
DEED = {"version": 1, "text": "ทดลองเขียน", "reason": "ทดลองเขียนเหตุผล", "kind": "acknowledgement"}
DEED_API = {"move": "note", "version": 1, "data": {"text": "ทดลองเขียน"}, "reason": "ทดลองเขียน", "text": "ทดลองเขียน"}


def everything(askers: list[Asker], found: Things) -> dict[tuple[str, str], bytes]:
    return {(asker.who, name): body for asker in askers for name, body in asker.answers(found)}


def askers_of(scene: Scene) -> list[Asker]:
    """The accused; of what is open to everybody one of them is enough. A stranger, and a citizen of the place, are asked
    in one scene: they are the same in all."""
    mine = [Asker(who, public=n == 0) for n, who in enumerate(scene.readers)]
    return [Asker(STRANGER), Asker(HEADMAN), *mine] if scene is SCENES[0] else mine


def differing(one: dict[Any, bytes], other: dict[Any, bytes]) -> list[str]:
    assert list(one) == list(other)
    return [
        f"{who} {what}\n{_apart(one[who, what], other[who, what])}"
        for who, what in one
        if one[who, what] != other[who, what]
    ]


def _apart(one: bytes, other: bytes) -> str:
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    cut = slice(max(0, at - 120), at + 160)
    return f"   without: {one[cut].decode(errors='replace')!r}\n   with:    {other[cut].decode(errors='replace')!r}"


def later(scene: Scene, askers: list[Asker]) -> dict[tuple[str, str], bytes]:
    """What the accused do next: their next case has the same number, key and place in the lists; the next letter too."""
    next_one = case(500, accused=(), now=NOW)
    moved(next_one, ("accept", actor("suda")), now=NOW)
    rows = Rows()
    of_privacy(rows, next_one, "kanya", NOW + HOUR)
    settled(NOW + HOUR)
    told = {("later", "number"): next_one.number.encode(), ("later", "key"): str(next_one.pk).encode()}
    told |= {("later", f"{start} {name}"): key.encode() for (start, name), key in rows.found.items()}
    for asker in askers:
        if asker.who in (STRANGER, HEADMAN):
            continue
        for address in (
            "/desk/",
            "/desk/?tab=all",
            f"/desk/cases/{next_one.number}",
            "/desk/reports/new",
            "/desk/outbox",
            "/desk/readings",
            "/desk/privacy",
            "/desk/privacy/disclosures",
        ):
            told[asker.who, f"later {address}"] = plain(asker.client.get(address))
    return told


@pytest.mark.slow
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_the_accused_cannot_tell_a_world_with_a_sealed_case_from_one_without(scene: Scene) -> None:
    staff()
    plain_rows = ordinary(NOW)
    askers = askers_of(scene)
    with world():
        told, rows = secret(scene, NOW)
        found = things(told, plain_rows, rows)
        settled(NOW)
        held = Case.objects.get(pk=told.pk)
        assert held.office_id not in held.accused
        assert not [who for who in scene.readers if Case.objects.visible_to(actor(who)).filter(pk=told.pk).exists()]
        there = everything(askers, found) | later(scene, askers)
    with world():
        settled(NOW)
        not_there = everything(askers, found) | later(scene, askers)
    assert len(there) > 300
    wrong = differing(not_there, there)
    assert not wrong, f"{len(wrong)} answers differ:\n" + "\n".join(wrong[:12])


@pytest.mark.slow
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_what_the_accused_send_to_its_number_is_answered_as_for_a_number_that_never_was(scene: Scene) -> None:
    staff()
    ordinary(NOW)
    askers = askers_of(scene)
    told, rows = secret(scene, NOW)
    settled(NOW)
    before = Case.objects.values("version", "head").get(pk=told.pk)
    absent = Rows({part: "8" * len(key) for part, key in rows.found.items()})
    nobodys = f"{told.number[:-9]}999999999"  # as long: pages that lead back hold their address
    wrong = []
    for asker in askers:
        answers, left = [], []
        for number, keys in ((told.number, rows), (nobodys, absent)):
            with world():
                sent = [*asker.deeds(number), *asker.deeds_on(keys, number)]
                answers.append([(name, body.replace(number.encode(), b"N")) for name, body in sent])
                assert Case.objects.values("version", "head").get(pk=told.pk) == before, "the case was touched"
                left.append(traces())
        assert left[0] == left[1], f"{asker.who} leaves other traces"
        for (what, one), (_same, other) in zip(*answers, strict=True):
            if one != other:
                wrong.append(f"{asker.who} {what}\n{_apart(other, one)}")
    assert not wrong, "\n".join(wrong[:12])


def test_the_walk_itself_can_tell_worlds_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who may see the case does see a difference: so the walk looks where there is something to see."""
    monkeypatch.setattr(addresses, "pages", lambda: SEEN)
    staff()
    plain_rows = ordinary(NOW)
    scene = SCENES[0]
    askers = [Asker(scene.handler)]
    with world():
        told, rows = secret(scene, NOW)
        found = things(told, plain_rows, rows)
        settled(NOW)
        there = everything(askers, found)
    with world():
        settled(NOW)
        not_there = everything(askers, found)
    differ = {what for (_who, what), body in there.items() if body != not_there[_who, what]}
    disclosure = rows.of("desk/privacy/disclosures/<int:pk>", "pk")
    for needed in (
        "GET /desk/",
        f"GET /desk/cases/{told.number}",
        "GET /desk/?tab=all",
        "GET /desk/privacy/disclosures",
        f"GET /desk/privacy/disclosures/{disclosure}",
        f"GET api /desk/cases/{told.number}",
    ):
        assert needed in differ, needed


SEEN = ["desk/", "desk/cases/<number:number>", "desk/privacy/disclosures", "desk/privacy/disclosures/<int:pk>"]


def test_the_public_log_grows_alike_with_and_without() -> None:
    """Nothing but hashes, a size and days stands in it, and the size is that of the filling."""
    staff()
    ordinary(NOW)
    sizes = []
    for sealed in (True, False):
        with world():
            if sealed:
                secret(SCENES[0], NOW)
            settled(NOW)
            sizes.append(list(LogHead.objects.order_by("day").values_list("day", "size")))
    assert sizes[0] == sizes[1] and len(sizes[0]) == 2
