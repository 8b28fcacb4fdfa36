"""Large files over a bad line: the server's side of tus 1.0.0, its core and the extensions creation, expiration, termination.

Source: https://tus.io/protocols/resumable-upload (1.0.0, 2016-03-25). An upload belongs to the draft whose token stands in
its address; nobody needs an account. `stories.media.parts` keeps the bytes; here is only what the protocol says of them.
One step is ours: when all has come, the client asks for `done`, and hears in words whether the file could be taken.
"""

import base64
import binascii
import functools
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date
from django.views.decorators.http import require_http_methods, require_POST

from sangsuk.common import limits as counted_limits
from sangsuk.common.errors import Missing, Refused
from sangsuk.common.faces import expired, range_of
from sangsuk.stories import drafts
from sangsuk.stories.media import limits, parts

from ...doors import open_door, private

VERSION, PIECE = "1.0.0", 64 * 1024
EXTENSIONS = "creation,expiration,termination"
View = Callable[..., HttpResponseBase]


def tus(view: View) -> View:
    """What every answer of the protocol has; refusals are plain sentences with the status of their rule."""

    @functools.wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "OPTIONS" and request.headers.get("Tus-Resumable") != VERSION:
            response: HttpResponseBase = HttpResponse(status=412, headers={"Tus-Version": VERSION})
        else:
            try:
                response = view(request, *args, **kwargs)
            except parts.WrongPlace as wrong:
                response = HttpResponse(status=409, headers={"Upload-Offset": str(wrong.offset)})
            except Refused as refused:
                response = _said(refused)
        response["Tus-Resumable"] = VERSION
        response["Cache-Control"] = "no-store"
        return response

    return answered


def _said(refused: Refused) -> HttpResponse:
    status = {"too_big": 413, "no_room": 507}.get(refused.code, refused.status)
    return HttpResponse(str(refused), status=status, content_type="text/plain; charset=utf-8")


@open_door
@private
@require_http_methods(["OPTIONS", "POST"])
@tus
def parts_of(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """OPTIONS: what we can do. POST: a file is announced, and gets an address of its own."""
    if request.method == "OPTIONS":
        most = str(limits.largest(timezone.now()))
        return HttpResponse(
            status=204, headers={"Tus-Version": VERSION, "Tus-Extension": EXTENSIONS, "Tus-Max-Size": most}
        )
    length = request.headers.get("Upload-Length", "")
    if not length.isdecimal() or len(length) > 15:
        return HttpResponse(status=400)
    counted_limits.check("story_upload", range=range_of(request))
    drafts.save(token)
    drafts.check_room(token)
    begun = parts.begin(token, name=_name(request.headers.get("Upload-Metadata", "")), length=int(length))
    response = HttpResponse(status=201)
    response["Location"] = request.build_absolute_uri(reverse("public:write_part", args=[token, begun.id]))
    response["Upload-Expires"] = http_date(begun.ends_at.timestamp())
    return response


def _name(metadata: str) -> str:
    """What the file is called: `filename <base64>` among pairs that commas part."""
    for pair in metadata.split(","):
        key, _, value = pair.strip().partition(" ")
        if key == "filename":
            try:
                return base64.b64decode(value, validate=True).decode("utf-8", "replace")
            except (binascii.Error, ValueError):
                return ""
    return ""


@open_door
@private
@require_http_methods(["HEAD", "PATCH", "DELETE"])
@tus
def part(request: HttpRequest, token: UUID, part_id: UUID) -> HttpResponseBase:
    """HEAD: how far it came. PATCH: go on from there. DELETE: she does not want to send it after all."""
    found = parts.get(token, part_id)
    if request.method == "HEAD":
        return _offset(200, found, found.offset)
    if request.method == "DELETE":
        parts.forget(found)
        return HttpResponse(status=204)
    if request.content_type != "application/offset+octet-stream":
        return HttpResponse(status=415)
    offset = request.headers.get("Upload-Offset", "")
    if not offset.isdecimal() or len(offset) > 15:
        return HttpResponse(status=400)
    if found.kept is not None and int(offset) == found.length:
        return _offset(204, found, found.length)
    return _offset(204, found, parts.write(found, int(offset), _pieces(request)))


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    """The body as it comes. When the line breaks, what has come is kept, and nobody is left to be told."""
    try:
        while piece := request.read(PIECE):
            yield piece
    except OSError:
        return


def _offset(status: int, found: parts.Part, offset: int) -> HttpResponse:
    response = HttpResponse(status=status)
    response["Upload-Offset"], response["Upload-Length"] = str(offset), str(found.length)
    response["Upload-Expires"] = http_date(found.ends_at.timestamp())
    return response


@open_door
@private
@require_POST
def done(request: HttpRequest, token: UUID, part_id: UUID) -> HttpResponseBase:
    """All of it has come: opened, made harmless and put to the draft. Asked again, the same answer."""
    if expired(request):
        return HttpResponse(status=403)
    try:
        kept = parts.finish(parts.get(token, part_id))
        drafts.save(token)
        row = drafts.add_file(token, kept)
    except Missing as missing:
        return JsonResponse({"said": str(missing)}, status=404)
    except Refused as refused:
        return JsonResponse({"said": str(refused)}, status=422)
    return JsonResponse({"id": row.id, "kind": row.kind, "name": row.name})
