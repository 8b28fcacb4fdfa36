"""Practices: what a district did, and what became of it where others took it over."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from sangsuk.cases.holders import Holder, register
from sangsuk.cases.models.base import Happened, Stored
from sangsuk.offices.models import Office
from sangsuk.stories.models import ImprovementItem, Pledge

from ..practices import standing
from ..practices.table import said
from ..practices.words import ADOPTION_STATUSES, DIRECTIONS, PUBLISHED, REPORTED, RESULTS, RUNNING, STATUSES

if TYPE_CHECKING:
    from datetime import date

    from sangsuk.offices.actor import Actor


class PracticeQuerySet(models.QuerySet["Practice"]):
    """Adjectives of practices."""

    def visible_to(self, actor: "Actor") -> "PracticeQuerySet":
        """What is published, everybody who works; what is not yet, the office that writes it and those who check it."""
        if actor.kind == "system":
            return self
        seen = standing.sight(actor)
        return self.none() if seen is None else self.filter(seen)

    def published(self) -> "PracticeQuerySet":
        """What everybody may read; the only door to public pages."""
        return self.filter(status=PUBLISHED)


class Practice(models.Model):
    """The problem, what was tried, what it cost, what came of it, with figures before and after. State (PRACTICE_STATE) changes
    with a `PracticeEvent` only.

    `from_item`, `from_pledge`: what it began as. `better`: whether more or less of the figure is good.
    """

    code = models.TextField(unique=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    province_code = models.TextField()
    from_item = models.ForeignKey(ImprovementItem, on_delete=models.SET_NULL, null=True, related_name="+")
    from_pledge = models.ForeignKey(Pledge, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    status = models.TextField()
    version = models.IntegerField(default=1)
    title = models.TextField()
    problem = models.TextField()
    tried = models.TextField()
    result = models.TextField()
    baht = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    hours = models.DecimalField(max_digits=9, decimal_places=1, null=True)
    measure = models.TextField(blank=True)
    unit = models.TextField(blank=True)
    better = models.TextField(blank=True)
    before = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    after = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    category = models.TextField(blank=True)
    flagship = models.TextField(blank=True)
    why = models.TextField(blank=True)
    checker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    published_at = models.DateTimeField(null=True)

    vector = SearchVectorField(null=True)

    objects = PracticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="practices_published", condition=Q(status=PUBLISHED)),
            models.Index(
                fields=["category", "-published_at", "-id"], name="practices_of_category", condition=Q(status=PUBLISHED)
            ),
            models.Index(
                fields=["flagship", "-published_at", "-id"], name="practices_of_flagship", condition=Q(status=PUBLISHED)
            ),
            models.Index(fields=["office", "-id"], name="practices_of_office"),
            models.Index(fields=["province_code", "status", "-id"], name="practices_of_province"),
            GinIndex(fields=["vector"], name="practice_is_found_by_words"),
        ]
        constraints = [
            models.CheckConstraint(name="practice_has_a_known_status", condition=Q(status__in=list(STATUSES))),
            models.CheckConstraint(name="practice_costs_no_less_than_nothing", condition=Q(baht=None) | Q(baht__gte=0)),
            models.CheckConstraint(
                name="practice_takes_no_less_than_no_time", condition=Q(hours=None) | Q(hours__gte=0)
            ),
            models.CheckConstraint(
                name="figure_of_a_practice_is_whole",
                condition=Q(measure="", before=None, after=None)
                | (~Q(measure="") & Q(better__in=list(DIRECTIONS), before__isnull=False, after__isnull=False)),
            ),
            models.CheckConstraint(
                name="published_practice_has_its_moment",
                condition=~Q(status=PUBLISHED) | Q(published_at__isnull=False, checker__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def before_said(self) -> str:
        return said(self.before)

    @property
    def after_said(self) -> str:
        return said(self.after)


PRACTICE_WORDS = ("title", "problem", "tried", "result", "measure", "unit")
PRACTICE_STATE = (
    "status", "version", *PRACTICE_WORDS, "baht", "hours", "better", "before", "after", "category", "flagship", "why",
    "checker_id", "published_at",
)  # fmt: skip


class PracticeEvent(Happened):
    """One thing that happened to a practice. Only ever inserted."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="events", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="event_has_its_own_place_in_the_practice", fields=["practice", "seq"]),
        ]

    def __str__(self) -> str:
        return f"{self.practice_id}/{self.seq} {self.move}"


