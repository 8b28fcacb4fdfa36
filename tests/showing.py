"""Published stories with files that lie on disk, for tests of what everybody sees. All invented; the bytes say whose they are."""

import hashlib
import os
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

import storytelling as telling
from factories import MONDAY
from sangsuk.stories.actions import NewFile
from sangsuk.stories.gallery import files
from sangsuk.stories.models import Story, StoryFile

ALL = ("publish", "quote", "name", "photograph", "film", "contact")


def photograph(n: int) -> NewFile:
    """A small picture of one colour, and its small one, as they would lie on disk."""
    out = BytesIO()
    Image.new("RGB", (64, 48), (n * 37 % 256, n * 91 % 256, n % 256)).save(out, "JPEG", comment=f"photo {n}".encode())
    return _kept("photo", "jpg", out.getvalue(), alt=f"ภาพที่ {n}", width=64, height=48)


def sound(n: int) -> NewFile:
    return _kept("audio", "mp3", b"ID3" + f"sound {n} ".encode() * 400, seconds=12.0)


def film(n: int) -> NewFile:
    return _kept("video", "mp4", b"\0\0\0\x18ftypmp42" + f"film {n} ".encode() * 900, seconds=8.0, width=64, height=48)


def _kept(kind: str, suffix: str, data: bytes, **about: Any) -> NewFile:
    digest = hashlib.sha256(data).hexdigest()
    for path in files.paths(kind, digest, suffix):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if "-small" not in path.name else b"small " + data)
        os.utime(path, (MONDAY.timestamp(), MONDAY.timestamp()))
    return NewFile(digest, kind, suffix, len(data), f"IMG.{suffix}", **about)


def shown(n: int = 1, *, files: tuple[NewFile, ...] | None = None, now: datetime = MONDAY, **changes: Any) -> Story:
    """Published with every consent and with a photograph, all files passed."""
    told = {"uses": ALL, "files": (photograph(n),) if files is None else files} | changes
    passed = {key: told.pop(key) for key in ("title_shown", "text_shown") if key in told}
    story = telling.story(n, now=now, **told)
    passed["files"] = {str(pk): True for pk in StoryFile.objects.filter(story=story).values_list("pk", flat=True)}
    return telling.pass_on(story, now=now, passed=passed)


def on_disk(root: Path) -> set[str]:
    return {path.name for path in root.rglob("*") if path.is_file()}
