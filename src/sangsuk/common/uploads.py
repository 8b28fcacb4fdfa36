"""Files on their way in: kept on disk, never in memory; one that is too big is read to its end and thrown away.

Reading on is what keeps the other fields of the form, and lets the browser show our answer instead of "connection
reset". Installed for the whole house in FILE_UPLOAD_HANDLERS.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import StopFutureHandlers, TemporaryFileUploadHandler

from .errors import Refused

F = TypeVar("F")
T = TypeVar("T")

FILE_BYTES = 10_000_000
FORM_BYTES = 60_000_000


class TooBig(UploadedFile):  # type: ignore[type-arg]  # generic in the stubs only
    """Stands where a file was that is not kept; `size` is how large it came."""

    too_big = True

    def close(self) -> None:
        """There is nothing to close; without this the request could not close the files beside it."""


def is_too_big(file: object) -> bool:
    return bool(getattr(file, "too_big", False))


class BoundedHandler(TemporaryFileUploadHandler):
    """At most FILE_BYTES a file and FORM_BYTES a form, unless the view takes more; beyond that the bytes are counted and dropped."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.form_bytes = 0
        self.over = False
        self.file_most, self.form_most = self._most()

    def _most(self) -> tuple[int, int]:
        """A view may say, as `file_bytes`, that it takes larger files than the house does."""
        match = getattr(self.request, "resolver_match", None)
        most: int = getattr(match.func, "file_bytes", FILE_BYTES) if match else FILE_BYTES
        return most, max(FORM_BYTES, most + FILE_BYTES)

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.over = False
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if self.over:
            return None
        if start + len(raw_data) > self.file_most or self.form_bytes + len(raw_data) > self.form_most:
            self.over = True
            self.file.close()
            return None
        self.form_bytes += len(raw_data)
        super().receive_data_chunk(raw_data, start)
        return None

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        if self.over:
            return TooBig(None, self.file_name, self.content_type, file_size)
        return cast("UploadedFile[Any]", super().file_complete(file_size))


def taken(
    uploads: Iterable[F], accept: Callable[[F], T], refuse: Callable[[Refused], object]
) -> tuple[tuple[T, ...], int]:
    """Every file that `accept` keeps; what it refuses goes to `refuse`, beside the others. With the status of the answer
    if any was refused: 413 when one was too big, else 422."""
    kept, status = [], 422
    for upload in uploads:
        try:
            kept.append(accept(upload))
        except Refused as refused:
            status = 413 if is_too_big(upload) else status
            refuse(refused)
    return tuple(kept), status
