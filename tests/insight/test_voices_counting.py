"""Voices are counted as they come, change and go; the public reads whole bundles; a recount finds the same."""

from datetime import timedelta
from typing import Any

import pytest

import storytelling as telling
from factories import MONDAY
from people import CITIZEN, actor
from sangsuk.insight.voices import actions as voices
from sangsuk.insight.voices import auditing
from sangsuk.insight.voices.hearing import TOGETHER
from sangsuk.insight.voices.tables import Heard, VoiceBundle, VoiceTally, VoiceWeight, VoiceWord
from sangsuk.stories import actions as stories

pytestmark = pytest.mark.usefixtures("world")
PUBLISHED = ("publish", "contact")


def kept(n: int, **changes: Any) -> Any:
    """Passed, and not for the public to read."""
    story = telling.story(n, **({"uses": ()} | changes))
    return stories.move(story, "keep", by=actor("dao"), data=telling.PASSED)


def tally(scope: str, reach: str, measure: str = "voices", axis: str = "all", value: str = "") -> int:
    rows = VoiceTally.objects.filter(scope=scope, reach=reach, axis=axis, value=value, measure=measure)
    return sum(rows.values_list("n", flat=True))


def checked() -> None:
    assert list(auditing.faults()) == []


def test_a_published_story_is_heard_in_every_area_it_lies_in() -> None:
    telling.published(1)
    telling.story(2)
    assert voices.count() == 2
    for scope in ("5001", "under:5000", "region:north", "under:MOI"):
        assert (tally(scope, "desk"), tally(scope, "public"), tally(scope, "desk", "above")) == (1, 1, 1)
    assert tally("5001", "public", "positive", "service", "registration") == 1
    assert tally("5002", "desk") == 0
    assert VoiceWord.objects.filter(scope="5001", reach="public", word="เจ้าหน้าที่", above=1).exists()
    checked()


def test_what_is_counted_is_counted_once() -> None:
    telling.published(1)
    for _ in range(3):
        voices.count()
    assert tally("5001", "desk") == 1


def test_themes_and_services_of_few_are_told_together() -> None:
    themes = ("service",) * 14 + ("character",) * 3 + ("volunteer",) * 3
    for n, theme in enumerate(themes):
        kept(n, theme=theme, service="security" if n % 4 == 0 else "registration")
    voices.count()
    for axis, told in (
        ("theme", {"service": 14, "character": 0, "volunteer": 0, TOGETHER: 6}),
        ("service", {"registration": 15, "security": 5, TOGETHER: 0}),
    ):
        assert {value: tally("5001", "public", axis=axis, value=value) for value in told} == told
    assert tally("5001", "desk", axis="theme", value="character") == 3
    checked()


def test_what_changes_and_what_is_taken_back_is_counted_so() -> None:
    story = telling.published(1)
    voices.count()
    stories.move(story, "consent", by=CITIZEN, data={"uses": {"publish": False}})
    voices.count()
    assert (tally("5001", "desk"), tally("5001", "public")) == (1, 0)
    checked()
    stories.move(story, "withdraw", by=CITIZEN)
    voices.count()
    assert (tally("5001", "desk"), Heard.objects.count(), VoiceWeight.objects.count()) == (0, 0, 0)
    checked()


def test_what_nobody_may_read_is_told_in_whole_bundles_only() -> None:
    for n in range(1, 20):
        kept(n)
    voices.count()
    assert (tally("5001", "desk"), tally("5001", "public"), tally("under:MOI", "public")) == (19, 0, 0)
    last = kept(20)
    voices.count()
    assert (tally("5001", "desk"), tally("5001", "public"), tally("under:MOI", "public")) == (20, 20, 20)
    checked()
    stories.move(last, "withdraw", by=CITIZEN)
    voices.count()
    assert (tally("5001", "desk"), tally("5001", "public"), VoiceBundle.objects.count()) == (19, 0, 0)
    checked()


def test_who_waited_long_is_told_with_the_province(monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(1, 21):
        kept(n, office="5001" if n % 2 else "5002")
    voices.count()
    assert tally("under:5000", "public") == 0
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY + timedelta(days=40))
    voices.count()
    assert (tally("5001", "public"), tally("under:5000", "public"), tally("under:MOI", "public")) == (0, 20, 20)
    checked()


def test_one_day_weighs_no_more_than_the_rule_says() -> None:
    for n in range(1, 9):
        telling.published(n)
    telling.published(9, now=MONDAY + timedelta(days=1), tone="negative", expectation="below")
    voices.count()
    weight = VoiceWeight.objects.get(area="5001", reach="desk")
    assert (weight.voices, weight.positive, weight.negative) == (6, 5, 1)
    checked()


def test_the_recount_finds_what_is_wrong_and_mends_it() -> None:
    telling.published(1)
    voices.count()
    VoiceTally.objects.filter(scope="5001", axis="all", measure="voices", reach="desk").update(n=7)
    Heard.objects.update(tone="mixed")
    VoiceWeight.objects.filter(reach="public").update(positive=2)
    found = list(auditing.faults())
    assert any("kept 7, voices say 1" in line for line in found)
    assert any(line.startswith("story ") for line in found) and any(line.startswith("weight ") for line in found)
    voices.recount()
    checked()
