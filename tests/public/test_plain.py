"""The pages that anybody may open, in both languages, and the switch between them."""

import gzip
import re

import pytest
from django.test import Client

PAGES = ["/", "/tell", "/track", "/map", "/map/50", "/about", "/privacy", "/accessibility"]
THAI = re.compile("[ก-๙]+")


@pytest.mark.parametrize("address", PAGES)
def test_every_page_opens_in_thai(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert '<html lang="th">' in answer.content.decode()
    assert "{#" not in answer.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_an_english_page_holds_no_thai_but_the_way_back_to_it(client: Client, address: str) -> None:
    client.cookies["lang"] = "en"
    page = client.get(address).content.decode()
    assert '<html lang="en">' in page
    left = [word for word in THAI.findall(page) if word not in ("ภาษาไทย", "บางรัก")]
    assert left == []


@pytest.mark.parametrize("address", PAGES)
def test_no_page_names_another_host_or_carries_inline_code(client: Client, address: str) -> None:
    page = client.get(address).content.decode()
    assert re.findall(r'(?:src|href|action)="(?:https?:)?//', page) == []
    assert re.findall(r"\sstyle=|\son[a-z]+=|<style|<script>", page) == []


def test_the_switch_remembers_and_comes_back_to_the_page(client: Client) -> None:
    answer = client.post("/language", {"lang": "en", "next": "/map/50"})
    assert (answer.status_code, answer["Location"]) == (302, "/map/50")
    assert '<html lang="en">' in client.get("/map/50").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/language", "javascript:alert(1)"])
def test_the_switch_leads_nowhere_else(client: Client, elsewhere: str) -> None:
    assert client.post("/language", {"lang": "th", "next": elsewhere})["Location"] == "/"


def test_an_unknown_language_changes_nothing(client: Client) -> None:
    client.post("/language", {"lang": "xx", "next": "/"})
    assert "lang" not in client.cookies


def test_robots_stay_out_of_private_rooms(client: Client) -> None:
    assert "Disallow: /track/" in client.get("/robots.txt").content.decode()


def test_the_front_page_is_light(client: Client) -> None:
    assert len(gzip.compress(client.get("/").content)) < 10_000


def test_an_unknown_address_gets_a_page_with_a_way_on(client: Client) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "ไม่พบหน้านี้" in answer.content.decode()
    assert 'href="/track"' in answer.content.decode()
