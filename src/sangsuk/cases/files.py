"""Photographs and papers on their way into a case: looked at, made harmless, and safely on disk before we say thanks.

A photograph is decoded and written anew, so that nothing but the picture survives: no place, no time, no name of the
phone, nothing hidden behind it. What a file calls itself is never believed. Files lie under MEDIA_ROOT by their SHA-256.
"""

import contextlib
import hashlib
import os
import re
import threading
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pillow_heif
from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from sangsuk.common.errors import Refused
from sangsuk.common.uploads import FILE_BYTES, is_too_big

from .pdf_actions import actions_of
from .taken_at import taken_at, taken_when

pillow_heif.register_heif_opener()
Image.MAX_IMAGE_PIXELS = None  # our own limits below are checked before a pixel is decoded

PHOTO, PDF = "photo", "pdf"
MEDIA = {
    "jpg": "image/jpeg", "mp4": "video/mp4", "m4a": "audio/mp4", "3gp": "video/3gpp", "webm": "video/webm",
    "mp3": "audio/mpeg", "ogg": "audio/ogg", "wav": "audio/wav",
}  # fmt: skip
"""Kinds of files that stories keep, called as their names end; none of them ever comes with a case."""
SUFFIX = {PHOTO: ".jpg", PDF: ".pdf", **{kind: f".{kind}" for kind in MEDIA}}
CONTENT_TYPE = {PHOTO: "image/jpeg", PDF: "application/pdf", **MEDIA}
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "HEIF")
SIDE, THUMB_SIDE, QUALITY = 2048, 480, 82
PIXELS, PIXELS_BY_STRIPS = 60_000_000, 220_000_000
"""A baseline JPEG is decoded strip by strip at a smaller scale, so the 200-megapixel phones are welcome too."""


@dataclass(frozen=True)
class StoredFile:
    """A file that lies on disk. `name` is what the person called it, for showing only.

    `at`, `when`: where and when the photograph said it was taken (`taken_at`), `warns`: what the paper can do by itself (`pdf_actions`).
    """

    sha256: str
    kind: str
    size: int
    width: int | None
    height: int | None
    name: str
    at: tuple[float, float] | None = None
    warns: str = ""
    when: datetime | None = None


def accept(upload: "File[Any]", *, papers: bool = False, places: bool = False) -> StoredFile:
    """Keep one uploaded photograph (and with `papers`, one PDF). Raises Refused, field "photos", saying what would help.

    `places`: whether to note where and when the photograph was taken; only where its sender is told so.
    """
    name = shown_name(upload.name or "")
    if is_too_big(upload) or upload.size > FILE_BYTES:
        raise _no("too_big", _("ไฟล์ “%(name)s” ใหญ่ %(size)s เมกะไบต์ ส่งได้ไฟล์ละไม่เกิน 10 เมกะไบต์ กรุณาเลือกรูปที่เล็กกว่านี้"), name,
                  size=f"{max(upload.size / 1e6, 10.1):,.1f}")  # fmt: skip
    upload.seek(0)
    data = upload.read()
    seen = sniffed(data)
    if seen == "empty":
        raise _no("empty_file", _("ไฟล์ “%(name)s” ว่างเปล่า กรุณาเลือกรูปอีกครั้ง"), name)
    if seen == PDF:
        if papers:
            return _paper(data, name)
        raise _no("not_a_photo", _("ไฟล์ “%(name)s” เป็นเอกสาร PDF ไม่ใช่รูปถ่าย กรุณาถ่ายรูปเอกสารแล้วส่งรูปแทน"), name)
    if seen == "video":
        raise _no("not_a_photo", _("ไฟล์ “%(name)s” เป็นวิดีโอ ตอนนี้เรารับเฉพาะรูปถ่าย กรุณาส่งเป็นรูปแทน"), name)
    kept = _photo(data, name)
    return kept if places else replace(kept, at=None, when=None)


def accept_with_papers(upload: "File[Any]") -> StoredFile:
    """A photograph or a PDF: what officials, and a citizen who answers, may send."""
    return accept(upload, papers=True)


def places_of(file: StoredFile) -> dict[str, float | None]:
    """The fields of a row that keeps where the photograph was taken."""
    longitude, latitude = file.at or (None, None)
    return {"longitude": longitude, "latitude": latitude}


def _no(code: str, sentence: Any, name: str, **gaps: str) -> Refused:
    return Refused(code, sentence % {"name": name, **gaps}, "photos")


def shown_name(name: str) -> str:
    """The last part of a file's name, without signs that could fool a reader or a log."""
    plain = re.sub(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069/\\]", "", Path(name.replace("\\", "/")).name)
    return plain if len(plain) <= 60 else f"{plain[:40]}…{plain[-15:]}"


