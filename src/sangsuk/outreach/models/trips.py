"""A trip: one day on which a district goes to where people live."""

from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sangsuk.cases.models.base import Happened
from sangsuk.offices.models import Office

from .. import words
from ..words import ANNOUNCED, CANCELLED, HAPPENED, OFF, OWES_REPORT, PLANNED, POSTPONED, REPORTED

if TYPE_CHECKING:
    from datetime import date

    from sangsuk.offices.actor import Actor

SEES = frozenset({"officer", "chief", "executive"})


class TripQuerySet(models.QuerySet["Trip"]):
    """Adjectives of trips."""

    def visible_to(self, actor: "Actor") -> "TripQuerySet":
        """A district its own, a province its districts', the ministry and the department all."""
        if actor.kind == "system":
            return self
        if not actor.is_staff or actor.role not in SEES:
            return self.none()
        if actor.office_level == "district":
            return self.filter(office=actor.office_code)
        if actor.office_level == "province":
            return self.filter(province_code=actor.province_code)
        return self if actor.office_level == "ministry" else self.none()

    def told(self) -> "TripQuerySet":
        """What was once announced to everybody, whatever became of it."""
        return self.filter(announced_at__isnull=False)

    def happened(self) -> "TripQuerySet":
        return self.filter(status__in=HAPPENED)

    def unsaid(self, today: "date") -> "TripQuerySet":
        """Its day is over, and nobody has said whether it took place."""
        return self.filter(status__in=[PLANNED, ANNOUNCED], on__lt=today)

    def owing(self, today: "date") -> "TripQuerySet":
        """The district owes a word: a report, or whether it took place."""
        return self.filter(Q(status__in=OWES_REPORT) | Q(status__in=[PLANNED, ANNOUNCED], on__lt=today))

    def late(self, today: "date") -> "TripQuerySet":
        return self.owing(today).filter(report_due_on__lt=today)


class Trip(models.Model):
    """State fields (TRIP_STATE) change with an event only.

    `areas`: codes of the villages or sub-districts it is for; `reached`: those it did reach. `sequence` grows with every
    change that subscribers of the calendar must hear of. `people`, `served`: sums of the sheets, see `counting`.
    `bring`, `place` and, once announced, `why` are read by everybody. `district_code` is as it was then.
    """

    public_id = models.UUIDField(unique=True, default=uuid4)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    district_code = models.CharField(max_length=4)
    province_code = models.CharField(max_length=2)
    series = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    people = models.PositiveIntegerField(default=0)
    served = models.PositiveIntegerField(default=0)

    status = models.TextField(default=PLANNED)
    version = models.IntegerField(default=1)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    on = models.DateField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.TextField()
    areas = ArrayField(models.TextField())
    reached = ArrayField(models.TextField(), default=list)
    services = ArrayField(models.TextField())
    partners = models.TextField(blank=True)
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    leader_role = models.TextField(blank=True)
    project_code = models.TextField(blank=True)
    bring = models.TextField(blank=True)
    why = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    problems = models.TextField(blank=True)
    announced_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    report_due_on = models.DateField()

    objects = TripQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["office", "on", "id"], name="trips_of_an_office"),
            models.Index(fields=["province_code", "on", "id"], name="trips_of_a_province"),
            models.Index(fields=["on", "id"], name="trips_of_a_day"),
            models.Index(fields=["project_code", "on"], name="trips_of_a_project", condition=~Q(project_code="")),
            models.Index(
                fields=["report_due_on", "id"], name="trips_owing",
                condition=Q(status__in=[*OWES_REPORT, PLANNED, ANNOUNCED]),
            ),
            models.Index(fields=["province_code", "report_due_on"], name="trips_to_be_seen", condition=Q(status=REPORTED)),
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(name="trip_has_a_known_status", condition=Q(status__in=list(words.STATUSES))),
            models.CheckConstraint(name="trip_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(name="trip_goes_somewhere", condition=Q(areas__len__gte=1) & ~Q(place="")),
            models.CheckConstraint(
                name="announced_trip_has_announced_at", condition=~Q(status=ANNOUNCED) | Q(announced_at__isnull=False)
            ),
            models.CheckConstraint(
                name="trip_that_took_place_reached_somebody",
                condition=~Q(status__in=HAPPENED) | (Q(held_at__isnull=False) & Q(reached__len__gte=1)),
            ),
            models.CheckConstraint(
                name="reported_trip_says_what_was_done",
                condition=~Q(status__in=[REPORTED, words.SEEN]) | (~Q(summary="") & Q(reported_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="trip_that_is_off_says_why", condition=~Q(status__in=[POSTPONED, CANCELLED]) | ~Q(why="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.on}"

    @property
    def is_off(self) -> bool:
        """Not to take place as it was announced."""
        return self.status in OFF or (self.status == PLANNED and self.announced_at is not None)

    @property
    def happened(self) -> bool:
        return self.status in HAPPENED


TRIP_STATE = (
    "status", "version", "sequence", "changed_at", "on", "starts_at", "ends_at", "place", "areas", "reached", "services",
    "partners", "leader_id", "leader_role", "project_code", "bring", "why", "summary", "problems", "announced_at",
    "held_at", "reported_at", "reported_by_id", "report_due_on",
)  # fmt: skip


class TripEvent(Happened):
    """One thing that happened to a trip. Only ever inserted, in the transaction of the change."""

    trip = models.ForeignKey(Trip, on_delete=models.CASCADE, related_name="events", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(name="event_has_its_own_place_in_the_trip", fields=["trip", "seq"])]

    def __str__(self) -> str:
        return f"{self.trip_id}/{self.seq} {self.move}"
