"""What proves a change: photographs and papers on their way in, and which of them whom."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from sangsuk.cases.files import PHOTO, StoredFile
from sangsuk.common.errors import Missing, Refused

from ..models import Pledge, PledgeFile, Story

MOST = 6


def keep(pledge: Pledge, files: Sequence[StoredFile], *, open_to_all: bool, alt: str, now: datetime) -> None:
    """Where a photograph was taken is not kept: it proves that something is, and a map of it is in the office's own address."""
    if len(files) > MOST:
        raise Refused("too_many", _("แนบได้ไม่เกิน %(most)s ไฟล์") % {"most": MOST}, "files")
    for file in files:
        PledgeFile.objects.get_or_create(
            pledge=pledge, sha256=file.sha256,
            defaults={
                "kind": file.kind, "size": file.size, "width": file.width, "height": file.height, "name": file.name,
                "warns": file.warns, "open_to_all": open_to_all and file.kind == PHOTO, "alt": alt, "added_at": now,
            },
        )  # fmt: skip


def public(story: Story, file_id: int) -> PledgeFile:
    """A photograph that everybody may see beside a published story. Raises Missing."""
    row = PledgeFile.objects.filter(
        pk=file_id, pledge__story=story, pledge__story__in=Story.objects.published(), open_to_all=True, kind=PHOTO
    ).first()
    if row is None:
        raise _missing()
    return row


def of_story(story: Story, file_id: int) -> PledgeFile:
    """Any proof, for the writer and for the desk; the caller has asked whether she may see the story. Raises Missing."""
    row = PledgeFile.objects.filter(pk=file_id, pledge__story=story).first()
    if row is None:
        raise _missing()
    return row


def _missing() -> Missing:
    return Missing("no_file", _("ไม่พบไฟล์นี้"))
