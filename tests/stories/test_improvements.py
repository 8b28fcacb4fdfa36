"""What went wrong stays on the office's list until it is done: from stories, from cards, joined, promised, told."""

from datetime import date, timedelta
from typing import Any

import pytest

import judging
import storytelling as telling
from factories import MONDAY, client_id
from people import CITIZEN, STAFF, actor
from sangsuk.accounts.models import User
from sangsuk.common.errors import Missing, NotAllowed, Refused, Stale
from sangsuk.notifications.models import Message
from sangsuk.offices import actions as appointments
from sangsuk.offices import queries as offices
from sangsuk.offices.models import Office
from sangsuk.stories import actions as stories
from sangsuk.stories.answers import actions as answers
from sangsuk.stories.cards import actions as cards
from sangsuk.stories.cards.actions import NewCard
from sangsuk.stories.improvements import actions, linking, opening, queries, recording
from sangsuk.stories.models import ImprovementEvent, ImprovementItem, Pledge

pytestmark = pytest.mark.usefixtures("world")
ANSWER = "ขอบคุณที่เล่าให้เราฟัง เราขอโทษที่ท่านต้องรอนาน เราจะเพิ่มคนที่ช่องทำบัตรในวันจันทร์เช้า"
BAD = {"tone": "negative", "expectation": "below"}
PLAN = {"what": "เพิ่มคนที่ช่องทำบัตรในวันจันทร์เช้า", "owner_role": "งานทะเบียนและบัตร", "due_on": date(2026, 12, 15)}
TODAY = date(2026, 11, 16)


def item(n: int = 1, **changes: Any) -> ImprovementItem:
    story = telling.published(n, passed={"severity": 2}, **(BAD | changes))
    return ImprovementItem.objects.get(story=story)


def move(one: ImprovementItem, name: str, who: str = "malee", **data: Any) -> ImprovementItem:
    return actions.move(one, name, by=actor(who), data=data, now=MONDAY)


def card(n: int = 1, **changes: Any) -> None:
    new = {
        "client_id": client_id(n),
        "code": "5001",
        "tone": "negative",
        "service": "registration",
        "line": "รอนานสองชั่วโมง",
    }
    cards.send(NewCard(**(new | changes)), now=MONDAY)


@pytest.mark.parametrize(
    ("name", "field", "who", "words"),
    [
        ("plan", "what", "malee", "ให้นางสาวสมศรี ใจงาม เพิ่มเก้าอี้ในโถง"),
        ("plan", "owner_role", "malee", "นางสาวสมศรี ใจงาม"),
        ("drop", "why", "suda", "ได้โทรหาผู้เสนอที่ 081-555-0199 แล้ว"),
        ("done", "changed", "malee", "มีเก้าอี้แล้ว ถามนางสาวสมศรี ใจงาม ได้"),
    ],
)
def test_what_a_citizen_reads_of_an_item_names_nobody(name: str, field: str, who: str, words: str) -> None:
    one = item()
    if name == "done":
        move(one, "plan", **PLAN)
    before = (one.status, one.version)
    with pytest.raises(Refused) as refused:
        move(one, name, who, **(PLAN if name == "plan" else {}) | {field: words})
    assert (refused.value.code, refused.value.field) == ("personal_data", field)
    one.refresh_from_db()
    assert (one.status, one.version) == before


def test_only_what_went_wrong_comes_onto_the_list_and_only_after_moderation() -> None:
    telling.published(1)
    unread = telling.story(2, **BAD)
    assert not ImprovementItem.objects.exists()
    stories.move(unread, "keep", by=actor("dao"), data=telling.PASSED | {"severity": 3}, now=MONDAY)
    mixed = item(3, tone="mixed")
    assert [(i.status, i.severity) for i in ImprovementItem.objects.order_by("pk")] == [("waiting", 3), ("waiting", 2)]
    assert mixed.due_on == date(2026, 11, 19)  # three working days
    assert list(recording.differences()) == []


def test_a_card_comes_onto_the_list_once() -> None:
    for n, tone in enumerate(("negative", "mixed", "positive"), start=1):
        card(n, tone=tone)
    card(4, tone="positive", expectation="below")
    assert (opening.sweep(MONDAY), opening.sweep(MONDAY)) == (3, 0)
    assert ImprovementEvent.objects.filter(move="open").count() == 3
    assert list(recording.differences()) == []


def test_from_reading_it_to_telling_its_writer() -> None:
    one = move(item(), "acknowledge")
    assert one.due_on == date(2026, 12, 8)
    move(one, "plan", **PLAN)
    assert (one.status, one.due_on) == ("doing", PLAN["due_on"])
    move(one, "done", changed="มีสองช่องในเช้าวันจันทร์แล้ว รอไม่เกินครึ่งชั่วโมง")
    assert (one.status, one.due_on) == ("done", None)
    told = Message.objects.filter(code="story-improved")
    assert [m.about for m in told] == [f"story {one.story.code}"]
    assert "ที่ว่าการอำเภอเมืองเชียงใหม่ได้ปรับปรุงแล้ว" in told[0].body
    assert list(recording.differences()) == []


