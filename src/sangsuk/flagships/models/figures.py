"""What it adds up to, kept so that a page of the nation opens at once. Every row can be folded again from the entries."""

from django.db import models
from django.db.models import Q

from .. import words
from .indicators import Indicator


class Figure(models.Model):
    """An indicator of a province or of the country, in a period, in a cell. A district's own figures are its entries.

    `number` and `base` are added up exactly; `value` is what is shown, rounded once, at the end, to 6 places, half to even;
    of a formula only `value`. `entries`: how many are in it, `accepted`: of them by the department. `view`: areas as they were then,
    or as they are now (the same rows when no area has changed: then only `then` is kept).
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="+", db_index=False)
    level = models.CharField(max_length=12)
    area_code = models.CharField(max_length=8, blank=True)
    period = models.CharField(max_length=8)
    starts_on = models.DateField()
    cell = models.CharField(max_length=40, blank=True)
    view = models.CharField(max_length=4, default=words.THEN)
    number = models.DecimalField(max_digits=48, decimal_places=24, null=True)
    base = models.DecimalField(max_digits=48, decimal_places=24, null=True)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    entries = models.IntegerField()
    accepted = models.IntegerField(default=0)
    folded_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["level", "area_code", "period", "starts_on", "indicator"], name="figures_of_an_area",
                condition=Q(cell="", view="then"), include=["value", "number", "base", "entries", "accepted"],
            )
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                name="figure_is_one",
                fields=["indicator", "period", "starts_on", "level", "area_code", "cell", "view"],
            ),
            models.CheckConstraint(name="figure_is_of_a_known_view", condition=Q(view__in=list(words.VIEWS))),
            models.CheckConstraint(name="figure_is_above_the_district", condition=Q(level__in=["province", "country"])),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.area_code} {self.starts_on} {self.cell}".rstrip()


class StaleFigure(models.Model):
    """That the entries of an indicator in a province and a month have changed since they were folded. Inserted with the change."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="+", db_index=False)
    province_code = models.CharField(max_length=2)
    starts_on = models.DateField()
    since = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["since", "id"], name="stale_figures_by_age")]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.province_code} {self.starts_on}"
