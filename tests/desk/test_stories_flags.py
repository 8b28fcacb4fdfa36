"""What readers report, at the desk: for moderators, never for the office that is spoken of."""

import pytest
from django.test import Client

import storytelling as telling
from people import STAFF, user
from sangsuk.stories.gallery import flags
from sangsuk.stories.models import StoryFlag

pytestmark = pytest.mark.usefixtures("world")
MODERATORS = {"dao", "nok", "prasit"}


@pytest.mark.parametrize("who", sorted(STAFF))
def test_who_reads_what_readers_report(client: Client, who: str) -> None:
    flags.flag(telling.published(), reason="harm", text="หลานฉันถูกล้อที่โรงเรียน")
    client.force_login(user(who))
    answer = client.get("/desk/stories/flags")
    sees = answer.status_code == 200 and "หลานฉันถูกล้อที่โรงเรียน" in answer.content.decode()
    assert sees is (who in MODERATORS)


def test_a_moderator_notes_what_she_found_and_it_waits_no_more(client: Client) -> None:
    flag = flags.flag(telling.published(), reason="private")
    client.force_login(user("dao"))
    at = f"/desk/stories/flags/{flag.pk}/seen"
    assert client.post(at, {"note": ""}).status_code == 422
    long = client.post(at, {"note": "ก" * 1001})
    assert (
        long.status_code == 422 and "ก" * 1001 in long.content.decode() and "ไม่เกิน 1000 ตัวอักษร" in long.content.decode()
    )
    assert client.post(at, {"note": "ปิดชื่อโรงเรียนแล้ว"}).status_code == 302
    assert StoryFlag.objects.get().seen_by == "ดาว กรมปกครอง"
    assert "ไม่มีข้อทักท้วงที่รออ่าน" in client.get("/desk/stories/flags").content.decode()


def test_another_office_can_not_note_anything(client: Client) -> None:
    flag = flags.flag(telling.published(), reason="private")
    for who in ("malee", "orn", "kanya"):
        client.force_login(user(who))
        assert client.post(f"/desk/stories/flags/{flag.pk}/seen", {"note": "ไม่มีอะไร"}).status_code in (403, 404)
    assert StoryFlag.objects.open().exists()
