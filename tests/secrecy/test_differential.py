"""Of a sealed case, the accused learn nothing: not from any address, list, search, count, map, export, report or number.

For each scene two worlds are the same but for one sealed case with a whole life. Everything that the accused, and anybody
on the street, can ask is asked in both, and the answers are the same byte by byte, but for nonces and tokens.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from factories import MONDAY, case, moved
from people import actor, user
from sangsuk.accounts import actions as accounts
from sangsuk.cases.models import Case

from . import addresses
from .worlds import HOUR, SCENES, Scene, Things, ordinary, plain, secret, settled, staff, things, world

pytestmark = pytest.mark.django_db
NOW = MONDAY + 60 * 24 * HOUR
"""Two months later: the machine has reminded, and the sealed case has climbed."""
STRANGER = "nobody"


@pytest.fixture(autouse=True)
def _still(settings: Any, tmp_path: Any, world: None, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


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
    """One person, or a stranger, who asks everything."""

    def __init__(self, who: str) -> None:
        self.who, self.client, self.token = who, Client(raise_request_exception=False), ""
        if who != STRANGER:
            self.client.force_login(user(who))
            self.token = accounts.issue_token(user(who), label="secrecy", now=timezone.now())

    def answers(self, found: Things) -> Iterator[tuple[str, bytes]]:
        for route in addresses.pages():
            for address in addresses.addresses(route, found):
                yield f"GET /{address}", plain(self.client.get(f"/{address}"))
        for method, path in addresses.operations():
            if method == "get":
                for address in addresses.addresses(path, found):
                    yield f"GET api {address}", plain(self.client.get(f"/api/v1{address}", headers=self.headers))

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
        for told in (self.client.post("/desk/bulk/do", {"numbers": number, "move": "note", "text": "ทดลอง"}),
                     self.client.post("/desk/ledger", {"number": number}),
                     self.client.post("/track", {"number": number, "key": addresses.KEY})):  # fmt: skip
            yield "POST elsewhere", plain(told)


DEED = {"version": 1, "text": "ทดลองเขียน", "reason": "ทดลองเขียนเหตุผล", "kind": "acknowledgement"}
DEED_API = {"move": "note", "version": 1, "data": {"text": "ทดลองเขียน"}, "reason": "ทดลองเขียน", "text": "ทดลองเขียน"}


def everything(askers: list[Asker], found: Things) -> dict[tuple[str, str], bytes]:
    return {(asker.who, name): body for asker in askers for name, body in asker.answers(found)}


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
    settled(NOW + HOUR)
    told = {("later", "number"): next_one.number.encode(), ("later", "key"): str(next_one.pk).encode()}
    for asker in askers:
        if asker.who == STRANGER:
            continue
        for address in (
            "/desk/",
            "/desk/?tab=all",
            f"/desk/cases/{next_one.number}",
            "/desk/reports/new",
            "/desk/outbox",
        ):
            told[asker.who, f"later {address}"] = plain(asker.client.get(address))
    return told


@pytest.mark.slow
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_the_accused_cannot_tell_a_world_with_a_sealed_case_from_one_without(scene: Scene) -> None:
    staff()
    ordinary()
    askers = [Asker(who) for who in (STRANGER, *scene.readers)]
    with world():
        told = secret(scene)
        found = things(told)
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
    ordinary()
    askers = [Asker(who) for who in (STRANGER, *scene.readers)]
    told = secret(scene)
    wrong = []
    for asker in askers:
        answers = []
        for number in (told.number, addresses.ABSENT):
            with world():
                answers.append([(n, b.replace(number.encode(), b"N")) for n, b in asker.deeds(number)])
        for (what, one), (_same, other) in zip(*answers, strict=True):
            if one != other:
                wrong.append(f"{asker.who} {what}\n{_apart(other, one)}")
    assert not wrong, "\n".join(wrong[:12])


def test_the_walk_itself_can_tell_worlds_apart() -> None:
    """Who may see the case does see a difference: so the walk looks where there is something to see."""
    staff()
    ordinary()
    scene = SCENES[0]
    askers = [Asker(scene.handler)]
    with world():
        told = secret(scene)
        found = things(told)
        settled(NOW)
        there = everything(askers, found)
    with world():
        settled(NOW)
        not_there = everything(askers, found)
    differ = {what for (_who, what), body in there.items() if body != not_there[_who, what]}
    for needed in (
        "GET /desk/",
        f"GET /desk/cases/{told.number}",
        "GET /desk/?tab=all",
        f"GET api /desk/cases/{told.number}",
    ):
        assert needed in differ, needed
