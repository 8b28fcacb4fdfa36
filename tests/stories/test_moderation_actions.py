"""Nothing is published before a person decided, and on no other ground than the rules give."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import storytelling as telling
from factories import MONDAY
from people import CITIZEN, actor, user
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.notifications.models import Message
from sangsuk.stories import actions as stories
from sangsuk.stories import queries, recording
from sangsuk.stories.models import DutyTurn, HelpLine, ModerationRule, Story, StoryEvent
from sangsuk.stories.moderation import answers, duty, placing, rows

pytestmark = pytest.mark.usefixtures("world")

NAMED = "ไปทำบัตรที่อำเภอ คุณสมศรี ใจงาม เจ้าหน้าที่ทะเบียน ดูแลดีมาก พูดเพราะ ขอบคุณจริง ๆ"
BAD = "เจ้าหน้าที่ทะเบียนชื่อคุณวิชัย พูดจาไม่ดี ให้รอทั้งวัน ผิดหวังมาก"
DANGER = "ไปติดต่อมาสามรอบก็ไม่ได้เงิน หนี้ท่วมหัว ผมไม่อยากอยู่แล้ว"
KNOWN = "ยายอายุ 84 ปี อยู่บ้านหนองแสง ไปทำบัตรเมื่อวันที่ 3 ธันวาคม หลานชายคนเล็กของกำนันพาไป เจ้าหน้าที่ดูแลดีมาก"


def found(story: Story):
    told = queries.told(story)
    return told, placing.look(told.title, told.text, tone=story.tone, now=MONDAY)


def mark(story: Story, who: str, *given: tuple[int, str, str]) -> None:
    told, look = found(story)
    chosen = {look.proposals[at].key: (choice, own) for at, choice, own in given}
    stories.move(
        story, "mark", by=actor(who), data={"marks": answers.tidied(look.proposals, chosen, of=told.no)}, now=MONDAY
    )


def shown(story: Story) -> dict[str, Any]:
    told, look = found(story)
    title, text = answers.draft(told, look.proposals, answers.current(story, told.no))
    return {"severity": look.severity, "title_shown": title, "text_shown": text}


@pytest.mark.parametrize(
    ("text", "lane", "due"),
    [
        (telling.TEXT, "fast", datetime(2026, 11, 17, 9, 30, tzinfo=UTC)),
        ("ต้องจ่ายใต้โต๊ะห้าร้อยกว่าจะได้คิว เสียใจมาก", "careful", datetime(2026, 11, 19, 9, 30, tzinfo=UTC)),
        (DANGER, "duty", MONDAY + timedelta(hours=1)),
    ],
)
def test_a_story_waits_in_its_lane_from_the_moment_it_comes(text: str, lane: str, due: datetime) -> None:
    story = telling.story(text=text, now=MONDAY)
    assert (story.lane, story.due_at) == (lane, due)
    assert list(recording.differences()) == []


def test_how_long_a_lane_takes_is_a_row() -> None:
    ModerationRule.objects.filter(what="fast").update(amount=2)
    rows._rules.forget()
    assert telling.story(now=MONDAY).due_at == datetime(2026, 11, 18, 9, 30, tzinfo=UTC)


def test_a_name_is_never_published_that_nobody_answered_for() -> None:
    story = telling.story(text=NAMED, now=MONDAY)
    with pytest.raises(Refused) as refused:
        stories.move(
            story, "publish", by=actor("dao"), data={"severity": 0, "title_shown": telling.TITLE, "text_shown": NAMED}
        )
    assert refused.value.code == "still_personal"
    assert "สมศรี" not in str(refused.value.message)
    stories.move(story, "publish", by=actor("dao"), data=shown(story), now=MONDAY)
    assert story.text_shown == "ไปทำบัตรที่อำเภอ เจ้าหน้าที่ทะเบียนท่านหนึ่ง ดูแลดีมาก พูดเพราะ ขอบคุณจริง ๆ"


def test_what_is_no_name_may_stand_and_other_words_may_be_used() -> None:
    story = telling.story(text=NAMED.replace(" ใจงาม", ""), now=MONDAY)
    mark(story, "dao", (0, answers.OWN, "พี่เจ้าหน้าที่คนเก่ง"))
    assert "อำเภอ พี่เจ้าหน้าที่คนเก่ง ดูแล" in shown(story)["text_shown"]
    mark(story, "dao", (0, answers.NOT_IT, ""))
    stories.move(story, "publish", by=actor("dao"), data=shown(story), now=MONDAY)
    assert [e.move for e in StoryEvent.objects.filter(story=story).order_by("seq")] == [
        "submit",
        "mark",
        "mark",
        "publish",
    ]


def test_rewordings_are_the_authors_and_stand_only_when_she_took_them() -> None:
    story = telling.story(text=KNOWN, now=MONDAY)
    assert story.lane == "careful"
    assert "บ้านหนองแสง" in shown(story)["text_shown"]
    with pytest.raises(Refused) as refused:
        stories.move(story, "publish", by=actor("dao"), data=shown(story), now=MONDAY)
    assert (refused.value.code, refused.value.field) == ("known_in_place", "why")
    stories.move(story, "ask", by=actor("dao"), data={"note": "ขอให้ท่านช่วยดูถ้อยคำที่อาจทำให้คนรู้ว่าเป็นใคร"}, now=MONDAY)
    told, look = found(story)
    given = {one.key: (answers.TAKE, "") for one in look.rewordings} | {
        look.rewordings[0].key: (answers.OWN, "อายุมากแล้ว")
    }
    marks = answers.tidied(look.proposals, given, of=told.no, author=True)
    stories.move(story, "accept_wording", by=CITIZEN, data={"marks": marks}, now=MONDAY)
    stories.move(story, "publish", by=actor("dao"), data=shown(story), now=MONDAY)
    assert story.text_shown == ("ยายอายุมากแล้ว อยู่หมู่บ้านแห่งหนึ่ง ไปทำบัตรเมื่อต้นเดือนธันวาคม ญาติของผู้ใหญ่ในชุมชนพาไป เจ้าหน้าที่ดูแลดีมาก")
    assert list(recording.differences()) == []


def test_the_author_answers_rewordings_only() -> None:
    story = telling.story(text=NAMED, now=MONDAY)
    told, look = found(story)
    with pytest.raises(Refused):
        answers.tidied(look.proposals, {look.masks[0].key: (answers.NOT_IT, "")}, of=told.no, author=True)


def test_after_an_appeal_somebody_else_decides() -> None:
    story = telling.story(now=MONDAY)
    stories.move(story, "reject", by=actor("dao"), data={"reason": "other", "note": "ขอรายละเอียดเพิ่มอีกนิด"}, now=MONDAY)
    stories.move(story, "appeal", by=CITIZEN, data={"why": "เล่าครบแล้วค่ะ"}, now=MONDAY)
    assert (story.status, story.lane, story.due_at) == (
        "received",
        "careful",
        datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
    )
    for move, data in (("publish", telling.PASSED), ("reject", {"reason": "other", "note": "ยังไม่พอค่ะ ขออภัย"})):
        with pytest.raises(NotAllowed) as refused:
            stories.move(story, move, by=actor("dao"), data=data, now=MONDAY)
        assert refused.value.code == "not_the_same"
    stories.move(story, "publish", by=actor("nok"), data=telling.PASSED, now=MONDAY)
    assert story.status == "published"


def test_a_rejection_has_a_known_reason_and_words() -> None:
    story = telling.story(now=MONDAY)
    for data in ({"reason": "mood", "note": "ไม่ชอบเรื่องนี้เลย"}, {"reason": "other"}):
        with pytest.raises(Refused):
            stories.move(story, "reject", by=actor("dao"), data=data)
    assert all(rows.said(one, "says", "th") for one in rows.reasons("reject"))


def test_danger_calls_the_duty_officer_and_nobody_decides_before_she_did_something() -> None:
    DutyTurn.objects.create(
        office_id="5000",
        user=user("prasit"),
        from_at=MONDAY - timedelta(hours=1),
        to_at=MONDAY + timedelta(hours=8),
        made_at=MONDAY,
    )
    story = telling.story(text=DANGER, tone="negative", now=MONDAY)
    called = Message.objects.get(code="story-duty")
    assert called.recipient_masked.startswith("p•••@")
    assert "ไม่อยากอยู่" not in called.body
    with pytest.raises(Refused) as refused:
        stories.move(story, "reject", by=actor("dao"), data={"reason": "other", "note": "ขอให้โทรหาเรานะครับ"})
    assert refused.value.code == "duty_first"
    stories.move(story, "duty", by=actor("prasit"), data={"done": "ส่งข้อความและเบอร์ 1323 ให้ผู้เล่าแล้ว"}, now=MONDAY)
    assert (story.lane, story.due_at) == ("careful", datetime(2026, 11, 19, 9, 30, tzinfo=UTC))
    assert {line.number for line in rows.help_lines(["self_harm"])} == {"1323", "1669", "1300"}


def test_danger_leaves_the_duty_officer_only_when_she_did_something() -> None:
    story = telling.story(text=DANGER, tone="negative", now=MONDAY)
    with pytest.raises(Refused) as refused:
        stories.move(story, "grade", by=actor("dao"), data={"lane": "fast"}, now=MONDAY)
    assert refused.value.code == "duty_first"
    stories.move(story, "grade", by=actor("dao"), data={"severity": 5}, now=MONDAY)
    later = MONDAY + timedelta(minutes=20)
    stories.move(story, "reword", by=CITIZEN, data={"title": telling.TITLE, "text": telling.TEXT}, now=later)
    assert (story.lane, story.due_at, story.severity) == ("duty", MONDAY + timedelta(hours=1), 5)
    stories.move(story, "duty", by=actor("prasit"), data={"done": "โทรหาผู้เล่าแล้ว ปลอดภัยดี"}, now=later)
    stories.move(story, "grade", by=actor("dao"), data={"lane": "fast"}, now=later)
    assert story.lane == "fast"
    assert list(recording.differences()) == []


def test_with_nobody_on_duty_the_department_is_called() -> None:
    user("dao")
    assert duty.on_duty("50", MONDAY) == [user("dao").pk]


def test_answers_to_questions_are_searched_for_danger_too() -> None:
    telling.campaign(questions=[{"code": "more", "th": "อยากบอกอะไรอีก", "en": "Anything else?", "required": False}])
    story = telling.story(campaign="happy-2563", answers={"more": "ผมไม่อยากอยู่แล้ว"}, now=MONDAY)
    assert story.lane == "duty"


def test_taken_down_and_brought_back_says_who_and_why() -> None:
    story = telling.published()
    with pytest.raises(Refused):
        stories.move(story, "take_down", by=actor("nok"), data={"reason": "mood", "why": "ไม่ชอบ"})
    stories.move(story, "take_down", by=actor("nok"), data={"reason": "td.person", "why": "ผู้ถูกกล่าวถึงขอ และพิสูจน์แล้ว"})
    assert not Story.objects.published().exists()
    stories.move(story, "restore", by=actor("dao"), data={"why": "ตรวจใหม่แล้วไม่ใช่คนเดียวกัน"}, now=MONDAY)
    assert (story.status, story.lane) == ("received", "careful")
    last = StoryEvent.objects.filter(story=story).order_by("seq")
    assert [(e.move, e.actor_name) for e in last][-2:] == [
        ("take_down", actor("nok").name),
        ("restore", actor("dao").name),
    ]


def test_new_words_are_looked_at_anew() -> None:
    story = telling.story(now=MONDAY)
    stories.move(story, "reword", by=CITIZEN, data={"title": telling.TITLE, "text": DANGER}, now=MONDAY)
    assert story.lane == "duty"
    assert Message.objects.filter(code="story-duty").exists() or not duty.on_duty("50", MONDAY)


def test_every_help_line_has_a_number_and_a_source() -> None:
    assert HelpLine.objects.count() == 4
    assert all(line.source and line.number.isdigit() for line in HelpLine.objects.all())
