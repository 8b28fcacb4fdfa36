"""A story: what was told, what may be shown of it, and the state that its events say."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from sangsuk.cases.models.base import Bytes, Happened, Sealed
from sangsuk.offices.models import Office

from .. import standing, words
from .campaigns import Campaign, ConsentText

if TYPE_CHECKING:
    from sangsuk.offices.actor import Actor


def _entries() -> Any:
    """The entries of lists of judgings, whose table knows this one."""
    return apps.get_model("stories", "Entry").objects


def blind_to(actor: "Actor") -> Any:
    """The stories that this person reads blind as a judge, or may be handed, whatever other post she has; as a subquery."""
    return _entries().read_blind_by(actor.user_id).values("story")


class StoryQuerySet(models.QuerySet["Story"]):
    """Adjectives of stories."""

    def visible_to(self, actor: "Actor") -> "StoryQuerySet":
        """The one rule of who sees at the desk, see `standing.sight`."""
        if actor.kind == "system":
            return self
        seen = standing.sight(actor)
        if seen is None:
            return self.none()
        return self.filter(seen).not_blind_to(actor)

    def not_blind_to(self, actor: "Actor") -> "StoryQuerySet":
        """Without what this person reads blind as a judge, whatever other post she has."""
        return self if actor.user_id is None else self.exclude(pk__in=blind_to(actor))

    def published(self) -> "StoryQuerySet":
        """What the public may read; the only door to public pages, feeds, pictures and exports.

        What judges are reading without names rests meanwhile. The condition is the same for every row, so the database
        reads the few listed stories once for each question, whatever the number of stories.
        """
        return self.filter(status=words.PUBLISHED).exclude(pk__in=_entries().under_judgement().values("story"))

    def resting(self) -> "StoryQuerySet":
        """Published, and not shown while judges read them."""
        return self.filter(status=words.PUBLISHED, pk__in=_entries().under_judgement().values("story"))

    def open(self) -> "StoryQuerySet":
        """What a moderator still owes a decision."""
        return self.filter(status=words.RECEIVED)


class Story(models.Model):
    """One citizen's story of one district office. What she told stands in `StoryText`, who she is in `StoryAuthor`.

    `title_shown`, `text_shown`, `author_shown` are what may be read outside moderation, "" until a moderator has passed
    it. `code` is its public address and says nothing. State fields (STATE) change with an event only.
    """

    client_id = models.UUIDField(unique=True)
    code = models.TextField(unique=True)
    key_digest = models.BinaryField()
    told_digest = models.BinaryField()
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, related_name="stories")
    outside_window = models.BooleanField(default=False)
    channel = models.TextField()
    language = models.TextField(default="th")
    received_at = models.DateTimeField()

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    province_code = models.TextField()
    region = models.TextField()
    visited_on = models.DateField(null=True)
    role_spoken_of = models.TextField(blank=True)

    # State: written by events only, see STATE below.
    status = models.TextField(default=words.RECEIVED)
    version = models.IntegerField(default=1)
    lane = models.TextField(default="")
    severity = models.SmallIntegerField(null=True)
    tone = models.TextField()
    expectation = models.TextField(blank=True)
    theme = models.TextField(blank=True)
    service = models.TextField(blank=True)
    flagship = models.TextField(blank=True)
    title_shown = models.TextField(blank=True)
    text_shown = models.TextField(blank=True)
    author_shown = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)

    objects = StoryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["-published_at", "-id"],
                name="stories_public",
                condition=Q(status="published"),
                include=[
                    "region",
                    "province_code",
                    "office",
                    "theme",
                    "service",
                    "flagship",
                    "tone",
                    "expectation",
                    "campaign",
                ],
            ),  # whatever the gallery is narrowed to is told from the index alone
            models.Index(
                fields=["region", "-published_at", "-id"],
                name="stories_public_of_region",
                condition=Q(status="published"),
            ),
            models.Index(
                fields=["theme", "-published_at", "-id"],
                name="stories_public_of_theme",
                condition=Q(status="published"),
            ),
            models.Index(
                fields=["province_code", "-published_at", "-id"],
                name="stories_public_of_province",
                condition=Q(status="published"),
            ),
            models.Index(
                fields=["office", "-published_at", "-id"],
                name="stories_public_of_office",
                condition=Q(status="published"),
            ),
            models.Index(
                fields=["campaign", "-published_at", "-id"],
                name="stories_public_of_campaign",
                condition=Q(status="published"),
            ),
            models.Index(fields=["office", "-received_at", "-id"], name="stories_of_office"),
            models.Index(fields=["province_code", "-received_at", "-id"], name="stories_of_province"),
            models.Index(fields=["due_at", "id"], name="stories_to_moderate", condition=Q(status="received")),
            models.Index(fields=["campaign", "status", "-received_at", "-id"], name="stories_of_campaign"),
        ]
        constraints = [
            models.CheckConstraint(name="story_key_is_a_digest", condition=Q(Bytes("key_digest", 32))),
            models.CheckConstraint(name="story_has_a_known_status", condition=Q(status__in=list(words.STATUSES))),
            models.CheckConstraint(name="story_has_a_known_tone", condition=Q(tone__in=list(words.TONES))),
            models.CheckConstraint(
                name="story_has_a_known_expectation", condition=Q(expectation__in=["", *words.EXPECTATIONS])
            ),
            models.CheckConstraint(
                name="published_story_was_passed",
                condition=~Q(status="published")
                | (~Q(text_shown="") & ~Q(title_shown="") & Q(published_at__isnull=False, severity__isnull=False)),
            ),
            models.CheckConstraint(
                name="severity_is_from_none_to_five", condition=Q(severity=None) | Q(severity__range=(0, 5))
            ),
        ]

    def __str__(self) -> str:
        return self.code


STATE = (
    "status", "version", "lane", "severity", "tone", "expectation", "theme", "service", "flagship", "title_shown",
    "text_shown", "author_shown", "published_at", "decided_at", "due_at",
)  # fmt: skip


class StoryText(models.Model):
    """What the author told, and told anew: every version is kept. For moderators and the author only.

    `spoken_of`: whom she names, in her words. `answers`: to the campaign's questions, by their code.
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="texts", db_index=False)
    no = models.SmallIntegerField()
    title = models.TextField()
    text = models.TextField()
    spoken_of = models.TextField(blank=True)
    pen_name = models.TextField(blank=True)
    answers = models.JSONField(default=dict)
    made_by = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="text_has_its_own_number", fields=["story", "no"])]

    def __str__(self) -> str:
        return f"{self.story_id}/{self.no}"


