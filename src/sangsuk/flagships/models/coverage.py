"""How far a project is in a district: one cell of the matrix 878 x 10."""

from django.db import models
from django.db.models import Q

from sangsuk.cases.models.base import Happened

from .. import words
from .programme import Project


class Coverage(models.Model):
    """`since_on`: from when it is so. A project that does not apply says why. `look`: whether the province has seen what
    the district says, or asks about it (`question`). State fields (COVERAGE_STATE) change with an event only."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="coverage", db_index=False)
    district_code = models.CharField(max_length=4)
    state = models.CharField(max_length=16, default=words.PLANNED)
    version = models.IntegerField(default=1)
    since_on = models.DateField()
    why = models.TextField(blank=True)
    look = models.CharField(max_length=8, default=words.NEW)
    question = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["district_code"], name="coverage_of_a_district")]
        constraints = [
            models.UniqueConstraint(name="project_stands_once_in_a_district", fields=["project", "district_code"]),
            models.CheckConstraint(
                name="coverage_is_in_a_known_state", condition=Q(state__in=list(words.COVERAGE_STATES))
            ),
            models.CheckConstraint(
                name="what_does_not_apply_says_why", condition=~Q(state="not_applicable") | ~Q(why="")
            ),
            models.CheckConstraint(
                name="province_has_looked_in_a_known_way", condition=Q(look__in=list(words.COVERAGE_LOOKS))
            ),
            models.CheckConstraint(
                name="what_the_province_returns_asks_something", condition=~Q(look="returned") | ~Q(question="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.district_code}"


COVERAGE_STATE = ("state", "version", "since_on", "why", "look", "question")


class CoverageEvent(Happened):
    """One thing that happened to a cell of the matrix. Only ever inserted."""

    coverage = models.ForeignKey(Coverage, on_delete=models.CASCADE, related_name="events", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="event_has_its_own_place_in_the_coverage", fields=["coverage", "seq"])
        ]

    def __str__(self) -> str:
        return f"{self.coverage_id} {self.seq}"
