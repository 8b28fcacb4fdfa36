"""A suggestion among the cases stands on the list of the district that has it, as long as everybody there may read it."""

from datetime import date, timedelta
from typing import Any

import pytest

from factories import MONDAY, case, given
from people import CITIZEN, STAFF, actor
from sangsuk.cases import actions as cases
from sangsuk.cases.checking import Person
from sangsuk.cases.models import Case
from sangsuk.common.errors import Missing
from sangsuk.notifications.models import Message
from sangsuk.privacy.retention import executors
from sangsuk.stories.improvements import actions, opening, queries, recording, suggestions
from sangsuk.stories.models import ImprovementEvent, ImprovementItem

pytestmark = pytest.mark.usefixtures("world")
IDEA = "อยากให้ที่ว่าการอำเภอมีเก้าอี้สำหรับผู้สูงอายุหน้าห้องทะเบียน ยายสมใจ มั่นคง โทร 0815550188 ยืนรอนานมาก"
PLAN = {"what": "ตั้งเก้าอี้สิบตัวหน้าห้องทะเบียน", "owner_role": "สำนักงานอำเภอ", "due_on": date(2026, 12, 15)}
CHANGED = "มีเก้าอี้สิบตัวหน้าห้องทะเบียนแล้ว"
TODAY = date(2026, 11, 16)


def idea(n: int = 1, **changes: Any) -> Case:
    return case(n, **({"nature": "suggestion", "description": IDEA} | changes))


def swept(days: int = 0) -> int:
    return opening.sweep(MONDAY + timedelta(days=days))


def listed(who: str = "malee") -> list[tuple[str, str]]:
    found = queries.listed(actor(who), "open", TODAY).items
    return [(item.case.number, item.status) for item in found if item.case]


def move(one: ImprovementItem, name: str, who: str = "malee", **data: Any) -> ImprovementItem:
    return actions.move(one, name, by=actor(who), data=data, now=MONDAY)


def done(one: ImprovementItem) -> ImprovementItem:
    return move(move(one, "plan", **PLAN), "done", changed=CHANGED)


def step(told: Case, name: str, by: Any, **data: Any) -> Case:
    return cases.move(Case.objects.get(pk=told.pk), name, by=by, data=given(name) | data, now=MONDAY)


def test_it_comes_onto_the_list_once_and_owes_what_all_owe() -> None:
    told = idea()
    assert (swept(), swept()) == (1, 0)
    item = ImprovementItem.objects.get()
    assert (item.office_id, item.case, item.tone, item.status, item.due_on) == (
        "5001",
        told,
        "",
        "waiting",
        date(2026, 11, 19),
    )
    assert listed() == [(told.number, "waiting")]
    assert [c.open for c in queries.counts(None, TODAY)] == [1]
    assert [(m.suggested, m.n) for m in queries.to_mend(["5001"])] == [(True, 1)]
    assert list(recording.differences()) == []


@pytest.mark.parametrize(
    ("changes", "comes"),
    [
        ({}, True), ({"nature": "", "mission": "suggestion"}, True), ({"identity": "hidden"}, True),
        ({"nature": "distress"}, False), ({"nature": "distress", "mission": "suggestion"}, False), ({"nature": ""}, False),
        ({"accused": ("5001",)}, False), ({"accused": ("50-police",)}, False), ({"nature": "tip_off"}, False),
        ({"nature": "accusation"}, False), ({"category": "official"}, False), ({"accused_type": "official"}, False),
    ],
)  # fmt: skip
def test_only_a_suggestion_that_everybody_at_the_office_may_read_comes(changes: dict[str, Any], comes: bool) -> None:
    idea(**changes)
    assert swept() == int(comes) == ImprovementItem.objects.count()


@pytest.mark.parametrize("state", ["service_class", "office", "secrecy", "accused_people"])
def test_nor_an_anonymous_letter_nor_what_another_level_has_nor_what_is_kept_from_somebody(state: str) -> None:
    told = idea()
    person = actor("anan").user_id
    values: dict[str, Any] = {
        "service_class": "anonymous_letter", "office": "5000", "secrecy": "secret", "accused_people": [person],
    }  # fmt: skip
    rows = Case.objects.filter(pk=told.pk)
    rows.update(holders=["5000", "5001", "under:5000"], **{state: values[state]})
    assert swept() == 0


def test_its_nature_is_known_later_or_it_was_answered_at_once() -> None:
    later, at_once = case(1, description=IDEA), idea(2)
    Case.objects.filter(pk=at_once.pk).update(status="settled", closed_at=MONDAY, duties={})
    old = idea(3)
    Case.objects.filter(pk=old.pk).update(
        status="settled", closed_at=MONDAY - opening.RECENT - timedelta(days=1), duties={}
    )
    assert swept() == 1 and ImprovementItem.objects.get().case == at_once
    step(step(later, "accept", actor("malee")), "classify", actor("malee"), nature="suggestion")
    assert swept() == 1


def test_it_leaves_when_it_is_withdrawn() -> None:
    told = idea()
    swept()
    step(told, "withdraw", CITIZEN)
    assert (swept(), listed()) == (0, [])
    assert queries.story_of(ImprovementItem.objects.get())[-1].move == "leave"
    assert list(recording.differences()) == []


