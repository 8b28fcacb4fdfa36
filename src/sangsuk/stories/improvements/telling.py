"""Whoever told the story hears what changed, if she allows it and said where; so does who suggested it in a case. A card has
nobody to tell."""

from datetime import datetime

from django.conf import settings

from sangsuk.cases import reporters
from sangsuk.cases.telling import recipient
from sangsuk.notifications import actions as notifications

from .. import naming, telling
from ..models.improvements import ImprovementItem
from . import suggestions


def what_changed(item: ImprovementItem, *, now: datetime) -> None:
    """Queue one message, in the transaction of the event; once."""
    key = f"improvement:{item.pk}:{item.version}"
    if item.story is not None:
        telling.write(item.story, "story-improved", {"text": item.changed}, key=key, now=now)
    elif item.case_id is not None:
        _suggested(item, key, now)


def _suggested(item: ImprovementItem, key: str, now: datetime) -> None:
    """Not of a case that has been sealed or ended otherwise in the same moment."""
    case = suggestions.standing().filter(pk=item.case_id or 0).first()
    to = recipient(reporters.contact(case), case.language) if case else None
    if case is None or to is None:
        return
    gaps = {
        "number": case.number, "office": naming.in_language(item.office_id), "text": item.changed,
        "track": f"{settings.SITE_URL}/track",
    }  # fmt: skip
    notifications.queue(
        "case-improved", to=to, about=case.number, office_code=item.office_id, gaps=gaps, key=key, now=now
    )
