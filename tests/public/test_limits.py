"""A flood of looks, words or starts is asked to wait; who has no key counts for nobody."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from factories import submitted
from sangsuk.common import limits
from sangsuk.common.models import LimitRule
from signing_in import House, reached, sign_in

pytestmark = pytest.mark.django_db
Fewer = Callable[..., None]


@pytest.fixture
def fewer() -> Fewer:
    """Sets a rule to so many from today on."""

    def set_(what: str, most: int) -> None:
        row = LimitRule.objects.get(what=what)
        row.pk, row.amount, row.valid_from = f"{what}.fewer", most, timezone.localdate()
        row.save(force_insert=True)
        limits.in_force.forget()

    return set_


def waits(answer: Any) -> bool:
    assert answer.status_code != 429 or int(answer["Retry-After"]) > 0
    return bool(answer.status_code == 429)


@pytest.mark.parametrize("more", ["", "/rights", "/family", "/receipt.json", "/receipt.pdf"])
def test_pages_of_a_case_are_counted_together(client: Client, fewer: Fewer, more: str) -> None:
    told = submitted()
    page = f"/track/{told.case.number}/{told.key}"
    fewer("track", 2)
    assert not waits(client.get(page)) and not waits(client.get(page + more))
    answer = client.get(page + more)
    assert waits(answer) and "กรุณารอสักครู่" in answer.content.decode()
    other = submitted(2)
    assert not waits(client.get(f"/track/{other.case.number}/{other.key}"))


def test_who_has_no_key_counts_nothing_for_her(client: Client, fewer: Fewer) -> None:
    told = submitted()
    fewer("track", 1)
    for n in range(4):
        assert client.get(f"/track/{told.case.number}/AAAA-BBBB-CCCC-DDD{n}").status_code == 404
    assert not waits(client.get(f"/track/{told.case.number}/{told.key}"))


def test_words_and_requests_are_counted_together(client: Client, fewer: Fewer) -> None:
    told = submitted()
    page = f"/track/{told.case.number}/{told.key}"
    fewer("reply", 2)
    assert client.post(f"{page}/add", {"add-text": "วันนี้น้ำสูงขึ้นอีก"}).status_code == 302
    assert client.post(f"{page}/rights", {"kind": "access"}).status_code == 302
    assert waits(client.post(f"{page}/rights", {"kind": "copy"}))
    assert waits(client.post(f"{page}/add", {"add-text": "และอีก"}))
    assert not waits(client.get(page)), "reading is counted apart"
    assert told.case.rights_requests.count() == 1


def test_receipts_handed_in_are_counted_by_range(client: Client, fewer: Fewer) -> None:
    fewer("restore", 1)
    assert client.post("/restore", {"words": "x"}).status_code == 422
    assert waits(client.post("/restore", {"words": "x"}))
    assert not waits(Client(REMOTE_ADDR="203.0.113.9").post("/restore", {"words": "x"}))


@pytest.mark.parametrize("start", ["/me/sign-in/thaid", "/desk/sign-in/thaid"])
def test_who_sets_out_for_a_provider_is_counted_by_range(client: Client, fewer: Fewer, start: str) -> None:
    fewer("sign_in", 1)
    with reached(House()):
        assert client.post(start).status_code == 200
        assert waits(client.post(start))
        assert client.post(start, REMOTE_ADDR="203.0.113.9").status_code == 200


def test_her_own_list_is_no_way_round(client: Client, fewer: Fewer) -> None:
    sign_in(client)
    told = submitted()
    assert client.post("/me/join", {"number": told.case.number, "key": told.key}).status_code == 302
    fewer("track", 1)
    assert client.get(f"/me/cases/{told.case.number}").status_code == 200
    assert waits(client.get(f"/me/cases/{told.case.number}"))
