"""What comes with a story is what its first bytes say, within the limits in force, and lies on disk."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

import filming
from sangsuk.cases import files as photographs
from sangsuk.common.errors import Refused
from sangsuk.common.models import LimitRule
from sangsuk.common.uploads import TooBig
from sangsuk.stories.media import keeping, limits

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def sent(path: Path, name: str = "") -> "File[Any]":
    return SimpleUploadedFile(name or path.name, path.read_bytes())


def rule(what: str, amount: int) -> None:
    LimitRule.objects.create(code=f"{what}.x", what=what, amount=amount, valid_from="2026-01-01", source="order 1/2570")


def test_a_film_is_kept_with_a_still_that_is_a_photograph(tmp_path: Path) -> None:
    kept = keeping.accept(sent(filming.film(tmp_path / "IMG_0001.MOV", form="mov", size=(640, 480))))
    assert (kept.kind, kept.form, kept.name) == ("video", "mp4", "IMG_0001.MOV")
    assert (kept.width, kept.height) == (640, 480)
    path = keeping.path_of(kept.sha256, kept.form)
    assert path.stat().st_size == kept.size
    assert path.stat().st_mode & 0o777 == 0o600
    with Image.open(photographs.path_of(kept.poster, "photo", thumb=True)) as still:
        assert still.format == "JPEG"
        assert not still.getexif()


def test_a_sound_is_kept_and_has_no_still(tmp_path: Path) -> None:
    kept = keeping.accept(sent(filming.sound(tmp_path / "เสียง.m4a", form="ipod", codec="aac")))
    assert (kept.kind, kept.form, kept.poster, kept.name) == ("audio", "m4a", "", "เสียง.m4a")
    assert keeping.CONTENT_TYPE[kept.form] == "audio/mp4"


def test_a_photograph_goes_the_way_of_all_photographs() -> None:
    out = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    kept = keeping.accept(SimpleUploadedFile("รูป.mp4", out.getvalue()))
    assert (kept.kind, kept.form, kept.width) == ("photo", "jpg", 40)
    assert keeping.path_of(kept.sha256, "jpg") == photographs.path_of(kept.sha256, "photo")


def test_the_same_film_twice_is_one_file(tmp_path: Path) -> None:
    film = filming.film(tmp_path / "a.mp4")
    assert keeping.accept(sent(film)).sha256 == keeping.accept(sent(film, "b.mp4")).sha256


def test_nothing_is_left_where_files_are_opened(tmp_path: Path, settings: Any) -> None:
    keeping.accept(sent(filming.film(tmp_path / "a.mp4")))
    with pytest.raises(Refused):
        keeping.accept(SimpleUploadedFile("b.mp4", b"\0\0\0\x18ftypisom" + bytes(400)))
    assert list((Path(settings.MEDIA_ROOT) / "opening").iterdir()) == []


@pytest.mark.parametrize(
    ("head", "demuxer"),
    [
        (b"\0\0\0\x18ftypisom", "mov"), (b"\0\0\0\x14ftypqt  ", "mov"), (b"\0\0\0\x14ftyp3gp4", "mov"),
        (b"\0\0\0\x08wide\0\0\0\0mdat", "mov"), (b"\x1aE\xdf\xa3", "matroska"), (b"OggS\0", "ogg"),
        (b"RIFF\0\0\0\0WAVEfmt ", "wav"), (b"ID3\x04", "mp3"), (b"\xff\xfb\x90\x00", "mp3"), (b"\xff\xf3\x40\xc4", "mp3"),
        (b"\0\0\0\x18ftypheic", ""), (b"\xff\xd8\xff\xe0", ""), (b"\x89PNG\r\n", ""), (b"RIFF\0\0\0\0WEBPVP8 ", ""),
        (b"RIFF\0\0\0\0AVI LIST", ""), (b"%PDF-1.7", ""), (b"#EXTM3U", ""), (b"<html>", ""), (b"", ""), (b"\xff", ""),
    ],
)  # fmt: skip
def test_the_first_bytes_say_which_reader_is_asked(head: bytes, demuxer: str) -> None:
    assert keeping.demuxer_of(head) == demuxer


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7 %%EOF", b"#EXTM3U\nfile:///etc/passwd", b"<svg onload=x>", b"RIFF\0\0\0\0AVI LIST"]
)
def test_what_we_do_not_take_is_refused_with_what_we_do_take(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        keeping.accept(SimpleUploadedFile("x.bin", data))
    assert refused.value.field == "enclosed"
    assert refused.value.code in ("not_media", "empty_file")


def test_too_long_is_told_with_the_limit_in_force(tmp_path: Path) -> None:
    rule("story_audio_minutes", 1)
    song = filming.sound(tmp_path / "song.ogg", form="ogg", codec="libopus", seconds=63)
    with pytest.raises(Refused, match="1 นาที") as refused:
        keeping.accept(sent(song))
    assert refused.value.code == "too_long"


def test_a_sound_larger_than_sounds_may_be_is_refused_though_films_may(tmp_path: Path) -> None:
    rule("story_audio_mb", 1)
    with pytest.raises(Refused, match="1 เมกะไบต์"):
        keeping.accept(sent(filming.sound(tmp_path / "big.wav", form="wav", codec="pcm_s16le", seconds=20)))


def test_one_larger_than_anything_is_refused_before_it_is_opened(monkeypatch: Any) -> None:
    monkeypatch.setattr(keeping.apart, "opened", lambda *a, **k: pytest.fail("opened"))
    with pytest.raises(Refused, match="60 เมกะไบต์") as refused:
        keeping.accept(TooBig(None, "x.mp4", "video/mp4", 61_000_000))
    assert refused.value.code == "too_big"


def test_a_photograph_keeps_the_limit_of_photographs(monkeypatch: Any) -> None:
    big = SimpleUploadedFile("x.jpg", b"\xff\xd8\xff" + bytes(10_000_001))
    with pytest.raises(Refused, match="10 เมกะไบต์"):
        keeping.accept(big)


@pytest.mark.parametrize("code", ["too_heavy", "broken", "nothing_in_it", "unknown_codec", "too_long"])
def test_every_trouble_has_a_sentence_that_says_what_would_help(code: str, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(keeping.apart, "opened", lambda *a, **k: keeping.apart.Found(code))
    with pytest.raises(Refused) as refused:
        keeping.accept(SimpleUploadedFile("x.ogg", b"OggS"))
    assert "x.ogg" in str(refused.value)


def test_the_limits_hold_before_any_row_is_loaded() -> None:
    from django.utils import timezone

    now = timezone.now()
    assert (limits.audio(now), limits.video(now)) == (limits.AUDIO, limits.VIDEO)
    assert limits.largest(now) == 60_000_000
