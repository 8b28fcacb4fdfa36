"""Every step of the workflow table through its form: done, refused with what was typed, and too late."""

from typing import Any

import pytest

from factories import MONDAY, case, client_id, given, into, moved
from people import CLOSED, STAFF, actor
from sangsuk.cases import actions as cases
from sangsuk.cases import workflow
from sangsuk.cases.models import Attachment, Case
from sangsuk.cases.workflow import MOVES
from sangsuk.desk.steps import bar as steps_of
from sangsuk.desk.steps import forms as desk_moves
from sangsuk.desk.steps.bar import OFFICIAL

from .reading import body, paper, photo, steps, text

STAFF_MOVES = [name for name, move in MOVES.items() if move.by & OFFICIAL]
M, S, P, W, K = "malee", "suda", "prasit", "wichai", "kanya"
TAKEN, GIVEN = ("accept", M), ("hand_to_agency", M)
REPORTED = (TAKEN, GIVEN, ("agency_accept", W), ("report", W))
WEIGHTY = {"service_class": "important"}
BEFORE: dict[str, tuple[tuple[tuple[str, str], ...], str]] = {
    "screen": ((), M),
    "accept": ((), M),
    "serve": ((), M),
    "take": ((("accept", S),), M),
    "delegate": ((TAKEN,), M),
    "ask": ((TAKEN,), M),
    "proceed": ((TAKEN, ("ask", M)), M),
    "inform": ((TAKEN,), M),
    "note": ((), M),
    "attach": ((), M),
    "categorise": ((), M),
    "classify": ((), M),
    "checklist": ((), M),
    "hand_to_agency": ((TAKEN,), M),
    "add_agency": ((TAKEN, GIVEN), M),
    "recall": ((GIVEN,), M),
    "agency_accept": ((GIVEN,), W),
    "agency_return": ((GIVEN,), W),
    "report": ((GIVEN, ("agency_accept", W)), W),
    "send_back": (REPORTED, M),
    "confirm_task": (REPORTED, M),
    "chase": ((TAKEN, GIVEN), M),
    "order_visit": ((TAKEN,), M),
    "report_visit": ((TAKEN, ("order_visit", M)), M),
    "cancel_visit": ((TAKEN, ("order_visit", M)), M),
    "relieve": ((TAKEN,), M),
    "refer": ((TAKEN,), M),
    "refer_out": ((TAKEN,), M),
    "referral_answer": ((TAKEN, ("refer", M)), M),
    "ask_other": ((TAKEN,), M),
    "other_answers": ((TAKEN, ("ask_other", M)), M),
    "meet": ((TAKEN,), M),
    "minutes": ((TAKEN, ("meet", M)), M),
    "close": ((TAKEN,), M),
    "tell_result": ((TAKEN,), M),
    "settle": ((TAKEN, ("tell_result", M)), M),
    "approve": ((TAKEN, ("close", M)), S),
    "disapprove": ((TAKEN, ("close", M)), S),
    "take_back": ((TAKEN, ("close", M)), M),
    "refuse": ((("checklist", M),), M),
    "suspend": ((TAKEN,), M),
    "resume": ((TAKEN, ("suspend", M)), M),
    "to_mediation": ((TAKEN,), M),
    "mediation_ends": ((TAKEN, ("to_mediation", M)), M),
    "pass_up": ((TAKEN,), M),
    "return_down": ((TAKEN, ("pass_up", M)), P),
    "redirect": ((), M),
    "take_over": ((), P),
    "direct": ((), P),
    "watch": ((), P),
    "accuse": ((), M),
    "seal": ((), M),
    "entrust": ((("seal", M),), M),
    "ask_unseal": ((("seal", M),), M),
    "unseal": ((("seal", M), ("ask_unseal", M)), P),
    "keep_sealed": ((("seal", M), ("ask_unseal", M)), M),
    "link": ((), M),
    "unlink": ((("link", M),), M),
    "merge": ((TAKEN,), M),
    "unmerge": ((TAKEN, ("merge", M)), M),
}
"""What has to happen first, and who then makes the move."""
TOLD: dict[str, dict[str, Any]] = {"serve": {"mission": "advice"}} | dict.fromkeys(
    ("approve", "disapprove", "take_back"), WEIGHTY
)
"""What the matter must be for it."""


