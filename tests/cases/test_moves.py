"""Moving a case: what changes, who hears of it, who may not."""

from datetime import timedelta

import pytest

from factories import DATA, MONDAY, before_seals, case, given, moved
from people import CITIZEN, actor, user
from sangsuk.cases import actions as cases
from sangsuk.cases import replay, workflow
from sangsuk.cases.models import Case, CaseEvent
from sangsuk.cases.sealed import watch
from sangsuk.cases.standing import allowed
from sangsuk.common.errors import NotAllowed, Refused, Stale
from sangsuk.notifications.models import Message
from sangsuk.offices import actions as offices
from sangsuk.offices.actor import Actor

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def last_event() -> CaseEvent:
    return CaseEvent.objects.order_by("id").last()


def codes() -> list[str]:
    return list(Message.objects.order_by("id").values_list("code", flat=True))


def test_malee_accepts_and_it_is_hers(world):
    malee = actor("malee")
    told = moved(case(), ("accept", malee))
    assert (told.status, told.assignee_id, told.due_kind) == (workflow.ACCEPTED, malee.user_id, "progress")
    assert codes() == ["case-received", "case-accepted"]
    assert last_event().changes["status"] == "accepted"


def test_a_question_stops_the_clock_and_an_answer_gives_the_time_back(world):
    malee = actor("malee")
    told = moved(case(), ("accept", malee))
    finish = told.finish_due_at
    told = cases.move(told, "ask", by=malee, data=given("ask"), now=MONDAY + 2 * HOUR)
    assert (told.status, told.due_kind) == (workflow.INFO_REQUESTED, "answer")
    assert not Case.objects.overdue(MONDAY + timedelta(days=60)).exists()
    told = cases.move(told, "answer", by=CITIZEN, data=given("answer"), now=MONDAY + 50 * HOUR)
    assert (told.status, told.paused_at) == (workflow.IN_PROGRESS, None)
    assert told.waited_minutes == 48 * 60
    assert finish + 48 * HOUR <= told.finish_due_at < finish + 5 * 24 * HOUR  # given back, up to the next closing hour


def test_the_whole_way_through_an_agency_to_a_happy_end(world):
    malee, wichai = actor("malee"), actor("wichai")
    told = moved(
        case(), ("accept", malee), ("hand_to_agency", malee), ("agency_accept", wichai), ("report", wichai), ("close", malee),
        ("rate", CITIZEN),
    )  # fmt: skip
    assert (told.status, told.solved, told.rating) == (workflow.SETTLED, "yes", 5)
    assert (told.due_at, told.office_id) == (None, "5001")
    assert "50-electricity" in told.holders
    assert codes() == ["case-received", "case-accepted", "case-with-agency", "case-settled"]


def test_the_way_up_to_the_ministry_and_back_keeps_everybody_who_held_it(world):
    malee, prasit, nok = actor("malee"), actor("prasit"), actor("nok")
    told = moved(case(), ("accept", malee), ("pass_up", malee))
    assert (told.office_id, told.status, told.came_from, told.assignee_id) == ("5000", workflow.ESCALATED, "5001", None)
    told = moved(told, ("accept", prasit), ("pass_up", prasit), ("accept", nok))
    assert told.office_id == "MOI"
    told = moved(told, ("return_down", nok))
    assert (told.office_id, told.status) == ("5000", workflow.RETURNED)
    assert {"5001", "5000", "MOI"} <= set(told.holders)
    for who in (malee, prasit, nok):
        assert Case.objects.visible_to(who).filter(pk=told.pk).exists()
    assert codes().count("case-passed-up") == 2


def test_a_case_goes_back_down_step_by_step_to_where_it_came_from(world):
    malee, prasit, nok = actor("malee"), actor("prasit"), actor("nok")
    told = moved(case(), ("accept", malee), ("pass_up", malee), ("accept", prasit), ("pass_up", prasit))
    told = moved(told, ("return_down", nok), ("return_down", prasit))
    assert (told.office_id, told.came_from) == ("5001", "")
    assert "return_down" not in {m.name for m in allowed(told, malee, MONDAY)}


def test_the_ministry_has_nobody_above(world):
    nok = actor("nok")
    told = moved(
        case(), ("accept", actor("malee")), ("pass_up", actor("malee")), ("pass_up", actor("prasit")), ("accept", nok)
    )
    assert "pass_up" not in {m.name for m in allowed(told, nok, MONDAY)}
    with pytest.raises(NotAllowed):
        cases.move(told, "pass_up", by=nok, data=given("pass_up"), now=MONDAY)


