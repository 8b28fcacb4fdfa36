"""What must go from the disk because a story, or a use of it, was taken back.

The duty is a row, written with the change itself; as soon as that is certain it is done, and a tick does what a killed
process left. Nothing public waits for it: whoever asks for a file is asked for the consent first.
"""

import logging
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from sangsuk.cases.holders import HOLDERS

from ..models import DiskDuty, Story, StoryFile
from ..models.gallery import CARD, PHOTO
from . import files

logger = logging.getLogger(__name__)
SENT_AGAIN = timedelta(minutes=10)
"""Bytes younger than their row by more than this were sent once more, perhaps for a story that is being written now."""
GRACE = timedelta(days=2)
"""As long as a draft lasts."""
AT_ONCE = 200


def owe(story: Story, *, now: datetime, whole: bool) -> None:
    """The pictures beside links go; with `whole` the files she sent as well. In the transaction of the change."""
    duties = [DiskDuty(what=CARD, name=story.code, since=now, due_at=now)]
    if whole:
        duties += _duties(StoryFile.objects.filter(story=story), now)
        StoryFile.objects.filter(story=story, removed_at=None).update(removed_at=now)
    _written(duties, now)


def owe_files(rows: Iterable[StoryFile], *, now: datetime) -> None:
    """These rows are about to go, or were taken away; their bytes shall too."""
    _written(_duties(rows, now), now)


def owe_bytes(what: str, sha256: str, suffix: str, *, now: datetime) -> None:
    """One file that no row will speak of any more."""
    _written([DiskDuty(what=what, name=sha256, suffix=suffix, since=now, due_at=now)], now)


def _duties(rows: Iterable[StoryFile], now: datetime) -> list[DiskDuty]:
    """One for each file, and one for the still of a film."""
    found = {}
    for file in rows:
        found[file.sha256] = DiskDuty(
            what=file.kind, name=file.sha256, suffix=file.suffix, since=file.added_at, due_at=now
        )
        if file.poster:
            found[file.poster] = DiskDuty(what=PHOTO, name=file.poster, suffix="jpg", since=file.added_at, due_at=now)
    return list(found.values())


def _written(duties: list[DiskDuty], now: datetime) -> None:
    DiskDuty.objects.bulk_create(
        duties, update_conflicts=True, unique_fields=["what", "name"], update_fields=["since", "due_at"]
    )
    transaction.on_commit(lambda: _at_once(now), robust=True)


def _at_once(now: datetime) -> None:
    """Right after the change, in the process that made it. Should it be cut off, the tick is not."""
    clear_due(now)


def clear_due(now: datetime) -> int:
    """Do what is due; how many things went. Two at once do no harm: what is gone is gone."""
    gone = 0
    for duty in DiskDuty.objects.filter(due_at__lte=now).order_by("due_at", "id")[:AT_ONCE]:
        try:
            gone += _done(duty, now)
        except OSError:
            logger.exception("a file would not go", extra={"what": duty.what})
            DiskDuty.objects.filter(pk=duty.pk).update(due_at=now + timedelta(minutes=5))
    return gone


def _done(duty: DiskDuty, now: datetime) -> int:
    if duty.what == CARD:
        return _ended(duty, cards(duty.name))
    if _is_held(duty.name):
        return _ended(duty, [])
    found = [path for path in files.paths(duty.what, duty.name, duty.suffix) if path.exists()]
    again = max((_written_at(path) for path in found), default=duty.since)
    if again > duty.since + SENT_AGAIN and again + GRACE > now:
        DiskDuty.objects.filter(pk=duty.pk).update(due_at=again + GRACE)
        return 0
    return _ended(duty, found)


def _ended(duty: DiskDuty, found: list[Path]) -> int:
    for path in found:
        path.unlink(missing_ok=True)
    duty.delete()
    return len(found)


def _is_held(sha256: str) -> bool:
    """Does another story, a case, a proof or a draft have the same bytes?"""
    for holder in HOLDERS:
        rows = holder.model._default_manager.filter(**{holder.sha256: sha256})
        if holder.model is StoryFile:
            rows = rows.filter(removed_at=None)
        if rows.exists():
            return True
    return False


def _written_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def folder() -> Path:
    """Where the pictures beside links are kept: `<two signs>/<code>-<content>.png`."""
    return Path(settings.MEDIA_ROOT) / "cards"


def cards(code: str) -> list[Path]:
    return sorted((folder() / code[:2]).glob(f"{code}-*.png"))


def sweep(now: datetime) -> int:
    """Pictures beside links of stories that are not there any more, as one that was drawn in the moment of the withdrawal."""
    gone = 0
    for part in sorted(folder().glob("??")):
        published = Story.objects.published().filter(code__startswith=part.name)
        known = set(published.values_list("code", flat=True))
        for path in part.iterdir():
            cut_off = path.name.startswith(".") and _written_at(path) < now - timedelta(minutes=5)
            if cut_off or (not path.name.startswith(".") and path.name.partition("-")[0] not in known):
                path.unlink(missing_ok=True)
                gone += 1
    return gone
