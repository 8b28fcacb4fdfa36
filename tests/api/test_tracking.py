"""The number and the key open one's own case, and neither alone opens anything."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from factories import moved
from people import actor
from sangsuk.cases.models import Attachment, Case
from sangsuk.cases.queries import WRONG_KEYS

from .calling import Caller, is_problem

pytestmark = pytest.mark.django_db
Given = Callable[..., dict[str, Any]]
NO_KEY = "2222-2222-2222-2222"


def photo(name: str = "road.jpg") -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (64, 48), "teal").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def test_the_owner_reads_where_her_case_is_and_what_comes_next(api: Caller, given: Given) -> None:
    mine = given()
    body = api.get(f"/cases/{mine['number']}", X_Case_Key=mine["key"]).json()
    assert body["status"] == "received" and body["description"] and body["wish"]
    assert body["place"]["subdistrict"] == "500107" and "ตำบล" in body["place"]["name"]
    assert body["where"].startswith("เรื่องของท่านอยู่ที่") and body["next"] == body["due"]["sentence"]
    assert [m["name"] for m in body["allowed_moves"]] == ["add", "withdraw"]
    assert body["allowed_moves"][0]["needs"] == ["text"]


@pytest.mark.parametrize("typed", [str.lower, lambda key: key.replace("-", ""), lambda key: f" {key} "])
def test_the_key_may_be_typed_as_people_type(api: Caller, given: Given, typed: Callable[[str], str]) -> None:
    mine = given()
    assert api.get(f"/cases/{mine['number']}", X_Case_Key=typed(mine["key"])).status_code == 200


def test_a_wrong_key_and_an_unknown_number_cannot_be_told_apart(api: Caller, given: Given) -> None:
    mine, other = given(1), given(2)
    answers = [
        api.get(f"/cases/{mine['number']}", X_Case_Key=NO_KEY),
        api.get(f"/cases/{mine['number']}", X_Case_Key=other["key"]),
        api.get("/cases/5001-70-999999", X_Case_Key=NO_KEY),
    ]
    assert len({(a.status_code, a.content) for a in answers}) == 1
    is_problem(answers[0], 404, "no_case")
    silent = [api.get(f"/cases/{mine['number']}"), api.get("/cases/5001-70-999999")]
    assert len({(a.status_code, a.content) for a in silent}) == 1
    is_problem(silent[0], 404, "no_case")


def test_the_same_statements_are_asked_for_a_wrong_key_and_an_unknown_number(api: Caller, given: Given) -> None:
    mine = given()
    asked = []
    for number in (mine["number"], "5001-70-999999"):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            api.get(f"/cases/{number}", X_Case_Key=NO_KEY)
        asked.append([q["sql"].split(" WHERE")[0][:200] for q in seen.captured_queries])
    assert len(asked[0]) == len(asked[1])


@pytest.mark.parametrize(
    "number", ["%00", "x", "..%2f..", "5001-70-000001%0a", "๕๐๐๑-๗๐-๐๐๐๐๐๑", "a" * 3000, "'; drop table cases_case;--"]
)
def test_what_cannot_be_a_number_is_an_unknown_number(api: Caller, number: str) -> None:
    is_problem(api.get(f"/cases/{number}", X_Case_Key=NO_KEY), 404)


def test_guessing_is_slowed_down_and_the_right_key_is_not(api: Caller, given: Given) -> None:
    mine = given()
    for _ in range(WRONG_KEYS):
        is_problem(api.get(f"/cases/{mine['number']}", X_Case_Key=NO_KEY), 404)
    slow = api.get(f"/cases/{mine['number']}", X_Case_Key=NO_KEY)
    is_problem(slow, 429, "too_many")
    assert 0 < int(slow.headers["Retry-After"]) <= 900
    assert api.get(f"/cases/{mine['number']}", X_Case_Key=mine["key"]).status_code == 200


def test_a_reply_adds_facts(api: Caller, given: Given) -> None:
    mine = given()
    path = f"/cases/{mine['number']}/replies"
    body = api.post(path, {"text": "วันนี้น้ำสูงขึ้นอีก"}, X_Case_Key=mine["key"]).json()
    last = body["events"][-1]
    assert (last["move"], last["by_citizen"]) == ("add", True)
    assert last["parts"] == [{"field": "text", "label": "ข้อความ", "text": "วันนี้น้ำสูงขึ้นอีก"}]
    is_problem(api.post(path, {"text": "วันนี้น้ำสูงขึ้นอีก"}, X_Case_Key=NO_KEY), 404, "no_case")
    is_problem(api.post(path, {}, X_Case_Key=mine["key"]), 422, "needed", "text")
    is_problem(api.post(path, {"text": "\x00\x00\x00"}, X_Case_Key=mine["key"]), 422)
    is_problem(api.post(path, {"text": "ก" * 5001}, X_Case_Key=mine["key"]), 422, "too_long", "text")
    is_problem(api.post(path, {"text": "เก่า", "version": 1}, X_Case_Key=mine["key"]), 409, "stale")


def test_a_reply_to_a_question_is_its_answer(api: Caller, given: Given) -> None:
    mine = given()
    moved(Case.objects.get(), ("accept", actor("malee")), ("ask", actor("malee")))
    case = api.get(f"/cases/{mine['number']}", X_Case_Key=mine["key"]).json()
    assert case["status"] == "info_requested" and case["question"] == "ไฟดับตั้งแต่วันไหน"
    body = api.post(f"/cases/{mine['number']}/replies", {"text": "ตั้งแต่วันจันทร์"}, X_Case_Key=mine["key"]).json()
    assert body["status"] == "in_progress" and body["question"] is None
    assert body["events"][-1]["move"] == "answer"


def test_withdraw_ends_the_case(api: Caller, given: Given) -> None:
    mine = given()
    path = f"/cases/{mine['number']}/replies"
    body = api.post(path, {"move": "withdraw", "comment": "แก้ไขเองแล้ว"}, X_Case_Key=mine["key"]).json()
    assert body["status"] == "withdrawn" and body["due"] is None and body["closed_at"]
    assert body["allowed_moves"] == []
    is_problem(api.post(path, {"text": "อีกนิด"}, X_Case_Key=mine["key"]), 403, "not_now")


def test_after_the_end_she_says_how_it_went_and_may_have_it_opened_again(api: Caller, given: Given) -> None:
    mine = given()
    moved(Case.objects.get(), ("accept", actor("malee")), ("close", actor("malee")))
    Case.objects.update(closed_at=timezone.now())
    path, key = f"/cases/{mine['number']}/replies", mine["key"]
    for bad in ({"rating": 6}, {"rating": 0}, {"rating": True}, {"rating": 10**30}, {"solved": "maybe"}, {}):
        wrong = {"move": "rate", "solved": "no", "rating": 2} | bad if bad else {"move": "rate"}
        is_problem(api.post(path, wrong, X_Case_Key=key), 422)
    body = api.post(path, {"move": "rate", "solved": "no", "rating": 2}, X_Case_Key=key).json()
    assert [m["name"] for m in body["allowed_moves"]] == ["reopen", "appeal"]
    body = api.post(path, {"move": "reopen", "text": "น้ำท่วมอีกแล้ว"}, X_Case_Key=key).json()
    assert body["status"] == "reopened"


def test_the_citizen_sees_neither_internal_notes_nor_names_of_officials(api: Caller, given: Given) -> None:
    mine = given()
    malee = actor("malee")
    moved(Case.objects.get(), ("accept", malee), ("note", malee), ("inform", malee))
    answer = api.get(f"/cases/{mine['number']}", X_Case_Key=mine["key"])
    text = answer.content.decode()
    assert "โทรถามผู้ใหญ่บ้านแล้ว" not in text and malee.name not in text
    assert [e["move"] for e in answer.json()["events"]] == ["submit", "accept", "inform"]
    assert "inside" not in answer.json()["events"][0]


def test_a_photograph_comes_as_a_form_or_in_json_and_is_given_back(api: Caller, given: Given) -> None:
    import base64

    mine = given()
    path, key = f"/cases/{mine['number']}/files", mine["key"]
    body = api.form(path, {"file": photo(), "text": "หน้าโรงเรียน"}, X_Case_Key=key).json()
    [file] = body["events"][-1]["files"]
    assert (file["kind"], file["width"], file["name"]) == ("photo", 64, "road.jpg")
    sent = api.client.get(file["url"], headers={"X-Case-Key": key})
    assert sent.status_code == 200 and sent.headers["Content-Type"] == "image/jpeg"
    assert Image.open(BytesIO(b"".join(sent.streaming_content))).size == (64, 48)
    is_problem(api.client.get(file["url"], headers={"X-Case-Key": NO_KEY}), 404)
    encoded = base64.b64encode(photo().read()).decode()
    again = api.post(path, {"name": "two.jpg", "content": encoded}, X_Case_Key=key)
    assert again.status_code == 200 and len(again.json()["files"]) == 2


def test_a_file_of_another_case_is_not_there(api: Caller, given: Given) -> None:
    mine, other = given(1), given(2)
    api.form(f"/cases/{other['number']}/files", {"file": photo()}, X_Case_Key=other["key"])
    file = Attachment.objects.get()
    for name in (file.pk, 0, "x", 10**30, "%00"):
        is_problem(api.get(f"/cases/{mine['number']}/files/{name}", X_Case_Key=mine["key"]), 404)


def test_what_is_no_photograph_is_refused_with_a_sentence(api: Caller, given: Given) -> None:
    mine = given()
    path, key = f"/cases/{mine['number']}/files", mine["key"]
    pdf = SimpleUploadedFile("a.jpg", b"%PDF-1.4 %%EOF", "image/jpeg")
    is_problem(api.form(path, {"file": pdf}, X_Case_Key=key), 422, "not_a_photo", "file")
    is_problem(api.form(path, {"text": "ไม่มีรูป"}, X_Case_Key=key), 422, "needed", "file")
    is_problem(api.form(path, {"file": photo(), "version": "x"}, X_Case_Key=key), 422, "not_a_number", "version")
    is_problem(api.form(path, {"file": [photo() for _ in range(9)]}, X_Case_Key=key), 422, "too_many_files", "file")
    is_problem(api.post(path, {"name": "a.jpg", "content": "***"}, X_Case_Key=key), 422, "bad_file")
    is_problem(api.post(path, b"{", X_Case_Key=key), 400, "not_json")
    is_problem(api.post(path, b" " * 14_000_000, X_Case_Key=key), 413, "too_large")
    plain = api.client.post(f"/api/v1{path}", "x", content_type="text/plain", headers={"X-Case-Key": key})
    is_problem(plain, 415, "wrong_type")
    is_problem(api.form(path, {"file": photo()}, X_Case_Key=NO_KEY), 404, "no_case")
    assert not Attachment.objects.exists()


def test_the_cost_of_a_look_does_not_grow_with_the_story(
    api: Caller, given: Given, django_assert_num_queries: Any
) -> None:
    mine = given()
    path = f"/cases/{mine['number']}"
    api.get(path, X_Case_Key=mine["key"])
    for _ in range(2):
        with django_assert_num_queries(4):
            assert api.get(path, X_Case_Key=mine["key"]).status_code == 200
        for n in range(20):
            api.post(f"{path}/replies", {"text": f"ข้อมูลเพิ่มครั้งที่ {n}"}, X_Case_Key=mine["key"])


def test_head_is_get_without_a_body(api: Caller) -> None:
    get, head = api.get("/categories"), api.client.head("/api/v1/categories")
    assert head.status_code == 200 and head.content == b""
    assert head.headers["Content-Length"] == get.headers["Content-Length"]
