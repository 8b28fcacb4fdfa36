"""One file of a story on its way in: what it is by its first bytes, made harmless, on disk before anybody says thanks."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.cases import files as photographs
from sangsuk.common.errors import Refused
from sangsuk.common.uploads import FILE_BYTES, is_too_big

from . import apart, limits

PHOTO, AUDIO, VIDEO = photographs.PHOTO, "audio", "video"
FIELD = "enclosed"
CONTENT_TYPE = photographs.MEDIA


@dataclass(frozen=True)
class Kept:
    """A file that lies on disk. `form` is how its name ends; `poster` is the SHA-256 of a film's still, itself a photograph."""

    sha256: str
    kind: str
    form: str
    size: int
    name: str
    seconds: float = 0.0
    width: int | None = None
    height: int | None = None
    poster: str = ""


def accept(
    upload: "File[Any]", *, now: datetime | None = None, lies_at: Path | None = None, video: limits.Most | None = None
) -> Kept:
    """Keep one photograph, sound or short film. Raises Refused, field "enclosed", saying what would help.

    `lies_at`: where the bytes are on disk already, so that a large film is not copied. `video`: how long and large a film may
    be, where it is not one that comes with a story.
    """
    now, name = now or timezone.now(), photographs.shown_name(upload.name or "")
    video = video or limits.video(now)
    most = max(limits.audio(now).bytes, video.bytes)
    if is_too_big(upload) or upload.size > most:
        raise _too_big(name, upload.size, most // limits.MB)
    upload.seek(0)
    demuxer = demuxer_of(upload.read(64))
    if not demuxer:
        return _photograph(upload, name)
    with _room() as room:
        source = _on_disk(upload, lies_at, room)
        return _film_or_sound(source, demuxer, name, room, (limits.audio(now), video))


def demuxer_of(head: bytes) -> str:
    """Which reader the first bytes call for; "" for a photograph or nothing we know. What the file calls itself is not asked."""
    if head[4:8] in (b"moov", b"mdat", b"wide", b"skip", b"free"):
        return "mov"
    if head[4:8] == b"ftyp" and photographs.sniffed(head) == "video":
        return "mov"
    if head[:4] == b"\x1aE\xdf\xa3":
        return "matroska"
    if head[:4] == b"OggS":
        return "ogg"
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "wav"
    is_frame = len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2
    return "mp3" if head[:3] == b"ID3" or is_frame else ""


def _photograph(upload: "File[Any]", name: str) -> Kept:
    upload.seek(0)
    try:
        if upload.size > FILE_BYTES:
            raise _too_big(name, upload.size, FILE_BYTES // limits.MB)
        kept = photographs.accept(upload)
    except Refused as refused:
        if refused.code == "not_a_photo":
            raise _not_ours(name) from refused
        raise Refused(refused.code, str(refused), FIELD) from refused
    return Kept(kept.sha256, PHOTO, "jpg", kept.size, name, width=kept.width, height=kept.height)


@contextmanager
def _room() -> Iterator[Path]:
    """A folder for one file, on the disk where it will stay; gone afterwards whatever happens."""
    root = Path(settings.MEDIA_ROOT) / "opening"
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root) as folder:
        yield Path(folder)


def _on_disk(upload: "File[Any]", lies_at: Path | None, room: Path) -> Path:
    """A second name for bytes that lie on the same disk already, else a copy."""
    path = room / "source"
    try:
        os.link(lies_at or upload.temporary_file_path(), path)  # type: ignore[attr-defined]
    except (AttributeError, OSError):
        upload.seek(0)
        with path.open("wb") as out:
            for piece in upload.chunks():
                out.write(piece)
    return path


def _film_or_sound(source: Path, demuxer: str, name: str, room: Path, most_of: tuple[limits.Most, limits.Most]) -> Kept:
    audio, video = most_of
    out, poster = room / "out", room / "poster.jpg"
    found = apart.opened(source, demuxer, out=out, poster=poster,
                         audio_seconds=audio.seconds, video_seconds=video.seconds)  # fmt: skip
    if found.trouble:
        raise _trouble(found.trouble, name, audio, video)
    most = video if found.kind == VIDEO else audio
    if source.stat().st_size > most.bytes:
        raise _too_big(name, source.stat().st_size, most.megabytes)
    still = ""
    if found.kind == VIDEO:
        with poster.open("rb") as opened:
            still = photographs.accept(File(opened, name="poster.jpg")).sha256
    size = out.stat().st_size
    digest = _moved(out, found.form)
    return Kept(digest, found.kind, found.form, size, name, found.seconds, found.width, found.height, still)


def _moved(out: Path, form: str) -> str:
    """To its place, by its digest, and down to the disk."""
    with out.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
        os.fsync(opened.fileno())
    path = path_of(digest, form)
    path.parent.mkdir(parents=True, exist_ok=True)
    out.chmod(0o600)
    out.replace(path)
    for folder in (path.parent, path.parent.parent):
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
    return digest


def path_of(sha256: str, form: str, *, thumb: bool = False) -> Path:
    """Where it lies; beside the photographs of cases. `sha256` and `form` come from our own tables, never from an address."""
    return photographs.path_of(sha256, form, thumb=thumb)


def _no(code: str, sentence: Any, **gaps: Any) -> Refused:
    return Refused(code, sentence % gaps, FIELD)


def _too_big(name: str, size: int, most: int) -> Refused:
    return _no("too_big", _("ไฟล์ “%(name)s” ใหญ่ %(size)s เมกะไบต์ ส่งได้ไม่เกิน %(most)s เมกะไบต์ กรุณาตัดให้สั้นลงหรืออัดใหม่ด้วยคุณภาพที่ต่ำกว่า"),
               name=name, size=f"{max(size / limits.MB, most + 0.1):,.1f}", most=most)  # fmt: skip


def _not_ours(name: str) -> Refused:
    return _no(
        "not_media",
        _(
            "ไฟล์ “%(name)s” ไม่ใช่ชนิดที่เรารับ เรารับรูป JPG, PNG, HEIC, WebP เสียง M4A, MP3, OGG, WAV และวิดีโอ MP4, MOV, WebM, 3GP"
        ),
        name=name,
    )


def _trouble(code: str, name: str, audio: limits.Most, video: limits.Most) -> Refused:
    if code == "too_long":
        return _no(code, _("ไฟล์ “%(name)s” ยาวเกินไป เสียงส่งได้ไม่เกิน %(audio)s นาที วิดีโอไม่เกิน %(video)s นาที กรุณาตัดให้สั้นลงแล้วส่งใหม่"),
                   name=name, audio=audio.minutes, video=video.minutes)  # fmt: skip
    if code == "unknown_codec":
        return _not_ours(name)
    if code == "nothing_in_it":
        return _no(code, _("ไฟล์ “%(name)s” ไม่มีทั้งภาพและเสียง กรุณาเลือกไฟล์อีกครั้ง"), name=name)
    if code == "too_heavy":
        return _no(code, _("ไฟล์ “%(name)s” หนักเกินกว่าที่เราเปิดได้ กรุณาอัดใหม่ด้วยความละเอียดที่ต่ำกว่า แล้วส่งอีกครั้ง"), name=name)
    return _no("broken_media", _("เปิดไฟล์ “%(name)s” ไม่ได้ ไฟล์อาจเสียระหว่างทาง กรุณาเลือกไฟล์นี้อีกครั้งหรืออัดใหม่"), name=name)
