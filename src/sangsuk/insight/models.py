"""Roll-ups: what happened, counted by month, office and trait; and how far the counting has come.

Nothing here is the truth. All of it can be thrown away and counted again from the events, see `recounting`.
"""

from django.db import models

from .voices.tables import Heard, VoiceBundle, VoiceProgress, VoiceRule, VoiceTally, VoiceWeight, VoiceWord

__all__ = [
    "Counted", "Heard", "Progress", "Tally", "VoiceBundle", "VoiceProgress", "VoiceRule", "VoiceTally", "VoiceWeight",
    "VoiceWord",
]  # fmt: skip


class Tally(models.Model):
    """How often one thing happened to the matters of one cell in one month. See `folding` for what the words mean."""

    pk = models.CompositePrimaryKey("scope", "axis", "month", "mission", "value", "second", "measure")
    scope = models.TextField()
    axis = models.TextField()
    month = models.IntegerField()
    mission = models.TextField()
    value = models.TextField()
    second = models.TextField()
    measure = models.TextField()
    n = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="tally_is_of_a_month", condition=models.Q(month__range=(200001, 299912))),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.axis} {self.month} {self.mission} {self.value} {self.second} {self.measure}"


class Counted(models.Model):
    """Up to which of its events a case is in the tallies. So an event is counted once, however often it is met."""

    case_id = models.BigIntegerField(primary_key=True)
    version = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.case_id}/{self.version}"


class Progress(models.Model):
    """How far the counting has come: one row.

    Every event with an id up to `upto` is counted. `seen` and `seen_xid` are the highest id of an earlier look, and the
    next transaction then: once all before that one have ended, `upto` moves to `seen`. `shape` is what the tallies were
    counted by; another one means that all must be counted anew. That pass goes by office; `recounted_office` and
    `recounted` are the last case of it (None: it is done), `round` is the number of such passes.
    """

    upto = models.BigIntegerField(default=0)
    seen = models.BigIntegerField(default=0)
    seen_xid = models.BigIntegerField(default=0)
    shape = models.TextField(default="")
    round = models.IntegerField(default=0)
    recounted = models.BigIntegerField(null=True, default=0)
    recounted_office = models.TextField(default="")
    at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(name="there_is_one_progress", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return f"up to event {self.upto}"
