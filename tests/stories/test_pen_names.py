"""A pen name is read like the rest of what is told: what makes somebody known is not shown unless a moderator says that it may be."""

import pytest

import storytelling as telling
from factories import MONDAY
from people import CITIZEN, actor
from sangsuk.common.errors import Refused
from sangsuk.stories import actions as stories
from sangsuk.stories.models import Story
from sangsuk.stories.moderation import answers
from sangsuk.stories.moderation.answers import CONSENTED, NOT_IT, OWN, TAKE
from sangsuk.stories.moderation.queries import looked

pytestmark = pytest.mark.usefixtures("world")


def mark(story: Story, choice: str) -> None:
    found = looked(story.code, actor("dao"), now=MONDAY)
    assert found.pen_name is not None
    given = {found.pen_name.key: (choice, "ใครคนหนึ่ง")}
    marks = answers.tidied(found.findings, given, of=found.told.no, names=found.answered.names)
    stories.move(story, "mark", by=actor("dao"), data={"marks": marks}, now=MONDAY)


@pytest.mark.parametrize(
    ("pen_name", "why"),
    [
        ("ยายคำ", ""), ("แม่น้องต้นกล้า", ""), ("หลานคนโต", ""), ("สมชาย", ""), ("มาลี", ""), ("Happy Grandma", ""), ("คนรอคิว 08.30 น.", ""),
        ("โทร 081-234-5678", "pen_data"), ("1-1037-02071-81-1", "pen_data"), ("bunma@example.com", "pen_data"), ("ไลน์ bunma99", "pen_data"),
        ("นายสมชาย ใจดี", "pen_person"), ("นางสาวอรุณี", "pen_person"), ("คุณวิชัย ทองคำ", "pen_person"), ("มาลี รักงาน", "pen_person"),
        ("ปลัดมาลี รักงาน", "pen_person"), ("ไอ้สัตว์", "pen_abuse"),
    ],
)  # fmt: skip
def test_what_speaks_against_a_pen_name(pen_name: str, why: str) -> None:
    actor("malee")
    story = telling.story(pen_name=pen_name, now=MONDAY)
    found = looked(story.code, actor("dao"), now=MONDAY).pen_name
    assert (found.why if found else "") == why
    telling.pass_on(story)
    assert story.author_shown == ("" if why else pen_name)


def test_a_moderator_may_let_it_stand_and_a_change_of_consent_leaves_it_so() -> None:
    story = telling.story(pen_name="ลูกค้าคนที่ 0812345678", now=MONDAY)
    mark(story, NOT_IT)
    telling.pass_on(story)
    assert story.author_shown == "ลูกค้าคนที่ 0812345678"
    stories.move(story, "consent", by=CITIZEN, data={"uses": {"quote": True}}, now=MONDAY)
    assert story.author_shown == "ลูกค้าคนที่ 0812345678"


def test_it_stays_hidden_when_she_changes_what_she_allows() -> None:
    story = telling.published(pen_name="โทร 081-234-5678")
    stories.move(story, "consent", by=CITIZEN, data={"uses": {"quote": True}}, now=MONDAY)
    assert story.author_shown == ""


def test_nobody_can_say_that_a_name_is_none_or_write_another_pen_name() -> None:
    actor("malee")
    story = telling.story(pen_name="มาลี รักงาน", now=MONDAY)
    for choice in (NOT_IT, OWN, CONSENTED):
        with pytest.raises(Refused):
            mark(story, choice)
    mark(story, TAKE)
    assert telling.pass_on(story).author_shown == ""


def test_her_own_name_stands_by_her_consent_whatever_the_pen_name_was() -> None:
    story = telling.published(pen_name="นายสมชาย ใจดี", uses=("publish", "name"))
    assert story.author_shown == telling.BUNMA.name
    stories.move(story, "consent", by=CITIZEN, data={"uses": {"name": False}}, now=MONDAY)
    assert story.author_shown == ""


def test_what_stands_in_the_title_is_found_like_what_stands_in_the_text() -> None:
    story = telling.story(title="ขอชมคุณสมศรี ใจงาม โทร 081-234-5678", now=MONDAY)
    found = looked(story.code, actor("dao"), now=MONDAY)
    assert {one.kind for one in found.review.masks} == {"name", "phone"}
    assert "สมศรี" not in found.title
    assert "081" not in found.title
    with pytest.raises(Refused) as refused:
        telling.pass_on(story, passed={"title_shown": story_title(story)})
    assert refused.value.code == "still_personal"


def story_title(story: Story) -> str:
    return looked(story.code, actor("dao"), now=MONDAY).told.title
