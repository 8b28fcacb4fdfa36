"""A moderator reads a story, masks what must go, asks the author, decides; and what each person may open."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

import showing
import storytelling as telling
from factories import MONDAY
from people import CITIZEN, STAFF, actor, user
from sangsuk.stories import actions as stories
from sangsuk.stories.models import DutyTurn, Story, StoryEvent, StoryFile

pytestmark = pytest.mark.usefixtures("world")
Signed = Callable[[str], Any]

MODERATORS = {"dao", "nok", "prasit"}
NAMED = "ไปทำบัตรที่อำเภอ คุณสมศรี ใจงาม เจ้าหน้าที่ทะเบียน ดูแลดีมาก พูดเพราะ โทรถามได้ที่ 081-234-5678 ขอบคุณจริง ๆ"
DANGER = "ไปติดต่อมาสามรอบก็ไม่ได้เงิน หนี้ท่วมหัว ผมไม่อยากอยู่แล้ว"
QUEUE = "/desk/stories/moderation"


def shown(story: Story, **more: Any) -> dict[str, Any]:
    return {"version": story.version, "title_shown": telling.TITLE, "text_shown": telling.TEXT, "severity": 0} | more


@pytest.mark.parametrize("who", STAFF)
def test_who_opens_the_queue_and_a_story(at: Signed, who: str) -> None:
    story = telling.story(now=MONDAY)
    client = at(who)
    wanted = 200 if who in MODERATORS | {"orn"} else 403
    assert client.get(QUEUE).status_code == wanted
    found = client.get(f"{QUEUE}/{story.code}").status_code
    assert found == 200 if who in MODERATORS else found in (403, 404)


def test_another_province_does_not_find_it(at: Signed) -> None:
    story = telling.story(now=MONDAY)
    assert at("orn").get(f"{QUEUE}/{story.code}").status_code == 404
    assert story.code not in at("orn").get(QUEUE).content.decode()


@pytest.mark.parametrize("who", sorted(MODERATORS))
def test_a_moderator_never_sees_who_told_it(at: Signed, who: str) -> None:
    story = telling.story(now=MONDAY, uses=("publish", "name", "contact"))
    for address in (QUEUE, f"{QUEUE}/{story.code}"):
        page = at(who).get(address).content.decode()
        for secret in (telling.BUNMA.name, telling.BUNMA.phone, telling.BUNMA.email):
            assert secret not in page


def test_danger_stands_first_with_its_clock_and_help_lines(at: Signed) -> None:
    calm = telling.story(now=MONDAY)
    danger = telling.story(2, text=DANGER, tone="negative", now=MONDAY + timedelta(minutes=5))
    page = at("dao").get(QUEUE).content.decode()
    assert page.index(danger.code) < page.index(calm.code)
    one = at("dao").get(f"{QUEUE}/{danger.code}").content.decode()
    assert "1323" in one
    assert "ไม่อยากอยู่แล้ว" in one
    assert 'id="shown"' not in one  # nobody decides before the duty officer did something


def test_what_she_answered_beside_her_story_is_read_before_the_office_sees_it(at: Signed) -> None:
    """Danger in an answer calls the duty officer, who must then read it."""
    telling.campaign(questions=[{"code": "more", "th": "อยากบอกอะไรอีกไหม", "en": "Anything else?", "required": False}])
    story = telling.story(campaign="happy-2563", answers={"more": "ผมไม่อยากอยู่แล้ว"}, role_spoken_of="คนรับบัตรคิวหน้าประตู",
                          spoken_of="คุณสมหญิง", visited_on=date(2026, 11, 10), now=MONDAY)  # fmt: skip
    page = at("dao").get(f"{QUEUE}/{story.code}").content.decode()
    for said in ("อยากบอกอะไรอีกไหม", "ผมไม่อยากอยู่แล้ว", "คนรับบัตรคิวหน้าประตู คุณสมหญิง", "10 พฤศจิกายน 2569"):
        assert said in page
    passed = telling.published(2, role_spoken_of="คนรับบัตรคิวหน้าประตู", tone="negative", now=MONDAY)
    office = at("malee").get(f"/desk/stories/answers/{passed.code}").content.decode()
    assert telling.TEXT in office and "คนรับบัตรคิว" not in office


def test_what_is_found_is_marked_in_the_text_and_listed(at: Signed) -> None:
    story = telling.story(text=NAMED, now=MONDAY)
    page = at("dao").get(f"{QUEUE}/{story.code}").content.decode()
    assert '<mark class="found found--mask">คุณสมศรี ใจงาม เจ้าหน้าที่ทะเบียน<a' in page
    assert "ใช้ “เจ้าหน้าที่ทะเบียนท่านหนึ่ง” แทน" in page
    assert "<del>คุณสมศรี ใจงาม </del>" in page


def test_the_way_of_a_story_from_the_queue_to_the_public(at: Signed) -> None:
    story = telling.story(text=NAMED, now=MONDAY)
    client = at("dao")
    page = client.get(f"{QUEUE}/{story.code}").content.decode()
    keys = re.findall(r'name="m:([^"]+)" value="take" checked', page.replace("\n", ""))
    assert len(keys) == 2
    answered = client.post(
        f"{QUEUE}/{story.code}/marks",
        {f"m:{keys[0]}": "own", f"w:{keys[0]}": "พี่เจ้าหน้าที่คนหนึ่ง", f"m:{keys[1]}": "take"},
    )
    assert answered.status_code == 302
    page = client.get(f"{QUEUE}/{story.code}").content.decode()
    assert "พี่เจ้าหน้าที่คนหนึ่ง ดูแลดีมาก" in page
    story.refresh_from_db()
    bad = client.post(f"{QUEUE}/{story.code}/moves/publish", shown(story, text_shown=NAMED))
    assert bad.status_code == 422
    assert "ยังมีชื่อบุคคล" in bad.content.decode()
    good = client.post(f"{QUEUE}/{story.code}/moves/publish", shown(story))
    assert (good.status_code, good["Location"]) == (302, QUEUE)
    assert Story.objects.published().get().severity == 0
    assert [e.actor_name for e in StoryEvent.objects.filter(story=story, move="publish")] == [actor("dao").name]


def test_comparing_saves_nothing(at: Signed) -> None:
    story = telling.story(now=MONDAY)
    page = at("dao").post(f"{QUEUE}/{story.code}/compare", shown(story, text_shown="ยายได้บัตรใหม่ เจ้าหน้าที่ดูแลดี"))
    assert page.status_code == 200
    assert "<del>" in page.content.decode()
    story.refresh_from_db()
    assert (story.version, story.text_shown) == (1, "")


def test_two_who_decide_at_once_the_second_sees_the_fresh_page(at: Signed) -> None:
    story = telling.story(now=MONDAY)
    stories.move(story, "grade", by=actor("nok"), data={"lane": "careful"})
    late = at("dao").post(f"{QUEUE}/{story.code}/moves/publish", shown(story, version=1))
    assert late.status_code == 409
    assert f'name="version" value="{story.version}"' in late.content.decode()


def test_what_was_answered_to_other_words_is_not_kept(at: Signed) -> None:
    story = telling.story(now=MONDAY)
    stories.move(story, "grade", by=actor("nok"), data={"lane": "careful"})
    late = at("dao").post(f"{QUEUE}/{story.code}/marks", {"version": 1, "m:name-0-10": "not_it"})
    assert late.status_code == 409
    assert not StoryEvent.objects.filter(story=story, move="mark").exists()
    assert f'name="version" value="{story.version}"' in late.content.decode()


def test_rejected_with_a_reason_and_looked_at_by_another(at: Signed) -> None:
    story = telling.story(now=MONDAY)
    refused = at("dao").post(f"{QUEUE}/{story.code}/moves/reject", {"version": 1, "note": "ขอเล่าเพิ่มอีกนิด"})
    assert refused.status_code == 422
    done = at("dao").post(
        f"{QUEUE}/{story.code}/moves/reject", {"version": 1, "reason": "not_experience", "note": "ขอเล่าเพิ่มอีกนิดนะคะ"}
    )
    assert done.status_code == 302
    story.refresh_from_db()
    stories.move(story, "appeal", by=CITIZEN, data={"why": "เล่าครบแล้วค่ะ"})
    again = at("dao").post(f"{QUEUE}/{story.code}/moves/publish", shown(story))
    assert again.status_code == 403
    assert at("nok").post(f"{QUEUE}/{story.code}/moves/publish", shown(story)).status_code == 302


def test_the_duty_officer_writes_down_what_she_did(at: Signed) -> None:
    story = telling.story(text=DANGER, tone="negative", now=MONDAY)
    done = at("dao").post(f"{QUEUE}/{story.code}/moves/duty", {"version": 1, "done": "แจ้ง 1669 และส่งข้อความแล้ว"})
    assert done.status_code == 302
    assert "แจ้ง 1669 และส่งข้อความแล้ว" in at("dao").get(f"{QUEUE}/{story.code}").content.decode()


def test_taken_down_and_brought_back(at: Signed) -> None:
    story = telling.published()
    down = {"version": story.version, "reason": "td.person", "why": "ผู้ถูกกล่าวถึงขอ"}
    assert at("nok").post(f"{QUEUE}/{story.code}/moves/take_down", down).status_code == 302
    assert not Story.objects.published().exists()
    story.refresh_from_db()
    back = {"version": story.version, "why": "ตรวจแล้วไม่ใช่คนเดียวกัน"}
    assert at("dao").post(f"{QUEUE}/{story.code}/moves/restore", back).status_code == 302


def test_the_roster_is_of_ones_own_office(at: Signed) -> None:
    who = user("dao").pk
    given = {"user": who, "from_on": "2026-11-16", "from_time": "08:30", "to_on": "2026-11-17", "to_time": "08:30"}
    client = at("dao")
    assert client.post(f"{QUEUE}/duty", given).status_code == 302
    assert client.post(f"{QUEUE}/duty", given | {"to_on": "2026-11-15"}).status_code == 422
    assert client.post(f"{QUEUE}/duty", given | {"user": user("prasit").pk}).status_code == 422
    turn = DutyTurn.objects.get()
    assert at("prasit").post(f"{QUEUE}/duty/{turn.pk}/end").status_code == 403
    assert client.post(f"{QUEUE}/duty/{turn.pk}/end").status_code == 302
    assert at("malee").get(f"{QUEUE}/duty").status_code == 403


def test_the_queue_costs_the_same_for_two_and_for_thirty(at: Signed, django_assert_max_num_queries: Any) -> None:
    client = at("dao")
    telling.story(now=MONDAY)
    client.get(QUEUE)
    for n in range(2, 34):
        telling.story(n, now=MONDAY)
    with django_assert_max_num_queries(9):
        page = client.get(QUEUE)
    assert "cursor=" in page.content.decode()
    second = re.search(r'rel="next" href="([^"]+)"', page.content.decode())
    assert second
    assert client.get(second[1].replace("&amp;", "&")).status_code == 200


def test_a_moderator_sees_the_pictures_and_passes_those_that_may_be_shown(at: Signed) -> None:
    story = telling.story(
        now=MONDAY, files=(showing.photograph(1), showing.photograph(2)), uses=("publish", "photograph")
    )
    first, second = StoryFile.objects.filter(story=story).order_by("id")
    client = at("dao")
    page = client.get(f"{QUEUE}/{story.code}").content.decode()
    assert f"{QUEUE}/{story.code}/files/{first.pk}?still" in page
    seen = client.get(f"{QUEUE}/{story.code}/files/{first.pk}")
    assert (seen.status_code, seen["Content-Type"]) == (200, "image/jpeg")
    assert "sandbox" in seen["Content-Security-Policy"]
    assert b"".join(seen.streaming_content)
    assert client.get(f"{QUEUE}/{story.code}/files/{second.pk + 99}").status_code == 404
    assert at("malee").get(f"{QUEUE}/{story.code}/files/{first.pk}").status_code in (403, 404)
    assert client.post(f"{QUEUE}/{story.code}/moves/publish", shown(story, files=str(first.pk))).status_code == 302
    assert [one.passed_at is not None for one in StoryFile.objects.filter(story=story).order_by("id")] == [True, False]


def test_an_odd_sign_of_how_it_came_in_is_seen_and_refuses_nothing(at: Signed) -> None:
    plain = telling.story(1, now=MONDAY)
    odd = telling.story(2, signs=("trap", "same_words", "unheard-of"), now=MONDAY)
    page = at("dao").get(QUEUE).content.decode()
    assert f"เวรขณะนี้: {actor('dao').name}" in page
    assert page.count("อาจส่งด้วยโปรแกรม") == 1
    assert "ช่องที่คนมองไม่เห็นถูกกรอก · ข้อความเดียวกันเข้ามาหลายครั้ง" in page
    assert "อาจส่งด้วยโปรแกรม" in at("dao").get(f"{QUEUE}/{odd.code}").content.decode()
    assert "อาจส่งด้วยโปรแกรม" not in at("dao").get(f"{QUEUE}/{plain.code}").content.decode()
    assert (odd.status, odd.lane, odd.due_at) == (plain.status, plain.lane, plain.due_at)
    assert telling.pass_on(odd).status == "published"


def test_a_pen_name_that_tells_who_it_is_stands_in_the_list_of_what_was_found(at: Signed) -> None:
    story = telling.story(pen_name="โทร 081-234-5678", now=MONDAY)
    page = at("dao").get(f"{QUEUE}/{story.code}").content.decode()
    assert "นามปากกามีเบอร์ เลข หรือที่อยู่ที่บอกว่าเป็นใคร" in page
    key = re.findall(r'name="m:(pen_name-[^"]+)" value="not_it"', page)[0]
    assert at("dao").post(f"{QUEUE}/{story.code}/marks", {f"m:{key}": "not_it"}).status_code == 302
    assert telling.pass_on(Story.objects.get(pk=story.pk)).author_shown == "โทร 081-234-5678"


def test_files_that_were_added_later_are_found_and_decided(at: Signed) -> None:
    story = telling.published(now=MONDAY, uses=("publish", "photograph"))
    known = {"kind": "photo", "suffix": "jpg", "size": 9, "story": story}
    old = StoryFile.objects.create(sha256="a" * 64, name="ก่อน.jpg", added_at=MONDAY - timedelta(days=1), **known)
    good, bad = (
        StoryFile.objects.create(sha256=sign * 64, name=f"{sign}.jpg", added_at=MONDAY + timedelta(hours=1), **known)
        for sign in "bc"
    )
    client, page = at("dao"), f"{QUEUE}/{story.code}"
    assert story.code in client.get(f"{QUEUE}?lane=files").content.decode()
    assert story.code not in client.get(QUEUE).content.decode()
    assert client.get(page).context["unread"] == [good, bad]
    assert client.post(f"{page}/moves/pass_files", {"version": story.version, "files": [good.pk]}).status_code == 302
    assert list(StoryFile.objects.exclude(passed_at=None)) == [good]
    assert list(StoryFile.objects.exclude(removed_at=None)) == [bad]
    assert client.get(page).context["unread"] == []
    assert story.code not in client.get(f"{QUEUE}?lane=files").content.decode()
    old.refresh_from_db()
    assert old.passed_at is None, "what was not passed with the story is not asked for again"
