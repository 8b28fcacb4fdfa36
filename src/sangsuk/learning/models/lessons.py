"""A lesson: what somebody can learn from a settled case, a published story or a procedure; and who has read it."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from sangsuk.cases.models import Case
from sangsuk.cases.models.base import Happened
from sangsuk.stories.models import Story, StoryConsent
from sangsuk.stories.models.stories import blind_to

from ..lessons import standing
from ..lessons.words import CASE, KINDS, NEEDED_USES, PROCEDURE, PUBLISHED, STATUSES, STORY

if TYPE_CHECKING:
    from sangsuk.offices.actor import Actor


class LessonQuerySet(models.QuerySet["Lesson"]):
    """Adjectives of lessons."""

    def visible_to(self, actor: "Actor") -> "LessonQuerySet":
        """The one rule of who sees at the desk: what is published, everybody who learns; what is being made, those who make
        lessons, of their province or of all. What its source does not allow any more, nobody, but for who may read that case."""
        if actor.kind == "system":
            return self
        if not standing.learns(actor):
            return self.none()
        published = Q(status=PUBLISHED)
        made = standing.made(actor)
        shown = self.shown() if made is None else self.filter(_allowed() | Q(case__in=Case.objects.visible_to(actor)))
        return shown.filter(published if made is None else made | (published & _allowed())).exclude(
            story__in=blind_to(actor)
        )

    def shown(self) -> "LessonQuerySet":
        """What its source allows at this very moment, whatever the machine has got round to."""
        return self.filter(_allowed())

    def published(self) -> "LessonQuerySet":
        """What officials may learn from."""
        return self.shown().filter(status=PUBLISHED)

    def public(self) -> "LessonQuerySet":
        """What everybody may read; the only door to public pages."""
        return self.published().filter(public=True)


def _allowed() -> Q:
    """A case that is sealed by nobody, accuses nobody, rests for nobody; and whose words are kept, or the lesson was looked at
    again since they went. A story that is shown now, and whose author allows that its words are used."""
    apart = Exists(Case.objects.kept_apart().filter(pk=OuterRef("case")))
    rests = Exists(Case.objects.filter(pk=OuterRef("case"), restricted_at__isnull=False))
    wordless = Exists(Case.objects.filter(pk=OuterRef("case"), description=""))
    told = Q(Exists(Story.objects.published().filter(pk=OuterRef("story"))))
    for use in NEEDED_USES:
        told &= Q(Exists(StoryConsent.objects.filter(story=OuterRef("story"), use=use, withdrawn_at=None)))
    of_case = ~Q(apart) & ~Q(rests) & (Q(stands_alone=True) | ~Q(wordless))
    return Q(kind=PROCEDURE) | (Q(kind=CASE) & of_case) | (Q(kind=STORY) & told)


class Lesson(models.Model):
    """Four parts: the situation, what would you do, what was done, what the citizen said. State (LESSON_STATE) changes with a
    `LessonEvent` only, so every version is kept.

    `case`, `story`: what it was made of; shown to who may see that, to nobody else. `source`: of a procedure, on whose word it
    stands. `office`: who proposed it. `stands_alone`: looked at again after the words of its case were forgotten.
    `subject`: a term of the catalog's themes of stories; `roles`: for whom, empty for everybody who learns.
    """

    code = models.TextField(unique=True)
    kind = models.TextField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    story = models.ForeignKey(Story, on_delete=models.PROTECT, null=True, related_name="+")
    office_code = models.TextField(blank=True)
    province_code = models.TextField(blank=True)
    proposer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    made_at = models.DateTimeField()

    status = models.TextField()
    version = models.IntegerField(default=1)
    title = models.TextField(blank=True)
    situation = models.TextField(blank=True)
    question = models.TextField(blank=True)
    done = models.TextField(blank=True)
    said = models.TextField(blank=True)
    source = models.TextField(blank=True)
    category = models.TextField(blank=True)
    flagship = models.TextField(blank=True)
    roles = ArrayField(models.TextField(), default=list)
    public = models.BooleanField(default=False)
    stands_alone = models.BooleanField(default=False)
    why = models.TextField(blank=True)
    checker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    published_at = models.DateTimeField(null=True)

    vector = SearchVectorField(null=True)

    objects = LessonQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="lessons_published", condition=Q(status=PUBLISHED)),
            models.Index(
                fields=["category", "-published_at", "-id"], name="lessons_of_category", condition=Q(status=PUBLISHED)
            ),
            models.Index(
                fields=["flagship", "-published_at", "-id"], name="lessons_of_flagship", condition=Q(status=PUBLISHED)
            ),
            models.Index(fields=["status", "-id"], name="lessons_being_made", condition=~Q(status=PUBLISHED)),
            GinIndex(fields=["vector"], name="lesson_is_found_by_words"),
        ]
        constraints = [
            models.CheckConstraint(
                name="lesson_is_of_one_thing",
                condition=Q(kind=CASE, case__isnull=False, story=None)
                | Q(kind=STORY, story__isnull=False, case=None)
                | Q(kind=PROCEDURE, case=None, story=None),
            ),
            models.CheckConstraint(name="lesson_has_a_known_kind", condition=Q(kind__in=list(KINDS))),
            models.CheckConstraint(name="lesson_has_a_known_status", condition=Q(status__in=list(STATUSES))),
            models.CheckConstraint(
                name="published_lesson_has_its_parts",
                condition=~Q(status=PUBLISHED)
                | (~Q(title="") & ~Q(situation="") & ~Q(done="") & Q(published_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="published_lesson_of_a_person_was_checked_by_another",
                condition=~Q(status=PUBLISHED)
                | Q(kind=PROCEDURE)
                | (Q(checker__isnull=False) & ~Q(checker=models.F("proposer"))),
            ),
            models.UniqueConstraint(
                name="case_is_one_lesson", fields=["case"], condition=Q(case__isnull=False) & ~Q(status="gone")
            ),
            models.UniqueConstraint(
                name="story_is_one_lesson", fields=["story"], condition=Q(story__isnull=False) & ~Q(status="gone")
            ),
        ]

    def __str__(self) -> str:
        return self.code


LESSON_STATE = (
    "status", "version", "title", "situation", "question", "done", "said", "source", "category", "flagship", "roles", "public",
    "stands_alone", "why", "checker_id", "published_at",
)  # fmt: skip
LESSON_WORDS = ("title", "situation", "question", "done", "said")


class LessonEvent(Happened):
    """One thing that happened to a lesson; with the words that it wrote, so that older versions can be read."""

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="events", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="event_has_its_own_place_in_the_lesson", fields=["lesson", "seq"]),
        ]

    def __str__(self) -> str:
        return f"{self.lesson_id}/{self.seq} {self.move}"


class LessonRead(models.Model):
    """That somebody said she has read it; `version`: which one."""

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="reads", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    office_code = models.TextField()
    version = models.IntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="lesson_is_read_once_by_one", fields=["user", "lesson"]),
        ]
        indexes = [models.Index(fields=["lesson", "office_code"], name="lesson_read_by_office")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.lesson_id}"
