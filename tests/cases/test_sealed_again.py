"""Cases that came before there were seals get theirs: listed without a word of theirs, sealed by an event, past the accused."""

import pytest
from django.core.management import CommandError, call_command

from factories import MONDAY, before_seals, case, moved
from people import CITIZEN, STAFF, actor
from sangsuk.cases import replay, workflow
from sangsuk.cases.models import Case, CaseEvent
from sangsuk.cases.sealed import late, watch
from sangsuk.common.errors import Refused

pytestmark = pytest.mark.django_db
BRIBE = "ปลัดอำเภอเรียกเงินสองพันบาทตอนทำบัตรประชาชน ใครไม่จ่ายให้รอทั้งวัน"
TODAY = MONDAY.date()


@pytest.fixture
def everybody(world):
    for who in STAFF:
        actor(who)


def old(n: int = 1, *moves, description: str = BRIBE, **told) -> Case:
    return before_seals(moved(case(n, description=description, accused=(), **told), *moves))


def said(capsys, *words: str) -> str:
    call_command("seal", *words)
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("told", "accused", "secrecy"),
    [
        ({}, ("5001",), "secret"),
        ({"description": "ผู้ว่าราชการจังหวัดเรียกรับเงินค่าใบอนุญาต ชาวบ้านเดือดร้อนกันมาก"}, ("5000",), "secret"),
        ({"description": "ถนนหน้าบ้านเป็นหลุมลึกมาก รถล้มไปสองคันแล้ว", "category": "drugs.dealing"}, (), "secret"),
        ({"description": "ถนนหน้าบ้านเป็นหลุมลึกมาก รถล้มไปสองคันแล้ว", "nature": "tip_off"}, (), "secret"),
    ],
)
def test_what_the_rule_would_seal_is_found(world, told, accused, secrecy):
    found = old(**told)
    (one,) = late.look(TODAY)
    assert (one.pk, one.number, one.accused, one.secrecy) == (found.pk, found.number, accused, secrecy)


def test_what_the_rule_does_not_speak_of_is_not_found(world):
    old(description="ถนนหน้าบ้านเป็นหลุมลึกมาก รถล้มไปสองคันแล้ว")
    old(2, description="ปลัดอำเภอล่าช้า ต้องรอทั้งวันทุกครั้ง")
    assert not list(late.look(TODAY))


def test_one_who_was_asked_and_said_nobody_is_believed(world):
    case(description=BRIBE, accused=())
    assert not list(late.look(TODAY))


def test_the_list_says_numbers_and_offices_and_no_words(world, capsys):
    found = old()
    told = said(capsys, "look")
    assert found.number in told
    assert "5001 ศูนย์ดำรงธรรมอำเภอเมืองเชียงใหม่" in told
    assert "1 cases would be sealed" in told
    assert not [word for word in ("เรียกเงิน", "ปลัดอำเภอ", "บัตรประชาชน") if word in told]
    found.refresh_from_db()
    assert (found.secrecy, found.version) == ("normal", 1)


def test_an_open_case_is_sealed_by_an_event_and_leaves_the_accused(everybody, capsys):
    found = old(1, ("accept", actor("malee")))
    assert Case.objects.visible_to(actor("suda")).exists()
    assert "1 cases are sealed now" in said(capsys, "again")
    found.refresh_from_db()
    assert (found.office_id, found.status, found.assignee_id) == ("5000", workflow.ESCALATED, None)
    assert (found.secrecy, found.accused, found.due_kind) == ("secret", ["5001"], "hand_off")
    assert not Case.objects.visible_to(actor("suda")).exists()
    assert Case.objects.visible_to(actor("prasit")).exists()
    assert CaseEvent.objects.filter(case=found, move="seal_late", actor_kind="system").count() == 1
    assert not list(replay.differences())


