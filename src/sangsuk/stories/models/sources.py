"""Posts that came from elsewhere, from which file and by whom; and the link by which their authors are asked."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from sangsuk.common.sealed import SealedField

from ..standing import organises
from .campaigns import Campaign
from .stories import Story, blind_to

if TYPE_CHECKING:
    from sangsuk.offices.actor import Actor


class SourceBatch(models.Model):
    """One file that was brought in, or one pasted link. What it held is counted and never counted twice."""

    source = models.TextField()
    name = models.TextField()
    sha256 = models.TextField(blank=True)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    brought_at = models.DateTimeField()
    counts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["-brought_at", "-id"], name="source_batches_newest")]

    def __str__(self) -> str:
        return f"{self.source} {self.name}"


class SourcePostQuerySet(models.QuerySet["SourcePost"]):
    def visible_to(self, actor: "Actor") -> "SourcePostQuerySet":
        """For those who organise; without the posts of stories that they read blind as judges."""
        return self.exclude(story__in=blind_to(actor)) if organises(actor) else self.none()


class SourcePost(models.Model):
    """One post, kept once by its number at the source. Its words and its author's name there are sealed, for she has not
    been asked. `state`: new | asked (a story waits for her consent) | claimed | left (not ours, or she did not answer)."""

    SEALED_AS, SEALED_ROW = "source_post", ("source", "post_id")
    STATES = ("new", "asked", "claimed", "left")

    source = models.TextField()
    post_id = models.TextField()
    permalink = models.TextField(blank=True)
    part_of = models.TextField(blank=True)
    words = SealedField(default=b"")
    author = SealedField(default=b"")
    words_digest = models.BinaryField()
    hashtags = models.JSONField(default=list)
    posted_at = models.DateTimeField()
    brought_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, help_text="when the source was first seen with other words")
    batch = models.ForeignKey(SourceBatch, on_delete=models.PROTECT, related_name="posts")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.TextField(default="new")
    story = models.OneToOneField(Story, on_delete=models.PROTECT, null=True, related_name="source_post")
    claim_digest = models.BinaryField(null=True, unique=True)
    asked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    why_left = models.TextField(blank=True)

    objects = SourcePostQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "-posted_at", "-id"], name="source_posts_waiting")]
        constraints = [
            models.UniqueConstraint(name="post_is_brought_once", fields=["source", "post_id"]),
            models.CheckConstraint(
                name="source_post_is_in_a_known_state", condition=Q(state__in=["new", "asked", "claimed", "left"])
            ),
            models.CheckConstraint(
                name="post_that_was_asked_for_is_a_story", condition=~Q(state__in=["asked", "claimed"]) | ~Q(story=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.post_id}"
