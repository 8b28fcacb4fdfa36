"""A round of judging: its rubric, its list, its jury, who reads what, sealed scores, and exactly N chosen."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sangsuk.common.sealed import SealedField

from .campaigns import Campaign
from .stories import Story

if TYPE_CHECKING:
    from sangsuk.offices.actor import Actor

USER = settings.AUTH_USER_MODEL
LISTING, JUDGING, ENDED, DECIDED, ANNOUNCED = "listing", "judging", "ended", "decided", "announced"
GIVEN_UP = "given_up"
STATES = (LISTING, JUDGING, ENDED, DECIDED, ANNOUNCED, GIVEN_UP)
UNDER_JUDGEMENT = (JUDGING, ENDED, DECIDED)
"""From the moment packets are handed out, until everybody may know what was chosen."""


class Round(models.Model):
    """One judging of one campaign. `seed` is sealed until the round has ended; its `commitment` is public from the start.

    `needs`: the uses that an author must have allowed. `ties_by_province`: a judge's home is her province, not her district.
    """

    SEALED_AS, SEALED_ROW = "judging_round", ("code",)

    code = models.TextField(unique=True)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="rounds")
    title = models.CharField(max_length=200)
    winners = models.PositiveSmallIntegerField()
    each = models.PositiveSmallIntegerField(default=3)
    listed = models.PositiveSmallIntegerField(default=60)
    needs = ArrayField(models.TextField(), default=list)
    late_too = models.BooleanField(default=False)
    least_letters = models.PositiveIntegerField(default=150)
    ties_by_province = models.BooleanField(default=False)
    state = models.TextField(default=LISTING)
    seed = SealedField(default=b"")
    seed_shown = models.TextField(blank=True)
    commitment = models.TextField()
    made_at = models.DateTimeField()
    ends_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    announced_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="round_is_in_a_known_state", condition=Q(state__in=STATES)),
            models.CheckConstraint(name="round_chooses_at_least_one", condition=Q(winners__gte=1)),
            models.CheckConstraint(name="story_has_at_least_three_judges", condition=Q(each__gte=3)),
            models.CheckConstraint(name="list_is_longer_than_the_chosen", condition=Q(listed__gt=F("winners"))),
            models.CheckConstraint(
                name="seed_is_shown_after_the_end_and_then_always",
                condition=Q(state__in=[LISTING, JUDGING], seed_shown="", ended_at=None)
                | Q(state__in=[ENDED, DECIDED, ANNOUNCED], ended_at__isnull=False) & ~Q(seed_shown="")
                | Q(state=GIVEN_UP, seed_shown="", ended_at=None)
                | Q(state=GIVEN_UP, ended_at__isnull=False) & ~Q(seed_shown=""),
            ),
            models.UniqueConstraint(
                name="campaign_announces_one_choice", fields=["campaign"], condition=Q(state=ANNOUNCED)
            ),
            models.UniqueConstraint(name="round_and_how_many_it_chooses", fields=["id", "winners"]),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def sealed(self) -> bool:
        """Scores are nobody's to read: not yet, or never, where the round was given up before its end."""
        return self.ended_at is None


class Criterion(models.Model):
    """One line of the rubric; `anchors` says what 1, 3 and 5 look like."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="criteria")
    code = models.SlugField(max_length=20)
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    weight = models.PositiveSmallIntegerField()
    anchors = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["place"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="rubric_has_a_criterion_once", fields=["round", "code"]),
            models.CheckConstraint(name="criterion_weighs_something", condition=Q(weight__range=(1, 100))),
        ]

    def __str__(self) -> str:
        return self.name


class ReaderMark(models.Model):
    """What one reader of the screen gave a story, 0 to 3: whether the jury should see it."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="reader_marks", db_index=False)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="+", db_index=False)
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", db_index=False)
    mark = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="reader_marks_a_story_once", fields=["round", "story", "user"]),
            models.CheckConstraint(name="reader_mark_is_from_none_to_three", condition=Q(mark__lte=3)),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.story_id} {self.mark}"


class EntryQuerySet(models.QuerySet["Entry"]):
    def under_judgement(self) -> "EntryQuerySet":
        """On the list of a round whose packets are out and whose result is not."""
        return self.filter(off_at=None, round__state__in=UNDER_JUDGEMENT)

    def read_blind_by(self, user_id: int | None) -> "EntryQuerySet":
        """What a judge reads without names, or may be handed yet; not what she does not judge."""
        sits = Juror.objects.filter(user=user_id, left_at=None, round__state=JUDGING)
        known = Conflict.objects.filter(juror__user=user_id).values("entry")
        return self.filter(off_at=None, round__in=sits.values("round")).exclude(pk__in=known)


