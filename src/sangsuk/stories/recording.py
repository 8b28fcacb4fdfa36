"""Events of a story, and the proof that they alone write its state."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.cases.intake import plain
from sangsuk.cases.replay import Difference, compared
from sangsuk.common.errors import Stale
from sangsuk.offices.actor import Actor

from .models import STATE, Story, StoryEvent


def event(
    story: Story, *, seq: int, move: str, by: Actor, data: Mapping[str, Any], changes: Mapping[str, Any], now: datetime
) -> StoryEvent:
    return StoryEvent.objects.create(
        story=story, seq=seq, at=now, move=move, actor_kind=by.kind, user_id=by.user_id, actor_name=by.name,
        office_code=by.office_code, data=plain(data), changes=plain(changes),
    )  # fmt: skip


def advance(
    story: Story, move: str, changes: Mapping[str, Any], *, by: Actor, data: Mapping[str, Any], now: datetime
) -> StoryEvent:
    """Compare-and-swap, then the event; the story at hand becomes what the row is. Raises Stale."""
    changes = {**changes, "version": story.version + 1}
    if not Story.objects.filter(pk=story.pk, version=story.version).update(**changes):
        raise stale()
    happened = event(story, seq=changes["version"], move=move, by=by, data=data, changes=changes, now=now)
    for field, value in changes.items():
        setattr(story, field, value)
    return happened


def stale() -> Stale:
    return Stale("stale", _("เรื่องเล่านี้เพิ่งมีผู้ดำเนินการไปก่อน กรุณาดูข้อมูลล่าสุดแล้วทำอีกครั้ง"))


def differences() -> Iterator[Difference]:
    """Every difference between stories and their events."""
    events = StoryEvent.objects.order_by("story_id", "seq").values_list("story_id", "seq", "changes")
    blank = plain({f.attname: f.get_default() for f in Story._meta.concrete_fields if f.attname in STATE})
    yield from compared(Story.objects.order_by("id"), events, STATE, blank, called="code")
