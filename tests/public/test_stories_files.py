"""tus 1.0.0 as its page says it, and what we make of it: a lost line, a second connection, a file that cannot be taken."""

import base64
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

import filming
from sangsuk.common.models import LimitRule
from sangsuk.stories.media import parts
from sangsuk.stories.models import StoryDraftFile

TUS = {"HTTP_TUS_RESUMABLE": "1.0.0"}


def begun(client: Client, length: int, *, draft: str = "", name: str = "a.mp4") -> Any:
    draft = draft or f"/stories/write/{uuid4()}"
    called = base64.b64encode(name.encode()).decode()
    return client.post(
        f"{draft}/parts", **TUS, HTTP_UPLOAD_LENGTH=str(length), HTTP_UPLOAD_METADATA=f"filetype dmlkZW8=,filename {called}",
        content_type="application/octet-stream", data=b"",
    )  # fmt: skip


def patch(client: Client, at: str, offset: int, data: bytes, **more: str) -> Any:
    headers = {**TUS, "HTTP_UPLOAD_OFFSET": str(offset)} | more
    return client.patch(at, data=data, content_type="application/offset+octet-stream", **headers)


def test_a_film_in_three_pieces_becomes_a_file_of_the_draft(client: Client, tmp_path: Path) -> None:
    whole = filming.film(tmp_path / "a.mp4").read_bytes()
    answer = begun(client, len(whole), name="ยาย.mp4")
    assert answer.status_code == 201 and answer["Tus-Resumable"] == "1.0.0"
    at = answer["Location"].removeprefix("http://testserver")
    third = len(whole) // 3
    for begin in (0, third, 2 * third):
        end = len(whole) if begin == 2 * third else begin + third
        answer = patch(client, at, begin, whole[begin:end])
        assert (answer.status_code, answer["Upload-Offset"]) == (204, str(end))
        assert client.head(at, **TUS)["Upload-Offset"] == str(end)
    for _ in range(2):
        answer = client.post(f"{at}/done")
        assert (answer.status_code, answer.json()["kind"], answer.json()["name"]) == (200, "video", "ยาย.mp4")
    assert StoryDraftFile.objects.count() == 1


def test_options_say_what_we_can_do(client: Client) -> None:
    answer = client.options(f"/stories/write/{uuid4()}/parts")
    assert answer.status_code == 204
    assert (answer["Tus-Version"], answer["Tus-Max-Size"]) == ("1.0.0", "60000000")
    assert answer["Tus-Extension"] == "creation,expiration,termination"


@pytest.mark.parametrize("method", ["head", "patch", "delete", "post"])
def test_another_version_of_the_protocol_is_refused(client: Client, method: str) -> None:
    at = begun(client, 8)["Location"] if method != "post" else f"/stories/write/{uuid4()}/parts"
    answer = getattr(client, method)(at, HTTP_TUS_RESUMABLE="0.2.2")
    assert answer.status_code == 412 and answer["Tus-Version"] == "1.0.0"


def test_the_answer_to_head_is_kept_by_nobody(client: Client) -> None:
    answer = client.head(begun(client, 8)["Location"], **TUS)
    assert answer.status_code == 200
    assert (answer["Cache-Control"], answer["Upload-Offset"], answer["Upload-Length"]) == ("no-store", "0", "8")
    assert answer["Upload-Expires"].endswith("GMT")


def test_a_piece_for_another_place_is_409_with_the_right_one(client: Client) -> None:
    at = begun(client, 8)["Location"]
    patch(client, at, 0, b"1234")
    answer = patch(client, at, 0, b"1234")
    assert (answer.status_code, answer["Upload-Offset"]) == (409, "4")


@pytest.mark.parametrize(
    ("how", "status"),
    [({"CONTENT_TYPE": "text/plain"}, 415), ({"HTTP_UPLOAD_OFFSET": "-1"}, 400), ({"HTTP_UPLOAD_OFFSET": "x"}, 400)],
)
def test_a_piece_that_is_not_said_rightly_is_refused(client: Client, how: dict[str, str], status: int) -> None:
    at = begun(client, 8)["Location"]
    assert patch(client, at, 0, b"1234", **how).status_code == status
    assert client.head(at, **TUS)["Upload-Offset"] == "0"


@pytest.mark.parametrize(("length", "status"), [("", 400), ("-5", 400), ("x", 400), ("0", 422), ("60000001", 413)])
def test_a_file_that_could_never_be_taken_is_not_begun(client: Client, length: str, status: int) -> None:
    answer = client.post(
        f"/stories/write/{uuid4()}/parts", **TUS, HTTP_UPLOAD_LENGTH=length, data=b"", content_type="x/y"
    )
    assert answer.status_code == status


def test_a_part_of_another_draft_is_not_there(client: Client) -> None:
    at = begun(client, 8)["Location"]
    other = at.replace(at.split("/")[5], str(uuid4()))
    assert client.head(other, **TUS).status_code == 404
    assert client.post(f"{other}/done").status_code == 404


def test_she_does_not_want_to_send_it_after_all(client: Client) -> None:
    at = begun(client, 8)["Location"]
    assert client.delete(at, **TUS).status_code == 204
    assert client.head(at, **TUS).status_code == 404


def test_what_cannot_be_taken_is_said_in_a_sentence(client: Client) -> None:
    at = begun(client, 8, name="บ้าน.mp4")["Location"]
    patch(client, at, 0, b"nonsense")
    answer = client.post(f"{at}/done")
    assert answer.status_code == 422
    assert "บ้าน.mp4" in answer.json()["said"]


def test_half_a_file_is_not_done(client: Client) -> None:
    at = begun(client, 8)["Location"]
    patch(client, at, 0, b"1234")
    assert client.post(f"{at}/done").status_code == 422
    assert client.head(at, **TUS)["Upload-Offset"] == "4"


def test_the_page_says_what_waits_and_how_to_go_on(client: Client) -> None:
    draft = f"/stories/write/{uuid4()}"
    client.post(f"{draft}/save", {"text": "x", "office": "5001"})
    at = begun(client, 8, draft=draft, name="ยาย.mp4")["Location"]
    patch(client, at, 0, b"1234")
    page = client.get(f"{draft}/text").content.decode()
    assert "ยาย.mp4" in page and "ส่งต่อจากที่ค้างไว้" in page and 'data-length="8"' in page


def test_who_begins_without_end_is_told_to_wait(client: Client) -> None:
    LimitRule.objects.filter(what="story_upload").delete()
    LimitRule.objects.create(
        code="x",
        what="story_upload",
        per="range",
        amount=2,
        window_seconds=3600,
        valid_from="2015-01-01",
        source="order 1/2570",
    )
    assert [begun(client, 8).status_code for _ in range(3)] == [201, 201, 429]


def test_without_the_forms_guard_nothing_is_begun(guarded: Client) -> None:
    assert begun(guarded, 8).status_code == 403


def test_when_the_line_breaks_what_has_come_is_kept(client: Client, monkeypatch: Any) -> None:
    from django.core.handlers.wsgi import WSGIRequest

    at = begun(client, 200_000)["Location"]
    real, times = WSGIRequest.read, []

    def read(self: Any, *args: Any, **kwargs: Any) -> bytes:
        times.append(1)
        if len(times) > 2:
            raise OSError("the line broke")
        return bytes(real(self, *args, **kwargs))

    monkeypatch.setattr(WSGIRequest, "read", read)
    patch(client, at, 0, bytes(200_000))
    monkeypatch.undo()
    assert client.head(at, **TUS)["Upload-Offset"] == str(2 * 64 * 1024)
    assert parts.LASTS.days == 2
