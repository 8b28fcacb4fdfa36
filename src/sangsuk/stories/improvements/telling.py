"""Whoever told the story hears what changed, if she allows it and said where. A card has nobody to tell."""

from datetime import datetime

from django.conf import settings

from sangsuk.cases.telling import office_name, recipient
from sangsuk.notifications import actions as notifications

from .. import authors, consents, words
from ..models.improvements import ImprovementItem


def writer(item: ImprovementItem, *, now: datetime) -> bool:
    """Queue one message, in the transaction of the event; once."""
    story = item.story
    if story is None or words.CONTACT not in consents.allowed(story):
        return False
    to = recipient(authors.contact(story), story.language)
    if to is None:
        return False
    gaps = {
        "story": story.code, "office": office_name(story.office_id), "text": item.changed,
        "track": f"{settings.SITE_URL}/stories/mine",
    }  # fmt: skip
    key = f"improvement:{item.pk}:{item.version}"
    notifications.queue(
        "story-improved", to=to, about=f"story {story.code}", office_code="", gaps=gaps, key=key, now=now
    )  # fmt: skip
    return True
