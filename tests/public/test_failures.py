"""Wrong input gets a kind, exact sentence in both languages, a 4xx, and everything typed is still there."""

import tracemalloc
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sangsuk.cases.models import Case, Draft, DraftFile
from sangsuk.common import uploads

from .telling import NAMED, STORY, address, photo, placed, story, text

HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 200

# what is sent, status, Thai, English
STORIES: list[Any] = [
    pytest.param(
        {"description": ""}, 422, "กรุณาเล่าเรื่องของท่าน เช่น เกิดอะไรขึ้น ที่ไหน ตั้งแต่เมื่อไร", "Please tell", id="empty"
    ),
    pytest.param({"description": "  \n "}, 422, "กรุณาเล่าเรื่องของท่าน", "Please tell", id="blank"),
    pytest.param({"description": "ไฟดับ"}, 422, "กรุณาเล่าเรื่องให้ยาวกว่านี้อีกนิด", "a little", id="short"),
    pytest.param(
        {"description": "ก" * 50_000}, 422, "ข้อความยาว 50,000 ตัวอักษร ขอไม่เกิน 10,000 ตัวอักษร", "50,000", id="50,000 characters"
    ),
    pytest.param(
        {"photos": SimpleUploadedFile("ใบ.jpg", b"%PDF-1.4\n%%EOF")}, 422,
        "ไฟล์ “ใบ.jpg” เป็นเอกสาร PDF ไม่ใช่รูปถ่าย", "is a PDF", id="a PDF named .jpg",
    ),
    pytest.param(
        {"photos": SimpleUploadedFile("IMG.HEIC", HEIC)}, 422, "เปิดรูป “IMG.HEIC” ไม่ได้", "IMG.HEIC", id="a broken HEIC"
    ),
    pytest.param(
        {"photos": SimpleUploadedFile("ก.jpg", b"\xff" * (uploads.FILE_BYTES + 1))}, 413,
        "ไฟล์ “ก.jpg” ใหญ่ 10.1 เมกะไบต์ ส่งได้ไฟล์ละไม่เกิน 10 เมกะไบต์", "10.1 megabytes", id="a file too big",
    ),
]  # fmt: skip


def _again(sent: dict[str, Any]) -> dict[str, Any]:
    for value in sent.values():
        if hasattr(value, "seek"):
            value.seek(0)
    return {"description": STORY, "wish": "ขอให้ลอกท่อ", **sent}


@pytest.mark.parametrize(("sent", "status", "thai", "english"), STORIES)
def test_each_mistake_has_its_sentence_and_nothing_is_lost(
    client: Client, sent: dict[str, Any], status: int, thai: str, english: str
) -> None:
    answer = client.post("/tell", _again(sent))
    page = text(answer)
    assert answer.status_code == status
    assert page.count(thai) >= 2  # in the summary and above the field
    assert "ขอให้ลอกท่อ" in page
    assert sent.get("description", STORY).strip() in page
    client.cookies["lang"] = "en"
    answer = client.post("/tell", _again(sent))
    assert (answer.status_code, english in text(answer)) == (status, True)
    assert not Case.objects.exists()


def test_an_emoji_is_welcome_and_comes_back_whole(client: Client) -> None:
    told = "น้ำท่วมสูง 🌊👩‍👩‍👧 ช่วยด้วย 🙏🏽"
    assert told in text(client.get(address(client, description=told)))


def test_words_longer_than_any_form_get_a_413(client: Client) -> None:
    answer = client.post("/tell", {"description": "ก" * 3_000_000})
    assert answer.status_code == 413
    assert "ข้อความที่ส่งมายาวเกินกว่าจะรับได้" in text(answer)


def test_after_a_file_too_big_the_good_photographs_and_words_are_kept(client: Client) -> None:
    files = [SimpleUploadedFile("ใหญ่.jpg", b"\xff" * (uploads.FILE_BYTES + 1)), photo("ดี.jpg")]
    answer = client.post("/tell", {"description": STORY, "photos": files})
    assert answer.status_code == 413
    assert [file.name for file in answer.context["telling"].files] == ["ดี.jpg"]


class Endless(BytesIO):
    """A form with a file of 200 MB, made while it is read; it remembers how much was asked for."""

    def __init__(self, head: bytes, size: int, tail: bytes) -> None:
        super().__init__()
        self.parts: Iterator[bytes] = self._parts(head, size, tail)
        self.rest = b""
        self.length = len(head) + size + len(tail)

    @staticmethod
    def _parts(head: bytes, size: int, tail: bytes) -> Iterator[bytes]:
        yield head
        block = b"\xff" * 65_536
        while size > 0:
            yield block[:size]
            size -= len(block)
        yield tail

    def read(self, size: int | None = -1) -> bytes:
        while len(self.rest) < (size or 0) and (part := next(self.parts, b"")):
            self.rest += part
        got, self.rest = self.rest[:size], self.rest[size:]
        return got


