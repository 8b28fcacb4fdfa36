"""The author's side: whether a change has happened, her story as a case, and the invitation after a solved case."""

from datetime import date

import pytest
from django.test import Client

import factories
import storytelling as telling
from answering import BAD, SHOWN, finished, pledge
from factories import MONDAY
from people import actor
from sangsuk.cases.models import Case
from sangsuk.common import ids
from sangsuk.stories import actions as stories
from sangsuk.stories import drafts
from sangsuk.stories.answers import rails, words
from sangsuk.stories.models import Pledge, Story, StoryCase, StoryDraft

pytestmark = pytest.mark.usefixtures("world")


def hers(n: int = 1) -> tuple[Story, str]:
    """Her story of a bad day, shown, and the address of her own page."""
    sent = telling.submitted(n, **BAD)
    story = stories.move(sent.story, "publish", by=actor("dao"), data=telling.PASSED | SHOWN, now=MONDAY)
    return story, f"/stories/mine/{story.code}/{sent.key}"


def test_she_reads_the_answer_and_says_that_it_has_not_happened_and_then_that_it_has() -> None:
    story, at = hers()
    made = finished(pledge(story))
    page = Client().get(at).content.decode()
    assert made.what in page
    assert f"{at}/pledges/1/confirm" in page
    said = {"p1-version": made.version, "p1-said": "จอยังไม่เปิด"}
    assert Client().post(f"{at}/pledges/1/dispute", said).status_code == 302
    assert Client().post(f"{at}/pledges/1/confirm", said).status_code == 409
    version = Pledge.objects.get().version
    assert Client().post(f"{at}/pledges/1/confirm", {"p1-version": version}).status_code == 302
    assert Pledge.objects.get().status == "confirmed"
    assert "ผู้เล่ายืนยัน" in Client().get(f"/stories/{story.code}").content.decode()


def test_a_promise_whose_day_is_over_says_so_on_the_storys_page(monkeypatch: pytest.MonkeyPatch) -> None:
    story, at = hers()
    made = pledge(story, due_on=date(2026, 11, 20))
    late = str(words.STATUSES["broken"][1])

    def told_on(day: int, address: str) -> str:
        monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY.replace(day=day))
        return Client().get(address).content.decode()

    for address in (f"/stories/{story.code}", at):
        in_time, over = told_on(20, address), told_on(21, address)
        assert made.what in in_time and late not in in_time
        assert made.what in over and late in over


@pytest.mark.parametrize("name", ["finish", "give_up", "lapse", "nothing"])
def test_she_makes_only_her_own_moves(name: str) -> None:
    story, at = hers()
    made = finished(pledge(story))
    assert Client().post(f"{at}/pledges/1/{name}", {"p1-version": made.version}).status_code == 404
    wrong = at.rpartition("/")[0] + "/AAAA-AAAA-AAAA-AAAA"
    assert Client().post(f"{wrong}/pledges/1/confirm", {"p1-version": made.version}).status_code == 404


def test_her_story_becomes_a_case_without_typing_again() -> None:
    story, at = hers()
    assert f"{at}/case" in Client().get(at).content.decode()
    form = Client().get(f"{at}/case").content.decode()
    assert BAD["text"] in form
    assert telling.BUNMA.phone not in form
    told = {"description": rails.prefill(story).description, "identity": "none"}
    assert Client().post(f"{at}/case", told).status_code == 422  # she is asked whom it is about
    sent = Client().post(f"{at}/case", told | {"accuses": "yes"})
    case = Case.objects.get()
    assert sent["Location"] == f"/track/{case.number}/{ids.secret_key(case.client_id)}"
    assert case.number in Client().get(at).content.decode()
    assert story.code in Client().get(sent["Location"]).content.decode()
    assert Client().get(f"{at}/case").status_code == 403
    assert case.number not in Client().get(f"/stories/{story.code}").content.decode()


def test_praise_is_offered_no_case() -> None:
    sent = telling.submitted()
    at = f"/stories/mine/{sent.story.code}/{sent.key}"
    assert "/case" not in Client().get(at).content.decode()
    assert Client().get(f"{at}/case").status_code == 403


def test_a_solved_case_invites_and_the_story_that_comes_is_linked_for_her_alone() -> None:
    made = factories.submitted()
    Case.objects.filter(pk=made.case.pk).update(
        status="settled", closed_at=MONDAY, solved="yes", due_at=None, tick_at=None
    )
    at = f"/track/{made.case.number}/{made.key}"
    assert f"{at}/story/begin" in Client().get(at).content.decode()
    begun = Client().post(f"{at}/story/begin")
    assert made.case.number not in begun["Location"]
    assert made.key not in begun["Location"]
    token = StoryDraft.objects.get().token
    drafts.save(token, text=telling.TEXT, title=telling.TITLE, tone="positive", asked="yes")
    sent = drafts.send(token, channel="web")
    assert StoryCase.objects.get().story == sent.story
    assert made.case.number in Client().get(f"/stories/mine/{sent.story.code}/{sent.key}").content.decode()
    assert f"{at}/story/begin" not in Client().get(at).content.decode()


def test_an_unsolved_case_invites_nobody() -> None:
    made = factories.submitted()
    at = f"/track/{made.case.number}/{made.key}"
    assert "story/begin" not in Client().get(at).content.decode()
    assert Client().post(f"{at}/story/begin").status_code == 403
