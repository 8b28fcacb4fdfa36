"""The table through the programmers' door: every field says how it is filled in, every duty how it is named."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

import people
from factories import moved
from people import actor
from sangsuk.cases import workflow
from sangsuk.cases.models import Case

from .calling import Caller, is_problem, told

Given = Callable[..., dict[str, Any]]
pytestmark = pytest.mark.django_db
ANSWER = "ทำบัตรใหม่ได้ที่สำนักทะเบียนทุกแห่ง ไม่เสียค่าธรรมเนียม"


def open_case(api: Caller, who: str, number: str) -> dict[str, Any]:
    answer = api.as_(who).get(f"/desk/cases/{number}")
    assert answer.status_code == 200, answer.content
    body: dict[str, Any] = answer.json()
    return body


def test_every_field_of_a_move_says_how_it_is_filled_in(api: Caller, given: Given) -> None:
    number = given()["number"]
    moves = {move["name"]: move for move in open_case(api, "malee", number)["allowed_moves"]}
    for name, move in moves.items():
        row = workflow.MOVES[name]
        assert [f["name"] for f in move["fields"]] == [*row.needs, *row.takes]
        assert [f["name"] for f in move["fields"] if f["needed"]] == list(row.needs)
    classify = {f["name"]: f for f in moves["classify"]["fields"]}
    assert [c["code"] for c in classify["urgency"]["choices"]] == ["normal", "urgent", "life"]
    assert classify["nature"]["axis"] == "nature"
    asks = moves["ask"]["fields"][0]
    assert (asks["kind"], asks["least"], asks["most"]) == ("text", 5, 1000)


@pytest.mark.parametrize(
    "axis", ["nature", "wish", "accused", "service_class", "refusal", "referred_to", "relief", "policy"]
)
def test_the_words_of_every_axis_can_be_asked_for(api: Caller, world: None, axis: str) -> None:
    rows = api.get(f"/terms/{axis}").json()["items"]
    assert rows and all(row["code"] and row["name"] for row in rows)
    if axis == "refusal":
        assert all(row["basis"] and row["say"] for row in rows)
    is_problem(api.get("/terms/none-such"), 404, "no_axis")


def test_what_is_owed_is_listed_and_named_by_a_move(api: Caller, given: Given) -> None:
    number, malee = given()["number"], actor("malee")
    moved(Case.objects.get(), ("accept", malee), ("hand_to_agency", malee), ("add_agency", malee))
    body = open_case(api, "malee", number)
    duties = {duty["who"]: duty for duty in body["duties"]}
    assert duties["50-electricity"]["lead"] and duties["50-electricity"]["status"] == "waiting"
    recall = {"move": "recall", "version": body["version"], "data": {"reason": "ไม่ต้องแล้ว"}}
    path = f"/desk/cases/{number}/moves"
    is_problem(api.as_("malee").post(path, recall), 422, field="duty")
    recall["data"]["duty"] = duties["50-highways"]["key"]
    left = api.as_("malee").post(path, recall).json()["duties"]
    assert [duty["who"] for duty in left] == ["50-electricity"]


def test_an_agency_reads_its_own_duty_and_nothing_of_what_the_centre_weighs(api: Caller, given: Given) -> None:
    number, malee = given()["number"], actor("malee")
    moved(
        Case.objects.get(),
        ("checklist", malee),
        ("classify", malee),
        ("accept", malee),
        ("hand_to_agency", malee),
        ("add_agency", malee),
    )
    body = open_case(api, "wichai", number)
    assert [duty["who"] for duty in body["duties"]] == ["50-electricity"]
    assert (body["nature"], body["admissible"], body["checks"], body["attention"]) == (None, None, [], None)
    assert open_case(api, "malee", number)["admissible"] == "yes"


def test_a_weighty_ending_is_proposed_and_a_second_person_approves_it(api: Caller, given: Given) -> None:
    number = given()["number"]
    Case.objects.update(service_class="important")
    moved(Case.objects.get(), ("accept", actor("malee")), ("close", actor("malee")))
    body = open_case(api, "suda", number)
    assert body["status"] == "review"
    assert body["proposal"]["move"] == "close" and people.STAFF["malee"].name in body["proposal"]["by"]
    assert {part["field"] for part in body["proposal"]["parts"]} == {"settlement", "answer"}
    approve = {"move": "approve", "version": body["version"]}
    is_problem(api.as_("malee").post(f"/desk/cases/{number}/moves", approve), 403)
    after = api.as_("suda").post(f"/desk/cases/{number}/moves", approve).json()
    assert (after["status"], after["proposal"], after["duties"]) == ("settled", None, [])


def test_a_question_is_recorded_and_closed_at_once_by_an_official(api: Caller, world: None) -> None:
    asked = told(mission="advice", description="บัตรหาย", identity="none", answer=ANSWER, channel="counter")
    asked.pop("reporter")
    body = api.as_("malee").post("/cases", asked).json()
    assert body["status"] == "settled"
    assert Case.objects.get().events.count() == 2
    assert api.as_("malee").post("/cases", asked).json()["created"] is False


@pytest.mark.parametrize(
    "field", [{"answer": ANSWER}, {"urgency": "life"}, {"service_class": "important"}, {"policy": "informal_debt"}]
)
def test_what_only_officials_may_say_is_refused_from_anybody_else(
    api: Caller, world: None, field: dict[str, str]
) -> None:
    is_problem(api.post("/cases", told(**field)), 403, "officials_only", next(iter(field)))
    assert not Case.objects.exists()


def test_a_citizen_may_say_what_she_wishes_and_how_hard_it_is(api: Caller, world: None) -> None:
    assert api.post("/cases", told(wishes=["solve", "apology"], distress=8, nature="distress")).status_code == 201
    kept = Case.objects.get()
    assert (kept.wishes, kept.distress_before, kept.nature) == (["solve", "apology"], 8, "distress")
    is_problem(api.post("/cases", told(2, distress=11)), 422, field="distress")
    is_problem(api.post("/cases", told(3, wishes=["none-such"])), 422, field="wishes")


def test_she_is_told_the_result_and_says_whether_it_is_well(api: Caller, given: Given) -> None:
    mine = given()
    moved(Case.objects.get(), ("accept", actor("malee")), ("tell_result", actor("malee")))
    path, key = f"/cases/{mine['number']}/replies", mine["key"]
    moves = [m["name"] for m in api.get(f"/cases/{mine['number']}", X_Case_Key=key).json()["allowed_moves"]]
    assert {"agree", "object"} <= set(moves)
    body = api.post(path, {"move": "object", "text": "น้ำยังท่วมอยู่"}, X_Case_Key=key).json()
    assert body["status"] == "sent_back"


def test_she_may_ask_the_next_level_to_look_again(api: Caller, given: Given) -> None:
    mine = given()
    moved(Case.objects.get(), ("checklist", actor("malee")), ("refuse", actor("malee")))
    Case.objects.update(closed_at=timezone.now(), refusal_code="own_remedy")
    body = api.post(
        f"/cases/{mine['number']}/replies", {"move": "appeal", "text": "ยื่นแล้วไม่มีใครรับ"}, X_Case_Key=mine["key"]
    ).json()
    assert (body["status"], body["office"]["code"]) == ("escalated", "5000")
