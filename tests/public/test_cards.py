"""The card behind a poster: light, open to all, sent once; and the tablet, which keeps nothing and lets nobody out."""

import gzip
import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from carding import sent
from sangsuk.stories.models import CardPoint, FeedbackCard

pytestmark = pytest.mark.usefixtures("world")
ANSWERS = {"tone": "positive", "expectation": "above", "service": "registration", "line": "เจ้าหน้าที่ใจดี"}


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def press(client: Client, address: str, **more: Any) -> Any:
    return client.post(address, ANSWERS | {"client_id": str(uuid4())} | more, REMOTE_ADDR="49.230.10.7")


def client_id_of(text: str) -> str:
    found = re.search(r'name="client_id" value="([0-9a-f-]{36})"', text)
    assert found
    return found[1]


def test_three_taps_and_a_line_are_a_card(client: Client) -> None:
    response = press(client, "/c/5001")
    assert (response.status_code, response["Location"]) == (302, "/c/5001/thanks")
    card = FeedbackCard.objects.get()
    assert (card.office_id, card.tone, card.expectation, card.line_shown, card.channel) == (
        "5001", "positive", "above", "เจ้าหน้าที่ใจดี", "qr",
    )  # fmt: skip
    assert "ขอบคุณ" in page(client, "/c/5001/thanks")


def test_without_a_poster_one_finds_the_office_by_its_name(client: Client) -> None:
    assert 'href="/c"' in page(client, "/")
    assert 'value="5007">อำเภอแม่ริม' in page(client, "/c?q=แม่ริม")
    client.cookies["lang"] = "en"
    assert 'value="5007">Mae Rim' in page(client, "/c?q=mae rim")
    assert 'value="5007">' in page(client, "/c?province=50")


@pytest.mark.parametrize(
    ("chosen", "status", "there"),
    [
        ({"place": "5007"}, 302, "/c/5007?from=web"), ({"place": "500701"}, 302, "/c/5007?from=web"),
        ({"longitude": "98.94", "latitude": "18.91"}, 302, "/c/5007?from=web"), ({}, 422, ""), ({"place": "1001"}, 422, ""),
        ({"longitude": "x", "latitude": "0"}, 422, ""),
    ],
)  # fmt: skip
def test_what_is_chosen_leads_to_its_card(client: Client, chosen: dict[str, str], status: int, there: str) -> None:
    response = client.post("/c", chosen)
    assert (response.status_code, response.get("Location", "")) == (status, there)
    assert status == 302 or 'role="alert"' in response.content.decode()
    assert "sessionid" not in client.cookies


@pytest.mark.parametrize(
    ("address", "channel"), [("/c/5001", "qr"), ("/c/5001?from=web", "web"), ("/c/5001/kiosk", "kiosk")]
)
def test_a_card_knows_by_which_way_it_came(client: Client, address: str, channel: str) -> None:
    press(client, address)
    assert FeedbackCard.objects.get().channel == channel


@pytest.mark.parametrize("tone", ["positive", "mixed", "negative"])
def test_one_tap_is_enough_whatever_it_says(client: Client, tone: str) -> None:
    response = client.post("/c/5001", {"client_id": str(uuid4()), "tone": tone})
    assert response.status_code == 302
    assert FeedbackCard.objects.get().tone == tone


def test_the_good_and_the_bad_answer_are_the_same_but_for_their_word(client: Client) -> None:
    labels = re.findall(r'<label class="choice" for="id_tone_\d">(.*?)</label>', page(client, "/c/5001"), re.DOTALL)
    alike = {re.sub(r'value="\w+"|id_tone_\d|<span class="choice__name">.*?</span>', "", label) for label in labels}
    assert len(labels) == 3 and len(alike) == 1
    assert "checked" not in "".join(labels)


def test_a_press_that_comes_twice_is_one_card(client: Client) -> None:
    once = str(uuid4())
    assert [press(client, "/c/5001", client_id=once).status_code for _no in range(2)] == [302, 302]
    assert FeedbackCard.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", [{"tone": ""}, {"tone": "x"}, {"line": "ก" * 161}, {"client_id": "x"}, {"service": "x"}, {"line": "\x00"}]
)
def test_what_was_typed_stays_when_something_is_missing(client: Client, wrong: dict[str, str]) -> None:
    response = press(client, "/c/5001", more="บอกเพิ่ม", **wrong)
    assert response.status_code == 422
    assert "บอกเพิ่ม" in response.content.decode() and not FeedbackCard.objects.exists()


