"""The gallery, one story, what may be taken away, and who is heard: the pages as everybody gets them."""

import csv
import io
import json
import xml.etree.ElementTree as ET
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

import judging
import showing
import storytelling as telling
from factories import MONDAY
from people import CITIZEN, actor, user
from sangsuk.common.models import LimitRule
from sangsuk.offices.actor import Actor
from sangsuk.privacy.retention.executors import EXECUTORS, Doing
from sangsuk.stories import actions as stories
from sangsuk.stories import forgetting
from sangsuk.stories.gallery import flags, shelf
from sangsuk.stories.models import Story, StoryFile, StoryFlag
from typefaces import needs_thai_font

pytestmark = pytest.mark.usefixtures("world")


@needs_thai_font
def test_every_address_of_a_published_story_answers(client: Client) -> None:
    telling.campaign()
    story = showing.shown(campaign="happy-2563")
    file = story.files.get().pk
    for path in ("", "/feed.rss", "/feed.atom", "/feed.json", "/open-data.csv", "/open-data.json", "/press", "/press-kit.zip",
                 "/campaigns/happy-2563/numbers", f"/{story.code}", f"/{story.code}/card.png",
                 f"/{story.code}/files/{file}", f"/{story.code}/files/{file}/small"):  # fmt: skip
        answer = client.get("/stories" + path)
        assert answer.getvalue()
        assert answer.status_code == 200, path
    assert client.get("/sitemap.xml").status_code == 200


FOUND = [
    ("", 3), ("?region=north", 2), ("?region=south", 0), ("?province=50", 2), ("?office=5002", 1), ("?tone=negative", 1),
    ("?expectation=below", 1), ("?theme=character", 1), ("?service=office", 1), ("?campaign=happy-2563", 1), ("?campaign=none", 0),
    ("?flagship=f2564_04", 1), ("?flagship=f2564_05", 0),
    ("?q=บัตร", 2), ("?q=บัตรใหม่+ทะเบียน", 1), ("?q=เครื่องบิน", 0), ("?q=%00", 0), ("?q=...", 0), ("?tone=negative&q=บัตร", 0),
]  # fmt: skip


@pytest.mark.parametrize(("query", "many"), FOUND)
def test_the_gallery_is_narrowed_and_found_by_words(client: Client, query: str, many: int) -> None:
    telling.campaign()
    telling.published(1, campaign="happy-2563")
    telling.published(2, office="5002", theme="character", flagship="f2564_04",
                      passed={"text_shown": "ยืนยันตัวตนบัตรหาย เขาช่วยแจ้งความ"})  # fmt: skip
    telling.published(3, office="3001", tone="negative", expectation="below", service="office",
                      passed={"title_shown": "รอนานมาก", "text_shown": "รอครึ่งวันโดยไม่มีใครบอกอะไร"})  # fmt: skip
    telling.story(4)
    body = client.get(f"/stories{query}").content.decode()
    assert body.count('<article class="tale">') == many
    if "%00" not in query:
        assert len(client.get(f"/api/v1/stories{query}").json()["items"]) == many


@pytest.mark.parametrize("query", [
    "?region=x", "?province=99", "?office=9999", "?tone=angry", "?expectation=much", "?flagship=f2564_11", "?theme=money", "?service=post", "?after=zzz",
    "?after=WyIyMDI2LTAxLTAxIiwgMV0", "?campaign=%00",
])  # fmt: skip
def test_what_nobody_could_mean_is_refused_in_words(client: Client, query: str) -> None:
    assert client.get(f"/stories{query}").status_code == 422
    assert client.get(f"/api/v1/stories{query}").status_code == 422
    if "after" not in query:
        assert client.get(f"/stories/feed.rss{query}").status_code == 422


