"""A story told in steps, saved as one types, sent on a bad line: once, whole, and then forgotten by the draft."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import filming
import storytelling
from factories import MONDAY
from sangsuk.cases import scanning, sweeping
from sangsuk.common.errors import Missing, Refused
from sangsuk.stories import consents, drafts, mine, queries
from sangsuk.stories.media import keeping, parts
from sangsuk.stories.models import KeptStory, Story, StoryDraft, StoryDraftFile, StoryFile

pytestmark = pytest.mark.usefixtures("world")
TOLD: dict[str, Any] = {
    "office": "5001", "title": storytelling.TITLE, "text": storytelling.TEXT, "tone": "positive", "uses": ["publish"],
}  # fmt: skip


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def told(**changes: Any) -> UUID:
    token = uuid4()
    drafts.save(token, now=MONDAY, **(TOLD | changes))
    return token


def film(tmp_path: Path, name: str = "a.mp4", **how: Any) -> keeping.Kept:
    path = filming.film(tmp_path / name, **how)
    return keeping.accept(SimpleUploadedFile(name, path.read_bytes()))


def test_what_was_saved_step_by_step_is_the_story() -> None:
    token = uuid4()
    drafts.save(token, now=MONDAY, office="5001")
    drafts.save(token, now=MONDAY, text=storytelling.TEXT, title="", tone="mixed")
    drafts.save(token, now=MONDAY, role_spoken_of="ปลัดอำเภอ", spoken_of="ปลัดต้น", visited_on="2026-11-10")
    drafts.save(token, now=MONDAY, pen_name="ยายคำ", phone="0815550102", uses=["publish", "contact"])
    done = drafts.send(token, channel="web", now=MONDAY)
    text = queries.told(done.story)
    assert done.created
    assert (done.story.office_id, done.story.tone, done.story.visited_on) == ("5001", "mixed", date(2026, 11, 10))
    assert (text.spoken_of, done.story.role_spoken_of, text.pen_name) == ("ปลัดต้น", "ปลัดอำเภอ", "ยายคำ")
    assert text.title.startswith("ยายเดินไม่ค่อยไหว") and len(text.title) <= 120
    assert consents.allowed(done.story) == {"publish", "contact"}


def test_sent_twice_is_one_story_with_the_same_key() -> None:
    token = told()
    first = drafts.send(token, channel="web", now=MONDAY)
    again = drafts.send(token, channel="web", now=MONDAY)
    assert (again.story.pk, again.key, again.created) == (first.story.pk, first.key, False)
    assert Story.objects.count() == 1


def test_what_was_sent_is_forgotten_by_the_draft_and_is_not_written_over() -> None:
    token = told()
    done = drafts.send(token, channel="web", now=MONDAY)
    assert drafts.get(token, now=MONDAY).fields == {}
    drafts.save(token, now=MONDAY, text="another text that comes late, from a phone that was off")
    assert bytes(StoryDraft.objects.get(token=token).fields) == b""
    assert queries.told(done.story).text == storytelling.TEXT


def test_a_draft_is_sealed_and_ends_after_two_days() -> None:
    token = told(name="บุญมา")
    assert "บุญมา".encode() not in bytes(StoryDraft.objects.get(token=token).fields)
    drafts.get(token, now=MONDAY + timedelta(days=1, hours=23))
    with pytest.raises(Missing):
        drafts.get(token, now=MONDAY + timedelta(days=2))
    with pytest.raises(Missing):
        drafts.save(token, now=MONDAY + timedelta(days=3), text="x")
    assert drafts.sweep(MONDAY + timedelta(days=3)) == 1
    assert not StoryDraft.objects.exists()


def test_a_refused_draft_keeps_everything_for_the_next_try() -> None:
    token = told(office="")
    with pytest.raises(Refused) as refused:
        drafts.send(token, channel="web", now=MONDAY)
    assert refused.value.field == "office"
    assert drafts.get(token, now=MONDAY).fields["text"] == storytelling.TEXT


@pytest.mark.parametrize(
    ("moment", "late"),
    [
        (datetime(2020, 11, 30, 16, 59, 59, tzinfo=UTC), True), (datetime(2020, 11, 30, 17, 0, tzinfo=UTC), False),
        (datetime(2020, 12, 31, 16, 59, 59, tzinfo=UTC), False), (datetime(2020, 12, 31, 17, 0, tzinfo=UTC), True),
        (datetime(2020, 12, 31, 16, 59, 59, 999999, tzinfo=UTC), False), (datetime(2021, 2, 1, tzinfo=UTC), True),
    ],
)  # fmt: skip
def test_a_story_outside_the_window_is_kept_and_marked(moment: datetime, late: bool) -> None:
    campaign, token = storytelling.campaign(), uuid4()
    drafts.save(token, now=moment, **TOLD, campaign=campaign.code)
    story = drafts.send(token, channel="web", now=moment).story
    assert (story.campaign_id, story.outside_window) == (campaign.code, late)


def test_outside_any_campaign_a_story_is_welcome_all_the_year() -> None:
    story = drafts.send(told(), channel="web", now=MONDAY).story
    assert (story.campaign_id, story.outside_window) == (None, False)


def test_a_film_goes_with_the_story_with_its_still(tmp_path: Path) -> None:
    token = told()
    drafts.add_file(token, film(tmp_path))
    story = drafts.send(token, channel="web", now=MONDAY).story
    file = StoryFile.objects.get(story=story)
    assert (file.kind, file.suffix, file.passed_at) == ("video", "mp4", None)
    assert len(file.poster) == 64
    assert not StoryDraftFile.objects.exists()


def test_the_same_file_twice_is_one_and_a_ninth_is_refused(tmp_path: Path) -> None:
    token, kept = told(), film(tmp_path)
    assert drafts.add_file(token, kept).pk == drafts.add_file(token, kept).pk
    for n in range(7):
        drafts.add_file(token, keeping.Kept(f"{n}" * 64, "photo", "jpg", 1, "x.jpg"))
    with pytest.raises(Refused, match="8 ไฟล์"):
        drafts.add_file(token, keeping.Kept("9" * 64, "photo", "jpg", 1, "x.jpg"))


def test_files_of_stories_and_their_stills_are_not_swept_away_and_others_are(tmp_path: Path) -> None:
    token = told()
    drafts.add_file(token, film(tmp_path))
    story = drafts.send(token, channel="web", now=MONDAY).story
    alone = film(tmp_path, "b.mp4", seconds=1)
    file = StoryFile.objects.get(story=story)
    sweeping.forget_unused()
    assert keeping.path_of(file.sha256, "mp4").exists()
    assert keeping.path_of(file.poster, "jpg", thumb=True).exists()
    assert not keeping.path_of(alone.sha256, "mp4").exists()


def test_files_of_stories_wait_for_the_scanner_like_all_others(tmp_path: Path, settings: Any) -> None:
    token = told()
    row = drafts.add_file(token, film(tmp_path))
    settings.CLAMAV = "127.0.0.1:1"
    scanning.scan_due(MONDAY)
    from sangsuk.cases.models import FileScan

    assert set(FileScan.objects.values_list("sha256", "kind")) == {(row.sha256, "mp4"), (row.poster, "photo")}


def test_parts_go_with_the_draft() -> None:
    token = told()
    parts.begin(token, name="a.mp4", length=8, now=MONDAY)
    drafts.send(token, channel="web", now=MONDAY)
    assert parts.waiting(token, now=MONDAY) == ()


@pytest.mark.parametrize("text", ["2026-13-01", "gestern", "1900-01-01", "2026-11-17"])
def test_a_day_that_is_none_or_not_yet_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        drafts.day_of(text, MONDAY)


def test_today_in_bangkok_is_a_day() -> None:
    assert drafts.day_of("2026-11-17", datetime(2026, 11, 16, 17, 0, tzinfo=UTC)) == date(2026, 11, 17)
    assert drafts.day_of("", MONDAY) is None


def test_nobody_who_reads_the_table_finds_whose_story_it_is() -> None:
    story = storytelling.story()
    mine.keep(7, story)
    mine.keep(7, story)
    row = KeptStory.objects.get()
    assert str(story.pk).encode() not in bytes(row.story) and not [
        f for f in KeptStory._meta.get_fields() if f.is_relation
    ]
    assert mine.stories(7) == [story] and mine.keeps(7, story)
    assert mine.stories(8) == []
    mine.forget(7)
    assert mine.stories(7) == []
