"""What readers say of a published story, and what is still to be taken off the disk."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from .. import standing
from .stories import Story, blind_to

if TYPE_CHECKING:
    from sangsuk.offices.actor import Actor

HARM, PRIVATE, UNTRUE, OTHER = "harm", "private", "untrue", "other"
PHOTO, AUDIO, VIDEO, CARD = "photo", "audio", "video", "card"


class StoryFlagQuerySet(models.QuerySet["StoryFlag"]):
    def visible_to(self, actor: "Actor") -> "StoryFlagQuerySet":
        """Moderators alone: the office that is spoken of never learns who minds."""
        if standing.organises(actor):
            seen = self
        elif standing.moderates(actor):
            seen = self.filter(story__province_code=actor.province_code)
        else:
            return self.none()
        return seen.exclude(story__in=blind_to(actor))

    def open(self) -> "StoryFlagQuerySet":
        """Nobody has looked, and there is something to look at: what was forgotten is nobody's work any more."""
        return self.filter(seen_at=None, seen_by="")


class StoryFlag(models.Model):
    """A reader says that a published story does wrong to somebody. Nobody's name is asked; `text` is what she adds."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="flags", db_index=False)
    reason = models.TextField()
    text = models.TextField(blank=True)
    version = models.IntegerField()
    """Of the story she read."""
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    seen_by = models.TextField(blank=True)
    note = models.TextField(blank=True)

    objects = StoryFlagQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["story", "-at"], name="flags_of_a_story"),
            models.Index(fields=["at", "id"], name="flags_not_looked_at", condition=Q(seen_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                name="flag_has_a_known_reason", condition=Q(reason__in=[HARM, PRIVATE, UNTRUE, OTHER])
            ),
            models.CheckConstraint(name="flag_that_was_seen_says_by_whom", condition=Q(seen_at=None) | ~Q(seen_by="")),
        ]

    def __str__(self) -> str:
        return f"{self.story_id} {self.reason}"


class DiskDuty(models.Model):
    """Something on disk that must go: the duty is this row, and the row goes when it is done.

    `what` photo, audio or video: `name` is its SHA-256; card: the story whose pictures beside links go. `since`: when
    the file was added, so that one who sends the same bytes again meanwhile does not lose them.
    """

    what = models.TextField()
    name = models.TextField()
    suffix = models.TextField(blank=True)
    since = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_duty_to_erase_a_thing", fields=["what", "name"]),
            models.CheckConstraint(
                name="disk_duty_is_of_a_known_thing", condition=Q(what__in=[PHOTO, AUDIO, VIDEO, CARD])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.name[:8]}"