def before(name: str) -> tuple[Case, str]:
    so_far, who = BEFORE[name]
    told = case(**TOLD.get(name, {}))
    if name in ("link", "unlink", "merge", "unmerge"):
        other_case()
    told = moved(told, *((step, actor(by)) for step, by in so_far))
    if name == "watch":  # as the machine does after the last reminder
        Case.objects.filter(pk=told.pk).update(attention="5000")
        told.refresh_from_db()
    return told, who


def other_case() -> Case:
    return Case.objects.filter(client_id=client_id(2)).first() or case(2)


def address(told: Case, name: str) -> str:
    return f"/desk/cases/{told.number}/moves/{name}"


def typed(name: str, told: Case, **changes: Any) -> dict[str, Any]:
    """The fields of a move's form as a browser sends them."""
    team = {"team": [STAFF[M].name]} if name == "order_visit" else {}  # colleagues are ticked
    data = {**given(name), **into(told, name), **team, "version": told.version, **changes}
    checks = {f"checks-{code}": value for code, value in data.pop("checks", {}).items()}
    return {f"{name}-{f}": value for f, value in (data | checks).items() if f != "file" or name == "attach"}


def test_every_step_of_the_staff_is_tried_here_and_has_its_place_on_the_page() -> None:
    assert set(BEFORE) == set(STAFF_MOVES)
    placed = [name for _label, names in steps_of.GROUPS for name in names]
    assert sorted(placed) == sorted(STAFF_MOVES)
    for table in (steps_of.LIKELY, steps_of.WHEN_LATE, steps_of.NEAR_IN):
        assert set(table) <= set(workflow.STATUSES)
        assert {name for names in table.values() for name in names} <= set(STAFF_MOVES)
    assert set(steps_of.NEAR) <= set(STAFF_MOVES)


@pytest.mark.parametrize("name", STAFF_MOVES)
def test_a_step_is_made_through_its_form(at: Any, name: str) -> None:
    told, who = before(name)
    client = at(who)
    shown = client.get(f"/desk/cases/{told.number}?do={name}")
    if shown.status_code == 302:  # a form of its own, beyond the table
        assert shown["Location"].startswith("/desk/")
        return
    assert name in steps(shown)
    if desk_moves.asks(MOVES[name], told, actor(who)):
        assert f'action="/desk/cases/{told.number}/moves/{name}' in body(shown)
        for field in MOVES[name].needs:
            assert f'name="{name}-{field}' in body(shown), field
    data = typed(name, told)
    if name == "attach":
        data["attach-file"] = photo()
    answer = client.post(address(told, name), data)
    assert answer.status_code == 302, text(answer)
    after = Case.objects.get(pk=told.pk)
    assert after.version == told.version + 1
    assert after.events.order_by("seq").last().move == name
    if MOVES[name].target:
        assert after.status == MOVES[name].target
    assert 'class="notice notice--happy"' in body(client.get(answer["Location"]))


@pytest.mark.parametrize("name", [name for name in STAFF_MOVES if MOVES[name].needs])
def test_an_empty_form_comes_back_and_nothing_has_happened(at: Any, name: str) -> None:
    told, who = before(name)
    answer = at(who).post(address(told, name), {f"{name}-version": told.version})
    assert answer.status_code == 422
    assert "ยังส่งไม่ได้ กรุณาแก้ตรงนี้ก่อน" in text(answer)
    assert Case.objects.get(pk=told.pk).version == told.version


def test_all_that_is_missing_is_said_at_once_and_what_was_typed_is_kept(at: Any) -> None:
    told, _who = before("pass_up")
    answer = at(M).post(address(told, "pass_up"), typed("pass_up", told, obstacle="", asked="ให้"))
    assert answer.status_code == 422
    words = text(answer)
    assert "กรุณากรอก “ทำไมจึงแก้ไม่ได้ในระดับนี้”" in words
    assert "กรุณาเขียน “ขอให้ระดับเหนือทำอะไร” ให้ยาวกว่านี้อีกนิด" in words
    assert "ประชุมกับเทศบาลแล้ว" in words


