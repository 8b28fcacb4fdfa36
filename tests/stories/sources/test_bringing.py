"""Posts are brought once, matched to an office, and wait for their author."""

from datetime import timedelta
from typing import Any

import pytest

import storytelling as telling
from factories import MONDAY
from people import STAFF, actor
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.stories import recording
from sangsuk.stories.models import SourcePost, Story, StoryEvent, StoryText
from sangsuk.stories.sources import actions, claims, queries
from sangsuk.stories.sources.actions import Match
from sangsuk.stories.sources.posts import Post

pytestmark = pytest.mark.usefixtures("world")
TEXT = "ไปทำบัตรที่อำเภอแม่ริม เจ้าหน้าที่ใจดีมาก ยกเก้าอี้ให้ยายนั่ง #สุขนี้ที่อำเภอ"


def post(n: int = 1, **changes: Any) -> Post:
    known = {"text": TEXT, "posted_at": telling.OPENED, "author": "ผู้เขียนบนเพจ", "permalink": ""}
    return Post("facebook", f"55_{n}", **(known | changes))


def brought(*posts: Post, **how: Any) -> actions.Brought:
    return actions.bring(posts or [post()], by=actor("dao"), name="feed.json", now=MONDAY, **how)


def asked(**changes: Any) -> str:
    telling.campaign()
    brought(post(**changes))
    return actions.match(SourcePost.objects.get(), Match("5007", "เก้าอี้ของยาย", "positive"), by=actor("dao"), now=MONDAY)


def test_the_same_file_twice_is_brought_once_and_a_changed_post_is_seen() -> None:
    telling.campaign()
    first = brought(post(1), post(2), post(3, text="ไม่มีแฮชแท็กของเรา"))
    again = brought(post(1), post(2, text=TEXT + " แก้แล้ว"))
    assert (first.new, first.others) == (2, 1)
    assert (again.new, again.known, again.changed) == (0, 1, 1)
    assert "แก้แล้ว" in actions.words_of(SourcePost.objects.get(post_id="55_2"))


def test_words_and_author_lie_sealed() -> None:
    telling.campaign()
    brought()
    kept = SourcePost.objects.get()
    assert "แม่ริม".encode() not in bytes(kept.words)
    assert (actions.words_of(kept), actions.author_of(kept)) == (TEXT, "ผู้เขียนบนเพจ")


def test_of_two_campaigns_with_one_hashtag_it_is_the_one_of_its_time() -> None:
    telling.campaign("happy-2563")
    telling.campaign("happy-2569", opens_on=MONDAY.date(), closes_on=MONDAY.date() + timedelta(30))
    brought(post(1), post(2, posted_at=MONDAY))
    assert list(SourcePost.objects.order_by("post_id").values_list("campaign", flat=True)) == [
        "happy-2563",
        "happy-2569",
    ]


@pytest.mark.parametrize("who", sorted(set(STAFF) - {"dao", "nok"}))
def test_only_the_department_and_the_ministry_bring_posts(who: str) -> None:
    telling.campaign()
    with pytest.raises(NotAllowed):
        actions.bring([post()], by=actor(who), name="x")
    with pytest.raises(NotAllowed):
        queries.listing(actor(who), "new")


def test_the_office_is_proposed_by_what_the_text_names() -> None:
    assert [card.code for card in queries.offices_named(TEXT)] == ["5007"]
    assert queries.offices_named("ไม่ได้บอกว่าที่ไหน") == []


def test_matched_it_waits_for_its_author_and_nobody_but_the_department_sees_it() -> None:
    asked()
    story = Story.objects.get()
    assert (story.status, story.campaign_id, story.outside_window) == ("awaiting", "happy-2563", False)
    assert {who for who in STAFF if Story.objects.visible_to(actor(who)).exists()} == {"dao", "nok"}
    assert "#สุขนี้" not in StoryText.objects.get().text


def test_the_window_counts_when_she_posted_and_not_when_it_was_brought() -> None:
    asked(posted_at=telling.CLOSED + timedelta(seconds=1))
    assert Story.objects.get().outside_window


def test_who_told_it_elsewhere_was_not_asked_the_campaigns_questions() -> None:
    asked_for = [{"code": "q1", "th": "อะไรทำให้ยิ้ม", "en": "What made you smile?", "required": True}]
    telling.campaign(questions=asked_for)
    brought()
    actions.match(SourcePost.objects.get(), Match("5007", "เก้าอี้ของยาย", "positive"), by=actor("dao"), now=MONDAY)
    assert Story.objects.get().campaign_id == "happy-2563"


def test_the_link_is_hers_once_and_then_the_story_is_hers() -> None:
    secret = asked()
    story, key = claims.allow(secret, {"publish": True, "film": False}, now=MONDAY)
    assert (story.status, len(key)) == ("received", 19)
    assert not actions.words_of(SourcePost.objects.get())
    with pytest.raises(Missing):
        claims.opened(secret, now=MONDAY)


def test_when_she_says_no_nothing_of_her_words_stays() -> None:
    secret = asked()
    claims.refuse(secret, now=MONDAY)
    gone()
    assert brought(post(), any_words=True).known == 1


def test_when_she_does_not_answer_it_is_forgotten_after_its_days() -> None:
    secret = asked()
    assert claims.let_go(MONDAY + timedelta(days=60)) == 0
    assert claims.let_go(MONDAY + timedelta(days=60, seconds=1)) == 1
    gone()
    with pytest.raises(Missing):
        claims.opened(secret, now=MONDAY)


def gone() -> None:
    kept, story = SourcePost.objects.get(), Story.objects.get()
    assert (kept.state, bytes(kept.words), bytes(kept.author), story.status) == ("left", b"", b"", "withdrawn")
    assert "แม่ริม" not in str(
        [*StoryText.objects.values("title", "text"), *StoryEvent.objects.values("data", "changes")]
    )
    assert list(recording.differences()) == []


def test_a_post_that_nobody_matched_is_forgotten_too() -> None:
    telling.campaign()
    brought()
    assert claims.let_go(MONDAY + timedelta(days=61)) == 1
    assert SourcePost.objects.get().state == "left"


def test_left_for_a_reason_it_is_not_brought_again() -> None:
    telling.campaign()
    brought()
    with pytest.raises(Refused):
        actions.leave(SourcePost.objects.get(), " ", by=actor("dao"))
    actions.leave(SourcePost.objects.get(), "เป็นโฆษณา", by=actor("dao"))
    assert (brought().known, SourcePost.objects.get().state) == (1, "left")
    with pytest.raises(Refused):
        actions.match(SourcePost.objects.get(), Match("5007", "ชื่อ", "positive"), by=actor("dao"))
