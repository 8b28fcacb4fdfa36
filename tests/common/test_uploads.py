"""A file that is too big is counted and thrown away; one that fits is kept on disk."""

import io
from pathlib import Path
from typing import Any

import pytest

from sangsuk.common.uploads import FILE_BYTES, FORM_BYTES, BoundedHandler, is_too_big


def handled(handler: BoundedHandler, size: int, name: str = "a.jpg") -> Any:
    from django.core.files.uploadhandler import StopFutureHandlers

    with pytest.raises(StopFutureHandlers):
        handler.new_file("photos", name, "image/jpeg", None)
    for start in range(0, size, 65_536):
        block = b"x" * min(65_536, size - start)
        assert handler.receive_data_chunk(block, start) is None
    return handler.file_complete(size)


@pytest.fixture(autouse=True)
def _temporary(settings: Any, tmp_path: Path) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path


def test_a_file_that_fits_is_kept(tmp_path: Path) -> None:
    with handled(BoundedHandler(), FILE_BYTES) as kept:
        assert not is_too_big(kept)
        assert (kept.size, len(kept.read())) == (FILE_BYTES, FILE_BYTES)


def test_one_byte_more_is_too_much_and_leaves_nothing_on_disk(tmp_path: Path) -> None:
    stand_in = handled(BoundedHandler(), FILE_BYTES + 1)
    assert is_too_big(stand_in)
    assert (stand_in.name, stand_in.size) == ("a.jpg", FILE_BYTES + 1)
    assert list(tmp_path.iterdir()) == []


def test_many_files_together_have_a_limit_too() -> None:
    handler = BoundedHandler()
    kept = [handled(handler, FILE_BYTES) for _ in range(FORM_BYTES // FILE_BYTES)]
    assert not any(map(is_too_big, kept))
    assert is_too_big(handled(handler, 1))
    for file in kept:
        file.close()


def test_after_one_too_big_the_next_that_fits_is_kept() -> None:
    handler = BoundedHandler()
    assert is_too_big(handled(handler, FILE_BYTES * 3))
    with handled(handler, 1000) as kept:
        assert not is_too_big(kept)


def test_an_ordinary_file_is_not_too_big() -> None:
    assert not is_too_big(io.BytesIO(b"x"))
