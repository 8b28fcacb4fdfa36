"""A story that is still being told, and that a story stands in somebody's own list."""

import uuid

from django.db import models
from django.db.models import Q

from sangsuk.common.sealed import SealedField


class StoryDraft(models.Model):
    """A story being told in steps. Its token is the client id of the story that it becomes, so that sent twice is once."""

    SEALED_AS, SEALED_ROW = "story_draft", ("token",)

    token = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fields = SealedField(default=b"")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.token)


class StoryDraftFile(models.Model):
    """A photograph, a sound or a short film of a draft. `poster`: the still of a film, itself a photograph in the store."""

    draft = models.ForeignKey(StoryDraft, on_delete=models.CASCADE, related_name="files", db_index=False)
    sha256 = models.TextField(db_index=True)
    kind = models.TextField()
    suffix = models.TextField()
    size = models.IntegerField()
    width = models.IntegerField(null=True)
    height = models.IntegerField(null=True)
    seconds = models.FloatField(null=True)
    poster = models.TextField(blank=True)
    name = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="file_stands_once_in_a_draft", fields=["draft", "sha256"]),
            models.CheckConstraint(
                name="draft_file_is_of_a_known_kind", condition=Q(kind__in=["photo", "audio", "video"])
            ),
        ]

    def __str__(self) -> str:
        return self.name


class KeptStory(models.Model):
    """That a story stands in somebody's list: as with a kept case, neither stands here in clear."""

    SEALED_AS, SEALED_ROW = "mine.story", ("mark",)

    holder = models.BinaryField()
    story = SealedField()
    mark = models.BinaryField(unique=True)

    class Meta:
        indexes = [models.Index(fields=["holder"], name="kept_stories_of_somebody")]

    def __str__(self) -> str:
        return f"kept story {self.pk}"
