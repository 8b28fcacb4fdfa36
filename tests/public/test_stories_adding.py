"""More files after the story was sent: with and without a script, as many as there is room for, and a moderator sees them first."""

import base64
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

import filming
from people import actor
from sangsuk.offices.actor import Actor
from sangsuk.stories import actions as stories
from sangsuk.stories import adding, consents, words
from sangsuk.stories.media import limits
from sangsuk.stories.models import DiskDuty, Story, StoryDraft, StoryEvent, StoryFile
from storytelling import PASSED

from .telling import body, photo
from .telling import text as words_of
from .writing import YOU
from .writing import mine as address

TUS = {"HTTP_TUS_RESUMABLE": "1.0.0"}
"""The protocol is told in test_stories_files.py."""


def moved(name: str = "publish", by: str = "dao", **data: Any) -> Story:
    return stories.move(Story.objects.get(), name, by=actor(by), data=PASSED | data)


def add(client: Client, at: str, *files: SimpleUploadedFile, **given: Any) -> Any:
    seen = {"add_files-seen": str(Story.objects.get().version)}
    return client.post(f"{at}/add_files", seen | given | ({"add_files-enclosed": files} if files else {}))


def opened_to_all(client: Client) -> int:
    """How the public is answered who asks for the only file."""
    answer = client.get(f"/stories/{Story.objects.get().code}/files/{StoryFile.objects.get().pk}")
    if answer.streaming:
        body(answer)
    return int(answer.status_code)


def test_a_photograph_that_is_added_waits_for_a_moderator_and_the_story_stays_readable(client: Client) -> None:
    at = address(client)
    moved()
    answer = add(client, at, photo(), **{"add_files-photograph": "on"})
    assert answer.status_code == 302 and answer["Location"].endswith("?done=add_files")
    page = client.get(answer["Location"])
    assert "เราได้รับไฟล์ของท่านแล้ว" in words_of(page) and "รอเจ้าหน้าที่ดูก่อน" in words_of(page)
    assert Story.objects.published().count() == 1
    assert words.PHOTOGRAPH in consents.allowed(Story.objects.get())
    assert opened_to_all(client) == 404
    moved("pass_files", files={str(StoryFile.objects.get().pk): True})
    assert opened_to_all(client) == 200
    assert "รอเจ้าหน้าที่ดูก่อน" not in words_of(client.get(at))


def test_what_a_moderator_does_not_pass_goes(client: Client) -> None:
    at = address(client, you=YOU | {"use_photograph": "on"})
    moved()
    add(client, at, photo())
    file = StoryFile.objects.get()
    moved("pass_files", files={str(file.pk): False})
    file.refresh_from_db()
    assert file.removed_at is not None and opened_to_all(client) == 404
    assert DiskDuty.objects.filter(name=file.sha256).exists() or not file.passed_at
    assert add(client, at, photo()).status_code == 302, "sent again, it is looked at anew"
    file.refresh_from_db()
    assert (file.removed_at, file.passed_at) == (None, None)


def test_consent_is_asked_once_and_never_taken_for_granted(client: Client) -> None:
    at = address(client)
    moved()
    assert "add_files-photograph" in words_of(client.get(at))
    assert add(client, at, photo()).status_code == 302
    assert words.PHOTOGRAPH not in consents.allowed(Story.objects.get())
    moved("pass_files", files={str(StoryFile.objects.get().pk): True})
    assert opened_to_all(client) == 404, "passed, and not allowed"
    add(client, at, photo("b.jpg", (90, 60)), **{"add_files-photograph": "on"})
    assert "add_files-photograph" not in words_of(client.get(at))


def test_before_the_story_was_read_its_new_files_are_read_with_it(client: Client) -> None:
    at = address(client, you=YOU | {"use_photograph": "on"})
    assert add(client, at, photo()).status_code == 302
    assert Story.objects.get().status == words.RECEIVED
    moved(files={str(StoryFile.objects.get().pk): True})
    assert opened_to_all(client) == 200
    assert not StoryFile.objects.unread().exists()


