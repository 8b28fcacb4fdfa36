"""A complaint that is still being told."""

import uuid

from django.db import models

from sangsuk.common.sealed import SealedField

from .base import Stored


class Draft(models.Model):
    """A complaint being told in steps. Its token is the client id of the case that it becomes."""

    SEALED_AS, SEALED_ROW = "draft", ("token",)

    token = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fields = SealedField(default=b"")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.token)


class DraftFile(Stored):
    """A photograph of a draft."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")

    def __str__(self) -> str:
        return self.name
