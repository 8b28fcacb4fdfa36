"""In the field, over HTTP: what a phone gets, what it may send, and the plain form of a browser that keeps nothing."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from factories import case, moved
from people import STAFF, actor
from sangsuk.cases.models import Case, Visit, VisitPhoto, VisitReport
from sangsuk.cases.visits import queries as visits
from sangsuk.common import look
from sangsuk.ledger.models import Reading
from visiting import FOUND, body, ordered, picture, report, report_id, sha256

from .conftest import NOW

At = Callable[[str], Client]
OFFICERS = {"malee", "suda", "anan", "prasit", "orn", "nok", "dao"}


def put(client: Client, visit: Visit, sent: bytes, n: int = 1) -> Any:
    address = f"/desk/field/{visit.public_id}/reports/{report_id(n)}"
    return client.put(address, sent, content_type="application/json")


def put_photo(client: Client, visit: Visit, photo: bytes, n: int = 1, *, digest: str = "") -> Any:
    address = f"/desk/field/{visit.public_id}/reports/{report_id(n)}/photos/{digest or sha256(photo)}?name=ท่อ.jpg"
    return client.put(address, photo, content_type="application/octet-stream")


@pytest.mark.parametrize("who", STAFF)
def test_the_page_is_for_those_who_work_on_cases(at: At, who: str) -> None:
    expected = 200 if who in OFFICERS else 403
    assert at(who).get("/desk/field").status_code == expected
    assert at(who).get("/desk/field/bundle").status_code == expected


@pytest.mark.parametrize("who", STAFF)
def test_a_visit_does_not_exist_for_who_was_not_sent(at: At, who: str) -> None:
    visit = ordered()
    client, team, may = at(who), who in {"malee", "suda"}, who in OFFICERS
    refused = 404 if may else 403
    assert client.get(f"/desk/field/{visit.public_id}").status_code == (200 if team else refused)
    assert put_photo(client, visit, picture()).status_code == (200 if team else refused)
    assert put(client, visit, body()).status_code == (200 if team else refused)
    assert VisitReport.objects.count() == team


def test_the_bundle_says_what_to_do_and_no_complainants_name(at: At) -> None:
    visit = ordered()
    answer = at("malee").get("/desk/field/bundle")
    told = answer.json()
    assert (told["house"], told["me"]["name"]) == ("sangsuk", STAFF["malee"].name)
    assert told["csrf"]
    (carried,) = told["visits"]
    assert carried["id"] == str(visit.public_id)
    assert carried["to_check"] == "ระดับน้ำและทางระบายน้ำ" and "พ.ย. 2569" in carried["due"]
    assert "สมชาย" not in answer.content.decode() and "0815550101" not in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


def test_the_same_bytes_get_the_same_answer(at: At) -> None:
    visit, photo = ordered(), picture()
    malee, sent = at("malee"), body(photos=[sha256(photo)])
    waits = put(malee, visit, sent)
    assert (waits.status_code, waits.json()["missing"]) == (422, [sha256(photo)])
    assert [put_photo(malee, visit, photo).status_code for _ in range(2)] == [200, 200]
    answers = [put(malee, visit, sent) for _ in range(3)]
    assert {(a.status_code, a.content) for a in answers} == {(200, answers[0].content)}
    told = answers[0].json()
    assert (told["id"], told["sha256"], told["addition"]) == (str(report_id()), sha256(sent), False)
    assert (VisitReport.objects.count(), VisitPhoto.objects.count()) == (1, 1)


def test_other_bytes_are_refused_in_a_sentence(at: At) -> None:
    visit = ordered()
    put(at("malee"), visit, body())
    answer = put(at("malee"), visit, body(findings="เขียนใหม่ทั้งหมด"))
    assert (answer.status_code, answer.json()["code"]) == (409, "other_bytes")
    assert answer.json()["message"].endswith("ยังอยู่ในเครื่องของท่าน")
    assert VisitReport.objects.get().findings == FOUND


def test_two_of_a_team_and_two_phones_of_one_are_three_reports(at: At) -> None:
    visit = ordered()
    answers = [put(at(who), visit, body(), n) for n, who in enumerate(["malee", "suda", "malee"])]
    assert [a.json()["addition"] for a in answers] == [False, True, True]


def test_a_photograph_must_be_what_was_announced(at: At) -> None:
    visit, photo = ordered(), picture(size=(300, 200))
    cut = put_photo(at("malee"), visit, photo[:-50], digest=sha256(photo))
    assert (cut.status_code, cut.json()["code"]) == (422, "cut_off")
    assert put_photo(at("malee"), visit, b"GIF89a nothing").json()["code"] == "broken_photo"
    assert put_photo(at("malee"), visit, b"x" * 10_000_001).json()["code"] == "too_big"
    assert put_photo(at("malee"), visit, photo, digest="no-digest").status_code == 404
    assert not VisitPhoto.objects.exists()


def test_without_the_guard_nothing_is_taken_in(at: At) -> None:
    from people import user

    visit, strict = ordered(), Client(enforce_csrf_checks=True)
    strict.force_login(user("malee"))
    address = f"/desk/field/{visit.public_id}/reports/{report_id()}"
    assert strict.put(address, body(), content_type="application/json").status_code == 403
    token = strict.get("/desk/field/bundle").json()["csrf"]
    assert (
        strict.put(address, body(), content_type="application/json", headers={"X-CSRFToken": token}).status_code == 200
    )


def test_after_the_session_the_phone_is_led_to_the_door() -> None:
    answer = Client().get("/desk/field/bundle")
    assert (answer.status_code, answer["Location"]) == (302, "/desk/sign-in?next=/desk/field/bundle")


@pytest.mark.parametrize("language", ["th", "en"])
def test_what_the_phone_keeps_is_nobodys(at: At, language: str) -> None:
    ordered()
    client = at("malee")
    client.cookies["lang"] = language
    shell = client.get("/desk/field/shell").content.decode()
    assert shell == _stranger(language).get("/desk/field/shell").content.decode()
    for secret in (STAFF["malee"].name, "5001-70", 'csrfmiddlewaretoken" value'):
        assert secret not in shell
    assert not re.search(r'<script(?![^>]*src=)|style="|onclick', shell)


def _stranger(language: str) -> Client:
    client = Client()
    client.cookies["lang"] = language
    return client


def test_the_script_may_open_the_page_and_names_what_it_keeps(client: Client) -> None:
    answer = client.get("/desk/field/sw.js")
    script = answer.content.decode()
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Service-Worker-Allowed"] == "/desk/field"
    assert "look/field.js" in script and "look/desk.css" in script and "&" + "quot" not in script
    english = _stranger("en").get("/desk/field/sw.js").content.decode()
    assert re.search(r'NAME = "(.*)"', script)[1] != re.search(r'NAME = "(.*)"', english)[1]  # type: ignore[index]


def test_it_can_be_put_on_the_phone(client: Client) -> None:
    answer = client.get("/desk/field/manifest.webmanifest")
    told = answer.json()
    assert answer["Content-Type"] == "application/manifest+json"
    assert (told["start_url"], told["display"]) == ("/desk/field", "standalone")
    for icon in told["icons"]:
        if icon["type"] == "image/png":
            drawn = client.get(icon["src"])
            assert drawn.content.startswith(b"\x89PNG") and drawn["Content-Type"] == "image/png"
    assert client.get("/desk/field/icon-7.png").status_code == 404


def plain(visit: Visit, **changes: Any) -> dict[str, Any]:
    return {
        "report": str(report_id()), "visited_from": "2026-11-16T10:30", "visited_to": "2026-11-16T11:00",
        "outcome": "as_told", "findings": FOUND, "people_met": "ผู้ใหญ่บ้านทองดี (สมมติ)", "follow_up": "",
        "relief_kind": "", "relief_baht": "",
    } | changes  # fmt: skip


def test_a_browser_without_javascript_sends_the_same_report(at: At) -> None:
    visit, malee = ordered(), at("malee")
    page = malee.get("/desk/field").content.decode()
    assert f"/desk/field/{visit.public_id}" in page
    form = malee.get(f"/desk/field/{visit.public_id}").content.decode()
    assert 'enctype="multipart/form-data"' in form and 'name="report" value="' in form
    photo = picture()
    for _ in range(2):  # pressed twice
        photos = [SimpleUploadedFile("ท่อ.jpg", photo, "image/jpeg")]
        answer = malee.post(f"/desk/field/{visit.public_id}", plain(visit) | {"photos": photos})
        assert (answer.status_code, answer["Location"]) == (302, "/desk/field")
    kept = VisitReport.objects.get()
    assert kept.visited_from.isoformat() == "2026-11-16T03:30:00+00:00"
    assert Case.objects.get(pk=visit.case_id).attachments.filter(event_seq=kept.event_seq).count() == 1


def test_a_plain_form_that_is_refused_keeps_what_was_typed_and_the_photographs(at: At) -> None:
    visit, malee, photo = ordered(), at("malee"), picture()
    photos = [SimpleUploadedFile("a.jpg", photo, "image/jpeg")]
    told = plain(visit, findings="สั้น", follow_up="ล้างท่อพรุ่งนี้")
    answer = malee.post(f"/desk/field/{visit.public_id}", told | {"photos": photos})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "ล้างท่อพรุ่งนี้" in page and "ยาวกว่านี้อีกนิด" in page and f'value="{sha256(photo)}"' in page
    again = malee.post(f"/desk/field/{visit.public_id}", plain(visit, sent=sha256(photo)))
    assert again.status_code == 302
    assert Case.objects.get(pk=visit.case_id).attachments.count() == 1


def test_a_plain_form_sent_again_with_other_words_begins_a_report_of_its_own(at: At) -> None:
    visit, malee = ordered(), at("malee")
    address = f"/desk/field/{visit.public_id}"
    malee.post(address, plain(visit))
    answer = malee.post(address, plain(visit, findings="กลับไปดูอีกครั้ง น้ำลดแล้ว"))
    page = answer.content.decode()
    assert answer.status_code == 409 and "กลับไปดูอีกครั้ง" in page and str(report_id()) not in page
    fresh = re.search(r'name="report" value="([0-9a-f-]{36})"', page)
    assert fresh
    again = malee.post(address, plain(visit, findings="กลับไปดูอีกครั้ง น้ำลดแล้ว", report=fresh[1]))
    assert again.status_code == 302
    assert [one.addition for one in VisitReport.objects.order_by("id")] == [False, True]


def test_the_form_of_a_visit_that_has_a_report_says_so(at: At) -> None:
    visit = ordered()
    report(visit, by="suda")
    assert "รายงานเพิ่มเติม" in at("malee").get(f"/desk/field/{visit.public_id}").content.decode()


def test_the_story_tells_the_report_with_place_and_pictures_and_without_names(at: At) -> None:
    visit = ordered()
    report(visit, photos=(picture(),))
    page = at("malee").get(f"/desk/cases/{visit.case.number}").content.decode()
    assert FOUND in page and "พบตามที่แจ้ง" in page and "mlat=18.7883" in page and "?small" in page
    assert "ทองดี" not in page
    assert f"/desk/field/people/{report_id()}" in page


@pytest.mark.parametrize(("who", "status"), [("malee", 200), ("prasit", 403), ("anan", 404), ("wichai", 403)])
def test_the_names_are_opened_with_a_reason_by_those_who_answer(at: At, who: str, status: int) -> None:
    visit = ordered()
    report(visit)
    address = f"/desk/field/people/{report_id()}"
    answer = at(who).post(address, {"reason": "นัดตรวจซ้ำกับผู้ใหญ่บ้าน"})
    assert answer.status_code == status
    assert ("ทองดี" in answer.content.decode()) is (status == 200) is Reading.objects.exists()
    if status == 200:
        assert at(who).post(address, {"reason": ""}).status_code == 422
        assert "ทองดี" not in at(who).get(address).content.decode()


def test_a_late_visit_is_red_on_the_phones_page(at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    visit = ordered()
    Visit.objects.filter(pk=visit.pk).update(due_at=NOW.replace(hour=1))
    assert "เกินกำหนดแล้ว" in at("malee").get("/desk/field").content.decode()
    assert list(visits.overdue(actor("malee"), NOW)) == [visit]


@pytest.mark.usefixtures("remembering")
def test_the_phone_is_answered_with_the_same_number_of_queries_for_one_and_for_many(
    at: At, django_assert_num_queries: Any
) -> None:
    malee = at("malee")
    ordered()
    malee.get("/desk/field/bundle")
    with django_assert_num_queries(COST):
        malee.get("/desk/field/bundle")
    for n in range(2, 8):
        ordered(case(n))
    with django_assert_num_queries(COST):
        assert len(malee.get("/desk/field/bundle").json()["visits"]) == 7


COST = 6
"""Session, person, membership; visits, complainants' names to take out, what was found before."""


