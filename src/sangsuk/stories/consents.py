"""What she allowed, use by use, in the words of one version; and what she took back."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused
from sangsuk.common.remember import remembered
from sangsuk.thai.dates import bangkok_date

from . import words
from .models import Campaign, ConsentText, Story, StoryConsent


@remembered
def _texts() -> tuple[ConsentText, ...]:
    return tuple(ConsentText.objects.all())


def in_force(campaign: Campaign | None, on: date) -> dict[str, ConsentText]:
    """The text of each use that day: the campaign's own before the common one, the latest before older ones."""
    found: dict[str, ConsentText] = {}
    code = campaign.code if campaign else None
    for text in sorted(_texts(), key=lambda t: (t.campaign_id is not None, t.valid_from)):
        holds = text.valid_from <= on and (text.valid_to is None or on < text.valid_to)
        if holds and text.campaign_id in (None, code):
            found[text.use] = text
    return {use: found[use] for use in words.USES if use in found}


def allowed(story: Story) -> frozenset[str]:
    """The uses that she allows now. One query."""
    return frozenset(StoryConsent.objects.filter(story=story, withdrawn_at=None).values_list("use", flat=True))


def allowing(use: str) -> Q:
    """The condition that stories have this consent in force."""
    return Q(pk__in=StoryConsent.objects.filter(use=use, withdrawn_at=None).values("story_id"))


def set_to(story: Story, uses: Mapping[str, bool], *, now: datetime) -> dict[str, bool]:
    """Write what changed; returns it. Raises Refused for a use that nobody has words for."""
    texts, before = in_force(story.campaign, bangkok_date(now)), allowed(story)
    changed: dict[str, bool] = {}
    for use, yes in uses.items():
        if yes and use not in texts:
            raise Refused("no_consent_text", _("ยังไม่มีถ้อยคำขออนุญาตสำหรับการใช้นี้"), "uses")
        if yes and use not in before:
            StoryConsent.objects.create(story=story, use=use, text=texts[use], given_at=now)
            changed[use] = True
        elif not yes and use in before:
            StoryConsent.objects.filter(story=story, use=use, withdrawn_at=None).update(withdrawn_at=now)
            changed[use] = False
    return changed
