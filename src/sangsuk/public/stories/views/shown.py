"""Photographs, sounds, films and share pictures of stories. Each asking is a new question whether it may be shown."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from sangsuk.stories import queries as stories
from sangsuk.stories.gallery import files, share

from ... import serving
from ...doors import open_door


@open_door
@require_safe
def file(request: HttpRequest, code: str, file_id: int) -> HttpResponseBase:
    found = files.one(code, file_id)
    path = files.path_to(found)
    return serving.file(request, path, content_type=files.content_type(found), mark=found.sha256[:32])


@open_door
@require_safe
def small(request: HttpRequest, code: str, file_id: int) -> HttpResponseBase:
    """A photograph made small; of a film its still."""
    found = files.one(code, file_id)
    path = files.path_to(found, small=True)
    return serving.file(request, path, content_type="image/jpeg", mark=f"{(found.poster or found.sha256)[:31]}s")


@open_door
@require_safe
def card(request: HttpRequest, code: str) -> HttpResponseBase:
    """The picture beside a shared link; made when somebody first asks for it."""
    path = share.kept(stories.published(code))
    return serving.file(request, path, content_type="image/png", mark=path.stem.partition("-")[2])