class StoryAuthor(Sealed):
    """Who told it, as far as she said. Apart from the story, and opened by `authors.contact` alone: for the machine that
    writes to her, shows the name she allows or compares, never for an official's eyes."""

    SEALED_AS, SEALED_ROW = "story_author", ("story_id",)

    story = models.OneToOneField(Story, on_delete=models.CASCADE, primary_key=True, related_name="author")

    def __str__(self) -> str:
        return str(self.pk)


class StoryConsent(models.Model):
    """That she allowed one use, in the words of one text, and perhaps took it back. A new yes is a new row."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="consents", db_index=False)
    use = models.TextField()
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+", db_index=False)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_consent_in_force_for_a_use", fields=["story", "use"], condition=Q(withdrawn_at=None)
            ),
            models.CheckConstraint(name="consent_is_for_a_known_use", condition=Q(use__in=list(words.USES))),
        ]

    def __str__(self) -> str:
        return f"{self.story_id} {self.use}"


class StoryFileQuerySet(models.QuerySet["StoryFile"]):
    """Adjectives of files."""

    def unread(self) -> "StoryFileQuerySet":
        """Added after the story was passed, and seen by no moderator yet."""
        later = Q(removed_at=None, passed_at=None, added_at__gt=models.F("story__decided_at"))
        return self.filter(later, story__status__in=standing.PASSED)


class StoryFile(models.Model):
    """A photograph, a sound or a short film of a story. It is shown when a moderator has passed it (`passed_at`) and the
    author allows photographs; `alt` says in words what is to be seen or heard. `poster`: the still of a film, by its SHA-256."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="files", db_index=False)
    sha256 = models.TextField(db_index=True)
    kind = models.TextField()
    suffix = models.TextField()
    size = models.IntegerField()
    width = models.IntegerField(null=True)
    height = models.IntegerField(null=True)
    seconds = models.FloatField(null=True)
    poster = models.TextField(blank=True, default="", db_index=True)
    name = models.TextField()
    alt = models.TextField(blank=True)
    added_at = models.DateTimeField()
    passed_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    objects = StoryFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="file_stands_once_in_a_story", fields=["story", "sha256"]),
            models.CheckConstraint(
                name="story_file_is_of_a_known_kind", condition=Q(kind__in=["photo", "audio", "video"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.story_id} {self.kind}"


class StoryEvent(Happened):
    """One thing that happened to a story. Only ever inserted, in the transaction of the change."""

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="events", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "seq"], name="event_has_its_own_place_in_the_story"),
        ]

    def __str__(self) -> str:
        return f"{self.story_id}/{self.seq} {self.move}"


class StoryWords(models.Model):
    """The words of what is shown of a published story, for its search; gone as soon as it is shown no more. `sketch`: of the
    same words, packed (`likeness.packed`), by which tellings are compared; b"" where the story was published before they were
    kept, until somebody asks."""

    story = models.OneToOneField(Story, on_delete=models.CASCADE, primary_key=True, related_name="words")
    vector = SearchVectorField()
    sketch = models.BinaryField(default=b"")

    class Meta:
        indexes = [GinIndex(fields=["vector"], name="story_is_found_by_words")]

    def __str__(self) -> str:
        return str(self.pk)
