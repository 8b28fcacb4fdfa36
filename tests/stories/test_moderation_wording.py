"""What the author reads: words proposed to her, why her story was not passed, whom to call."""

import pytest
from django.template.loader import render_to_string

import storytelling as telling
from factories import MONDAY
from people import CITIZEN, actor
from sangsuk.stories import actions as stories
from sangsuk.stories import queries
from sangsuk.stories.moderation import answers, placing, wording

pytestmark = pytest.mark.usefixtures("world")
KNOWN = "ยายอยู่บ้านหนองแสง ไปทำบัตรเมื่อวันที่ 3 ธันวาคม เจ้าหน้าที่ดูแลดีมาก ขอบคุณจริง ๆ"


def asked_story():
    story = telling.story(text=KNOWN, now=MONDAY)
    return stories.move(story, "ask", by=actor("dao"), data={"note": "ขอให้ช่วยดูสองแห่งนี้ค่ะ"}, now=MONDAY)


def test_she_reads_each_place_with_what_stands_around_it() -> None:
    asked = wording.asked(asked_story(), now=MONDAY)
    assert asked is not None
    assert [(one.was, one.instead) for one in asked.wordings] == [
        ("บ้านหนองแสง", "หมู่บ้านแห่งหนึ่ง"), ("วันที่ 3 ธันวาคม", "ต้นเดือนธันวาคม"),
    ]  # fmt: skip
    assert asked.wordings[0].before.endswith("ยายอยู่")
    page = render_to_string("public/stories/_wording.html", {"asked": asked})
    assert 'name="m:village-' in page
    assert "หมู่บ้านแห่งหนึ่ง" in page


def test_nothing_is_asked_of_her_before_and_afterwards() -> None:
    story = telling.story(text=KNOWN, now=MONDAY)
    assert wording.asked(story, now=MONDAY) is None


def test_what_she_leaves_unanswered_counts_as_taken_and_her_own_words_stand() -> None:
    story = asked_story()
    told = queries.told(story)
    village = wording.asked(story, now=MONDAY).wordings[0].key
    marks = wording.marks_of(story, {village: (answers.OWN, "ชนบทเล็ก ๆ")}, now=MONDAY)
    stories.move(story, "accept_wording", by=CITIZEN, data={"marks": marks}, now=MONDAY)
    look = placing.look(told.title, told.text, now=MONDAY)
    title, text = answers.draft(told, look.proposals, answers.current(story, told.no))
    assert (title, text[:35]) == (told.title, "ยายอยู่ชนบทเล็ก ๆ ไปทำบัตรเมื่อต้นเดือนธันวาคม"[:35])


def test_the_moderators_own_proposal_is_what_she_is_offered_and_what_she_need_not_see_is_left_out() -> None:
    story = telling.story(text=KNOWN, now=MONDAY)
    told = queries.told(story)
    look = placing.look(told.title, told.text, now=MONDAY)
    village, day = look.rewordings
    given = {village.key: (answers.OWN, "ชุมชนของยาย"), day.key: (answers.LEAVE, "")}
    marks = answers.tidied(look.proposals, given, of=told.no)
    stories.move(story, "ask", by=actor("dao"), data={"note": "ขอให้ช่วยดูแห่งนี้ค่ะ", "marks": marks}, now=MONDAY)
    assert [one.instead for one in wording.asked(story, now=MONDAY).wordings] == ["ชุมชนของยาย"]
    stories.move(
        story, "accept_wording", by=CITIZEN, data={"marks": wording.marks_of(story, {}, now=MONDAY)}, now=MONDAY
    )
    assert "ชุมชนของยาย" in answers.draft(told, look.proposals, answers.current(story, told.no))[1]


def test_not_passed_says_why_and_what_she_can_do() -> None:
    story = telling.story(now=MONDAY)
    assert wording.not_passed(story, "th") is None
    stories.move(
        story, "reject", by=actor("dao"), data={"reason": "unmaskable", "note": "ลองเล่าให้กว้างขึ้นนะคะ"}, now=MONDAY
    )
    ended = wording.not_passed(story, "th")
    assert ended is not None
    page = render_to_string("public/stories/_not_passed.html", {"ended": ended})
    assert "ปิดบังตัวบุคคลไม่ได้" in page
    assert "ลองเล่าให้กว้างขึ้นนะคะ" in page
    assert "dao" not in page
    assert actor("dao").name not in page


@pytest.mark.parametrize(
    ("language", "name"),
    [("th", "สายด่วนสุขภาพจิต กรมสุขภาพจิต"), ("en", "Mental Health Hotline, Department of Mental Health")],
)
def test_help_comes_at_once_in_her_language(language: str, name: str) -> None:
    story = telling.story(text="หนี้ท่วมหัว ผมไม่อยากอยู่แล้ว ไม่รู้จะทำอย่างไร", tone="negative", now=MONDAY)
    lines = wording.help_lines_of(story, language=language, now=MONDAY)
    assert (lines[0].number, lines[0].name) == ("1323", name)
    assert "tel:1323" in render_to_string("public/stories/_help_lines.html", {"lines": lines, "story": story})
    assert wording.help_lines(telling.TITLE, telling.TEXT, language=language, now=MONDAY) == []
