"""Paper in bundles, and counters: done by those who work at the office, and counted twice."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

import people
from carding import NOON, new
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.stories.cards import actions, queries
from sangsuk.stories.models import CardBundle, CardPoint, FeedbackCard

pytestmark = pytest.mark.usefixtures("world")
DAY = date(2026, 11, 18)


def begun(declared: int = 3, **more: Any) -> CardBundle:
    told = {"client_id": uuid4(), "number": "12/2569", "declared": declared, "collected_on": DAY} | more
    return actions.begin_bundle(people.actor("malee"), **told, now=NOON)


def test_the_last_paper_closes_the_bundle() -> None:
    bundle, papers = begun(), [new(channel="paper", tone="negative", line="ช้า") for _no in range(3)]
    assert actions.type_cards(people.actor("malee"), bundle, papers[:2], now=NOON) == 2
    assert CardBundle.objects.get().closed_at is None
    assert actions.type_cards(people.actor("malee"), bundle, papers, now=NOON) == 3, "two came before"
    bundle.refresh_from_db()
    assert (bundle.typed, bundle.closed_at) == (3, NOON)
    card = FeedbackCard.objects.first()
    assert card is not None and (card.channel, card.day, card.bundle_id) == ("paper", DAY, bundle.pk)


def test_more_than_were_counted_are_refused_and_none_is_kept() -> None:
    bundle = begun()
    with pytest.raises(Refused, match="3"):
        actions.type_cards(people.actor("malee"), bundle, [new(channel="paper") for _no in range(4)], now=NOON)
    assert not FeedbackCard.objects.exists()


def test_fewer_than_were_counted_are_closed_with_the_reason() -> None:
    bundle = begun()
    actions.type_cards(people.actor("malee"), bundle, [new(channel="paper")], now=NOON)
    with pytest.raises(Refused):
        actions.close_bundle(people.actor("malee"), bundle, why=" ", now=NOON)
    actions.close_bundle(people.actor("malee"), bundle, why="สองใบเปียกจนอ่านไม่ออก", now=NOON)
    with pytest.raises(Refused):
        actions.type_cards(people.actor("malee"), bundle, [new(channel="paper")], now=NOON)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"number": " "}, "number"), ({"declared": 0}, "declared"), ({"declared": 501}, "declared"),
     ({"collected_on": date(2026, 11, 21)}, "collected_on")],
)  # fmt: skip
def test_a_bundle_that_cannot_be_is_refused(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        begun(**wrong)
    assert refused.value.field == field


def test_a_number_names_one_bundle_of_the_office() -> None:
    client_id = uuid4()
    assert begun(client_id=client_id).pk == begun(client_id=client_id).pk
    with pytest.raises(Refused):
        begun()
    told = {"client_id": uuid4(), "number": "12/2569", "declared": 1, "collected_on": DAY}
    assert actions.begin_bundle(people.actor("anan"), **told, now=NOON).office_id == "5002"


def test_a_bundle_begun_again_with_another_number_is_the_same_bundle() -> None:
    client_id = uuid4()
    assert begun(client_id=client_id).pk == begun(client_id=client_id, number="13/2569").pk
    assert [one.number for one in CardBundle.objects.all()] == ["12/2569"]


@pytest.mark.parametrize("who", [who for who in people.STAFF if who not in ("malee", "suda", "anan")])
def test_nobody_else_types_or_opens_counters(who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.begin_bundle(people.actor(who), client_id=uuid4(), number="1", declared=1, collected_on=DAY, now=NOON)
    with pytest.raises(NotAllowed):
        actions.open_point(people.actor(who), name_th="ช่อง 1", now=NOON)
    with pytest.raises(NotAllowed):
        actions.type_cards(people.actor(who), begun(), [new(channel="paper")], now=NOON)


def test_a_bundle_of_another_office_is_not_there() -> None:
    bundle = begun()
    assert queries.bundle(people.actor("suda"), bundle.pk) == bundle
    with pytest.raises(Missing):
        queries.bundle(people.actor("anan"), bundle.pk)
    with pytest.raises(CardBundle.DoesNotExist):
        actions.type_cards(people.actor("anan"), bundle, [new(channel="paper")], now=NOON)


def test_a_counter_gets_the_next_number_and_no_number_comes_back() -> None:
    malee = people.actor("malee")
    first = actions.open_point(malee, name_th="ช่องที่ 1", service="registration", now=NOON)
    actions.close_point(malee, first.code, now=NOON)
    second = actions.open_point(malee, name_th="ช่องที่ 1 ใหม่", now=NOON)
    assert (first.code, second.code) == ("5001-1", "5001-2")
    assert [point.code for point in queries.points("5001")] == ["5001-2"]
    actions.close_point(people.actor("anan"), second.code, now=NOON)
    assert CardPoint.objects.get(code="5001-2").closed_at is None, "another office closes nothing here"
    with pytest.raises(Refused):
        actions.open_point(malee, name_th="", now=NOON)


def test_a_counter_of_another_office_is_not_named_on_paper() -> None:
    there = actions.open_point(people.actor("anan"), name_th="ช่อง 1", now=NOON)
    actions.type_cards(people.actor("malee"), begun(), [new(channel="paper", code=there.code)], now=NOON)
    card = FeedbackCard.objects.get()
    assert (card.office_id, card.point_id) == ("5001", None)


def test_paper_of_one_day_beyond_a_hundred_counts_for_less() -> None:
    papers = [new(channel="paper") for _no in range(120)]
    actions.type_cards(people.actor("malee"), begun(120), papers, now=NOON)
    assert FeedbackCard.objects.filter(weight=1).count() == 100
    assert FeedbackCard.objects.filter(marks=["own"]).count() == 20
