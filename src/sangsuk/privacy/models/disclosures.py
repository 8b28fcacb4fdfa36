"""What was given to a body that the law allows to ask for it."""

from django.db import models
from django.db.models import Q

from sangsuk.cases.models import Case


class Disclosure(models.Model):
    """Who asked, on which basis, what was given and on whose word. `quiet_until`: until then her page does not say it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="disclosures")
    body = models.TextField()
    ground = models.TextField()
    reference = models.TextField()
    what = models.TextField()
    status = models.TextField(default="asked")
    version = models.IntegerField(default=1)
    asked_at = models.DateTimeField()
    recorded_by = models.TextField()
    user_id = models.BigIntegerField(null=True)
    office_code = models.TextField()
    approved_at = models.DateTimeField(null=True)
    approved_by = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True)
    quiet_until = models.DateField(null=True)
    quiet_ground = models.TextField(blank=True)
    quiet_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="given_only_when_approved",
                condition=Q(given_at=None) | Q(approved_at__isnull=False, status="given"),
            ),
            models.CheckConstraint(
                name="quiet_has_a_day_a_ground_and_a_reason",
                condition=Q(quiet_until=None) | (~Q(quiet_ground="") & ~Q(quiet_reason="")),
            ),
            models.CheckConstraint(name="disclosure_names_its_reference", condition=~Q(reference="")),
        ]
        indexes = [models.Index(fields=["office_code", "-id"], name="disclosure_by_office")]

    def __str__(self) -> str:
        return f"D-{self.pk:05d}"

    @property
    def number(self) -> str:
        return f"D-{self.pk:05d}"
