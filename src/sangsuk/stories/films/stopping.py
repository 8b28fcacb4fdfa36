"""When an author takes back that her story is filmed, the story itself goes or is chosen no more, its film stops with it."""

from datetime import datetime

from django.utils.translation import gettext as _

from sangsuk.offices.actor import Actor

from .. import words as stories
from ..models import Film, Selection, Story
from . import actions, forgetting, words


def with_story(story: Story, uses: frozenset[str], *, now: datetime) -> None:
    """In the transaction of the change of the story. `uses`: what she allows after it."""
    film = Film.objects.filter(story=story).first()
    if film is None:
        return
    if film.state != words.STOPPED and (why := _why(story, film, uses)):
        film = actions.move(film, "stop", by=Actor.system(), data={"why": why}, now=now)
    if story.status == stories.WITHDRAWN:
        forgetting.forget_work(film, now=now)
    elif stories.FILM not in uses:
        forgetting.forget_master(film, now=now)


def unchosen(selection: Selection, *, now: datetime) -> None:
    """Another story is chosen in this place: the film stops, and the place is free for a film of the other."""
    film = Film.objects.filter(selection=selection).first()
    if film is None:
        return
    if film.state != words.STOPPED:
        actions.move(film, "stop", by=Actor.system(), data={"why": _("เรื่องนี้ไม่อยู่ในเรื่องที่ได้รับเลือกแล้ว")}, now=now)
    Film.objects.filter(pk=film.pk).update(selection=None)


def _why(story: Story, film: Film, uses: frozenset[str]) -> str:
    if stories.FILM not in uses:
        return _("ผู้เขียนถอนคำอนุญาตให้ทำภาพยนตร์")
    if story.status != stories.PUBLISHED and film.state == words.PUBLISHED:
        return _("เรื่องเล่าไม่ได้เผยแพร่แล้ว")
    return ""
