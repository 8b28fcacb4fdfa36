"""Which photographs, sounds and films of stories everybody may see now. Asked anew each time, never remembered."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from sangsuk.cases import files as photographs
from sangsuk.cases import scanning
from sangsuk.common.errors import Missing

from .. import words
from ..media import keeping
from ..models import Story, StoryConsent, StoryFile

PHOTO, AUDIO, VIDEO = "photo", "audio", "video"


def shown() -> "QuerySet[StoryFile]":
    """Of a published story, passed by a moderator, not taken away, and its author allows that it is shown."""
    allows = StoryConsent.objects.filter(story=OuterRef("story"), use=words.PHOTOGRAPH, withdrawn_at=None)
    return StoryFile.objects.filter(
        Exists(allows), story__in=Story.objects.published().values("pk"), removed_at=None, passed_at__isnull=False
    ).order_by("id")


def of(stories: Iterable[Story]) -> dict[int, list[StoryFile]]:
    """By story. One query."""
    found: dict[int, list[StoryFile]] = {story.pk: [] for story in stories}
    for file in shown().filter(story__in=list(found)):
        found[file.story_id].append(file)
    return found


def one(code: str, file_id: int) -> StoryFile:
    """One file of one story. Raises Missing."""
    found = shown().filter(story__code=code, pk=file_id).first()
    if found is None:
        raise Missing("no_file", _("ไม่พบไฟล์นี้"))
    return found


def content_type(file: StoryFile) -> str:
    return keeping.CONTENT_TYPE[file.suffix]


def path_to(file: StoryFile, *, small: bool = False) -> Path:
    """Where the bytes lie that may be given out; of a film's still with `small`. Raises: Refused while they are being
    checked for viruses, Missing when they are not there."""
    if small:
        return scanning.path_to(_Kept(file.poster or file.sha256, PHOTO), thumb=True)
    return scanning.path_to(_Kept(file.sha256, file.suffix if file.kind != PHOTO else PHOTO))


@dataclass(frozen=True)
class _Kept:
    sha256: str
    kind: str


def paths(what: str, sha256: str, form: str) -> list[Path]:
    """Everything that lies on disk of these bytes."""
    if what == PHOTO:
        return [photographs.path_of(sha256, PHOTO, thumb=thumb) for thumb in (False, True)]
    return [keeping.path_of(sha256, form)]
