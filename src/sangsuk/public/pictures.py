"""Photographs and papers out of the store."""

from collections.abc import Iterable
from typing import Protocol

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from sangsuk.cases.files import CONTENT_TYPE, PHOTO, path_of
from sangsuk.common import faces
from sangsuk.common.errors import Missing


class Kept(Protocol):
    id: int
    sha256: str
    kind: str
    name: str


def photo(files: Iterable[Kept], file_id: int, *, thumb: bool = False) -> HttpResponseBase:
    """One of these files, and no other: a photograph to look at, a paper to save. The type is ours, not the sender's."""
    file = next((f for f in files if f.id == file_id), None)
    if file is None:
        raise Missing("no_file", _("ไม่พบไฟล์นี้"))
    path = path_of(file.sha256, file.kind, thumb=thumb and file.kind == PHOTO)
    return faces.given_out(path, content_type=CONTENT_TYPE[file.kind], name=file.name, saved=file.kind != PHOTO)
