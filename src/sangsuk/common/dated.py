"""What every table shares that holds a rule of law or place: from one day on, until another, on somebody's word."""

from typing import Any

from django.db import models


class Dated(models.Model):
    """A row in force from `valid_from` until the day before `valid_to`; `edited_at` when somebody changed it at the desk."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


def source_in(rule: Any, language: str) -> str:
    """On whose word a rule stands; in Thai where it was given in Thai too (`source_th`)."""
    return (getattr(rule, "source_th", "") if language.startswith("th") else "") or getattr(rule, "source", "")
