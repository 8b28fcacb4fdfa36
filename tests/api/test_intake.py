"""POST /api/v1/cases: one transaction, one case, one answer."""

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, connections

from factories import client_id
from sangsuk.cases.models import Case, Reporter
from sangsuk.notifications.models import Message

from .calling import Caller, is_problem, told

pytestmark = pytest.mark.django_db
Given = Callable[..., dict[str, Any]]


def test_a_complaint_gets_number_key_office_and_date(api: Caller) -> None:
    response = api.post("/cases", told())
    assert response.status_code == 201
    body = response.json()
    assert body["number"].startswith("5001-") and len(body["key"]) == 19
    assert body["status"] == "received"
    assert body["office"] == {"code": "5001", "name": "ศูนย์ดำรงธรรมอำเภอเมืองเชียงใหม่"}
    assert body["track_url"].endswith(f"/track/{body['number']}/{body['key']}")
    assert response.headers["Location"] == f"/api/v1/cases/{body['number']}"
    due = body["due"]
    assert due["kind"] == "accept" and datetime.fromisoformat(due["at"]).utcoffset().total_seconds() == 7 * 3600  # type: ignore[union-attr]
    assert "ศูนย์ดำรงธรรมอำเภอเมืองเชียงใหม่" in due["sentence"] and due["rule"]
    [event] = body["events"]
    assert (event["seq"], event["move"], event["by_citizen"]) == (1, "submit", True)
    case = Case.objects.get(number=body["number"])
    assert case.channel == "api" and case.language == "th"


def test_what_was_answered_at_once_is_what_is_answered_later(api: Caller, given: Given) -> None:
    first = given()
    again = api.get(f"/cases/{first['number']}", X_Case_Key=first["key"]).json()
    assert again["events"] == first["events"] and again["due"] == first["due"]


def test_the_same_client_id_again_is_the_same_case_with_the_same_key(api: Caller, given: Given) -> None:
    first = given()
    again = api.post("/cases", told())
    assert again.status_code == 200
    assert again.json() == first | {"created": False}
    assert Case.objects.count() == 1 and Message.objects.count() == 1


def test_other_words_under_the_same_client_id_do_not_get_the_key_nor_the_story(api: Caller, given: Given) -> None:
    first = given()
    api.post(f"/cases/{first['number']}/replies", {"text": "บ้านดิฉันเลขที่ 12"}, X_Case_Key=first["key"])
    other = api.post("/cases", told(description="เรื่องอื่นที่ไม่ใช่เรื่องเดิม ยาวพอสมควร"))
    assert other.status_code == 200
    body = other.json()
    assert body["number"] == first["number"] and body["key"] is None
    assert first["key"] not in other.content.decode()
    assert body["events"] == []


