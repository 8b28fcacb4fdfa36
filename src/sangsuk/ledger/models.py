"""Who looked at whose personal data, and why; who changed which rule, and on whose word."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from sangsuk.common import ids
from sangsuk.common.dated import Dated
from sangsuk.common.sealed import SealedField


def reading_code() -> str:
    """Eight signs without order: a running number would tell how much is read elsewhere."""
    return ids.by_chance(8)


class Reading(models.Model):
    """One look at one case's personal data. Only ever inserted."""

    about = models.TextField()
    at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    who = models.TextField()
    office_code = models.TextField()
    fields = models.TextField()
    reason = models.TextField()
    code = models.TextField(default=reading_code, help_text="tells the reader apart without naming her")
    role = models.TextField(blank=True, default="")
    # what the rules about unusual readings ask, as it was at that moment
    of_office = models.TextField(blank=True, default="", help_text="the office that answered for the case")
    closed = models.BooleanField(default=False)
    after_hours = models.BooleanField(default=False)
    figure = models.BooleanField(default=False, help_text="a name on the list of public figures")
    family = models.BooleanField(default=False, help_text="the reader's own family name")
    second_id = models.BigIntegerField(null=True)
    second_who = models.TextField(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["about", "at"], name="reading_about_at"),
            models.Index(fields=["at"], name="reading_at"),
        ]
        constraints = [models.CheckConstraint(name="reading_says_why", condition=~models.Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.about} {self.at:%Y-%m-%d %H:%M}"


class RuleChange(models.Model):
    """One change of a reference row by a person: what it was, what it is, and on whose word. Only ever inserted."""

    table = models.TextField()
    key = models.TextField()
    at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    who = models.TextField()
    office_code = models.TextField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    source = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["table", "key", "at"], name="rule_change_table_key_at")]
        constraints = [models.CheckConstraint(name="rule_change_names_its_source", condition=~models.Q(source=""))]

    def __str__(self) -> str:
        return f"{self.table} {self.key} {self.at:%Y-%m-%d %H:%M}"


class LogHead(models.Model):
    """What we published at the end of a day: how large the log is and its root, signed. Only ever inserted."""

    day = models.DateField(unique=True)
    size = models.BigIntegerField(unique=True)
    root = models.BinaryField()
    previous = models.BinaryField(default=b"")
    made_at = models.DateTimeField()
    upto = models.BigIntegerField()  # the last event and the last reading that this day looked at
    readings_upto = models.BigIntegerField(default=0)
    key_id = models.TextField()
    signature = models.BinaryField()
    tag = models.BinaryField()  # of which leaves stand for something; only we can make it

    def __str__(self) -> str:
        return f"{self.day} {self.size}"


class LogLeaf(models.Model):
    """A leaf that stands for something; the others are there so that nobody can count these. Only ever inserted."""

    place = models.BigIntegerField(primary_key=True)
    subject = models.UUIDField(null=True)  # of a case; None for the day's readings
    number = models.TextField()
    seq = models.IntegerField()
    first = models.BinaryField()
    head = models.BinaryField()
    blind = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "seq"], name="state_of_a_case_is_in_the_log_once")]

    def __str__(self) -> str:
        return f"{self.place} {self.number}/{self.seq}"


class LogTile(models.Model):
    """Up to 256 hashes that stand beside each other in the tree: of leaves (level 0), of whole tiles (1), of whole tiles
    of these. So a proof costs a few reads however large the log is. After C2SP's tlog-tiles."""

    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="one_tile_at_a_place")]

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"


class ReadingRule(Dated):
    """What makes a reading unusual, from when to when. A row with a source, edited at the desk."""

    KINDS = (
        "many_hour",
        "many_day",
        "other_office",
        "closed_case",
        "after_hours",
        "public_figure",
        "own_family",
        "secret",
    )

    code = models.CharField(max_length=60, primary_key=True)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    amount = models.PositiveIntegerField(
        default=1, help_text="of persons or of readings: the first number that is too many"
    )

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(name="reading_rule_names_its_source", condition=~models.Q(source="")),
            models.CheckConstraint(name="reading_rule_has_an_amount", condition=models.Q(amount__gte=1)),
        ]

    def __str__(self) -> str:
        return self.code


class PublicFigure(models.Model):
    """A name that many are curious about. Kept by the data protection officer; sealed, found by its fingerprint."""

    SEALED_AS, SEALED_ROW = "figure", ("mark",)

    name = SealedField()
    mark = models.BinaryField(unique=True)
    added_at = models.DateTimeField()
    added_by = models.BigIntegerField(null=True)
    removed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"figure {self.pk}"


class ReadingAlarm(models.Model):
    """Readings that a rule calls unusual, and what was decided about them."""

    key = models.TextField(unique=True)
    kind = models.TextField()
    rule = models.TextField()
    at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    who = models.TextField()
    office_code = models.TextField()
    readings = ArrayField(models.BigIntegerField())
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True)
    decided_name = models.TextField(blank=True)
    justified = models.BooleanField(null=True)
    decision = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["office_code", "-id"], name="reading_alarm_by_office"),
            models.Index(fields=["-id"], name="reading_alarm_open", condition=models.Q(decided_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                name="decided_alarm_says_how_and_why",
                condition=models.Q(decided_at=None, justified=None)
                | (models.Q(decided_at__isnull=False, justified__isnull=False) & ~models.Q(decision="")),
            )
        ]

    def __str__(self) -> str:
        return self.key


class Verification(models.Model):
    """When the whole record was last looked through, and what was found. Only ever inserted."""

    at = models.DateTimeField(db_index=True)
    seconds = models.FloatField()
    cases = models.BigIntegerField()
    events = models.BigIntegerField()
    adopted = models.BigIntegerField(default=0)
    found = models.IntegerField()
    said = models.JSONField(default=list)  # the first of the sentences

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.found}"