class PracticeMaterial(Stored):
    """A photograph or a paper that belongs to a practice. `alt` says in words what it is."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="materials")
    alt = models.TextField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="material_stands_once_in_a_practice", fields=["practice", "sha256"]),
        ]

    def __str__(self) -> str:
        return f"{self.practice_id} {self.kind}"


register(Holder(PracticeMaterial))


class AdoptionQuerySet(models.QuerySet["Adoption"]):
    """Adjectives of adoptions."""

    def visible_to(self, actor: "Actor") -> "AdoptionQuerySet":
        """Who has taken over what is no secret among those who work: so others can ask how it went."""
        return self if actor.kind == "system" or standing.works(actor) else self.none()

    def owed(self, today: "date") -> "AdoptionQuerySet":
        """Whose report is due."""
        return self.filter(status=RUNNING, report_due_on__lte=today)


class Adoption(models.Model):
    """That an office has taken over a practice, from a day on and with an owner; and what it says of it after a while. State
    (ADOPTION_STATE) changes with an `AdoptionEvent` only."""

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="adoptions", db_index=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    province_code = models.TextField()
    made_at = models.DateTimeField()

    status = models.TextField()
    version = models.IntegerField(default=1)
    starts_on = models.DateField()
    report_due_on = models.DateField(null=True)
    rule_code = models.TextField()
    owner_role = models.TextField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    outcome = models.TextField(blank=True)
    before = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    after = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    note = models.TextField(blank=True)
    reported_at = models.DateTimeField(null=True)
    reports = models.SmallIntegerField(default=0)
    why = models.TextField(blank=True)

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["practice", "-id"], name="adoptions_of_practice"),
            models.Index(fields=["office", "-id"], name="adoptions_of_office"),
            models.Index(fields=["office", "report_due_on"], name="adoptions_owed", condition=Q(status=RUNNING)),
        ]
        constraints = [
            models.UniqueConstraint(
                name="office_adopts_a_practice_once", fields=["practice", "office"], condition=~Q(status="stopped")
            ),
            models.CheckConstraint(name="adoption_has_a_known_status", condition=Q(status__in=list(ADOPTION_STATUSES))),
            models.CheckConstraint(
                name="running_adoption_has_its_day", condition=~Q(status=RUNNING) | Q(report_due_on__isnull=False)
            ),
            models.CheckConstraint(
                name="reported_adoption_says_what_came_of_it",
                condition=~Q(status=REPORTED)
                | (Q(outcome__in=list(RESULTS), reported_at__isnull=False, reports__gte=1) & ~Q(note="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practice_id} {self.office_id}"

    @property
    def before_said(self) -> str:
        return said(self.before)

    @property
    def after_said(self) -> str:
        return said(self.after)


ADOPTION_STATE = (
    "status", "version", "starts_on", "report_due_on", "rule_code", "owner_role", "owner_id", "outcome", "before", "after", "note",
    "reported_at", "reports", "why",
)  # fmt: skip


class AdoptionEvent(Happened):
    """One thing that happened to an adoption. Only ever inserted."""

    adoption = models.ForeignKey(Adoption, on_delete=models.CASCADE, related_name="events", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="event_has_its_own_place_in_the_adoption", fields=["adoption", "seq"]),
        ]

    def __str__(self) -> str:
        return f"{self.adoption_id}/{self.seq} {self.move}"
