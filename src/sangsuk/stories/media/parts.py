"""Files that come in pieces: what has come stays on disk through a lost network and a killed server, and goes on from there.

Under MEDIA_ROOT/parts/<draft>/: `<id>.part` the bytes so far, `<id>.json` what was announced. The length of the part on disk
is the only truth about how far it came, so nothing has to be mended after a crash. A piece is written under a lock and
only where the last one ended: two connections that both believe to be the one cannot mix their bytes.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from io import FileIO
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.base import File
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.cases.files import keep, shown_name
from sangsuk.common.errors import Missing, Refused

from . import limits
from .keeping import FIELD, Kept, accept

LASTS = timedelta(days=2)
"""As long as a draft: a phone that is charged again tomorrow goes on where it was."""
FREE_BYTES = 2_000_000_000
"""Less free disk than this, and nothing large is begun: complaints and stories must still find room."""


class WrongPlace(Exception):
    """The piece does not begin where the last one ended; `offset` is where it should."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


@dataclass(frozen=True)
class Part:
    """A file on its way. `kept` is what became of it, once all of it was here and was accepted."""

    draft: UUID
    id: UUID
    name: str
    length: int
    begun_at: datetime
    offset: int = 0
    kept: Kept | None = None

    @property
    def ends_at(self) -> datetime:
        return self.begun_at + LASTS

    @property
    def is_whole(self) -> bool:
        return self.offset == self.length


