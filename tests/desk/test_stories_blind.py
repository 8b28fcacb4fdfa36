"""Who judges reads at no desk what she reads without names, nor anything that hangs on it, whatever other post she has.

Every address of the desk is walked, with every number by which something of the story could be asked for. Somebody with the
same post who judges nothing walks the same way and finds it, so that what is not found is hidden and not only missing.
"""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

import answering
import judging
import showing
import storytelling as telling
import walking
from factories import MONDAY
from people import CITIZEN, actor
from sangsuk.accounts.models import User
from sangsuk.offices import actions as offices
from sangsuk.offices.models import Office
from sangsuk.stories.answers import rails
from sangsuk.stories.gallery import flags
from sangsuk.stories.judging import rounds
from sangsuk.stories.models import ImprovementItem, RingFlag, Round, SourcePost, Story, StoryText
from sangsuk.stories.recognition import people
from sangsuk.stories.sources import actions as sources
from sangsuk.stories.sources.posts import Post

pytestmark = pytest.mark.usefixtures("world", "disk", "unlimited")
WALKED = ("5001", "5002")
"""The offices of the two stories on which everything hangs: praise of the first, a complaint of the second."""
PARTS = ("stories", "recognition", "voices", "improvements", "cards")
"""Where something is asked for by the number of a row."""
SAID = {
    "flag": "ข้อทักท้วงเฉพาะเรื่อง",
    "answer": "คำตอบเฉพาะเรื่องนี้",
    "pledge": "คำมั่นเฉพาะเรื่องนี้",
    "asked": "คำตอบของคำถามโครงการเฉพาะเรื่อง",
}
PLACES = {
    "DOPA": {"/desk/stories/sources?state=claimed", "/desk/stories/flags", "/desk/stories/recognition/rings", "/desk/stories/answers?tab=all"},
    "5000": {"/desk/stories/flags", "/desk/stories/recognition?office=5001", "/desk/stories/recognition/year?office=5001&year=2564"},
    "5001": {"/desk/stories/recognition", "/desk/stories/recognition/mine"},
    "5002": {"/desk/improvements"},
    "MOI": {"/desk/stories/answers?tab=all"},
}  # fmt: skip
"""At least here somebody with that post finds something of the stories."""
ASKED = (
    "/desk/stories/sources?state=claimed", "/desk/stories/sources?state=asked", "/desk/stories/answers?tab=all", "/desk/stories/pledges?tab=all",
    "/desk/stories/recognition?office=5001", "/desk/stories/recognition/year?office=5001&year=2564", "/desk/improvements?shelf=late",
)  # fmt: skip


def told() -> list[Story]:
    """Ten stories; everything that can hang on one hangs on the first two."""
    made = judging.stories(uses=showing.ALL)
    praise, trouble = made[0], made[1]
    Story.objects.filter(pk=trouble.pk).update(tone="negative")
    StoryText.objects.filter(story__in=made[:2]).update(answers={"why": SAID["asked"]})
    for story in made[:2]:
        flags.flag(story, reason="harm", text=SAID["flag"], now=MONDAY)
    answering.answered(praise, text=f"{SAID['answer']} {answering.TEXT}")
    answering.pledge(praise, what=f"{SAID['pledge']} {answering.WHAT}")
    _posted(praise)
    for story in (trouble, telling.published(77, office="5002")):
        _improved(story)
    return made


def _posted(story: Story) -> None:
    post = Post(
        "facebook",
        "1234567",
        story.text_shown,
        datetime(2020, 12, 9, tzinfo=UTC),
        "https://www.facebook.com/dopa/posts/1234567",
    )
    sources.bring([post], by=actor("dao"), name="feed.json", any_words=True, now=MONDAY)
    SourcePost.objects.update(story=story, state="claimed")


def _praised(story: Story, user: User) -> None:
    row = people.match(story, name="นางสาวคนดี ยิ้มง่าย", position="เจ้าพนักงานปกครอง", by=actor("malee"), now=MONDAY)
    row.praised.user = user
    row.praised.save(update_fields=["user"])
    asked = RingFlag.objects.create(key="k", kind="same_words", offices=[story.office_id], found_at=MONDAY)
    asked.stories.add(story)


def _improved(story: Story) -> None:
    ImprovementItem.objects.update_or_create(
        story=story, defaults={"office_id": story.office_id, "province_code": story.province_code, "tone": "negative",
                               "said_at": MONDAY, "opened_at": MONDAY, "due_on": MONDAY.date(), "status": "waiting"},
    )  # fmt: skip


