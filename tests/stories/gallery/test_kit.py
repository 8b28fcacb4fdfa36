"""The press kit: what is announced, shown and allowed at this moment, and nothing a day before."""

import csv
import io
import zipfile

import pytest
from django.test import Client

import judging
import producing
import showing
import storytelling as telling
from factories import MONDAY
from people import CITIZEN, actor
from sangsuk.offices.models import Office
from sangsuk.stories import actions as stories
from sangsuk.stories.films import releases
from sangsuk.stories.gallery import kit as kits
from sangsuk.stories.gallery import shelf
from sangsuk.stories.judging import deciding, reading, rounds
from sangsuk.stories.models import Campaign, FilmPerson, Round, Selection, Story
from typefaces import needs_thai_font

pytestmark = [pytest.mark.usefixtures("world", "disk"), needs_thai_font]
PAGE, KIT = "/stories/press?campaign=happy-2563", "/stories/press-kit.zip?campaign=happy-2563"


def kit(query: str = "?campaign=happy-2563", language: str = "th") -> dict[str, str]:
    """Every text in the bundle, by its name."""
    client = Client()
    client.cookies["lang"] = language
    answer = client.get(f"/stories/press-kit.zip{query}")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as bundle:
        return {name: bundle.read(name).decode("utf-8-sig", "replace") for name in bundle.namelist()}


def page(query: str = "?campaign=happy-2563") -> str:
    return Client().get(f"/stories/press{query}").content.decode()


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_choice_is_in_it_from_the_announcement_on_and_not_a_moment_before() -> None:
    judging.stories(uses=showing.ALL)

    def told() -> bool:
        assert ("announcement.txt" in kit()) is ('id="choice_' in page())
        return "announcement.txt" in kit()

    made = judging.begun()
    assert not told()
    over = reading.end(judging.scored(made), by=actor("dao"), now=MONDAY)
    assert not told()
    deciding.decide(over, by=actor("dao"), now=MONDAY)
    assert not told()
    over.refresh_from_db()
    deciding.announce(over, by=actor("dao"), now=MONDAY)
    assert told()
    text, shown = kit()["announcement.txt"], page()
    for selection in Selection.objects.filter(round=made).select_related("entry__story"):
        story = selection.entry.story
        for said in (story.title_shown, f"/stories/{story.code}"):
            assert said in text and said in shown
        assert text.count(f"/stories/{story.code}") == 1
    assert "ลำดับที่ 1 ได้" in text and "จากกรรมการ 3 คน" in text and "ลำดับที่ 4" not in text
    assert f"/stories/rounds/{made.code}" in text and "จังหวัด" in text
    assert "announcement.txt" in kit("") and "announcement.txt" not in kit("?tone=negative")


def test_a_round_that_was_given_up_announces_nothing() -> None:
    judging.stories(uses=showing.ALL)
    over = reading.end(judging.scored(judging.begun()), by=actor("dao"), now=MONDAY)
    deciding.decide(over, by=actor("dao"), now=MONDAY)
    rounds.give_up(Round.objects.get(pk=over.pk), reason=judging.REASON, by=actor("dao"), now=MONDAY)
    assert "announcement.txt" not in kit() and Story.objects.published().count() == 10


def test_of_an_exchange_it_says_the_reason_that_the_record_says() -> None:
    judging.stories(uses=showing.ALL)
    over = reading.end(judging.scored(judging.begun()), by=actor("dao"), now=MONDAY)
    out = deciding.decide(over, by=actor("dao"), now=MONDAY)[0].entry.packet
    over.refresh_from_db()
    into = next(place.packet for place in deciding.result(over).places if not place.chosen)
    asked = deciding.propose(over, deciding.Exchange(out, into, judging.REASON), by=actor("dao"), now=MONDAY)
    deciding.confirm(over, asked, by=producing.other(1), now=MONDAY)
    over.refresh_from_db()
    deciding.announce(over, by=actor("dao"), now=MONDAY)
    text = kit()["announcement.txt"]
    assert text.count(judging.REASON) == 1
    assert over.entries.get(packet=into).story.code in text and over.entries.get(packet=out).story.code not in text


