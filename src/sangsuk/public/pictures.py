"""Photographs and papers out of the store."""

from collections.abc import Iterable
from typing import Protocol

from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sangsuk.cases import scanning
from sangsuk.cases.files import CONTENT_TYPE, PHOTO
from sangsuk.common import faces, filelinks
from sangsuk.common.errors import Missing


class Kept(Protocol):
    id: int
    sha256: str
    kind: str
    name: str


def photo(files: Iterable[Kept], file_id: int, *, thumb: bool = False) -> HttpResponseBase:
    """One of these files, and no other: a photograph to look at; for a paper a link that ends, to save it by."""
    file = next((f for f in files if f.id == file_id), None)
    if file is None:
        raise Missing("no_file", _("ไม่พบไฟล์นี้"))
    path = scanning.path_to(file, thumb=thumb)
    if file.kind != PHOTO:
        return redirect(filelinks.link(file))
    return faces.given_out(path, content_type=CONTENT_TYPE[file.kind], name=file.name, saved=False)
