"""Files, feeds and exports of stories on their way out: asked again and again, kept by nobody longer than a minute.

Whatever gives one out has asked just before whether it may still be shown. A reader who has it already hears 304; once the
story or the consent is gone the same question is answered with 404, so nothing outlives a withdrawal by more than
`MOST_SECONDS` in any cache that keeps to what we say.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TypeVar

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import gettext as _

from sangsuk.common.errors import Missing

MOST_SECONDS = 60
KEPT = f"public, max-age={MOST_SECONDS}, must-revalidate"
PIECE = 65_536
R = TypeVar("R", bound=HttpResponseBase)
ALONE = "default-src 'none'; sandbox"
"""The policy of a file that somebody opens by itself."""


def text(request: HttpRequest, body: str | bytes, content_type: str, *, name: str = "") -> HttpResponse:
    """A feed or an export; with `name` to be saved under it. Its mark is made of its bytes."""
    data = body.encode() if isinstance(body, str) else body
    mark = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    same = _has(request, mark)
    response = HttpResponse(b"" if same else data, status=304 if same else 200, content_type=content_type)
    if name and not same:
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    return _marked(response, mark)


def file(request: HttpRequest, path: Path, *, content_type: str, mark: str) -> HttpResponseBase:
    """A stored file, whole or the one piece that was asked for (RFC 9110, 14), so that a phone can wind a film on.

    Raises: Missing when it is not on disk.
    """
    request.META.pop("HTTP_ACCEPT_ENCODING", None)  # else it is packed on the way, and a piece of it would be nothing
    mark = f'"{mark}"'
    if _has(request, mark):
        return _marked(HttpResponse(status=304), mark)
    try:
        size = path.stat().st_size
        opened = path.open("rb")
    except FileNotFoundError as trouble:
        raise Missing("no_file", _("ไม่พบไฟล์นี้")) from trouble
    wanted = _wanted(request, size, mark)
    if wanted is None:
        opened.close()
        response: HttpResponseBase = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
        return _marked(response, mark)
    first, last = wanted
    opened.seek(first)
    response = StreamingHttpResponse(_read(opened, last - first + 1), content_type=content_type)
    response._resource_closers.append(opened.close)  # type: ignore[attr-defined]
    if last - first + 1 < size:
        response.status_code = 206
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Content-Length"] = str(last - first + 1)
    response["Accept-Ranges"] = "bytes"
    response["Content-Security-Policy"] = ALONE
    return _marked(response, mark)


def _read(opened: BinaryIO, length: int) -> Iterator[bytes]:
    left = length
    try:
        while left > 0 and (piece := opened.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
    finally:
        opened.close()


def _wanted(request: HttpRequest, size: int, mark: str) -> tuple[int, int] | None:
    """The first and the last byte; None for a piece that there is not. More pieces at once are answered with the whole."""
    whole = (0, size - 1)
    found = re.fullmatch(r"bytes=(\d*)-(\d*)", request.headers.get("Range", "").strip())
    if found is None or request.headers.get("If-Range", mark) != mark or not (found[1] or found[2]):
        return whole
    if not found[1]:
        length = min(int(found[2][:19]), size)
        return (size - length, size - 1) if length else None
    first = int(found[1][:19])
    last = min(int(found[2][:19]), size - 1) if found[2] else size - 1
    if found[2] and int(found[2][:19]) < first:
        return whole  # nonsense is as if it had not been said
    return (first, last) if first < size else None


def _has(request: HttpRequest, mark: str) -> bool:
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in known or any(one.removeprefix("W/") == mark for one in known)


def _marked(response: R, mark: str) -> R:
    response["ETag"] = mark
    response["Cache-Control"] = KEPT
    patch_vary_headers(response, ["Cookie"])
    return response
