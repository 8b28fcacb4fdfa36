"""Questions about stories."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.cases.queries import wrong_key
from sangsuk.common import ids
from sangsuk.common.errors import Missing
from sangsuk.offices.actor import Actor

from .models import Story, StoryText


def seen(code: str, actor: Actor) -> Story:
    """One story at the desk. Raises Missing outside one's sight."""
    story = Story.objects.visible_to(actor).filter(code=code).select_related("campaign").first()
    if story is None:
        raise missing()
    return story


def published(code: str) -> Story:
    """One story as everybody may read it. Raises Missing."""
    story = Story.objects.published().filter(code=code).select_related("campaign").first()
    if story is None:
        raise resting() if Story.objects.resting().filter(code=code).exists() else missing()
    return story


def mine(code: str, key: str, *, caller: str, now: datetime | None = None) -> Story:
    """One's own story, by code and key. The right key always opens; only wrong ones are slowed down. Raises Missing, TooMany."""
    code = code.replace("\x00", "").strip().upper()
    story = Story.objects.filter(code=code).select_related("campaign").first()
    if ids.same_key(key, story.key_digest if story else b"\x00" * 32) and story is not None:
        return story
    wrong_key("story-key", code, caller=caller, now=now or timezone.now())
    raise missing()


def told(story: Story) -> StoryText:
    """What the author told last. For the author and for moderators; the caller has asked who it is."""
    return StoryText.objects.filter(story=story).latest("no")


def resting_of(stories: Iterable[Story]) -> frozenset[int]:
    """Which of these are published and not shown, because judges are reading them. One query."""
    return frozenset(Story.objects.resting().filter(pk__in=[one.pk for one in stories]).values_list("pk", flat=True))


RESTING = "resting"


def resting() -> Missing:
    """Nothing of the story, but that it comes back."""
    return Missing(
        RESTING, _("กรรมการกำลังอ่านเรื่องนี้โดยไม่เห็นชื่อคนและชื่ออำเภอ เราจึงพักการเผยแพร่ไว้ก่อน และจะนำกลับมาเมื่อประกาศผลแล้ว")
    )


def missing() -> Missing:
    return Missing("no_story", _("ไม่พบเรื่องเล่านี้ อาจถูกถอนหรือพิมพ์ที่อยู่ผิด"))