def sniffed(data: bytes) -> str:
    """What the first bytes say a file is: 'empty', 'pdf', 'video' or 'perhaps' (let the decoder decide)."""
    if not data:
        return "empty"
    if b"%PDF-" in data[:1024]:
        return PDF
    brand = data[8:12] if data[4:8] == b"ftyp" else b""
    if brand and brand not in (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif"):
        return "video"
    if data[:4] == b"\x1aE\xdf\xa3":
        return "video"
    return "perhaps"


_decoding = threading.Semaphore(1)
"""One picture at a time in each process: decoded, a large one is some hundred megabytes."""


def _photo(data: bytes, name: str) -> StoredFile:
    with _decoding:
        return _written_anew(data, name)


def _written_anew(data: bytes, name: str) -> StoredFile:
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            _check_pixels(image, name)
            at, when = taken_at(image), taken_when(image)
            image.draft("RGB", (SIDE, SIDE))  # JPEG only: decode at 1/2, 1/4 or 1/8 scale
            picture = _upright_rgb(image)
    except UnidentifiedImageError as trouble:
        if _looks_like_picture(data):
            raise _broken(name) from trouble
        raise _no("not_a_photo", _("ไฟล์ “%(name)s” ไม่ใช่รูปถ่าย เรารับรูปแบบ JPG, PNG, HEIC และ WebP"), name) from trouble
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, RuntimeError, MemoryError) as trouble:
        raise _broken(name) from trouble
    picture.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    small = picture.copy()
    small.thumbnail((THUMB_SIDE, THUMB_SIDE), Image.Resampling.LANCZOS)
    full = _jpeg(picture)
    digest = hashlib.sha256(full).hexdigest()
    keep(path_of(digest, PHOTO, thumb=True), _jpeg(small))
    keep(path_of(digest, PHOTO), full)
    return StoredFile(digest, PHOTO, len(full), picture.width, picture.height, name, at, when=when)


def _looks_like_picture(data: bytes) -> bool:
    magic = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM")
    return data.startswith(magic) or data[4:8] == b"ftyp" or data[8:12] == b"WEBP"


def _broken(name: str) -> Refused:
    return _no("broken_photo", _("เปิดรูป “%(name)s” ไม่ได้ ไฟล์อาจเสียระหว่างทาง กรุณาเลือกรูปนี้อีกครั้งหรือถ่ายใหม่"), name)


def _check_pixels(image: Image.Image, name: str) -> None:
    strips = image.format in ("JPEG", "MPO") and not image.info.get("progressive")
    if image.width * image.height > (PIXELS_BY_STRIPS if strips else PIXELS):
        raise _no("too_many_pixels", _("รูป “%(name)s” มีขนาดภาพใหญ่เกินไป กรุณาย่อรูปหรือถ่ายหน้าจอของรูปแล้วส่งแทน"), name)


def _upright_rgb(image: Image.Image) -> Image.Image:
    """Turned the right way up, in sRGB, on white where it was clear, and with every word about it gone."""
    icc = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        image = Image.new("RGBA", clear.size, "white")
        image.alpha_composite(clear)
    if icc and image.mode in ("RGB", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(icc))
            changed = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            image = changed or image
        except (ImageCms.PyCMSError, OSError):
            pass  # a colour that is a little off is better than no picture
    image = image.convert("RGB")
    image.info = {}
    return image


def _jpeg(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()


def _paper(data: bytes, name: str) -> StoredFile:
    """A PDF as it came; it is only ever given out as a download, never opened in our page."""
    if b"%%EOF" not in data[-2048:]:
        raise _no("broken_file", _("ไฟล์ “%(name)s” ไม่ครบ อาจขาดระหว่างทาง กรุณาเลือกไฟล์นี้อีกครั้ง"), name)
    digest = hashlib.sha256(data).hexdigest()
    keep(path_of(digest, PDF), data)
    return StoredFile(digest, PDF, len(data), None, None, name, warns=actions_of(data))


def path_of(sha256: str, kind: str, *, thumb: bool = False) -> Path:
    """Where a file lies. `sha256` comes from our own tables, never from an address."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / f"{sha256}{'-small' if thumb else ''}{SUFFIX[kind]}"


def keep(path: Path, data: bytes) -> None:
    """Write and wait until it is on disk; the same file twice is written once, and is as young as the second time."""
    with contextlib.suppress(FileNotFoundError):
        os.utime(path)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        with beside.open("xb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
        for folder in (path.parent, path.parent.parent):
            _fsync_folder(folder)
    finally:
        beside.unlink(missing_ok=True)


def _fsync_folder(folder: Path) -> None:
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
