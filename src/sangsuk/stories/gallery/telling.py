"""A published story as its page shows it, and the same in few words for lists, feeds and programs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef

from sangsuk import thai

from .. import queries, words
from ..models import Story, StoryConsent, StoryFile, StoryQuerySet
from . import answered, files, naming

EXCERPT, SHORT = 180, 90


@dataclass(frozen=True)
class Told:
    """All that everybody may know of one story, in the reader's language. `picture` is the one that stands on its card."""

    story: Story
    author: str
    office: str
    province: str
    region: str
    tone: str
    expectation: str
    theme: str
    service: str
    flagship: str
    campaign: str
    files: Sequence[StoryFile]
    answered: bool = False
    changed: bool = False

    @property
    def picture(self) -> StoryFile | None:
        return next((file for file in self.files if file.kind == files.PHOTO or file.poster), None)

    @property
    def excerpt(self) -> str:
        """Its first words, cut where she paused."""
        text = " ".join(self.story.text_shown.split())
        whole = text[:EXCERPT].rpartition(" ")[0]
        if len(text) <= EXCERPT or len(whole) < EXCERPT // 2:
            return thai.cut(text, EXCERPT)
        return f"{whole} …"


def told(story: Story, shown: Sequence[StoryFile] = ()) -> Told:
    return Told(
        story, naming.author(story), naming.office(story.office_id), naming.province(story.province_code),
        naming.region(story.region), str(words.TONES[story.tone]), str(words.EXPECTATIONS.get(story.expectation, "")),
        naming.term(words.THEMES, story.theme), naming.term(words.SERVICES, story.service),
        naming.term(words.FLAGSHIPS, story.flagship), naming.campaign(story.campaign), shown,
    )  # fmt: skip


def one(code: str) -> Told:
    """Raises Missing. Three queries with its files."""
    story = queries.published(code)
    return told(story, files.of([story])[story.pk])


def many(stories: Sequence[Story], shown: dict[int, list[StoryFile]]) -> list[Told]:
    """Two queries, for what became of them."""
    done, said = answered.changed(stories), answered.answered(stories)
    found = [told(story, shown.get(story.pk, ())) for story in stories]
    return [replace(one, answered=one.story.pk in said, changed=one.story.pk in done) for one in found]


def quotable(rows: StoryQuerySet) -> StoryQuerySet:
    """Those whose words may be used elsewhere in parts."""
    return rows.filter(Exists(_allows(words.QUOTE)))


def with_quote(rows: StoryQuerySet) -> StoryQuerySet:
    """Marks each as `may_quote`; no further query."""
    return rows.annotate(may_quote=Exists(_allows(words.QUOTE)))


def _allows(use: str) -> "StoryQuerySet":
    return StoryConsent.objects.filter(story=OuterRef("pk"), use=use, withdrawn_at=None)  # type: ignore[return-value]