def test_200_megabytes_are_read_to_the_end_and_kept_nowhere(client: Client, tmp_path: Any, settings: Any) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    field = b'--B\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n'
    head = (
        field % (b"description", b"") + STORY.encode() + b"\r\n"
        + field % (b"photos", '; filename="ยักษ์.jpg"'.encode() + b'\r\nContent-Type: image/jpeg')
    )  # fmt: skip
    tail = b"\r\n" + field % (b"wish", b"") + "หลังไฟล์ใหญ่".encode() + b"\r\n--B--\r\n"
    body = Endless(head, 200_000_000, tail)
    tracemalloc.start()
    answer = client.generic("POST", "/tell", b"x", content_type="multipart/form-data; boundary=B", **{
        "wsgi.input": body, "CONTENT_LENGTH": str(body.length),
    })  # fmt: skip
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert answer.status_code == 413
    assert "ไฟล์ “ยักษ์.jpg” ใหญ่ 200.0 เมกะไบต์" in text(answer)
    assert STORY in text(answer)
    assert "หลังไฟล์ใหญ่" in text(answer)
    assert peak < 30_000_000
    assert not any(path.is_file() for path in tmp_path.rglob("*"))


EXPIRED = "หน้านี้เปิดทิ้งไว้นานเกินไป เราจึงยังไม่ได้ส่งให้ สิ่งที่ท่านพิมพ์ยังอยู่ครบ กรุณากดปุ่มอีกครั้ง"


def test_an_expired_form_comes_back_filled_in_and_nothing_is_stored(guarded: Client) -> None:
    answer = guarded.post("/tell", {"description": STORY, "wish": "ขอให้ลอกท่อ"})
    assert answer.status_code == 403
    page = text(answer)
    assert EXPIRED in page
    assert STORY in page
    assert "ขอให้ลอกท่อ" in page
    assert not Draft.objects.exists()


def test_an_expired_form_takes_no_photograph_out(guarded: Client, client: Client) -> None:
    draft = story(client, photos=photo())
    file = DraftFile.objects.get()
    assert guarded.post(f"{draft}/photos/{file.pk}/remove").status_code == 403
    assert DraftFile.objects.filter(pk=file.pk).exists()


def test_pressing_again_after_an_expired_form_works(guarded: Client) -> None:
    token = str(guarded.post("/tell", {"description": STORY}).context["csrf_token"])
    again = guarded.post("/tell", {"description": STORY, "csrfmiddlewaretoken": token})
    assert again.status_code == 302


def test_every_form_of_the_citizen_survives_its_guard(client: Client, guarded: Client) -> None:
    draft, track = placed(client), address(client)
    for form, data, typed in [
        (draft, {"description": STORY + "ต่อ"}, STORY + "ต่อ"),
        (f"{draft}/where", {"place": "9011"}, "เกิดเรื่องที่ไหน"),
        (f"{draft}/place", {"place_note": "หลังวัด"}, "หลังวัด"),
        (f"{draft}/who", NAMED, NAMED["name"]),
        ("/track", {"number": "5001-70-000001", "key": "ABCD"}, "5001-70-000001"),
        (f"{track}/add", {"add-text": "น้ำสูงขึ้น"}, "น้ำสูงขึ้น"),
    ]:
        answer = guarded.post(form, data)
        assert (form, answer.status_code) == (form, 403)
        assert EXPIRED in text(answer)
        assert typed in text(answer)
    assert Case.objects.count() == 1
    assert Case.objects.get().version == 1


def test_a_form_sent_from_another_site_is_refused_and_not_shown(guarded: Client) -> None:
    answer = guarded.post("/tell", {"description": STORY}, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
    assert STORY not in text(answer)
    answer = guarded.post("/tell", {"description": STORY}, headers={"sec-fetch-site": "cross-site"})
    assert STORY not in text(answer)


def test_an_expired_form_of_the_desk_is_not_shown_to_a_stranger(guarded: Client) -> None:
    answer = guarded.post("/desk/sign-out", {})
    assert answer.status_code in (403, 404)


def test_the_same_words_in_two_forms_are_two_cases_but_one_form_is_one(client: Client) -> None:
    draft = placed(client)
    client.post(f"{draft}/who", NAMED)
    client.post(f"{draft}/who", NAMED)
    client.post(f"{placed(client)}/who", NAMED)
    assert Case.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"phone": "12"}, "เบอร์โทรศัพท์ไม่ครบหรือเกิน เช่น 081 234 5678"),
        ({"email": "somchai@"}, "อีเมลไม่ถูกต้อง เช่น somchai@example.com"),
        ({"name": "ก" * 300}, "ชื่อยาวเกินไป ขอไม่เกิน 200 ตัวอักษร"),
    ],
)
def test_who_she_is_can_be_mistyped_too(client: Client, typed: dict[str, str], sentence: str) -> None:
    answer = client.post(f"{placed(client)}/who", NAMED | typed)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert next(iter(typed.values())) in text(answer)


def test_a_summary_of_errors_leads_to_the_field(client: Client) -> None:
    page = text(client.post("/tell", {"description": ""}))
    assert 'href="#id_description"' in page
    assert 'aria-describedby="id_description_helptext id_description_error"' in page
    assert 'aria-invalid="true"' in page


def test_a_signs_that_cannot_be_stored_is_dropped_or_refused_never_a_500(client: Client) -> None:
    assert client.post("/tell", {"description": STORY + "\x00"}).status_code in (302, 422)
    assert client.post("/track", {"number": "5001\x00", "key": "\x00"}).status_code in (404, 422)
    assert client.get("/places/suggest", {"q": "\x00"}).status_code == 200
    draft = story(client)
    assert client.get(f"{draft}/where", {"q": "\x00"}).status_code in (200, 422)
