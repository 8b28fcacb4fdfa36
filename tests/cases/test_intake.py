"""Taking a matter in."""

import threading
from dataclasses import replace

import pytest
from django.db import connection, connections
from django.db.models import Sum

from factories import MONDAY, STORY, client_id, new, submitted
from people import CITIZEN, SOMCHAI
from sangsuk.cases import actions as cases
from sangsuk.cases import reporters, workflow
from sangsuk.cases.intake import Person
from sangsuk.cases.models import Case, CaseEvent, Register, Reporter
from sangsuk.common import ids
from sangsuk.common.errors import Refused
from sangsuk.notifications.models import Message

pytestmark = pytest.mark.django_db


def test_a_complaint_gets_a_number_a_key_an_owner_and_dates(world):
    told = submitted()
    case = Case.objects.get()
    assert told.created
    assert case.number == "5001-70-000001"
    assert case.office_id == "5001"
    assert case.status == workflow.RECEIVED
    assert ids.same_key(told.key.lower().replace("-", " "), case.key_digest)
    assert case.due_kind == "accept"
    assert MONDAY < case.due_at < case.finish_due_at
    assert case.routing_reason_th


def test_the_key_is_not_in_the_database(world):
    told = submitted()
    with connection.cursor() as cursor:
        cursor.execute("select c::text from cases_case c union all select e::text from cases_caseevent e")
        stored = " ".join(row[0] for row in cursor.fetchall())
        cursor.execute("select m::text from notifications_message m")
        stored += " ".join(row[0] for row in cursor.fetchall())
    assert told.key not in stored
    assert told.key.replace("-", "") not in stored


def test_numbers_run_without_gaps_in_each_office(world):
    for n in range(1, 4):
        submitted(n)
    submitted(4, district="5002", subdistrict=None)
    with pytest.raises(Refused):
        submitted(5, description="")
    submitted(6)
    numbers = list(Case.objects.order_by("id").values_list("number", flat=True))
    assert numbers == [
        "5001-70-000001", "5001-70-000002", "5001-70-000003", "5002-70-000001", "5001-70-000004",
    ]  # fmt: skip
    assert Register.objects.aggregate(Sum("last"))["last__sum"] == Case.objects.count()


def test_the_same_client_id_again_is_the_same_case_and_the_same_key(world):
    first, second = submitted(), submitted()
    assert (second.case.number, second.key, second.created) == (first.case.number, first.key, False)
    assert Case.objects.count() == CaseEvent.objects.count() == Message.objects.count() == 1


def test_the_same_client_id_with_other_words_learns_no_key(world):
    first = submitted()
    other = submitted(description="ขอถามว่าเรื่องนี้ของใคร รหัสอะไร")
    assert (other.case.number, other.key, other.created) == (first.case.number, "", False)
    assert Case.objects.get().description == STORY


def test_nothing_of_a_person_is_kept_who_wants_to_stay_unknown(world):
    case = submitted(identity="none").case
    assert not Reporter.objects.exists()
    assert reporters.contact(case) == Person()
    assert not Message.objects.exists()


def test_the_person_is_sealed_in_the_database(world):
    submitted()
    with connection.cursor() as cursor:
        cursor.execute("select encode(name || phone || email, 'escape') from cases_reporter")
        sealed = cursor.fetchone()[0]
    assert "somchai" not in sealed
    assert reporters.contact(Case.objects.get()) == SOMCHAI


def test_an_accusation_goes_to_the_province(world):
    case = submitted(category="official.corruption").case
    assert case.office_id == "5000"
    assert "5001" not in case.holders


def test_bangkok_goes_to_the_ministry_and_at_once_to_the_khet(world):
    case = submitted(district="1001", subdistrict=None).case
    assert (case.office_id, case.agency_id, case.status) == ("MOI", "1001", workflow.ASSIGNED)
    assert case.due_kind == "agency_report"


def test_a_point_finds_its_district(world):
    case = submitted(district=None, subdistrict=None, point=(98.985, 18.788)).case
    assert case.district_id == "5001"
    assert case.point == (98.985, 18.788)


def test_emoji_and_many_lines_are_kept_as_typed(world):
    text = "น้ำท่วมอีกแล้ว 😢🌊\nบ้านเลขที่ติดคลอง\n\nช่วยด้วยค่ะ 🙏"
    assert submitted(description=text).case.description == text
    assert Case.objects.get().description == text


REFUSALS = [
    ({"description": ""}, "needed", "description"),
    ({"description": "   \n "}, "needed", "description"),
    ({"description": "น้ำท่วม"}, "too_short", "description"),
    ({"description": "ก" * 50_000}, "too_long", "description"),
    ({"wish": "ก" * 10_001}, "too_long", "wish"),
    ({"mission": "party"}, "unknown_code", "mission"),
    ({"category": "no-such"}, "unknown_code", "category"),
    ({"channel": "pigeon"}, "unknown_code", "channel"),
    ({"district": None, "subdistrict": None}, "needed", "place"),
    ({"district": "5002"}, "place_mismatch", "subdistrict"),
    ({"identity": "maybe"}, "bad_choice", "identity"),
    ({"reporter": Person()}, "needed", "name"),
    ({"reporter": Person("สมชาย", "12")}, None, "phone"),
    ({"reporter": Person("สมชาย", "", "somchai(at)example")}, "bad_email", "email"),
]


@pytest.mark.parametrize(("changes", "code", "field"), REFUSALS)
def test_what_cannot_be_taken_is_refused_and_leaves_nothing_behind(world, changes, code, field):
    with pytest.raises(Refused) as refusal:
        submitted(**changes)
    assert refusal.value.field == field
    assert code in (None, refusal.value.code)
    assert not Case.objects.exists()
    assert not Register.objects.exists()


@pytest.mark.parametrize(
    "place", [{"district": "9999"}, {"subdistrict": "500199", "district": None}, {"point": (102.6, 17.97)}]
)
def test_a_place_that_is_not_in_thailand_is_refused(world, place):
    with pytest.raises(Refused):
        submitted(**({"district": None, "subdistrict": None} | place))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("081-555 0101", "0815550101"),
        ("๐๘๑๕๕๕๐๑๐๑", "0815550101"),
        ("+66 81 555 0101", "0815550101"),
        ("053112345", "053112345"),
    ],
)
def test_telephone_numbers_are_kept_in_one_form(world, typed, kept):
    submitted(reporter=Person("สมชาย", typed))
    assert reporters.contact(Case.objects.get()).phone == kept


def test_submit_takes_at_most_six_statements(world, remembering, django_assert_max_num_queries):
    submitted(1)
    with django_assert_max_num_queries(6, connection=connection):
        submitted(2)


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_twice_at_the_same_time_is_one_case(world):
    told, barrier = [], threading.Barrier(6)

    def press() -> None:
        barrier.wait()
        told.append(cases.submit(replace(new(), client_id=client_id(77)), by=CITIZEN, now=MONDAY))
        connections.close_all()

    threads = [threading.Thread(target=press) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 6
    assert len({(t.case.number, t.key) for t in told}) == 1
    assert sum(t.created for t in told) == 1
    assert Case.objects.count() == Register.objects.get().last == 1