def test_who_may_not_be_written_to_is_not() -> None:
    one = move(item(uses=("publish",)), "plan", **PLAN)
    move(one, "done", changed="มีสองช่องในเช้าวันจันทร์แล้ว")
    assert not Message.objects.filter(code="story-improved").exists()


def test_several_joined_are_done_together() -> None:
    lead, second = item(1), item(2)
    card(3)
    opening.sweep(MONDAY)
    third = ImprovementItem.objects.get(story=None)
    move(third, "join", leader=second.pk)
    move(second, "join", leader=lead.pk)
    third.refresh_from_db()
    assert (third.leader_id, third.due_on) == (lead.pk, None)
    move(move(lead, "plan", **PLAN), "done", changed="มีสองช่องในเช้าวันจันทร์แล้ว")
    assert set(ImprovementItem.objects.values_list("status", "changed")) == {("done", "มีสองช่องในเช้าวันจันทร์แล้ว")}
    assert Message.objects.filter(code="story-improved").count() == 2
    assert list(recording.differences()) == []


def test_a_withdrawn_story_leaves_and_what_was_joined_to_it_stands_alone() -> None:
    lead, second = item(1), item(2)
    move(second, "join", leader=lead.pk)
    stories.move(lead.story, "withdraw", by=CITIZEN)
    lead.refresh_from_db()
    second.refresh_from_db()
    assert (lead.status, second.status, second.leader_id) == ("gone", "taken_up", None)
    assert list(recording.differences()) == []


def test_what_was_joined_to_one_that_is_dropped_stands_alone() -> None:
    lead, second, _chief = item(1), item(2), actor("suda")
    move(second, "join", leader=lead.pk)
    lead.refresh_from_db()
    move(lead, "drop", "suda", why="เรื่องนี้เป็นของหน่วยงานอื่น")
    second.refresh_from_db()
    assert (second.status, second.leader_id, second.due_on is not None) == ("taken_up", None, True)
    assert list(recording.differences()) == []


def pledge(one: ImprovementItem, **changes: Any) -> Pledge:
    made = {"what": "เปิดช่องที่สองทุกเช้า", "owner_role": "งานทะเบียน", "due_on": date(2026, 12, 20), "no": 1}
    due = {"first_due_on": date(2026, 12, 20), "made_at": MONDAY}
    return Pledge.objects.create(story=one.story, **(made | due | changes))


def test_a_promise_in_the_answer_and_the_item_are_one_thing() -> None:
    one = item()
    promise = pledge(one)
    linking.follow(promise, now=MONDAY)
    one.refresh_from_db()
    assert (one.status, one.what, one.due_on) == ("doing", promise.what, promise.due_on)
    with pytest.raises(NotAllowed) as refused:
        move(one, "done", changed="ทำเสร็จเรียบร้อยแล้ว")
    assert refused.value.code == "promised"
    Pledge.objects.update(status="done", did="เปิดช่องที่สองแล้วตั้งแต่ 1 ธันวาคม", done_at=MONDAY)
    for _ in range(2):
        linking.follow(promise, now=MONDAY)
    one.refresh_from_db()
    assert (one.status, one.changed) == ("done", "เปิดช่องที่สองแล้วตั้งแต่ 1 ธันวาคม")
    assert not Message.objects.filter(code="story-improved").exists()  # the promise tells her
    Pledge.objects.update(status="disputed")
    linking.follow(promise, now=MONDAY)
    one.refresh_from_db()
    assert (one.status, one.done_at) == ("doing", None)
    Pledge.objects.update(status="given_up", done_at=None)
    linking.follow(promise, now=MONDAY)
    one.refresh_from_db()
    assert (one.status, one.pledge_id) == ("taken_up", None)
    assert list(recording.differences()) == []


def test_the_writer_confirms_also_what_the_chief_has_dropped_since() -> None:
    one, _chief = item(), actor("suda")
    kept = pledge(one, status="done", done_at=MONDAY, did="เปิดสองช่องแล้ว")
    linking.follow(kept, now=MONDAY)
    one.refresh_from_db()
    move(move(one, "reopen", why="ยังมีคนรอนานอยู่"), "drop", "suda", why="เป็นเรื่องของหน่วยงานอื่น")
    answers.move(kept, "confirm", by=CITIZEN, now=MONDAY)
    one.refresh_from_db()
    assert (kept.status, one.status) == ("confirmed", "dropped")


