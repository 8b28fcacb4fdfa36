"""Who reads cards, what they add up to, and what is held back from those who do not work there."""

from datetime import date
from typing import Any

import pytest
import pytest_django

import people
from carding import NOON, sent, several
from sangsuk.common.errors import Missing
from sangsuk.stories.cards import forgetting, queries
from sangsuk.stories.cards.queries import Filters
from sangsuk.stories.models import FeedbackCard

pytestmark = pytest.mark.usefixtures("world")
NOVEMBER = {"since": date(2026, 11, 1), "until": date(2026, 11, 30)}
READERS = {"malee", "suda"}
ADDERS = READERS | {"prasit", "kanya", "nok", "dao"}


@pytest.mark.parametrize("who", people.STAFF)
def test_single_cards_are_read_at_the_office_they_are_about_and_nowhere_else(who: str) -> None:
    sent()
    seen = FeedbackCard.objects.visible_to(people.actor(who)).count()
    assert seen == (1 if who in READERS else 0)
    assert len(queries.listed(people.actor(who), Filters()).items) == seen


@pytest.mark.parametrize("who", people.STAFF)
def test_sums_go_to_the_office_and_to_those_above_it(who: str) -> None:
    several(5)
    if who in ADDERS:
        assert queries.totals("5001", people.actor(who), **NOVEMBER).all.cards == 5
    else:
        with pytest.raises(Missing):
            queries.totals("5001", people.actor(who), **NOVEMBER)


def test_fewer_than_five_are_held_back_from_all_but_the_office() -> None:
    several(4, service="registration", tone="negative")
    assert queries.totals("5001", people.actor("malee"), **NOVEMBER).all.share("negative") == 1.0
    theirs = queries.totals("5001", people.actor("dao"), **NOVEMBER)
    assert (theirs.all.held_back, theirs.all.cards, theirs.all.share("negative")) == (True, 0, None)
    assert theirs.channels == {} and theirs.marked == {}


def test_what_is_held_back_cannot_be_found_by_subtraction() -> None:
    several(20, service="registration"), several(6, service="security"), several(2, service="office", tone="negative")
    theirs = queries.totals("5001", people.actor("prasit"), **NOVEMBER)
    assert theirs.all.cards == 28
    assert {line.key: line.held_back for line in theirs.services} == {
        "registration": False, "security": True, "office": True,
    }  # fmt: skip
    own = queries.totals("5001", people.actor("suda"), **NOVEMBER)
    assert [line.cards for line in own.services] == [2, 20, 6]


def test_sums_weigh_and_say_why_some_cards_count_for_less() -> None:
    several(80, network="49.230.10.0/24"), several(20, network="49.230.99.0/24", tone="negative")
    own = queries.totals("5001", people.actor("malee"), **NOVEMBER)
    assert own.all.cards == 100
    assert own.all.share("negative") == pytest.approx(20 / own.all.weight)
    assert own.all.weight < 100 - 15
    assert own.marked == {"burst": 40} and own.channels == {"qr": 100}


def test_expectations_are_shares_of_those_who_answered() -> None:
    several(3, expectation="above"), several(1, expectation="below"), several(4)
    line = queries.totals("5001", people.actor("malee"), **NOVEMBER).all
    assert [line.share_of(e) for e in ("below", "met", "above")] == [0.25, 0.0, 0.75]


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ({}, 4), ({"tone": "negative"}, 1), ({"service": "security"}, 1), ({"expectation": "below"}, 1),
        ({"to_improve": True}, 3), ({"with_words": True}, 1), ({"channel": "kiosk"}, 1), ({"marked": True}, 0),
        ({"since": date(2026, 11, 21)}, 0), ({"until": date(2026, 11, 20)}, 4), ({"point": "5001-9"}, 0),
    ],
)  # fmt: skip
def test_the_list_is_narrowed(narrowed: dict[str, Any], found: int) -> None:
    sent(tone="negative", line="รอนาน"), sent(tone="mixed", service="security")
    sent(expectation="below", channel="kiosk"), sent()
    assert len(queries.listed(people.actor("malee"), Filters(**narrowed)).items) == found


def test_the_list_is_newest_first_and_paged_by_key() -> None:
    made = [card.pk for card in several(7)]
    actor = people.actor("malee")
    first = queries.listed(actor, Filters(), size=5)
    second = queries.listed(actor, Filters(), size=5, cursor=first.next or "")
    assert [card.pk for card in (*first.items, *second.items)] == made[::-1]
    assert second.next is None


@pytest.mark.parametrize("many", [2, 50])
def test_the_list_costs_one_query(many: int, django_assert_num_queries: pytest_django.DjangoAssertNumQueries) -> None:
    several(many)
    actor = people.actor("malee")
    with django_assert_num_queries(1):
        assert queries.listed(actor, Filters(), size=100).items


def test_negative_mixed_and_disappointing_cards_reach_the_list_of_improvements() -> None:
    wanted = [sent(tone="negative").pk, sent(tone="mixed").pk, sent(expectation="below").pk]
    sent(), sent(tone="negative", code="5002")
    assert [card.pk for card in queries.to_improve("5001")] == wanted
    assert [card.pk for card in queries.to_improve("5001", after=wanted[0], size=1)] == [wanted[1]]


def test_what_was_told_is_forgotten_and_what_is_shown_stays() -> None:
    sent(line="คุณสมชาย ใจดี พูดไม่ดี"), sent()
    rows = forgetting.over(NOON.replace(year=2027))
    assert rows.count() == 1 and forgetting.forget(rows) == 1
    card = FeedbackCard.objects.exclude(line_shown="").get()
    assert card.line == "" and "พูดไม่ดี" in card.line_shown
    assert not forgetting.over(NOON.replace(year=2027)).exists()
