"""Sealed cases in the making and on their way: past the accused, to who needs to know, opened by two."""

from dataclasses import replace
from datetime import timedelta

import pytest

from factories import MONDAY, case, moved, new, submitted
from people import CITIZEN, STAFF, actor, user
from sangsuk.cases import actions as cases
from sangsuk.cases import auditing, machine, replay, workflow
from sangsuk.cases.daily import absences
from sangsuk.cases.models import Case, CaseEvent
from sangsuk.cases.sealed import watch
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.notifications import queries as notifications
from sangsuk.offices import actions as offices
from sangsuk.offices.models import Membership, Office

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
BRIBE = "ปลัดอำเภอเรียกเงินสองพันบาทตอนทำบัตรประชาชน ใครไม่จ่ายให้รอทั้งวัน"


@pytest.fixture
def everybody(world):
    for who in STAFF:
        actor(who)


@pytest.mark.parametrize(
    ("told", "office", "secrecy", "accused"),
    [
        ({}, "5001", "normal", []),
        ({"category": "official.corruption"}, "5000", "secret", []),
        ({"category": "drugs.dealing"}, "5001", "secret", []),
        ({"category": "welfare.child"}, "5001", "secret", []),
        ({"category": "welfare.child", "mission": "advice"}, "5001", "normal", []),
        ({"nature": "tip_off"}, "5001", "secret", []),
        ({"accused_type": "official"}, "5001", "secret", []),
        ({"description": BRIBE}, "5000", "secret", ["5001"]),
        ({"description": BRIBE, "accused": ()}, "5001", "normal", []),
        ({"accused": ("5001",)}, "5000", "secret", ["5001"]),
        ({"accused": ("5001", "5000")}, "MOI", "secret", ["5001", "5000"]),
        ({"accused": ("5000",)}, "MOI", "secret", ["5000"]),
        ({"accused": ("MOI",)}, "DOPA", "secret", ["MOI"]),
        ({"accused": ("50-electricity",)}, "5001", "secret", ["50-electricity"]),
        ({"description": "ปลัดอำเภอล่าช้า ต้องรอทั้งวันทุกครั้ง"}, "5001", "normal", []),  # mild: only when she says so
    ],
)
def test_what_is_sealed_and_who_gets_it(world, told, office, secrecy, accused):
    found = case(**told)
    assert (found.office_id, found.secrecy, found.accused) == (office, secrecy, accused)
    assert found.office_id not in found.accused


def test_a_named_officer_is_accused_wherever_he_works_and_his_office_with_him(everybody):
    found = case(description="นายประสิทธิ์ จังหวัด ข่มขู่ชาวบ้านให้ถอนเรื่อง")
    assert found.accused_people == [actor("prasit").user_id]
    assert (found.accused, found.office_id) == (["5000"], "MOI")


def test_an_accused_person_who_commands_another_office_by_now_keeps_it_from_that_office(everybody):
    """He was complained of as an officer of the district; now he is chief of the province."""
    offices.appoint(user("anan"), Office.objects.get(code="5000"), "chief")
    found = case(description="นายอนันต์ ต่างถิ่น เรียกรับเงินค่าอนุญาตขุดดิน", accused=("5001",))
    assert found.office_id == "MOI"
    assert {"5001", "5002", "5000"} >= set(found.accused) >= {"5001", "5002"}


def test_when_everybody_is_accused_she_is_told_where_to_go(world):
    with pytest.raises(Refused) as refused:
        case(accused=("MOI", "DOPA"))
    assert refused.value.code == "nobody_impartial"


def test_an_office_that_is_not_there_cannot_be_accused(world):
    with pytest.raises(Refused) as refused:
        case(accused=("XX",))
    assert refused.value.field == "accused"


def test_a_sealed_number_is_drawn_by_lot_and_leaves_no_gap(world):
    first, sealed = case(1), case(2, category="official.corruption", district="5001")
    own = case(3, accused=("50-electricity",))
    last = case(4)
    assert (first.number, last.number) == ("5001-70-000001", "5001-70-000002")
    assert last.pk == first.pk + 1, "the sequence of keys has no gap either"
    for one in (sealed, own):
        assert len(one.number.rpartition("-")[2]) == 9
    assert not list(auditing.register_gaps())
    assert not list(replay.differences())


