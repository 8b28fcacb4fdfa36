"""Files of a case on their way out."""

from django.http import FileResponse
from django.utils.translation import gettext as _

from sangsuk.cases import files
from sangsuk.cases.models import Case
from sangsuk.common.errors import Missing


def the_file(case: Case, file_id: str, *, citizen_sees: bool = False) -> FileResponse:
    """One file of the case; a paper is only ever given out as a download. Raises Missing."""
    rows = case.attachments.filter(citizen_sees=True) if citizen_sees else case.attachments.all()
    found = (
        rows.filter(pk=int(file_id)).first() if file_id.isascii() and file_id.isdigit() and len(file_id) < 19 else None
    )
    path = files.path_of(found.sha256, found.kind) if found else None
    if found is None or path is None or not path.exists():
        raise Missing("no_file", _("ไม่พบไฟล์นี้"))
    return FileResponse(
        path.open("rb"), content_type=files.CONTENT_TYPE[found.kind], filename=found.name,
        as_attachment=found.kind == files.PDF,
    )  # fmt: skip
