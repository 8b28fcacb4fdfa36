"""Counters that slow down guessing; the wrapped keys of personal data."""

from typing import ClassVar

from django.db import models

from .dated import Dated


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


def limited() -> list[tuple[str, str]]:
    """What a row may limit. Asked for when it is needed, so that one more is no change of the table."""
    doors = ("tell", "tell_program", "track", "reply", "restore", "sign_in", "find", "api")
    stories = ("story_upload", "story_audio_minutes", "story_audio_mb", "story_video_minutes", "story_video_mb")
    films = ("film_master_minutes", "film_master_mb")
    readers = ("story_flag", "press_kit", "certificate")
    cards = ("card", "card_day", "card_own", "card_night", "survey", "survey_day", "survey_own")
    return [
        (what, what)
        for what in (*doors, *stories, *films, *readers, *cards, "token_days", "receipt_days", "claim_days")
    ]


def counted_by() -> list[tuple[str, str]]:
    return [(per, per) for per in ("", "case", "token", "user", "office", "range")]


class LimitRule(Dated):
    """How much of something somebody may ask for within a time; the row in force with the latest beginning counts.

    `per`: whose asking is counted together. A range is what one subscriber or one street shares: /24 of IPv4, /56 of
    IPv6. `window_seconds` 0: no counting in time, the amount itself is the rule (days a token may last, days from which a receipt brings a lost case back).
    """

    code = models.CharField(max_length=60, primary_key=True)
    what = models.CharField(max_length=20, choices=limited)
    per = models.CharField(max_length=10, choices=counted_by, blank=True, default="")
    amount = models.PositiveIntegerField()
    window_seconds = models.PositiveIntegerField(default=0)
    source_th = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(name="limit_is_at_least_one", condition=models.Q(amount__gte=1)),
            models.CheckConstraint(name="limit_names_its_source", condition=~models.Q(source="")),
            models.CheckConstraint(name="limit_is_within_a_day", condition=models.Q(window_seconds__lte=86_400)),
            models.CheckConstraint(
                name="limit_ends_after_it_begins",
                condition=models.Q(valid_to=None) | models.Q(valid_to__gt=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.code
