"""What was taken back goes from the disk, once it is certain, and also when a process was killed in between."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import showing
import storytelling as telling
from factories import MONDAY, client_id
from people import CITIZEN, actor
from sangsuk.stories import actions as stories
from sangsuk.stories import forgetting
from sangsuk.stories.gallery import clearing, files, share
from sangsuk.stories.models import Campaign, DiskDuty, Story, StoryDraft, StoryDraftFile, StoryFile
from typefaces import needs_thai_font

pytestmark = pytest.mark.usefixtures("world", "disk")
LATER = MONDAY + timedelta(hours=1)


def withdraw(story: Story) -> None:
    stories.move(story, "withdraw", by=CITIZEN, now=LATER)


def test_withdrawn_files_go_from_the_disk_with_the_withdrawal(
    disk: Path, django_capture_on_commit_callbacks: Any
) -> None:
    story = showing.shown(files=(showing.photograph(1), showing.sound(1), showing.film(1)))
    assert len(showing.on_disk(disk)) == 4
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(story)
    assert showing.on_disk(disk) == set()
    assert not DiskDuty.objects.exists()
    assert not StoryFile.objects.filter(removed_at=None).exists()


def test_killed_after_the_change_the_tick_does_it(disk: Path) -> None:
    withdraw(showing.shown())
    assert len(showing.on_disk(disk)) == 2
    assert clearing.clear_due(LATER) == 2
    assert showing.on_disk(disk) == set()
    assert clearing.clear_due(LATER) == 0


def test_killed_before_the_change_nothing_is_owed_and_nothing_goes(disk: Path) -> None:
    showing.shown()
    clearing.clear_due(LATER)
    assert len(showing.on_disk(disk)) == 2


def test_killed_between_two_files_the_rest_goes_with_the_next_tick(disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    withdraw(showing.shown(files=(showing.photograph(1), showing.photograph(2))))
    whole, seen = clearing._ended, list[str]()

    def once(duty: DiskDuty, found: list[Path]) -> int:
        if seen and duty.what == "photo":
            raise KeyboardInterrupt
        seen.extend([duty.what] if duty.what == "photo" else [])
        return whole(duty, found)

    monkeypatch.setattr(clearing, "_ended", once)
    with pytest.raises(KeyboardInterrupt):
        clearing.clear_due(LATER)
    assert len(showing.on_disk(disk)) == 2
    monkeypatch.setattr(clearing, "_ended", whole)
    clearing.clear_due(LATER)
    assert showing.on_disk(disk) == set()


def test_bytes_that_another_story_shows_stay(disk: Path) -> None:
    first, second = showing.shown(1, files=(showing.photograph(7),)), showing.shown(2, files=(showing.photograph(7),))
    withdraw(first)
    clearing.clear_due(LATER)
    assert len(showing.on_disk(disk)) == 2
    withdraw(second)
    clearing.clear_due(LATER)
    assert showing.on_disk(disk) == set()


def test_bytes_that_lie_in_a_draft_stay(disk: Path) -> None:
    story = showing.shown()
    file = StoryFile.objects.get()
    draft = StoryDraft.objects.create(token=client_id(77), created_at=MONDAY, expires_at=LATER)
    StoryDraftFile.objects.create(draft=draft, sha256=file.sha256, kind="photo", suffix="jpg", size=1, name="x.jpg")
    withdraw(story)
    clearing.clear_due(LATER)
    assert len(showing.on_disk(disk)) == 2


def test_the_still_of_a_film_goes_with_it(disk: Path) -> None:
    film, still = showing.film(1), showing.photograph(9)
    withdraw(showing.shown(files=(replace(film, poster=still.sha256),)))
    clearing.clear_due(LATER)
    assert showing.on_disk(disk) == set()


def test_bytes_that_were_sent_again_meanwhile_wait_for_the_new_story(disk: Path) -> None:
    withdraw(showing.shown())
    for path in disk.rglob("*.jpg"):
        os.utime(path, (LATER.timestamp(), LATER.timestamp()))
    clearing.clear_due(LATER)
    assert len(showing.on_disk(disk)) == 2
    showing.shown(2, files=(showing.photograph(1),), now=LATER)
    clearing.clear_due(LATER + clearing.GRACE)
    assert len(showing.on_disk(disk)) == 2
    assert not DiskDuty.objects.exists()


def test_bytes_that_were_sent_again_and_never_told_of_go_after_the_drafts_time(disk: Path) -> None:
    withdraw(showing.shown())
    for path in disk.rglob("*.jpg"):
        os.utime(path, (LATER.timestamp(), LATER.timestamp()))
    clearing.clear_due(LATER)
    clearing.clear_due(LATER + clearing.GRACE)
    assert showing.on_disk(disk) == set()


@needs_thai_font
@pytest.mark.parametrize("deed", ["take_down", "withdraw", "publish", "quote"])
def test_the_picture_beside_a_link_goes_with_what_stands_on_it(disk: Path, deed: str) -> None:
    story = showing.shown(files=())
    drawn = share.kept(story)
    assert drawn.exists() and share.kept(story) == drawn
    if deed == "take_down":
        stories.move(story, "take_down", by=actor("nok"), data={"why": "ผู้ถูกกล่าวถึงขอให้นำออก"}, now=LATER)
    elif deed == "withdraw":
        withdraw(story)
    else:
        stories.move(story, "consent", by=CITIZEN, data={"uses": {deed: False}}, now=LATER)
    clearing.clear_due(LATER)
    assert showing.on_disk(disk) == set()
    if deed == "quote":
        assert share.kept(Story.objects.get()) != drawn


@needs_thai_font
def test_drawn_in_the_moment_of_the_withdrawal_it_does_not_stay(disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = showing.shown(files=())
    draw = share._drawn
    monkeypatch.setattr(share, "_drawn", lambda path, card: (withdraw(story), draw(path, card)))
    assert not share.kept(Story.objects.get()).exists()


def test_the_sweep_finds_what_belongs_to_no_published_story(disk: Path) -> None:
    story = showing.shown(files=())
    keeps, goes = (
        clearing.folder() / story.code[:2] / f"{story.code}-1.png",
        clearing.folder() / "AB" / "ABCDEFGH-1.png",
    )
    for path in (keeps, goes):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert clearing.sweep(LATER) == 1
    assert (keeps.exists(), goes.exists()) == (True, False)


def test_a_taken_down_storys_files_are_shown_to_nobody_and_wait_for_the_moderators(disk: Path) -> None:
    story = showing.shown()
    stories.move(story, "take_down", by=actor("nok"), data={"why": "ผู้ถูกกล่าวถึงขอให้นำออก"}, now=LATER)
    clearing.clear_due(LATER)
    assert not files.shown().exists()
    assert len(showing.on_disk(disk)) == 2
    forgetting.forget_told(Story.objects.all())
    clearing.clear_due(LATER + timedelta(days=99999))
    assert showing.on_disk(disk) == set()


@needs_thai_font
def test_the_card_bears_the_campaigns_hashtags_and_is_drawn_anew_when_they_change(disk: Path) -> None:
    made = telling.campaign()
    story, alone = showing.shown(1, campaign=made.code), showing.shown(2)
    assert share.card_of(story).tags == ("#สุขนี้ที่อำเภอ", "#ทุกข์น้อยลงสุขมากขึ้น")
    assert share.card_of(alone).tags == ()
    before = share.kept(story)
    Campaign.objects.update(hashtags=["เล่าสู่กันฟัง"])
    after = share.kept(Story.objects.select_related("campaign").get(pk=story.pk))
    assert after != before and after.exists() and not before.exists()
