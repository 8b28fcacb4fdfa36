"""Somebody at the counter does not know the numbers of her cases: they are found unopened, and who searched is written down."""

from typing import Any

import pytest

from factories import case, submitted
from people import SOMCHAI
from sangsuk.common.models import LimitRule
from sangsuk.ledger.models import Reading
from sangsuk.privacy.models import Deed

from .reading import body

HERE = "/desk/privacy/find"
WHY = "ผู้ขอมาที่ศูนย์และแสดงบัตรแล้ว"


def asked(typed: str, reason: str = WHY) -> dict[str, str]:
    return {"typed": typed, "reason": reason}


def test_the_counter_finds_the_number_and_nothing_else(at: Any) -> None:
    told = submitted().case
    answer = at("malee").post(HERE, asked("๐๘๑-๕๕๕ ๐๑๐๑"))
    page = body(answer)
    assert told.number in page and f"/desk/privacy/requests/new?number={told.number}" in page
    for secret in (SOMCHAI.name, SOMCHAI.phone, "๐๘๑", "081-555", told.description):
        assert secret not in page
    assert not Reading.objects.exists(), "nothing was opened"


def test_every_search_is_written_down_without_what_was_typed(at: Any) -> None:
    submitted()
    at("malee").post(HERE, asked(SOMCHAI.phone))
    at("malee").post(HERE, asked("0815550188"))
    first, second = Deed.objects.order_by("id")
    assert (first.thing, first.who, first.data["found"], second.data["found"]) == ("search", "มาลี รักงาน", 1, 0)
    assert SOMCHAI.phone not in str([first.data, second.data])
    assert "มาลี รักงาน" in body(at("daranee").get(HERE))
    assert "มาลี รักงาน" not in body(at("suda").get(HERE))


@pytest.mark.parametrize("who", ["anan", "orn", "prasit"])
def test_who_may_not_open_a_name_learns_nothing_from_a_number(at: Any, who: str) -> None:
    told = submitted().case
    assert told.number not in body(at(who).post(HERE, asked(SOMCHAI.phone)))


def test_the_officer_of_data_protection_finds_everywhere(at: Any) -> None:
    told = [case(n) for n in (1, 2)]
    page = body(at("daranee").post(HERE, asked(SOMCHAI.phone)))
    assert all(one.number in page for one in told)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("", WHY), ("123", WHY), ("1-2345-67890-12-2", WHY), (SOMCHAI.phone, ""), (SOMCHAI.phone, "ก")],
)
def test_what_cannot_be_looked_for_is_refused_and_not_written_down(at: Any, typed: str, reason: str) -> None:
    answer = at("malee").post(HERE, asked(typed, reason))
    assert answer.status_code == 422 and "เว้นว่างไว้ได้" not in body(answer)  # a search needs something to look for
    assert not Deed.objects.exists()


def test_a_list_of_numbers_cannot_be_tried(at: Any) -> None:
    LimitRule.objects.filter(what="find").update(amount=2)
    answers = [at("malee").post(HERE, asked(f"08155501{n:02d}")).status_code for n in range(4)]
    assert answers == [200, 200, 429, 429]
