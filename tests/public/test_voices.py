"""What people see in us, for everybody: whole bundles, published stories, consented quotes, bands and no ranks."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

import answering
import storytelling as telling
from factories import MONDAY, client_id
from people import CITIZEN
from sangsuk.insight.voices import actions as voices
from sangsuk.stories import actions as stories
from sangsuk.stories.answers import actions as answers
from sangsuk.stories.cards import actions as cards
from sangsuk.stories.cards.actions import NewCard
from sangsuk.stories.models import Story

pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY + timedelta(hours=1))


def sent(n: int, first: int = 1) -> None:
    for no in range(first, first + n):
        new = NewCard(client_id(no), "5001", "positive" if no % 5 else "negative", "registration", "above", "รอยยิ้ม")
        cards.send(new, now=MONDAY - timedelta(days=no % 10))
    voices.count()


def page(path: str = "/voices/office/5001") -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_nineteen_cards_are_not_told_and_the_twentieth_tells_all() -> None:
    before = page()
    sent(19)
    assert page() == before and "ยังไม่มีเสียงจากประชาชนในช่วงนี้" in before
    sent(1, first=20)
    for path in ("/voices/office/5001", "/voices/50", "/voices/region/north", "/voices"):
        assert "จาก 20 เสียง ประทับใจ 80%" in page(path)
    told = page()
    sent(19, first=21)
    assert page() == told


def test_a_story_is_quoted_while_its_author_allows_it() -> None:
    story = telling.published(1, uses=("publish", "quote"))
    telling.published(2, title="อีกเรื่องหนึ่ง", passed={"text_shown": "เรื่องนี้ไม่อนุญาตให้ยกไป แต่อ่านได้"})
    voices.count()
    shown = page()
    assert "ยายเดินไม่ค่อยไหว" in shown and f"/stories/{story.code}" in shown and "ไม่อนุญาตให้ยกไป" not in shown
    stories.move(story, "consent", by=CITIZEN, data={"uses": {"quote": False}})
    assert "ยายเดินไม่ค่อยไหว" not in page()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/voices", 200), ("/voices/50", 200), ("/voices/region/south", 200), ("/voices/office/5001", 200), ("/voices/99", 404),
        ("/voices/office/5000", 404), ("/voices/office/MOI", 404), ("/voices/office/DOPA", 404), ("/voices/region/moon", 404),
        ("/voices?period=2500", 404), ("/voices?period=x", 404), ("/voices?period=latest", 200), ("/voices/x", 404), ("/voices/10", 404),
    ],
)  # fmt: skip
def test_there_is_a_page_for_every_area_and_for_nothing_else(path: str, status: int) -> None:
    assert Client().get(path).status_code == status


def test_headline_words_and_quotes_are_of_the_same_period() -> None:
    """A fiscal year begins with nothing in it; the page tells the last twelve months until there is a year to tell."""
    telling.published(1, uses=("publish", "quote"), now=datetime(2020, 12, 9, 3, tzinfo=UTC))
    voices.count()
    old = page()
    assert "ปีงบประมาณ 2564" in old and "มี 1 เสียง" in old and "ยายเดินไม่ค่อยไหว" in old and "12 เดือนล่าสุด" not in old
    sent(20)
    new = page()
    assert "12 เดือนล่าสุด (ธันวาคม 2568 – พฤศจิกายน 2569)" in new and "จาก 20 เสียง" in new and "ยายเดินไม่ค่อยไหว" not in new
    assert "ยายเดินไม่ค่อยไหว" in page("/voices/office/5001?period=2564")
    assert "จาก 20 เสียง" in page("/voices/office/5001?period=2570")


AREAS = ("/voices", "/voices/region/north", "/voices/50", "/voices/office/5001", "/voices/office/5002")


def led_to(path: str) -> set[str]:
    return set(re.findall(r'href="(/voices[^"#]*)"', page(path).replace("&amp;", "&")))


def test_the_chosen_period_goes_along_from_area_to_area() -> None:
    telling.published(1, uses=("publish", "quote"), now=datetime(2020, 12, 9, 3, tzinfo=UTC))
    sent(20)
    for path in AREAS:
        assert not any("period" in link for link in led_to(path))  # nobody has chosen
        onward = {link for link in led_to(f"{path}?period=2564") if link != "/voices"}
        assert onward and all(link.endswith("?period=2564") for link in onward), path
        shown = page(f"{path}?period=2564")
        assert '<option value="2564" selected>' in shown
        assert f'<link rel="canonical" href="{settings.SITE_URL}{path}">' in shown
        for link in sorted(onward)[:5]:
            page(link)
    for path in ("/voices/50", "/voices/region/north"):
        assert "/voices?period=2564" in led_to(f"{path}?period=2564")
    assert "ยังไม่มีเสียงจากประชาชนในช่วงนี้" in page("/voices/office/5002?period=2564")
    assert Client().get("/voices/office/5002?period=2500").status_code == 404


def test_areas_stand_by_name_with_a_band_and_no_rank() -> None:
    sent(40)
    shown = page("/voices/50")
    assert "เราไม่จัดอันดับ" in shown and "ไม่ต่างจากเชียงใหม่" in shown.replace("จังหวัด", "")


def test_it_asks_as_much_for_one_bundle_as_for_two(django_assert_max_num_queries: Any, remembering: None) -> None:
    sent(40)
    page()
    with django_assert_max_num_queries(10):
        page()


def test_how_the_office_answers_is_told_from_ten_published_stories_on() -> None:
    promised = []
    for n in range(1, 10):
        story = answering.bad(n)
        answering.answered(story, now=MONDAY)
        promised += [answering.pledge(story)] if n < 4 else []
    answering.finished(promised[0])
    done = answering.finished(promised[1])
    answers.move(done, "confirm", by=CITIZEN, now=MONDAY)
    places = ("/voices/office/5001", "/voices/50", "/voices/region/north", "/voices")
    for path in places:
        assert "จะบอกเป็นตัวเลขเมื่อมีเรื่องที่เผยแพร่ครบ 10 เรื่อง" in page(path)
        assert "90%" not in page(path)
    answering.bad(10)
    for path in places:
        told = page(path)
        assert "ตอบต่อสาธารณะแล้ว 90% จาก 10 เรื่องที่เผยแพร่" in told
        assert "<dd>3 ข้อ</dd>" in told  # promised
        assert told.count("<dd>1 ข้อ</dd>") == 2  # confirmed by its writer; done and not yet confirmed
    answering.answered(Story.objects.latest("pk"), now=MONDAY)
    assert "ครึ่งหนึ่งไม่เกิน 0 วันทำการ" in page()
    assert "ตอบต่อสาธารณะแล้ว" not in page("/voices/office/5002")


def test_an_answered_story_that_was_taken_back_counts_no_more() -> None:
    for n in range(1, 11):
        answering.answered(answering.bad(n), now=MONDAY)
    assert "ตอบต่อสาธารณะแล้ว 100% จาก 10" in page()
    stories.move(Story.objects.latest("pk"), "withdraw", by=CITIZEN, now=MONDAY)
    assert "ตอบต่อสาธารณะแล้ว" not in page()
