"""What nobody had to type again: fields that came filled with what was noted already, and went out so."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .case import Case


class Prefilled(models.Model):
    """One move that went out with fields filled beforehand. `minutes` by the rule in force that day, named in `rule`."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    event_seq = models.IntegerField()
    move = models.TextField()
    at = models.DateTimeField()
    office_code = models.TextField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    fields = models.SmallIntegerField()
    minutes = models.SmallIntegerField()
    rule = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "event_seq"], name="prefilled_is_counted_once_for_an_event"),
            models.CheckConstraint(
                name="prefilled_counts_something", condition=Q(fields__gte=1, minutes__gte=0) & ~Q(rule="")
            ),
        ]
        indexes = [models.Index(fields=["office_code", "at"], name="prefilled_by_office_and_time")]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.event_seq} {self.fields}"
