"""Which share of the settled cases another office asks about, and how far the draw has come."""

from django.db import models
from django.db.models import F, Q

from sangsuk.common.dated import Dated


class SampleRule(Dated):
    """So many of a hundred settled cases; '' means any. The most specific rule in force wins."""

    code = models.CharField(max_length=60, primary_key=True)
    mission = models.CharField(max_length=20, blank=True, default="")
    level = models.CharField(max_length=20, blank=True, default="")
    percent = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(name="sample_is_a_share_of_a_hundred", condition=Q(percent__lte=100)),
            models.CheckConstraint(name="sample_rule_names_its_source", condition=~Q(source="")),
            models.CheckConstraint(
                name="sample_rule_ends_after_it_begins", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return self.code


class SampleDrawn(models.Model):
    """One row: up to which moment of settling the sample has been drawn."""

    until = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="the_sample_is_drawn_by_one", condition=Q(id=1))]

    def __str__(self) -> str:
        return f"{self.until}"
