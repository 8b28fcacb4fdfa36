"""Photographs, sound and film of a story that waits: a moderator sees them before anybody else does."""

from dataclasses import dataclass
from typing import Any

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sangsuk.cases import scanning
from sangsuk.common import faces
from sangsuk.common.errors import Missing
from sangsuk.stories import queries as stories
from sangsuk.stories import standing
from sangsuk.stories.media import keeping
from sangsuk.stories.models import StoryFile
from sangsuk.stories.moderation import queries

from ...doors import WORKING, DeskRequest, desk


@dataclass(frozen=True)
class _Kept:
    """A file by its digest and kind, as the scanner's list asks for it."""

    sha256: str
    kind: str


@desk(roles=WORKING)
@require_safe
def file(request: DeskRequest, code: str, file_id: int) -> HttpResponseBase:
    """`?still`: the small picture of a photograph, the still of a film."""
    story = stories.seen(code, request.actor)
    if not standing.moderates(request.actor, story.province_code):
        raise queries.not_yours()
    row: Any = StoryFile.objects.filter(story=story, pk=file_id, removed_at=None).first()
    if row is None:
        raise Missing("no_file", _("ไม่พบไฟล์นี้"))
    still = "still" in request.GET and row.kind != keeping.AUDIO
    suffix = "photo" if still or row.kind == keeping.PHOTO else row.suffix
    kept = _Kept(row.poster if still and row.kind == keeping.VIDEO else row.sha256, suffix)
    kind = keeping.CONTENT_TYPE["jpg" if suffix == "photo" else suffix]
    response = faces.given_out(scanning.path_to(kept, thumb=still), content_type=kind, name=row.name, saved=False)
    response["Content-Security-Policy"] = "default-src 'none'; media-src 'self'; sandbox"
    return response
