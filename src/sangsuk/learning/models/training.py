"""Training events: what is taught, where and when, by whom, and what was handed out."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from sangsuk.cases.models.base import Happened, Stored
from sangsuk.offices.models import Office
from sangsuk.thai import BANGKOK

from ..training import words

if TYPE_CHECKING:
    from sangsuk.offices.actor import Actor

WHO = settings.AUTH_USER_MODEL


class EventQuerySet(models.QuerySet["TrainingEvent"]):
    """Adjectives of training events."""

    def visible_to(self, actor: "Actor") -> "EventQuerySet":
        """Whoever works for an office reads what was announced; a plan only the office that makes it."""
        if actor.kind == "system":
            return self
        if not actor.is_staff:
            return self.none()
        ours = Q(organiser=actor.office_code) if actor.role in ("officer", "chief") else Q(pk__in=[])
        return self.filter(~Q(announced_at=None) | ours)

    def told(self) -> "EventQuerySet":
        """What anybody may know of: announced once, and not put away as a plan."""
        return self.exclude(announced_at=None)

    def took_place(self) -> "EventQuerySet":
        return self.filter(status__in=words.TOOK_PLACE)


class TrainingEvent(models.Model):
    """A training event. Its fields (EVENT_STATE) change with an event of its history only.

    `regions` and `provinces` (codes; empty: the whole country) say where those who are invited work. `targets`: by code of
    the group how many seats it has, or null for as many as there are. `quota`: seats in all. `questions`: the items of
    the form afterwards, each `{"th": ..., "en": ...}`. `attend_percent`: the share of sessions that a certificate asks for.
    """

    code = models.TextField(unique=True)
    organiser = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    status = models.TextField(default=words.DRAFT)
    version = models.IntegerField(default=1)
    title = models.TextField()
    programme = models.TextField(blank=True)
    place = models.TextField()
    first_on = models.DateField()
    last_on = models.DateField()
    closes_on = models.DateField()
    regions = ArrayField(models.TextField(), default=list)
    provinces = ArrayField(models.TextField(), default=list)
    quota = models.IntegerField()
    targets = models.JSONField(default=dict)
    subjects = ArrayField(models.TextField(), default=list)
    flagship = models.TextField(blank=True)
    attend_percent = models.SmallIntegerField()
    questions = models.JSONField(default=list)
    why = models.TextField(blank=True)
    learnt = models.TextField(blank=True)
    announced_at = models.DateTimeField(null=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["first_on", "id"], name="trainings_by_day"),
            models.Index(fields=["organiser", "status"], name="trainings_of_office"),
            GinIndex(fields=["subjects"], name="trainings_by_subject"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="training_has_a_known_status", condition=Q(status__in=list(words.STATUSES))),
            models.CheckConstraint(name="training_ends_after_it_begins", condition=Q(last_on__gte=F("first_on"))),
            models.CheckConstraint(name="training_closes_before_it_ends", condition=Q(closes_on__lte=F("last_on"))),
            models.CheckConstraint(name="training_has_seats", condition=Q(quota__gte=1)),
            models.CheckConstraint(
                name="training_asks_for_a_share_of_sessions",
                condition=Q(attend_percent__gte=1, attend_percent__lte=100),
            ),
            models.CheckConstraint(
                name="training_called_off_says_why",
                condition=~Q(status__in=[words.POSTPONED, words.CANCELLED]) | ~Q(why=""),
            ),
        ]

    def __str__(self) -> str:
        return self.code


EVENT_STATE = (
    "status", "version", "title", "programme", "place", "first_on", "last_on", "closes_on", "regions", "provinces", "quota",
    "targets", "subjects", "flagship", "attend_percent", "questions", "why", "learnt", "announced_at",
)  # fmt: skip


class TrainingMoment(Happened):
    """One thing that happened to an event. Only ever inserted, in the transaction of the change."""

    event = models.ForeignKey(TrainingEvent, on_delete=models.CASCADE, related_name="history", db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="moment_has_its_own_place_in_the_training", fields=["event", "seq"]),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}/{self.seq} {self.move}"


class TrainingSession(models.Model):
    """One part of the programme. `speakers`: each `{"name", "position", "affiliation"}`; `says`: what was said, to keep."""

    event = models.ForeignKey(TrainingEvent, on_delete=models.CASCADE, related_name="sessions", db_index=False)
    no = models.SmallIntegerField()
    on = models.DateField()
    begins = models.TimeField()
    ends = models.TimeField()
    room = models.TextField(blank=True)
    title = models.TextField()
    speakers = models.JSONField(default=list)
    says = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "begins", "no"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="training_session_has_its_own_number", fields=["event", "no"]),
            models.CheckConstraint(name="session_ends_after_it_begins", condition=Q(ends__gt=F("begins"))),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}/{self.no}"

    @property
    def begins_at(self) -> datetime:
        return datetime.combine(self.on, self.begins, BANGKOK)

    @property
    def ends_at(self) -> datetime:
        return datetime.combine(self.on, self.ends, BANGKOK)


class TrainingMaterial(Stored):
    """A paper or a picture that was handed out, or the address of a recording."""

    sha256 = models.TextField(db_index=True, blank=True)
    kind = models.TextField(blank=True)
    size = models.IntegerField(default=0)
    event = models.ForeignKey(TrainingEvent, on_delete=models.CASCADE, related_name="materials")
    session = models.ForeignKey(
        TrainingSession, on_delete=models.SET_NULL, null=True, related_name="materials", db_index=False
    )
    label = models.TextField()
    url = models.TextField(blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(WHO, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="material_is_a_file_or_an_address",
                condition=~Q(sha256="") & Q(url="") | Q(sha256="", url__startswith="https://"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.label}"