class Entry(models.Model):
    """A story on the list, and what judges read of it: its packet. `packet` and `text` are all that a judge ever gets.

    `marked`: words that a person has taken out besides. `off_at`: taken off the list again, with a reason in the events.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="entries", db_index=False)
    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="entries")
    packet = models.TextField()
    text = models.TextField(blank=True)
    marked = ArrayField(models.TextField(), default=list)
    why = models.JSONField(default=dict)
    read_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    read_at = models.DateTimeField(null=True)
    off_at = models.DateTimeField(null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["packet"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="story_is_listed_once_in_a_round", fields=["round", "story"]),
            models.UniqueConstraint(name="packet_code_is_one_story", fields=["round", "packet"]),
            models.UniqueConstraint(name="entry_and_its_round", fields=["id", "round"]),
        ]

    def __str__(self) -> str:
        return self.packet


class Juror(models.Model):
    """Somebody who judges in this round, under a number. `home`: code of the district she comes from, "" for Bangkok's."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="jurors", db_index=False)
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    no = models.TextField()
    home = models.CharField(max_length=4, blank=True)
    ties = ArrayField(models.CharField(max_length=4), default=list)
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["no"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="juror_sits_once_in_a_round", fields=["round", "user"]),
            models.UniqueConstraint(name="juror_has_her_own_number", fields=["round", "no"]),
        ]

    def __str__(self) -> str:
        return self.no


class Conflict(models.Model):
    """That a juror does not judge an entry: her home, kin, her own work, or because she says so."""

    KINDS = ("home", "work", "kin", "declared", "absent")

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="conflicts", db_index=False)
    juror = models.ForeignKey(Juror, on_delete=models.CASCADE, related_name="conflicts")
    kind = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="conflict_is_noted_once", fields=["entry", "juror"]),
            models.CheckConstraint(
                name="conflict_is_of_a_known_kind",
                condition=Q(kind__in=["home", "work", "kin", "declared", "absent"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.juror_id} {self.kind}"


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, actor: "Actor") -> "AssignmentQuerySet":
        """A judge sees what is hers to read, while it is, and nobody sees anybody else's."""
        if not actor.is_staff or actor.role != "judge" or actor.user_id is None:
            return self.none()
        return self.filter(juror__user=actor.user_id, taken_at=None, juror__round__state=JUDGING)


class Assignment(models.Model):
    """That a juror reads an entry. `marks` and `comment` are sealed from the moment they are given."""

    SEALED_AS, SEALED_ROW = "judging_score", ("entry_id", "juror_id")

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="assignments", db_index=False)
    juror = models.ForeignKey(Juror, on_delete=models.PROTECT, related_name="assignments")
    planned = models.BooleanField(default=True)
    given_at = models.DateTimeField()
    scored_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    marks = SealedField(default=b"")
    comment = SealedField(default=b"")
    opened = models.JSONField(null=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="juror_reads_an_entry_once", fields=["entry", "juror"]),
            models.CheckConstraint(
                name="score_is_there_when_it_was_given", condition=Q(scored_at=None, marks=b"") | ~Q(marks=b"")
            ),
            models.CheckConstraint(
                name="opened_score_was_given", condition=Q(opened=None) | Q(scored_at__isnull=False, taken_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.juror_id}"


class Selection(models.Model):
    """One of the chosen: a place from 1 to `of`. The database holds `of` equal to what the round chooses, so that there is
    no place for one more."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="selections", db_index=False)
    of = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="selections")

    class Meta:
        ordering: ClassVar[list[str]] = ["place"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="each_place_is_given_once", fields=["round", "place"]),
            models.UniqueConstraint(name="story_is_chosen_once", fields=["round", "entry"]),
            models.CheckConstraint(name="no_place_beyond_the_last", condition=Q(place__gte=1, place__lte=F("of"))),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}/{self.place}"


class Override(models.Model):
    """That people choose otherwise than the order: one proposes with a reason, another confirms."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="overrides")
    out = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+", db_index=False)
    into = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+", db_index=False)
    reason = models.TextField()
    proposed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", db_index=False)
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    confirmed_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="override_has_a_reason", condition=Q(reason__regex=r".{40}")),
            models.CheckConstraint(
                name="override_takes_two_people",
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_at__isnull=False) & ~Q(confirmed_by=F("proposed_by")),
            ),
            models.UniqueConstraint(
                name="one_override_waits_at_a_time",
                fields=["round"],
                condition=Q(confirmed_at=None, dropped_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.out_id} {self.into_id}"


class RoundEvent(models.Model):
    """One thing that was done to a round, by whom. Only ever inserted; never holds a mark, a text or an author."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField()
    move = models.TextField()
    user = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    actor_name = models.TextField(blank=True)
    office_code = models.TextField(blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"{self.round_id} {self.move}"
