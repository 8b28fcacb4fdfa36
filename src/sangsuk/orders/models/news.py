"""A press release with its pictures, and everything that happened to it."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from sangsuk.cases.models.base import Happened, Stored
from sangsuk.offices.models import Office

from ..news import words

if TYPE_CHECKING:
    from sangsuk.offices.actor import Actor

WORKING = ("officer", "chief")


class NewsQuerySet(models.QuerySet["News"]):
    """Adjectives of press releases."""

    def visible_to(self, actor: "Actor") -> "NewsQuerySet":
        """At the desk: those of her office; what waits for somebody's yes also at the office above; else what is public."""
        if actor.kind == "system":
            return self
        if not (actor.is_staff and actor.role in WORKING):
            return self.published()
        below = Q(office__parent=actor.office_code, status__in=[words.WAITING, words.APPROVED])
        return self.filter(Q(office=actor.office_code) | below | Q(status__in=words.OUT))

    def published(self) -> "NewsQuerySet":
        return self.filter(status=words.PUBLISHED)

    def out(self) -> "NewsQuerySet":
        """What has an address in public: withdrawn, it says so there."""
        return self.filter(status__in=words.OUT)


class News(models.Model):
    """State fields (NEWS_STATE) change with an event only. Its number is given when it is published.

    `named`: officials whom the office names on purpose; nobody else's name may stand in it. `publish_at`: not before then.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()

    status = models.TextField(default=words.DRAFT)
    version = models.IntegerField(default=1)
    title = models.TextField(blank=True)
    lead = models.TextField(blank=True)
    body = models.TextField(blank=True)
    event_on = models.DateField(null=True)
    tags = ArrayField(models.TextField(), default=list)
    named = ArrayField(models.TextField(), default=list)
    publish_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    written_name = models.TextField(blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    approved_name = models.TextField(blank=True)
    approved_at = models.DateTimeField(null=True)
    year_be = models.SmallIntegerField(null=True)
    running = models.IntegerField(null=True)
    published_at = models.DateTimeField(null=True)
    why = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = NewsQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["office", "-id"], name="news_of_office"),
            models.Index(fields=["-published_at", "-id"], name="news_published", condition=Q(status=words.PUBLISHED)),
            models.Index(
                fields=["office", "-published_at", "-id"], name="news_published_by", condition=Q(status=words.PUBLISHED)
            ),
            models.Index(fields=["publish_at"], name="news_to_publish", condition=Q(status=words.APPROVED)),
            models.Index(fields=["status", "office"], name="news_by_status"),
        ]
        constraints = [
            models.CheckConstraint(name="news_has_a_known_status", condition=Q(status__in=list(words.STATUSES))),
            models.CheckConstraint(
                name="published_news_has_its_number",
                condition=~Q(status__in=words.OUT)
                | Q(published_at__isnull=False, year_be__isnull=False, running__gte=1, approved_by__isnull=False),
            ),
            models.CheckConstraint(
                name="unpublished_news_has_no_number",
                condition=Q(status__in=words.OUT) | Q(published_at=None, year_be=None, running=None),
            ),
            models.CheckConstraint(name="withdrawn_news_says_why", condition=~Q(status=words.WITHDRAWN) | ~Q(why="")),
            models.CheckConstraint(
                name="news_is_agreed_on_by_somebody_else",
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("written_by")),
            ),
            models.UniqueConstraint(
                name="news_has_its_own_number",
                fields=["office", "year_be", "running"],
                condition=Q(running__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.office_id} #{self.pk}"

    @property
    def number(self) -> str:
        """ "29/2562"; "" before it is published."""
        return f"{self.running}/{self.year_be}" if self.running else ""


NEWS_STATE = (
    "status", "version", "title", "lead", "body", "event_on", "tags", "named", "publish_at", "written_by_id", "written_name",
    "approved_by_id", "approved_name", "approved_at", "year_be", "running", "published_at", "why", "withdrawn_at",
)  # fmt: skip


class NewsEvent(Happened):
    """One thing that happened to a press release. Only ever inserted, in the transaction of the change."""

    news = models.ForeignKey(News, on_delete=models.CASCADE, related_name="events", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(name="event_has_its_own_place_in_the_news", fields=["news", "seq"])]

    def __str__(self) -> str:
        return f"{self.news_id}/{self.seq} {self.move}"


class NewsPicture(Stored):
    """A photograph of a press release; `alt` says what is on it, for those who do not see it."""

    news = models.ForeignKey(News, on_delete=models.CASCADE, related_name="pictures", db_index=False)
    alt = models.TextField()
    added_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["news", "id"], name="pictures_of_news")]
        constraints = [
            models.UniqueConstraint(name="news_has_a_picture_once", fields=["news", "sha256"]),
            models.CheckConstraint(name="picture_says_what_is_on_it", condition=~Q(alt="")),
        ]

    def __str__(self) -> str:
        return self.name
