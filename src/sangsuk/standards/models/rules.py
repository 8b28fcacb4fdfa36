"""What holds from a day on: numbers, and the bands of a score."""

from django.db import models
from django.db.models import F, Q

from sangsuk.common.dated import Dated

from ..words import ABOUT


class StandardRule(Dated):
    """A number by which assessments and surveys go; the row in force that began last counts. See `rules.WHATS`."""

    code = models.CharField(max_length=60, primary_key=True)
    what = models.CharField(max_length=30)
    amount = models.PositiveIntegerField()
    source_th = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        ordering = ["what", "valid_from"]
        constraints = [
            models.CheckConstraint(name="standard_rule_names_its_source", condition=~Q(source="")),
            models.CheckConstraint(name="standard_rule_asks_for_something", condition=Q(amount__gte=1)),
            models.CheckConstraint(
                name="standard_rule_ends_after_it_begins", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Band(Dated):
    """From so many percent of the points on an office stands in this band. `certificate`: the province may give one."""

    code = models.CharField(max_length=60, primary_key=True)
    about = models.CharField(max_length=10)
    least_percent = models.DecimalField(max_digits=5, decimal_places=2)
    name_th = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    certificate = models.BooleanField(default=False)
    source_th = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        ordering = ["about", "-least_percent", "code"]
        constraints = [
            models.CheckConstraint(name="band_names_its_source", condition=~Q(source="")),
            models.CheckConstraint(name="band_is_of_something_known", condition=Q(about__in=[*ABOUT, "survey"])),
            models.CheckConstraint(name="band_begins_within_percent", condition=Q(least_percent__range=(0, 100))),
            models.CheckConstraint(
                name="band_ends_after_it_begins", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def name(self, language: str) -> str:
        return self.name_th if language.startswith("th") else self.name_en or self.name_th
