"""The author's own page: what happened to her story in words, what she allows, taking it back; with the key or in her list."""

from typing import Any

import pytest
from django.test import Client

from people import actor
from sangsuk.stories import actions as stories
from sangsuk.stories import consents, mine, queries, words
from sangsuk.stories.models import Story
from storytelling import PASSED, TEXT

from .telling import text as words_of
from .writing import mine as address

DAO = "dao"


def passed(name: str = "publish", **data: Any) -> Story:
    return stories.move(Story.objects.get(), name, by=actor(DAO), data=PASSED | data)


def post(client: Client, at: str, move: str, **given: str) -> Any:
    seen = str(Story.objects.get().version)
    return client.post(f"{at}/{move}", {f"{move}-seen": seen} | {f"{move}-{k}": v for k, v in given.items()})


def test_number_and_key_open_it_and_neither_alone(client: Client) -> None:
    at = address(client)
    code, key = at.split("/")[-2:]
    assert client.get(at).status_code == 200
    assert client.get(f"/stories/mine/{code}/AAAA-AAAA-AAAA-AAAA").status_code == 404
    assert client.get(f"/stories/mine/ZZZZZZZZ/{key}").status_code == 404
    answer = client.post("/stories/mine", {"code": code.lower(), "key": key.replace("-", " ").lower()})
    assert answer["Location"] == at
    assert client.post("/stories/mine", {"code": code, "key": "AAAA"}).status_code == 404


def test_her_page_is_kept_by_nobody_and_found_by_nobody(client: Client) -> None:
    answer = client.get(address(client))
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("publish", {}, "ทุกคนอ่านเรื่องนี้ได้แล้ว"), ("keep", {}, "ที่ว่าการอำเภอได้อ่านเรื่องนี้"),
        ("ask", {"note": "ขอเปลี่ยนชื่อหมู่บ้านเป็นคำกว้าง ๆ ได้ไหม"}, "ขอเปลี่ยนชื่อหมู่บ้าน"),
    ],
)  # fmt: skip
def test_what_happened_stands_there_in_words(client: Client, name: str, data: dict[str, str], said: str) -> None:
    at = address(client)
    passed(name, **data)
    assert said in words_of(client.get(at))


def test_what_she_answered_beside_it_stands_there_too(client: Client) -> None:
    at = address(client, about={"role_spoken_of": "คนรับบัตรคิวหน้าประตู", "flagship": "f2564_06"})
    page = words_of(client.get(at))
    assert "คนรับบัตรคิวหน้าประตู" in page and "อำเภอวิถีใหม่" in page


def test_she_takes_the_proposed_words_or_writes_her_own(client: Client) -> None:
    at = address(client)
    passed("ask", note="ช่วยดูถ้อยคำนี้หน่อย", text_shown="ยายเล่าถึงเจ้าหน้าที่ที่ช่วยเหลือยายอย่างดี")
    page = client.get(at)
    assert "ยายเล่าถึงเจ้าหน้าที่ที่ช่วยเหลือยายอย่างดี" in words_of(page)
    assert post(client, at, "accept_wording").status_code == 302
    assert Story.objects.get().status == words.RECEIVED
    assert post(client, at, "reword", title="ชื่อใหม่", text=TEXT + " เพิ่มอีกนิด").status_code == 302
    assert queries.told(Story.objects.get()).text.endswith("เพิ่มอีกนิด")


def test_what_she_allows_changes_use_by_use_and_at_once(client: Client) -> None:
    at = address(client)
    passed()
    assert post(client, at, "consent", quote="on").status_code == 302
    story = Story.objects.get()
    assert consents.allowed(story) == {"quote"}
    assert story.status == words.KEPT, "she took back that it may be published"
    assert not Story.objects.published().exists()


def test_taking_it_back_asks_once_and_then_nothing_is_shown(client: Client) -> None:
    at = address(client)
    passed()
    assert post(client, at, "withdraw").status_code == 422
    answer = post(client, at, "withdraw", sure="on")
    assert answer.status_code == 302
    assert "ท่านถอนเรื่องเล่านี้แล้ว" in words_of(client.get(answer["Location"]))
    assert not Story.objects.published().exists() and consents.allowed(Story.objects.get()) == frozenset()


def test_a_refused_story_says_why_and_how_to_go_on(client: Client) -> None:
    at = address(client)
    reason = "advertising"
    from sangsuk.stories.models import ModerationReason

    reason = ModerationReason.objects.filter(use="reject").values_list("code", flat=True).first() or reason
    stories.move(Story.objects.get(), "reject", by=actor(DAO), data={"reason": reason, "note": "เรื่องนี้เป็นโฆษณาขายของ"})
    assert "เรื่องนี้เป็นโฆษณาขายของ" in words_of(client.get(at))
    assert post(client, at, "appeal", why="ไม่ใช่โฆษณา เป็นเรื่องจริงของยาย").status_code == 302
    assert Story.objects.get().status == words.RECEIVED


def test_somebody_was_quicker_and_what_she_wrote_stays(client: Client) -> None:
    at = address(client)
    old = Story.objects.get().version
    passed("ask", note="ช่วยดูถ้อยคำนี้หน่อย")
    answer = client.post(f"{at}/reword", {"reword-seen": old, "reword-title": "ชื่อใหม่", "reword-text": TEXT + " ใหม่"})
    assert answer.status_code == 409
    assert f"{TEXT} ใหม่" in words_of(answer)


@pytest.mark.parametrize("move", ["publish", "reject", "take_down", "grade", "nonsense"])
def test_a_moderators_move_is_not_hers(client: Client, move: str) -> None:
    assert post(client, address(client), move).status_code == 404


@pytest.mark.parametrize("move", ["withdraw", "consent", "reword"])
def test_with_a_wrong_key_nothing_moves(client: Client, move: str) -> None:
    at = address(client).rsplit("/", 1)[0] + "/AAAA-AAAA-AAAA-AAAA"
    assert post(client, at, move, sure="on", title="ชื่อใหม่", text=TEXT).status_code == 404
    assert Story.objects.get().version == 1


def test_a_page_left_open_changes_nothing(client: Client, guarded: Client) -> None:
    at = address(client)
    assert post(guarded, at, "withdraw", sure="on").status_code == 403
    assert Story.objects.get().status == words.RECEIVED


def test_without_a_sign_in_nobody_opens_it_from_a_list(client: Client) -> None:
    code = address(client).split("/")[-2]
    assert client.get(f"/me/stories/{code}").status_code == 302
    assert mine.stories(1) == []
