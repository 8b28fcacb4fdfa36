"""Training events: what is taught, where and when, who is invited, has a seat, was there, what was thought of it, and who has a
certificate."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from sangsuk.cases.models.base import Happened, Stored
from sangsuk.common.dated import Dated
from sangsuk.offices.models import Office
from sangsuk.thai import BANGKOK

from ..training import words

if TYPE_CHECKING:
    from sangsuk.offices.actor import Actor

WHO = settings.AUTH_USER_MODEL


class Coded(Dated):
    """A dated row that is known by its code and keeps its order."""

    code = models.CharField(max_length=60, primary_key=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["order", "code"]

    def __str__(self) -> str:
        return self.code


class TrainingSubject(Coded):
    """What an event may be about."""

    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)

    class Meta(Coded.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="training_subject_names_its_source", condition=~Q(source="")),
        ]


class TrainingGroup(Coded):
    """A target group: who works in one of these `roles` for an office of one of these `office_kinds`; words with a space between.

    `local`: the region or the provinces of an event narrow it; those who work for the whole country are never narrowed.
    """

    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    roles = models.CharField(max_length=100)
    office_kinds = models.CharField(max_length=100)
    local = models.BooleanField(default=True)

    class Meta(Coded.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="training_group_says_who", condition=~Q(roles="") & ~Q(office_kinds="") & ~Q(source="")
            ),
        ]


class TrainingQuestion(Coded):
    """A five-level item with which the form of a new event begins; the organiser may change it for her event."""

    ask_th = models.CharField(max_length=300)
    ask_en = models.CharField(max_length=300)

    class Meta(Coded.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="training_question_names_its_source", condition=~Q(source="")),
        ]


def rule_kinds() -> list[tuple[str, str]]:
    """What a row may set. Asked for when it is needed, so that one more is no change of the table."""
    return [(code, code) for code in words.RULES]


class TrainingRule(Coded):
    """A number by which training goes, see `words.RULES`."""

    what = models.CharField(max_length=40, choices=rule_kinds)
    amount = models.PositiveIntegerField()

    class Meta(Coded.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="training_rule_names_its_source", condition=~Q(source="")),
        ]


class TrainingBook(models.Model):
    """The last number given: of certificates of an office in a year, or with no office of events in a fiscal year."""

    office_code = models.TextField(blank=True)
    year_be = models.SmallIntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="one_book_of_training", fields=["office_code", "year_be"]),
        ]

    def __str__(self) -> str:
        return f"{self.office_code} {self.year_be}"


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
