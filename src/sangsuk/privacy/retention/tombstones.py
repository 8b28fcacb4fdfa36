"""What was forgotten, remembered outside the database: a backup that is older than the forgetting would bring it back.

One line of JSON for each step, only ever appended, on disk before the step is committed; names of things, never data. The
file lies beside the files of the home and must be kept when a backup is restored; `sangsuk forget again` reads it.
"""

import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

NAME = "forgotten.jsonl"


@dataclass(frozen=True)
class Stone:
    """One step of forgetting: of which target, which keys, whose clock began before `until`, on which word."""

    at: str
    target: str
    until: str
    keys: tuple[str, ...]
    rule: str = ""
    request: int | None = None


def path() -> Path:
    return Path(settings.HOME) / NAME


def set_up(target: str, keys: Sequence[str], *, until: datetime, now: datetime, rule: str = "",
           request: int | None = None) -> None:  # fmt: skip
    """Append and wait until it is on disk. Whoever is killed right after has forgotten nothing, and will do it again."""
    stone = Stone(now.isoformat(), target, until.isoformat(), tuple(keys), rule, request)
    line = json.dumps(asdict(stone), ensure_ascii=False) + "\n"
    path().parent.mkdir(parents=True, exist_ok=True)
    fd = os.open(path(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX)
        os.write(fd, line.encode())
        os.fsync(fd)
    finally:
        os.close(fd)


def stones() -> Iterator[Stone]:
    """Oldest first. A last line that was cut off names nothing that was committed, and is passed over."""
    if not path().exists():
        return
    with path().open(encoding="utf-8") as file:
        for line in file:
            try:
                told = json.loads(line)
            except json.JSONDecodeError:
                continue
            yield Stone(**{**told, "keys": tuple(told["keys"])})