def test_a_sealed_case_that_is_gone_is_missed_in_its_register(world):
    case(1, category="official.corruption")
    gone = case(2, category="official.corruption")
    CaseEvent.objects.filter(case=gone).delete()
    gone.words.delete()
    gone.reporter.delete()
    gone.delete()
    assert [finding.number for finding in auditing.register_gaps()] == ["5000-70*"]


def test_messages_of_a_sealed_case_stand_in_no_outbox(everybody):
    found = case(category="official.corruption")
    assert len(notifications.about(found.number)) == 1
    for codes in (None, ["5000"], ["MOI"]):
        assert not notifications.outbox(codes).items


def test_who_names_an_accused_office_sends_the_case_past_it(everybody):
    suda, prasit, nok = actor("suda"), actor("prasit"), actor("nok")
    told = moved(case(), ("accept", suda))
    told = cases.move(
        told, "accuse", by=suda, data={"accused_office": "5001", "reason": "ผู้ร้องเล่าเพิ่ม"}, now=MONDAY + 2 * HOUR
    )
    assert (told.office_id, told.status, told.assignee_id) == ("5000", workflow.ESCALATED, None)
    assert (told.secrecy, told.accused, told.due_kind) == ("secret", ["5001"], "hand_off")
    assert not Case.objects.visible_to(suda).exists()
    assert Case.objects.visible_to(prasit).exists()
    assert Case.objects.visible_to(nok).exists()
    assert not list(replay.differences())


def test_an_accused_agency_loses_its_work(everybody):
    suda, wichai = actor("suda"), actor("wichai")
    told = moved(case(), ("accept", suda), ("hand_to_agency", suda), ("agency_accept", wichai))
    told = cases.move(
        told,
        "accuse",
        by=suda,
        data={"accused_office": "50-electricity", "reason": "ช่างเรียกเงิน"},
        now=MONDAY + 9 * HOUR,
    )
    assert (told.workers, told.agency_id, told.status, told.duties) == ([], None, workflow.IN_PROGRESS, {})
    assert not Case.objects.visible_to(wichai).exists()
    with pytest.raises(Refused) as refused:
        moved(told, ("hand_to_agency", suda))
    assert (refused.value.code, refused.value.field) == ("accused", "agency")


def test_a_superior_names_the_office_below_and_it_comes_up(everybody):
    told = cases.move(
        case(),
        "accuse",
        by=actor("prasit"),
        data={"accused_office": "5001", "reason": "พบเองจากการตรวจ"},
        now=MONDAY + HOUR,
    )
    assert told.office_id == "5000"


@pytest.mark.parametrize(
    ("name", "data"), [("redirect", {"office": "5001", "reason": "ใกล้กว่า"}), ("return_down", {"reason": "ใกล้กว่า"})]
)
def test_a_case_never_goes_down_to_the_accused(everybody, name, data):
    prasit = actor("prasit")
    told = cases.move(
        case(), "accuse", by=actor("suda"), data={"accused_office": "5001", "reason": "ผู้ร้องเล่าเพิ่ม"}, now=MONDAY + HOUR
    )
    told = cases.move(told, "accept", by=prasit, now=MONDAY + 2 * HOUR)
    with pytest.raises((Refused, NotAllowed)):
        cases.move(told, name, by=prasit, data=data, now=MONDAY + 3 * HOUR)


def test_what_is_passed_up_goes_past_an_accused_province(everybody):
    suda = actor("suda")
    told = cases.move(
        case(), "accuse", by=suda, data={"accused_office": "5000", "reason": "ผู้ร้องเล่าเพิ่ม"}, now=MONDAY + HOUR
    )
    assert told.office_id == "MOI", "nobody under the accused office looks into it either"


