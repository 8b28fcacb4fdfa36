"""What was forgotten and why, what is about to be, and what may not be yet."""

from django.db import models
from django.db.models import F, Q

from sangsuk.cases.models import Case, Supporter


class Hold(models.Model):
    """That nothing of a case may be forgotten for now: a dispute, a court, or her own wish to have it kept (s.34).

    With a `supporter` it is only what is kept of her.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="holds")
    supporter = models.ForeignKey(Supporter, on_delete=models.PROTECT, null=True, related_name="holds")
    ground = models.TextField()
    reason = models.TextField()
    by = models.TextField()
    from_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="hold_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="hold_ends_after_it_begins", condition=Q(ended_at=None) | Q(ended_at__gte=F("from_at"))
            ),
        ]
        indexes = [models.Index(fields=["case"], name="hold_in_force", condition=Q(ended_at=None))]

    def __str__(self) -> str:
        return f"{self.case_id} {self.ground}"


class Batch(models.Model):
    """All that one rule says is to be forgotten up to a moment. In the end it is the certificate: counts, never data."""

    STATUSES = ("proposed", "approved", "done", "declined")

    rule = models.TextField()
    target = models.TextField()
    action = models.TextField()
    until = models.DateTimeField(help_text="whatever began to wait before this moment")
    found = models.IntegerField()
    held = models.IntegerField(default=0)
    status = models.TextField()
    made_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)
    done = models.IntegerField(default=0)
    counts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="batch_done_has_its_time",
                condition=Q(status="done", done_at__isnull=False) | (~Q(status="done") & Q(done_at=None)),
            ),
            models.UniqueConstraint(
                fields=["target"],
                name="one_batch_of_a_kind_at_a_time",
                condition=Q(status__in=["proposed", "approved"]),
            ),
        ]
        indexes = [models.Index(fields=["-made_at"], name="batch_in_time")]

    def __str__(self) -> str:
        return f"{self.target} {self.status}"


class Erasure(models.Model):
    """That something of one case was forgotten: which part, when, on which word. No datum stands here."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="erasures")
    part = models.TextField()
    at = models.DateTimeField()
    rule = models.TextField(blank=True)
    request = models.BigIntegerField(null=True)
    counts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "part"], name="a_part_of_a_case_is_forgotten_once"),
            models.CheckConstraint(name="erasure_says_on_whose_word", condition=~Q(rule="") | Q(request__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.part}"
