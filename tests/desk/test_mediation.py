"""The docket on the desk: from the request to the contract, and what each person sees of it."""

import re
from typing import Any

import pytest

from factories import MONDAY, case
from mediating import (
    DAY,
    SOMPONG,
    TO_PANEL,
    TO_TERMS,
    docketed,
    moved,
    panel,
    settled,
)
from people import CLOSED, SOMCHAI, STAFF, actor
from sangsuk.cases.models import Case, Mediation, Mediator
from sangsuk.common.errors import Refused
from sangsuk.ledger import queries as ledger

from .reading import body, paper, steps, text

SEES = {"malee", "suda", "prasit", "kanya"}
DOCKET = {
    "kind": "civil", "subject": "แนวรั้วระหว่างบ้านสองหลัง", "value_baht": "๘๐,๐๐๐", "requester_name": "สมชาย ใจดี (สมมติ)",
    "requester_phone": "081 555 0101", "requester_agrees": "on", "requester_id_shown": "on",
    "other_name": "สมปอง ข้างบ้าน (สมมติ)", "other_phone": "0815550202", "client_id": "9b1c3f4e-0000-4000-8000-0000000000aa",
}  # fmt: skip


def docket_at(client: Any, one: Mediation) -> Any:
    return client.get(f"/desk/mediations/{one.number}")


def posted(client: Any, one: Mediation, name: str, /, **data: Any) -> Any:
    told = {f"{name}-{field}": value for field, value in data.items()} | {f"{name}-version": str(one.version)}
    return client.post(f"/desk/mediations/{one.number}/moves/{name}", told)


def test_somebody_at_the_counter_gets_a_case_a_slip_and_a_docket_at_once(at: Any) -> None:
    client = at("malee")
    answer = client.post("/desk/mediations/new", DOCKET, follow=True)
    one = Mediation.objects.get()
    assert "ลงสารบบแล้ว เลขที่ 1/2569" in text(answer)
    assert (one.value_baht, one.identified, one.consent_requester) == (80_000, 1, "agreed")
    assert (one.case.mission, one.case.status, one.case.channel) == ("one_stop", "mediation", "counter")
    assert client.get(f"/desk/new/{one.case.number}").status_code == 200
    assert client.post("/desk/mediations/new", DOCKET).status_code == 302
    assert Mediation.objects.count() == 1


def test_above_the_limit_the_form_comes_back_with_the_law_and_what_was_typed(at: Any) -> None:
    answer = at("malee").post("/desk/mediations/new", DOCKET | {"value_baht": "2,000,001"})
    assert answer.status_code == 422
    assert "พระราชกฤษฎีกา" in text(answer)
    assert 'value="2,000,001"' in body(answer)
    assert "แนวรั้วระหว่างบ้านสองหลัง" in body(answer)
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"), [("value_baht", "แปดหมื่น"), ("kind", "divorce"), ("subject", ""), ("requester_name", "")]
)
def test_what_is_missing_or_odd_is_said_beside_its_field(at: Any, field: str, value: str) -> None:
    answer = at("malee").post("/desk/mediations/new", DOCKET | {field: value})
    assert answer.status_code == 422
    assert f'href="#id_{field}' in body(answer)


