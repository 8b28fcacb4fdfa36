"""The desk's pages of lessons, quizzes and practices, asked as people ask them."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import lessoning as making
from factories import MONDAY
from lessoning import PRACTICE, WORDS, adopted, practice, proposed, published, quiz, recommended, written
from people import SOMCHAI, user
from sangsuk.learning.lessons import quizzing
from sangsuk.learning.models import Adoption, Attempt, CoursePass, Lesson, LessonRead, Practice, Quiz

pytestmark = pytest.mark.usefixtures("world")
L, P = "/desk/learning/lessons", "/desk/learning/practices"


def asked(who: str, url: str, data: dict[str, Any] | None = None, **more: Any) -> Any:
    client = Client()
    client.force_login(user(who))
    return client.get(url, **more) if data is None else client.post(url, data, **more)


def text(response: Any) -> str:
    return str(response.content.decode())


def test_what_is_new_is_learned_read_and_counted() -> None:
    lesson = published()
    page = text(asked("malee", "/desk/learning/mine"))
    assert WORDS["title"] in page and "บทที่ท่านยังไม่ได้อ่าน" in page and "บทเป็นบทใหม่" in page
    assert WORDS["done"] in text(asked("malee", f"{L}/{lesson.code}"))
    assert asked("malee", f"{L}/{lesson.code}/read", {}).status_code == 302
    row = LessonRead.objects.get()
    assert (row.lesson, row.office_code, row.version) == (lesson, "5001", lesson.version)
    page = text(asked("suda", "/desk/learning/office"))
    assert "1 จาก 2" in page and "มาลี" not in page.split("<main")[1]
    assert asked("malee", "/desk/learning/office").status_code == 403


def test_from_a_number_to_a_lesson_that_another_publishes() -> None:
    told = making.settled()
    response = asked("prasit", f"{L}/making/new", {"number": told.number})
    lesson = Lesson.objects.exclude(kind="procedure").get()
    assert response.url == f"{L}/making/{lesson.code}"
    page = text(asked("prasit", response.url))
    assert "บันทึก" in page and told.number in page and "สมชาย" not in page
    given = {f"write-{name}": words for name, words in WORDS.items()}
    assert asked("prasit", f"{response.url}/write", given).status_code == 302
    assert asked("prasit", f"{response.url}/send", {}).status_code == 302
    own = text(asked("prasit", response.url))
    assert "คนอื่นจึงต้องเป็นผู้ตรวจ" in own and "เผยแพร่บทเรียน" not in own
    page = text(asked("dao", response.url))
    assert "เผยแพร่บทเรียน" in page and told.number not in page
    bad = asked("dao", f"{response.url}/publish", {})
    assert bad.status_code == 422 and "กรุณาอ่านให้ครบ" in text(bad)
    assert asked("dao", f"{response.url}/publish", {"publish-anonymous": "on"}).status_code == 302
    assert WORDS["situation"] in text(asked("anan", f"{L}/{lesson.code}"))


def test_bad_words_keep_what_was_typed() -> None:
    lesson = proposed()
    given = {f"write-{name}": words for name, words in WORDS.items()} | {"write-said": "โทรหาผู้ร้องที่ 081-555-0199 แล้ว"}
    response = asked("prasit", f"{L}/making/{lesson.code}/write", given)
    assert response.status_code == 422
    assert WORDS["done"] in text(response) and "081-555-0199" in text(response) and "เบอร์โทรศัพท์" in text(response)


@pytest.mark.parametrize(
    ("data", "words"),
    [({}, "ช่องใดช่องหนึ่ง"), ({"number": "5001-70-999999"}, "ไม่พบเรื่องนี้"), ({"code": "XXXXXX"}, "ไม่พบเรื่องเล่านี้")],
)
def test_what_cannot_be_proposed_is_said_at_its_field(data: dict[str, str], words: str) -> None:
    response = asked("prasit", f"{L}/making/new", data)
    assert response.status_code == 422 and words in text(response)


def test_no_page_of_a_lesson_names_anybody_of_its_case() -> None:
    lesson = published(public=True)
    urls = [
        "/desk/learning/mine",
        L,
        f"{L}/{lesson.code}",
        f"{L}?q=โรงเรียน",
        f"{L}/making",
        f"{L}/making/{lesson.code}",
    ]
    pages = [asked(who, url) for url in urls for who in ("malee", "anan", "prasit", "dao", "nok", "preecha")]
    pages += [Client().get(url) for url in ("/lessons", f"/lessons/{lesson.code}")]
    shown = [text(one) for one in pages if one.status_code == 200]
    assert len(shown) > 20
    for page in shown:
        for word in (SOMCHAI.phone, "081-555-0101", "สมชาย", "ใจดี", SOMCHAI.email):
            assert word not in page


def test_who_may_not_see_the_case_gets_no_way_to_it() -> None:
    lesson = published()
    assert lesson.case
    assert lesson.case.number in text(asked("malee", f"{L}/{lesson.code}"))
    for who in ("anan", "orn", "dao"):
        assert lesson.case.number not in text(asked(who, f"{L}/{lesson.code}"))


def test_a_draft_of_another_province_is_not_there() -> None:
    lesson = proposed()
    for who, status in (("orn", 404), ("malee", 403), ("prasit", 200), ("nok", 200)):
        assert asked(who, f"{L}/making/{lesson.code}").status_code == status
    assert asked("malee", f"{L}/{lesson.code}").status_code == 404


def answered(found: Quiz, **wrong: Any) -> dict[str, Any]:
    """As a form sends it."""
    given: dict[str, Any] = {}
    for key, value in making.answers(found, **wrong).items():
        kind = next(one.kind for one in quizzing.questions(found) if one.key == key)
        if kind == "order":
            given |= {f"{key}__{choice}": str(place) for place, choice in enumerate(value, start=1)}
        else:
            given[key] = [str(n) for n in value] if isinstance(value, list) else str(value)
    return given


def test_a_quiz_is_answered_explained_and_passed() -> None:
    found = quiz()
    url = f"/desk/learning/quizzes/{found.code}"
    assert text(asked("malee", url)).count("<fieldset") >= 3
    response = asked("malee", url, answered(found, one=1))
    row = Attempt.objects.get()
    assert (row.right, row.of, row.passed) == (2, 3, False)
    page = text(asked("malee", response.url))
    assert "ยังไม่ผ่าน" in page and "คำอธิบายว่าทำไมจึงถูก" in page and "docs/law.md#accept" in page
    assert asked("suda", response.url).status_code == 404
    assert "ผ่านแล้ว ถูก 3 จาก 3" in text(asked("malee", asked("malee", url, answered(found)).url))


def test_an_answer_that_is_missing_is_asked_for_and_the_others_are_kept() -> None:
    found = quiz()
    given = answered(found)
    order = next(name for name in given if "__" in name)
    response = asked("malee", f"/desk/learning/quizzes/{found.code}", given | {order: ""})
    assert response.status_code == 422 and "กรุณาใส่ลำดับให้ครบ" in text(response) and "ดิฉันจะโทรถามก่อน" in text(response)
    assert not Attempt.objects.exists()


def test_organisers_make_a_quiz_on_the_screen_and_nobody_else() -> None:
    for who in ("malee", "prasit", "kanya", "preecha"):
        assert asked(who, "/desk/learning/quizzes/making").status_code == 403
    response = asked("dao", "/desk/learning/quizzes/making/new", {"title": "แบบทดสอบใหม่", "pass_percent": "60"})
    made = Quiz.objects.get(title="แบบทดสอบใหม่")
    base = response.url
    assert "ยังไม่มีคำถาม" in text(asked("dao", base))
    bad = {"kind": "one", "text": "คำถามข้อนี้ถามว่าอะไร", "choices": "ก\nข", "explain": "คำอธิบายข้อนี้ยาวพอ"}
    assert "ข้อที่ถูกหนึ่งข้อ" in text(asked("dao", f"{base}/questions/new", bad))
    assert asked("dao", f"{base}/questions/new", bad | {"choices": "* ก\nข"}).status_code == 302
    (one,) = quizzing.questions(made)
    assert (one.choices, one.right) == (["ก", "ข"], [0])
    assert "* ก" in text(asked("dao", f"{base}/questions/{one.key}"))
    assert asked("malee", f"/desk/learning/quizzes/{made.code}").status_code == 404
    asked("dao", f"{base}/state", {"state": "open"})
    assert asked("malee", f"/desk/learning/quizzes/{made.code}").status_code == 200
    assert asked("dao", f"{base}/questions/{one.key}/retire", {}).status_code == 302
    assert quizzing.questions(made) == []


def test_a_course_is_made_passed_and_its_certificate_verified() -> None:
    lesson, found = published(), quiz()
    given = {"title": "หลักสูตรของเรา", "lessons": lesson.code, "quiz": found.code}
    base = asked("dao", "/desk/learning/courses/making/new", given).url
    assert asked("dao", f"{base}/state", {"state": "open"}).status_code == 302
    code = base.rpartition("/")[2]
    assert "เหลืออีก 1 จาก 1 บท" in text(asked("malee", "/desk/learning/mine"))
    asked("malee", f"{L}/{lesson.code}/read", {})
    asked("malee", f"/desk/learning/quizzes/{found.code}", answered(found))
    row = CoursePass.objects.get()
    assert row.certificate in text(asked("malee", f"/desk/learning/courses/{code}"))
    page = text(Client().get(f"/learning/certificates/{row.certificate}"))
    assert "หลักสูตรของเรา" in page and "มาลี รักงาน" in page
    paper = asked("malee", f"/desk/learning/courses/{code}/certificate.pdf")
    assert paper["Content-Type"] == "application/pdf" and paper.content.startswith(b"%PDF")
    assert asked("suda", f"/desk/learning/courses/{code}/certificate.pdf").status_code == 404
    asked("dao", "/desk/learning/courses/making/revoke", {"certificate": row.certificate, "why": "ออกให้ผิดคน จึงเพิกถอน"})
    assert "ถูกเพิกถอนแล้ว" in text(Client().get(f"/learning/certificates/{row.certificate}"))
    assert Client().get("/learning/certificates/AAAAAAAAAA").status_code == 404


def test_a_practice_from_writing_to_another_district(disk: Any) -> None:
    made = asked("malee", f"{P}/new", PRACTICE)
    one = Practice.objects.get()
    assert made.url == f"{P}/{one.code}"
    paper = SimpleUploadedFile("แผ่นคำแนะนำ.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF", "application/pdf")
    assert (
        asked("malee", f"{made.url}/files", {"file-file": paper, "file-alt": "แผ่นคำแนะนำหน้าเคาน์เตอร์"}).status_code
        == 302
    )
    for who in ("anan", "prasit", "orn"):
        assert asked(who, made.url).status_code == 404
    assert asked("malee", f"{made.url}/moves/send", {}).status_code == 302
    assert PRACTICE["title"] in text(asked("prasit", P)) and asked("orn", made.url).status_code == 404
    assert asked("malee", f"{made.url}/moves/publish", {}).status_code == 403
    assert asked("prasit", f"{made.url}/moves/publish", {}).status_code == 302
    page = text(asked("anan", made.url))
    assert (
        "รับวิธีนี้ไปทำ" in page
        and "ยังไม่มีอำเภออื่นรายงานผล" in page
        and "64.5" in page
        and "64.5000" not in page
        and "1,250.5" in page
    )
    own = text(asked("malee", made.url))  # to take it back is no next step: neither coloured nor open
    assert '<button class="button button--second">เลิกแนะนำ</button>' in own and '<button class="button">' not in own
    assert '<details class="fold gap" open>' not in own
    row = one.materials.get()
    for given in (asked("anan", f"{made.url}/files/{row.pk}"), Client().get(f"/practices/{one.code}/files/{row.pk}")):
        assert b"".join(given.streaming_content).startswith(b"%PDF")
    took = asked("anan", f"{made.url}/adopt", {"adopt-starts_on": "20 พ.ย. 2569", "adopt-owner_role": "ฝ่ายทะเบียน"})
    adoption = Adoption.objects.get()
    assert took.url == f"{P}/adoptions/{adoption.pk}" and str(adoption.starts_on) == "2026-11-20"
    assert "กำลังลองทำ" in text(asked("malee", made.url))
    assert (
        asked(
            "malee", f"{took.url}/report", {"report-outcome": "not", "report-note": "ลองแล้วไม่ได้ผลที่อำเภอเรา"}
        ).status_code
        == 403
    )


def test_what_is_owed_is_counted_and_what_failed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    one = recommended()
    row = adopted(one)
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY + timedelta(days=120))
    assert "รออยู่ 1 รายการ" in text(asked("anan", "/desk/learning")) and "ถึงกำหนดรายงานผล" in text(
        asked("anan", f"{P}/mine")
    )
    url = f"{P}/adoptions/{row.pk}"
    bad = asked("anan", f"{url}/report", {"report-outcome": "not", "report-note": "สั้น"})
    assert bad.status_code == 422
    given = {
        "report-outcome": "not",
        "report-note": "คนมาก่อนแปดโมงเหมือนเดิม จึงรอเท่าเดิม",
        "report-before": "40",
        "report-after": "41.25",
    }
    assert asked("anan", f"{url}/report", given).status_code == 302
    for page in (text(asked("orn", f"{P}/{one.code}")), text(Client().get(f"/practices/{one.code}"))):
        assert "อำเภออื่นส่วนใหญ่รายงานว่าไม่ได้ผล" in page and "คนมาก่อนแปดโมงเหมือนเดิม" in page and "41.25" in page


def test_what_everybody_reads_of_practices(disk: Any) -> None:
    one, draft = recommended(), practice(title="ฉบับร่างที่ยังไม่มีใครเห็น")
    page = text(Client().get("/practices"))
    assert PRACTICE["title"] in page and draft.title not in page
    assert Client().get(f"/practices/{draft.code}").status_code == 404
    feed = Client().get("/practices.rss")
    assert feed["Content-Type"].startswith("application/rss+xml") and f"/practices/{one.code}" in text(feed)
    assert PRACTICE["title"] in text(Client().get("/practices?flagship=f2564_06&q=ผู้สูงอายุ"))
    assert PRACTICE["title"] not in text(Client().get("/practices?q=ทุเรียน"))


@pytest.mark.parametrize("url", [L, P, "/lessons", "/practices"])
def test_a_cursor_that_nobody_gave_is_refused(url: str) -> None:
    for cursor in ("x", "eyJhIjoxfQ", "WzEsMl0"):
        assert asked("malee", f"{url}?cursor={cursor}").status_code == 422


def cost(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize("url", [L, P, "/desk/learning/mine", f"{L}/making?shelf=check", "/lessons", "/practices"])
def test_a_list_costs_the_same_for_few_and_many(url: str) -> None:
    client = Client()
    client.force_login(user("prasit"))
    more = {"title": "บทที่มากขึ้น"}
    making.move(written(1), "send", "prasit")
    published(2, public=True)
    recommended()
    client.get(url)
    few = cost(client, url)
    for n in range(3, 7):
        making.move(written(n, **more), "send", "prasit")
        published(n + 10, public=True, **more)
        adopted(recommended(), "anan")
    assert cost(client, url) == few


def test_every_button_of_a_page_leads_somewhere() -> None:
    lesson = written()
    page = text(asked("prasit", f"{L}/making/{lesson.code}"))
    actions = set(re.findall(r'action="(/desk/learning[^"]+)"', page))
    assert {url.rpartition("/")[2] for url in actions} == {"write", "send", "retire"}