def test_a_film_is_in_it_while_it_may_be_watched() -> None:
    film = producing.ready()
    assert "films.csv" not in kit() and "ภาพยนตร์ที่เผยแพร่อยู่" not in page()
    producing.actions.move(film, "publish", by=actor("dao"), now=MONDAY)
    told = kit()
    (row,) = rows(told["films.csv"])
    assert (row["title"], row["length"], row["seconds"]) == (film.title, "3 นาที", "180")
    assert row["address"].endswith(f"/films/{film.code}") and "กรมการปกครอง" in row["credit"]
    for kind in ("captions", "transcript", "description"):
        assert "ยายเดินช้า ๆ มาที่ประตู" in told[row[kind]]
    assert told[row["captions"]].startswith("WEBVTT") and "PNG" in told[row["picture"]][:8]
    assert f"/films/{film.code}" in told["announcement.txt"] and f"/films/{film.code}" in page()
    assert rows(kit(language="en")["films.csv"])[0]["length"] == "3 min"
    releases.withdraw(FilmPerson.objects.get(film=film), now=MONDAY)
    assert not [name for name in kit() if "film" in name]
    assert f"/films/{film.code}" not in kit()["announcement.txt"] and f"/films/{film.code}" not in page()
    assert producing.story_of(film).code in kit()["announcement.txt"]


def test_a_story_that_goes_while_the_bundle_is_made_takes_its_film_out_of_it() -> None:
    film = producing.ready()
    producing.actions.move(film, "publish", by=actor("dao"), now=MONDAY)
    filters = shelf.Filters(campaign="happy-2563")
    before = kits.gathered(filters)
    stories.move(producing.story_of(film), "withdraw", by=CITIZEN, now=MONDAY)
    names = [name for name, _data in kits.entries(before, filters, "https://sangsuk.example", MONDAY)]
    assert "facts.pdf" in names and not [name for name in names if name.startswith("films/")]


def test_who_lets_nobody_quote_her_is_announced_and_not_quoted() -> None:
    story = showing.shown(1, campaign=telling.campaign().code)
    producing.won([story], "happy-2563-won")
    assert telling.TEXT in kit()["quotes.csv"] and "pictures.csv" in kit()
    stories.move(story, "consent", by=CITIZEN, data={"uses": {"quote": False}}, now=MONDAY)
    told = kit()
    assert story.code in told["announcement.txt"] and "pictures.csv" not in told
    assert not [name for name, text in told.items() if telling.TEXT[:30] in text]
    stories.move(Story.objects.get(pk=story.pk), "withdraw", by=CITIZEN, now=MONDAY)
    assert not [name for name, text in kit().items() if story.code in text or story.title_shown in text]


def test_pictures_bear_their_credit() -> None:
    story = showing.shown(1, campaign=telling.campaign().code, uses=("publish", "quote", "photograph"))
    told = kit()
    (row,) = rows(told["pictures.csv"])
    assert row["file"] in told and row["shows"] == "ภาพที่ 1" and "ยายคำ" in row["credit"]
    assert row["story"].endswith(story.code) and "บุญมา" not in str(told)


def test_the_numbers_are_those_of_the_campaigns_page() -> None:
    telling.campaign()
    for n in range(3):
        telling.published(n, campaign="happy-2563", office=("5001", "5002", "3001")[n])
    telling.story(8, campaign="happy-2563")
    alone = Client().get("/stories/campaigns/happy-2563/numbers.csv")
    text = alone.content.decode("utf-8-sig")
    assert alone["Content-Disposition"] == 'attachment; filename="happy-2563.csv"'
    assert text == kit()["numbers.csv"] and "numbers.csv" not in kit("")
    found = {(row["รหัส"]): (row["จำนวน"], row["ร้อยละ"]) for row in rows(text)}
    assert found["received"] == ("4", "") and found["published"] == ("3", "") and found["provinces"] == ("2", "")
    assert found["north"] == ("2", "67") and found["positive"] == ("3", "100")
    assert "answered" not in found  # too few to tell
    stories.move(Story.objects.published().first(), "withdraw", by=CITIZEN, now=MONDAY)  # type: ignore[arg-type]
    assert "published,เรื่องที่เผยแพร่อยู่,2" in Client().get("/stories/campaigns/happy-2563/numbers.csv").content.decode()


def test_it_says_terms_hashtags_and_whom_to_ask() -> None:
    telling.campaign()
    Office.objects.filter(code="DOPA").update(phone="0 2555 0100")
    for said in (kit()["README.txt"], page()):
        assert "#สุขนี้ที่อำเภอ #ทุกข์น้อยลงสุขมากขึ้น" in said and "โทร. 0 2555 0100" in said
        assert "ห้ามใช้เพื่อการค้าหรือการหาเสียง" in said
    assert "#" not in kit("")["README.txt"]


@pytest.mark.parametrize("query", ["?campaign=none", "?campaign=happy-2563"])
def test_a_campaign_that_nobody_may_see_yet_is_not_told_of(query: str) -> None:
    telling.campaign(state=Campaign.DRAFT)
    said = str(kit(query)) + page(query)
    assert "อำเภอสร้างสุข 2563" not in said and "#สุขนี้ที่อำเภอ" not in said and "numbers.csv" not in said
    assert Client().get("/stories/campaigns/happy-2563/numbers.csv").status_code == 404
