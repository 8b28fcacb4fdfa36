"""Why a case takes as long as it does, told from its events to the citizen and to officials."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from factories import MONDAY, case, given, moved
from people import CITIZEN, actor
from sangsuk.cases import actions as cases
from sangsuk.cases import clocks, queries, recompute, story, workflow
from sangsuk.cases.models import Case, CaseEvent
from sangsuk.deadlines import actions as deadlines
from sangsuk.deadlines.models import PromiseRule
from sangsuk.deadlines.timeline import Line

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def lines(told: Case, now: object = MONDAY) -> dict[str, Line]:
    return {line.kind: line for line in clocks.lines_of(told, events(told), now)}  # type: ignore[arg-type]


def events(told: Case) -> list[CaseEvent]:
    return list(CaseEvent.objects.filter(case=told).order_by("seq"))


def box(told: Case, now: object, audience: str = story.CENTRE, language: str = "th") -> clocks.Clocks:
    with override(language):
        return clocks.of_case(told, events(told), now, audience=audience)  # type: ignore[arg-type]


def test_a_new_case_has_two_promises_that_run(world: None) -> None:
    told = case()
    found = lines(told)
    assert {kind: line.state for kind, line in found.items()} == {"accept": "running", "finish": "running"}
    assert (found["accept"].due_at, found["finish"].due_at) == (told.due_at, told.finish_due_at)
    assert found["accept"].rule is not None
    assert box(told, MONDAY).heading == "กำหนดเวลาของเรื่องนี้"


def test_who_is_late_reads_why(world: None) -> None:
    told = case()
    found = box(told, MONDAY + 3 * DAY, story.CITIZEN)
    assert (found.heading, found.late) == ("ทำไมเรื่องนี้ช้า", True)
    accept = found.told[0]
    assert (accept.title, accept.tone) == ("ศูนย์ดำรงธรรมอำเภอเมืองเชียงใหม่: รับเรื่องไว้ดูแล", "late")
    assert accept.outcome == "เลยกำหนด 2 วันทำการ ตั้งแต่วันอังคารที่ 17 พ.ย. 2569"
    assert accept.rest[0] == (
        "ภายใน 1 วันทำการ นับจากวันจันทร์ที่ 16 พ.ย. 2569 เวลา 10.00 น. จึงครบกำหนดวันอังคารที่ 17 พ.ย. 2569 เวลา 16.30 น."
    )
    assert accept.rest[-1] == "ที่มาของกำหนดนี้: ค่าที่แนะนำจากแนวปฏิบัติ ยังไม่มีระเบียบกำหนด"
    english = box(told, MONDAY + 3 * DAY, story.CENTRE, "en").told[0]
    assert english.outcome == "2 working days late, since Tuesday 17 November 2026"
    assert english.rest[0].startswith("Within 1 working day, counted from Monday 16 November 2026 at 10:00")
    assert english.rest[-1] == "By the rule “accept”. Source: recommended default, inference from practice"


def test_waiting_for_the_citizen_is_told_and_given_back(world: None) -> None:
    malee = actor("malee")
    told = moved(case(), ("accept", malee))
    told = cases.move(told, "ask", by=malee, data=given("ask"), now=MONDAY + DAY)
    assert lines(told, MONDAY + 2 * DAY)["finish"].state == "paused"
    told = cases.move(told, "answer", by=CITIZEN, data=given("answer"), now=MONDAY + 4 * DAY)
    finish = lines(told, MONDAY + 4 * DAY)["finish"]
    assert (finish.state, finish.due_at) == ("running", told.finish_due_at)
    (pause,) = finish.pauses
    assert (pause.what, pause.from_at, pause.to_at) == ("ask", MONDAY + DAY, MONDAY + 4 * DAY)
    rest = next(
        one for one in box(told, MONDAY + 4 * DAY, story.CITIZEN).told if one.title == "ดำเนินการให้เสร็จและแจ้งผล"
    ).rest
    assert rest[1].startswith("หยุดนับเวลา 3 วัน เพราะรอคำตอบจากท่าน ตั้งแต่วันอังคารที่ 17 พ.ย. 2569")
    assert rest[2].startswith("คืนเวลาที่หยุดนับแล้ว กำหนดจึงเป็น")


def test_a_wait_that_is_over_has_no_line_of_its_own(world: None) -> None:
    malee = actor("malee")
    told = moved(case(), ("accept", malee), ("ask", malee))
    assert [one.title for one in box(told, MONDAY + DAY).told][0] == "รอคำตอบที่ถามไป"
    told = cases.move(told, "answer", by=CITIZEN, data=given("answer"), now=MONDAY + 2 * DAY)
    assert "รอคำตอบที่ถามไป" not in [one.title for one in box(told, MONDAY + 3 * DAY).told]


def test_a_holiday_announced_later_says_what_moved(world: None) -> None:
    told = case()
    deadlines.set_holiday(date(2026, 12, 1), name_th="วันหยุดพิเศษ", name_en="Special", source="มติ ครม.", now=MONDAY)
    recompute.follow_all(MONDAY)
    told.refresh_from_db()
    finish = lines(told)["finish"]
    assert (finish.due_at, len(finish.shifts)) == (told.finish_due_at, 1)
    rest = box(told, MONDAY).told[0].rest
    assert "เพราะมีประกาศให้วันอังคารที่ 1 ธ.ค. 2569 เป็นวันหยุด คือวันหยุดพิเศษ (ที่มา: มติ ครม.)" in rest[1]


def test_an_agencys_task_is_a_line_of_its_own_and_the_citizen_hears_nothing_of_inside_matters(world: None) -> None:
    malee, wichai = actor("malee"), actor("wichai")
    told = moved(case(), ("accept", malee), ("ask_other", malee), ("hand_to_agency", malee), ("report", wichai))
    found = lines(told, MONDAY + DAY)
    assert found["agency_report"].state == "kept"
    assert found["agency_report"].whose.startswith("การไฟฟ้า")
    assert found["question"].state == "running"
    titles = [one.title for one in box(told, MONDAY + DAY, story.CITIZEN).told]
    assert not [title for title in titles if "พยาน" in title]


def test_the_result_told_keeps_the_promise_and_an_objection_begins_it_again(world: None) -> None:
    malee = actor("malee")
    told = moved(case(), ("accept", malee), ("tell_result", malee))
    assert lines(told, MONDAY + DAY)["finish"].state == "kept"
    told = cases.move(told, "object", by=CITIZEN, data=given("object"), now=MONDAY + 2 * DAY)
    finish = lines(told, MONDAY + 2 * DAY)["finish"]
    assert (finish.state, finish.due_at) == ("running", told.finish_due_at)


def test_news_that_was_told_in_time_is_not_listed_again_and_again(world: None) -> None:
    malee = actor("malee")
    told = moved(case(), ("accept", malee), ("inform", malee), ("inform", malee), ("inform", malee))
    titles = [one.title for one in box(told, MONDAY + DAY).told]
    assert titles.count("แจ้งความคืบหน้า") == 1


def test_the_box_stands_on_both_pages_and_costs_no_query(world: None, django_assert_num_queries: object) -> None:
    told = case()
    found = events(told)
    clocks.of_case(told, found, MONDAY, audience=story.CENTRE)
    assert queries.desk_case(told.number, actor("malee"), now=MONDAY).clocks.told


def test_every_name_in_a_rule_is_a_move_and_every_clock_of_the_table_has_its_rule(world: None) -> None:
    rules = list(PromiseRule.objects.all())
    for rule in rules:
        for column in (rule.starts_on, rule.pauses_on, rule.stops_on):
            assert set(column.split()) <= set(workflow.MOVES) | {"submit"}, rule.code
    starts = {rule.kind: set(rule.starts_on.split()) for rule in rules}
    for move in workflow.MOVES.values():
        if move.clock in (None, "stops", "again", "status"):
            continue
        assert move.name in starts[str(move.clock)], (move.clock, move.name)
