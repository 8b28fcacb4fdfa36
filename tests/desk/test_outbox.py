"""What citizens were told, as the office sees it."""

from typing import Any

import pytest

from factories import DATA, MONDAY, case, moved
from people import actor
from sangsuk.notifications import actions as notifications
from sangsuk.offices.models import Membership

from .reading import body, text


def test_a_message_is_shown_with_its_words_its_time_and_a_masked_address(at: Any) -> None:
    told = case()
    client = at("malee")
    assert "รอส่ง" in text(client.get("/desk/outbox"))
    notifications.send_due(MONDAY)
    words = text(client.get("/desk/outbox"))
    assert f"เราได้รับเรื่องของท่านแล้ว เลขที่ {told.number}" in words
    assert "ถึง s•••@example.com" in words
    assert "ทดลอง: จะส่งเมื่อ จ. 16 พ.ย. 2569 10.00 น." in words
    assert "somchai@example.com" not in words


@pytest.mark.parametrize(
    ("who", "sees"),
    [("malee", True), ("anan", False), ("prasit", False), ("wichai", False), ("nok", True), ("preecha", True)],
)
def test_each_office_sees_its_own_and_the_ministry_all(at: Any, who: str, sees: bool) -> None:
    told = case()
    assert (told.number in text(at(who).get("/desk/outbox"))) is sees


def test_the_department_beside_the_ministry_sees_only_its_own(at: Any) -> None:
    told = case()
    client = at("nok")
    Membership.objects.filter(office="MOI", role="officer").update(office="DOPA")
    assert told.number not in text(client.get("/desk/outbox"))


def test_who_keeps_the_rules_sees_that_messages_went_and_not_what_they_say(at: Any) -> None:
    malee = actor("malee")
    moved(case(), ("accept", malee), ("ask", malee))
    assert DATA["ask"]["question"] in text(at("nok").get("/desk/outbox"))
    words = text(at("preecha").get("/desk/outbox"))
    assert "s•••@example.com" in words
    assert DATA["ask"]["question"] not in words


def test_a_long_outbox_is_read_page_by_page(at: Any) -> None:
    malee = actor("malee")
    for n in range(1, 18):
        moved(case(n), ("accept", malee))
    client = at("malee")
    first = client.get("/desk/outbox")
    older = body(first).split('rel="next" href="')[1].split('"')[0]
    second = client.get(older)
    assert body(first).count('class="message"') == 30
    assert body(second).count('class="message"') == 4
    assert 'rel="prev"' in body(second)


@pytest.mark.parametrize("cursor", ["x", "W10", "WyJ4Il0", "WzEsMl0", "Wzk5OTk5OTk5OTk5OTk5OTk5OTk5OV0", "e30"])
def test_a_bad_cursor_gets_a_kind_page(at: Any, cursor: str) -> None:
    assert at("malee").get(f"/desk/outbox?cursor={cursor}").status_code in (200, 422)


def test_an_empty_outbox_teaches(at: Any) -> None:
    assert "เมื่อเรื่องมีความคืบหน้า" in text(at("malee").get("/desk/outbox"))