def test_the_scripts_of_the_field_are_light_on_the_wire() -> None:
    """They come once and stay on the phone; twelve kilobytes are what a page like this may weigh."""
    parts = [Path(str(finders.find(part))).read_bytes() for part in look.lists()["look/field.js"]]
    assert len(gzip.compress(b"\n".join(parts))) < 12_000


def test_a_late_visit_is_red_in_the_queue_and_in_my_day(at: At) -> None:
    visit = ordered()
    for address in ("/desk/?tab=open", "/desk/today"):
        assert "ลงพื้นที่เกินกำหนด" not in at("malee").get(address).content.decode()
    told = Case.objects.get(pk=visit.case_id)
    told.duties[visit.duty]["due_at"] = NOW.replace(hour=1).isoformat()
    Case.objects.filter(pk=told.pk).update(duties=told.duties)
    Visit.objects.filter(pk=visit.pk).update(due_at=NOW.replace(hour=1))
    for address in ("/desk/?tab=open", "/desk/today"):
        assert "ลงพื้นที่เกินกำหนด" in at("malee").get(address).content.decode()


def test_the_order_is_an_ordinary_step_with_colleagues_to_tick(at: At) -> None:
    suda, _, _ = at("suda"), actor("malee"), actor("anan")
    told = moved(case(), ("accept", actor("suda")))
    form = suda.get(f"/desk/cases/{told.number}?do=order_visit").content.decode()
    assert STAFF["malee"].name in form and STAFF["anan"].name not in form
    given = {
        "order_visit-version": told.version, "order_visit-team": [STAFF["malee"].name, STAFF["suda"].name],
        "order_visit-to_check": "ระดับน้ำและทางระบายน้ำ", "order_visit-place": "หน้าโรงเรียน",
    }  # fmt: skip
    nobody = suda.post(f"/desk/cases/{told.number}/moves/order_visit", given | {"order_visit-team": []})
    assert nobody.status_code == 422 and "อย่างน้อยหนึ่งคน" in nobody.content.decode()
    stranger = suda.post(f"/desk/cases/{told.number}/moves/order_visit", given | {"order_visit-team": ["ใครก็ได้"]})
    assert stranger.status_code == 422
    assert suda.post(f"/desk/cases/{told.number}/moves/order_visit", given).status_code == 302
    visit = Visit.objects.get()
    assert {person.name for person in visit.team.all()} == {STAFF["malee"].name, STAFF["suda"].name}
    assert visit.place == "หน้าโรงเรียน"
    led = at("malee").get(f"/desk/cases/{told.number}?do=report_visit")
    assert (led.status_code, led["Location"]) == (302, f"/desk/field/{visit.public_id}")


def test_who_was_not_of_the_team_reports_on_the_ordinary_form_and_it_is_the_same_row(at: At) -> None:
    visit = ordered(team=("suda",))
    told = Case.objects.get(pk=visit.case_id)
    client = at("malee")
    assert 'name="report_visit-people_met"' in client.get(f"/desk/cases/{told.number}?do=report_visit").content.decode()
    words = {
        "findings": FOUND,
        "people_met": "ผู้ใหญ่บ้านทองดี (สมมติ)",
        "visit_outcome": "as_told",
        "visited_on": "2026-11-16",
    }
    sent = {f"report_visit-{name}": value for name, value in ({"version": told.version} | words).items()}
    assert client.post(f"/desk/cases/{told.number}/moves/report_visit", sent).status_code == 302
    row = VisitReport.objects.get(visit=visit)
    page = client.get(f"/desk/cases/{told.number}").content.decode()
    assert "พบตามที่แจ้ง" in page and f"/desk/field/people/{row.client_id}" in page and "ทองดี" not in page
    assert "ลงพื้นที่วันจันทร์ที่ 16 พ.ย. 2569" in page and "00:00" not in page
