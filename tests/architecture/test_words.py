"""Thai first, English complete: every sentence the house says has its English, and no catalog is behind the code."""

from pathlib import Path

import pytest

from sangsuk.config import words

ROOMS = [pytest.param(room, id=words.name_of(room)) for room in words.rooms()]
HINT = "Run `make words`, then write the English."


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_has_its_english(room: Path) -> None:
    assert words.missing(words.merged(room)) == [], HINT


@pytest.mark.parametrize("room", ROOMS)
def test_the_catalog_says_what_the_code_says(room: Path) -> None:
    written = {(message.context or "", message.id) for message in words.read(room / words.PO) if message.id}
    said = {(sentence.context, sentence.id) for sentence in words.collect(room).values()}
    assert written == said, HINT


def test_one_sentence_has_one_english() -> None:
    assert words.conflicts() == [], "Give one of them a context: pgettext, or {% translate ... context ... %}"


@pytest.mark.parametrize("room", ROOMS)
def test_no_english_says_itself_twice(room: Path) -> None:
    """Two who wrote the same sentence, and a merge that kept both."""
    said = [message.string for message in words.read(room / words.PO) if message.id and message.string]
    texts = [text for one in said for text in ([one] if isinstance(one, str) else one)]
    assert [text for text in texts if len(text) > 20 and text in (text + text)[1:-1]] == []
