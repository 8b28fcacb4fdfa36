"""Log files in the home. The product writes to standard error; who keeps files of it keeps them in `<home>/logs`."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings


def _folder() -> Path:
    return Path(settings.HOME) / "logs"


def over(until: datetime) -> list[Path]:
    """Files last written before this moment."""
    folder = _folder()
    if not folder.is_dir():
        return []
    return sorted(f for f in folder.iterdir() if f.is_file() and f.stat().st_mtime < until.timestamp())


def forget(names: Iterable[str], until: datetime) -> int:
    wanted, gone = set(names), 0
    for file in over(until):
        if file.name in wanted:
            file.unlink(missing_ok=True)
            gone += 1
    return gone
