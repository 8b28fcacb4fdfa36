"""Something went wrong with people's data."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

RISKS = ("none", "some", "high")


class Breach(models.Model):
    """One incident. The clock of 72 hours runs from `known_at`, the moment at which somebody of ours knew."""

    happened = models.TextField()
    where = models.TextField(blank=True)
    known_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()
    user_id = models.BigIntegerField(null=True)
    office_code = models.TextField()
    status = models.TextField(default="recorded")
    version = models.IntegerField(default=1)
    risk = models.TextField(blank=True)
    kinds = ArrayField(models.TextField(), default=list)
    people = models.IntegerField(null=True)
    assessment = models.TextField(blank=True)
    due_at = models.DateTimeField()
    due_rule = models.TextField()
    notified_at = models.DateTimeField(null=True)
    notified_how = models.TextField(blank=True)
    late_reason = models.TextField(blank=True)
    late_reason_at = models.DateTimeField(null=True)
    reason_due_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    told_count = models.IntegerField(default=0)
    measures = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True)
    alarmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="breach_risk_is_known", condition=Q(risk="") | Q(risk__in=RISKS)),
            models.CheckConstraint(
                name="closed_breach_has_its_time",
                condition=Q(status="closed", closed_at__isnull=False) | (~Q(status="closed") & Q(closed_at=None)),
            ),
            models.CheckConstraint(
                name="closed_breach_was_assessed_and_told",
                condition=~Q(status="closed")
                | Q(risk="none")
                | Q(risk="some", notified_at__isnull=False)
                | Q(risk="high", notified_at__isnull=False, told_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["due_at"], name="breach_waits", condition=Q(closed_at=None))]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"B-{self.pk:05d}"
