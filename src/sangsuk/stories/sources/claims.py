"""The author of a post is asked: by a link that is hers, she allows what she likes, or says no and it is forgotten."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing, Refused
from sangsuk.offices.actor import Actor

from .. import actions as stories
from .. import forgetting, words
from ..models import SourcePost, Story
from .actions import claim_digest, key_of, waits

HER = Actor.citizen("web")


def opened(secret: str, *, now: datetime | None = None) -> SourcePost:
    """The post whose author was sent this link. Raises Missing when it is none, was used, or is over."""
    now = now or timezone.now()
    asked = SourcePost.objects.filter(claim_digest=claim_digest(secret), state="asked", asked_at__gt=now - waits(now))
    post = asked.select_related("story__campaign").first()
    if post is None or post.story is None or post.story.status != words.AWAITING:
        raise Missing("no_claim", _("ลิงก์นี้ใช้ไปแล้วหรือหมดเวลาแล้ว ท่านเล่าเรื่องใหม่ให้เราฟังได้เสมอ"))
    return post


@transaction.atomic
def allow(secret: str, uses: Mapping[str, bool], *, now: datetime | None = None) -> tuple[Story, str]:
    """She allows at least that we read it. Returns the story and its key: from now on it is hers like any other."""
    now = now or timezone.now()
    post = opened(secret, now=now)
    story = stories.move(_story(post), "claim", by=HER, data={"uses": dict(uses)}, now=now)
    SourcePost.objects.filter(pk=post.pk).update(
        state="claimed", claim_digest=None, author=b"", words=b"", ended_at=now
    )
    return story, key_of(post)


@transaction.atomic
def refuse(secret: str, *, now: datetime | None = None) -> None:
    """She does not want it here: nothing of what she wrote stays."""
    now = now or timezone.now()
    _let_go(opened(secret, now=now), by=HER, why=str(_("ผู้เขียนไม่อนุญาต")), now=now)


@transaction.atomic
def let_go(now: datetime | None = None, *, most: int = 200) -> int:
    """Who was asked and did not answer in time is not asked again; what she wrote is forgotten. Returns how many."""
    now = now or timezone.now()
    over = SourcePost.objects.filter(state="asked", asked_at__lt=now - waits(now)).select_related("story__campaign")
    rows = list(over.select_for_update(of=("self",), skip_locked=True)[:most])
    for post in rows:
        _let_go(post, by=Actor.system(), why=str(_("ไม่มีคำตอบจากผู้เขียน")), now=now)
    unread = SourcePost.objects.filter(state="new", brought_at__lt=now - waits(now))
    return len(rows) + _forgotten(unread, str(_("ไม่มีผู้จับคู่กับอำเภอในเวลา")), now)


def _let_go(post: SourcePost, *, by: Actor, why: str, now: datetime) -> None:
    story = stories.move(_story(post), "let_go" if by.kind == "system" else "withdraw", by=by, now=now)
    forgetting.forget_told(Story.objects.filter(pk=story.pk))
    _forgotten(SourcePost.objects.filter(pk=post.pk), why, now)


def _forgotten(posts: "QuerySet[SourcePost]", why: str, now: datetime) -> int:
    return posts.update(state="left", words=b"", author=b"", hashtags=[], claim_digest=None, why_left=why, ended_at=now)


def _story(post: SourcePost) -> Story:
    if post.story is None:
        raise Refused("not_now", _("โพสต์นี้มีผู้ดำเนินการไปแล้ว"))
    return post.story