def test_from_a_case_the_step_leads_to_the_docket_and_back(at: Any) -> None:
    told = case()
    client = at("malee")
    assert (
        client.get(f"/desk/cases/{told.number}?do=to_mediation")["Location"]
        == f"/desk/mediations/new?case={told.number}"
    )
    sent = DOCKET | {"requester_name": "", "requester_phone": "", "since_case": "on"}
    client.post(f"/desk/mediations/new?case={told.number}", sent)
    one = Mediation.objects.get()
    assert one.case_id == told.pk
    assert (one.online_request, one.requested_at) == (True, told.submitted_at)
    assert f"/desk/mediations/{one.number}" in body(client.get(f"/desk/cases/{told.number}"))
    answer = client.get(f"/desk/cases/{told.number}?do=mediation_ends", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == f"/desk/mediations/{one.number}"


def test_while_the_docket_is_open_the_case_does_not_end_the_mediation_by_itself() -> None:
    from sangsuk.cases import actions as cases

    one = docketed()
    with pytest.raises(Refused) as refused:
        cases.move(
            one.case,
            "mediation_ends",
            by=actor("malee"),
            data={"outcome": "dismissed", "result": "จบแล้ว"},
            now=MONDAY + DAY,
        )
    assert refused.value.code == "docket_open"
    assert Case.objects.get(pk=one.case_id).status == "mediation"


NEXT = [
    ((), ["เชิญอีกฝ่าย"]),
    (("ask_consent",), ["บันทึกว่าสมัครใจ"]),
    (("ask_consent", "agree"), ["เลือกผู้ไกล่เกลี่ย"]),
    (TO_PANEL, ["นัดไกล่เกลี่ย"]),
    ((*TO_PANEL, "appoint"), []),
    (TO_TERMS, ["บันทึกว่าแสดงบัตรแล้ว"]),
]


@pytest.mark.parametrize(("path", "deeds"), NEXT)
def test_the_next_step_is_the_one_coloured_button(at: Any, path: tuple[str, ...], deeds: list[str]) -> None:
    one = moved(docketed(), *path)
    answer = docket_at(at("malee"), one)
    bar = body(answer).split('<div class="bar">')[1].split("</details>")[0]
    assert re.findall(r'class="button"[^>]*>([^<]+)<', bar) == deeds
    from sangsuk.cases.mediation.standing import allowed

    from .conftest import NOW

    assert steps(answer) == {move.name for move in allowed(one, actor("malee"), NOW)}


def test_the_whole_way_on_the_page(at: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    client, (chair, *beside) = at("malee"), panel()
    one = docketed()
    assert posted(client, one, "ask_consent").status_code == 302
    one.refresh_from_db()
    posted(client, one, "agree", side="other")
    one.refresh_from_db()
    posted(client, one, "choose_panel", chair=chair.pk, mediators=[b.pk for b in beside], no_conflict="on")
    one.refresh_from_db()
    posted(
        client, one, "appoint", at_day="23 พ.ย. 2569", at_time="10:00", mode="online", place="ห้องประชุมออนไลน์ของอำเภอ"
    )
    one.refresh_from_db()
    assert (one.status, one.session_mode) == ("appointed", "online")
    words = text(docket_at(client, one))
    assert "กฎหมายห้ามทุกฝ่ายบันทึกภาพและเสียง" in words
    assert "ปลัดวิชา ยุติธรรม (ประธาน)" in words
    then = MONDAY + 8 * DAY
    monkeypatch.setattr("django.utils.timezone.now", lambda: then)
    client = at("malee")  # she signs in again
    posted(client, one, "reach", happened="ตกลงกันได้", terms="1. ย้ายรั้วกลับภายใน 30 วัน")
    one.refresh_from_db()
    for no in (1, 2):
        posted(client, one, "identify", party=no)
        one.refresh_from_db()
    posted(
        client, one, "sign", signed_on="2026-11-24", signed_at="district_office", signed_place="ที่ว่าการอำเภอเมืองเชียงใหม่"
    )
    one.refresh_from_db()
    assert one.status == "settled"
    assert Case.objects.get(pk=one.case_id).status == "result_reported"


def test_a_refused_step_comes_back_with_what_was_typed(at: Any) -> None:
    one = moved(docketed(), *TO_PANEL)
    answer = posted(
        at("malee"), one, "appoint", at_day="2025-01-01", at_time="10:00", mode="in_person", place="ห้องไกล่เกลี่ย"
    )
    assert answer.status_code == 422
    assert "กรุณานัดวันและเวลาที่ยังมาไม่ถึง" in text(answer)
    assert 'value="ห้องไกล่เกลี่ย"' in body(answer)


def test_who_is_later_is_told_and_may_press_again(at: Any) -> None:
    one = docketed()
    stale = docketed.__globals__["Mediation"].objects.get(pk=one.pk)
    moved(one, "note")
    answer = posted(at("malee"), stale, "note", text="อีกบันทึก")
    assert answer.status_code == 409
    assert 'name="note-version" value="2"' in body(answer)
    assert "อีกบันทึก" in body(answer)


@pytest.mark.parametrize("name", ["เสียง.mp3", "ภาพ.mp4", "สัญญา.pdf"])
def test_a_recording_or_any_file_is_refused(at: Any, name: str) -> None:
    one = docketed()
    told = {"note-version": "1", "note-text": "แนบเสียง", "note-file": paper(name)}
    answer = at("malee").post(f"/desk/mediations/{one.number}/moves/note", told)
    assert answer.status_code == 422
    assert "กฎหมายห้ามบันทึกภาพและเสียง" in text(answer)
    one.refresh_from_db()
    assert one.version == 1


def test_no_form_of_the_docket_has_a_place_for_a_file(at: Any) -> None:
    one, client = moved(docketed(), *TO_PANEL, "appoint"), at("malee")
    pages = [
        "/desk/mediations/new",
        *(f"/desk/mediations/{one.number}?do={name}" for name in ("note", "add_party", "dismiss")),
    ]
    for address in pages:
        assert 'type="file"' not in body(client.get(address))


def test_names_are_shown_after_the_reason_and_gone_on_the_next_look(at: Any) -> None:
    one, client = docketed(), at("malee")
    assert "สมปอง" not in text(docket_at(client, one))
    answer = client.post(f"/desk/mediations/{one.number}/reveal", {"reason": "โทรนัดวันไกล่เกลี่ย"})
    for said in (SOMPONG.name, SOMPONG.phone, SOMCHAI.name):
        assert said in text(answer)
    assert [reading.reason for reading in ledger.readings(one.case.number)] == ["โทรนัดวันไกล่เกลี่ย"]
    assert "สมปอง" not in text(docket_at(client, one))
    assert client.post(f"/desk/mediations/{one.number}/reveal", {"reason": ""}).status_code == 422


def test_a_contract_is_offered_once_there_are_terms_and_printed_after_the_reason(at: Any) -> None:
    one, client = moved(docketed(), *TO_PANEL, "appoint"), at("malee")
    address = f"/desk/mediations/{one.number}/contract"
    assert address not in body(docket_at(client, one))
    assert client.post(address, {"contract-reason": "ทำสัญญา"}).status_code == 422
    one = moved(one, "reach")
    assert address in body(docket_at(client, one))
    assert client.post(address, {"contract-reason": ""}).status_code == 422
    assert list(ledger.readings(one.case.number)) == []
    printed = client.post(address, {"contract-reason": "ให้คู่กรณีลงนาม"})
    assert printed["Content-Type"] == "application/pdf"
    assert printed.content.startswith(b"%PDF-")
    assert [reading.reason for reading in ledger.readings(one.case.number)] == ["ให้คู่กรณีลงนาม"]


@pytest.mark.parametrize("who", STAFF)
def test_a_contract_for_every_person(at: Any, who: str) -> None:
    one = moved(docketed(), *TO_PANEL, "appoint", "reach")
    answer = at(who).post(f"/desk/mediations/{one.number}/contract", {"contract-reason": "อยากอ่าน"})
    assert (answer.status_code == 200) is (who in ("malee", "suda"))
    assert answer.status_code in (200, 403, 404)


@pytest.mark.parametrize("who", STAFF)
def test_the_docket_for_every_person(at: Any, who: str) -> None:
    one = moved(docketed(), *TO_PANEL, "appoint", "note")
    client = at(who)
    answer = docket_at(client, one)
    assert answer.status_code == (200 if who in SEES else 403 if who in CLOSED else 404)
    listed = text(client.get("/desk/mediations"))
    assert ("สารบบที่ 1/2569" in listed) is (who in SEES)
    inside = who in ("malee", "suda")
    assert ("แนวรั้ว" in listed) is inside
    if who in SEES:
        words = text(answer)
        assert "80,000 บาท" in words
        assert "23 พ.ย. 2569" in words or "23 พฤศจิกายน 2569" in words
        assert ("ห้องไกล่เกลี่ย" in words) is inside
        assert ("ปลัดวิชา" in words) is inside
        assert ("โทรนัดแล้ว" in words) is inside
        assert bool(steps(answer)) is inside
    done = posted(client, one, "note", text="ลองดู")
    assert done.status_code == (302 if inside else 403 if who in SEES | CLOSED else 404)
    looked = client.post(f"/desk/mediations/{one.number}/reveal", {"reason": "อยากรู้ชื่อ"})
    assert looked.status_code == (200 if inside else 403 if who in SEES | CLOSED else 404)


def test_the_calendar_says_when_and_where(at: Any) -> None:
    moved(docketed(), *TO_PANEL, "appoint")
    words = text(at("malee").get("/desk/mediations/calendar"))
    for said in ("วันจันทร์ที่ 23 พฤศจิกายน 2569", "14.00 น.", "ห้องไกล่เกลี่ย", "ประธาน ปลัดวิชา"):
        assert said in words
    outside = text(at("prasit").get("/desk/mediations/calendar"))
    assert "สารบบที่ 1/2569" in outside
    assert "ห้องไกล่เกลี่ย" not in outside


def test_the_list_of_mediators_grows_and_ends_but_loses_nobody(at: Any) -> None:
    client = at("malee")
    sent = {"name": "ปลัดใหม่ ใจกว้าง", "may_chair": "on", "valid_from": "16 พ.ย. 2569", "source": "คำสั่งที่ 9/2569"}
    assert "เพิ่ม ปลัดใหม่ ใจกว้าง ในบัญชีแล้ว" in text(client.post("/desk/mediations/mediators", sent, follow=True))
    made = Mediator.objects.get()
    assert (
        client.post(f"/desk/mediations/mediators/{made.pk}/end", {"valid_to": "2026-11-17", "source": ""}).status_code
        == 422
    )
    client.post(f"/desk/mediations/mediators/{made.pk}/end", {"valid_to": "2026-11-17", "source": "คำสั่งที่ 10/2569"})
    assert "พ้นตั้งแต่" in text(client.get("/desk/mediations/mediators"))
    assert (
        at("anan")
        .post(f"/desk/mediations/mediators/{made.pk}/end", {"valid_to": "2026-12-17", "source": "คำสั่งที่ 1"})
        .status_code
        == 404
    )


def test_the_docket_is_paged_and_narrowed(at: Any, django_assert_num_queries: Any, remembering: None) -> None:
    client = at("malee")
    for n in range(1, 33):
        docketed(n)
    moved(Mediation.objects.get(running=1), "ask_consent", "refuse")
    client.get("/desk/mediations")
    first = client.get("/desk/mediations?status=open")
    assert len(re.findall("data-docket=", body(first))) == 30
    older = re.search(r'rel="next" href="([^"]+)"', body(first))
    assert older
    assert len(re.findall("data-docket=", body(client.get(older[1])))) == 1
    assert re.findall('data-docket="([^"]+)"', body(client.get("/desk/mediations?status=dismissed"))) == [
        "5001-M69-00001"
    ]
    assert client.get("/desk/mediations?status=lost").status_code == 422
    with django_assert_num_queries(6):
        client.get("/desk/mediations?status=open")
    with django_assert_num_queries(6):
        client.get("/desk/mediations?status=dismissed")


def test_the_navigation_leads_a_district_there_and_nobody_else(at: Any) -> None:
    for who, there in (("malee", True), ("suda", True), ("prasit", False), ("nok", False), ("wichai", False)):
        assert ('href="/desk/mediations"' in body(at(who).get("/desk/outbox"))) is there


def test_the_docket_speaks_english_too(at: Any) -> None:
    one, client = settled(), at("malee")
    client.cookies["lang"] = "en"
    words = text(docket_at(client, one))
    assert "Contract signed" in words
    assert "ทำสัญญาแล้ว" not in words


def test_what_was_sent_to_the_parties_is_for_the_district_alone(at: Any) -> None:
    one = moved(docketed(), "ask_consent")
    malee = at("malee")
    words = text(docket_at(malee, one))
    assert "ข้อความที่ส่งถึงคู่กรณี 1 ข้อความ" in words
    assert "•••202" in words
    assert f'href="/desk/mediations/{one.number}"' in body(malee.get("/desk/outbox"))
    assert "•••202" not in text(malee.get(f"/desk/cases/{one.case.number}"))
    for who in ("nok", "prasit", "preecha"):
        assert "แนวรั้ว" not in text(at(who).get("/desk/outbox"))
        assert one.number not in text(at(who).get("/desk/outbox"))
