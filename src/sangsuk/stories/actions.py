"""The verbs of a story. The only writers of its state; every one checks, changes, records and tells at once."""

import logging
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from sangsuk.common import seeds
from sangsuk.offices.actor import Actor

from . import consents, effects, recording, table, telling
from .answers import owing
from .intake import NewFile, NewStory, Submitted, submit
from .models import ConsentText, Story
from .moderation import deciding, duty
from .moderation import rows as moderation
from .moderation.grading import DUTY
from .standing import standings

__all__ = ["NewFile", "NewStory", "Submitted", "load", "move", "submit"]
logger = logging.getLogger(__name__)
DATA = Path(__file__).parent / "data"


def load(progress: seeds.Progress | None = None) -> int:
    """Bring the reference rows of the room up to date; returns the rows changed."""
    changed = seeds.write(ConsentText, seeds.rows(DATA / "consent_texts.csv"), key=("code",), progress=progress)
    return changed + moderation.load()


@transaction.atomic
def move(
    story: Story, name: str, *, by: Actor, version: int | None = None, data: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> Story:  # fmt: skip
    """Make one move of the table. Returns the story as it is now. Raises: Stale, NotAllowed, Refused."""
    now = now or timezone.now()
    if version is not None and version != story.version:
        raise recording.stale()
    given = _tidy(data or {})
    row = table.check(name, story.status, standings(story, by), given)
    kept = {field: given[field] for field in (*row.needs, *row.takes) if given.get(field) not in (None, "")}
    deciding.check(story, name, kept, by=by, now=now)
    was = story.lane
    doing = effects.Doing(story, row, kept, consents.allowed(story), now)
    recording.advance(story, name, effects.changes_of(doing), by=by, data=kept, now=now)
    effects.project(doing)
    if story.lane == DUTY and was != DUTY:
        duty.alert(story, now=now)
    owing.follow(story, now=now)
    if row.tells:
        telling.tell(story, row.tells, doing, now=now)
    logger.info("story moved", extra={"story": story.code, "move": name})
    return story


def _tidy(data: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v.replace("\r\n", "\n").strip() if isinstance(v, str) else v for k, v in data.items()}
