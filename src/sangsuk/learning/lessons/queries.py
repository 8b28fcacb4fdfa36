"""Lists and search of lessons, and one lesson."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sangsuk import thai
from sangsuk.cases.models import Case
from sangsuk.common import paging
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.offices.actor import Actor
from sangsuk.stories.models import Story

from ..models.lessons import Lesson, LessonEvent, LessonQuerySet
from . import standing
from .words import CHECKING, DRAFT, KINDS, PUBLISHED, RETIRED, RETURNED, WITHDRAWN

PAGE = 20
SHELVES = {"check": (CHECKING,), "write": (DRAFT, RETURNED), "rest": (WITHDRAWN,), "retired": (RETIRED,)}
LONGEST_WORDS = 200


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; empty means not narrowed. `q`: words that stand in the lesson."""

    q: str = ""
    kind: str = ""
    category: str = ""
    flagship: str = ""

    def given(self) -> dict[str, str]:
        return {name: value for name, value in asdict(self).items() if value}


def narrowed(rows: Any, filters: Filters) -> Any:
    """Rows with `category`, `flagship` and `vector`, narrowed; a category stands for those below it as well."""
    if filters.kind in KINDS:
        rows = rows.filter(kind=filters.kind)
    if filters.category:
        rows = rows.filter(Q(category=filters.category) | Q(category__startswith=f"{filters.category}."))
    if filters.flagship:
        rows = rows.filter(flagship=filters.flagship)
    if filters.q.strip():
        said = thai.index_words(filters.q.replace("\x00", "")[:LONGEST_WORDS])
        rows = rows.filter(vector=SearchQuery(said, config="simple")) if said else rows.none()
    return rows


def behind(rows: Any, cursor: str) -> Any:
    """Those after this key in the order of publishing. Raises Refused."""
    if not cursor:
        return rows
    key = paging.decode(cursor)
    try:
        at, pk = datetime.fromisoformat(str(key[0])), int(key[1])
    except (IndexError, ValueError, TypeError, OverflowError):
        raise _bad_cursor() from None
    if at.tzinfo is None or abs(pk) >= 2**63:
        raise _bad_cursor()
    return rows.filter(Q(published_at__lt=at) | Q(published_at=at, pk__lt=pk), published_at__lte=at)


def _bad_cursor() -> Refused:
    return Refused("bad_cursor", _("เครื่องหมายหน้าถัดไปไม่ถูกต้อง กรุณาเริ่มจากหน้าแรก"), "cursor")


def shelf(rows: LessonQuerySet, filters: Filters, *, cursor: str = "", size: int = PAGE) -> paging.Page[Lesson]:
    """Published ones, the newest first, by key. One query."""
    found = list(behind(narrowed(rows, filters), cursor).order_by("-published_at", "-pk")[: size + 1])
    return paging.page(found, size, lambda one: (one.published_at.isoformat() if one.published_at else "", one.pk))


def to_learn(actor: Actor) -> LessonQuerySet:
    """What she may learn from."""
    return Lesson.objects.visible_to(actor).published()


def one(code: str, actor: Actor) -> Lesson:
    """To learn from. Raises Missing."""
    return _found(to_learn(actor), code)


def public(code: str) -> Lesson:
    """Raises Missing."""
    return _found(Lesson.objects.public(), code)


def in_the_making(code: str, actor: Actor) -> Lesson:
    """To work on. Raises NotAllowed for who makes none, Missing for what she may not see."""
    _check_maker(actor)
    return _found(Lesson.objects.visible_to(actor), code)


def _found(rows: LessonQuerySet, code: str) -> Lesson:
    found = (
        rows.filter(code=code.upper()).select_related("case", "story", "proposer", "checker").first()
        if "\x00" not in code
        else None
    )
    if found is None:
        raise Missing("no_lesson", _("ไม่พบบทเรียนนี้"))
    return found


def _check_maker(actor: Actor) -> None:
    if not standing.makes(actor):
        raise NotAllowed("not_yours", _("ผู้เสนอและตรวจบทเรียนคือเจ้าหน้าที่จังหวัด กรมการปกครอง และกระทรวงมหาดไทย"))


def making(actor: Actor, which: str, *, cursor: str = "", size: int = 25) -> paging.Page[Lesson]:
    """What is being made, by stage, the newest first, by key. Raises NotAllowed. One query."""
    _check_maker(actor)
    rows = Lesson.objects.visible_to(actor).filter(status__in=SHELVES.get(which, SHELVES["check"]))
    rows = rows.filter(pk__lt=paging.decode_id(cursor)) if cursor else rows
    return paging.page(list(rows.select_related("proposer").order_by("-pk")[: size + 1]), size, lambda one: (one.pk,))


def counts(actor: Actor) -> dict[str, int]:
    """How many stand on each shelf. One query."""
    found: dict[str, int] = dict.fromkeys(SHELVES, 0)
    open_ones = Lesson.objects.visible_to(actor).exclude(status=PUBLISHED).values_list("status", flat=True)
    for status in open_ones:
        found |= {name: found[name] + 1 for name, codes in SHELVES.items() if status in codes}
    return found


def waiting(actor: Actor) -> int:
    """How many she may check now (not her own), or whose words are sent back to her office, or that rest."""
    if not standing.makes(actor):
        return 0
    wrote = LessonEvent.objects.filter(move__in=("propose", "write"), user_id=actor.user_id or 0).values("lesson")
    rows = Lesson.objects.visible_to(actor)
    to_check = Q(status=CHECKING) & ~Q(pk__in=wrote)
    own = Q(status__in=(RETURNED, WITHDRAWN), office_code=actor.office_code)
    return rows.filter(to_check | own).count()


@dataclass(frozen=True)
class Source:
    """What a lesson was made of, for who may see that herself; empty for everybody else."""

    number: str = ""
    story: str = ""
    gone: bool = False


def source_of(lesson: Lesson, actor: Actor) -> Source:
    """One query at the most."""
    if lesson.case_id:
        seen = Case.objects.visible_to(actor).filter(pk=lesson.case_id).values_list("number", "description").first()
        return Source(number=seen[0], gone=not seen[1]) if seen else Source()
    if lesson.story_id:
        code = Story.objects.visible_to(actor).filter(pk=lesson.story_id).values_list("code", flat=True).first()
        return Source(story=code or "")
    return Source()