def test_it_comes_back_with_its_case() -> None:
    told = idea()
    swept()
    move(ImprovementItem.objects.get(), "acknowledge")
    step(step(told, "accept", actor("malee")), "redirect", actor("malee"))
    assert (swept(), listed()) == (1, [])
    step(step(told, "accept", actor("anan")), "redirect", actor("anan"), office="5001")
    assert (swept(), listed(), listed("anan")) == (0, [(told.number, "waiting")], [])
    assert list(recording.differences()) == []


def test_it_goes_with_its_case_to_another_office_and_what_was_done_stays() -> None:
    gone, kept = idea(1), idea(2)
    swept()
    done(ImprovementItem.objects.get(case=kept))
    for told in (gone, kept):
        step(step(told, "accept", actor("malee")), "redirect", actor("malee"))
    assert swept() == 2
    assert listed() == [] and [number for number, _status in listed("anan")] == [gone.number, kept.number]
    assert [(i.office_id, i.status) for i in queries.of_case(kept)] == [("5001", "done"), ("5002", "waiting")]
    assert [(i.office_id, i.status) for i in queries.of_case(gone)] == [("5002", "waiting")]
    assert list(recording.differences()) == []


@pytest.mark.parametrize("before", ["waiting", "doing", "joined", "done"])
def test_from_the_moment_it_is_sealed_nothing_tells_of_it(before: str) -> None:
    """Also before the machine has come by; who may open sealed cases does not read it here either."""
    told, open_one = idea(1), idea(2)
    swept()
    item, other = ImprovementItem.objects.order_by("pk")
    if before == "joined":
        move(item, "join", leader=other.pk)
    elif before != "waiting":
        done(item) if before == "done" else move(item, "plan", **PLAN)
    step(step(told, "accept", actor("suda")), "seal", actor("suda"))
    for _again in range(2):
        for who in sorted(STAFF):
            with pytest.raises(Missing):
                queries.one(actor(who), item.pk)
        assert listed("malee") == listed("suda") == [(open_one.number, "waiting")]
        (counted,) = queries.counts(None, TODAY + timedelta(days=60))
        assert (counted.open, counted.late, counted.waiting, counted.done) == (1, 1, 1, 0)
        assert sum(m.n for m in queries.to_mend(None)) == queries.waiting(actor("malee")) == 1
        assert queries.leaders(other, actor("malee")) == queries.joined_to(other, actor("malee")) == []
        assert queries.of_case(Case.objects.get(pk=told.pk)) == []
        with pytest.raises(Missing):
            move(other, "join", leader=item.pk)
        swept()
    item.refresh_from_db()
    assert item.status == ("done" if before == "done" else "gone")
    assert list(recording.differences()) == []


def test_what_was_sealed_meanwhile_is_done_with_its_leader_and_nobody_is_told() -> None:
    told, lead = idea(1), idea(2)
    swept()
    item, leader = ImprovementItem.objects.order_by("pk")
    move(item, "join", leader=leader.pk)
    step(step(told, "accept", actor("suda")), "seal", actor("suda"))
    done(leader)
    assert [m.about for m in Message.objects.filter(code="case-improved")] == [lead.number]


def test_whoever_suggested_it_is_told_what_changed() -> None:
    told, nameless = idea(1), idea(2, identity="none", reporter=Person())
    swept()
    for one in (told, nameless):
        done(ImprovementItem.objects.get(case=one))
    (message,) = Message.objects.filter(code="case-improved")
    assert message.about == told.number and message.office_code == "5001"
    assert CHANGED in message.body and "ที่ว่าการอำเภอเมืองเชียงใหม่" in message.body


def test_an_official_reads_it_there_as_on_its_own_page() -> None:
    told = idea()
    swept()
    item = ImprovementItem.objects.get()
    read = suggestions.told(item, actor("malee"))
    assert read is not None and (read.number, read.text) == (told.number, IDEA)
    Case.objects.filter(pk=told.pk).update(office="5002", holders=["5001", "5002", "under:5000"])
    former = suggestions.told(item, actor("malee"))
    assert former is not None and "0815550188" not in former.text
    for who in ("wichai", "orn", "preecha", "dao"):
        assert suggestions.told(item, actor(who)) is None


def test_the_list_says_it_without_names_and_numbers() -> None:
    idea()
    swept()
    said = queries.first_said(queries.listed(actor("malee"), "open", TODAY).items, {})
    assert all("0815550188" not in line and "เก้าอี้" in line for line in said.values())


def test_with_the_words_of_the_case_those_of_the_office_are_forgotten() -> None:
    told = idea()
    swept()
    item = done(ImprovementItem.objects.get())
    Case.objects.filter(pk=told.pk).update(status="settled", closed_at=MONDAY, duties={})
    doing = executors.Doing(MONDAY, MONDAY, actor("malee"), rule="x")
    counts = executors.EXECUTORS["story"].apply([str(told.client_id)], doing)
    item.refresh_from_db()
    assert counts["improvement"] == 1 and (item.status, item.what, item.changed) == ("done", "–", "–")
    kept = str(list(ImprovementEvent.objects.values_list("data", "changes")))
    assert "เก้าอี้" not in kept and list(recording.differences()) == []
