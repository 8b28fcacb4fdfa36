"""Nobody stands on a list longer than she wants, nor longer than the rule says; the counts follow, and an event says why."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from factories import MONDAY, moved
from people import CITIZEN, actor
from sangsuk.cases import actions, repeats
from sangsuk.cases.models import Case, CaseEvent, Group, Supporter
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.deadlines.models import PromiseRule
from sangsuk.notifications.models import Message
from sangsuk.privacy.retention import engine

from .test_repeats_groups import HEAD, bring, people, xlsx
from .test_repeats_me_too import hole, press

LATER = MONDAY + timedelta(hours=5)
YEAR = timedelta(days=366)
WHY = "เจ้าตัวโทรมาขอถอนชื่อ"
PERSONAL = ("name", "phone", "email", "address", "mark")


def off(told: Case, who: str, *, by: str = "malee", reason: str = WHY, now: datetime = LATER) -> Supporter:
    return repeats.take_off(told, who, by=actor(by), reason=reason, now=now)


def kept(row: Supporter) -> set[str]:
    row.refresh_from_db()
    return {part for part in PERSONAL if bytes(getattr(row, part))}


@pytest.fixture
def told(world: None) -> Case:
    found = hole()
    bring(found, xlsx(HEAD, *people(3)))
    press(found, phone="0815550102")
    return Case.objects.get(pk=found.pk)


def test_who_is_taken_off_counts_no_more_and_nothing_of_her_is_kept(told: Case) -> None:
    assert repeats.count(told) == 4
    row = off(told, "2")
    assert (repeats.count(told), kept(row)) == (3, set())
    (group,) = repeats.brought(told, actor("malee"))
    assert (group.group.count, group.count) == (3, 2)
    names = repeats.names(group.group, by=actor("malee"), reason="นัดประชุมชาวบ้าน", now=LATER).people
    assert [person.row for person in names] == [1, 3]


def test_the_event_says_which_number_and_why_and_names_nobody(told: Case) -> None:
    off(told, "2")
    note = CaseEvent.objects.filter(case=told, move="note").last()
    assert note is not None
    assert f"{told.number}-2" in note.data["text"] and WHY in note.data["text"]
    assert "สมมติ" not in note.data["text"]
    assert note.actor_name == "มาลี รักงาน"


def test_who_pressed_is_found_by_the_number_on_her_slip_and_her_page_says_that_she_is_out(told: Case) -> None:
    receipt = press(told, phone="0815550103")
    off(told, receipt.number.lower())
    with pytest.raises(Missing) as missing:
        repeats.follow(receipt.number, receipt.key, caller="9.9.9.9", now=LATER)
    assert missing.value.code == "left"


def test_nothing_is_owed_to_who_was_taken_off(told: Case) -> None:
    ended = moved(told, ("accept", actor("malee")), ("close", actor("malee")), now=LATER)
    off(ended, "2", now=LATER + timedelta(hours=4))
    assert repeats.tell_due(LATER + timedelta(hours=5)) == 3
    assert Message.objects.filter(code="me-too-settled").count() == 3


def test_on_the_list_of_a_merged_case_she_is_found_from_the_one_that_stands_for_it(told: Case) -> None:
    main = hole(7)
    actions.move(told, "merge", by=actor("malee"), data={"into": main.number, "reason": "หลุมเดียวกัน"}, now=LATER)
    assert repeats.count(main) == 5
    off(main, f"{told.number}-4")
    assert repeats.count(main) == 4
    assert CaseEvent.objects.filter(case=main, move="note").count() == 1


@pytest.mark.parametrize("end", [("withdraw",), ("checklist", "refuse"), ("accept", "close")])
def test_after_the_end_too_she_may_be_taken_off(told: Case, end: tuple[str, ...]) -> None:
    malee = actor("malee")
    ended = moved(told, *((name, CITIZEN if name == "withdraw" else malee) for name in end))
    off(ended, "1")
    assert repeats.count(ended) == 3
    note = CaseEvent.objects.filter(case=told, move="note").last()
    assert note is not None and f"{told.number}-1" in note.data["text"]


@pytest.mark.parametrize(
    ("who", "field"), [("99", "who"), ("", "who"), ("5002-70-000009-1", "who"), ("x-1", "who"), ("๒\x00", "")]
)
def test_a_number_that_nobody_has_is_refused_in_its_field(told: Case, who: str, field: str) -> None:
    if not field:
        assert off(told, who).no == 2  # Thai digits are read
        return
    with pytest.raises(Refused) as refused:
        off(told, who)
    assert refused.value.field == field


def test_nobody_is_taken_off_twice_or_without_a_reason(told: Case) -> None:
    with pytest.raises(Refused):
        off(told, "1", reason="ขอ")
    off(told, "1")
    with pytest.raises(Refused):
        off(told, "1")
    assert repeats.count(told) == 3


@pytest.mark.parametrize("who", ["anan", "prasit", "nok", "wichai", "kanya", "preecha"])
def test_only_the_office_that_answers_changes_a_list(told: Case, who: str) -> None:
    group = Group.objects.get()
    with pytest.raises(NotAllowed):
        off(told, "1", by=who)
    with pytest.raises(NotAllowed):
        repeats.stand_for(group, "", by=actor(who), reason=WHY, now=LATER)
    assert repeats.count(told) == 4


def test_another_stands_for_the_group_or_nobody_does(told: Case) -> None:
    group, malee = Group.objects.get(), actor("malee")
    repeats.stand_for(group, "สมปอง คนใหม่", by=malee, reason="ผู้แทนเดิมย้ายบ้าน", now=LATER)
    assert repeats.names(repeats.brought(told, malee)[0].group, by=malee, reason="นัดประชุม").leader == "สมปอง คนใหม่"
    repeats.stand_for(group, "", by=malee, reason="ผู้แทนขอถอนชื่อ", now=LATER)
    group.refresh_from_db()
    assert bytes(group.representative) == b""
    said = " ".join(CaseEvent.objects.filter(case=told, move="note").values_list("data__text", flat=True))
    assert "ผู้แทนเดิมย้ายบ้าน" in said and "ผู้แทนขอถอนชื่อ" in said and "สมปอง" not in said


def ended(told: Case) -> Case:
    return moved(told, ("accept", actor("malee")), ("close", actor("malee")))


def test_after_the_time_that_the_rule_gives_names_and_numbers_go_and_the_count_stays(told: Case) -> None:
    over = ended(told)
    last = repeats.kept_until(over)
    assert last is not None and last > MONDAY + timedelta(days=360)
    assert repeats.forget_due(last) == 0
    assert repeats.forget_due(last + timedelta(minutes=1)) == 4
    assert all(kept(row) == set() for row in Supporter.objects.all())
    assert (repeats.count(over), bytes(Group.objects.get().representative)) == (4, b"")
    assert repeats.forget_due(last + timedelta(days=1)) == 0
    (group,) = repeats.brought(over, actor("malee"))
    assert (group.may_read, group.count) == (False, 3)


def test_while_a_case_goes_on_nobody_is_forgotten(told: Case) -> None:
    repeats.forget_due(MONDAY + 5 * YEAR)
    reopened = moved(ended(told), ("reopen", CITIZEN), now=MONDAY + timedelta(days=10))
    repeats.forget_due(MONDAY + 5 * YEAR)
    assert all(kept(row) for row in Supporter.objects.exclude(group=None))
    assert repeats.kept_until(reopened) is None


def test_a_merged_case_counts_from_the_end_of_the_one_it_is_followed_with(told: Case) -> None:
    main = moved(hole(7), ("accept", actor("malee")))
    actions.move(told, "merge", by=actor("malee"), data={"into": main.number, "reason": "หลุมเดียวกัน"}, now=LATER)
    assert repeats.forget_due(MONDAY + 2 * YEAR) == 0
    moved(Case.objects.get(pk=main.pk), ("close", actor("malee")), now=MONDAY + 2 * YEAR)
    assert repeats.forget_due(MONDAY + 2 * YEAR + timedelta(days=30)) == 0
    assert repeats.forget_due(MONDAY + 4 * YEAR) == 4


def test_a_ministry_that_wants_another_time_changes_the_row(told: Case, remembering: Any) -> None:
    from sangsuk.common.remember import forget_all

    over = ended(told)
    PromiseRule.objects.filter(kind="keep_supporters").update(amount=1)
    forget_all()
    assert repeats.forget_due(MONDAY + timedelta(days=40)) == 4
    assert PromiseRule.objects.get(kind="keep_supporters").source_th
    assert over.status == "settled"


def test_where_no_rule_speaks_of_it_nobody_is_forgotten_and_nothing_breaks(told: Case) -> None:
    over = ended(told)
    PromiseRule.objects.filter(kind="keep_supporters").delete()
    assert repeats.kept_until(over) is None
    assert repeats.forget_due(MONDAY + 9 * YEAR) == 0
    assert repeats.kept_months(MONDAY) is None


def test_the_machine_asks_little_of_the_database(told: Case, remembering: None, django_assert_num_queries: Any) -> None:
    for n in range(8, 12):
        other = hole(n)
        bring(other, xlsx(HEAD, *people(2)))
        ended(Case.objects.get(pk=other.pk))
    repeats.forget_due(MONDAY + timedelta(days=9))
    with django_assert_num_queries(3):
        repeats.forget_due(MONDAY + timedelta(days=10))


def test_the_machine_sweeps_them_with_whatever_else_is_over(told: Case, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    ended(told)
    engine.tick(MONDAY + 2 * YEAR)
    assert not Supporter.objects.filter(forgotten_at=None).exists()
