"""A card from a program: kept once, with nobody in it, and refused in the one shape."""

from typing import Any
from uuid import uuid4

import pytest

from sangsuk.stories.models import FeedbackCard

from .calling import Caller

pytestmark = pytest.mark.usefixtures("world")
CARD = {"office": "5001", "tone": "negative", "expectation": "below", "service": "registration", "line": "รอนาน"}


def send(**more: Any) -> Any:
    return Caller().post("/cards", CARD | {"client_id": str(uuid4())} | more)


def test_a_card_is_kept_and_the_same_id_is_the_same_card() -> None:
    once = str(uuid4())
    first, again = send(client_id=once), send(client_id=once)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json() and first.json()["office"] == "5001"
    card = FeedbackCard.objects.get()
    assert (card.channel, card.tone, card.line_shown) == ("api", "negative", "รอนาน")


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"tone": "x"}, 422), ({"tone": None}, 422), ({"client_id": "x"}, 422), ({"service": "x"}, 422),
        ({"expectation": "x"}, 422), ({"line": "ก" * 161}, 422), ({"office": "9999"}, 404), ({"office": "1001"}, 404),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_the_one_shape(wrong: dict[str, Any], status: int) -> None:
    response = send(**wrong)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert not FeedbackCard.objects.exists()


def test_cards_from_one_network_weigh_less_and_less() -> None:
    for _no in range(45):
        assert send().status_code == 201
    assert FeedbackCard.objects.filter(weight__lt=1).count() == 5
