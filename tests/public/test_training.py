"""What anybody may know of training: title, place, days, no person; and whether a certificate is true."""

import pytest
from django.test import Client

import training as made
from factories import MONDAY
from people import actor, user
from sangsuk.learning.models import TrainingCertificate
from sangsuk.learning.training import actions, attending, certificates

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


@pytest.fixture(autouse=True)
def _monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)


def text(address: str, status: int = 200) -> str:
    answer = Client().get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_what_is_announced_is_listed_and_a_plan_is_not() -> None:
    plan = made.plan(title="ยังเป็นความลับอยู่")
    event = made.announced()
    page = text("/trainings")
    assert event.title in page and event.place in page and plan.title not in page
    text(f"/trainings/{plan.code}", 404)
    text(f"/trainings/{plan.code}.ics", 404)
    assert "วันศุกร์ที่ 20 พฤศจิกายน 2569" in text(f"/trainings/{event.code}")


def test_a_plan_that_was_called_off_stays_unknown() -> None:
    plan = made.plan()
    actions.move(plan, "cancel", by=actor("nok"), data={"why": "ไม่มีงบประมาณในปีนี้"}, now=MONDAY)
    text(f"/trainings/{plan.code}", 404)
    assert plan.title not in text("/trainings")


def test_no_person_stands_in_it() -> None:
    event = made.invited()
    made.seat(event)
    guest = made.guest(event)
    for address in ("/trainings", f"/trainings/{event.code}", f"/trainings/{event.code}.ics"):
        page = text(address).replace("\r\n ", "")
        for name in (user("malee").name, guest.guest, "วิทยากร ตัวอย่าง", user("nok").name):
            assert name not in page


def test_the_calendar_has_an_entry_for_each_session() -> None:
    event = made.announced()
    answer = Client().get(f"/trainings/{event.code}.ics")
    told = answer.content.decode().replace("\r\n ", "")
    assert answer["Content-Type"].startswith("text/calendar") and told.count("BEGIN:VEVENT") == 2
    assert "DTSTART:20261120T020000Z" in told and "STATUS:CONFIRMED" in told
    actions.move(event, "postpone", by=actor("nok"), data={"why": "ห้องประชุมใช้ไม่ได้"}, now=MONDAY)
    assert "STATUS:CANCELLED" in Client().get(f"/trainings/{event.code}.ics").content.decode()


def issued() -> TrainingCertificate:
    event = made.invited()
    made.there(event, made.seat(event), 1, 2)
    made.held(event)
    return certificates.issue(made.fresh(event), by=actor("nok"), now=made.on_the_day(17))[0]


def test_a_stranger_checks_a_certificate_and_reads_only_what_stands_on_it() -> None:
    paper = issued()
    page = text(f"/trainings/certificates/{paper.code}")
    assert user("malee").name in page and paper.number in page and "จริง" in page
    assert user("malee").email not in page and "noindex" in page
    assert paper.number in text(f"/trainings/certificates?code={paper.code[:4]}-{paper.code[4:]}".lower())
    certificates.revoke(paper, why="ลงเวลาผิดคน", by=actor("nok"), now=made.on_the_day(18))
    revoked = text(f"/trainings/certificates/{paper.code}")
    assert "ถูกเพิกถอนแล้ว" in revoked and "ลงเวลาผิดคน" not in revoked


def test_a_code_that_is_none_is_asked_again() -> None:
    assert "กรุณาตรวจรหัสอีกครั้ง" in text("/trainings/certificates?code=<b>x", 404)
    assert "&lt;b&gt;x" in text("/trainings/certificates?code=<b>x", 404)
    text("/trainings/certificates/AAAABBBBCCCC", 404)


PAGES = (
    "/trainings/certificates/",
    "/trainings/certificates?code=",
    "/learning/certificates/",
    "/standards/certificates/",
    "/certificates/",
)


def test_who_guesses_codes_is_slowed_down_and_a_right_one_always_opens() -> None:
    paper = issued()
    for n in range(60):
        assert Client().get(f"{PAGES[n % 5]}AAAABBBBCCCC").status_code == 404
    for page in PAGES:
        slowed = Client().get(f"{page}AAAABBBBCCCC")
        assert slowed.status_code == 429 and int(slowed["Retry-After"]) > 0, page
    assert paper.number in text(f"/trainings/certificates/{paper.code}")
    assert Client().get(f"{PAGES[0]}AAAABBBBCCCC", REMOTE_ADDR="198.51.100.7").status_code == 404


def test_what_is_put_away_was_held_or_called_off() -> None:
    called_off = made.announced()
    for name, data in (("cancel", {"why": "ห้องประชุมถูกใช้รับผู้ประสบภัย"}), ("archive", {})):
        called_off = actions.move(called_off, name, by=actor("nok"), data=data, now=MONDAY)
    page = text(f"/trainings/{called_off.code}")
    assert "ยกเลิก" in page and "ผู้ประสบภัย" in page and "เก็บเข้าคลัง" not in page
    event = made.invited()
    made.there(event, made.seat(event), 1, 2)
    made.held(event)
    for name, data in (("evaluate", {"learnt": "ทุกศูนย์จะโทรแจ้งความก้าวหน้าให้ผู้ร้องทราบ"}), ("archive", {})):
        event = actions.move(made.fresh(event), name, by=actor("nok"), data=data, now=made.on_the_day(18))
    page = text(f"/trainings/{event.code}")
    assert "จัดแล้ว" in page and "เก็บเข้าคลัง" not in page


def test_an_old_code_of_a_session_asks_to_scan_again(monkeypatch: pytest.MonkeyPatch) -> None:
    token = attending.session_token(made.session(made.announced()))
    monkeypatch.setattr("sangsuk.learning.training.rules.amount", lambda what, on: -1)
    assert "สแกนรหัสอีกครั้ง" in text(f"/trainings/in/{token}", 422)
    text(f"/trainings/in/{token}x", 404)


def test_the_address_of_a_code_stands_in_no_log() -> None:
    from sangsuk.common.logs import without_secrets

    assert without_secrets("/trainings/in/abc:def") == "/trainings/in/…"
    assert without_secrets("/desk/learning/training/scan/abc:def") == "/desk/learning/training/scan/…"
