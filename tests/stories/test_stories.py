"""A story comes in, is passed, shown, and taken back."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

import storytelling as telling
from factories import MONDAY
from people import CITIZEN, STAFF, actor
from sangsuk.cases.intake import Person
from sangsuk.common.errors import Missing, NotAllowed, Refused, Stale
from sangsuk.notifications.models import Message
from sangsuk.offices.actor import Actor
from sangsuk.stories import actions as stories
from sangsuk.stories import authors, consents, forgetting, queries, recording, table
from sangsuk.stories.models import Campaign, ConsentText, Story, StoryAuthor, StoryEvent, StoryText, StoryWords

pytestmark = pytest.mark.usefixtures("world")


def test_the_same_client_id_is_the_same_story_and_the_same_words_open_it_again() -> None:
    first, again = telling.submitted(), telling.submitted()
    other = telling.submitted(title="อีกคนหนึ่งเล่าด้วยเลขเดียวกัน")
    assert (first.created, again.created, other.created) == (True, False, False)
    assert first.story == again.story == other.story
    assert (again.key, other.key) == (first.key, "")


def test_the_campaigns_own_words_hold_before_the_common_ones_and_the_newest_before_older_ones() -> None:
    made, on = telling.campaign(), MONDAY.date()
    common = consents.in_force(made, on)["film"]
    said = {"use": "film", "short_th": "ก", "short_en": "a", "full_th": "ก", "full_en": "a", "source": "PDPA s.19"}
    ConsentText.objects.create(code="newer", version="9", valid_from=on + timedelta(days=2), **said)
    ConsentText.objects.create(
        code="own", campaign=made, version="1", valid_from=on, valid_to=on + timedelta(days=4), **said
    )
    consents._texts.forget()

    def held(days: int, campaign: Campaign | None) -> str:
        return consents.in_force(campaign, on + timedelta(days=days))["film"].code

    assert [held(days, None) for days in (1, 2)] == [common.code, "newer"]
    assert [held(days, made) for days in (-1, 0, 3, 4)] == [common.code, "own", "own", "newer"]
    assert held(3, telling.campaign("another")) == "newer"


@pytest.mark.parametrize(
    ("moment", "outside"),
    [
        (telling.OPENED - timedelta(seconds=1), True),
        (telling.OPENED, False),
        (telling.CLOSED, False),
        (telling.CLOSED + timedelta(microseconds=999_999), False),
        (telling.CLOSED + timedelta(seconds=1), True),
    ],
)
def test_the_window_is_of_bangkok_and_its_last_second_counts(moment: Any, outside: bool) -> None:
    telling.campaign()
    assert telling.story(campaign="happy-2563", now=moment).outside_window is outside


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"office": "9999"}, "office"), ({"office": "MOI"}, "office"), ({"office": "5000"}, "office"),
        ({"title": ""}, "title"), ({"text": "สั้น"}, "text"), ({"tone": "angry"}, "tone"),
        ({"expectation": "much"}, "expectation"), ({"theme": "money"}, "theme"), ({"service": "post"}, "service"),
        ({"flagship": "f2564_11"}, "flagship"), ({"uses": ("publish", "sell")}, "uses"), ({"campaign": "none"}, "campaign"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        telling.submitted(**wrong)
    assert refused.value.field == field
    assert not Story.objects.exists()


def test_a_required_question_of_the_campaign_must_be_answered() -> None:
    telling.campaign(questions=[{"code": "joy", "th": "อะไรทำให้ท่านยิ้ม", "en": "What made you smile?", "required": True}])
    with pytest.raises(Refused) as refused:
        telling.submitted(campaign="happy-2563")
    assert refused.value.field == "answer_joy"
    told = telling.story(campaign="happy-2563", answers={"joy": "น้ำใจ"})
    assert queries.told(told).answers == {"joy": "น้ำใจ"}


def test_nobody_publishes_without_her_consent_but_the_office_may_read_it() -> None:
    story = telling.story(uses=())
    with pytest.raises(Refused) as refused:
        stories.move(story, "publish", by=actor("dao"), data=telling.PASSED)
    assert refused.value.code == "no_consent"
    kept = stories.move(story, "keep", by=actor("dao"), data=telling.PASSED)
    assert kept.status == "kept"
    assert not Story.objects.published().exists()
    assert Story.objects.visible_to(actor("suda")).get() == kept


def test_a_published_story_is_found_by_its_shown_words_and_tells_its_author() -> None:
    story = telling.published(passed={"text_shown": "เจ้าหน้าที่ทะเบียนออกมารับถึงรถ และทำบัตรให้จนเสร็จ"})
    assert queries.published(story.code).author_shown == "ยายคำ"
    assert "ดีใจ" not in str(StoryWords.objects.values_list("vector", flat=True).get())
    assert [m.code for m in Message.objects.filter(about=f"story {story.code}")] == ["story-published"]


def test_her_name_is_shown_only_while_she_allows_it() -> None:
    story = telling.published(uses=("publish", "name", "contact"))
    assert story.author_shown == telling.BUNMA.name
    stories.move(story, "consent", by=CITIZEN, data={"uses": {"name": False}})
    assert Story.objects.get().author_shown == "ยายคำ"
    assert telling.BUNMA.name not in str([*StoryEvent.objects.values_list("changes", flat=True)])
    assert list(recording.differences()) == []


def test_taking_back_publication_hides_it_at_once_and_a_new_yes_is_checked_again() -> None:
    story = telling.published()
    stories.move(story, "consent", by=CITIZEN, data={"uses": {"publish": False}})
    assert (story.status, story.published_at) == ("kept", None)
    assert not StoryWords.objects.exists()
    with pytest.raises(Missing):
        queries.published(story.code)
    stories.move(story, "consent", by=CITIZEN, data={"uses": {"publish": True}})
    assert (story.status, story.text_shown) == ("received", "")
    assert consents.allowed(story) == {"publish", "contact"}


def test_withdrawn_is_gone_for_everybody_and_every_consent_with_it() -> None:
    story = telling.published()
    stories.move(story, "withdraw", by=CITIZEN)
    assert (story.status, story.title_shown, story.text_shown, story.author_shown) == ("withdrawn", "", "", "")
    assert consents.allowed(story) == frozenset()
    assert not Story.objects.visible_to(actor("suda")).exists()


SEEN = {
    "received": {"dao", "nok", "prasit"},
    "published": {"dao", "nok", "prasit", "kanya", "malee", "suda"},
}


@pytest.mark.parametrize("status", SEEN)
def test_who_sees_a_story_at_the_desk(status: str) -> None:
    if status == "published":
        telling.published()
    else:
        telling.story()
    assert {who for who in STAFF if Story.objects.visible_to(actor(who)).exists()} == SEEN[status]
    assert not Story.objects.visible_to(CITIZEN).exists()


@pytest.mark.parametrize("who", sorted(set(STAFF) - {"dao", "nok", "prasit"}))
def test_only_moderators_pass_a_story(who: str) -> None:
    with pytest.raises(NotAllowed):
        stories.move(telling.story(), "publish", by=actor(who), data=telling.PASSED)


def test_who_was_quicker_wins() -> None:
    story = telling.story()
    other = Story.objects.get()
    stories.move(story, "grade", by=actor("dao"), data={"severity": 2})
    with pytest.raises(Stale):
        stories.move(other, "grade", by=actor("dao"), data={"severity": 3})


def test_rejected_she_changes_it_or_asks_another() -> None:
    story = telling.story()
    stories.move(story, "reject", by=actor("dao"), data={"reason": "advert", "note": "เรื่องนี้เป็นการโฆษณาสินค้า"})
    assert {move.name for move in table.available(story.status, ["author"])} == {
        "reword",
        "appeal",
        "consent",
        "withdraw",
    }
    stories.move(story, "reword", by=CITIZEN, data={"title": "เล่าใหม่", "text": telling.TEXT + " และไม่มีโฆษณาแล้ว"})
    assert (story.status, StoryText.objects.count(), queries.told(story).pen_name) == ("received", 2, "ยายคำ")


def test_the_events_alone_write_the_state() -> None:
    story = telling.published()
    stories.move(story, "take_down", by=actor("nok"), data={"why": "มีผู้แจ้งว่าเป็นเรื่องของคนอื่น"})
    assert list(recording.differences()) == []
    Story.objects.update(severity=4)
    assert [(d.number, d.field) for d in recording.differences()] == [(story.code, "severity")]


def test_code_and_key_open_ones_own_story_and_nothing_else_does() -> None:
    sent = telling.submitted()
    assert queries.mine(sent.story.code.lower(), sent.key, caller="1.2.3.4") == sent.story
    for code, key in ((sent.story.code, "AAAA-BBBB-CCCC-DDDD"), ("22222222", sent.key), ("\x00", "")):
        with pytest.raises(Missing):
            queries.mine(code, key, caller="1.2.3.4")


def test_who_told_it_is_sealed_and_only_the_machine_opens_it() -> None:
    story = telling.story()
    kept = StoryAuthor.objects.get()
    assert "บุญมา".encode() not in bytes(kept.name)
    assert authors.contact(story) == telling.BUNMA


def test_after_its_time_what_was_told_is_forgotten_and_what_is_shown_stays() -> None:
    shown, gone = telling.published(1), telling.story(2)
    stories.move(gone, "withdraw", by=CITIZEN)
    later = timezone.now() + timedelta(days=1)
    assert forgetting.forget_told(forgetting.told_over(later)) == 2
    assert not forgetting.told_over(later).exists()
    assert Story.objects.published().get().text_shown == shown.text_shown
    assert set(StoryText.objects.values_list("text", flat=True)) == {"–"}
    assert list(recording.differences()) == []
    assert telling.TEXT not in str([*StoryEvent.objects.filter(story=gone).values_list("data", "changes")])


def test_what_nobody_ever_decided_is_forgotten_from_the_day_it_came() -> None:
    asked = stories.move(telling.story(), "ask", by=actor("dao"), data={"note": "ขอให้ท่านช่วยดูถ้อยคำอีกครั้ง"})
    later = asked.received_at + timedelta(days=1)
    assert [*forgetting.told_over(later), *forgetting.authors_over(later)] == [asked, StoryAuthor.objects.get()]
    forgetting.forget_told(forgetting.told_over(later))
    assert set(StoryText.objects.values_list("text", flat=True)) == {"–"}
    assert list(recording.differences()) == []


def test_a_name_that_was_never_shown_is_taken_back_without_a_trace() -> None:
    story = telling.published(pen_name="คนบางกอก", uses=("publish", "name"), author=Person("", "0815550102", ""))
    assert story.author_shown == "คนบางกอก"
    stories.move(story, "consent", by=CITIZEN, data={"uses": {"name": False}})
    assert list(recording.differences()) == []


def test_the_machine_sees_all() -> None:
    telling.story()
    assert Story.objects.visible_to(Actor.system()).count() == 1


def test_moments_are_kept_as_they_were_given() -> None:
    assert telling.story(now=MONDAY).received_at == MONDAY
