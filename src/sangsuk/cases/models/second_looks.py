"""A look at somebody that waits for a second person's yes: a secret case, or a name that rests at its owner's wish."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .case import Case


class SecondLook(models.Model):
    """Somebody asks to see; whose yes it needs agrees or not; whoever asked may then look once, until `ends_at`.

    `whose`: the chief's for a secret case, the data protection officer's where the owner had it restricted; hers gives
    the reason of law in `why`.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="second_looks", db_index=False)
    fields = models.TextField()
    reason = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+")
    asked_name = models.TextField()
    office_code = models.TextField()
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    decided_name = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    whose = models.TextField(default="chief")
    why = models.TextField(blank=True)
    agreed = models.BooleanField(default=False)
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["case", "id"], name="second_look_by_case"),
            models.Index(fields=["office_code", "id"], name="second_look_waits", condition=Q(decided_at=None)),
        ]
        constraints = [
            models.CheckConstraint(name="second_look_says_why", condition=~Q(reason="")),
            models.CheckConstraint(name="second_look_is_for_somebody", condition=Q(whose__in=["chief", "dpo"])),
            models.CheckConstraint(
                name="a_rest_is_broken_for_a_reason", condition=Q(agreed=False) | ~Q(whose="dpo") | ~Q(why="")
            ),
            models.CheckConstraint(
                name="second_person_is_another", condition=Q(decided_by=None) | ~Q(decided_by=models.F("asked_by"))
            ),
            models.CheckConstraint(
                name="second_look_is_used_after_a_yes",
                condition=Q(used_at=None) | Q(agreed=True, decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.asked_at:%Y-%m-%d %H:%M}"
