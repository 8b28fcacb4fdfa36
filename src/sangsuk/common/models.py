"""Counters that slow down guessing; the wrapped keys of personal data."""

from typing import ClassVar

from django.db import models


class Attempt(models.Model):
    """How often something failed in the current window, by an opaque name."""

    name = models.TextField(primary_key=True)
    count = models.IntegerField()
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.name


class DataKey(models.Model):
    """One key that seals or matches personal data, itself wrapped by a key that the database never sees."""

    SEAL: ClassVar[str] = "seal"
    MATCH: ClassVar[str] = "match"

    purpose = models.TextField()
    wrapped = models.BinaryField()
    wrapped_by = models.TextField(help_text="the id of the key-encryption key, as its provider calls it")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="data_key_seals_or_matches", condition=models.Q(purpose__in=["seal", "match"])),
            models.CheckConstraint(
                name="ended_data_key_is_gone", condition=models.Q(ended_at__isnull=True) | models.Q(wrapped=b"")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"
