"""A card comes in: counted once, without anybody in it, and weighed but never refused."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carding import MIDNIGHT, NOON, ONE, new, sent, several
from sangsuk.common.errors import Missing, Refused
from sangsuk.offices.models import Office
from sangsuk.stories.cards import actions, weights
from sangsuk.stories.models import CardPoint, FeedbackCard, OfficeNetwork

pytestmark = pytest.mark.usefixtures("world")
PHONES = "49.230.10.0/24"


def test_a_card_is_kept_with_its_office_and_its_day_in_bangkok() -> None:
    card = sent(now=MIDNIGHT, service="registration", expectation="above", line="เร็วมาก")
    assert (card.office_id, card.province_code, str(card.day)) == ("5001", "50", "2026-11-21")
    assert (card.weight, card.marks, card.line_shown) == (1.0, [], "เร็วมาก")


def test_a_press_that_comes_twice_counts_once() -> None:
    first = actions.send(new(client_id=ONE), now=NOON)
    again = actions.send(new(client_id=ONE, tone="negative"), now=NOON)
    assert (first.created, again.created, again.card.pk) == (True, False, first.card.pk)
    assert FeedbackCard.objects.count() == 1 and FeedbackCard.objects.get().tone == "positive"


def test_names_and_numbers_are_in_what_was_told_and_not_in_what_is_shown() -> None:
    card = sent(line="คุณสมชาย ใจดี โทร 081 555 0101 พูดไม่ดี", more="นางสาวมาลี รักงาน ก็ช่วย")
    assert "0101" in card.line and "0101" not in card.line_shown
    assert "ใจดี" not in card.line_shown and "รักงาน" not in card.more_shown


def test_a_card_has_no_column_for_who_sent_it() -> None:
    names = {field.name for field in FeedbackCard._meta.get_fields()}
    assert not names & {"user", "name", "phone", "email", "ip", "address", "network", "session", "device"}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"tone": ""}, "tone"), ({"tone": "good"}, "tone"), ({"expectation": "far"}, "expectation"),
        ({"service": "cooking"}, "service"), ({"age_band": "7"}, "age_band"), ({"condition": "tall"}, "condition"),
        ({"channel": "fax"}, "channel"), ({"channel": "paper"}, "channel"), ({"line": "ก" * 161}, "line"),
        ({"more": "ก" * 2001}, "more"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_refused_with_its_field(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.send(new(**wrong), now=NOON)
    assert refused.value.field == field
    assert not FeedbackCard.objects.exists()


@pytest.mark.parametrize("code", ["9999", "1001", "5000", "MOI", "50-electricity", "", "5001x", "\x00"])
def test_there_are_no_cards_of_an_office_that_is_no_district(code: str) -> None:
    with pytest.raises(Missing):
        actions.send(new(code=code), now=NOON)


def test_a_counter_that_was_closed_leads_to_its_office() -> None:
    office = Office.objects.get(code="5001")
    CardPoint.objects.create(code="5001-2", office=office, no=2, name_th="ช่อง 2", opened_at=NOON)
    assert sent(code="5001-2").point_id == "5001-2"
    CardPoint.objects.update(closed_at=NOON)
    assert (sent(code="5001-2").point_id, sent(code="5001-2").office_id) == (None, "5001")


def test_forty_an_hour_from_one_network_count_in_full_and_the_rest_ever_less() -> None:
    cards = several(80, network=PHONES)
    assert [card.weight for card in cards[:40]] == [1.0] * 40
    assert cards[40].weight == pytest.approx((40 / 41) ** 2) and cards[79].weight == pytest.approx(0.25)
    assert {tuple(card.marks) for card in cards[40:]} == {("burst",)}
    assert sent(network=PHONES, code="5002").weight == 1.0, "another office is not to blame"
    assert sent(network="49.230.11.0/24").weight == 1.0, "nor is another network"
    assert sent(network=PHONES, now=NOON + timedelta(hours=1, seconds=1)).weight == 1.0, "the hour is over"


def test_what_the_office_itself_could_have_made_is_counted_together() -> None:
    OfficeNetwork.objects.create(
        office_id="5001", network="203.0.113.0/24", valid_from="2026-01-01", source="letter of the office"
    )
    cards = [*several(60, channel="kiosk"), *several(60, network="203.0.113.0/24")]
    assert sum(card.weight == 1.0 for card in cards) == 60 + 40, "forty of its network an hour"
    assert cards[-1].marks == ["burst", "own"]
    assert sent(network=PHONES).weight == 1.0


def test_at_night_three_from_the_tablet_count_in_full() -> None:
    cards = several(6, channel="kiosk", now=MIDNIGHT)
    assert [card.weight for card in cards] == pytest.approx([1, 1, 1, 9 / 16, 9 / 25, 9 / 36])
    assert cards[5].marks == ["night"]
    assert several(6, network=PHONES, now=MIDNIGHT)[-1].weight == 1.0, "who writes from home at night is a citizen"


def test_a_network_that_is_no_more_the_offices_is_not_counted_with_it() -> None:
    OfficeNetwork.objects.create(
        office_id="5001", network="203.0.113.0/24", valid_from="2026-01-01", valid_to="2026-06-01", source="x"
    )
    assert not weights.is_own("5001", "203.0.113.0/24", now=NOON)
    OfficeNetwork.objects.create(office_id="5001", network="203.0.113.7", valid_from="2026-06-01", source="x")
    assert weights.is_own("5001", "203.0.113.0/24", now=NOON)
    assert not weights.is_own("5002", "203.0.113.0/24", now=NOON)
    assert not weights.is_own("5001", "2001:db8::/56", now=NOON)


@given(usual=st.integers(1, 300), many=st.integers(1, 3000))
def test_however_many_come_they_count_for_less_than_twice_the_usual(usual: int, many: int) -> None:
    total = sum(weights.share(kth, usual) for kth in range(1, many + 1))
    floor = weights.LEAST * many
    assert total < 2 * usual + floor
    assert total >= min(many, usual)


@pytest.mark.parametrize(
    ("hour", "night"), [(12, False), (13, True), (22, True), (23, False)]
)  # UTC: 19, 20, 5, 6 in Bangkok
def test_night_is_from_eight_to_six(hour: int, night: bool) -> None:
    assert weights.is_night(NOON.replace(hour=hour)) is night


def test_the_network_of_a_card_is_counted_and_not_kept() -> None:
    sent(network=PHONES)
    assert PHONES not in str(list(FeedbackCard.objects.values()))


def test_a_new_card_can_be_said_again_word_for_word() -> None:
    told = new(line="ดี")
    assert actions.send(told, now=NOON).card.pk == actions.send(replace(told), now=NOON).card.pk
