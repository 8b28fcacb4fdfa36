"""Files of a case on their way out."""

from collections.abc import Sequence

from django.http import FileResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.cases import custody, files, scanning
from sangsuk.cases.models import Attachment
from sangsuk.common.errors import Missing
from sangsuk.common.faces import given_out
from sangsuk.offices.actor import Actor


def the_file(seen: Sequence[Attachment], file_id: str, *, by: Actor | None = None) -> FileResponse:
    """One of the files that this reader sees; a paper is only ever given out to be saved. Raises Missing.

    `by`: the official who opens it, who becomes a link of its chain of custody.
    """
    found = next((file for file in seen if str(file.pk) == file_id), None)
    if found is None:
        raise Missing("no_file", _("ไม่พบไฟล์นี้"))
    path = scanning.path_to(found)
    if by is not None:
        custody.opened(found, by=by, now=timezone.now())
    return given_out(
        path, content_type=files.CONTENT_TYPE[found.kind], name=found.name,
        saved=found.kind != files.PHOTO,
    )  # fmt: skip