def test_page_after_page_nobody_is_missed_or_met_twice(client: Client) -> None:
    for n in range(1, 46):
        telling.published(n, now=MONDAY + timedelta(minutes=n // 3))
    seen, cursor = list[str](), ""
    while cursor is not None:
        got = client.get("/api/v1/stories", {"after": cursor}).json()
        seen += [one["code"] for one in got["items"]]
        cursor = got["next"]
    assert seen == list(Story.objects.order_by("-published_at", "-id").values_list("code", flat=True))


def test_a_page_costs_the_same_for_two_stories_and_for_twenty(client: Client, django_assert_num_queries: Any) -> None:
    telling.campaign()
    for n in range(1, 3):
        showing.shown(n, campaign="happy-2563")
    client.get("/stories")
    with django_assert_num_queries(8):
        client.get("/stories?region=north")
    for n in range(3, 21):
        showing.shown(n, campaign="happy-2563")
    with django_assert_num_queries(8):
        client.get("/stories?region=north")


@pytest.mark.parametrize("status", ["received", "kept", "rejected", "taken_down", "withdrawn"])
def test_what_is_not_published_is_not_there_for_anybody(client: Client, status: str) -> None:
    story = telling.story(uses=("contact",) if status == "kept" else ("publish",))
    dao = actor("dao")
    if status == "kept":
        stories.move(story, "keep", by=dao, data=telling.PASSED)
    elif status == "rejected":
        stories.move(story, "reject", by=dao, data={"reason": "advert", "note": "เรื่องนี้เป็นการโฆษณา"})
    elif status in ("taken_down", "withdrawn"):
        telling.pass_on(story)
        deed = ("take_down", dao) if status == "taken_down" else ("withdraw", CITIZEN)
        stories.move(story, deed[0], by=deed[1], data={"why": "ผู้ถูกกล่าวถึงขอให้นำออก"})
    for path in ("", "/card.png", "/report", "/files/1"):
        assert client.get(f"/stories/{story.code}{path}", follow=True).status_code == 404
    once_read = status in ("taken_down", "withdrawn")
    assert client.post(f"/stories/{story.code}/report", {"reason": "harm"}).status_code == (302 if once_read else 404)
    assert StoryFlag.objects.count() == once_read
    assert client.get(f"/api/v1/stories/{story.code}").status_code == 404
    assert story.code not in client.get("/stories").content.decode()


@pytest.mark.parametrize("change", ["passed_at", "removed_at", "consent", "other story"])
def test_a_file_is_given_only_while_all_agree(client: Client, change: str) -> None:
    story, other = showing.shown(1), showing.shown(2)
    file = story.files.get()
    address = f"/stories/{story.code}/files/{file.pk}"
    first = client.get(address)
    assert first.getvalue() and first.status_code == 200
    if change == "passed_at":
        StoryFile.objects.filter(pk=file.pk).update(passed_at=None)
    elif change == "removed_at":
        StoryFile.objects.filter(pk=file.pk).update(removed_at=MONDAY)
    elif change == "consent":
        stories.move(story, "consent", by=CITIZEN, data={"uses": {"photograph": False}})
    else:
        address = f"/stories/{other.code}/files/{file.pk}"
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 404


def test_small_letters_lead_to_the_story_and_the_page_names_its_true_address(client: Client) -> None:
    story = telling.published()
    answer = client.get(f"/stories/{story.code.lower()}")
    assert answer["Location"] == f"/stories/{story.code}"
    assert (
        f'<link rel="canonical" href="http://127.0.0.1:9/stories/{story.code}">'
        in client.get(answer["Location"]).content.decode()
    )


def test_words_go_out_only_where_she_lets_us_quote_them(client: Client) -> None:
    telling.published(1, uses=("publish",))
    telling.published(2, uses=("publish", "quote"), passed={"text_shown": "ยกไปเล่าต่อได้เลยค่ะ ยายยินดี"})
    for path in ("feed.rss", "feed.atom", "feed.json"):
        body = client.get(f"/stories/{path}").content.decode()
        assert ("ยกไปเล่าต่อได้เลย" in body, "เดินไม่ค่อยไหว" in body) == (True, False)
    with zipfile.ZipFile(io.BytesIO(client.get("/stories/press-kit.zip").getvalue())) as kit:
        assert len(list(csv.reader(io.StringIO(kit.read("quotes.csv").decode("utf-8-sig"))))) == 2


def test_feeds_are_what_readers_of_feeds_expect(client: Client) -> None:
    telling.published(1, passed={"title_shown": "ใหญ่ < เล็ก & \x0b“ดี”"})
    rss = ET.fromstring(client.get("/stories/feed.rss?province=50").content)  # noqa: S314 - our own
    atom = ET.fromstring(client.get("/stories/feed.atom").content)  # noqa: S314 - our own
    feed = json.loads(client.get("/stories/feed.json").content)
    assert rss.findtext("channel/item/title") == "ใหญ่ < เล็ก & “ดี”"
    assert rss.findtext("channel/title") == "เรื่องเล่าถึงจังหวัดเชียงใหม่"
    assert atom.findtext("{*}entry/{*}title") == "ใหญ่ < เล็ก & “ดี”"
    assert (feed["version"], len(feed["items"])) == ("https://jsonfeed.org/version/1.1", 1)
    ET.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own


def test_a_feed_keeps_the_rules_of_its_format(client: Client) -> None:
    """As validator.w3.org/feed asks: absolute links, ids that stay, dates in their form, the feed's own address without what we do not know."""
    code = telling.published(1, uses=("publish", "quote")).code
    rss = ET.fromstring(client.get("/stories/feed.rss?province=50&utm=x").content)  # noqa: S314 - our own
    atom = ET.fromstring(client.get("/stories/feed.atom").content)  # noqa: S314 - our own
    feed = json.loads(client.get("/stories/feed.json").content)
    address = f"{settings.SITE_URL}/stories/{code}"
    assert rss.findtext("channel/link") == f"{settings.SITE_URL}/stories?province=50"
    assert (
        rss.find("channel/{http://www.w3.org/2005/Atom}link").get("href")
        == f"{settings.SITE_URL}/stories/feed.rss?province=50"
    )  # type: ignore[union-attr]
    assert (rss.findtext("channel/item/guid"), rss.findtext("channel/item/link")) == (address, address)
    assert (
        rss.findtext("channel/item/pubDate") == rss.findtext("channel/lastBuildDate") == "Mon, 16 Nov 2026 03:00:00 GMT"
    )
    assert (
        atom.findtext("{*}entry/{*}id") == address
        and atom.findtext("{*}id") == f"{settings.SITE_URL}/stories/feed.atom"
    )
    assert atom.findtext("{*}updated") == atom.findtext("{*}entry/{*}published") == "2026-11-16T03:00:00+00:00"
    assert (feed["items"][0]["id"], feed["items"][0]["url"], feed["feed_url"]) == (
        address,
        address,
        f"{settings.SITE_URL}/stories/feed.json",
    )


def test_the_map_of_the_site_has_every_page_that_anybody_may_find(client: Client) -> None:
    telling.campaign()
    code = telling.published(1).code
    body = client.get("/sitemap.xml").content.decode()
    for path in ("/", "/stories", "/voices", "/c", "/stories/press", "/stories/campaigns/happy-2563", "/stories/campaigns/happy-2563/numbers",
                 f"/stories/{code}"):  # fmt: skip
        assert f"<loc>{settings.SITE_URL}{path}</loc>" in body
        assert client.get(path).status_code == 200


def test_open_data_hold_no_words_of_hers_and_nobodys_name(client: Client) -> None:
    telling.published(uses=("publish", "name", "quote"))
    for path in ("open-data.csv", "open-data.json"):
        body = client.get(f"/stories/{path}").content.decode()
        assert "ที่ว่าการอำเภอเมืองเชียงใหม่" in body
        assert not any(word in body for word in ("บุญมา", "ยายคำ", telling.TITLE, "เดินไม่ค่อยไหว"))


def test_a_citizens_words_are_no_formula_of_a_spreadsheet(client: Client) -> None:
    telling.published(uses=("publish", "quote"), passed={"text_shown": '=HYPERLINK("http://x.example") เรื่องของฉันเอง'})
    with zipfile.ZipFile(io.BytesIO(client.get("/stories/press-kit.zip").getvalue())) as kit:
        assert "'=HYPERLINK" in kit.read("quotes.csv").decode()


def test_a_reader_says_that_a_story_harms_somebody_and_a_moderator_reads_it(client: Client) -> None:
    story = telling.published()
    answer = client.post(f"/stories/{story.code}/report", {"reason": "harm", "text": "หลานฉันถูกล้อ"}, follow=True)
    assert "ขอบคุณที่บอกเรา" in answer.content.decode()
    flag = StoryFlag.objects.get()
    assert [one.text for one in flags.waiting(actor("dao"))] == ["หลานฉันถูกล้อ"]
    assert flags.waiting(actor("prasit")) == [flag]
    for who in ("malee", "suda", "orn", "kanya", "jinda"):
        assert flags.waiting(actor(who)) == []
    flags.seen(flag.pk, by=actor("dao"), note="อ่านแล้ว ไม่พบข้อมูลส่วนตัว")
    assert flags.waiting(actor("dao")) == []


@pytest.mark.parametrize(("sent", "status"), [
    ({}, 422), ({"reason": "angry"}, 422), ({"reason": "other"}, 422), ({"reason": "harm", "text": "ก" * 1001}, 422),
    ({"reason": "harm", "website": "http://spam.example"}, 302),
])  # fmt: skip
def test_a_report_without_reason_or_by_a_program_is_not_kept(client: Client, sent: dict[str, str], status: int) -> None:
    story = telling.published()
    assert client.post(f"/stories/{story.code}/report", sent).status_code == status
    assert not StoryFlag.objects.exists()


WROTE = "หลานฉันถูกล้อที่โรงเรียนเพราะเรื่องนี้ ช่วยนำชื่อหมู่บ้านออก"


@pytest.mark.parametrize("meanwhile", ["judged", "withdrawn", "taken_down"])
def test_what_a_reader_reports_is_kept_although_the_story_is_not_shown_meanwhile(
    client: Client, meanwhile: str
) -> None:
    story = judging.stories()[0]
    address, title = f"/stories/{story.code}/report", story.title_shown
    if meanwhile == "judged":
        judging.begun()
    else:
        deed, by = ("withdraw", CITIZEN) if meanwhile == "withdrawn" else ("take_down", actor("dao"))
        stories.move(story, deed, by=by, data={"why": "ผู้ถูกกล่าวถึงขอให้นำออก"})
    wrong = client.post(address, {"reason": "", "text": WROTE})
    assert wrong.status_code == 422 and WROTE in wrong.content.decode()
    late = client.post(address, {"reason": "harm", "text": WROTE}, follow=True)
    said = late.content.decode()
    assert late.status_code == 200 and "ขอบคุณที่บอกเรา" in said
    for page in (said, wrong.content.decode()):
        assert story.code not in page.replace(address, "") and judging.OWN[0] not in page and title not in page
    assert [one.text for one in flags.waiting(actor("dao"))] == [WROTE]
    desk = Client()
    desk.force_login(user("dao"))
    listed = desk.get("/desk/stories/flags").content.decode()
    assert WROTE in listed and ("ผู้เล่าถอนเรื่องนี้แล้ว" in listed) is (meanwhile == "withdrawn")


@pytest.mark.parametrize("rests", [False, True])
def test_a_reader_who_is_told_to_wait_finds_her_words_again(client: Client, rests: bool) -> None:
    story = judging.stories()[0]
    if rests:
        judging.begun()
    LimitRule.objects.filter(what="story_flag").update(amount=1)
    assert client.post(f"/stories/{story.code}/report", {"reason": "private"}).status_code == 302
    answer = client.post(f"/stories/{story.code}/report", {"reason": "harm", "text": WROTE})
    said = answer.content.decode()
    assert answer.status_code == 429 and int(answer["Retry-After"]) > 0
    assert WROTE in said and "ถี่เกินไป" in said and "checked" in said
    assert StoryFlag.objects.get().reason == "private"


@pytest.mark.parametrize("rests", [False, True])
def test_a_story_that_is_shown_long_after_it_was_told_is_still_reported(client: Client, rests: bool) -> None:
    story = judging.stories()[0]
    forgetting.forget_told(Story.objects.all())
    if rests:
        judging.begun()
    answer = client.post(f"/stories/{story.code}/report", {"reason": "harm", "text": WROTE}, follow=True)
    assert answer.status_code == 200 and "ขอบคุณที่บอกเรา" in answer.content.decode()
    assert [one.text for one in flags.waiting(actor("dao"))] == [WROTE]


def test_a_report_of_a_story_that_was_told_long_ago_is_forgotten_in_its_turn() -> None:
    story = telling.published()
    long_after = story.received_at + timedelta(days=900)
    forgetting.forget_told(forgetting.told_over(long_after))
    flags.flag(story, reason="harm", text=WROTE, now=long_after)
    assert not forgetting.told_over(long_after).exists()
    later = long_after + timedelta(days=1)
    forgetting.forget_told(forgetting.told_over(later))
    assert StoryFlag.objects.get().text == "" and not forgetting.told_over(later).exists()


def test_a_report_that_nobody_has_read_yet_outlives_what_was_told_of_a_story_that_is_shown() -> None:
    shown, gone = telling.published(1), telling.published(2)
    told_over = Doing(shown.received_at + timedelta(days=900), timezone.now(), Actor.system())
    for story in (shown, gone):
        flags.flag(story, reason="harm", text=WROTE, now=told_over.until)
    stories.move(gone, "withdraw", by=CITIZEN)
    EXECUTORS["story_told"].apply([str(shown.pk), str(gone.pk)], told_over)
    assert forgetting.is_forgotten(shown)
    assert [(one.story, one.text) for one in flags.waiting(actor("dao"))] == [(shown, WROTE)]
    assert StoryFlag.objects.get(story=gone).text == ""


def test_nobody_is_asked_to_look_at_a_report_that_was_forgotten() -> None:
    flags.flag(telling.published(), reason="harm", text=WROTE, now=MONDAY)
    assert len(flags.waiting(actor("dao"))) == 1
    forgetting.forget_told(Story.objects.all())
    assert flags.waiting(actor("dao")) == [] and StoryFlag.objects.count() == 1


def test_nothing_is_kept_about_a_story_that_was_forgotten(client: Client) -> None:
    story = telling.published()
    stories.move(story, "withdraw", by=CITIZEN)
    forgetting.forget_told(Story.objects.all())
    assert client.post(f"/stories/{story.code}/report", {"reason": "harm", "text": WROTE}).status_code == 404
    for bad in ("ก" * 20_000, "\x00"):
        assert client.post("/stories/NOTHING2/report", {"reason": "harm", "text": bad}).status_code == 404
        assert (
            client.post(
                f"/stories/{telling.published(2 + len(bad)).code}/report", {"reason": "harm", "text": bad}
            ).status_code
            == 422
        )


def test_numbers_count_what_is_published_now(client: Client) -> None:
    telling.campaign()
    first = telling.published(1, campaign="happy-2563")
    telling.published(2, campaign="happy-2563", tone="negative")
    assert "เผยแพร่แล้ว 2 เรื่อง" in client.get("/stories/campaigns/happy-2563/numbers").content.decode()
    stories.move(first, "withdraw", by=CITIZEN)
    body = client.get("/stories/campaigns/happy-2563/numbers").content.decode()
    assert "เผยแพร่แล้ว 1 เรื่อง" in body and "ประทับใจ" not in body
    assert client.get("/stories/campaigns/none/numbers").status_code == 404


def test_a_story_of_a_flagship_says_so_and_flagships_are_counted(client: Client) -> None:
    telling.campaign()
    story = telling.published(1, campaign="happy-2563", flagship="f2564_04")
    telling.published(2, campaign="happy-2563")
    name = "ศูนย์ดำรงธรรมอำเภอ อำเภอดำรงธรรม"
    assert f'?flagship=f2564_04">{name}</a>' in client.get(f"/stories/{story.code}").content.decode()
    numbers = client.get("/stories/campaigns/happy-2563/numbers").content.decode()
    assert f'?campaign=happy-2563&amp;flagship=f2564_04">{name}</a>' in numbers
    rows = list(csv.DictReader(io.StringIO(client.get("/stories/open-data.csv").content.decode("utf-8-sig"))))
    assert {(row["flagship"], row["flagship_name"]) for row in rows} == {("f2564_04", name), ("", "")}


def test_hashtags_of_the_campaign_go_out_with_its_stories(client: Client) -> None:
    telling.campaign()
    code = telling.published(1, campaign="happy-2563").code
    assert "#สุขนี้ที่อำเภอ" in client.get(f"/stories/{code}").content.decode()
    rss = ET.fromstring(client.get("/stories/feed.rss").content)  # noqa: S314 - our own
    assert "สุขนี้ที่อำเภอ" in [one.text for one in rss.findall("channel/item/category")]


def test_there_is_no_page_of_films_while_there_is_no_film(client: Client) -> None:
    assert client.get("/stories/films").status_code == 404


def test_the_pages_are_light(client: Client) -> None:
    for n in range(1, 21):
        showing.shown(n)
    assert len(client.get("/stories", headers={"Accept-Encoding": "gzip"}).content) < 14_000
    code = Story.objects.values_list("code", flat=True)[0]
    assert len(client.get(f"/stories/{code}", headers={"Accept-Encoding": "gzip"}).content) < 8_000


def test_shelves_of_words_know_only_what_is_shown() -> None:
    telling.published(passed={"text_shown": "ชื่อของเขาถูกปิดไว้แล้วในเรื่องนี้"})
    assert shelf.count(shelf.Filters(q="ดีใจ")) == 0
    assert shelf.count(shelf.Filters(q="ปิดไว้")) == 1
