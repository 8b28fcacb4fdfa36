"""Bringing posts in, and making stories of them that wait for their authors' consent."""

import hashlib
import logging
import secrets
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common import ids, limits
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.common.sealed import row_of, unseal_field
from sangsuk.common.sealing import seal
from sangsuk.offices.actor import Actor

from .. import actions as stories
from ..intake import NewStory
from ..models import Campaign, SourceBatch, SourcePost
from ..standing import organises
from . import links
from .posts import Post, has_one, hashtags, without_hashtags
from .reading import FACEBOOK, Read

logger = logging.getLogger(__name__)
_SPACE = UUID("0d0c7a52-5f0e-4a53-9d1a-0a4a3f9a2563")
WAIT_DAYS = 60
"""When no row says otherwise (`/desk/rules/limits`, claim_days)."""


@dataclass(frozen=True)
class Brought:
    """What became of a file: `new` posts kept, `known` ones that were here, `changed` of them with other words now,
    `others` without a hashtag of ours, `own` announcements of the page, `skipped` entries that tell nothing."""

    batch: SourceBatch
    new: int = 0
    known: int = 0
    changed: int = 0
    others: int = 0
    own: int = 0
    skipped: int = 0


@transaction.atomic
def bring(
    posts: Iterable[Post], *, by: Actor, name: str, sha256: str = "", read: Read | None = None, any_words: bool = False,
    now: datetime | None = None,
) -> Brought:  # fmt: skip
    """Keep the posts with a hashtag of a campaign (`any_words`: and others too). The same post again changes nothing.

    The one verb for files, pasted links and webhooks. Raises NotAllowed.
    """
    _may(by)
    now = now or timezone.now()
    campaigns = list(Campaign.objects.exclude(state=Campaign.DRAFT))
    batch = SourceBatch.objects.create(
        source=FACEBOOK, name=name, sha256=sha256, brought_by_id=by.user_id, brought_at=now
    )
    counted: Counter[str] = Counter(own=read.own if read else 0, skipped=read.skipped if read else 0)
    for post in posts:
        campaign = _campaign_of(post, campaigns)
        if campaign is None and not any_words:
            counted["others"] += 1
        else:
            counted[_keep(post, campaign, batch, now=now)] += 1
    batch.counts = dict(counted)
    batch.save(update_fields=["counts"])
    logger.info("posts brought", extra={"batch": batch.pk, **{f"posts_{what}": n for what, n in counted.items()}})
    return Brought(batch, **counted)


def _may(by: Actor) -> None:
    if not (organises(by) or by.kind == "system"):
        raise NotAllowed("not_yours", _("เฉพาะกรมการปกครองและกระทรวงนำเรื่องเล่าจากเพจเข้ามาได้"))


def _campaign_of(post: Post, campaigns: list[Campaign]) -> Campaign | None:
    """Of those whose hashtag it bears, the one whose window holds it, else the one that was nearest."""
    found = [one for one in campaigns if has_one(post.text, one.hashtags)]
    return min(found, key=lambda one: _away(one, post.posted_at), default=None)


def _away(campaign: Campaign, moment: datetime) -> float:
    if campaign.holds(moment):
        return 0.0
    return min(
        abs((campaign.opens_at - moment).total_seconds()), abs((campaign.closes_before - moment).total_seconds())
    )


def _keep(post: Post, campaign: Campaign | None, batch: SourceBatch, *, now: datetime) -> str:
    row = row_of(post.source, post.id)
    words = seal(post.text, label="source_post.words", row=row)
    kept, made = SourcePost.objects.get_or_create(
        source=post.source, post_id=post.id,
        defaults={
            "permalink": post.permalink if links.is_facebook(post.permalink) else "", "part_of": post.part_of,
            "words": words, "author": seal(post.author, label="source_post.author", row=row), "words_digest": post.digest,
            "hashtags": hashtags(post.text), "posted_at": post.posted_at, "brought_at": now, "batch": batch,
            "campaign": campaign,
        },
    )  # fmt: skip
    if made:
        return "new"
    if bytes(kept.words_digest) == post.digest or kept.state == "left":
        return "known"
    changes: dict[str, object] = {"changed_at": now, "words_digest": post.digest}
    if kept.state == "new":
        changes["words"] = words
    SourcePost.objects.filter(pk=kept.pk).update(**changes)
    return "changed"


@dataclass(frozen=True)
class Match:
    """What an official adds to a post: which office, in one line what it is, and how it sounds."""

    office: str
    title: str
    tone: str
    text: str = ""


@transaction.atomic
def match(post: SourcePost, told: Match, *, by: Actor, now: datetime | None = None) -> str:
    """A story that waits for its author's consent. Returns the secret of the link to send her. Raises Refused, NotAllowed."""
    _may(by)
    now = now or timezone.now()
    post = SourcePost.objects.select_for_update().get(pk=post.pk)
    if post.state != "new":
        raise Refused("not_now", _("โพสต์นี้มีผู้ดำเนินการไปแล้ว"))
    new = NewStory(
        client_id=uuid5(_SPACE, f"{post.source}:{post.post_id}"), office=told.office, title=told.title, tone=told.tone,
        text=told.text.strip() or without_hashtags(words_of(post)), campaign=post.campaign_id, channel=post.source,
        awaiting=True, posted_at=post.posted_at,
    )  # fmt: skip
    sent = stories.submit(new, by=by, now=now)
    secret = secrets.token_urlsafe(24)
    SourcePost.objects.filter(pk=post.pk).update(
        state="asked", story=sent.story, asked_at=now, claim_digest=claim_digest(secret)
    )
    return secret


def leave(post: SourcePost, why: str, *, by: Actor, now: datetime | None = None) -> None:
    """It is no story for us: what it said is forgotten at once, that it was here stays, so that it is not brought again."""
    _may(by)
    if len(why.strip()) < 3:
        raise Refused("needed", _("กรุณาบอกเหตุผลสั้น ๆ เช่น ไม่เกี่ยวกับอำเภอ หรือเป็นโฆษณา"), "why")
    changed = SourcePost.objects.filter(pk=post.pk, state="new").update(
        state="left", words=b"", author=b"", hashtags=[], why_left=why.strip(), ended_at=now or timezone.now()
    )
    if not changed:
        raise Refused("not_now", _("โพสต์นี้มีผู้ดำเนินการไปแล้ว"))


def waits(now: datetime) -> timedelta:
    """How long somebody who was asked may think about it, before what she wrote is forgotten here."""
    return timedelta(days=limits.amount("claim_days", now=now) or WAIT_DAYS)


def waits_until(post: SourcePost, *, now: datetime | None = None) -> datetime | None:
    """When what she wrote is forgotten, unless she has answered; None while nobody has asked her."""
    return post.asked_at + waits(now or timezone.now()) if post.state == "asked" and post.asked_at else None


def words_of(post: SourcePost) -> str:
    """For the official who matches it, and for the story that is made of it."""
    return unseal_field(post, "words")


def author_of(post: SourcePost) -> str:
    """Her name as it stands at the source, so that the right person is written to."""
    return unseal_field(post, "author")


def claim_digest(secret: str) -> bytes:
    return hashlib.sha256(b"claim:" + secret.encode()).digest()


def key_of(post: SourcePost) -> str:
    """The key of the story that was made of a post, for her alone, when she has allowed it."""
    assert post.story is not None
    return ids.secret_key(post.story.client_id)
