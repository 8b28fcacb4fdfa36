"""Going there to look: the order, the report that came back, and the photographs on their way to it."""

from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import Q

from sangsuk.common.sealed import SealedField
from sangsuk.thai import BANGKOK

from .base import Stored
from .case import Case

WAITS = Q(reported_at=None, cancelled_at=None)


class Visit(models.Model):
    """An order to go and look. `duty` is its key among the duties of the case; `public_id` is its address.

    The first report ends the order; whoever was there too adds a report of his own.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="visits", db_index=False)
    duty = models.TextField()
    public_id = models.UUIDField(unique=True)
    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    team = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    place = models.TextField()
    to_check = models.TextField()
    due_at = models.DateTimeField()
    urgent = models.BooleanField(default=False)
    reported_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "duty"], name="visit_is_one_duty_of_its_case"),
            models.CheckConstraint(
                name="visit_is_reported_or_cancelled_not_both", condition=Q(reported_at=None) | Q(cancelled_at=None)
            ),
        ]
        indexes = [models.Index(fields=["due_at"], name="visit_waiting_by_due", condition=WAITS)]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.duty}"

    @property
    def waits(self) -> bool:
        return self.reported_at is None and self.cancelled_at is None


class VisitReport(models.Model):
    """What was seen there. `client_id` is made by the phone; `digest` is the SHA-256 of the bytes it sent. Of a report that
    no phone wrote, both are made from its event, and a day is all that is known of its time.

    Whom the team met is sealed, see `visits.queries.people_met`. `event_seq` is the line of the case's story that tells it.
    """

    SEALED_AS, SEALED_ROW = "visit", ("visit_id", "event_seq")

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="reports")
    client_id = models.UUIDField(unique=True)
    digest = models.BinaryField()
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    received_at = models.DateTimeField()
    event_seq = models.IntegerField()
    addition = models.BooleanField()
    visited_from = models.DateTimeField()
    visited_to = models.DateTimeField()
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    accuracy_m = models.FloatField(null=True)
    people_met = SealedField(default=b"")
    outcome = models.TextField()
    findings = models.TextField()
    follow_up = models.TextField(blank=True)
    relief_kind = models.TextField(blank=True)
    relief_baht = models.IntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="visit_begins_before_it_ends", condition=Q(visited_from__lte=models.F("visited_to"))
            ),
            models.CheckConstraint(name="relief_on_the_spot_is_not_negative", condition=~Q(relief_baht__lt=0)),
        ]

    def __str__(self) -> str:
        return str(self.client_id)

    @property
    def point(self) -> tuple[float, float] | None:
        return None if self.longitude is None or self.latitude is None else (self.longitude, self.latitude)

    @property
    def day_only(self) -> bool:
        """A day alone is kept as its midnight twice."""
        return self.visited_from == self.visited_to and self.visited_from.astimezone(BANGKOK).time() == time.min


class VisitPhoto(Stored):
    """A photograph that came before its report. `sent_sha256` is of the bytes that the phone sent, `sha256` of the
    picture that we keep: written anew, without place and phone."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="+", db_index=False)
    client_id = models.UUIDField()
    sent_sha256 = models.TextField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+")
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client_id", "sent_sha256"], name="photograph_of_a_visit_is_kept_once")
        ]

    def __str__(self) -> str:
        return self.name
