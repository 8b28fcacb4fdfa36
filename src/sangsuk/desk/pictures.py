"""Files of a case on their way to an officer: a photograph to look at, a paper to save."""

from django.http import FileResponse
from django.utils.translation import gettext as _

from sangsuk.cases.files import CONTENT_TYPE, PHOTO, path_of
from sangsuk.cases.models import Attachment
from sangsuk.common.errors import Missing


def given_out(file: Attachment, *, thumb: bool = False) -> FileResponse:
    """The type is what we found in the file, never what it called itself."""
    photo = file.kind == PHOTO
    try:
        opened = path_of(file.sha256, file.kind, thumb=thumb and photo).open("rb")
    except FileNotFoundError as trouble:
        raise Missing("no_file", _("ไม่พบไฟล์นี้")) from trouble
    response = FileResponse(opened, as_attachment=not photo, filename=file.name, content_type=CONTENT_TYPE[file.kind])
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
