"""The department brings posts in and asks their authors; nobody else sees that they are there."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

import storytelling as telling
from people import STAFF, user
from sangsuk.stories import consents
from sangsuk.stories.models import SourcePost, Story

pytestmark = pytest.mark.usefixtures("world")
TEXT = "ไปทำบัตรที่อำเภอแม่ริม เจ้าหน้าที่ใจดีมาก ยกเก้าอี้ให้ยายนั่ง #สุขนี้ที่อำเภอ"
GRAPH = {
    "data": [
        {"id": "55_1", "created_time": "2020-12-09T03:00:00+0000", "message": TEXT, "from": {"id": "7", "name": "คำ"}}
    ]
}


def signed_in(who: str) -> Client:
    client = Client()
    client.force_login(user(who))
    return client


def brought(client: Client) -> SourcePost:
    telling.campaign()
    file = SimpleUploadedFile("feed.json", json.dumps(GRAPH).encode())
    said = client.post(reverse("desk:story_bring"), {"how": "file", "file": file}, follow=True)
    assert "นำเข้าใหม่ 1 โพสต์" in said.content.decode()
    return SourcePost.objects.get()


def matched(client: Client, post: SourcePost, **changes: str) -> str:
    page = client.get(reverse("desk:story_source", args=[post.pk])).content.decode()
    assert '<option value="5007" selected>' in page
    given = {
        "office": "5007",
        "title": "เก้าอี้ของยาย",
        "tone": "positive",
        "text": "ไปทำบัตรแล้วมีเก้าอี้ให้ยายนั่ง ใจดีมาก",
    } | changes
    return client.post(reverse("desk:story_source", args=[post.pk]), given).content.decode()


def test_from_the_file_to_the_authors_yes() -> None:
    desk = signed_in("dao")
    said = matched(desk, brought(desk))
    link = re.search(r"/stories/claim/[\w-]+", said)
    assert link is not None
    hers = Client().get(link[0]).content.decode()
    assert "เก้าอี้ของยาย" in hers and "คำ</" not in hers and "checked" not in hers and 'id="notice"' in hers
    answered = Client().post(link[0], {"answer": "yes", "publish": "on"}).content.decode()
    story = Story.objects.get()
    assert story.code in answered and re.search(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){3}", answered)
    assert (story.status, consents.allowed(story)) == ("received", {"publish"})
    assert Client().get(link[0]).status_code == 404


def test_her_no_forgets_it() -> None:
    desk = signed_in("dao")
    link = re.search(r"/stories/claim/[\w-]+", matched(desk, brought(desk)))
    assert link is not None
    assert "ลบเรื่องนี้แล้ว" in Client().post(link[0], {"answer": "no"}).content.decode()
    assert "แม่ริม" not in desk.get(reverse("desk:story_source", args=[SourcePost.objects.get().pk])).content.decode()


def test_what_is_wrong_is_said_and_what_was_typed_stays() -> None:
    desk = signed_in("dao")
    post = brought(desk)
    said = matched(desk, post, office="", title="ชื่อที่พิมพ์แล้ว")
    assert "กรุณาเลือกอำเภอ" in said and "ชื่อที่พิมพ์แล้ว" in said
    link = desk.post(
        reverse("desk:story_bring"),
        {"how": "link", "link": "https://x.example/1", "text": "ข้อความ", "posted_on": "9/12/2563"},
    )
    assert link.status_code == 422 and "ข้อความ</textarea>" in link.content.decode()
    day = desk.post(
        reverse("desk:story_bring"),
        {"how": "link", "link": "https://x.example/1", "text": "ข้อความ", "posted_on": "9/12/2020"},
    )
    assert "ปีพุทธศักราช" in day.content.decode()
    assert desk.post(reverse("desk:story_bring"), {"how": "file"}).status_code == 422


def test_a_pasted_link_comes_in_without_a_hashtag() -> None:
    desk = signed_in("dao")
    given = {
        "how": "link",
        "link": "https://www.facebook.com/dopa/posts/1234567890",
        "text": "เล่าเรื่องอำเภอ",
        "posted_on": "9/12/2563",
    }
    for _twice in range(2):
        desk.post(reverse("desk:story_bring"), given)
    assert SourcePost.objects.get().post_id == "1234567890"


@pytest.mark.parametrize("who", sorted(STAFF))
def test_who_opens_the_posts(who: str) -> None:
    post = brought(signed_in("dao"))
    client = signed_in(who)
    expected = {200} if who in ("dao", "nok") else {403}
    for name, args in (("story_sources", []), ("story_bring", []), ("story_source", [post.pk])):
        assert {client.get(reverse(f"desk:{name}", args=args)).status_code} == expected, name
    home = {200} if who not in ("preecha", "chaba", "daranee", "uthai", "wichai") else {403}
    assert {client.get(reverse("desk:stories")).status_code} == home
