"""Whoever told the story hears what changed, if she allows it and said where. A card has nobody to tell."""

from datetime import datetime

from .. import telling
from ..models.improvements import ImprovementItem


def writer(item: ImprovementItem, *, now: datetime) -> None:
    """Queue one message, in the transaction of the event; once."""
    if item.story is not None:
        key = f"improvement:{item.pk}:{item.version}"
        telling.write(item.story, "story-improved", {"text": item.changed}, key=key, now=now)