def test_a_rule_of_the_case_itself_refuses_beside_its_field(at: Any) -> None:
    told, _who = before("redirect")
    answer = at(M).post(address(told, "redirect"), typed("redirect", told, office="5001"))
    assert answer.status_code == 422
    assert 'id="id_redirect-office_error"' in body(answer)


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("hand_to_agency", "agency", "5002"),
        ("close", "settlement", "x"),
        ("delegate", "assignee", "999999"),
        ("categorise", "category", "x"),
    ],
)
def test_a_choice_that_was_not_offered_is_refused(at: Any, name: str, field: str, value: str) -> None:
    told, who = before(name)
    assert at(who).post(address(told, name), typed(name, told, **{field: value})).status_code == 422
    assert Case.objects.get(pk=told.pk).version == told.version


def test_nobody_is_given_a_case_of_another_office(at: Any) -> None:
    told, _who = before("delegate")
    stranger = actor("anan").user_id
    assert at(M).post(address(told, "delegate"), typed("delegate", told, assignee=stranger)).status_code == 422


def test_who_is_later_sees_the_fresh_page_and_her_own_words(at: Any) -> None:
    told, _who = before("inform")
    cases.move(told, "note", by=actor("suda"), data={"text": "โทรหาผู้ร้องแล้ว"}, version=told.version, now=MONDAY)
    client = at(M)
    answer = client.post(address(told, "inform"), typed("inform", told, version=told.version - 1, text="ช่างมาพรุ่งนี้เช้า"))
    assert answer.status_code == 409
    words = text(answer)
    assert "ผู้อื่นแก้ไขเรื่องนี้ไปก่อนแล้ว" in words
    assert "โทรหาผู้ร้องแล้ว" in words
    assert "ช่างมาพรุ่งนี้เช้า" in words
    now = Case.objects.get(pk=told.pk).version
    assert f'name="inform-version" value="{now}"' in body(answer)
    again = client.post(address(told, "inform"), typed("inform", told, version=now, text="ช่างมาพรุ่งนี้เช้า"))
    assert again.status_code == 302


def test_a_double_press_makes_one_step(at: Any) -> None:
    told, _who = before("accept")
    client = at(M)
    data = typed("accept", told)
    assert client.post(address(told, "accept"), data).status_code == 302
    assert client.post(address(told, "accept"), data).status_code == 409
    assert Case.objects.get(pk=told.pk).version == told.version + 1


def test_a_step_that_is_not_possible_now_is_said_and_not_made(at: Any) -> None:
    told, _who = before("close")
    moved(told, ("close", actor(M)))
    answer = at(M).post(address(told, "ask"), typed("ask", told))
    assert answer.status_code == 403
    assert "ตอนนี้ทำขั้นตอนนี้กับเรื่องนี้ไม่ได้" in text(answer)
    assert "ไฟดับตั้งแต่วันไหน" in text(answer)


@pytest.mark.parametrize("name", ["add", "answer", "withdraw", "rate", "reopen", "nonsense"])
def test_the_citizens_steps_cannot_be_made_from_the_desk(at: Any, name: str) -> None:
    told = case()
    assert at(M).post(address(told, name), {}).status_code == 404


@pytest.mark.parametrize("who", STAFF)
def test_closing_is_for_the_office_that_answers_only(at: Any, who: str) -> None:
    told, _who = before("close")
    answer = at(who).post(address(told, "close"), typed("close", told))
    office, sees = {"malee", "suda"}, {"malee", "suda", "prasit", "nok", "kanya"}
    assert answer.status_code == (302 if who in office else 403 if who in sees | CLOSED else 404)
    assert (Case.objects.get(pk=told.pk).status == "settled") is (who in office)


