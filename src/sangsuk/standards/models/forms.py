"""A form as data: its sections, its criteria, and how points follow from what is there."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sangsuk.cases.models.base import Happened
from sangsuk.common.dated import Dated

from ..words import ABOUT, BASES, DRAFT, FORM_STATES, KINDS, RELEASED

if TYPE_CHECKING:
    from datetime import date


class FormQuerySet(models.QuerySet["Form"]):
    def open_on(self, day: "date") -> "FormQuerySet":
        """What an office may begin that day."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day), state=RELEASED, valid_from__lte=day)


class Form(Dated):
    """One version of a form of one year (Buddhist era). Once released it stays as it is; what is to change is a new version.

    `hand_in_by`: the last day on which a district should hand in.
    """

    code = models.CharField(max_length=40)
    year_be = models.SmallIntegerField()
    version = models.SmallIntegerField(default=1)
    about = models.CharField(max_length=10)
    title_th = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    hand_in_by = models.DateField(null=True, blank=True)
    state = models.TextField(default=DRAFT)
    row_version = models.IntegerField(default=1)
    made_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)

    objects = FormQuerySet.as_manager()

    class Meta:
        ordering = ["-year_be", "code", "-version"]
        constraints = [
            models.UniqueConstraint(name="form_has_each_version_once", fields=["code", "year_be", "version"]),
            models.UniqueConstraint(
                name="one_version_of_a_form_is_used", fields=["code", "year_be"], condition=Q(state=RELEASED)
            ),
            models.CheckConstraint(name="form_names_its_source", condition=~Q(source="")),
            models.CheckConstraint(name="form_is_about_something_known", condition=Q(about__in=list(ABOUT))),
            models.CheckConstraint(name="form_has_a_known_state", condition=Q(state__in=list(FORM_STATES))),
            models.CheckConstraint(
                name="form_ends_after_it_begins", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.year_be}/{self.version}"

    @property
    def key(self) -> str:
        """As it stands in an address: service-office-2570-1."""
        return f"{self.code}-{self.year_be}-{self.version}"

    def title(self, language: str) -> str:
        return self.title_th if language.startswith("th") else self.title_en or self.title_th


class Section(models.Model):
    form = models.ForeignKey(Form, on_delete=models.CASCADE, related_name="sections")
    no = models.SmallIntegerField()
    title_th = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["no"]
        constraints = [models.UniqueConstraint(name="section_has_its_own_number", fields=["form", "no"])]

    def __str__(self) -> str:
        return f"{self.no} {self.title_th}"

    def title(self, language: str) -> str:
        return self.title_th if language.startswith("th") else self.title_en or self.title_th


class Criterion(models.Model):
    """One thing that is looked at. `parts`: what is counted or chosen from, each {"th", "en"}; `points`: see `scoring`.

    `basis`: whether it stands so in the department's form, or was inferred by us.
    """

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="criteria")
    code = models.CharField(max_length=40)
    no = models.SmallIntegerField()
    text_th = models.CharField(max_length=400)
    text_en = models.CharField(max_length=400, blank=True)
    kind = models.CharField(max_length=10)
    parts = models.JSONField(default=list, blank=True)
    points = ArrayField(models.DecimalField(max_digits=6, decimal_places=2))
    most = models.DecimalField(max_digits=6, decimal_places=2)
    evidence = models.BooleanField(default=False)
    basis = models.CharField(max_length=10)
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["section__no", "no"]
        constraints = [
            models.UniqueConstraint(name="criterion_has_its_own_number", fields=["section", "no"]),
            models.CheckConstraint(name="criterion_is_of_a_known_kind", condition=Q(kind__in=list(KINDS))),
            models.CheckConstraint(name="criterion_says_on_whose_word", condition=Q(basis__in=list(BASES))),
            models.CheckConstraint(name="criterion_names_its_source", condition=~Q(source="")),
            models.CheckConstraint(name="criterion_gives_points", condition=Q(most__gt=0)),
        ]

    def __str__(self) -> str:
        return self.code

    def text(self, language: str) -> str:
        return self.text_th if language.startswith("th") else self.text_en or self.text_th

    def part(self, at: int, language: str) -> str:
        words: dict[str, Any] = self.parts[at]
        return str(words["th"] if language.startswith("th") else words.get("en") or words["th"])

    @property
    def scale(self) -> tuple[Decimal, ...]:
        return tuple(self.points)


class FormEvent(Happened):
    """What became of a form, by whom. Only ever inserted, in the transaction of the change."""

    form = models.ForeignKey(Form, on_delete=models.CASCADE, related_name="events", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(name="event_has_its_own_place_in_the_form", fields=["form", "seq"])]

    def __str__(self) -> str:
        return f"{self.form_id}/{self.seq} {self.move}"
