"""What of a story is forgotten when its time is over: who told it, and what was told. What she lets stand stays."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from .films import forgetting as films
from .gallery import clearing
from .models import (
    Entry,
    Film,
    Pledge,
    PledgeEvent,
    PledgeFile,
    Story,
    StoryAuthor,
    StoryCase,
    StoryEvent,
    StoryFile,
    StoryFlag,
    StoryText,
)
from .standing import PASSED

GONE = "–"
SHOWN = ("title_shown", "text_shown", "author_shown")
"""They may go from an event of a story that shows nothing now: the last that spoke of them made them empty."""
TOLD = ("title", "text", "note", "why", "spoken_of", "pen_name", "marks", "done")


def _over(until: datetime, story: str = "") -> Q:
    """Decided before this moment, or come before it and never decided."""
    undecided = Q(**{f"{story}decided_at": None, f"{story}received_at__lt": until})
    return Q(**{f"{story}decided_at__lt": until}) | undecided


def authors_over(until: datetime) -> "QuerySet[StoryAuthor]":
    return StoryAuthor.objects.filter(_over(until, "story__")).order_by("story_id")


def is_forgotten(story: Story) -> bool:
    """Whether nothing is kept any more of what she told."""
    return not StoryText.objects.filter(story=story).exclude(text=GONE).exists()


def told_over(until: datetime) -> "QuerySet[Story]":
    """Stories whose time is over, of which something is still kept as it was told; or as a reader reported it, when that, too,
    was long ago: what is still shown may be reported long after it was told."""
    kept = StoryText.objects.exclude(text=GONE).values("story_id")
    reported = StoryFlag.objects.filter(at__lt=until).exclude(seen_by=GONE).values("story_id")
    return Story.objects.filter(_over(until), Q(pk__in=kept) | Q(pk__in=reported)).order_by("id")


def unname(story: Story) -> None:
    """A name is not to be shown any more: the events forget what they once showed, up to what is shown now."""
    later: set[str] = set()
    for happened in StoryEvent.objects.filter(story=story).order_by("-seq"):
        gone = {name for name in later if happened.changes.get(name) or happened.data.get(name)}
        if gone:
            happened.changes = {name: value for name, value in happened.changes.items() if name not in gone}
            happened.data = {name: value for name, value in happened.data.items() if name not in gone}
            happened.save(update_fields=["changes", "data"])
        later |= set(SHOWN) & happened.changes.keys()


def unpack(entries: "QuerySet[Entry]") -> None:
    """What judges read of a story goes; that its packet was on the list stays."""
    entries.update(text="", marked=[])


def forget_told(rows: "QuerySet[Story]", *, reported_before: datetime | None = None) -> int:
    """The original words go, in the texts and in the events; files of a story that nobody may read go with them. Of a story
    that is still shown those reports stay that came since `reported_before`: somebody has yet to read them."""
    ids = list(rows.values_list("pk", flat=True))
    StoryText.objects.filter(story__in=ids).update(title=GONE, text=GONE, spoken_of="", answers={})
    StoryText.objects.filter(Q(story__in=ids), ~Q(story__status__in=PASSED)).update(pen_name="")
    for happened in StoryEvent.objects.filter(story__in=ids).select_related("story").iterator():
        gone = (*TOLD, *SHOWN) if happened.story.status not in PASSED else TOLD
        data = {name: value for name, value in happened.data.items() if name not in gone}
        changes = {name: value for name, value in happened.changes.items() if name not in gone or not value}
        StoryEvent.objects.filter(pk=happened.pk).update(data=data, changes=changes)
    reports = StoryFlag.objects.filter(story__in=ids)
    if reported_before:
        reports = reports.filter(Q(at__lt=reported_before) | ~Q(story__status__in=PASSED))
    reports.update(text="", note="", seen_by=GONE)
    unread = StoryFile.objects.filter(Q(story__in=ids), ~Q(story__status__in=PASSED))
    clearing.owe_files(unread, now=timezone.now())
    unread.delete()
    _forget_beside(ids)
    return len(ids)


def _forget_beside(ids: list[int]) -> None:
    """What the writer said of a promise, and that a case is hers too; of a story that nobody may read also what judges read
    of it, its film, and the proofs of what was changed."""
    unpack(Entry.objects.filter(Q(story__in=ids), ~Q(story__status__in=PASSED)))
    for film in Film.objects.filter(Q(story__in=ids), ~Q(story__status__in=PASSED)):
        films.forget_work(film, now=timezone.now())
    StoryCase.objects.filter(story__in=ids).delete()
    Pledge.objects.filter(story__in=ids).exclude(said="").update(said=GONE)
    for happened in PledgeEvent.objects.filter(pledge__story__in=ids, data__has_key="said").iterator():
        changes = happened.changes | ({"said": GONE} if happened.changes.get("said") else {})
        PledgeEvent.objects.filter(pk=happened.pk).update(data=happened.data | {"said": GONE}, changes=changes)
    PledgeFile.objects.filter(Q(pledge__story__in=ids), ~Q(pledge__story__status__in=PASSED)).delete()