def test_htmx_gets_the_fresh_case_and_the_list_is_told(at: Any) -> None:
    told, _who = before("accept")
    answer = at(M).post(address(told, "accept"), typed("accept", told), headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert answer["HX-Trigger"] == "case-moved"
    assert "รับเรื่องแล้ว ตอนนี้ท่านเป็นผู้รับผิดชอบเรื่องนี้" in text(answer)
    assert "รับไว้พิจารณา" in text(answer)


def test_photographs_and_papers_come_into_the_case(at: Any) -> None:
    told, _who = before("attach")
    answer = at(M).post(address(told, "attach"), {"attach-version": told.version, "attach-file": [photo(), paper()]})
    assert answer.status_code == 302
    assert sorted(Attachment.objects.values_list("kind", flat=True)) == ["pdf", "photo"]
    assert not Attachment.objects.filter(citizen_sees=True).exists()


def test_a_report_may_bring_a_photograph(at: Any) -> None:
    told, who = before("report")
    data = typed("report", told) | {"report-file": photo()}
    assert at(who).post(address(told, "report"), data).status_code == 302
    assert Attachment.objects.get().event_seq == told.version + 1


@pytest.mark.parametrize("name", ["attach", "report"])
def test_a_broken_file_is_refused_with_its_name_and_the_words_are_kept(at: Any, name: str) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    told, who = before(name)
    wrong = SimpleUploadedFile("ผล.jpg", b"not a photograph at all", "image/jpeg")
    answer = at(who).post(address(told, name), typed(name, told) | {f"{name}-file": wrong})
    assert answer.status_code == 422
    assert "ไฟล์ “ผล.jpg” ไม่ใช่รูปถ่าย" in text(answer)
    assert f'id="id_{name}-file_error"' in body(answer)
    if name == "report":
        assert "เปลี่ยนหม้อแปลงแล้ว" in text(answer)
    assert not Attachment.objects.exists()


def test_a_file_over_ten_megabytes_is_413(at: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    told, _who = before("attach")
    big = SimpleUploadedFile("ใหญ่.jpg", b"\xff\xd8\xff" + b"0" * 10_000_001, "image/jpeg")
    answer = at(M).post(address(told, "attach"), {"attach-version": told.version, "attach-file": big})
    assert answer.status_code == 413
    assert "ไม่เกิน 10 เมกะไบต์" in text(answer)


def test_agencies_of_the_province_are_offered_and_no_others(at: Any) -> None:
    told, _who = before("hand_to_agency")
    page = body(at(M).get(f"/desk/cases/{told.number}?do=hand_to_agency"))
    assert 'value="50-electricity"' in page
    assert 'value="30-electricity"' not in page


def test_centres_near_by_come_first_and_the_one_that_has_it_is_not_offered(at: Any) -> None:
    told, _who = before("redirect")
    page = body(at(M).get(f"/desk/cases/{told.number}?do=redirect"))
    assert page.index('value="5002"') < page.index('value="3000"')
    assert 'value="5001"' not in page
    assert 'value="MOI"' in page


def test_a_likely_category_is_marked_as_a_suggestion(at: Any) -> None:
    told, _who = before("categorise")
    page = body(at(M).get(f"/desk/cases/{told.number}?do=categorise"))
    suggested = page.split("ข้อเสนอจากข้อความ โปรดพิจารณา")[1].split("</optgroup>")[0]
    assert 'value="water.' in suggested
    assert "selected" not in suggested


def test_an_expired_guard_gives_the_form_again_and_does_nothing(at: Any) -> None:
    from django.test import Client

    from people import user

    told, _who = before("inform")
    guarded = Client(enforce_csrf_checks=True)
    guarded.force_login(user(M))
    answer = guarded.post(address(told, "inform"), typed("inform", told))
    assert answer.status_code == 403
    assert "สิ่งที่พิมพ์ไว้ยังอยู่ครบ" in text(answer)
    assert "พรุ่งนี้ช่างจะเข้าไปดู" in text(answer)
    assert Case.objects.get(pk=told.pk).version == told.version


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999"])
def test_a_version_that_is_no_version_does_no_harm(at: Any, version: str) -> None:
    told, _who = before("inform")
    answer = at(M).post(address(told, "inform"), typed("inform", told, version=version))
    assert answer.status_code in (302, 409, 422)


def test_signs_that_cannot_be_kept_are_refused_kindly(at: Any) -> None:
    told, _who = before("inform")
    answer = at(M).post(address(told, "inform"), typed("inform", told, text="พรุ่งนี้\x00ช่างมา"))
    assert answer.status_code == 422
    assert "มีอักขระที่ใช้ไม่ได้" in text(answer)


def test_fifty_thousand_letters_are_too_many_and_emoji_are_welcome(at: Any) -> None:
    told, _who = before("inform")
    client = at(M)
    answer = client.post(address(told, "inform"), typed("inform", told, text="ก" * 50_000))
    assert answer.status_code == 422
    assert "ยาวเกิน 5000 ตัวอักษร" in text(answer)
    assert client.post(address(told, "inform"), typed("inform", told, text="ขอบคุณครับ 🙏")).status_code == 302
