"""A feedback card: what somebody says in twenty seconds about one visit. It has no name, no address and no key."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sangsuk.common.dated import Dated
from sangsuk.offices.models import Office

from .. import words
from ..cards import words as said
from ..cards.networks import a_network
from ..cards.standing import reads_cards

if TYPE_CHECKING:
    from sangsuk.offices.actor import Actor


class CardPoint(models.Model):
    """A counter of an office with a poster of its own; its code stands in the address, as in /c/5001-2."""

    code = models.CharField(max_length=10, primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    no = models.PositiveSmallIntegerField()
    name_th = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)
    service = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["office", "no"]
        constraints = [
            models.UniqueConstraint(name="counter_has_its_own_number", fields=["office", "no"]),
            models.CheckConstraint(name="counter_number_is_on_the_poster", condition=Q(no__range=(1, 99))),
        ]

    def __str__(self) -> str:
        return self.code

    def name(self, language: str) -> str:
        return self.name_th if language.startswith("th") else self.name_en or self.name_th


class CardBundle(models.Model):
    """Paper cards that were brought in together, typed by an officer. `declared`: how many papers she counted first."""

    client_id = models.UUIDField(unique=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=20)
    declared = models.PositiveSmallIntegerField()
    typed = models.PositiveSmallIntegerField(default=0)
    collected_on = models.DateField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    begun_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    why_fewer = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="bundle_has_its_own_number", fields=["office", "number"]),
            models.CheckConstraint(name="bundle_holds_some_cards", condition=Q(declared__range=(1, 500))),
            models.CheckConstraint(name="no_more_cards_than_papers", condition=Q(typed__lte=F("declared"))),
            models.CheckConstraint(
                name="closed_bundle_is_whole_or_says_why",
                condition=Q(closed_at=None) | Q(typed=F("declared")) | ~Q(why_fewer=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.number}"

    @property
    def left(self) -> int:
        return self.declared - self.typed


class CardQuerySet(models.QuerySet["FeedbackCard"]):
    """Adjectives of cards."""

    def visible_to(self, actor: "Actor") -> "CardQuerySet":
        """Single cards are read by those who work at the office they are about, and by nobody else."""
        if actor.kind == "system":
            return self
        return self.filter(office=actor.office_code) if reads_cards(actor) else self.none()

    def to_improve(self) -> "CardQuerySet":
        """Where somebody was not well served: what belongs on the office's list of improvements."""
        return self.filter(said.TO_IMPROVE)


class FeedbackCard(models.Model):
    """One card. `line` and `more` are as told; `line_shown` and `more_shown` without names and numbers.

    `weight` is what it counts for in sums, `marks` say why it is less than one; see `cards/weights.py`.
    """

    client_id = models.UUIDField(unique=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    province_code = models.TextField()
    point = models.ForeignKey(CardPoint, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    service = models.TextField(blank=True)
    tone = models.TextField()
    expectation = models.TextField(blank=True)
    line = models.TextField(blank=True)
    line_shown = models.TextField(blank=True)
    more = models.TextField(blank=True)
    more_shown = models.TextField(blank=True)
    age_band = models.TextField(blank=True)
    condition = models.TextField(blank=True)
    channel = models.TextField()
    bundle = models.ForeignKey(CardBundle, on_delete=models.PROTECT, null=True, related_name="cards", db_index=False)
    day = models.DateField()
    received_at = models.DateTimeField()
    marks = ArrayField(models.TextField(), default=list)
    weight = models.FloatField(default=1.0)

    objects = CardQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["office", "-id"], name="cards_of_office"),
            models.Index(fields=["office", "day"], name="cards_of_office_by_day"),
            models.Index(fields=["province_code", "day"], name="cards_of_province_by_day"),
            models.Index(fields=["day"], name="cards_by_day"),
            models.Index(fields=["office", "-id"], name="cards_to_improve", condition=said.TO_IMPROVE),
            models.Index(fields=["bundle", "id"], name="cards_of_bundle", condition=Q(bundle__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(name="card_has_a_known_tone", condition=Q(tone__in=list(words.TONES))),
            models.CheckConstraint(
                name="card_has_a_known_expectation", condition=Q(expectation__in=["", *words.EXPECTATIONS])
            ),
            models.CheckConstraint(name="card_came_by_a_known_way", condition=Q(channel__in=list(said.CHANNELS))),
            models.CheckConstraint(name="card_counts_for_at_most_one", condition=Q(weight__gt=0, weight__lte=1)),
            models.CheckConstraint(
                name="paper_card_lies_in_a_bundle",
                condition=Q(channel="paper", bundle__isnull=False) | ~Q(channel="paper") & Q(bundle=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.day} {self.pk}"


class OfficeNetwork(Dated):
    """A network from which the office itself goes out to the world, as 203.0.113.0/24; its own cards are weighed by it."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    network = models.CharField(max_length=50, validators=[a_network])

    class Meta:
        ordering = ["office", "network", "valid_from"]
        constraints = [
            models.CheckConstraint(name="network_names_its_source", condition=~Q(source="")),
            models.CheckConstraint(
                name="network_ends_after_it_begins", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.network}"
