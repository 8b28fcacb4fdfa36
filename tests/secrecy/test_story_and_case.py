"""That a story and a case are one person's is known to her and to who has the case in hand. Everybody asks everything twice:
with the link and without it; the answers are the same byte by byte, but for that one page of the owner.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from answering import answered, bad, pledge
from factories import MONDAY
from objects import Rows
from people import CITIZEN, STAFF, actor, user
from sangsuk.cases.models import Case
from sangsuk.insight.voices import actions as voices
from sangsuk.stories.answers import rails
from sangsuk.stories.models import Story, StoryCase

from . import addresses
from .test_differential import NOW, STRANGER, Asker, _apart
from .worlds import Things, plain, settled, world

pytestmark = pytest.mark.django_db
ALLOWED = "desk/stories/of-case/{number}"
READERS = (STRANGER, "malee", "suda", "anan", "prasit", "kanya", "orn", "nok", "wichai", "dao", "jinda")
"""Everybody; the office itself, another district, its province, another one, the ministry, an agency, a moderator, a judge."""
HELPED = (STRANGER, "malee", "prasit", "dao")
CASES = [(who, True) for who in READERS] + [(who, False) for who in HELPED]
"""The case accuses the office, or asks it to help."""


@pytest.fixture(autouse=True)
def _still(settings: Any, tmp_path: Any, world: None, remembering: None, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def linked(*, accuses: bool) -> tuple[Story, Case]:
    """Her bad day, answered in public with a promise; and her case of the same day."""
    story = bad()
    answered(story)
    pledge(story)
    told = rails.prefill(story).description
    sent = rails.become_case(story, description=told, accuses=accuses, identity="none", by=CITIZEN, now=MONDAY)
    return story, sent.case


def asked(who: str, story: Story, case: Case) -> dict[str, bytes]:
    rows = Rows()
    for start in ("desk/stories/", "stories/", "/stories/", "api/v1/stories/"):
        rows.put(start, "code", story.code)
    asker = Asker(who, public=who == STRANGER)
    return dict(asker.answers(Things([], case.number, ["1"], ["1"], [addresses.NOBODY], (rows,)))) | dict(
        found_by(asker.client, story, case)
    )


def found_by(client: Client, story: Story, case: Case) -> Iterator[tuple[str, bytes]]:
    """Each is looked for with the words and the number of the other."""
    for at in (
        f"desk/?tab=all&q={story.code}", f"desk/?tab=all&q={story.title_shown}", f"stories?q={case.number}",
        f"stories?q={story.title_shown}", f"desk/stories/answers?tab=all&q={case.number}", f"desk/readings?number={case.number}",
        f"api/v1/cases?q={story.code}", f"api/v1/stories?q={case.number}", "stories/open-data.csv", "stories/open-data.json",
    ):  # fmt: skip
        yield f"GET /{at}", plain(client.get(f"/{at}"))


@pytest.mark.slow
@pytest.mark.parametrize(("who", "accuses"), CASES)
def test_no_address_tells_that_a_story_and_a_case_are_one_persons(who: str, accuses: bool) -> None:
    story, case = linked(accuses=accuses)
    for one in STAFF:
        user(one)
    voices.count()
    settled(NOW)
    with world():
        with_link = asked(who, story, case)
    StoryCase.objects.all().delete()
    with world():
        without = asked(who, story, case)
    assert list(with_link) == list(without)
    differ = [at for at in with_link if with_link[at] != without[at]]
    own = who != STRANGER and _has_it(who, story, case)
    assert differ == ([f"GET /{ALLOWED.format(number=case.number)}"] if own else []), "\n".join(
        _apart(without[at], with_link[at]) for at in differ
    )


def _has_it(who: str, story: Story, case: Case) -> bool:
    """The owner of the case reads it, but not at the office that the story is about."""
    by = actor(who)
    return by.office_code == case.office_id != story.office_id and by.role in ("officer", "chief")
