"""What the law or the house configures of going out: kinds of services and numbers, as dated rows with a source."""

from django.db import models
from django.db.models import F, Q

from sangsuk.common.dated import Dated

from .. import words


class ServiceKind(Dated):
    """A kind of service that a unit brings along. `order`: as people read them."""

    code = models.SlugField(max_length=40, primary_key=True)
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField(default=100)
    source_th = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(name="service_kind_names_its_source", condition=~Q(source="")),
            models.CheckConstraint(name="service_kind_is_not_the_people", condition=~Q(code=words.PEOPLE)),
        ]

    def __str__(self) -> str:
        return self.code

    def name(self, language: str) -> str:
        return self.name_en if language.startswith("en") else self.name_th


class OutreachRule(Dated):
    """A number by which going out is measured, for the country ('') or one province. See `words.WHATS`."""

    code = models.CharField(max_length=60, primary_key=True)
    what = models.CharField(max_length=30, choices=[(what, what) for what in words.WHATS])
    amount = models.PositiveSmallIntegerField()
    province_code = models.CharField(max_length=2, blank=True, default="")
    source_th = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        ordering = ["what", "province_code", "valid_from"]
        constraints = [
            models.CheckConstraint(name="outreach_rule_names_its_source", condition=~Q(source="")),
            models.CheckConstraint(name="outreach_rule_asks_for_something", condition=Q(amount__gte=1)),
            models.CheckConstraint(
                name="outreach_rule_ends_after_it_begins", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return self.code
