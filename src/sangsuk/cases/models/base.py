"""Columns that several tables of this room have in common."""

from django.conf import settings
from django.db import models

from sangsuk.common.sealed import SealedField


class Bytes(models.Func):
    """Whether a column holds just so many bytes: `octet_length(hash) = 32`."""

    output_field = models.BooleanField()

    def __init__(self, name: str, many: int) -> None:
        super().__init__(models.F(name), models.Value(many))

    template = "(octet_length(%(expressions)s))"
    arg_joiner = ") = ("


class Happened(models.Model):
    """One thing that happened to something with a life: the how-manieth, when, by whom, what was said, what it set."""

    seq = models.IntegerField()
    at = models.DateTimeField()
    move = models.TextField()
    actor_kind = models.TextField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    actor_name = models.TextField(blank=True)
    office_code = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)

    class Meta:
        abstract = True


class Stored(models.Model):
    """A photograph or a paper that is kept under the SHA-256 of its bytes.

    `longitude`, `latitude`: where the photograph said it was taken, kept apart from the picture, for the office that
    answers only. `warns`: what a paper can do by itself when it is opened (`pdf_actions`), as words with spaces.
    """

    sha256 = models.TextField(db_index=True)
    kind = models.TextField()
    size = models.IntegerField()
    width = models.IntegerField(null=True)
    height = models.IntegerField(null=True)
    name = models.TextField()
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    warns = models.TextField(default="", blank=True)
    held = ""  # what a reader is told instead of the file; set by `scanning.marked`

    class Meta:
        abstract = True


class Sealed(models.Model):
    """Somebody's name and how to reach her, each sealed under a label of its own and bound to its row."""

    name = SealedField(default=b"")
    phone = SealedField(default=b"")
    email = SealedField(default=b"")

    class Meta:
        abstract = True
