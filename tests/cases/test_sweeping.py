"""What belongs to nothing goes; what belongs to somebody stays."""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from factories import PHOTO, case
from people import actor
from sangsuk.cases import actions as cases
from sangsuk.cases import drafts, files, sweeping
from sangsuk.cases.files import StoredFile
from sangsuk.cases.models import Draft
from sangsuk.common.errors import Missing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def file(letter: str, *, days_old: float = 2) -> StoredFile:
    kept = StoredFile(letter * 64, "photo", 3, 1, 1, f"{letter}.jpg")
    for thumb in (False, True):
        path = files.path_of(kept.sha256, "photo", thumb=thumb)
        files.keep(path, b"abc")
        when = time.time() - days_old * 86400
        os.utime(path, (when, when))
    return kept


def there() -> set[str]:
    return {path.name[0] for path in Path(files.settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def test_files_of_nobody_go_after_a_day_and_all_others_stay(world):
    told = case()
    cases.move(told, "attach", by=actor("malee"), data={"file": "a"}, files=(file("a"),))
    draft = drafts.start(description="ยังเล่าไม่จบ")
    drafts.add_file(draft.token, file("b"))
    file("c")
    file("d", days_old=0.5)
    assert sweeping.sweep(timezone.now()) == (0, 2)
    assert there() == {"a", "b", "d"}


def test_a_file_of_nobody_that_is_just_being_sent_again_stays(world):
    kept = file("a")
    for thumb in (False, True):
        files.keep(files.path_of(kept.sha256, "photo", thumb=thumb), b"abc")
    assert sweeping.sweep(timezone.now()) == (0, 0)
    assert there() == {"a"}


def test_a_draft_is_forgotten_when_its_time_is_over(world):
    draft = drafts.start(description="ยังเล่าไม่จบ")
    later = timezone.now() + drafts.LASTS + timedelta(minutes=1)
    with pytest.raises(Missing):
        drafts.get(draft.token, now=later)
    assert sweeping.sweep(later)[0] == 1
    assert not Draft.objects.exists()


def test_a_write_that_was_cut_off_leaves_nothing_behind(world):
    path = files.path_of(PHOTO.sha256, "photo")
    path.parent.mkdir(parents=True)
    cut = path.with_name(f".{path.name}.1.ab")
    cut.write_bytes(b"half")
    os.utime(cut, (0, 0))
    assert sweeping.sweep(timezone.now()) == (0, 1)
