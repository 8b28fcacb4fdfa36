"""Counters that slow down guessing."""

from django.db import models


class Attempt(models.Model):
    """How often something failed in the current window, by an opaque name."""

    name = models.TextField(primary_key=True)
    count = models.IntegerField()
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.name
