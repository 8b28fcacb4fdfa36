"""Pieces of a file, marks, and how long anybody may keep it."""

from pathlib import Path
from typing import Any

import pytest
from django.test import RequestFactory

from sangsuk.common.errors import Missing
from sangsuk.public import serving

DATA = bytes(range(256)) * 600


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "film.mp4"
    path.write_bytes(DATA)
    return path


def asked(film: Path, **headers: str) -> Any:
    request = RequestFactory().get("/", headers=headers)
    answer = serving.file(request, film, content_type="video/mp4", mark="abc")
    answer.body = answer.getvalue() if answer.streaming else answer.content
    return answer


@pytest.mark.parametrize(
    ("wanted", "status", "first", "last"),
    [
        ("", 200, 0, len(DATA) - 1),
        ("bytes=0-", 200, 0, len(DATA) - 1),
        ("bytes=0-1", 206, 0, 1),
        ("bytes=100-70000", 206, 100, 70000),
        ("bytes=153599-", 206, 153599, 153599),
        ("bytes=-10", 206, len(DATA) - 10, len(DATA) - 1),
        ("bytes=-999999999", 200, 0, len(DATA) - 1),
        ("bytes=5-999999999", 206, 5, len(DATA) - 1),
        ("bytes=9-5", 200, 0, len(DATA) - 1),
        ("bytes=0-1,5-6", 200, 0, len(DATA) - 1),
        ("lines=0-1", 200, 0, len(DATA) - 1),
        ("bytes=-", 200, 0, len(DATA) - 1),
    ],
)
def test_a_phone_gets_the_piece_it_asks_for(film: Path, wanted: str, status: int, first: int, last: int) -> None:
    answer = asked(film, **({"Range": wanted} if wanted else {}))
    assert answer.status_code == status
    assert answer.body == DATA[first : last + 1]
    assert answer["Content-Length"] == str(last - first + 1)
    assert answer.get("Content-Range") == (f"bytes {first}-{last}/{len(DATA)}" if status == 206 else None)
    assert answer["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("wanted", ["bytes=153600-", "bytes=999999999999999999999-", "bytes=-0"])
def test_a_piece_beyond_the_end_is_refused_with_the_length(film: Path, wanted: str) -> None:
    answer = asked(film, Range=wanted)
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{len(DATA)}")


def test_a_piece_of_another_version_is_answered_with_the_whole(film: Path) -> None:
    assert asked(film, **{"Range": "bytes=0-1", "If-Range": '"abc"'}).status_code == 206
    assert asked(film, **{"Range": "bytes=0-1", "If-Range": '"old"'}).status_code == 200


@pytest.mark.parametrize("known", ['"abc"', 'W/"abc"', '"x", "abc"', "*"])
def test_who_has_it_already_hears_so_and_keeps_it_a_minute_at_most(film: Path, known: str) -> None:
    answer = asked(film, **{"If-None-Match": known})
    assert (answer.status_code, answer.body) == (304, b"")
    assert answer["Cache-Control"] == "public, max-age=60, must-revalidate"


def test_what_is_not_on_disk_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Missing):
        asked(tmp_path / "gone.mp4")


def test_a_text_is_marked_by_its_bytes() -> None:
    first = serving.text(RequestFactory().get("/"), "เรื่องเล่า", "text/plain", name="a.csv")
    again = serving.text(RequestFactory().get("/", headers={"If-None-Match": first["ETag"]}), "เรื่องเล่า", "text/plain")
    other = serving.text(RequestFactory().get("/", headers={"If-None-Match": first["ETag"]}), "อีกเรื่อง", "text/plain")
    assert (first.status_code, again.status_code, other.status_code) == (200, 304, 200)
    assert first["Content-Disposition"] == 'attachment; filename="a.csv"'
