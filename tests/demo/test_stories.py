"""The invented stories: written one by one, of every kind, and nowhere a real person or an office blamed on purpose."""

import re
from collections import Counter, defaultdict
from random import Random

import pytest

from sangsuk.config.demo.stories import areas, stories
from sangsuk.places import queries as places
from sangsuk.thai.words import segment

ALL = stories()
SERVICES = {"registration", "damrongdhama", "administration", "security", "office"}
THEMES = {"service", "character", "volunteer", "other"}
FLAGSHIPS = {f"f2564_{number:02}" for number in range(1, 11)}
USES = {"publish", "quote", "name", "photograph", "film", "contact"}
PHONE = re.compile(r"0\d[\d -]{7,12}\d")
WINDOW = 6
AT_MOST = 3


def words(text: str) -> list[str]:
    return [word for word in segment(text) if word.strip()]


def test_there_are_three_hundred_and_enough_of_them_are_answered():
    assert len(ALL) == 300
    assert sum(bool(story.answer) for story in ALL) >= 265
    assert all(story.answer for story in ALL if story.promise)


def test_the_tones_have_their_shares():
    tones = Counter(story.tone for story in ALL)
    for tone, share in (("positive", 0.60), ("negative", 0.25), ("mixed", 0.15)):
        assert abs(tones[tone] / len(ALL) - share) < 0.05, tones


def test_every_word_that_describes_a_story_is_one_we_have():
    for story in ALL:
        assert story.service in SERVICES, story.title
        assert story.theme in THEMES, story.title
        assert story.expects in {"below", "met", "above"}, story.title
        assert story.flagship in FLAGSHIPS | {""}, story.title
        assert set(story.uses) <= USES, story.title


def test_every_landscape_has_districts_and_every_code_is_a_district(world):
    chance = Random(1)
    for codes in areas.LANDSCAPES.values():
        assert all(places.district(code) for code in codes)
    for story in ALL:
        code = areas.district(story.area, chance)
        assert len(code) == 4 and code[:2] != "10", story.title


def test_no_title_and_no_pen_name_comes_twice():
    for field in ("title", "pen"):
        given = Counter(getattr(story, field) for story in ALL)
        assert [value for value, times in given.items() if times > 1] == []


def test_a_story_is_told_at_length_unless_it_is_marked_short_or_long():
    for story in ALL:
        many = len(words(story.text))
        least, most = (3, 50) if "short" in story.marks else (161, 330) if "long" in story.marks else (45, 160)
        assert least <= many <= most, (story.title, many)


def test_no_six_words_in_a_row_are_a_stock_phrase():
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for story in ALL:
        for text in (story.text, story.answer, story.promise):
            row = words(text)
            for at in range(len(row) - WINDOW + 1):
                found[tuple(row[at : at + WINDOW])].add(story.title)
    assert {" ".join(row): titles for row, titles in found.items() if len(titles) > AT_MOST} == {}


def test_what_is_nearly_told_twice_is_marked_in_pairs():
    twins = Counter(mark for story in ALL for mark in story.marks if mark.startswith("twin:"))
    assert twins and set(twins.values()) == {2}


def test_telephones_are_those_that_nobody_has():
    for story in ALL:
        assert story.phone == "" or story.phone.startswith("08155501"), story.title
        for number in PHONE.findall(story.text + story.answer):
            assert re.sub(r"\D", "", number).startswith("08155501"), (story.title, number)


@pytest.mark.parametrize("mark", ["personal", "small-place", "self-harm", "threat", "bribe"])
def test_there_is_something_for_each_lane(mark):
    assert any(mark in story.marks for story in ALL)


def test_who_is_thanked_by_name_is_named_in_the_text_and_nobody_is_who_is_blamed():
    for story in ALL:
        assert not story.praised or story.tone == "positive", story.title
        assert not story.praised or story.praised.removeprefix("คุณ") in story.text, story.title