def test_the_province_takes_over_what_the_district_cannot_solve(world):
    prasit = actor("prasit")
    told = moved(case(), ("accept", actor("malee")), ("take_over", prasit))
    assert (told.office_id, told.assignee_id, told.status) == ("5000", prasit.user_id, workflow.IN_PROGRESS)


def test_a_case_at_the_wrong_centre_is_passed_on_not_refused(world):
    told = moved(case(), ("redirect", actor("malee")))
    assert (told.office_id, told.status, told.due_kind) == ("5002", workflow.RECEIVED, "hand_off")
    assert moved(told, ("accept", actor("anan"))).status == workflow.ACCEPTED


def test_an_unhappy_citizen_reopens_within_thirty_days_and_not_later(world):
    malee = actor("malee")
    told = moved(case(), ("accept", malee), ("close", malee), ("reopen", CITIZEN))
    assert (told.status, told.reopened_count, told.closed_at) == (workflow.REOPENED, 1, None)
    told = moved(told, ("accept", malee), ("close", malee))
    with pytest.raises(NotAllowed):
        cases.move(told, "reopen", by=CITIZEN, data=given("reopen"), now=told.closed_at + timedelta(days=33))


def test_how_it_went_is_said_once_for_each_answer(world):
    malee = actor("malee")
    told = moved(case(), ("accept", malee), ("close", malee), ("rate", CITIZEN))
    assert "rate" not in {m.name for m in allowed(told, CITIZEN, MONDAY)}
    with pytest.raises(NotAllowed):
        cases.move(told, "rate", by=CITIZEN, data={"solved": "no", "rating": 1}, now=MONDAY + 5 * HOUR)
    again = moved(told, ("reopen", CITIZEN), ("accept", malee), ("close", malee), ("rate", CITIZEN))
    assert again.rating == given("rate")["rating"]


def test_news_for_the_citizen_begins_the_next_promise(world):
    malee = actor("malee")
    told = moved(case(), ("accept", malee))
    later = cases.move(told, "inform", by=malee, data=given("inform"), now=MONDAY + timedelta(days=3))
    assert later.due_at > MONDAY + timedelta(days=3)
    assert last_event().changes["told_at"]


def test_of_two_at_once_the_second_is_told(world):
    malee, suda = actor("malee"), actor("suda")
    told = case()
    copy = Case.objects.get()
    cases.move(told, "accept", by=malee, now=MONDAY)
    with pytest.raises(Stale):
        cases.move(copy, "accept", by=suda, now=MONDAY)
    assert CaseEvent.objects.count() == 2


def test_an_old_version_is_refused_before_anything_else(world):
    told = case()
    with pytest.raises(Stale):
        cases.move(told, "explode", by=actor("malee"), version=7)


@pytest.mark.parametrize("who", ["anan", "orn", "kanya", "preecha", "wichai", "nok", "prasit"])
def test_only_the_office_that_answers_accepts(world, who):
    told = case()
    with pytest.raises(NotAllowed):
        cases.move(told, "accept", by=actor(who), now=MONDAY)
    assert Case.objects.get().status == workflow.RECEIVED


@pytest.mark.parametrize(
    ("name", "data", "field"),
    [
        ("hand_to_agency", DATA["hand_to_agency"] | {"agency": "5002"}, "agency"),
        ("hand_to_agency", DATA["hand_to_agency"] | {"agency": "nobody"}, "agency"),
        ("redirect", {"office": "50-electricity", "reason": "ลองดู"}, "office"),
        ("redirect", {"office": "5001", "reason": "ลองดู"}, "office"),
        ("categorise", {"category": "nothing"}, "category"),
        ("delegate", {"assignee": 999999}, "assignee"),
        ("close", {"settlement": "nothing", "answer": "เสร็จเรียบร้อยแล้วครับ"}, "settlement"),
    ],
)
def test_a_wrong_choice_is_refused_and_changes_nothing(world, name, data, field):
    malee = actor("malee")
    told = moved(case(), ("accept", malee))
    with pytest.raises(Refused) as refusal:
        cases.move(told, name, by=malee, data=data, now=MONDAY)
    assert refusal.value.field == field
    assert Case.objects.get().version == 2


def test_a_file_is_not_attached_without_a_file(world):
    malee = actor("malee")
    with pytest.raises(Refused) as refusal:
        cases.move(case(), "attach", by=malee, data={"file": "นิทาน.jpg"}, now=MONDAY)
    assert refusal.value.field == "file"