@pytest.mark.parametrize(
    "moves",
    [[("withdraw", CITIZEN)], [("accept", "malee"), ("tell_result", "malee"), ("agree", CITIZEN)]],
    ids=["withdrawn", "settled"],
)
def test_a_case_that_has_ended_stays_ended_and_is_kept_from_the_accused(everybody, capsys, moves):
    found = old(1, *((name, actor(by) if isinstance(by, str) else by) for name, by in moves))
    assert found.closed_at
    status = found.status
    said(capsys, "again")
    found.refresh_from_db()
    assert (found.status, found.office_id, found.accused, found.due_at) == (status, "5000", ["5001"], None)
    assert (found.transfer, found.attention, found.tick_at) == ("", "", None)
    assert not list(replay.differences())
    assert not Case.objects.visible_to(actor("suda")).exists()


def test_an_accused_agency_loses_its_work_and_the_centre_keeps_the_case(everybody, capsys):
    suda = actor("suda")
    words = "เจ้าหน้าที่การไฟฟ้าเรียกเงินค่าต่อมิเตอร์ ใครไม่จ่ายก็ไม่ต่อให้"
    found = old(1, ("accept", suda), ("hand_to_agency", suda), description=words)
    assert found.agency_id == "50-electricity"
    said(capsys, "again")
    found.refresh_from_db()
    assert (found.office_id, found.status, found.workers, found.duties) == ("5001", workflow.IN_PROGRESS, [], {})
    assert found.accused == ["50-electricity"]
    assert not Case.objects.visible_to(actor("wichai")).exists()


def test_killed_it_is_said_again_and_does_only_what_is_left(everybody, capsys):
    first, second, third = old(1), old(2), old(3)
    assert watch.seal_late(first.pk, MONDAY) == ""
    told = said(capsys, "again", "--batch", "1")
    assert first.number not in told
    assert second.number in told
    assert third.number in told
    assert "0 cases would be sealed" in said(capsys, "look")
    assert set(Case.objects.values_list("version", flat=True)) == {2}


@pytest.mark.parametrize("many", [2, 5])
def test_a_batch_is_one_question_however_many_there_are(world, remembering, django_assert_num_queries, many):
    for n in range(1, many + 1):
        old(n)
    list(late.look(TODAY))
    with django_assert_num_queries(2):  # the last one finds that there is no more
        assert len(list(late.look(TODAY))) == many


def test_it_begins_behind_a_case(world):
    first, second = old(1), old(2)
    assert [one.pk for one in late.look(TODAY, after=first.pk, batch=1)] == [second.pk]


def test_what_two_have_unsealed_is_not_sealed_again(everybody, capsys):
    suda, prasit = actor("suda"), actor("prasit")
    found = old(description="ถนนหน้าบ้านเป็นหลุมลึกมาก รถล้มไปสองคันแล้ว", category="drugs.dealing")
    watch.seal_late(found.pk, MONDAY)
    found = moved(Case.objects.get(pk=found.pk), ("ask_unseal", suda), ("unseal", prasit))
    assert found.secrecy == "normal"
    assert "0 cases would be sealed" in said(capsys, "look")


def test_a_case_that_nobody_is_left_for_is_named_and_not_changed(everybody, capsys, monkeypatch):
    def nobody(*_args, **_how):
        raise Refused("nobody_impartial", "nobody")

    monkeypatch.setattr("sangsuk.cases.sealed.way.above", nobody)
    found = old()
    with pytest.raises(CommandError, match="1 cases could not be sealed"):
        said(capsys, "again")
    assert "NOT SEALED: nobody_impartial" in capsys.readouterr().out
    found.refresh_from_db()
    assert (found.secrecy, found.accused, found.version) == ("normal", [], 1)


def test_nobody_of_an_office_may_make_this_move(everybody):
    found = old()
    for who in ("malee", "suda", "prasit", "nok"):
        with pytest.raises(Refused) as refused:
            moved(found, ("seal_late", actor(who)))
        assert refused.value.code == "not_yours"
