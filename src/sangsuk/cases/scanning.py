"""The quarantine: with a scanner configured, a file is shown to nobody before the scanner has found it clean.

The duty is in rows: what hangs somewhere and has no clean `FileScan` is not given out, and a tick finds and scans it. A
scanner that does not answer leaves files where they are and is tried again; what it finds infected is moved apart, out
of the place from which files are given. Without a scanner nothing waits, and what was once found infected stays apart.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.common.errors import Missing, Refused

from . import clamd
from .files import PHOTO, path_of
from .holders import HOLDERS, named
from .models import FileScan
from .models.scans import CLEAN, INFECTED, WAITING

AT_ONCE = 20
LEASE = timedelta(minutes=2)
SLOWEST = timedelta(minutes=10)
AT_MOST = 10.0
"""Seconds that somebody waits before the page for a list to be scanned."""
LATE = timedelta(minutes=3)
"""A file that waits longer is told to the operator."""


class Kept(Protocol):
    @property
    def sha256(self) -> str: ...
    @property
    def kind(self) -> str: ...


class Marked(Kept, Protocol):
    held: str


@dataclass(frozen=True)
class Held:
    """How many files wait, since when, and what the scanner said last; `late` when somebody should look after it."""

    many: int
    since: datetime | None
    trouble: str
    late: bool


def configured() -> bool:
    return bool(settings.CLAMAV)


def held(files: Iterable[Kept]) -> dict[str, str]:
    """Which of these may not be shown, by SHA-256: "waiting" or "infected". No query without a scanner."""
    asked = {file.sha256 for file in files}
    if not asked or not configured():
        return {}
    known = dict(FileScan.objects.filter(sha256__in=asked).values_list("sha256", "state"))
    states = {sha256: known.get(sha256, WAITING) for sha256 in asked}
    return {sha256: state for sha256, state in states.items() if state != CLEAN}


def path_to(file: Kept, *, thumb: bool = False) -> Path:
    """Where the bytes lie that may be given out. Raises: Refused while they are being checked, Missing when kept apart."""
    state = held([file]).get(file.sha256, "")
    if state == INFECTED or apart(path_of(file.sha256, file.kind)).exists():
        raise Missing("infected", words_for(INFECTED))
    if state:
        raise Refused("being_checked", words_for(WAITING))
    path = path_of(file.sha256, file.kind, thumb=thumb and file.kind == PHOTO)
    if not path.exists():
        raise Missing("no_file", _("ไม่พบไฟล์นี้"))
    return path


def marked(files: Iterable[Marked], *, on_desk: bool = False) -> None:
    """Says to each file, as `held`, what its reader is told instead of it; "" when it may be opened."""
    files = list(files)
    states = held(files)
    slow = on_desk and WAITING in states.values() and waiting().late
    for file in files:
        file.held = words_for(states.get(file.sha256, ""))
        if slow and states.get(file.sha256) == WAITING:
            file.held = _("ตัวตรวจไวรัสไม่ตอบมาหลายนาทีแล้ว ไฟล์นี้จึงยังเปิดไม่ได้ กรุณาแจ้งผู้ดูแลระบบ")


def words_for(state: str) -> str:
    if state == INFECTED:
        return _("พบไวรัสในไฟล์นี้ เราจึงเก็บแยกไว้และไม่ให้ใครเปิด เรื่องของท่านไม่ได้รับผลกระทบ ถ้ายังต้องการส่ง กรุณาส่งไฟล์ใหม่")
    return _("กำลังตรวจหาไวรัสในไฟล์นี้ กรุณารอสักครู่แล้วเปิดใหม่") if state else ""


def before_opening(content: bytes, *, field: str) -> None:
    """For a list that is read at once and not kept: scanned before it is opened. Raises Refused; nothing without a scanner."""
    if not configured():
        return
    try:
        verdict = clamd.scan(settings.CLAMAV, [content], seconds=AT_MOST)
    except clamd.NoScanner as trouble:
        text = _("ตัวตรวจไวรัสไม่ตอบ จึงยังเปิดไฟล์นี้ไม่ได้ กรุณาลองใหม่อีกสักครู่ ถ้ายังไม่ได้กรุณาแจ้งผู้ดูแลระบบ")
        raise Refused("not_scanned", text, field) from trouble
    if verdict.found:
        raise Refused("infected", _("พบไวรัสในไฟล์นี้ เราจึงไม่ได้เปิดและไม่ได้เก็บไว้ กรุณาแจ้งผู้ดูแลเครื่องคอมพิวเตอร์ของท่าน"), field)


def scan_due(now: datetime | None = None, *, most: int = AT_ONCE) -> int:
    """Scan what is due; returns how many were decided. May run twice at once: each takes rows the other has not leased."""
    if not configured():
        return 0
    now = now or timezone.now()
    _take_up_new(now, most)
    decided = 0
    for row in _leased(now, most):
        decided += _scanned(row, now)
    return decided


def _take_up_new(now: datetime, most: int) -> None:
    for holder in HOLDERS:
        rows = holder.unknown(FileScan.objects.values("sha256"), most)
        FileScan.objects.bulk_create(
            [FileScan(sha256=sha256, kind=kind, first_seen_at=now, due_at=now) for sha256, kind in rows.items()],
            ignore_conflicts=True,
        )


def _leased(now: datetime, most: int) -> list[FileScan]:
    with transaction.atomic():
        due = FileScan.objects.filter(state=WAITING, due_at__lte=now).order_by("due_at")
        rows = list(due.select_for_update(skip_locked=True)[:most])
        FileScan.objects.filter(pk__in=[row.pk for row in rows]).update(due_at=now + LEASE)
    return rows


def _scanned(row: FileScan, now: datetime) -> bool:
    """Outside any transaction: the scanner may take its time."""
    mine = FileScan.objects.filter(pk=row.pk, state=WAITING)
    try:
        verdict = clamd.scan(settings.CLAMAV, _bytes(path_of(row.sha256, row.kind)))
    except FileNotFoundError:
        return bool(mine.update(state=CLEAN, scanned_at=now, due_at=None, trouble="gone"))
    except clamd.NoScanner as trouble:
        again = min(timedelta(seconds=10) * 2 ** min(row.tries, 8), SLOWEST)
        mine.update(tries=row.tries + 1, due_at=now + again, trouble=str(trouble)[:200])
        return False
    if verdict.found:
        _put_apart(row)
    state = INFECTED if verdict.found else CLEAN
    return bool(mine.update(state=state, found=verdict.found, scanned_at=now, due_at=None, trouble=""))


def _bytes(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(clamd.CHUNK):
            yield piece


def apart(path: Path) -> Path:
    return Path(settings.MEDIA_ROOT) / "apart" / f"{path.name}.infected"


def _put_apart(row: FileScan) -> None:
    for thumb in (False, True):
        path = path_of(row.sha256, row.kind, thumb=thumb)
        if path.exists():
            apart(path).parent.mkdir(mode=0o700, exist_ok=True)
            path.replace(apart(path))
            apart(path).chmod(0o400)


def sweep(now: datetime) -> int:
    """What was said of bytes that nobody has any more, and the bytes that were kept apart."""
    gone = 0
    for row in FileScan.objects.filter(first_seen_at__lt=now - timedelta(days=1)).order_by("pk").iterator():
        if named([row.sha256]):
            continue
        for thumb in (False, True):
            apart(path_of(row.sha256, row.kind, thumb=thumb)).unlink(missing_ok=True)
        gone += row.delete()[0]
    return gone


def waiting(now: datetime | None = None) -> Held:
    """For the operator: what waits for the scanner. Two queries, none without a scanner."""
    if not configured():
        return Held(0, None, "", late=False)
    now = now or timezone.now()
    rows = FileScan.objects.filter(state=WAITING)
    first = rows.order_by("first_seen_at").first()
    if first is None:
        return Held(0, None, "", late=False)
    return Held(rows.count(), first.first_seen_at, first.trouble, late=first.first_seen_at < now - LATE)
