"""Training at the desk: who gets what of an event by role, forms that keep what was typed, one page and button after the other."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

import training as made
from factories import MONDAY
from people import actor, user
from sangsuk.learning.models import (
    TrainingAttendance,
    TrainingCertificate,
    TrainingEvent,
    TrainingInvitation,
    TrainingOpinion,
    TrainingSeat,
)
from sangsuk.learning.training import actions, attending, certificates, seats, words
from typefaces import needs_thai_font

At = Callable[[str], Client]
ON_THE_DAY = datetime(2026, 11, 20, 2, 5, tzinfo=UTC)
FORM: dict[str, Any] = {
    "title": "อบรมเรื่องใหม่", "place": "ห้องประชุม 2", "first_on": "2026-12-01", "last_on": "1/12/2569", "closes_on": "28 พ.ย. 2569",
    "quota": "40", "targets": ["district_officer"], "seats_district_officer": "30", "regions": ["north"], "subjects": ["grievance"],
    "flagship": "f2564_04", "attend_percent": "80", "questions": "ใช้ได้จริง | Useful\n\nเข้าใจง่าย", "programme": "",
}  # fmt: skip
SESSION: dict[str, Any] = {
    "title": "คิดงาน", "on": "2026-11-20", "begins": "09:30", "ends": "12:00", "room": "", "says": "",
    "speaker_1_name": "วิทยากร ตัวอย่าง (สมมติ)", "speaker_1_position": "ผู้อำนวยการ", "speaker_1_from": "กระทรวง",
}  # fmt: skip


def url(name: str, *parts: object) -> str:
    return reverse(f"desk:training_{name}", args=parts)


PAGES = ("edit", "session_new", "people", "certificates", "evaluate", "results")
OURS = {"nok"}
SEES = {
    "one": {"malee", "suda", "anan", "prasit", "orn", "nok", "wichai", "kanya", "preecha", "dao"},
    "results": {"malee", "suda", "anan", "prasit", "orn", "nok", "wichai", "kanya", "preecha", "dao"},
    "people": {"suda", "prasit", "orn", "nok", "kanya", "dao", "anan"},
    "edit": OURS, "session_new": OURS, "certificates": OURS, "evaluate": set(), "plan": OURS,
}  # fmt: skip
EVERYBODY = (
    "malee",
    "suda",
    "anan",
    "prasit",
    "orn",
    "nok",
    "wichai",
    "kanya",
    "preecha",
    "dao",
    "chaba",
    "daranee",
    "uthai",
    "jinda",
)


@pytest.mark.parametrize("page", SEES)
def test_who_opens_which_page_of_an_event(page: str, at: At) -> None:
    event = made.plan() if page == "plan" else made.invited()
    address = url("one" if page == "plan" else page, event.code)
    hidden = 404 if page == "plan" else 403
    for who in EVERYBODY:
        expected = 200 if who in SEES[page] else 403 if who in ("chaba", "daranee", "uthai", "jinda") else hidden
        assert at(who).get(address).status_code == expected, who


@pytest.mark.parametrize(("name", "data"), [
    ("edit", FORM), ("move", {}), ("invite", {"counted": "0"}), ("guest", {"name": "แขก"}), ("session_new", SESSION),
    ("materials", {"label": "x", "url": "https://example.go.th/v"}), ("certificates", {}), ("results", {}),
    ("session_drop", {}), ("attendance", {"seat": "1", "s1-why": "ทดสอบ"}),
])  # fmt: skip
def test_nobody_but_the_organiser_changes_anything(name: str, data: dict[str, Any], at: At) -> None:
    event = made.invited()
    parts: tuple[object, ...] = (event.code,)
    parts += ("close",) if name == "move" else (1,) if name in ("session_drop", "attendance") else ()
    before = made.fresh(event).version
    for who in ("malee", "suda", "prasit", "dao", "kanya", "preecha", "wichai"):
        assert at(who).post(url(name, *parts), data).status_code == 403, who
    assert made.fresh(event).version == before


def test_a_plan_is_made_with_dates_of_either_era_and_leads_on(at: At) -> None:
    answer = at("nok").post(url("new"), FORM, follow=True)
    event = TrainingEvent.objects.get()
    assert (event.last_on.isoformat(), event.closes_on.isoformat()) == ("2026-12-01", "2026-11-28")
    assert event.targets == {"district_officer": 30} and event.regions == ["north"]
    assert event.questions == [{"th": "ใช้ได้จริง", "en": "Useful"}, {"th": "เข้าใจง่าย", "en": ""}]
    assert "เพิ่มช่วงอบรม" in answer.content.decode()
    assert "ประกาศและเปิดรับลงทะเบียน" not in answer.content.decode()  # not before there is a programme


@pytest.mark.parametrize(("changes", "words_"), [
    ({"title": ""}, "กรุณากรอกช่องนี้"), ({"targets": []}, "กรุณา"), ({"last_on": "30/11/2569"}, "วันสุดท้ายต้องไม่ก่อนวันแรก"),
    ({"flagship": "F!"}, "อักษรอังกฤษเล็ก"), ({"first_on": "วันไหนสักวัน"}, "อ่านวันที่นี้ไม่ออก"), ({"seats_district_officer": "41"}, "ไม่เกินที่นั่งทั้งหมด"),
])  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_stays(changes: dict[str, Any], words_: str, at: At) -> None:
    answer = at("nok").post(url("new"), FORM | {"place": "ห้องประชุมที่พิมพ์ไว้"} | changes)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert words_ in text and "ห้องประชุมที่พิมพ์ไว้" in text
    assert not TrainingEvent.objects.exists()


def test_a_province_is_not_asked_where(at: At) -> None:
    assert "ภาคตะวันออกเฉียงเหนือ" not in at("prasit").get(url("new")).content.decode()
    at("prasit").post(url("new"), FORM | {"regions": ["south"], "provinces": ["90"]})
    assert TrainingEvent.objects.get().provinces == ["50"]


def test_an_edit_of_what_somebody_changed_meanwhile_is_not_saved(at: At) -> None:
    event = made.plan()
    answer = at("nok").post(url("edit", event.code), FORM | {"version": str(event.version - 1)})
    assert answer.status_code == 409 and made.fresh(event).title == event.title


def test_sessions_come_change_and_go(at: At) -> None:
    event, nok = made.plan(sessions=0), at("nok")
    nok.post(url("session_new", event.code), SESSION)
    one = made.session(event)
    assert one.speakers == [{"name": "วิทยากร ตัวอย่าง (สมมติ)", "position": "ผู้อำนวยการ", "affiliation": "กระทรวง"}]
    page = nok.get(url("session", event.code, 1)).content.decode()
    assert 'value="09:30"' in page and "ผู้อำนวยการ" in page
    wrong = nok.post(url("session", event.code, 1), SESSION | {"ends": "09:00", "room": "ห้องที่พิมพ์ไว้"})
    assert wrong.status_code == 422 and "ห้องที่พิมพ์ไว้" in wrong.content.decode()
    nok.post(url("session", event.code, 1), SESSION | {"says": "โทรก่อนปิดเรื่อง"})
    assert made.session(event).says == "โทรก่อนปิดเรื่อง"
    nok.post(url("session_drop", event.code, 1))
    assert not event.sessions.exists()


def test_a_move_that_asks_for_a_reason_asks_again_without_one(at: At) -> None:
    event = made.announced()
    answer = at("nok").post(url("move", event.code, "cancel"), {"why": "สั้น"})
    assert (
        answer.status_code == 422
        and "สั้นเกินไป" in answer.content.decode()
        and "สั้น</textarea>" in answer.content.decode()
    )
    at("nok").post(url("move", event.code, "cancel"), {"why": "วิทยากรป่วยกะทันหัน"})
    assert made.fresh(event).status == words.CANCELLED
    assert "วิทยากรป่วยกะทันหัน" in at("malee").get(url("one", event.code)).content.decode()


def test_materials_are_kept_and_given_to_officials(at: At) -> None:
    event, nok = made.announced(), at("nok")
    paper = SimpleUploadedFile("slides.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
    nok.post(url("materials", event.code), {"label": "สไลด์", "photos": paper, "url": "", "session": "1"})
    row = event.materials.get()
    assert (row.label, row.session.no) == ("สไลด์", 1)
    given = at("malee").get(url("material", event.code, row.pk))
    assert (
        given.status_code == 200
        and given["Content-Type"] == "application/pdf"
        and given["X-Content-Type-Options"] == "nosniff"
    )
    assert b"".join(given.streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined]
    wrong = nok.post(url("materials", event.code), {"label": "ผิด", "url": "http://x.th"})
    assert wrong.status_code == 422
    nok.post(url("material_drop", event.code, row.pk))
    assert not event.materials.exists()


def test_invitations_are_counted_shown_and_sent_once(at: At) -> None:
    for who in ("malee", "suda", "anan"):
        user(who)
    event, nok = made.announced(), at("nok")
    page = nok.get(url("people", event.code)).content.decode()
    assert "ส่งคำเชิญ 3 คน" in page
    wrong = nok.post(url("invite", event.code), {"counted": "2"})
    assert wrong.status_code == 422 and "3 คนแล้ว" in wrong.content.decode()
    for _twice in range(2):
        nok.post(url("invite", event.code), {"counted": "3"})
    assert TrainingInvitation.objects.count() == 3
    assert "เชิญครบทุกคนที่ตรงเงื่อนไขแล้ว 3 คน" in nok.get(url("people", event.code)).content.decode()


def test_she_answers_and_her_chief_sends_several(at: At) -> None:
    event, malee, suda = made.invited(), at("malee"), at("suda")
    assert "กรุณาตอบภายใน" in malee.get(url("one", event.code)).content.decode()
    malee.post(url("decline", event.code))
    assert TrainingInvitation.objects.get(user=user("malee")).declined_at is not None
    page = suda.get(url("one", event.code)).content.decode()
    assert "คนของหน่วยงานท่านที่ได้รับเชิญ" in page and "แจ้งว่ามาไม่ได้" in page
    assert (
        "กรุณาเลือกอย่างน้อยหนึ่งคน" in suda.post(url("register", event.code), {"several": "1"}, follow=True).content.decode()
    )
    suda.post(url("register", event.code), {"several": "1", "who": [user("malee").pk, user("suda").pk]})
    assert TrainingSeat.objects.filter(status="registered").count() == 2
    assert suda.post(url("register", event.code), {"several": "1", "who": [user("anan").pk]}).status_code == 403
    assert "คนของหน่วยงานท่าน" not in malee.get(url("one", event.code)).content.decode()
    malee.post(url("withdraw", event.code))
    assert TrainingSeat.objects.get(user=user("malee")).status == words.WITHDRAWN


def test_a_chief_is_offered_to_register_only_while_somebody_can_be(at: At) -> None:
    event, suda = made.invited(), at("suda")
    button = "ลงทะเบียนให้ผู้ที่เลือก"
    made.seat(event)
    page = suda.get(url("one", event.code)).content.decode()
    assert button in page and f"{user('malee').name} · มีที่นั่งแล้ว" in page
    made.seat(event, "suda")
    assert button not in suda.get(url("one", event.code)).content.decode()
    seats.withdraw(made.fresh(event).seats.get(user=user("malee")), by=actor("malee"), now=MONDAY)
    assert button in suda.get(url("one", event.code)).content.decode()
    actions.move(made.fresh(event), "close", by=actor("nok"), now=MONDAY)
    page = suda.get(url("one", event.code)).content.decode()
    assert button not in page and f"{user('malee').name} · ไม่ได้ลงทะเบียน" in page


def test_a_flagship_is_chosen_and_called_by_its_name(at: At) -> None:
    name = "ศูนย์ดำรงธรรมอำเภอ อำเภอดำรงธรรม"
    nok, event = at("nok"), made.announced()
    assert name in nok.get(url("one", event.code)).content.decode()
    for page in (url("new"), url("edit", event.code), url("untrained")):
        assert '<option value="f2564_04"' in nok.get(page).content.decode() and name in nok.get(page).content.decode()


def test_nobody_withdraws_the_seat_of_another_office(at: At) -> None:
    event = made.invited()
    seat = made.seat(event)
    assert at("anan").post(url("withdraw", event.code), {"seat": str(seat.pk)}).status_code == 403
    at("nok").post(url("withdraw", event.code), {"seat": str(seat.pk)})
    seat.refresh_from_db()
    assert seat.status == words.WITHDRAWN


def test_guests_are_added_and_refused_in_the_form(at: At) -> None:
    event, nok = made.announced(), at("nok")
    given = {"name": "แขก ผู้มีเกียรติ (สมมติ)", "affiliation": "กรมตัวอย่าง", "group": "district_officer"}
    nok.post(url("guest", event.code), given)
    again = nok.post(url("guest", event.code), given)
    assert again.status_code == 422 and "อยู่แล้ว" in again.content.decode() and "กรมตัวอย่าง" in again.content.decode()
    assert TrainingSeat.objects.count() == 1


def test_a_chief_sees_her_people_and_nobody_elses(at: At) -> None:
    event = made.invited()
    made.seat(event)
    made.seat(event, "anan")
    page = at("suda").get(url("people", event.code)).content.decode()
    assert user("malee").name in page and user("anan").name not in page and "ส่งคำเชิญ" not in page


@pytest.fixture
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Friday, five past nine; everybody has worked there since Monday."""
    for who in EVERYBODY:
        user(who)
    monkeypatch.setattr("django.utils.timezone.now", lambda: ON_THE_DAY)


