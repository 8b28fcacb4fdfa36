"""Telling the author what happens to her story, if she allows it and said where."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings

from sangsuk.cases.telling import recipient
from sangsuk.notifications import actions as notifications

from . import authors, consents, naming, words
from .models import Story

if TYPE_CHECKING:
    from .effects import Doing


def tell(story: Story, code: str, doing: "Doing", *, now: datetime) -> None:
    """Queue one message, in the transaction of the event. Nothing of the story's own words beyond its title."""
    if words.CONTACT in doing.uses:
        key = f"story:{story.pk}:{story.version}:{code}"
        _queue(story, code, {"text": doing.data.get("note", "")}, key=key, now=now)


def write(story: Story, code: str, gaps: Mapping[str, Any], *, key: str, now: datetime) -> None:
    """The same for what happens beside the story's own moves; the same key again is the same message."""
    if words.CONTACT in consents.allowed(story):
        _queue(story, code, gaps, key=f"story:{story.pk}:{key}", now=now)


def _queue(story: Story, code: str, gaps: Mapping[str, Any], *, key: str, now: datetime) -> None:
    to = recipient(authors.contact(story), story.language)
    if to is None:
        return
    whole = {
        "story": story.code, "office": naming.in_language(story.office_id), "track": f"{settings.SITE_URL}/stories/mine", **gaps,
    }  # fmt: skip
    notifications.queue(code, to=to, about=f"story {story.code}", office_code="", gaps=whole, key=key, now=now)
