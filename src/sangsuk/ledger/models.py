"""Who looked at whose personal data, and why; who changed which rule, and on whose word."""

from django.db import models


class Reading(models.Model):
    """One look at one case's personal data. Only ever inserted."""

    about = models.TextField()
    at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    who = models.TextField()
    office_code = models.TextField()
    fields = models.TextField()
    reason = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["about", "at"], name="reading_about_at")]
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
