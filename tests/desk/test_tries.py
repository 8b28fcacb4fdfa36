"""Guessing is slow from everywhere, and nobody can be kept out by a stranger: who tried what, and who still comes in."""

from typing import Any

import pytest
from django.test import Client

import people
from sangsuk.accounts.known import COOKIE
from sangsuk.desk.views import tries

PASSWORD = "correct horse 9"
HOME, THERE = "101.108.33.7", "203.0.113.9"


def attempt(client: Client, password: str = PASSWORD, *, who: str = "malee", place: str = HOME) -> int:
    data = {"email": people.STAFF[who].email, "password": password}
    return int(client.post("/desk/sign-in", data, REMOTE_ADDR=place).status_code)


def known_browser(who: str = "malee", place: str = HOME) -> Client:
    """One she has come in with before, and left."""
    client = Client()
    people.user(who)
    assert attempt(client, who=who, place=place) == 302
    client.post("/desk/sign-out")
    return client


def guess(times: int, *, who: str = "malee", place: str = THERE, client: Client | None = None) -> list[int]:
    return [attempt(client or Client(), "wrong", who=who, place=place) for _ in range(times)]


@pytest.mark.parametrize(
    ("guesses", "where", "browser", "place", "comes_in"),
    [
        (8, THERE, "new", HOME, True),
        (8, THERE, "new", THERE, False),
        (8, HOME, "known", HOME, True),
        (8, HOME, "new", HOME, False),
        (7, HOME, "new", HOME, True),
    ],
)
def test_a_strangers_guesses_slow_his_own_place_and_no_known_browser(
    guesses: int, where: str, browser: str, place: str, comes_in: bool
) -> None:
    """HOME is one address of a telephone company with the stranger and Malee behind it."""
    hers = known_browser() if browser == "known" else Client()
    people.user("malee")
    guess(guesses, place=where)
    assert (attempt(hers, place=place) == 302) is comes_in


def test_an_account_that_is_tried_from_everywhere_leaves_new_places_few_tries_but_never_none() -> None:
    hers = known_browser()
    for n in range(0, tries.TRIES_OF_AN_ACCOUNT, 5):
        guess(5, place=f"198.51.100.{n}")
    assert guess(3, place="192.0.2.1") == [422, 422, 429]
    assert attempt(Client(), place="192.0.2.2") == 302
    assert attempt(hers, place="192.0.2.3") == 302


def test_a_known_browser_is_not_a_free_pass_for_guessing() -> None:
    assert guess(9, client=known_browser(), place=HOME)[-1] == 429


def test_a_browser_is_known_for_its_own_people_only() -> None:
    client = known_browser("malee")
    people.user("suda")
    guess(8, who="suda", place=HOME)
    assert attempt(client, who="suda") == 429
    assert attempt(client, who="malee") == 302


@pytest.mark.parametrize("value", ["", "x", "eyJhIjoxfQ:x", "..."])
def test_a_made_up_mark_makes_no_browser_known(value: str) -> None:
    client = Client()
    client.cookies[COOKIE] = value
    people.user("malee")
    guess(8, place=HOME)
    assert attempt(client) == 429


def test_the_mark_tells_nobody_who_uses_the_browser() -> None:
    client = known_browser()
    mark = client.cookies[COOKIE]
    assert "malee" not in mark.value
    assert mark["httponly"] and mark["samesite"] == "Strict" and mark["path"] == "/desk/sign-in"


@pytest.mark.parametrize(
    ("first", "second", "one_place"),
    [
        ("2001:fb1:12:3400::1", "2001:fb1:12:3400:ffff::2", True),
        ("2001:fb1:12:3400::1", "2001:fb1:12:3401::1", False),
        ("101.108.33.7", "101.108.33.8", False),
    ],
)
def test_a_household_with_a_whole_network_is_one_place(first: str, second: str, one_place: bool, rf: Any) -> None:
    places = {tries.place_of(rf.get("/", REMOTE_ADDR=address)) for address in (first, second)}
    assert (len(places) == 1) is one_place


def test_guesses_at_an_account_that_does_not_exist_are_counted_alike() -> None:
    data = {"email": "nobody@example.com", "password": "wrong"}
    statuses = [Client().post("/desk/sign-in", data, REMOTE_ADDR=THERE).status_code for _ in range(9)]
    assert statuses == guess(9, who="malee", place=HOME) == [422] * 8 + [429]
