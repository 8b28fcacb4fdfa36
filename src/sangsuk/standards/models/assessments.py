"""One office, one form, one year: what it says of itself, what visitors saw, what was decided."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from sangsuk.cases.models.base import Happened, Stored
from sangsuk.offices.models import Office

from .. import standing, words
from ..words import DROPPED, FILLING, FINAL, OPEN, STATUSES
from .forms import Criterion, Form

if TYPE_CHECKING:
    from datetime import date

    from sangsuk.offices.actor import Actor


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Adjectives of assessments."""

    def visible_to(self, actor: "Actor") -> "AssessmentQuerySet":
        """The office itself, its province, the department and the ministry; and who is sent to visit it."""
        seen = standing.sight(actor)
        return self.filter(seen) if seen is not None else self.none()

    def open(self) -> "AssessmentQuerySet":
        return self.filter(status__in=OPEN)

    def standing(self) -> "AssessmentQuerySet":
        """All but those that were dropped."""
        return self.exclude(status=DROPPED)

    def late(self, today: "date") -> "AssessmentQuerySet":
        return self.open().filter(due_on__lt=today)


class Assessment(models.Model):
    """State fields (ASSESSMENT_STATE) change with an event only.

    `due_on`: the day of what is owed next, by whoever owes it in this stage. `fillers`: who of the office has written in
    it, by account; `visitors`: who is sent. `claimed`, `verified`, `final`: percent of all points, once said so by the
    office, by the visitors, at the end.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    province_code = models.TextField()
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="assessments")
    form_code = models.TextField()
    year_be = models.SmallIntegerField()
    about = models.TextField()
    begun_at = models.DateTimeField()

    status = models.TextField(default=FILLING)
    version = models.IntegerField(default=1)
    due_on = models.DateField(null=True)
    fillers = ArrayField(models.BigIntegerField(), default=list)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    handed_in_at = models.DateTimeField(null=True)
    visit_on = models.DateField(null=True)
    visitors = ArrayField(models.BigIntegerField(), default=list)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    confirmed_at = models.DateTimeField(null=True)
    objected_at = models.DateTimeField(null=True)
    claimed = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    verified = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    final = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    band = models.TextField(blank=True)
    decided_on = models.DateField(null=True)
    why = models.TextField(blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["office", "-id"], name="assessments_of_office"),
            models.Index(
                fields=["province_code", "due_on", "id"], name="assessments_owed", condition=Q(status__in=OPEN)
            ),
            models.Index(fields=["province_code", "-id"], name="assessments_of_province"),
            models.Index(fields=["due_on", "id"], name="assessments_due", condition=Q(status="confirmed")),
            models.Index(fields=["about", "office", "-decided_on", "-id"], name="scores", condition=Q(status=FINAL)),
            GinIndex(fields=["visitors"], name="assessments_of_visitors"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="office_assesses_itself_once_a_year_by_a_form",
                fields=["office", "form_code", "year_be"],
                condition=~Q(status=DROPPED),
            ),
            models.CheckConstraint(name="assessment_has_a_known_status", condition=Q(status__in=list(STATUSES))),
            models.CheckConstraint(
                name="final_assessment_has_a_score",
                condition=~Q(status=FINAL) | Q(final__isnull=False, decided_on__isnull=False),
            ),
            models.CheckConstraint(
                name="planned_visit_has_a_day",
                condition=~Q(status__in=["planned", "reported"]) | Q(visit_on__isnull=False),
            ),
            models.CheckConstraint(name="score_is_a_percentage", condition=Q(final=None) | Q(final__range=(0, 100))),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.form_code} {self.year_be}"


ASSESSMENT_STATE = (
    "status", "version", "due_on", "fillers", "offered_by_id", "handed_in_at", "visit_on", "visitors", "confirmed_by_id",
    "confirmed_at", "objected_at", "claimed", "verified", "final", "band", "decided_on", "why",
)  # fmt: skip


class AssessmentEvent(Happened):
    """One thing that happened to an assessment. Only ever inserted, in the transaction of the change."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="events", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="event_has_its_own_place_in_the_assessment", fields=["assessment", "seq"]),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id}/{self.seq} {self.move}"


class Answer(models.Model):
    """What is said of one criterion: by the office (`value`, `note`), by the visitors (`seen`, `seen_why`), by the office
    against them (`objection`), at the end (`decided`, `decided_why`). Values as in `scoring`."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers", db_index=False)
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+", db_index=False)
    value = models.JSONField(null=True)
    note = models.TextField(blank=True)
    seen = models.JSONField(null=True)
    seen_why = models.TextField(blank=True)
    objection = models.TextField(blank=True)
    decided = models.JSONField(null=True)
    decided_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="criterion_is_answered_once", fields=["assessment", "criterion"]),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.criterion_id}"

    @property
    def stands(self) -> list[int] | None:
        """The last word there is."""
        last: list[int] | None = next((one for one in (self.decided, self.seen, self.value) if one is not None), None)
        return last


class Evidence(Stored):
    """A photograph or a paper that shows what was said of a criterion."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="evidence", db_index=False)
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+", db_index=False)
    stage = models.TextField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["assessment", "criterion", "id"], name="evidence_of_criterion")]
        constraints = [
            models.UniqueConstraint(
                name="same_file_stands_once_at_a_criterion", fields=["assessment", "criterion", "stage", "sha256"]
            ),
            models.CheckConstraint(name="evidence_is_of_a_known_stage", condition=Q(stage__in=list(words.STAGES))),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.name}"


class StandardBook(models.Model):
    """The last number of a province's certificates of offices in a year of the Buddhist era."""

    office_code = models.TextField()
    year_be = models.SmallIntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_book_of_office_certificates", fields=["office_code", "year_be"])
        ]

    def __str__(self) -> str:
        return f"{self.office_code} {self.year_be}"


class OfficeCertificate(models.Model):
    """That an office reached a band, as the province gave it. Kept for ever; taken back, it says so. `code` verifies it."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="certificates", db_index=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    issuer = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    year_be = models.SmallIntegerField()
    running = models.IntegerField()
    number = models.TextField()
    code = models.TextField(unique=True)
    score = models.DecimalField(max_digits=5, decimal_places=2)
    band = models.TextField()
    paper = models.JSONField()
    sha256 = models.TextField()
    made_with = models.TextField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    valid_until = models.DateField()
    revoked_at = models.DateTimeField(null=True)
    revoked_why = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["office", "-id"], name="certificates_of_an_office")]
        constraints = [
            models.UniqueConstraint(
                name="office_certificate_has_its_own_number", fields=["issuer", "year_be", "running"]
            ),
            models.UniqueConstraint(
                name="one_certificate_for_an_assessment", fields=["assessment"], condition=Q(revoked_at=None)
            ),
            models.CheckConstraint(
                name="revoked_office_certificate_says_why", condition=Q(revoked_at=None) | ~Q(revoked_why="")
            ),
        ]

    def __str__(self) -> str:
        return self.number
