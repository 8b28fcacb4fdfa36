"""The office answers in public, promises a change and proves it; the writer says whether it happened."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import answering
import storytelling as telling
from answering import BAD, DID, DUE, TEXT, WHAT, WHO, bad, days, finished, pledge
from factories import MONDAY
from people import CITIZEN, STAFF, actor
from sangsuk.common.errors import Missing, NotAllowed, Refused, Stale
from sangsuk.notifications.models import Message
from sangsuk.notifications.sentences import SENTENCES
from sangsuk.stories import actions as stories
from sangsuk.stories import forgetting
from sangsuk.stories.answers import actions, checking, counting, evidence, machine, queries, recording, table
from sangsuk.stories.answers import words as called
from sangsuk.stories.models import Answering, Pledge, PledgeEvent, PledgeFile, Story, StoryAnswer

pytestmark = pytest.mark.usefixtures("world")

THIN = [
    "ที่ว่าการอำเภอได้รับทราบแล้ว ขอบคุณสำหรับข้อเสนอแนะ จะนำไปปรับปรุงต่อไป",
    "ขออภัยในความไม่สะดวก ทางอำเภอจะกำชับเจ้าหน้าที่ที่เกี่ยวข้องให้ดียิ่งขึ้นต่อไปค่ะ",
    "รับเรื่องไว้แล้วครับ จะรีบดำเนินการแก้ไขโดยเร็ว ขอบคุณครับ",
]
TOLD = [
    TEXT,
    "ช่องทะเบียนขาดคนในวันนั้นเพราะออกหน่วยเคลื่อนที่ เราย้ายวันออกหน่วยเป็นบ่ายวันพุธแล้ว",
    "ท่านไม่ต้องใช้สำเนาบัตร เจ้าหน้าที่ขอเกินกว่าระเบียบ เราปลดป้ายเก่าออกแล้ว",
]


@pytest.mark.parametrize("text", THIN)
def test_an_answer_that_only_was_informed_is_held_up(text: str) -> None:
    with pytest.raises(Refused) as refused:
        answering.answered(bad(), text=text)
    assert (refused.value.code, refused.value.field) == ("thin_answer", "text")
    assert not StoryAnswer.objects.exists()


@pytest.mark.parametrize("text", TOLD)
def test_an_answer_that_tells_what_was_found_goes_out(text: str) -> None:
    assert answering.answered(bad(), text=text).text == text


def test_praise_may_be_thanked_for_in_a_few_words() -> None:
    assert answering.answered(telling.published(), text="ขอบคุณที่เล่าให้เราฟังครับ ดีใจมาก").no == 1


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("นายสมชาย ใจดี เป็นผู้ให้บริการในวันนั้น และได้รับการอบรมเรื่องการต้อนรับประชาชนแล้ว", "ชื่อบุคคล"),
        ("เราโทรหาท่านที่ 081 555 0102 แล้วและอธิบายว่าเครื่องออกบัตรคิวเสียในวันนั้น ตอนนี้ซ่อมแล้ว", "เบอร์โทรศัพท์"),
    ],
)
def test_an_answer_names_nobody(text: str, what: str) -> None:
    with pytest.raises(Refused) as refused:
        answering.answered(bad(), text=text)
    assert refused.value.code == "personal_data"
    assert what in str(refused.value.message)


def test_the_answer_is_not_the_story_over_again() -> None:
    with pytest.raises(Refused) as refused:
        answering.answered(bad(), text=BAD["text"])
    assert refused.value.code == "copied"


def test_a_refusal_never_depends_on_who_the_author_is() -> None:
    """Else whoever guesses names would learn from it which is right."""
    guess = "คุณลุงบุญมาเจ้าเก่าไม่ต้องกังวล เครื่องออกบัตรคิวซ่อมเสร็จแล้ว และเพิ่มเจ้าหน้าที่ช่วงเช้า"
    told = []
    for n, uses in ((1, ("publish", "contact")), (2, ("publish",))):
        story = bad(n, uses=uses, author=telling.BUNMA if n == 1 else telling.Person())
        try:
            checking.answer(story, guess, WHO)
            told.append("")
        except Refused as refused:
            told.append(refused.code)
    assert told[0] == told[1]


@pytest.mark.parametrize("who", sorted(STAFF))
def test_only_the_office_itself_answers(who: str) -> None:
    story = bad()
    if who in ("malee", "suda"):
        assert answering.answered(story, by=who).user_id
        return
    with pytest.raises(NotAllowed):
        answering.answered(story, by=who)


def test_an_answer_is_corrected_with_a_reason_and_both_are_kept() -> None:
    story = bad()
    answering.answered(story)
    with pytest.raises(Refused):
        answering.answered(story, text=TEXT + " ขอบคุณที่บอกเรา", last=1)
    answering.answered(story, text=TEXT + " ขอบคุณที่บอกเรา", last=1, why="เพิ่มคำขอบคุณ", now=MONDAY + days(1))
    with pytest.raises(Stale):
        answering.answered(story, text=TEXT + " อีกครั้ง", last=1, why="เปิดหน้าเดิมค้างไว้")
    seen = queries.shown(story, now=MONDAY + days(1))
    assert (seen.corrected, [one.no for one in seen.history]) == (1, [1, 2])
    assert Answering.objects.get().answered_at == MONDAY
    assert Message.objects.filter(code="story-answered").count() == 1


def test_the_clock_runs_from_the_passing_and_counts_working_days() -> None:
    story = bad()
    owed = Answering.objects.get()
    assert (owed.passed_at, owed.rule_code) == (MONDAY, "story_answer")
    assert (owed.due_at - MONDAY).days == 7  # five working days
    answering.answered(story, now=MONDAY + days(8))  # the Tuesday after
    owed.refresh_from_db()
    assert owed.working_days == 6


def test_taken_back_and_passed_again_the_clock_does_not_begin_anew() -> None:
    story = bad()
    stories.move(story, "consent", by=CITIZEN, data={"uses": {"publish": False}}, now=MONDAY + days(1))
    stories.move(story, "consent", by=CITIZEN, data={"uses": {"publish": True}}, now=MONDAY + days(2))
    stories.move(story, "publish", by=actor("dao"), data=answering.SHOWN, now=MONDAY + days(3))
    assert Answering.objects.get().passed_at == MONDAY


def test_every_stage_has_its_words_and_every_message_its_sentence() -> None:
    assert set(called.STATUSES) == set(called.TONES) == {*table.OPEN, "done", "confirmed", "given_up"}
    for move in table.MOVES.values():
        assert move.tells is None or move.tells in SENTENCES
        assert set(move.needs) | set(move.takes) <= set(table.FIELDS)


# -- the life of a promise ---------------------------------------------------------------------------------------------

CAN = {
    "promised": {"office": {"finish", "postpone", "hand_over", "give_up"}, "author": set(), "machine": {"remind", "lapse"}},
    "broken": {"office": {"finish", "postpone", "hand_over", "give_up"}, "author": set(), "machine": {"escalate"}},
    "disputed": {
        "office": {"finish", "postpone", "hand_over", "give_up"}, "author": {"confirm"}, "machine": {"remind", "lapse"},
    },
    "done": {"office": set(), "author": {"confirm", "dispute"}, "machine": set()},
    "confirmed": {"office": set(), "author": {"dispute"}, "machine": set()},
    "given_up": {"office": set(), "author": set(), "machine": set()},
}  # fmt: skip


@pytest.mark.parametrize("status", CAN)
def test_who_may_do_what_with_a_promise(status: str) -> None:
    for who in ("office", "author", "machine", "moderator", "organiser", "looker"):
        may = {move.name for move in table.available(status, [who])}
        assert may == CAN[status].get(who, set()), who


def test_promised_done_with_proof_and_confirmed_by_its_writer() -> None:
    made = pledge()
    with pytest.raises(Refused) as refused:
        finished(made, files=())
    assert refused.value.field == "files"
    finished(made, now=MONDAY + days(3))
    assert (made.status, made.did) == ("done", DID)
    assert counting.counted(now=MONDAY).confirmed == 0
    with pytest.raises(NotAllowed):
        actions.move(made, "confirm", by=actor("suda"))
    actions.move(made, "confirm", by=CITIZEN, now=MONDAY + days(4))
    assert (made.status, made.confirmed_at) == ("confirmed", MONDAY + days(4))
    assert counting.counted(now=MONDAY).confirmed == 1
    assert list(recording.differences()) == []
    told = set(Message.objects.filter(about=f"story {made.story.code}").values_list("code", flat=True))
    assert {"story-answered", "story-promised", "story-done"} <= told


def test_a_disputed_one_has_ten_working_days_more_and_her_words_lose_their_names() -> None:
    made = finished(pledge(due_on=date(2026, 11, 19)), now=MONDAY + days(1))
    actions.move(made, "dispute", by=CITIZEN, data={"said": "นายสมชาย ใจดี บอกว่าจอยังไม่เปิด"}, now=MONDAY + days(2))
    assert (made.status, made.moved) == ("disputed", 0)
    assert made.due_on > date(2026, 11, 27)
    assert "สมชาย" not in made.said
    assert "จอยังไม่เปิด" in made.said
    assert Message.objects.filter(code="office-pledge-disputed").exists()
    finished(made, now=MONDAY + days(4), files=(answering.proof("b"),))
    assert (made.status, PledgeFile.objects.count()) == ("done", 2)


def test_a_day_is_moved_only_later_and_with_a_public_reason() -> None:
    made = pledge()
    for data in (
        {"due_on": DUE, "why": "รอจัดซื้อจอ"},
        {"due_on": date(2027, 1, 15), "why": "ช้า"},
        {"due_on": date(2027, 1, 15)},
    ):
        with pytest.raises(Refused):
            actions.move(made, "postpone", by=actor("suda"), data=data)
    why = "การจัดซื้อจอต้องประกาศใหม่เพราะไม่มีผู้เสนอราคา"
    actions.move(made, "postpone", by=actor("suda"), data={"due_on": date(2027, 1, 15), "why": why})
    seen = queries.shown(made.story, now=MONDAY).pledges[0]
    assert (made.moved, seen.why) == (1, why)
    assert "เลื่อนมาจาก" in seen.when


def test_an_owner_is_of_the_office_and_is_never_shown_outside() -> None:
    with pytest.raises(Refused) as refused:
        pledge(owner=actor("anan").user_id)
    assert refused.value.field == "owner"
    made = pledge(Story.objects.get(), owner=actor("malee").user_id)
    assert made.owner_id == actor("malee").user_id
    assert STAFF["malee"].name not in repr(queries.shown(made.story, now=MONDAY))


def test_two_who_write_at_once_are_numbered_one_after_the_other() -> None:
    story = bad()
    with CaptureQueriesContext(connection) as asked:
        answering.answered(story)
    assert any("FOR UPDATE" in one["sql"] and "stories_story" in one["sql"] for one in asked)
    with CaptureQueriesContext(connection) as asked:
        pledge(story)
    assert any("FOR UPDATE" in one["sql"] and "stories_story" in one["sql"] for one in asked)


def test_nothing_is_promised_before_an_answer() -> None:
    with pytest.raises(Refused) as refused:
        actions.promise(bad(), {"what": WHAT, "owner_role": WHO, "due_on": DUE}, by=actor("suda"), now=MONDAY)
    assert refused.value.code == "answer_first"


@pytest.mark.parametrize("due_on", [None, date(2026, 11, 16), date(2028, 1, 1)])
def test_a_promise_has_a_day_that_somebody_can_be_held_to(due_on: Any) -> None:
    story = bad()
    answering.answered(story)
    with pytest.raises(Refused) as refused:
        actions.promise(story, {"what": WHAT, "owner_role": WHO, "due_on": due_on}, by=actor("suda"), now=MONDAY)
    assert refused.value.field == "due_on"


# -- by itself -----------------------------------------------------------------------------------------------------------


def test_the_office_is_reminded_of_an_answer_and_then_the_province_hears_each_once() -> None:
    actor("suda"), actor("prasit")
    bad()
    assert machine.tick(MONDAY + days(1)) == 0
    assert machine.tick(MONDAY + days(4)) == 1
    assert machine.tick(MONDAY + days(4)) == 0
    assert machine.tick(MONDAY + days(14)) == 1
    assert machine.tick(MONDAY + days(15)) == 0
    told = list(
        Message.objects.filter(carrier="email", code__contains="answer-owed").values_list("code", "office_code")
    )
    assert told == [("office-answer-owed", "5001"), ("province-answer-owed", "5000")]


def test_an_answer_in_time_reminds_nobody() -> None:
    answering.answered(bad())
    assert machine.tick(MONDAY + days(30)) == 0


def test_a_promise_not_kept_is_broken_in_the_open_and_the_province_hears() -> None:
    actor("suda"), actor("prasit")
    made = pledge(due_on=date(2026, 11, 23))
    last_moment = MONDAY.replace(day=23, hour=16, minute=59)  # 23.59 in Bangkok
    assert machine.tick(last_moment) == 1  # reminded
    made.refresh_from_db()
    assert made.status == "promised"
    assert not queries.shown(made.story, now=last_moment).pledges[0].overdue
    midnight = last_moment + timedelta(minutes=1)
    assert queries.shown(made.story, now=midnight).pledges[0].overdue
    assert machine.tick(midnight) == 1
    made.refresh_from_db()
    assert (made.status, made.was_broken) == ("broken", True)
    assert [row.overdue for row in queries.listing(actor("suda"), tab="answered", now=midnight).items] == [1]
    assert machine.tick(midnight + days(14)) == 1
    codes = Message.objects.filter(code__contains="pledge").values_list("code", flat=True)
    assert set(codes) == {"office-pledge-near", "office-pledge-late", "province-pledge-late"}
    made.refresh_from_db()
    finished(made, now=midnight + days(15))
    assert (made.status, made.was_broken) == ("done", True)
    assert list(recording.differences()) == []


# -- what stops being shown ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["withdraw", "take_down", "unpublish"])
def test_nothing_of_the_answer_is_shown_when_the_story_is_gone(how: str) -> None:
    made = finished(pledge())
    story = made.story
    photo = PledgeFile.objects.get()
    assert evidence.public(story, photo.pk) == photo
    if how == "withdraw":
        stories.move(story, "withdraw", by=CITIZEN)
    elif how == "take_down":
        stories.move(story, "take_down", by=actor("nok"), data={"why": "มีผู้แจ้งว่าเป็นเรื่องของคนอื่น"})
    else:
        stories.move(story, "consent", by=CITIZEN, data={"uses": {"publish": False}})
    assert queries.shown(story, now=MONDAY) == queries.Shown("")
    with pytest.raises(Missing):
        evidence.public(story, photo.pk)
    assert counting.counted(now=MONDAY).stories == 0
    if how != "unpublish":
        assert not queries.listing(actor("suda"), tab="all", now=MONDAY).items
        assert not queries.pledges(actor("suda"), tab="all").items
        assert machine.tick(MONDAY + days(400)) == 0
        with pytest.raises(NotAllowed):
            actions.move(made, "confirm", by=CITIZEN)


def test_what_the_writer_said_of_a_promise_is_forgotten_with_what_she_told() -> None:
    made = finished(pledge())
    actions.move(made, "dispute", by=CITIZEN, data={"said": "จอยังไม่เปิดเลย"}, now=MONDAY)
    stories.move(made.story, "withdraw", by=CITIZEN, now=MONDAY)
    forgetting.forget_told(forgetting.told_over(MONDAY + days(900)))
    assert Pledge.objects.get().said == "–"
    assert "จอยังไม่เปิด" not in str([*PledgeEvent.objects.values_list("data", "changes")])
    assert not PledgeFile.objects.exists()
    assert list(recording.differences()) == []


# -- who reads, and what is counted ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "sees"), [("malee", 1), ("suda", 1), ("anan", 0), ("prasit", 1), ("orn", 0), ("nok", 1),
                                           ("dao", 1), ("kanya", 1), ("wichai", 0), ("preecha", 0), ("jinda", 0)])  # fmt: skip
def test_who_sees_the_list_of_answers(who: str, sees: int, django_assert_num_queries: Any) -> None:
    pledge()
    reader = actor(who)
    rows = queries.listing(reader, tab="all", now=MONDAY).items
    assert [(str(row.tone), len(row.pledges)) for row in rows] == [("ยังไม่พอใจ", 1)] * sees
    assert len(queries.pledges(reader, tab="all").items) == sees


def test_the_list_begins_with_what_waits_longest_and_costs_the_same_for_many(django_assert_num_queries: Any) -> None:
    for n in range(1, 8):
        bad(n, now=MONDAY + days(7 - n))
    suda = actor("suda")
    with django_assert_num_queries(2):
        first = queries.listing(suda, now=MONDAY, size=4)
    second = queries.listing(suda, now=MONDAY, size=4, cursor=first.next or "")
    due = [Answering.objects.get(pk=row.story.pk).due_at for row in (*first.items, *second.items)]
    assert due == sorted(due)
    assert (len(first.items), len(second.items)) == (4, 3)


def test_figures_are_held_back_until_there_are_enough_and_then_told() -> None:
    for n in range(1, 10):
        answering.answered(bad(n), now=MONDAY + days(n % 3))
    few = counting.counted(office="5001", now=MONDAY)
    assert (few.stories, few.answered_percent, few.median_days) == (9, None, None)
    answering.answered(bad(10), now=MONDAY + days(9))
    bad(11)
    enough = counting.counted(office="5001", now=MONDAY + days(10))
    assert (enough.stories, enough.answered, enough.answered_percent) == (11, 10, 91)
    assert (enough.median_days, enough.p90_days) == (1, 2)
    assert (enough.in_time, enough.late_now) == (9, 1)
    assert counting.counted(province="50", now=MONDAY + days(10)) == enough == counting.counted(now=MONDAY + days(10))
    assert counting.counted(office="5002", now=MONDAY) == counting.Counted()
    assert counting.by_office(["5001", "5002"], now=MONDAY + days(10)) == {"5001": enough}


def test_the_public_figures_leave_out_what_is_not_published() -> None:
    story = bad()
    answering.answered(story)
    stories.move(story, "consent", by=CITIZEN, data={"uses": {"publish": False}})
    assert counting.counted(now=MONDAY).stories == 0
    assert counting.counted(now=MONDAY, public=False).stories == 1


def test_the_public_page_costs_three_queries_for_any_number_of_promises(django_assert_num_queries: Any) -> None:
    made = finished(pledge())
    pledge(made.story)
    story = Story.objects.get()
    queries.shown(story, now=MONDAY)
    with django_assert_num_queries(3):
        queries.shown(story, now=MONDAY)
