"""An official's account and ThaID: joined from inside, found from outside, never made by signing in."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

import people
from sangsuk.accounts.models import User
from signing_in import House, chosen, reached

from .reading import text
from .test_account import come, with_app


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tokens of the pretended provider are of now."""
    monkeypatch.undo()


def over(client: Client, door: str, who: str = "bunma") -> Any:
    """To ThaID and back."""
    with reached(House()):
        answer = client.post(door)
        assert answer.status_code == 200, answer
        back = urlsplit(chosen(client, answer.context["address"], who))
        return client.get(f"{back.path}?{back.query}")


def joined() -> Client:
    client = come()
    assert over(client, "/desk/account/thaid")["Location"] == "/desk/account/thaid/joined"
    client.get("/desk/account/thaid/joined")
    return client


def test_she_joins_from_inside_and_comes_in_by_it() -> None:
    assert "ผูกไว้แล้ว" in text(joined().get("/desk/account"))
    outside = Client()
    assert over(outside, "/desk/sign-in/thaid")["Location"] == "/desk/today"
    assert outside.get("/desk/today").status_code == 200
    malee = people.user("malee")
    assert [deed.what for deed in malee.deeds.all()] == ["thaid_joined"]
    assert len(SocialAccount.objects.get(user=malee).uid) == 64


def test_who_has_not_joined_gets_no_account_by_coming() -> None:
    before = User.objects.count()
    answer = over(Client(), "/desk/sign-in/thaid")
    assert answer["Location"] == "/desk/sign-in?not-joined=1"
    assert "ยังไม่ได้ผูก" in text(Client().get(answer["Location"]))
    assert User.objects.count() == before


def test_the_same_person_as_a_citizen_is_somebody_else() -> None:
    joined()
    with reached(House()):
        citizen = Client()
        back = urlsplit(chosen(citizen, citizen.post("/me/sign-in/thaid").context["address"], "bunma"))
        citizen.get(f"{back.path}?{back.query}")
    assert citizen.get("/desk/today").status_code in (302, 403)
    assert User.objects.filter(kind="citizen").count() == 1


def test_who_has_a_second_factor_is_asked_for_it_after_thaid_too() -> None:
    joined()
    with_app()
    outside = Client()
    assert over(outside, "/desk/sign-in/thaid")["Location"] == "/desk/sign-in/second"
    assert outside.get("/desk/today").status_code == 302


def test_parted_it_opens_nothing() -> None:
    client = joined()
    client.post("/desk/account/thaid/part")
    assert over(Client(), "/desk/sign-in/thaid")["Location"] == "/desk/sign-in?not-joined=1"


def test_joining_asks_for_a_fresh_proof(at: Any) -> None:
    assert at("malee").post("/desk/account/thaid")["Location"].startswith("/desk/account/confirm")