def test_promising_in_the_answer_is_planning() -> None:
    one = item()
    answers.answer(one.story, ANSWER, signed_as="นายอำเภอเมืองเชียงใหม่", by=actor("malee"), now=MONDAY)
    answers.promise(one.story, PLAN, by=actor("malee"), now=MONDAY)
    one.refresh_from_db()
    assert (one.status, one.what, one.due_on) == ("doing", PLAN["what"], PLAN["due_on"])


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"what": "สั้น"}, "what"), ({"owner_role": ""}, "owner_role"), ({"due_on": TODAY}, "due_on"),
        ({"due_on": TODAY + timedelta(days=400)}, "due_on"), ({"due_on": "พรุ่งนี้"}, "due_on"), ({"owner": "1"}, "owner"),
    ],
)  # fmt: skip
def test_a_plan_says_what_who_and_by_when(data: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        move(item(), "plan", **(PLAN | data))
    assert refused.value.field == field


@pytest.mark.parametrize("who", sorted(set(STAFF) - {"malee", "suda"}))
def test_nobody_else_reads_or_moves_it(who: str) -> None:
    one = item()
    with pytest.raises(Missing):
        queries.one(actor(who), one.pk)
    with pytest.raises(NotAllowed):
        move(one, "acknowledge", who)


def test_only_the_chief_says_that_nothing_is_to_be_done() -> None:
    one, _chief = item(), actor("suda")
    with pytest.raises(NotAllowed):
        move(one, "drop", why="เรื่องนี้เป็นของหน่วยงานอื่น")
    assert move(one, "drop", "suda", why="เรื่องนี้เป็นของหน่วยงานอื่น").status == "dropped"
    assert move(one, "reopen", why="ผู้เล่าเพิ่มเติมว่าเกิดที่อำเภอ").status == "taken_up"


def test_who_was_quicker_wins_and_nothing_is_joined_to_itself_or_to_others_office() -> None:
    one, other = item(1), item(2, office="5002")
    with pytest.raises(Stale):
        actions.move(one, "acknowledge", by=actor("malee"), version=9)
    for leader in (one.pk, other.pk, 0):
        with pytest.raises(Missing):
            move(one, "join", leader=leader)


def test_nothing_is_joined_to_a_story_that_she_reads_blind_as_a_judge() -> None:
    """Not even by a number that she guesses; a colleague who judges nothing joins it."""
    judging.stories(tone="negative")
    made = judging.begun()
    read = made.entries.get(story__office="5002")
    assert not read.conflicts.filter(juror__no="02").exists()
    lead, mine = ImprovementItem.objects.get(story=read.story), item(20, office="5002")
    for user in (judging.judge(2), User.objects.create(email="same-post@example.com", name="คนตำแหน่งเดียวกัน")):
        appointments.appoint(user, Office.objects.get(code="5002"), "officer")
    hers, colleague = (
        offices.actor_for(User.objects.get(email=f"{who}@example.com"), office_code="5002") for who in ("judge2", "same-post")
    )  # fmt: skip
    assert hers and colleague
    with pytest.raises(Missing):
        actions.move(mine, "join", by=hers, data={"leader": lead.pk}, now=MONDAY)
    assert actions.move(mine, "join", by=colleague, data={"leader": lead.pk}, now=MONDAY).leader_id == lead.pk


def test_lists_and_counts() -> None:
    item(1)
    move(item(2), "plan", **PLAN)
    late = TODAY + timedelta(days=20)
    first = queries.listed(actor("malee"), "open", TODAY, size=1)
    second = queries.listed(actor("malee"), "open", TODAY, cursor=first.next or "", size=1)
    assert [i.status for p in (first, second) for i in p.items] == ["waiting", "doing"] and second.next is None
    assert len(queries.listed(actor("malee"), "late", late).items) == 1
    (counted,) = queries.counts(None, late)
    assert (counted.office, counted.open, counted.late, counted.waiting, counted.done) == ("5001", 2, 1, 1, 0)
    with pytest.raises(Refused):
        queries.listed(actor("malee"), "open", TODAY, cursor="WzFd")


def test_the_graver_and_the_older_are_mended_first(monkeypatch: pytest.MonkeyPatch) -> None:
    item(1, service="security")
    item(2, service="registration")
    old = item(3, service="registration")
    grave = item(4, service="damrongdhama")
    ImprovementItem.objects.filter(pk=grave.pk).update(severity=5)
    ImprovementItem.objects.filter(pk=old.pk).update(said_at=MONDAY - timedelta(days=700))
    assert [(m.service, m.n) for m in queries.to_mend(["5001"])] == [
        ("registration", 2),
        ("damrongdhama", 1),
        ("security", 1),
    ]
    assert [m.n for m in queries.to_mend(None, least=2)] == [2]