@pytest.mark.parametrize("address", ["/c/9999", "/c/1001", "/c/5000", "/c/x", "/c/9999/kiosk", "/c/5001x/thanks"])
def test_a_code_that_is_none_is_a_kind_404(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "ป้าย" in response.content.decode()


def test_a_counter_is_named_and_its_service_is_chosen_already(client: Client) -> None:
    made = {"office_id": "5001", "no": 2, "name_th": "ช่องที่ 2", "service": "security", "opened_at": timezone.now()}
    CardPoint.objects.create(code="5001-2", **made)
    text = page(client, "/c/5001-2")
    assert "ช่องที่ 2" in text
    assert re.search(r'value="security"[^>]*checked', text)
    press(client, "/c/5001-2")
    assert FeedbackCard.objects.get().point_id == "5001-2"


def test_the_page_is_light_and_needs_no_script(client: Client) -> None:
    text = page(client, "/c/5001")
    assert "<script" not in text
    assert len(gzip.compress(text.encode())) < 5_000


def test_every_card_has_a_fresh_id_and_no_copy_is_kept(client: Client) -> None:
    first, second = client.get("/c/5001/kiosk"), client.get("/c/5001/kiosk")
    assert client_id_of(first.content.decode()) != client_id_of(second.content.decode())
    assert first["Cache-Control"] == "no-store"
    assert 'autocomplete="off"' in first.content.decode()


def test_nothing_leads_out_of_the_tablet(client: Client) -> None:
    for address in ("/c/5001/kiosk", "/c/5001/kiosk/thanks"):
        links = set(re.findall(r'(?:href|action)="(/[^"]*)"', page(client, address)))
        assert all(link.startswith(("/c/5001/kiosk", "/static/")) for link in links), links


def test_the_tablet_comes_back_by_itself_without_a_script(client: Client) -> None:
    response = press(client, "/c/5001/kiosk")
    assert response["Location"] == "/c/5001/kiosk/thanks"
    assert client.get("/c/5001/kiosk/thanks")["Refresh"] == "8; url=/c/5001/kiosk"
    assert re.search(r'<noscript><meta http-equiv="refresh" content="240;url=/c/5001/kiosk"></noscript>', page(client, "/c/5001/kiosk"))  # fmt: skip


def test_the_tablets_language_is_that_of_the_address_and_comes_back_to_thai(client: Client) -> None:
    assert "How was it today?" in page(client, "/c/5001/kiosk?lang=en")
    response = press(client, "/c/5001/kiosk?lang=en")
    assert response["Location"] == "/c/5001/kiosk/thanks?lang=en"
    thanks = client.get(response["Location"])
    assert "Thank you" in thanks.content.decode() and thanks["Refresh"] == "8; url=/c/5001/kiosk"
    assert "วันนี้เป็นอย่างไร" in page(client, "/c/5001/kiosk")
    assert "sangsuk_language" not in client.cookies


def test_the_tablet_sets_no_session_and_the_page_shows_nothing_of_the_one_before(client: Client) -> None:
    press(client, "/c/5001/kiosk", line="ความลับของฉัน")
    assert "sessionid" not in client.cookies
    assert "ความลับของฉัน" not in page(client, "/c/5001/kiosk") + page(client, "/c/5001/kiosk/thanks")


def test_nobody_is_refused_for_being_one_of_many(client: Client) -> None:
    for _no in range(45):
        assert press(client, "/c/5001").status_code == 302
    assert FeedbackCard.objects.filter(weight__lt=1).count() == 5


def test_thanks_offers_more_and_asks_for_nothing(client: Client) -> None:
    text = page(client, "/c/5001/thanks")
    assert 'href="/tell"' in text and "office=5001" in text and "<form" not in text.split("<main")[1]


def test_a_card_of_somebody_else_is_never_on_the_page(client: Client) -> None:
    sent(line="ข้อความของคนอื่น")
    assert "ข้อความของคนอื่น" not in page(client, "/c/5001")
