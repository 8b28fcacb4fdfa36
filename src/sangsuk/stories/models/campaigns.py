"""A campaign that asks for stories: its window, its questions, how many are chosen; and what people consent to, in which words."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sangsuk.common.dated import Dated
from sangsuk.thai import BANGKOK

from .. import words


class Campaign(models.Model):
    """One call for stories. Days are Bangkok's, the last one counts to its end; what comes later is kept and marked.

    `questions`: [{"code", "th", "en", "required"}], asked beside the story. `themes`: codes of the axis story_theme.
    """

    DRAFT, READY, ARCHIVED = "draft", "ready", "archived"

    code = models.SlugField(max_length=40, primary_key=True)
    title_th = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    purpose_th = models.TextField()
    purpose_en = models.TextField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    hashtags = ArrayField(models.TextField(), default=list)
    themes = ArrayField(models.TextField(), default=list)
    questions = models.JSONField(default=list)
    winners_count = models.PositiveSmallIntegerField(default=3)
    state = models.CharField(
        max_length=10, default=DRAFT, choices=[(DRAFT, DRAFT), (READY, READY), (ARCHIVED, ARCHIVED)]
    )
    copied_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        ordering = ["-opens_on", "code"]
        constraints = [
            models.CheckConstraint(name="campaign_ends_after_it_begins", condition=Q(closes_on__gte=F("opens_on"))),
            models.CheckConstraint(name="campaign_chooses_at_least_one", condition=Q(winners_count__gte=1)),
            models.CheckConstraint(
                name="campaign_is_in_a_known_state", condition=Q(state__in=["draft", "ready", "archived"])
            ),
        ]

    def __str__(self) -> str:
        return self.title_th

    def title(self, language: str) -> str:
        return self.title_th if language.startswith("th") else self.title_en

    def purpose(self, language: str) -> str:
        return self.purpose_th if language.startswith("th") else self.purpose_en

    @property
    def opens_at(self) -> datetime:
        """The first moment of the first day in Bangkok, UTC."""
        return datetime.combine(self.opens_on, time(), BANGKOK).astimezone(UTC)

    @property
    def closes_before(self) -> datetime:
        """The first moment after the last day in Bangkok, UTC; 23:59:59 still counts."""
        return datetime.combine(self.closes_on + timedelta(days=1), time(), BANGKOK).astimezone(UTC)

    def holds(self, moment: datetime) -> bool:
        return self.opens_at <= moment < self.closes_before


class CampaignPhase(models.Model):
    """What happens from a day to a day: collecting, screening, judging, producing, publishing."""

    KINDS = ("collecting", "screening", "judging", "producing", "publishing")

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="phases")
    kind = models.TextField()
    from_on = models.DateField()
    to_on = models.DateField()

    class Meta:
        ordering = ["from_on", "id"]
        constraints = [
            models.UniqueConstraint(name="campaign_has_each_phase_once", fields=["campaign", "kind"]),
            models.CheckConstraint(name="phase_ends_after_it_begins", condition=Q(to_on__gte=F("from_on"))),
            models.CheckConstraint(
                name="phase_is_of_a_known_kind",
                condition=Q(kind__in=["collecting", "screening", "judging", "producing", "publishing"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.kind}"


class ConsentText(Dated):
    """The very words in which one use is allowed, by version; of a campaign, or of all stories where it is empty."""

    code = models.CharField(max_length=60, primary_key=True)
    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, null=True, blank=True, related_name="consent_texts"
    )
    use = models.CharField(max_length=12, choices=[(use, use) for use in words.USES])
    version = models.CharField(max_length=20)
    short_th = models.CharField(max_length=200)
    short_en = models.CharField(max_length=200)
    full_th = models.TextField()
    full_en = models.TextField()

    class Meta:
        ordering = ["use", "valid_from"]
        constraints = [
            models.CheckConstraint(name="consent_text_names_its_source", condition=~Q(source="")),
            models.CheckConstraint(name="consent_text_is_of_a_known_use", condition=Q(use__in=list(words.USES))),
            models.CheckConstraint(
                name="consent_text_ends_after_it_begins", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def said(self, language: str) -> dict[str, Any]:
        th = language.startswith("th")
        return {"short": self.short_th if th else self.short_en, "full": self.full_th if th else self.full_en}