@pytest.mark.parametrize("accused", [("5001",), ("5000",), ("5001", "5000"), ("MOI",), ("5001", "MOI")])
def test_the_machine_never_brings_it_to_an_accused_office_nor_asks_one_to_look(everybody, accused):
    case(accused=accused)
    now = MONDAY
    for _month in range(14):
        now += timedelta(days=30)
        machine.sweep(now, seconds=20)
        found = Case.objects.get()
        assert found.office_id not in accused
        assert found.attention not in accused
        assert not set(found.workers) & set(accused)
    assert CaseEvent.objects.filter(move="remind").exists()
    assert not Case.objects.visible_to(actor("suda")).exists() or "5001" not in accused


def test_somebody_accused_who_comes_to_command_the_office_makes_it_step_aside(everybody):
    anan, prasit = actor("anan"), actor("prasit")
    told = case(description="นายอนันต์ ต่างถิ่น เรียกรับเงินค่าอนุญาตขุดดิน", accused=("5002",))
    assert (told.office_id, told.accused_people) == ("5001", [anan.user_id])
    assert not watch.step_aside(MONDAY + HOUR)
    offices.appoint(user("anan"), Office.objects.get(code="5001"), "chief")
    assert not Case.objects.visible_to(actor("anan")).exists(), "himself at once"
    assert watch.step_aside(MONDAY + HOUR) == 1
    told.refresh_from_db()
    assert (told.office_id, told.status) == ("5000", workflow.ESCALATED)
    assert set(told.accused) == {"5002", "5001"}
    assert Case.objects.visible_to(prasit).exists()
    assert not Case.objects.visible_to(actor("suda")).exists()
    assert not watch.step_aside(MONDAY + HOUR)
    assert not list(replay.differences())


def test_an_accused_officer_in_the_right_office_is_given_nothing(everybody):
    suda, malee = actor("suda"), actor("malee")
    told = case(accused=("50-police",))
    Case.objects.filter(pk=told.pk).update(accused_people=[malee.user_id])
    told.refresh_from_db()
    for name in ("delegate", "entrust"):
        with pytest.raises(Refused) as refused:
            cases.move(told, name, by=suda, data={"assignee": malee.user_id, "reason": "ช่วยดู"}, now=MONDAY + HOUR)
        assert refused.value.code == "accused"


def test_a_stand_in_who_is_accused_does_not_stand_in(everybody):
    suda, malee = actor("suda"), actor("malee")
    day = MONDAY.date()
    absences.arrange(user_id=suda.user_id, deputy_id=malee.user_id, from_on=day, to_on=day, by=suda, now=MONDAY)
    told = case(accused=("50-police",))
    Case.objects.filter(pk=told.pk).update(accused_people=[malee.user_id])
    told.refresh_from_db()
    with pytest.raises(Refused):
        cases.move(told, "delegate", by=suda, data={"assignee": suda.user_id}, now=MONDAY + HOUR)


def test_what_it_is_sorted_as_seals_it_and_who_sorts_it_reads_on(everybody):
    malee = actor("malee")
    told = cases.move(case(), "categorise", by=malee, data={"category": "drugs.dealing"}, now=MONDAY + HOUR)
    assert (told.secrecy, told.readers) == ("secret", [malee.user_id])
    assert Case.objects.visible_to(malee).exists()
    told = cases.move(told, "categorise", by=malee, data={"category": "road.surface"}, now=MONDAY + 2 * HOUR)
    assert told.secrecy == "secret", "sorted anew, it is never less secret"


def test_a_seal_is_taken_off_by_two(everybody):
    suda, malee, prasit = actor("suda"), actor("malee"), actor("prasit")
    told = case(category="drugs.dealing")
    told = cases.move(
        told, "entrust", by=suda, data={"assignee": malee.user_id, "reason": "ช่วยตรวจ"}, now=MONDAY + HOUR
    )
    assert Case.objects.visible_to(malee).exists()
    told = cases.move(told, "ask_unseal", by=suda, data={"reason": "ผู้ร้องยินดี"}, now=MONDAY + 2 * HOUR)
    with pytest.raises(NotAllowed):
        cases.move(told, "unseal", by=suda, data={"reason": "เห็นด้วย"}, now=MONDAY + 3 * HOUR)
    kept = cases.move(told, "keep_sealed", by=prasit, data={"reason": "ยังไม่ปลอดภัย"}, now=MONDAY + 3 * HOUR)
    assert (kept.secrecy, kept.duties) == ("secret", {})
    told = cases.move(kept, "ask_unseal", by=suda, data={"reason": "ผู้ร้องยินดี"}, now=MONDAY + 4 * HOUR)
    told = cases.move(told, "unseal", by=prasit, data={"reason": "เห็นด้วย"}, now=MONDAY + 5 * HOUR)
    assert (told.secrecy, told.duties) == ("normal", {})
    assert not list(replay.differences())