def test_every_move_of_the_table_can_be_made_and_the_events_rebuild_the_row(world):
    malee, suda, prasit, nok, wichai = map(actor, ("malee", "suda", "prasit", "nok", "wichai"))
    somchai, machine = CITIZEN, Actor.system()
    case(90)  # to link and merge with
    journeys = [
        [("screen", malee), ("accept", malee), ("take", suda), ("delegate", malee), ("note", malee), ("attach", malee),
         ("categorise", malee), ("classify", malee), ("checklist", malee), ("ask", malee), ("answer", somchai),
         ("inform", malee), ("report", malee), ("send_back", malee), ("close", malee), ("rate", somchai), ("reopen", somchai)],
        [("ask", malee), ("proceed", malee), ("hand_to_agency", malee), ("add_agency", malee), ("agency_accept", wichai),
         ("note", wichai), ("agency_return", wichai), ("recall", malee), ("hand_to_agency", malee), ("chase", malee),
         ("report", wichai), ("confirm_task", malee), ("add", somchai), ("withdraw", somchai)],
        [("pass_up", malee), ("return_down", prasit), ("accept", malee), ("take_over", prasit), ("pass_up", prasit),
         ("accept", nok), ("redirect", nok)],
        [("accept", malee), ("order_visit", malee), ("cancel_visit", malee), ("order_visit", malee), ("report_visit", malee),
         ("relieve", malee), ("refer", malee), ("referral_answer", malee), ("ask_other", malee), ("other_answers", malee),
         ("meet", malee), ("minutes", malee), ("direct", prasit), ("tell_result", malee), ("object", somchai),
         ("tell_result", malee), ("agree", somchai), ("appeal", somchai)],
        [("accept", malee), ("suspend", malee), ("resume", malee), ("to_mediation", malee), ("mediation_ends", malee),
         ("link", malee), ("unlink", malee), ("tell_result", malee), ("settle", malee)],
        [("accept", malee), ("refer_out", malee), ("referral_answer", malee)],
        [("checklist", malee), ("refuse", malee), ("appeal", somchai)],
        [("accept", malee), ("merge", malee), ("unmerge", suda), ("tell_result", malee),
         ("take_back", malee), ("close", malee), ("disapprove", suda), ("close", malee), ("approve", suda)],
        [("serve", malee)],
        [("seal", malee), ("entrust", malee), ("ask_unseal", malee), ("keep_sealed", prasit), ("ask_unseal", malee),
         ("unseal", prasit), ("accuse", malee)],
        [("remind", machine), ("escalate", machine), ("watch", prasit), ("return_down", prasit), ("lapse", machine), ("tell_result", prasit),
         ("settle_told", machine), ("reopen", somchai), ("clocks_moved", machine)],
    ]  # fmt: skip
    for n, journey in enumerate(journeys, start=1):
        mission = "advice" if journey == [("serve", malee)] else "grievance"
        moved(case(n, mission=mission, service_class="important" if n == 8 else "general"), *journey)
    case(80, description="นายวิชัย ไฟฟ้า เรียกรับเงินค่าขยายเขต", accused=("50-electricity",))
    offices.appoint(user("wichai"), "5001", "chief")
    assert watch.step_aside(MONDAY) == 1
    assert not watch.seal_late(before_seals(case(81, category="drugs.dealing")).pk, MONDAY)
    assert {e.move for e in CaseEvent.objects.all()} - {"submit"} == set(workflow.MOVES)
    assert list(replay.differences()) == []


def test_a_row_changed_behind_the_events_is_found(world):
    moved(case(), ("accept", actor("malee")))
    Case.objects.update(status=workflow.RESULT_REPORTED)
    assert [(d.field, d.row, d.events) for d in replay.differences()] == [("status", "result_reported", "accepted")]


def test_an_agency_adds_what_it_saw_and_does_not_close_a_visit_it_was_not_sent_on(world):
    malee, wichai = actor("malee"), actor("wichai")
    told = moved(case(), ("accept", malee), ("hand_to_agency", malee), ("order_visit", malee), ("report_visit", wichai))
    assert "visit" in {duty["kind"] for duty in told.duties.values()}
    told = moved(told, ("report_visit", malee), now=MONDAY + 5 * HOUR)
    assert "visit" not in {duty["kind"] for duty in told.duties.values()}


def test_an_agency_answers_no_question_that_was_put_to_somebody_else(world):
    malee, wichai = actor("malee"), actor("wichai")
    told = moved(case(), ("accept", malee), ("hand_to_agency", malee), ("ask_other", malee))
    with pytest.raises(NotAllowed):
        cases.move(told, "other_answers", by=wichai, data=given("other_answers"), now=MONDAY + 4 * HOUR)


def test_a_case_taken_over_after_its_result_was_told_has_no_outcome_yet(world):
    malee, prasit = actor("malee"), actor("prasit")
    told = moved(case(), ("accept", malee), ("tell_result", malee))
    assert told.settlement_id
    told = moved(told, ("take_over", prasit), now=MONDAY + 3 * HOUR)
    assert told.settlement_id is None
