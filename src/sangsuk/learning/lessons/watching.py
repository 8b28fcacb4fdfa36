"""What follows when what a lesson was made of changes: sealed, resting, forgotten, taken back.

Pages ask `Lesson.objects.shown` at every moment, so nothing is shown before a tick has found it; the tick writes down that it
was put aside and why, so that somebody looks at it.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone

from sangsuk.cases.models import Case
from sangsuk.stories.models import Story, StoryConsent

from ..models.lessons import LESSON_WORDS, Lesson, LessonEvent
from . import actions
from .words import CASE, CHECKING, FORGOTTEN, GONE, NEEDED_USES, PUBLISHED, RESTS, SEALED, STORY, TAKEN_BACK

GONE_WORDS = "–"
AT_ONCE = 200


def sweep(now: datetime | None = None) -> int:
    """Find whatever must rest or go, and do it. Returns how many. May run twice."""
    now = now or timezone.now()
    return _cases(now) + _stories(now)


def _cases(now: datetime) -> int:
    rows = Lesson.objects.filter(kind=CASE, status__in=(PUBLISHED, CHECKING))
    this = OuterRef("case")
    causes = (
        (SEALED, rows.filter(Exists(Case.objects.kept_apart().filter(pk=this)))),
        (RESTS, rows.filter(Exists(Case.objects.filter(pk=this, restricted_at__isnull=False)))),
        (FORGOTTEN, rows.filter(Exists(Case.objects.filter(pk=this, description="")), stands_alone=False)),
    )
    done = 0
    for cause, found in causes:
        for lesson in found.order_by("id")[:AT_ONCE]:
            actions.by_machine(lesson, "withdraw", why=cause, now=now)
            done += 1
    return done


def _stories(now: datetime) -> int:
    """A story that is not shown, or whose author takes a consent back, takes its lesson with it: words and all. One that only
    rests while judges read it is hidden meanwhile, and stays."""
    rows = Lesson.objects.filter(kind=STORY).exclude(status=GONE)
    this = OuterRef("story")
    published = Exists(Story.objects.filter(pk=this, status=PUBLISHED))
    allows = [Exists(StoryConsent.objects.filter(story=this, use=use, withdrawn_at=None)) for use in NEEDED_USES]
    done = 0
    for condition in (published, *allows):
        for lesson in rows.filter(~condition).order_by("id")[:AT_ONCE]:
            erase(lesson, TAKEN_BACK, now=now)
            done += 1
    return done


def erase(lesson: Lesson, why: str, *, now: datetime) -> None:
    """Its words go from the row and from every version; that there was one stays."""
    blank = {name: GONE_WORDS for name in LESSON_WORDS if getattr(lesson, name)}
    actions.by_machine(lesson, "forget", why=why, now=now, changes=blank | {"public": False})
    _blanked(lesson, keep_last=False)


def _blanked(lesson: Lesson, *, keep_last: bool) -> None:
    """Older versions lose their words; with `keep_last` what stands in the row now stays in the event that wrote it."""
    later: set[str] = set()
    for event in LessonEvent.objects.filter(lesson=lesson).order_by("-seq"):
        spoken = {name for name in LESSON_WORDS if event.changes.get(name)}
        gone = spoken & later if keep_last else {n for n in spoken if event.changes[n] != GONE_WORDS}
        later |= spoken
        if gone or event.data.get("small"):
            changes = {k: GONE_WORDS if k in gone else v for k, v in event.changes.items()}
            data = {k: GONE_WORDS if k == "small" else v for k, v in event.data.items()}
            LessonEvent.objects.filter(pk=event.pk).update(changes=changes, data=data)


def of_cases(ids: Iterable[int], *, now: datetime | None = None) -> int:
    """The words of these cases were forgotten: what a second person has passed rests until somebody has looked again, and keeps
    only its last version; what nobody has passed goes whole. In the transaction of the forgetting."""
    now = now or timezone.now()
    rows = Lesson.objects.filter(case__in=list(ids)).exclude(status=GONE)
    count = 0
    for lesson in rows.order_by("id"):
        if lesson.checker_id is None:
            erase(lesson, FORGOTTEN, now=now)
        else:
            if lesson.status == PUBLISHED and not lesson.stands_alone:
                actions.by_machine(lesson, "withdraw", why=FORGOTTEN, now=now)
            _blanked(lesson, keep_last=True)
        count += 1
    return count


__all__ = ["erase", "of_cases", "sweep"]
