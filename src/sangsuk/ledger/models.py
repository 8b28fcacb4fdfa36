"""Who looked at whose personal data, and why."""

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
