"""A thin reply is held up once; first words come from what is known; what each office did is summed."""

from datetime import timedelta
from typing import Any

import pytest

from factories import MONDAY, case, given, moved
from people import CITIZEN, actor
from sangsuk.cases import actions as cases
from sangsuk.cases import thinking, workflow
from sangsuk.cases.models import Case, Caught, Prefilled
from sangsuk.cases.thinking import measures
from sangsuk.cases.thinking import thin_replies as thin
from sangsuk.cases.thinking.measures import Measured
from sangsuk.common.errors import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
THIN = {"finding": "จึงเรียนมาเพื่อโปรดพิจารณาดำเนินการต่อไป"}
SPAN = {"since": MONDAY - timedelta(days=1), "until": MONDAY + timedelta(days=9)}


def accepted(n: int = 1, **changes: Any) -> Case:
    return moved(case(n, **changes), ("accept", actor("malee")))


def hand(told: Case, **more: Any) -> Case:
    data = given("hand_to_agency") | more
    return cases.move(told, "hand_to_agency", by=actor("malee"), data=data, now=MONDAY + timedelta(hours=2))


def test_a_thin_reply_is_held_up_once_and_counted_without_moving() -> None:
    told = accepted()
    with pytest.raises(Refused) as refused:
        hand(told, **THIN)
    assert refused.value.code == thin.FORWARD_ONLY and refused.value.field == "anyway"
    assert Case.objects.get(pk=told.pk).status == workflow.ACCEPTED


def test_who_insists_gets_through_and_both_are_counted() -> None:
    told = accepted()
    hand(told, **THIN, anyway=True)
    assert measures.by_office(actor("malee"), **SPAN) == {"5001": Measured(insisted=1)}
    assert measures.by_office(actor("orn"), **SPAN) == {}


def test_first_words_for_the_agency_come_from_the_visit() -> None:
    malee = actor("malee")
    told = moved(accepted(), ("order_visit", malee), ("report_visit", malee), ("note", malee))
    words = thinking.first_words(told, workflow.MOVES["hand_to_agency"], by=malee, now=MONDAY)
    assert "พบว่า ท่อระบายน้ำอุดตัน" in words["finding"] and "โทรถามผู้ใหญ่บ้านแล้ว" in words["finding"]
    assert words["instruction"] == "ให้เทศบาลล้างท่อ"
    assert "{หน่วยงาน}" in words["citizen_told"] and "{กำหนด}" not in words["citizen_told"]
    assert thin.caught("hand_to_agency", words, description=told.description) == ""


def test_only_the_office_that_answers_gets_first_words() -> None:
    told = accepted()
    move = workflow.MOVES["hand_to_agency"]
    assert thinking.first_words(told, move, by=actor("prasit"), now=MONDAY) == {}
    assert thinking.first_words(told, workflow.MOVES["note"], by=actor("malee"), now=MONDAY) == {}


def test_what_a_citizen_adds_never_becomes_a_finding() -> None:
    told = cases.move(accepted(), "add", by=CITIZEN, data={"text": "เทศบาลโกงทั้งหมู่บ้าน"}, now=MONDAY)
    words = thinking.first_words(told, workflow.MOVES["hand_to_agency"], by=actor("malee"), now=MONDAY)
    assert "finding" not in words


def test_fields_that_went_out_as_they_were_are_counted_with_their_minutes_and_rule() -> None:
    malee = actor("malee")
    told = hand(accepted())
    ready = {"finding": given("hand_to_agency")["finding"], "instruction": "อย่างอื่นทั้งหมดที่ไม่เหลืออยู่เลย"}
    move = workflow.MOVES["hand_to_agency"]
    kept = thinking.count_kept(told, move, ready, given("hand_to_agency"), by=malee, now=MONDAY)
    assert kept is not None and (kept.fields, kept.minutes) == (1, 1) and "inference" in kept.rule
    assert (
        thinking.count_kept(told, move, {"instruction": "คนละเรื่อง"}, {"instruction": "ล้างท่อ"}, by=malee, now=MONDAY)
        is None
    )


def test_the_sums_of_an_office() -> None:
    malee = actor("malee")
    moved(accepted(1), ("relieve", malee), ("close", malee))
    moved(accepted(2), ("close", malee))
    handed = hand(accepted(3), **THIN, anyway=True)
    thinking.count_kept(handed, workflow.MOVES["hand_to_agency"], {"instruction": given("hand_to_agency")["instruction"]},
                        given("hand_to_agency"), by=malee, now=MONDAY)  # fmt: skip
    found = measures.by_office(actor("prasit"), **SPAN)
    assert found["5001"] == Measured(ended=2, own=1, insisted=1, prefilled=1, minutes=1)
    assert measures.by_office(actor("orn"), **SPAN, codes=["3000"]) == {}
    assert measures.by_office(actor("prasit"), since=SPAN["until"], until=SPAN["until"] + timedelta(1)) == {}


def test_what_an_agency_did_is_not_the_centres_own_work() -> None:
    malee, wichai = actor("malee"), actor("wichai")
    told = hand(accepted())
    told = moved(
        told,
        ("agency_accept", wichai),
        ("relieve", wichai),
        ("report", wichai),
        ("confirm_task", malee),
        ("close", malee),
    )
    assert measures.by_office(malee, **SPAN)["5001"].own == 0


def test_the_sums_cost_five_statements_however_many_there_are(
    remembering: None, django_assert_num_queries: Any
) -> None:
    malee = actor("malee")
    for n in (1, 2, 3):
        moved(accepted(n), ("close", malee))
        measures.by_office(malee, **SPAN)
        with django_assert_num_queries(5):
            measures.by_office(malee, **SPAN)


def test_rows_are_of_the_day_in_bangkok() -> None:
    since, until = measures.moments(MONDAY.date(), MONDAY.date())
    assert until - since == timedelta(days=1) and since.hour == 0 and since.utcoffset() == timedelta(hours=7)
    assert not Caught.objects.exists() and not Prefilled.objects.exists()
