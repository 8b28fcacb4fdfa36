"""Roll-ups of voices. Nothing here is the truth: all of it can be thrown away and counted again from stories and cards."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sangsuk.common.dated import Dated

CARD, STORY = "card", "story"
DESK, PUBLIC = "desk", "public"


class VoiceRule(Dated):
    """A number by which voices are told: how many make a bundle, how much one day may weigh. See `rules.WHATS`."""

    code = models.CharField(max_length=60, primary_key=True)
    what = models.CharField(max_length=30)
    amount = models.PositiveIntegerField()
    source_th = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        ordering = ["what", "valid_from"]
        constraints = [
            models.CheckConstraint(name="voice_rule_names_its_source", condition=~Q(source="")),
            models.CheckConstraint(name="voice_rule_asks_for_something", condition=Q(amount__gte=1)),
            models.CheckConstraint(
                name="voice_rule_ends_after_it_begins", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return self.code


class VoiceBundle(models.Model):
    """Voices that are told to the public together, never apart. `area`: the scope whose they are, an office or above it."""

    area = models.TextField()
    month = models.IntegerField()
    n = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["area", "month"], name="bundles_of_an_area")]

    def __str__(self) -> str:
        return f"{self.area} {self.month} {self.n}"


class Heard(models.Model):
    """One voice as it is counted now. `open`: a published story, which everybody may read anyway; other voices are told
    in a bundle. `month` is the one in which the public finds it; `words` what it adds to the words, sorted."""

    pk = models.CompositePrimaryKey("source", "ref")
    source = models.TextField()
    ref = models.BigIntegerField()
    version = models.IntegerField()
    office = models.TextField()
    on = models.DateField()
    tone = models.TextField()
    expectation = models.TextField(blank=True)
    theme = models.TextField(blank=True)
    service = models.TextField(blank=True)
    words = ArrayField(models.TextField(), default=list)
    open = models.BooleanField(default=False)
    weight = models.FloatField(default=1.0)
    bundle = models.ForeignKey(VoiceBundle, on_delete=models.PROTECT, null=True, related_name="voices")
    shown_theme = models.TextField(blank=True)
    shown_service = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["office", "on"], name="voices_of_a_day"),
            models.Index(fields=["on"], name="voices_that_wait", condition=Q(bundle=None, open=False)),
        ]
        constraints = [
            models.CheckConstraint(name="voice_is_a_card_or_a_story", condition=Q(source__in=["card", "story"])),
            models.CheckConstraint(name="open_voice_is_in_no_bundle", condition=Q(open=False) | Q(bundle=None)),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.ref}"


class VoiceTally(models.Model):
    """How many voices of one cell in one month. `reach`: desk counts all, public whole bundles and published stories."""

    pk = models.CompositePrimaryKey("scope", "reach", "axis", "month", "value", "measure")
    scope = models.TextField()
    reach = models.TextField()
    axis = models.TextField()
    month = models.IntegerField()
    value = models.TextField()
    measure = models.TextField()
    n = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.scope} {self.reach} {self.axis} {self.month} {self.value} {self.measure}"


class VoiceWeight(models.Model):
    """The voices of one month of one area, each day weighing no more than the rule says. See `estimating`."""

    pk = models.CompositePrimaryKey("area", "reach", "month")
    area = models.TextField()
    reach = models.TextField()
    month = models.IntegerField()
    voices = models.FloatField()
    positive = models.FloatField()
    negative = models.FloatField()
    mixed = models.FloatField()
    expected = models.FloatField()
    below = models.FloatField()
    met = models.FloatField()
    above = models.FloatField()

    def __str__(self) -> str:
        return f"{self.area} {self.reach} {self.month}"


class VoiceWord(models.Model):
    """In how many voices of a month a word stands: of those above what was expected, and of the others."""

    pk = models.CompositePrimaryKey("scope", "reach", "month", "word")
    scope = models.TextField()
    reach = models.TextField()
    month = models.IntegerField()
    word = models.TextField()
    above = models.IntegerField()
    others = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.scope} {self.reach} {self.month} {self.word}"


class VoiceProgress(models.Model):
    """How far one source is counted; the same as `Progress`: an id is safe once all that ran when it was seen have ended."""

    source = models.TextField(primary_key=True)
    upto = models.BigIntegerField(default=0)
    seen = models.BigIntegerField(default=0)
    seen_xid = models.BigIntegerField(default=0)
    shape = models.TextField(default="")
    at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.source} up to {self.upto}"
