"""What happened to a request, a breach, a disclosure or a batch, and who searched: one history for all of them, only ever inserted."""

from django.db import models
from django.db.models import Q

THINGS = ("request", "breach", "disclosure", "batch", "hold", "search")


class Deed(models.Model):
    """One step. `data` holds codes and the words of officials that the page of the thing shows; no name of a citizen."""

    thing = models.TextField()
    of = models.BigIntegerField()
    at = models.DateTimeField()
    move = models.TextField()
    actor_kind = models.TextField()
    user_id = models.BigIntegerField(null=True)
    who = models.TextField(blank=True)
    office_code = models.TextField(blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        constraints = [models.CheckConstraint(name="deed_is_of_something_known", condition=Q(thing__in=THINGS))]
        indexes = [models.Index(fields=["thing", "of", "id"], name="deed_of_thing")]

    def __str__(self) -> str:
        return f"{self.thing} {self.of} {self.move}"
