"""What is measured: units, cells of a breakdown, indicators and their versions, targets, and the rule of the lights."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sangsuk.common.dated import Dated

from .. import words
from .programme import Project


class Unit(models.Model):
    """What a number counts. `dimension`: base units and their powers, {"case": 1, "day": -1}; {} is a bare number (a share)."""

    code = models.SlugField(max_length=20, primary_key=True)
    name_th = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    dimension = models.JSONField(default=dict, blank=True)
    factor = models.DecimalField(
        max_digits=12, decimal_places=6, default=1, help_text="of the base unit: percent is 0.01"
    )
    decimals = models.PositiveSmallIntegerField(default=0, help_text="shown and rounded to, half to even")
    source = models.CharField(max_length=300)
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_th

    def name(self, language: str) -> str:
        return self.name_th if language.startswith("th") else self.name_en


class Cell(models.Model):
    """One cell of a breakdown, such as sex `f` or age band `60+`. An entry's cell is "" for all, or one code: `sex:f`."""

    code = models.CharField(max_length=40, primary_key=True)
    axis = models.CharField(max_length=20, db_index=True, help_text="sex, age, disability")
    name_th = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    order = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=300)
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["axis", "order", "code"]

    def __str__(self) -> str:
        return self.name_th

    def name(self, language: str) -> str:
        return self.name_th if language.startswith("th") else self.name_en


class Indicator(models.Model):
    """What of it never changes; whatever may change stands in its versions. A changed level or frequency is a new indicator."""

    code = models.SlugField(max_length=40, primary_key=True, help_text="f2564_04.settled")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="indicators")
    order = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=10)
    level = models.CharField(
        max_length=12, help_text="of the area that reports it; of a formula, the lowest it makes sense for"
    )
    frequency = models.CharField(max_length=8)
    over_areas = models.CharField(max_length=8, default=words.SUM)
    over_time = models.CharField(max_length=8, default=words.SUM)
    fact = models.CharField(max_length=40, blank=True, help_text="of the product's own facts, which")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["project", "order", "code"]
        constraints = [
            models.CheckConstraint(name="indicator_is_of_a_known_kind", condition=Q(kind__in=list(words.KINDS))),
            models.CheckConstraint(
                name="indicator_is_of_a_known_level", condition=Q(level__in=list(words.LEVELS[:-1]))
            ),
            models.CheckConstraint(
                name="indicator_has_a_known_frequency", condition=Q(frequency__in=["month", "quarter", "year"])
            ),
            models.CheckConstraint(
                name="indicator_adds_up_in_a_known_way",
                condition=Q(over_areas__in=list(words.OVER_AREAS), over_time__in=list(words.OVER_TIME)),
            ),
            models.CheckConstraint(
                name="fact_says_which", condition=Q(kind="fact") & ~Q(fact="") | ~Q(kind="fact") & Q(fact="")
            ),
            models.CheckConstraint(
                name="indicator_ends_after_it_begins", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return self.code


class IndicatorVersion(models.Model):
    """What an indicator means from a day on. Only ever inserted. The version of a period is the last one in force on its first day.

    `base_th`: what its denominator is, empty when there is none. `formula`: see `formulas`; only of kind formula.
    `checks`: rules of input as data, see `checks`: {"least": 0, "most": 100, "whole": true, "at_most": "code", "jump": 3}.
    `axes`: by what it is broken down. `evidence`: "", "photo" or "file", wanted with each entry.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    name_th = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300)
    definition_th = models.TextField()
    definition_en = models.TextField(blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    direction = models.CharField(max_length=8, default=words.UP)
    number_th = models.CharField(max_length=300, blank=True, help_text="what is typed as its number, or numerator")
    number_en = models.CharField(max_length=300, blank=True)
    base_th = models.CharField(max_length=300, blank=True)
    base_en = models.CharField(max_length=300, blank=True)
    formula = models.TextField(blank=True)
    axes = ArrayField(models.TextField(), default=list, blank=True)
    evidence = models.CharField(max_length=8, blank=True)
    checks = models.JSONField(default=dict, blank=True)
    baseline = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    baseline_of = models.CharField(max_length=40, blank=True, help_text="of when the baseline is: FY2020")
    standing = models.CharField(max_length=10, default=words.INFERRED)
    source = models.CharField(max_length=300)
    why = models.CharField(max_length=500, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["indicator", "version"]
        constraints = [
            models.UniqueConstraint(name="indicator_version_is_its_own", fields=["indicator", "version"]),
            models.CheckConstraint(
                name="indicator_has_a_known_direction", condition=Q(direction__in=list(words.DIRECTIONS))
            ),
            models.CheckConstraint(
                name="indicator_says_on_whose_word_it_stands", condition=Q(standing__in=list(words.STANDINGS))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.version}"

    def name(self, language: str) -> str:
        return self.name_th if language.startswith("th") else self.name_en


class Target(models.Model):
    """What is to be reached by an area in a period. Only ever inserted; the highest version is in force.

    `cut_from`: the target above it that it is a share of, when a cascade made it.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="targets", db_index=False)
    level = models.CharField(max_length=12)
    area_code = models.CharField(max_length=8, blank=True)
    period = models.CharField(max_length=8, help_text="month, quarter or year")
    starts_on = models.DateField()
    version = models.PositiveSmallIntegerField()
    number = models.DecimalField(max_digits=20, decimal_places=6, null=True, help_text="NULL: taken back")
    cut_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    way = models.CharField(
        max_length=20, blank=True, help_text="how a cascade shared: equal, by_last_year, by_base, same"
    )
    why = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=300)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="target_has_its_own_version",
                fields=["indicator", "period", "starts_on", "level", "area_code", "version"],
            ),
            models.CheckConstraint(name="target_is_of_a_known_level", condition=Q(level__in=list(words.LEVELS))),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.area_code} {self.starts_on}"


class LightRule(Dated):
    """From which share of its target a figure is green, and from which amber; for one indicator, or for all that have none.

    For an indicator whose better is down, the share is target / figure. Shown beside every light.
    """

    code = models.SlugField(max_length=40, primary_key=True)
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, null=True, blank=True, related_name="lights")
    green_from = models.DecimalField(max_digits=5, decimal_places=4)
    amber_from = models.DecimalField(max_digits=5, decimal_places=4)

    class Meta:
        constraints = [
            models.CheckConstraint(name="green_is_above_amber", condition=Q(green_from__gt=F("amber_from"))),
        ]

    def __str__(self) -> str:
        return self.code