def test_an_office_is_cleared_by_two_and_only_that_office(everybody):
    prasit, nok = actor("prasit"), actor("nok")
    told = case(accused=("5001", "50-police"))
    asked = {"reason": "ระบุผิด", "accused_office": "5001"}
    told = cases.move(told, "ask_unseal", by=prasit, data=asked, now=MONDAY + HOUR)
    told = cases.move(told, "unseal", by=nok, data={"reason": "ตรวจแล้ว"}, now=MONDAY + 2 * HOUR)
    assert (told.accused, told.secrecy) == (["50-police"], "secret")


def test_the_class_is_raised_by_one_and_never_lowered_by_one(everybody):
    suda = actor("suda")
    told = cases.move(case(), "seal", by=suda, data={"secrecy": "very_secret", "reason": "มีพยาน"}, now=MONDAY + HOUR)
    assert (told.secrecy, told.readers) == ("very_secret", [suda.user_id])
    for lower in ("secret", "very_secret", "normal"):
        with pytest.raises(Refused):
            cases.move(told, "seal", by=suda, data={"secrecy": lower, "reason": "มีพยาน"}, now=MONDAY + 2 * HOUR)


def test_a_sealed_case_is_not_joined_with_one_that_is_not(everybody):
    suda = actor("suda")
    sealed, other = case(1, category="drugs.dealing"), case(2)
    for told, into in ((sealed, other), (other, sealed)):
        for name in ("link", "merge"):
            with pytest.raises(Refused) as refused:
                cases.move(told, name, by=suda, data={"into": into.number, "reason": "เรื่องเดียวกัน"}, now=MONDAY + HOUR)
            assert refused.value.code == "sealed"


def test_who_had_it_in_hand_reads_on_when_it_goes_up(everybody):
    suda = actor("suda")
    told = moved(case(category="drugs.dealing"), ("accept", suda))
    told = cases.move(told, "delegate", by=suda, data={"assignee": actor("malee").user_id}, now=MONDAY + 2 * HOUR)
    told = moved(told, ("pass_up", actor("malee")), now=MONDAY + 3 * HOUR)
    assert Case.objects.visible_to(actor("malee")).exists()
    assert not Case.objects.visible_to(actor("kanya")).exists()


def test_the_same_matter_with_another_accused_learns_no_key(world):
    cases.submit(new(1, accused=("5001",)), by=CITIZEN, now=MONDAY)
    again = cases.submit(new(1, accused=()), by=CITIZEN, now=MONDAY)
    assert (again.created, again.key) == (False, "")


def test_a_sealed_submission_takes_at_most_six_statements(world, remembering, django_assert_max_num_queries):
    submitted(1, accused=("5001",))
    with django_assert_max_num_queries(6):
        submitted(2, accused=("5001",))


def test_an_ended_membership_accuses_no_office_any_more(everybody):
    Membership.objects.filter(user=user("prasit")).update(valid_from="2020-01-01", valid_to="2026-01-01")
    found = case(description="นายประสิทธิ์ จังหวัด ข่มขู่ชาวบ้านให้ถอนเรื่อง")
    assert found.accused == []


def test_a_reader_who_comes_from_the_accused_office_sees_nothing(everybody):
    told = case(accused=("5001",))
    malee = actor("malee")
    Case.objects.filter(pk=told.pk).update(readers=[malee.user_id], assignee_id=malee.user_id)
    assert not Case.objects.visible_to(malee).exists()
    assert Case.objects.visible_to(replace(malee, office_code="5000", office_level="province")).exists()
