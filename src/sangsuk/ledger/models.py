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