@pytest.mark.django_db(transaction=True)
def test_two_at_once_with_the_same_client_id_make_one_case() -> None:
    together = threading.Barrier(2)
    answers: list[Any] = []

    def send() -> None:
        together.wait()
        answers.append(Caller().post("/cases", told()))
        connections.close_all()

    for _ in range(3):
        threads = [threading.Thread(target=send) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(a.status_code for a in answers) == [200] * 5 + [201]
    assert len({(a.json()["number"], a.json()["key"]) for a in answers}) == 1
    assert Case.objects.count() == 1
    connections.close_all()


def test_a_complaint_costs_at_most_six_statements_with_begin_and_commit(api: Caller) -> None:
    api.post("/cases", told(1))  # reference data are read once and remembered
    seen: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(sql)
        return execute(sql, params, many, context)

    from django.test import override_settings

    with override_settings(REMEMBER_SECONDS=60):
        api.post("/cases", told(2))
        with connection.execute_wrapper(note):
            assert api.post("/cases", told(3)).status_code == 201
    ours = [sql for sql in seen if not sql.startswith(("SAVEPOINT", "RELEASE"))]
    # a test runs inside a transaction of its own, where ours shows as SAVEPOINT and RELEASE: BEGIN and COMMIT in service
    assert len(seen) - len(ours) == 2
    assert len(ours) + 2 <= 6, "\n".join(seen)


def test_nobody_who_wishes_to_stay_unnamed_is_kept(given: Given) -> None:
    given(identity="none")
    assert not Reporter.objects.exists() and not Message.objects.exists()


def test_a_point_finds_its_district(given: Given) -> None:
    body = given(place={"point": [98.9853, 18.7883]})
    assert body["office"]["code"] == "5001"


def test_the_language_of_the_answer_and_of_the_messages_is_what_was_asked(api: Caller) -> None:
    body = api.post("/cases", told(), Accept_Language="en-GB,en;q=0.9,th;q=0.1").json()
    assert body["office"]["name"] == "Mueang Chiang Mai District Damrongdhama Centre"
    assert Case.objects.get().language == "en"


def test_an_official_may_write_down_a_complaint_for_somebody(api: Caller) -> None:
    response = api.as_("malee").post("/cases", told(channel="phone"))
    assert response.status_code == 201
    assert Case.objects.get().recorded_by.email == "malee@example.com"  # type: ignore[union-attr]
    is_problem(Caller("not-a-token").post("/cases", told(2)), 401, "bad_token")
    assert Case.objects.count() == 1


@pytest.mark.parametrize("who", ["wichai", "kanya", "preecha"])
def test_who_may_not_take_complaints_down_at_the_desk_may_not_here(api: Caller, who: str) -> None:
    is_problem(api.as_(who).post("/cases", told()), 403, "not_your_role")
    assert not Case.objects.exists()


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"client_id": "7"}, "client_id"),
    ({"client_id": None}, "client_id"),
    ({"description": ""}, "description"),
    ({"description": "สั้น"}, "description"),
    ({"description": "ก" * 50_000}, "description"),
    ({"description": 7}, "description"),
    ({"description": "😀😀"}, "description"),
    ({"wish": "ก" * 50_000}, "wish"),
    ({"identity": "nobody"}, "identity"),
    ({"mission": "party"}, "mission"),
    ({"mission": None}, "mission"),
    ({"category": "\x00"}, "category"),
    ({"category": "no-such"}, "category"),
    ({"channel": "pigeon"}, "channel"),
    ({"language": "fr"}, "language"),
    ({"place": {}}, "place"),
    ({"place": None}, "place"),
    ({"place": "5001"}, "place"),
    ({"place": {"district": "9999"}}, "place.district"),
    ({"place": {"district": "\x00"}}, "place.district"),
    ({"place": {"district": "5001", "subdistrict": "500201"}}, "place.subdistrict"),
    ({"place": {"subdistrict": "500107", "village": "50010799"}}, "place.village"),
    ({"place": {"subdistrict": "500107", "village": "500107\x00"}}, "place.village"),
    ({"place": {"point": [102.63, 17.97]}}, "place.point"),  # Vientiane
    ({"place": {"point": [18.79, 98.99]}}, "place.point"),  # the wrong way round
    ({"place": {"point": [98.99]}}, "place.point.1"),
    ({"place": {"point": ["98.99", "18.79"]}}, "place.point.0"),
    ({"place": {"point": [1e308, -1e308]}}, "place.point"),
    ({"place": {"point": [10**400, 18]}}, "place.point.0"),
    ({"reporter": {"name": ""}}, "reporter.name"),
    ({"reporter": {"name": "ก" * 201}}, "reporter.name"),
    ({"reporter": {"name": "สมชาย", "phone": "12"}}, "reporter.phone"),
    ({"reporter": {"name": "สมชาย", "phone": "0" * 4000}}, "reporter.phone"),
    ({"reporter": {"name": "สมชาย", "email": "not an address"}}, "reporter.email"),
    ({"reporter": "สมชาย"}, "reporter"),
]


@pytest.mark.parametrize(("changes", "field"), WRONG, ids=lambda value: str(value)[:40])
def test_wrong_input_is_answered_with_a_sentence_about_its_field(
    api: Caller, changes: dict[str, Any], field: str
) -> None:
    body = is_problem(api.post("/cases", told(**changes)), 422, field=field)
    assert body["errors"][0]["field"] == field
    assert any("ก" <= sign <= "๛" for sign in body["detail"]), "a Thai sentence"
    assert not Case.objects.exists()


def test_all_that_is_missing_is_named_at_once(api: Caller) -> None:
    body = is_problem(api.post("/cases", {}), 422, "needed")
    assert {e["field"] for e in body["errors"]} == {"client_id", "description", "place", "identity"}


UNREADABLE = [
    b"", b"{", b"[]", b"null", b'"x"', b"7", b"\xff\xfe", b'{"client_id": "\xed\xa0\x80"}', b'{"description": "\\ud800"}',
    b"[" * 100_000, b'{"a":' * 50_000, b'{"description": NaN}', b'{"description": Infinity}', b"1" * 5000,
    b'{"place": {"point": [1e999, 18]}}',
]  # fmt: skip


@pytest.mark.parametrize("body", UNREADABLE, ids=lambda body: repr(body[:24]))
def test_what_is_no_json_object_is_refused_and_never_a_failure(api: Caller, body: bytes) -> None:
    response = api.post("/cases", body)
    assert response.status_code in (400, 422), response.content
    is_problem(response, response.status_code)


def test_a_body_over_a_megabyte_is_too_large(api: Caller) -> None:
    is_problem(api.post("/cases", told(description="ก" * 400_000)), 413, "too_large")
    is_problem(api.post("/cases", b" " * 3_000_000), 413, "too_large")


def test_only_json_is_read(api: Caller) -> None:
    is_problem(api.form("/cases", {"description": "x"}), 415, "wrong_type")


def test_control_signs_are_taken_out_and_thai_stays(given: Given) -> None:
    given(description="ไฟดับ\x00\x07ทั้งหมู่บ้าน กตัญญู ป้ำ 🚒")
    assert Case.objects.get().description == "ไฟดับทั้งหมู่บ้าน กตัญญู ป้ำ 🚒"


def test_unknown_fields_are_let_be(given: Given) -> None:
    assert UUID(str(client_id(1))) == Case.objects.get(number=given(colour="blue")["number"]).client_id