def test_from_the_code_on_the_screen_to_the_button(at: At, the_day: None) -> None:
    event = made.invited()
    made.seat(event)
    screen = at("nok").get(url("qr", event.code, 1))
    text = screen.content.decode()
    assert screen["Refresh"] == "40" and "<svg" in text
    assert "Refresh" not in at("nok").get(url("qr", event.code, 1) + "?still")
    token = attending.session_token(made.session(event))
    malee = at("malee")
    answer = malee.get(reverse("public:training_in", args=[token]), follow=True)
    assert answer.redirect_chain == [(url("here"), 302)] and "ฉันอยู่ที่นี่" in answer.content.decode()
    assert not TrainingAttendance.objects.exists()  # looking is no deed
    done = malee.post(url("here"))
    assert "ลงเวลาแล้วเมื่อ 09.05\u00a0น." in done.content.decode()
    malee.post(url("here"))
    assert TrainingAttendance.objects.count() == 1


def test_without_a_scan_or_long_after_there_is_no_button(
    at: At, the_day: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = made.invited()
    made.seat(event)
    malee = at("malee")
    assert malee.post(url("here")).status_code == 404
    malee.get(reverse("public:training_in", args=[attending.session_token(made.session(event))]))
    later = ON_THE_DAY + attending.STANDS + timedelta(minutes=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    assert malee.post(url("here")).status_code == 404
    assert not TrainingAttendance.objects.exists()


def test_who_scans_first_signs_in_and_then_presses(at: At, the_day: None) -> None:
    event = made.invited()
    made.seat(event)
    phone = Client()
    answer = phone.get(reverse("public:training_in", args=[attending.session_token(made.session(event))]), follow=True)
    assert "sign-in" in answer.redirect_chain[-1][0] and "here" in answer.redirect_chain[-1][0]
    phone.post(answer.redirect_chain[-1][0], {"email": user("malee").email, "password": "correct horse 9"})
    assert "ลงเวลาแล้วเมื่อ" in phone.post(url("here")).content.decode()


def test_somebody_without_a_seat_is_told_whom_to_ask(at: At, the_day: None) -> None:
    event = made.invited("malee")
    anan = at("anan")
    anan.get(reverse("public:training_in", args=[attending.session_token(made.session(event))]))
    answer = anan.post(url("here"))
    assert answer.status_code == 422 and "โต๊ะลงทะเบียน" in answer.content.decode()


def test_the_organisers_telephone_scans_a_participant(at: At, the_day: None) -> None:
    event = made.invited()
    seat = made.seat(event)
    address = url("scan", attending.seat_token(seat))
    assert "<svg" in at("malee").get(url("one", event.code)).content.decode()
    assert at("malee").get(address).status_code == 403
    nok = at("nok")
    assert user("malee").name in nok.get(address).content.decode()
    assert not TrainingAttendance.objects.exists()
    assert "ลงเวลาแล้ว" in nok.post(address, {"no": "1"}).content.decode()
    assert "ไม่นับซ้ำ" in nok.post(address, {"no": "1"}).content.decode()
    assert TrainingAttendance.objects.get().way == words.SCANNED
    assert nok.post(address, {"no": "99"}).status_code == 404


def test_attendance_by_hand_asks_why_both_ways(at: At, the_day: None) -> None:
    event = made.invited()
    seat, nok = made.seat(event), at("nok")
    address, field = url("attendance", event.code, 1), f"s{seat.pk}-why"
    for wrong in ("", "x"):
        assert nok.post(address, {"seat": str(seat.pk), field: wrong}).status_code == 422
    nok.post(address, {"seat": str(seat.pk), field: "ลืมโทรศัพท์"})
    nok.post(address, {"seat": str(seat.pk), field: "ลงผิดคน", "undo": "1"})
    row = TrainingAttendance.objects.get()
    assert (row.why, row.undone_why, row.undone_by) == ("ลืมโทรศัพท์", "ลงผิดคน", user("nok"))
    assert "ลงผิดคน" in nok.get(address).content.decode()


def test_the_form_is_given_once_and_shown_only_in_sum(at: At, the_day: None) -> None:
    event = made.invited()
    made.there(event, made.seat(event), 1)
    malee = at("malee")
    empty = malee.post(url("evaluate", event.code), {"text": ""})
    assert empty.status_code == 422
    malee.post(url("evaluate", event.code), {"mark_0": "5", "mark_2": "3", "text": "ดีมาก"})
    assert TrainingOpinion.objects.get().marks == [5, None, 3, None]
    assert malee.get(url("evaluate", event.code)).status_code == 403
    page = at("nok").get(url("results", event.code)).content.decode()
    assert "ตอบแล้ว 1 คน" in page and "ดีมาก" not in page and "เฉลี่ย" not in page


@needs_thai_font
def test_certificates_are_issued_downloaded_and_taken_back(at: At, the_day: None) -> None:
    event = made.invited()
    made.there(event, made.seat(event), 1, 2)
    made.held(event)
    nok, malee = at("nok"), at("malee")
    assert "ออกเกียรติบัตร 1 ฉบับ" in nok.get(url("certificates", event.code)).content.decode()
    nok.post(url("certificates", event.code))
    assert nok.post(url("certificates", event.code)).status_code == 422
    paper = TrainingCertificate.objects.get()
    assert "ดาวน์โหลดเกียรติบัตร" in malee.get(url("one", event.code)).content.decode()
    pdf = malee.get(url("certificate", paper.code) + "?save")
    assert (
        pdf["Content-Type"] == "application/pdf"
        and pdf["Content-Disposition"].startswith("attachment")
        and pdf.content[:5] == b"%PDF-"
    )
    assert paper.number in malee.get(reverse("desk:training_mine")).content.decode()
    assert at("anan").get(url("certificate", paper.code)).status_code == 404
    assert malee.post(url("certificate_revoke", paper.code), {f"{paper.code}-why": "ทดสอบเพิกถอน"}).status_code == 403
    assert nok.post(url("certificate_revoke", paper.code), {f"{paper.code}-why": "x"}).status_code == 422
    nok.post(url("certificate_revoke", paper.code), {f"{paper.code}-why": "ลงเวลาผิดคน"})
    paper.refresh_from_db()
    assert paper.revoked_why == "ลงเวลาผิดคน"
    assert malee.get(url("certificate", paper.code)).status_code == 422


def test_who_has_not_been_trained_is_narrowed_and_taken_along(at: At) -> None:
    made.invited()
    user("orn")
    page = at("nok").get(url("untrained")).content.decode()
    assert user("orn").name in page and "อบรมแล้ว 0 คน" in page
    assert user("orn").name not in at("nok").get(url("untrained") + "?province=50").content.decode()
    assert user("orn").name not in at("prasit").get(url("untrained") + "?province=").content.decode()
    told = b"".join(at("nok").get(url("untrained") + "?as=names").streaming_content).decode()  # type: ignore[attr-defined]
    assert user("orn").name in told
    counts = b"".join(at("malee").get(url("untrained") + "?as=counts").streaming_content).decode()  # type: ignore[attr-defined]
    assert "จังหวัดเชียงใหม่" in counts and user("malee").name not in counts
    assert at("nok").get(url("untrained") + "?province=zz&group=x&cursor=rubbish").status_code in (200, 404, 422)


def test_the_first_page_of_learning_says_how_much_waits(at: At) -> None:
    made.invited()
    assert "รออยู่ 1 รายการ" in at("malee").get(reverse("desk:learning")).content.decode()
    page = at("malee").get(reverse("desk:training")).content.decode()
    assert "ท่านได้รับเชิญ รอคำตอบ" in page and "เตรียมการอบรมใหม่" not in page


@pytest.mark.parametrize("who", ["malee", "nok"])
def test_a_page_of_an_event_costs_the_same_for_few_and_many(
    who: str, at: At, django_assert_max_num_queries: Any
) -> None:
    event = made.invited(quota=100, sessions=9)
    for n in range(40):
        made.guest(event, n)
    client = at(who)
    client.get(url("one", event.code))
    with django_assert_max_num_queries(24):
        client.get(url("one", event.code))


def test_in_english_no_thai_is_left_of_ours(at: At, the_day: None) -> None:
    event = made.invited()
    made.there(event, made.seat(event), 1, 2)
    made.held(event)
    certificates.issue(made.fresh(event), by=actor("nok"), now=ON_THE_DAY)
    nok = at("nok")
    nok.cookies["lang"] = "en"
    for page in (
        url("one", event.code),
        url("people", event.code),
        url("certificates", event.code),
        url("untrained"),
        url("new"),
    ):
        text = nok.get(page).content.decode()
        assert 'lang="en"' in text and "การอบรมที่" not in text and "เกียรติบัตร</h1>" not in text
