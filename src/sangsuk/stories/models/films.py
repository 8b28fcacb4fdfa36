"""A short film of a chosen story: its papers, the people in it and what each allows, where it is shown."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sangsuk.cases.models.base import Happened
from sangsuk.common.sealed import SealedField

from ..films import words
from .judging import Selection
from .stories import Story


class Film(models.Model):
    """One production for one chosen story. `code` is its public address. State fields (FILM_STATE) change with an event only.

    Where the finished film lies: `link`, or `master`, the SHA-256 of a file kept here with `form`. `described`: a link to it
    with somebody's voice that says what is to be seen.
    """

    code = models.TextField(unique=True)
    selection = models.OneToOneField(Selection, null=True, on_delete=models.PROTECT, related_name="film")
    """None once another story was chosen in its place: then it is shown nowhere."""
    story = models.OneToOneField(Story, on_delete=models.PROTECT, related_name="film")
    made_at = models.DateTimeField()

    # State: written by events only, see FILM_STATE below.
    state = models.TextField(default=words.WRITING)
    version = models.IntegerField(default=1)
    title = models.CharField(max_length=160)
    about = models.TextField(blank=True)
    link = models.TextField(blank=True)
    master = models.TextField(blank=True)
    form = models.TextField(blank=True)
    described = models.TextField(blank=True, default="")
    seconds = models.IntegerField(null=True)
    published_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    why_stopped = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="film_is_in_a_known_state", condition=Q(state__in=list(words.STATES))),
            models.CheckConstraint(
                name="published_film_can_be_seen",
                condition=~Q(state="published") | (Q(published_at__isnull=False) & (~Q(link="") | ~Q(master=""))),
            ),
            models.CheckConstraint(
                name="stopped_film_says_why",
                condition=Q(state="stopped", stopped_at__isnull=False) & ~Q(why_stopped="") | ~Q(state="stopped"),
            ),
        ]

    def __str__(self) -> str:
        return self.title


FILM_STATE = (
    "state", "version", "title", "about", "link", "master", "form", "described", "seconds", "published_at", "stopped_at",
    "why_stopped",
)  # fmt: skip


class FilmPaper(models.Model):
    """One version of a text of the film: treatment, script, list of cuts, captions, transcript, described audio."""

    film = models.ForeignKey(Film, on_delete=models.PROTECT, related_name="papers", db_index=False)
    kind = models.TextField()
    no = models.SmallIntegerField()
    language = models.TextField(default="th")
    text = models.TextField()
    note = models.TextField(blank=True)
    made_by = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["kind", "language", "-no"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="paper_has_its_own_number", fields=["film", "kind", "language", "no"]),
            models.CheckConstraint(name="film_paper_is_of_a_known_kind", condition=Q(kind__in=list(words.PAPERS))),
        ]

    def __str__(self) -> str:
        return f"{self.film_id} {self.kind} {self.no}"


class FilmPerson(models.Model):
    """Somebody who is seen or heard in the film, and her release. Her name is sealed; what the film shows is `part`.

    `release` pending | signed | withdrawn. With `key_digest` she finds her release again and takes it back by herself.
    """

    SEALED_AS, SEALED_ROW = "film_person", ("key_digest",)

    film = models.ForeignKey(Film, on_delete=models.PROTECT, related_name="people", db_index=False)
    no = models.SmallIntegerField()
    part = models.CharField(max_length=120)
    name = SealedField(default=b"")
    guardian = SealedField(default=b"")
    is_minor = models.BooleanField(default=False)
    uses = models.JSONField(default=list)
    release = models.TextField(default=words.PENDING)
    signed_on = models.DateField(null=True)
    paper_sha256 = models.TextField(blank=True)
    paper_kind = models.TextField(blank=True)
    key_digest = models.BinaryField(unique=True)
    withdrawn_at = models.DateTimeField(null=True)
    left_out_at = models.DateTimeField(null=True, help_text="cut out of the film: needs no release any more")

    class Meta:
        ordering: ClassVar[list[str]] = ["no"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="person_has_her_own_number_in_the_film", fields=["film", "no"]),
            models.CheckConstraint(name="release_is_in_a_known_state", condition=Q(release__in=list(words.RELEASES))),
            models.CheckConstraint(
                name="signed_release_has_its_day_and_its_paper",
                condition=Q(release="pending") | Q(signed_on__isnull=False) & ~Q(paper_sha256=""),
            ),
            models.CheckConstraint(
                name="withdrawn_release_has_its_moment",
                condition=Q(release="withdrawn", withdrawn_at__isnull=False)
                | ~Q(release="withdrawn") & Q(withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.film_id}/{self.no}"


class FilmPlace(models.Model):
    """Where is filmed, and whether its owner allows it."""

    film = models.ForeignKey(Film, on_delete=models.PROTECT, related_name="places")
    name = models.CharField(max_length=200)
    allowed_by = models.CharField(max_length=200, blank=True)
    allowed_on = models.DateField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="allowed_place_says_by_whom", condition=Q(allowed_on=None) | ~Q(allowed_by="")),
        ]

    def __str__(self) -> str:
        return self.name


class FilmDay(models.Model):
    """One day of shooting."""

    film = models.ForeignKey(Film, on_delete=models.PROTECT, related_name="days", db_index=False)
    on = models.DateField()
    place = models.ForeignKey(FilmPlace, on_delete=models.PROTECT, null=True, related_name="+")
    plan = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["film", "on"], name="days_of_a_film")]

    def __str__(self) -> str:
        return f"{self.film_id} {self.on}"


class FilmCost(models.Model):
    """One line of the budget, baht: what was planned and what was spent."""

    film = models.ForeignKey(Film, on_delete=models.PROTECT, related_name="costs")
    what = models.CharField(max_length=200)
    planned_baht = models.PositiveIntegerField()
    spent_baht = models.PositiveIntegerField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"{self.what} {self.planned_baht}"


class FilmCut(models.Model):
    """One edit that can be watched: a link for those who approve. What is approved is a cut, and a new one starts anew."""

    film = models.ForeignKey(Film, on_delete=models.PROTECT, related_name="cuts", db_index=False)
    no = models.SmallIntegerField()
    link = models.TextField()
    seconds = models.IntegerField()
    note = models.TextField(blank=True)
    made_by = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-no"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="cut_has_its_own_number", fields=["film", "no"]),
            models.CheckConstraint(name="cut_lasts_some_time", condition=Q(seconds__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.film_id} cut {self.no}"


class FilmApproval(models.Model):
    """Somebody has watched a cut for one thing and says yes or no. Nobody approves for everything."""

    cut = models.ForeignKey(FilmCut, on_delete=models.PROTECT, related_name="approvals", db_index=False)
    kind = models.TextField()
    yes = models.BooleanField()
    note = models.TextField(blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    by_name = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="cut_is_judged_once_for_each_thing", fields=["cut", "kind"]),
            models.UniqueConstraint(name="nobody_approves_a_cut_twice", fields=["cut", "user"]),
            models.CheckConstraint(name="approval_is_for_a_known_thing", condition=Q(kind__in=list(words.APPROVALS))),
            models.CheckConstraint(name="no_says_why", condition=Q(yes=True) | ~Q(note="")),
        ]

    def __str__(self) -> str:
        return f"{self.cut_id} {self.kind}"


class FilmShowing(models.Model):
    """One channel on which the film is shown: planned for a day, shown at a link, taken off when it must not be."""

    film = models.ForeignKey(Film, on_delete=models.PROTECT, related_name="showings")
    channel = models.TextField()
    planned_on = models.DateField()
    link = models.TextField(blank=True)
    shown_at = models.DateTimeField(null=True)
    must_stop_at = models.DateTimeField(null=True, help_text="the duty to take it off that channel")
    stopped_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["planned_on", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["must_stop_at"],
                name="showings_to_stop",
                condition=Q(must_stop_at__isnull=False, stopped_at=None),
            )
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="showing_is_on_a_known_channel", condition=Q(channel__in=list(words.CHANNELS))),
            models.CheckConstraint(
                name="shown_before_it_is_stopped", condition=Q(stopped_at=None) | Q(stopped_at__gte=F("shown_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.film_id} {self.channel}"


class FilmCount(models.Model):
    """How often it was seen on a channel by a day: what the channel itself says, written down by a person."""

    showing = models.ForeignKey(FilmShowing, on_delete=models.CASCADE, related_name="counts", db_index=False)
    on = models.DateField()
    views = models.PositiveIntegerField()
    shares = models.PositiveIntegerField(default=0)
    comments = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["-on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="channel_is_counted_once_a_day", fields=["showing", "on"])
        ]

    def __str__(self) -> str:
        return f"{self.showing_id} {self.on}"


class FilmEvent(Happened):
    """One thing that happened to a film. Only ever inserted; never holds a name of somebody filmed."""

    film = models.ForeignKey(Film, on_delete=models.PROTECT, related_name="events", db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["film", "seq"], name="event_has_its_own_place_in_the_film")
        ]

    def __str__(self) -> str:
        return f"{self.film_id}/{self.seq} {self.move}"