def marks_of(told: list[Story]) -> list[str]:
    """What is of the stories and of nothing else: titles, own words, codes, and what was said to them."""
    own = [mark for n, story in enumerate(told[:2]) for mark in (story.title_shown, judging.OWN[n], story.code)]
    return [*own, *SAID.values(), "facebook.com/dopa/posts/1234567"]


def case_of(story: Story) -> str:
    """The grievance that its author made of it in other words, in the hands of the province: where its story is asked for."""
    now = Story.objects.get(pk=story.pk)
    said = "อยากให้มีเก้าอี้และบัตรคิวหน้าห้องทะเบียน คนแก่จะได้ไม่ต้องยืนรอ"
    case = rails.become_case(now, description=said, accuses=True, identity="none", by=CITIZEN, now=MONDAY).case
    return f"/desk/stories/of-case/{case.number}"


def numbers_of(told: list[Story]) -> set[int]:
    """Of every row that hangs on one of the stories, directly or over another row."""
    found: dict[Any, set[int]] = {Story: {story.pk for story in told[:2]}}
    for _again in range(2):
        for model in apps.get_app_config("stories").get_models():
            for field in model._meta.get_fields():
                above = found.get(field.related_model) if field.concrete and field.is_relation else None
                if above:
                    found.setdefault(model, set()).update(
                        model.objects.filter(**{f"{field.name}__in": above}).values_list("pk", flat=True)
                    )
    beside = ImprovementItem.objects.values_list("pk", flat=True)
    return {int(pk) for pks in (*found.values(), beside) for pk in pks}


def paths_of(told: list[Story], made: Round, other: Round) -> list[str]:
    found, numbers = set(ASKED), numbers_of(told)
    for route in walking.every_route():
        if not route.startswith("desk/") or "sign-out" in route:
            continue
        if not walking.PART.search(route):
            found |= {f"/{route}", f"/{route}?q={judging.OWN[0]}"}
        elif "rounds/" in route:
            packets = made.entries.filter(story__in=told[:2]).values_list("packet", flat=True)
            for one in (made, other):
                filled = route.replace("<slug:code>", one.code)
                found |= {f"/{filled.replace('<slug:packet>', packet)}" for packet in packets}
        elif "<int:" in route and route.startswith(tuple(f"desk/{part}" for part in PARTS)):
            found |= {_filled(route, story, number) for story in told[:2] for number in numbers}
        else:
            found |= {address for story in told[:2] for address in walking._filled(route, story)}
    return sorted(path for path in found if not walking.PART.search(path))


def _filled(route: str, story: Story, number: int) -> str:
    return "/" + walking.PART.sub(lambda part: walking._part(part, story, number, story.code), route)


def gives(client: Client, paths: list[str], marks: list[str]) -> dict[str, set[str]]:
    """Which addresses tell which of the marks. What stands in the address itself is repeated to her who asked."""
    found = {}
    for path in paths:
        seen = walking.seen(client, path)
        if here := {mark for mark in marks if mark not in path and mark in seen.text}:
            found[path] = here
    return found


def signed(who: User, office: str, role: str) -> Client:
    offices.appoint(who, Office.objects.get(code=office), role)
    client = Client()
    client.force_login(who)
    return client


@pytest.mark.slow
@pytest.mark.parametrize(
    ("office", "role"), [("DOPA", "officer"), ("5000", "officer"), ("MOI", "executive"), ("5001", "chief"), ("5002", "officer")]
)  # fmt: skip
def test_nothing_of_a_packet_is_read_at_the_desk_of_its_judge(office: str, role: str) -> None:
    stories = told()
    _praised(stories[0], judging.judge(2))
    made = judging.begun()
    other = judging.new(title="รอบสอง")
    blind = set(made.entries.exclude(conflicts__juror__no="02").values_list("story", flat=True))
    assert {story.pk for story in stories[:2]} <= blind
    case = case_of(stories[1])
    paths, marks = [*paths_of(stories, made, other), case], marks_of(stories)
    hers = gives(signed(judging.judge(2), office, role), paths, marks)
    assert hers == {}
    nobody = User.objects.create(email="same-post@example.com", name="คนตำแหน่งเดียวกัน")
    people.Praised.objects.update(user=nobody)
    there = sorted(PLACES[office] | ({case} if office == "5000" else set()))
    assert list(gives(signed(nobody, office, role), there, marks)) == there
    rounds.give_up(made, reason="กรรมการไม่ครบองค์ประชุม", by=actor("dao"), now=MONDAY)
    people.Praised.objects.update(user=judging.judge(2))
    assert list(gives(signed(judging.judge(2), office, role), there, marks)) == there
