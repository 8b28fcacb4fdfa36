"""The picture that goes with a link to a story. Drawn once for the same content, kept on disk, gone with the story.

Others keep such pictures where we cannot reach them, so her words stand on it only where she lets us quote them, and
her name never.
"""

import hashlib
import json
import os
from dataclasses import asdict
from pathlib import Path

from django.utils import translation

from sangsuk.papers import printing, share_cards
from sangsuk.papers.share_cards import ShareCard

from .. import words
from ..models import Story, StoryConsent
from . import clearing, naming


def may_quote(story: Story) -> bool:
    return StoryConsent.objects.filter(story=story, use=words.QUOTE, withdrawn_at=None).exists()


def card_of(story: Story) -> ShareCard:
    """What stands on it. The same in every language: it is kept by others, and shown to anybody."""
    quote = story.text_shown if may_quote(story) else ""
    with translation.override("th"):
        return ShareCard(
            title=story.title_shown, quote=quote, office=naming.office(story.office_id),
            area=naming.province(story.province_code), campaign=naming.campaign(story.campaign),
            tags=tuple(f"#{tag}" for tag in story.campaign.hashtags[: share_cards.MOST_TAGS]) if story.campaign else (),
        )  # fmt: skip


def name_of(code: str, card: ShareCard) -> str:
    """Another content, typeface or printer is another file."""
    told = json.dumps([asdict(card), printing.made_with()], ensure_ascii=False)
    return f"{code}-{hashlib.sha256(told.encode()).hexdigest()[:32]}.png"


def kept(story: Story) -> Path:
    """Where the picture of a published story lies; drawn now if it does not. Raises: NoThaiFont."""
    card = card_of(story)
    path = clearing.folder() / story.code[:2] / name_of(story.code, card)
    if not path.exists():
        _drawn(path, card)
        _without_older(story, path)
    return path


def _drawn(path: Path, card: ShareCard) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        beside.write_bytes(share_cards.png(card))
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _without_older(story: Story, path: Path) -> None:
    """What was drawn before goes; and this one too, if the story or the consent went while it was being drawn."""
    for other in clearing.cards(story.code):
        if other != path:
            other.unlink(missing_ok=True)
    now = Story.objects.published().filter(pk=story.pk).select_related("campaign").first()
    if now is None or clearing.folder() / now.code[:2] / name_of(now.code, card_of(now)) != path:
        path.unlink(missing_ok=True)
