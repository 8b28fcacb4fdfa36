"""When an author takes back that her story is filmed, or the story itself goes, its film stops with it."""

from datetime import datetime

from django.utils.translation import gettext as _

from sangsuk.offices.actor import Actor

from .. import words as stories
from ..models import Film, Story
from . import actions, words


def with_story(story: Story, uses: frozenset[str], *, now: datetime) -> None:
    """In the transaction of the change of the story. `uses`: what she allows after it."""
    film = Film.objects.filter(story=story).exclude(state=words.STOPPED).first()
    if film is None:
        return
    if stories.FILM not in uses:
        why = _("ผู้เขียนถอนคำอนุญาตให้ทำภาพยนตร์")
    elif story.status != stories.PUBLISHED and film.state == words.PUBLISHED:
        why = _("เรื่องเล่าไม่ได้เผยแพร่แล้ว")
    else:
        return
    actions.move(film, "stop", by=Actor.system(), data={"why": why}, now=now)
