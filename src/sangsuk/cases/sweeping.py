"""What nobody needs any more: drafts whose time is over, and files that belong to nothing.

Everything that is kept for as long as a rule says is forgotten by `privacy.retention`.
"""

import time
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from . import drafts
from .holders import named
from .visits.event_rows import forget_unreported

GRACE = timedelta(days=1)
"""A file younger than this may belong to a complaint that is being sent just now."""


def sweep(now: datetime) -> tuple[int, int]:
    """Returns how many drafts and how many files went. May run twice at once."""
    forget_unreported(now)
    return drafts.sweep(now), sum(_forget(folder) for folder in _folders())


def forget_unused() -> int:
    """Every file that belongs to nothing, however young: only while nobody is let in. After a backup was restored."""
    return sum(_forget(folder, younger=True) for folder in _folders())


def _folders() -> list[Path]:
    root = Path(settings.MEDIA_ROOT)
    return sorted(f for f in root.iterdir() if f.is_dir() and len(f.name) == 2) if root.is_dir() else []


def _forget(folder: Path, *, younger: bool = False) -> int:
    """One folder of files, so that the question to the database stays small."""
    old = float("inf") if younger else time.time() - GRACE.total_seconds()
    found = [f for f in folder.iterdir() if f.is_file() and f.stat().st_mtime < old]
    digests = {_digest(f) for f in found}
    kept = named(digests)
    gone = [f for f in found if _digest(f) not in kept and f.stat().st_mtime < old]  # nobody sent it again meanwhile
    for file in gone:
        file.unlink(missing_ok=True)
    return len(gone)


def _digest(file: Path) -> str:
    """`ab/abcdef….jpg`, `ab/abcdef…-small.jpg`, and `.abcdef….jpg.…` of a write that was cut off (belongs to nothing)."""
    return "" if file.name.startswith(".") else file.name.partition(".")[0].removesuffix("-small")