def begin(draft: UUID, *, name: str, length: int, now: datetime | None = None) -> Part:
    """Announce a file. Raises Refused when it could never be accepted, or there is no room for it."""
    now, name = now or timezone.now(), shown_name(name) or "file"
    most = limits.largest(now)
    if length < 1:
        raise Refused("empty_file", _("ไฟล์ “%(name)s” ว่างเปล่า กรุณาเลือกไฟล์อีกครั้ง") % {"name": name}, FIELD)
    if length > most:
        raise Refused("too_big", _("ไฟล์ “%(name)s” ใหญ่เกินไป ส่งได้ไม่เกิน %(most)s เมกะไบต์ กรุณาตัดให้สั้นลงหรืออัดใหม่ด้วยคุณภาพที่ต่ำกว่า")
                      % {"name": name, "most": most // limits.MB}, FIELD)  # fmt: skip
    folder = _folder(draft)
    if len(list(folder.glob("*.json"))) >= 2 * limits.FILES:
        raise Refused("too_many_files", _("แนบไฟล์ได้ไม่เกิน %(most)s ไฟล์") % {"most": limits.FILES}, FIELD)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if shutil.disk_usage(folder).free < FREE_BYTES + length:
        raise Refused(
            "no_room", _("ตอนนี้ที่เก็บไฟล์ของเราเกือบเต็ม กรุณาส่งเรื่องโดยไม่มีไฟล์นี้ หรือลองใหม่พรุ่งนี้ เรื่องที่พิมพ์ไว้ยังอยู่ครบ"), FIELD
        )
    part = Part(draft, uuid4(), name, length, now)
    _path(part, "part").touch(mode=0o600)
    _note(part)
    return part


def get(draft: UUID, part_id: UUID, *, now: datetime | None = None) -> Part:
    """Raises Missing when there is no such part of this draft, or its time is over."""
    note = _folder(draft) / f"{part_id.hex}.json"
    try:
        told = json.loads(note.read_bytes())
    except (FileNotFoundError, ValueError):
        raise _gone() from None
    part = Part(draft, part_id, told["name"], told["length"], datetime.fromisoformat(told["begun_at"]))
    if part.ends_at <= (now or timezone.now()):
        raise _gone()
    if told.get("kept"):
        return replace(part, offset=part.length, kept=Kept(**told["kept"]))
    try:
        return replace(part, offset=_path(part, "part").stat().st_size)
    except FileNotFoundError:
        raise _gone() from None


def _gone() -> Missing:
    return Missing("no_part", _("ไม่พบไฟล์ที่ส่งค้างไว้ กรุณาเลือกไฟล์อีกครั้ง"))


def write(part: Part, offset: int, pieces: Iterable[bytes]) -> int:
    """Put the pieces behind what came before; how far it is now. What came before a break stays.

    Raises: WrongPlace, Refused when more comes than was announced.
    """
    with _path(part, "part").open("ab", buffering=0) as out:
        try:
            for piece in pieces:
                offset = _written(out, part, offset, piece)
        finally:
            os.fsync(out.fileno())
    if offset == part.offset and not part.is_whole:
        _check_place(part, offset)
    return offset


def _written(out: FileIO, part: Part, offset: int, piece: bytes) -> int:
    fd = out.fileno()
    fcntl.flock(fd, fcntl.LOCK_EX)
    try:
        there = os.fstat(fd).st_size
        if there != offset:
            raise WrongPlace(there)
        if there + len(piece) > part.length:
            raise Refused("too_much", _("ไฟล์ที่มาใหญ่กว่าที่แจ้งไว้ กรุณาเลือกไฟล์อีกครั้ง"), FIELD)
        while piece:
            piece = piece[os.write(fd, piece) :]
        return os.fstat(fd).st_size
    finally:
        fcntl.flock(fd, fcntl.LOCK_UN)


def _check_place(part: Part, offset: int) -> None:
    there = _path(part, "part").stat().st_size
    if there != offset:
        raise WrongPlace(there)


def finish(part: Part, *, now: datetime | None = None) -> Kept:
    """Take the whole file in, as `keeping.accept` does. Asked again, the same answer. Refused, the part is thrown away."""
    if part.kept is not None:
        return part.kept
    if not part.is_whole:
        raise Refused("not_whole", _("ไฟล์ “%(name)s” ยังมาไม่ครบ") % {"name": part.name}, FIELD)
    try:
        path = _path(part, "part")
        with path.open("rb") as opened:
            kept = accept(File(opened, name=part.name), now=now, lies_at=path)
    except Refused:
        forget(part)
        raise
    _note(replace(part, kept=kept))
    _path(part, "part").unlink(missing_ok=True)
    return kept


def forget(part: Part) -> None:
    for kind in ("json", "part"):
        _path(part, kind).unlink(missing_ok=True)


def forget_all(draft: UUID) -> None:
    """The draft was sent or thrown away."""
    shutil.rmtree(_folder(draft), ignore_errors=True)


def waiting(draft: UUID, *, now: datetime | None = None) -> tuple[Part, ...]:
    """What was begun and is not whole yet, so that a page can offer to go on."""
    found = []
    for note in sorted(_folder(draft).glob("*.json")):
        try:
            part = get(draft, UUID(note.stem), now=now)
        except (Missing, ValueError):
            continue
        if part.kept is None:
            found.append(part)
    return tuple(found)


def sweep(now: datetime) -> int:
    """Throw away what nobody went on with. Returns how many files went."""
    root, gone = Path(settings.MEDIA_ROOT) / "parts", 0
    before = (now - LASTS).timestamp()
    for folder in root.iterdir() if root.is_dir() else ():
        for file in folder.iterdir():
            if file.stat().st_mtime < before:
                file.unlink(missing_ok=True)
                gone += 1
        if not any(folder.iterdir()):
            folder.rmdir()
    return gone


def _folder(draft: UUID) -> Path:
    return Path(settings.MEDIA_ROOT) / "parts" / draft.hex


def _path(part: Part, kind: str) -> Path:
    return _folder(part.draft) / f"{part.id.hex}.{kind}"


def _note(part: Part) -> None:
    """What was announced, on disk before the answer; written beside and moved, so that it is there whole or not at all."""
    told = {"name": part.name, "length": part.length, "begun_at": part.begun_at.isoformat()}
    kept = {"kept": asdict(part.kept)} if part.kept else {}
    path = _path(part, "json")
    path.unlink(missing_ok=True)
    keep(path, json.dumps(told | kept, ensure_ascii=False).encode())
