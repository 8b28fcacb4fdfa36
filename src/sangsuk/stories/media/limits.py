"""How long and how large a sound or a film may be: rows with a source (`common/data/limits.csv`), changed at the desk."""

from dataclasses import dataclass
from datetime import datetime

from sangsuk.common import limits

MB = 1_000_000


@dataclass(frozen=True)
class Most:
    minutes: int
    megabytes: int

    @property
    def seconds(self) -> int:
        return self.minutes * 60

    @property
    def bytes(self) -> int:
        return self.megabytes * MB


AUDIO, VIDEO = Most(10, 20), Most(3, 60)
"""Where no row says otherwise: before the rows are loaded."""
FILM = Most(20, 400)
"""A finished film of the campaign."""
FILES = 8
"""Files of one story, photographs among them."""


def audio(now: datetime) -> Most:
    return _most("story_audio", AUDIO, now)


def video(now: datetime) -> Most:
    return _most("story_video", VIDEO, now)


def film(now: datetime) -> Most:
    return _most("film_master", FILM, now)


def _most(what: str, otherwise: Most, now: datetime) -> Most:
    minutes, megabytes = limits.amount(f"{what}_minutes", now=now), limits.amount(f"{what}_mb", now=now)
    return Most(minutes or otherwise.minutes, megabytes or otherwise.megabytes)


def largest(now: datetime) -> int:
    """Bytes of the largest file that may come at all."""
    return max(audio(now).bytes, video(now).bytes)