def test_it_goes_on_where_a_lost_line_left_it(client: Client, tmp_path: Path) -> None:
    at = address(client)
    whole = filming.film(tmp_path / "a.mp4").read_bytes()
    parts = f"/stories/write/{client.get(at).context['adding']['token']}/parts"
    called = base64.b64encode("ยาย.mp4".encode()).decode()
    begun = client.post(
        parts, **TUS, HTTP_UPLOAD_LENGTH=str(len(whole)), HTTP_UPLOAD_METADATA=f"filename {called}",
        content_type="application/octet-stream", data=b"",
    )  # fmt: skip
    part = begun["Location"].removeprefix("http://testserver")
    send = {"content_type": "application/offset+octet-stream", **TUS}
    client.patch(part, data=whole[:1000], HTTP_UPLOAD_OFFSET="0", **send)
    page = client.get(at)
    assert "ยาย.mp4" in words_of(page) and part in words_of(page), "it offers to go on"
    client.patch(part, data=whole[1000:], HTTP_UPLOAD_OFFSET="1000", **send)
    assert client.post(f"{part}/done").status_code == 200
    assert [file.kind for file in client.get(at).context["adding"]["files"]] == ["video"]
    assert not StoryFile.objects.exists(), "it is not sent before she says so"
    assert add(client, at).status_code == 302
    assert StoryFile.objects.get().kind == "video"
    assert not StoryDraft.objects.filter(token=parts.split("/")[3]).exists()


def test_what_is_not_ticked_is_not_sent(client: Client) -> None:
    at = address(client)
    story = Story.objects.get()
    bad = SimpleUploadedFile("x.mp4", b"\0\0\0\x18ftypisom" + bytes(90))
    answer = add(client, at, photo("a.jpg"), photo("b.jpg", (90, 60)), bad)
    assert answer.status_code == 422 and "x.mp4" in words_of(answer)
    assert not StoryFile.objects.exists(), "beside one that cannot be taken nothing goes off unseen"
    first, second = adding.gathered(adding.token_of(story))
    assert add(client, at, listed=[first.pk, second.pk], chosen=[second.pk]).status_code == 302
    assert [file.name for file in StoryFile.objects.all()] == ["b.jpg"]


def test_there_is_room_for_as_many_as_a_story_may_have(client: Client) -> None:
    at = address(client, enclosed=[photo(f"{n}.jpg", (60 + n, 60)) for n in range(limits.FILES - 1)])
    assert adding.room(Story.objects.get()) == 1
    answer = add(client, at, photo("a.jpg"), photo("b.jpg", (90, 60)))
    assert answer.status_code == 422 and f"ไม่เกิน {limits.FILES} ไฟล์" in words_of(answer)
    assert StoryFile.objects.count() == limits.FILES - 1
    assert StoryEvent.objects.filter(move="add_files").count() == 0
    first, second = answer.context["adding"]["files"]
    assert add(client, at, listed=[first.pk, second.pk], chosen=[first.pk]).status_code == 302
    assert "ส่งเพิ่มไม่ได้" in words_of(client.get(at))


def test_nothing_chosen_is_said_in_words(client: Client) -> None:
    answer = add(client, address(client))
    assert answer.status_code == 422 and "กรุณาเลือกรูป เสียง หรือวิดีโอ" in words_of(answer)


@pytest.mark.parametrize(
    ("move", "data"),
    [
        ("reject", {"reason": "twice", "note": "เราได้รับเรื่องเดียวกันนี้จากท่านแล้ว"}),
        ("take_down", {"why": "เจ้าของรูปขอมา"}),
        ("withdraw", {}),
    ],
)  # fmt: skip
def test_where_nobody_will_read_it_nothing_can_be_added(client: Client, move: str, data: dict[str, str]) -> None:
    at = address(client)
    if move == "take_down":
        moved()
    by = Actor.citizen("web") if move == "withdraw" else actor("dao")
    stories.move(Story.objects.get(), move, by=by, data=data)
    assert 'id="add"' not in words_of(client.get(at))
    assert add(client, at, photo()).status_code == 403
    assert (
        not StoryFile.objects.exists()
        and not StoryDraft.objects.filter(expires_at__gt=timezone.now(), files__isnull=False).exists()
    )


def test_somebody_was_quicker(client: Client) -> None:
    at = address(client)
    seen = str(Story.objects.get().version)
    moved()
    answer = client.post(f"{at}/add_files", {"add_files-seen": seen, "add_files-enclosed": photo()})
    assert answer.status_code == 409
    assert not StoryFile.objects.exists()
    assert [file.name for file in answer.context["adding"]["files"]] == ["ถนน.jpg"], (
        "what came is kept for the next press"
    )


def test_with_a_wrong_key_nothing_is_added(client: Client) -> None:
    at = address(client).rsplit("/", 1)[0] + "/AAAA-AAAA-AAAA-AAAA"
    assert add(client, at, photo()).status_code == 404
