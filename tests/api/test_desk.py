"""The officials' side: the list, one case, the moves; the same rules as on the pages."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

import people
from factories import given as good_data
from factories import moved
from people import actor
from sangsuk.accounts import actions as accounts
from sangsuk.cases.models import Attachment, Case, CaseEvent, VisitReport
from sangsuk.ledger.models import Reading

from .calling import Caller, is_problem
from .test_tracking import photo

pytestmark = pytest.mark.django_db
Given = Callable[..., dict[str, Any]]


def test_without_a_good_token_the_door_is_closed(api: Caller) -> None:
    for caller in (api, Caller("nonsense"), Caller("\x00"), Caller("é"), Caller("x" * 5000)):
        answer = caller.get("/desk/cases")
        is_problem(answer, 401)
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    is_problem(api.get("/desk/cases", Authorization="Basic bWFsZWU6eA=="), 401, "no_token")


def test_an_old_token_and_a_closed_account_do_not_open(api: Caller) -> None:
    user = people.user("malee")
    old = accounts.issue_token(user, label="", now=timezone.now() - timedelta(days=91))
    is_problem(Caller(old).get("/desk/cases"), 401, "bad_token")
    malee = api.as_("malee")
    assert malee.get("/desk/cases").status_code == 200
    user.is_active = False
    user.save()
    is_problem(malee.get("/desk/cases"), 401, "bad_token")


def test_who_works_nowhere_is_told_so(api: Caller) -> None:
    user = accounts.open_account("nobody@example.com", name="ไม่มีสังกัด")
    token = accounts.issue_token(user, label="", now=timezone.now())
    is_problem(Caller(token).get("/desk/cases"), 403, "no_office")


def test_the_list_tells_each_case_in_a_line(api: Caller, given: Given) -> None:
    mine = given(category="water")
    body = api.as_("malee").get("/desk/cases").json()
    assert body["next"] is None
    [row] = body["items"]
    assert row["number"] == mine["number"] and row["version"] == 1 and row["state"] == "เรื่องใหม่"
    assert row["category"]["code"] == "water" and row["district"]["code"] == "5001"
    assert row["office"]["code"] == "5001" and row["agency"] is None and row["assignee"] is None
    assert "description" not in row and "reporter" not in row


def numbers(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [row["number"] for row in answer.json()["items"]]


def test_the_list_is_narrowed_by_every_filter(api: Caller, given: Given) -> None:
    flood = given(1, category="water.flood")
    road = given(2, description="ถนนเป็นหลุมใหญ่หน้าตลาด รถล้มหลายคัน", place={"district": "5001"})
    moved(Case.objects.get(number=road["number"]), ("accept", actor("malee")))
    malee = api.as_("malee")

    def found(query: str) -> list[str]:
        return numbers(malee.get(f"/desk/cases?{query}"))

    assert found("") == found("status=&category=&district=&due=&q=&cursor=") == [road["number"], flood["number"]]
    assert found("status=received") == [flood["number"]] and found("status=accepted") == [road["number"]]
    assert found("category=water") == [flood["number"]] and found("category=none-such") == []
    assert len(found("district=5001")) == 2 and found("district=5002") == []
    assert found("q=น้ำท่วม") == [flood["number"]] and found(f"q={road['number']}") == [road["number"]]
    assert found("due=late") == []
    Case.objects.filter(number=flood["number"]).update(due_at=timezone.now() - timedelta(days=1))
    assert found("due=late") == [flood["number"]] and found("due=2020-01-01") == []
    assert len(found("due=2599-01-01")) == 2


@pytest.mark.parametrize(
    "query",
    [
        "status=lost", "due=yesterday", "due=9999-12-31", "due=2026-13-45", "cursor=x", "cursor=bnVsbA", "cursor=WyJhIl0", "limit=0",
        "limit=101", "limit=x", "q=%00", f"q={'ก' * 201}", "cursor=WzEwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDBd",
    ],
)  # fmt: skip
def test_a_bad_question_is_answered_with_a_sentence(api: Caller, query: str) -> None:
    is_problem(api.as_("malee").get(f"/desk/cases?{query}"), 422)


def test_pages_are_turned_by_key_and_miss_nothing(api: Caller, given: Given) -> None:
    sent = [given(n)["number"] for n in range(7)]
    malee = api.as_("malee")
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = malee.get(f"/desk/cases?limit=3&cursor={cursor}").json()
        seen += [row["number"] for row in page["items"]]
        cursor = page["next"]
        if len(seen) == 3:
            given(100)  # a case that comes in between does not move the pages
    assert seen == sent[::-1]


def test_the_list_costs_the_same_for_two_rows_and_for_thirty(
    api: Caller, given: Given, django_assert_num_queries: Any
) -> None:
    malee = api.as_("malee")
    given(1), given(2)
    malee.get("/desk/cases")
    with django_assert_num_queries(4):  # the token, the office, the count of asking, the rows
        assert len(numbers(malee.get("/desk/cases"))) == 2
    for n in range(3, 31):
        given(n, category="water")
    with django_assert_num_queries(4):
        assert len(numbers(malee.get("/desk/cases"))) == 30


def test_the_case_tells_its_story_and_what_may_be_done(api: Caller, given: Given) -> None:
    mine = given()
    malee = api.as_("malee")
    body = malee.get(f"/desk/cases/{mine['number']}").json()
    assert body["version"] == 1 and body["identity"] == "named" and body["may_reveal"] is True
    assert body["description"] and body["routing_reason"]
    moves = {m["name"]: m for m in body["allowed_moves"]}
    assert moves["accept"]["label"] == "รับเรื่อง" and moves["accept"]["needs"] == []
    assert moves["hand_to_agency"]["needs"] == ["agency", "finding", "instruction", "citizen_told"]
    assert "0815550101" not in str(body) and "สมชาย" not in str(body)


def test_english_is_complete_on_the_way_to_an_official(api: Caller, given: Given) -> None:
    mine = given()
    body = api.as_("malee").get(f"/desk/cases/{mine['number']}", Accept_Language="en").json()
    del body["description"], body["wish"], body["gist"]
    assert not any("ก" <= sign <= "๛" for sign in str(body)), body


def move(caller: Caller, number: str, name: str, version: Any, data: dict[str, Any] | None = None) -> Any:
    return caller.post(f"/desk/cases/{number}/moves", {"move": name, "version": version, "data": data or {}})


def test_a_move_answers_with_the_case_as_it_is_now(api: Caller, given: Given) -> None:
    number = given()["number"]
    malee = api.as_("malee")
    body = move(malee, number, "accept", 1).json()
    assert (body["status"], body["version"], body["assignee"]) == ("accepted", 2, people.STAFF["malee"].name)
    assert body["events"][-1]["who"].startswith(people.STAFF["malee"].name)
    body = move(malee, number, "hand_to_agency", 2, good_data("hand_to_agency")).json()
    assert body["status"] == "assigned" and body["agency"]["code"] == "50-electricity"


def test_the_whole_way_of_a_complaint(api: Caller, given: Given) -> None:
    mine = given()
    number, version = mine["number"], 1
    steps = [
        ("malee", "accept"), ("malee", "ask"), ("citizen", "answer"), ("malee", "hand_to_agency"),
        ("wichai", "agency_accept"), ("wichai", "report"), ("malee", "pass_up"), ("prasit", "accept"),
        ("prasit", "pass_up"), ("nok", "accept"), ("nok", "return_down"), ("prasit", "accept"), ("prasit", "close"),
    ]  # fmt: skip
    for who, name in steps:
        if who == "citizen":
            answer = api.post(f"/cases/{number}/replies", {"text": "ตั้งแต่วันจันทร์"}, X_Case_Key=mine["key"])
        else:
            answer = move(api.as_(who), number, name, version, good_data(name))
        assert answer.status_code == 200, (who, name, answer.json())
        version = answer.json()["version"]
    done = api.get(f"/cases/{number}", X_Case_Key=mine["key"]).json()
    assert done["status"] == "settled" and done["due"] is None
    assert {part["field"] for part in done["events"][-1]["parts"]} == {"answer", "settlement"}


def test_a_stale_version_is_a_conflict_and_changes_nothing(api: Caller, given: Given) -> None:
    number = given()["number"]
    malee = api.as_("malee")
    assert move(malee, number, "accept", 1).status_code == 200
    is_problem(move(api.as_("suda"), number, "note", 1, {"text": "ช้าไป"}), 409, "stale")
    assert CaseEvent.objects.count() == 2


def test_a_move_that_is_not_this_persons_or_not_of_this_moment_is_forbidden(api: Caller, given: Given) -> None:
    number = given()["number"]
    is_problem(move(api.as_("malee"), number, "agency_accept", 1), 403, "not_yours")
    is_problem(move(api.as_("malee"), number, "recall", 1, {"reason": "ยังไม่ได้ส่ง"}), 403, "not_now")
    is_problem(move(api.as_("malee"), number, "withdraw", 1), 403, "not_yours")
    is_problem(move(api.as_("kanya"), number, "accept", 1), 403, "not_yours")


def test_a_case_out_of_sight_does_not_exist(api: Caller, given: Given) -> None:
    number = given()["number"]
    anan = api.as_("anan")
    unseen, unknown = move(anan, number, "accept", 1), move(anan, "5001-70-999999", "accept", 1)
    assert unseen.content == unknown.content
    is_problem(unseen, 404, "no_case")
    for path in ("", "/files/1"):
        is_problem(anan.get(f"/desk/cases/{number}{path}"), 404)
    is_problem(anan.form(f"/desk/cases/{number}/files", {"file": photo()}), 404)
    is_problem(anan.post(f"/desk/cases/{number}/reporter", {"reason": "อยากรู้จัง"}), 404)
    for number in ("%00", "x" * 3000, "%F0%9F%98%80"):
        is_problem(anan.get(f"/desk/cases/{number}"), 404)


GOOD_HAND = {
    "agency": "50-electricity", "finding": "หม้อแปลงหน้าโรงเรียนไหม้", "instruction": "ขอให้ช่วยดู", "citizen_told": "แจ้งแล้วว่าจะเข้าตรวจ",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "field"),
    [
        ("ask", {}, "question"),
        ("ask", {"question": "  "}, "question"),
        ("ask", {"question": 7}, "question"),
        ("ask", {"question": "\x00 ไฟดับไหม"}, "question"),
        ("ask", {"question": "ก" * 1001}, "question"),
        ("ask", {"question": {"deep": [1]}}, "question"),
        ("categorise", {"category": "none-such"}, "category"),
        ("categorise", {"category": ["land"]}, "category"),
        ("hand_to_agency", GOOD_HAND | {"agency": "5002"}, "agency"),
        ("hand_to_agency", GOOD_HAND | {"agency": "\x00"}, "agency"),
        ("hand_to_agency", GOOD_HAND | {"finding": ""}, "finding"),
        ("hand_to_agency", GOOD_HAND | {"due_on": "พรุ่งนี้"}, "due_on"),
        ("checklist", {"checks": {"substance": "yes"}}, "checks"),
        ("checklist", {"checks": ["yes"]}, "checks"),
        ("classify", {"urgency": "soon", "service_class": "general", "nature": "distress"}, "urgency"),
        ("relieve", {"relief_kind": "money", "text": "มอบเงิน", "giver": "อำเภอ", "baht": "พันห้า"}, "baht"),
        ("delegate", {"assignee": 2**70}, "assignee"),
        ("delegate", {"assignee": "x"}, "assignee"),
        ("redirect", {"office": "5001", "reason": "ไม่ใช่ของเรา"}, "office"),
        ("close", {"settlement": "none-such", "answer": "ตอบท่านแล้วว่าเสร็จเรียบร้อย"}, "settlement"),
        ("close", {"settlement": "solved", "answer": "สั้น"}, "answer"),
        ("attach", {"file": "x.jpg"}, "move"),
        ("dance", {}, "move"),
        ("", {}, "move"),
    ],
)
def test_bad_data_of_a_move_is_named(api: Caller, given: Given, name: str, data: dict[str, Any], field: str) -> None:
    number = given()["number"]
    malee = api.as_("malee")
    move(malee, number, "accept", 1)
    is_problem(move(malee, number, name, 2, data), 422, field=field)
    assert Case.objects.get().version == 2


@pytest.mark.parametrize("version", [None, "1", 1.5, True, 0, -1, 2**31, 10**40])
def test_a_version_is_a_whole_number(api: Caller, given: Given, version: Any) -> None:
    is_problem(move(api.as_("malee"), given()["number"], "accept", version), 422, field="version")


def test_an_official_attaches_a_paper_and_reads_it(api: Caller, given: Given) -> None:
    number = given()["number"]
    malee = api.as_("malee")
    paper = SimpleUploadedFile("คำสั่ง.pdf", b"%PDF-1.4\n1 0 obj\n%%EOF", "application/pdf")
    body = malee.form(f"/desk/cases/{number}/files", {"file": [paper, photo()], "version": "1"}).json()
    assert [f["kind"] for f in body["events"][-1]["files"]] == ["pdf", "photo"]
    got = malee.client.get(body["files"][0]["url"], headers={"Authorization": f"Bearer {malee.token}"})
    assert got.status_code == 200 and got.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(got.streaming_content).startswith(b"%PDF")
    stale = malee.form(f"/desk/cases/{number}/files", {"file": photo(), "version": "1"})
    is_problem(stale, 409, "stale")


def test_who_only_looks_sees_that_there_was_a_photograph_but_not_the_photograph(api: Caller, given: Given) -> None:
    number = given()["number"]
    api.as_("malee").form(f"/desk/cases/{number}/files", {"file": photo()})
    file = Attachment.objects.get()
    for who, sees in {"malee": True, "prasit": True, "kanya": False}.items():
        caller = api.as_(who)
        body = caller.get(f"/desk/cases/{number}").json()
        assert [f["id"] for f in body["files"]] == ([file.pk] if sees else [])
        assert [f["id"] for f in body["events"][-1]["files"]] == ([file.pk] if sees else [])
        answer = caller.get(f"/desk/cases/{number}/files/{file.pk}")
        assert answer.status_code == (200 if sees else 404)
        assert answer.streaming is sees and (not sees or b"".join(answer.streaming_content))


def test_a_look_at_the_name_is_written_down_first(api: Caller, given: Given) -> None:
    number = given()["number"]
    malee = api.as_("malee")
    path = f"/desk/cases/{number}/reporter"
    is_problem(malee.post(path, {"reason": ""}), 422, "needed", "reason")
    body = malee.post(path, {"reason": "โทรนัดวันลงพื้นที่"}).json()
    assert body == {"name": "สมชาย ใจดี (สมมติ)", "phone": "0815550101", "email": "somchai@example.com"}
    assert Reading.objects.get().reason == "โทรนัดวันลงพื้นที่"
    is_problem(api.as_("prasit").post(path, {"reason": "อยากทราบชื่อ"}), 403, "identity_closed")


def test_only_the_office_that_answers_reads_telephones_in_the_words(api: Caller, given: Given) -> None:
    phone = "081 555 0101"
    place = {"district": "5001", "note": f"บ้านเลขที่ 9 โทร {phone}"}
    number = given(description=f"ไฟดับหน้าโรงเรียน โทรกลับที่ {phone} ได้ตลอด", wish=f"โทร {phone}", place=place)["number"]
    moved(Case.objects.get(), ("accept", actor("malee")), ("hand_to_agency", actor("malee")))
    for who, whole in {"malee": True, "prasit": False, "kanya": False, "nok": False, "wichai": False}.items():
        body = api.as_(who).get(f"/desk/cases/{number}").json()
        for words in (body["description"], body["wish"], body["place"]["note"]):
            assert (phone in words) is whole, who


def test_colleagues_can_be_given_a_case(api: Caller, given: Given) -> None:
    number = given()["number"]
    people.user("suda")
    malee = api.as_("malee")
    found = malee.get("/desk/colleagues").json()["items"]
    assert [one["name"] for one in found] == sorted(people.STAFF[w].name for w in ("malee", "suda"))
    suda = next(one["id"] for one in found if one["name"] == people.STAFF["suda"].name)
    body = move(malee, number, "delegate", 1, {"assignee": suda}).json()
    assert body["assignee"] == people.STAFF["suda"].name


SEES = {  # who: (a case of district 5001, the same once it was handed to the water authority)
    "malee": (200, 200), "suda": (200, 200), "prasit": (200, 200), "nok": (200, 200), "kanya": (200, 200),
    "anan": (404, 404), "orn": (404, 404), "wichai": (404, 200),
}  # fmt: skip


@pytest.mark.parametrize("who", SEES)
def test_list_and_single_case_agree_on_who_sees(api: Caller, given: Given, who: str) -> None:
    number = given()["number"]
    caller = api.as_(who)
    case = Case.objects.get()
    for expected, steps in zip(SEES[who], ([], ["accept", "hand_to_agency"]), strict=True):
        moved(case, *((step, actor("malee")) for step in steps))
        assert caller.get(f"/desk/cases/{number}").status_code == expected
        for query in ("", "?q=น้ำท่วม", f"?q={number}", "?district=5001"):
            assert numbers(caller.get(f"/desk/cases{query}")) == ([number] if expected == 200 else [])
        case.refresh_from_db()


def test_a_report_of_a_visit_through_the_api_is_the_same_row_as_from_the_field(api: Caller, given: Given) -> None:
    number, malee = given()["number"], api.as_("malee")
    for version, name in enumerate(("accept", "order_visit"), start=1):
        move(malee, number, name, version, good_data(name))
    told = {"findings": "ท่อระบายน้ำอุดตัน", "people_met": "ผู้ใหญ่บ้านทองดี (สมมติ)", "visit_outcome": "as_told"}
    answer = move(malee, number, "report_visit", 3, told)
    assert answer.status_code == 200 and "ทองดี" not in answer.content.decode()
    assert move(malee, number, "report_visit", 3, told).status_code == 409
    row = VisitReport.objects.get()
    assert (row.findings, row.outcome, row.addition, bool(row.people_met)) == (told["findings"], "as_told", False, True)
