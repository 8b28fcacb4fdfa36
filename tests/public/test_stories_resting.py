"""What judges are reading without names rests from everything that everybody can open, and comes back by itself."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

import judging
import showing
import storytelling as telling
import walking
from factories import MONDAY
from people import CITIZEN, actor, user
from sangsuk.common import ids
from sangsuk.insight.voices import periods, quotes, scopes
from sangsuk.stories import actions as moves
from sangsuk.stories.gallery import share
from sangsuk.stories.judging import deciding, reading, rounds
from sangsuk.stories.models import Assignment, Round, Story, StoryFile
from typefaces import needs_thai_font
from walking import Seen

pytestmark = pytest.mark.usefixtures("world", "disk", "unlimited")
WALKED = 2
LISTS = {
    "/stories", "/stories/feed.rss", "/stories/feed.atom", "/stories/feed.json", "/stories/open-data.csv", "/stories/open-data.json",
    "/stories/press-kit.zip", "/sitemap.xml", "/api/v1/stories",
}  # fmt: skip
KIT = "/stories/press-kit.zip?campaign=happy-2563"
TOLD_IN = periods.of_year(2564)
ENOUGH = "เรื่องที่พักไว้ตรวจนานพอแล้ว"


def told() -> list[Story]:
    """Ten stories with every consent; the first two have a photograph that everybody sees."""
    made = judging.stories(uses=showing.ALL)
    for n, story in enumerate(made[:WALKED]):
        photograph = showing.photograph(n)
        StoryFile.objects.create(
            story=story, sha256=photograph.sha256, kind="photo", suffix="jpg", size=photograph.size, width=64, height=48,
            name="IMG.jpg", alt=f"ภาพที่ {n}", added_at=MONDAY, passed_at=MONDAY,
        )  # fmt: skip
    return made


def signed(who: Any) -> Client:
    client = Client()
    client.force_login(user(who) if isinstance(who, str) else who)
    return client


def walked(client: Client, paths: list[str]) -> dict[str, Seen]:
    return {path: walking.seen(client, path) for path in paths}


def gives(seen: dict[str, Seen], marks: list[str]) -> set[str]:
    """The addresses in whose answer, whatever its status, one of these is to be read or seen. What stands in the address
    itself is repeated to her who asked, and does not count."""
    return {
        address
        for address, one in seen.items()
        for mark in marks
        if mark not in address and (mark in one.text or mark in one.digests)
    }


def marks_of(story: Story, n: int) -> list[str]:
    """Its title, words of its own, pen name, author, code, and the digests of its pictures."""
    pictures = [path.read_bytes() for path in _pictures(story)]
    digests = [digest for data in pictures for digest in walking._read(data)[1]]
    return [story.title_shown, judging.OWN[n], "ยายคำลับ", judging.AUTHOR.name, story.code, *digests]


def _pictures(story: Story) -> list[Path]:
    from sangsuk.stories.gallery import files

    return [
        share.kept(story),
        *(files.path_to(one, small=small) for one in story.files.all() for small in (False, True)),
    ]


def begin(told: list[Story]) -> Round:
    made = judging.begun()
    assert made.entries.count() == len(told)
    return made


def announced(made: Round) -> Round:
    over = reading.end(judging.scored(made), by=actor("dao"), now=MONDAY)
    deciding.decide(over, by=actor("dao"), now=MONDAY)
    over.refresh_from_db()
    return deciding.announce(over, by=actor("dao"), now=MONDAY)


@pytest.mark.slow
@needs_thai_font
def test_no_open_address_gives_anything_of_what_is_judged_and_all_comes_back_with_the_result() -> None:
    stories = told()
    marks = [mark for n, story in enumerate(stories[:WALKED]) for mark in marks_of(story, n)]
    paths = sorted({*walking.addresses(stories[:WALKED])})
    before = walked(Client(), paths)
    shown = gives(before, marks)
    assert shown >= LISTS and {f"/stories/{story.code}" for story in stories[:WALKED]} <= shown
    assert any("card.png" in path for path in shown) and any("/files/" in path for path in shown)

    made = begin(stories)
    late = telling.published(77, campaign="happy-2563", uses=("publish",), now=telling.CLOSED)
    paths += [f"/stories/rounds/{made.code}", f"/stories/rounds/{made.code}/record.json"]
    for client in (Client(), signed(judging.judge(2))):
        during = walked(client, paths)
        assert gives(during, marks) == set()
        assert "README.txt" in during[KIT].text and "announcement.txt" not in during[KIT].text
        assert during[f"/stories/{stories[0].code}"].status == 404
        assert late.code in during["/stories/feed.rss"].text and late.code in during["/sitemap.xml"].text
    stale = [path for path in shown if before[path].mark]
    assert len(stale) > 5
    assert [p for p in stale if walking.seen(Client(), p, **{"If-None-Match": before[p].mark}).status == 304] == []

    announced(made)
    after = walked(Client(), paths)
    assert shown <= gives(after, marks)
    assert "announcement.txt" in after[KIT].text
    assert after["/stories/feed.rss"].text.count("<item>") == len(stories) + 1


def test_search_by_words_of_a_packet_finds_nothing_in_gallery_feed_api_and_quotes() -> None:
    stories = told()
    assert stories[0].code in {one.code for one in quotes.of(scopes.COUNTRY, TOLD_IN)}
    made = begin(stories)
    packet = made.entries.get(story=stories[0])
    said = [word for word in packet.text.split() if len(word) > 12][:3]
    assert said
    for word in [*said, judging.OWN[0]]:
        for url in ("/stories", "/stories/feed.json", "/api/v1/stories"):
            answer = signed(judging.judge(2)).get(url, {"q": word})
            assert answer.status_code == 200
            assert stories[0].code not in answer.content.decode()
    assert quotes.of(scopes.COUNTRY, TOLD_IN) == []


def test_the_page_says_politely_that_it_comes_back_and_nothing_else() -> None:
    stories = told()
    begin(stories)
    url = reverse("public:one_story", args=[stories[0].code])
    reader = Client()
    thai = reader.get(url)
    reader.cookies["lang"] = "en"
    english = reader.get(url)
    assert thai.status_code == english.status_code == 404
    assert "จะนำกลับมาเมื่อประกาศผล" in thai.content.decode()
    assert "comes back when the result has been announced" in english.content.decode()
    assert "no-cache" in thai["Cache-Control"] and "ETag" not in thai
    answer = Client().get(f"/api/v1/stories/{stories[0].code}")
    assert answer.status_code == 404 and answer.json()["code"] == "resting"
    assert Client().get("/stories/NOTHING2").content != thai.content
    told_of = Client().post(f"{url}/report", {"reason": "harm", "text": "มีข้อมูลของฉัน"})
    assert (
        told_of.status_code == 302 and stories[0].title_shown not in Client().get(told_of["Location"]).content.decode()
    )


def test_her_own_page_says_so_in_one_sentence_and_lets_her_take_it_back() -> None:
    stories = told()
    her_page = reverse("public:my_story", args=[stories[0].code, ids.secret_key(stories[0].client_id)])
    assert "กำลังอยู่ระหว่างการอ่านของกรรมการ" not in Client().get(her_page).content.decode()
    made = begin(stories)
    page = Client().get(her_page).content.decode()
    assert "กำลังอยู่ระหว่างการอ่านของกรรมการ" in page and stories[0].texts.latest("no").title in page
    moves.move(Story.objects.get(pk=stories[0].pk), "withdraw", by=CITIZEN)
    assert "กำลังอยู่ระหว่างการอ่านของกรรมการ" not in Client().get(her_page).content.decode()
    over = announced(made)
    assert not Story.objects.published().filter(pk=stories[0].pk).exists()
    assert over.entries.filter(off_at=None).count() == len(stories) - 1


def test_the_office_and_the_moderators_go_on_as_always() -> None:
    stories = told()
    begin(stories)
    for who in ("malee", "dao"):
        assert Story.objects.visible_to(actor(who)).filter(pk=stories[0].pk).exists()
    page = signed("malee").get(reverse("desk:stories_answer", args=[stories[0].code]))
    assert page.status_code == 200 and stories[0].title_shown in page.content.decode()


def test_only_what_is_on_the_list_of_an_open_round_rests() -> None:
    stories = told()
    made = judging.listed(listed=5)
    assert Story.objects.resting().count() == 0  # the list can still be changed, and no judge has anything yet
    reading.begin(made, by=actor("dao"), now=MONDAY)
    assert set(Story.objects.resting()) == {one.story for one in made.entries.select_related("story")}
    assert Story.objects.published().count() == len(stories) - 5


def test_a_round_that_is_given_up_lets_its_stories_go_and_never_opens_a_mark() -> None:
    made = begin(told())
    one = Assignment.objects.filter(entry__round=made).select_related("juror").first()
    assert one is not None
    judging.scored(made)
    assert Story.objects.published().count() == 0
    url = reverse("desk:story_round_do", args=[made.code, "give_up"])
    assert signed("dao").post(url, {"reason": "สั้น"}).status_code == 422
    assert signed("malee").post(url, {"reason": ENOUGH}).status_code in (403, 404)
    assert signed("dao").post(url, {"reason": ENOUGH}).status_code == 302
    assert Story.objects.published().count() == 10
    made.refresh_from_db()
    assert made.state == "given_up" and made.seed_shown == ""
    page = signed("dao").get(reverse("desk:story_round", args=[made.code])).content.decode()
    assert "ยกเลิกก่อนปิดรอบ" in page and ENOUGH in page and "คะแนนปรับแล้ว" not in page
    assert signed("dao").get(reverse("desk:story_round_record", args=[made.code])).status_code == 403
    assert not Assignment.objects.visible_to(judging.judging(2)).exists()
    assert Client().get(f"/stories/rounds/{made.code}").status_code == 200
    assert signed("dao").post(url, {"reason": ENOUGH}).status_code == 403


def test_an_announcement_ends_the_campaigns_other_rounds_and_no_new_one_begins() -> None:
    told()
    first = judging.begun()
    second = reading.end(judging.scored(judging.begun(title="รอบสอง")), by=actor("dao"), now=MONDAY)
    deciding.decide(second, by=actor("dao"), now=MONDAY)
    second.refresh_from_db()
    deciding.announce(second, by=actor("dao"), now=MONDAY)
    first.refresh_from_db()
    assert first.state == "given_up" and first.events.filter(move="give_up").exists()
    assert Story.objects.published().count() == 10
    with pytest.raises(rounds.Refused) as refused:
        judging.new(title="รอบสาม")
    assert refused.value.code == "announced"
