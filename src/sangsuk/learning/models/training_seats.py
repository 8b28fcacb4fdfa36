"""Who comes to a training event: who is asked, has a seat, was there, what was thought of it, and who has a certificate."""

from typing import TYPE_CHECKING, ClassVar
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from sangsuk.cases.models.base import Happened
from sangsuk.offices.models import Office

from ..training import words
from .training import TrainingEvent, TrainingSession

if TYPE_CHECKING:
    from sangsuk.offices.actor import Actor

WHO = settings.AUTH_USER_MODEL


class TrainingInvitation(models.Model):
    """That somebody was asked to come, once, as whom. `declined_at`: she has said that she cannot."""

    event = models.ForeignKey(TrainingEvent, on_delete=models.CASCADE, related_name="invitations", db_index=False)
    user = models.ForeignKey(WHO, on_delete=models.PROTECT, related_name="+")
    group = models.TextField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(WHO, on_delete=models.PROTECT, related_name="+", db_index=False)
    declined_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["event", "office"], name="invitations_of_office"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="invited_once_to_a_training", fields=["event", "user"]),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.user_id}"


class SeatQuerySet(models.QuerySet["TrainingSeat"]):
    """Adjectives of seats."""

    def visible_to(self, actor: "Actor") -> "SeatQuerySet":
        """One's own; all of an event for the office that organises it; of the people of an office for who leads it and for
        those above it."""
        if actor.kind == "system":
            return self
        if not actor.is_staff:
            return self.none()
        mine = Q(user=actor.user_id)
        if actor.role in ("officer", "chief"):
            mine |= Q(event__organiser=actor.office_code)
        return self.filter(mine | words.people_of(actor))

    def taken(self) -> "SeatQuerySet":
        return self.filter(status=words.REGISTERED)

    def waiting(self) -> "SeatQuerySet":
        """Who is first in the queue comes first."""
        return self.filter(status=words.WAITING).order_by("queued_at", "pk")


class TrainingSeat(models.Model):
    """A place at an event: of somebody with an account, or of a guest by name. Its status changes with an event only.

    `trained`: was there for the share of sessions that the event asks for; follows from attendance. `answered`: has given
    the form afterwards; which one, no row says.
    """

    event = models.ForeignKey(TrainingEvent, on_delete=models.CASCADE, related_name="seats", db_index=False)
    user = models.ForeignKey(WHO, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    guest = models.TextField(blank=True)
    affiliation = models.TextField(blank=True)
    group = models.TextField(blank=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    province_code = models.TextField(blank=True)
    status = models.TextField()
    version = models.IntegerField(default=1)
    queued_at = models.DateTimeField()
    why = models.TextField(blank=True)
    trained = models.BooleanField(default=False)
    answered = models.BooleanField(default=False)

    objects = SeatQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["event", "status", "queued_at", "id"], name="seats_in_their_order"),
            models.Index(fields=["user", "event"], name="seats_of_somebody"),
            models.Index(fields=["office", "event"], name="seats_of_office"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="one_seat_for_a_person", fields=["event", "user"], condition=Q(user__isnull=False)),
            models.CheckConstraint(
                name="seat_is_an_officials_or_a_guests",
                condition=Q(user__isnull=False, guest="") | Q(user=None) & ~Q(guest=""),
            ),
            models.CheckConstraint(name="seat_has_a_known_status", condition=Q(status__in=list(words.SEATS))),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.event_id} {self.pk}"

    @property
    def name(self) -> str:
        return self.user.name if self.user is not None else self.guest


SEAT_STATE = ("status", "version", "queued_at", "why")


class TrainingSeatMoment(Happened):
    """One thing that happened to a seat: taken, waiting, moved up, given back."""

    seat = models.ForeignKey(TrainingSeat, on_delete=models.CASCADE, related_name="history", db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="moment_has_its_own_place_in_the_seat", fields=["seat", "seq"]),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id}/{self.seq} {self.move}"


class TrainingAttendance(models.Model):
    """That somebody was in a session, how that is known, and on whose word. A mistake is undone and stays to be read."""

    session = models.ForeignKey(TrainingSession, on_delete=models.PROTECT, related_name="attendance", db_index=False)
    seat = models.ForeignKey(TrainingSeat, on_delete=models.CASCADE, related_name="attendance")
    at = models.DateTimeField()
    way = models.TextField()
    by = models.ForeignKey(WHO, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    why = models.TextField(blank=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(WHO, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    undone_why = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="in_a_session_once", fields=["session", "seat"], condition=Q(undone_at=None)
            ),
            models.CheckConstraint(name="attendance_is_known_in_a_known_way", condition=Q(way__in=list(words.WAYS))),
            models.CheckConstraint(name="attendance_by_hand_says_why", condition=~Q(way=words.BY_HAND) | ~Q(why="")),
            models.CheckConstraint(
                name="undone_attendance_says_why", condition=Q(undone_at=None) | ~Q(undone_why="")
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.session_id} {self.seat_id}"


class TrainingOpinion(models.Model):
    """One form that was given afterwards. Nothing says whose: no time, no order, no seat. `marks`: 1 to 5 or null, one for
    each question of the event; `paper`: typed in by the organiser from a sheet of paper."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    event = models.ForeignKey(TrainingEvent, on_delete=models.CASCADE, related_name="opinions")
    marks = ArrayField(models.SmallIntegerField(null=True))
    text = models.TextField(blank=True)
    paper = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.id)


class TrainingCertificate(models.Model):
    """A certificate as it was issued, with all that it says in `paper`; `code` opens the page that verifies it."""

    seat = models.ForeignKey(TrainingSeat, on_delete=models.PROTECT, related_name="certificates", db_index=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    year_be = models.SmallIntegerField()
    running = models.IntegerField()
    number = models.TextField()
    code = models.TextField(unique=True)
    paper = models.JSONField()
    sha256 = models.TextField(help_text="of the values in `paper`")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(WHO, on_delete=models.PROTECT, related_name="+", db_index=False)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(WHO, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    revoked_why = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="training_certificate_has_its_own_number", fields=["office", "year_be", "running"]
            ),
            models.UniqueConstraint(
                name="one_training_certificate_in_force", fields=["seat"], condition=Q(revoked_at=None)
            ),
            models.CheckConstraint(
                name="revoked_training_certificate_says_why", condition=Q(revoked_at=None) | ~Q(revoked_why="")
            ),
        ]

    def __str__(self) -> str:
        return self.number
