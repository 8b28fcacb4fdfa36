"""Lists and search of practices, one practice, and what became of it elsewhere."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from sangsuk.common import paging
from sangsuk.common.errors import Missing
from sangsuk.offices.actor import Actor

from ..lessons.queries import Filters, behind, narrowed
from ..models.practices import Adoption, AdoptionEvent, Practice, PracticeEvent, PracticeQuerySet
from . import standing
from .words import CHECKING, DRAFT, NOT, PARTLY, PUBLISHED, REPORTED, RETIRED, RETURNED, STOPPED, SUCCESS

PAGE = 20


@dataclass(frozen=True)
class Elsewhere:
    """What became of a practice in other districts: how many took it over, how many said what."""

    adopted: int = 0
    success: int = 0
    partly: int = 0
    no: int = 0
    running: int = 0
    stopped: int = 0

    @property
    def reported(self) -> int:
        return self.success + self.partly + self.no

    @property
    def verdict(self) -> str:
        """A code: nobody has said yet, it works, it works in parts or here and there, it does not work elsewhere."""
        if not self.reported:
            return "unknown"
        if self.success * 2 > self.reported:
            return "works"
        return "fails" if self.no * 2 > self.reported or (self.no and not self.success and not self.partly) else "mixed"


NAMES = {(REPORTED, SUCCESS): "success", (REPORTED, PARTLY): "partly", (REPORTED, NOT): "no"}
"""Of the others their status says it."""
VERDICTS = {
    "unknown": _("ยังไม่มีอำเภออื่นรายงานผล"), "works": _("อำเภออื่นส่วนใหญ่รายงานว่าได้ผล"),
    "mixed": _("อำเภออื่นได้ผลบ้าง ไม่ได้ผลบ้าง"), "fails": _("อำเภออื่นส่วนใหญ่รายงานว่าไม่ได้ผล"),
}  # fmt: skip


def shelf(rows: PracticeQuerySet, filters: Filters, *, cursor: str = "", size: int = PAGE) -> paging.Page[Practice]:
    """Published ones, the newest first, by key. One query."""
    found = list(behind(narrowed(rows.published(), filters), cursor).order_by("-published_at", "-pk")[: size + 1])
    return paging.page(found, size, lambda one: (one.published_at.isoformat() if one.published_at else "", one.pk))


def elsewhere(practices: Iterable[Practice]) -> dict[int, Elsewhere]:
    """Of each of these. One query."""
    ids = [one.pk for one in practices]
    rows = Adoption.objects.filter(practice__in=ids).order_by().values_list("practice_id", "status", "outcome")
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for pk, status, outcome, many in rows.annotate(n=Count("pk")):
        found[pk] += Counter({"adopted": many, NAMES.get((status, outcome), status): many})
    return {pk: Elsewhere(**found[pk]) for pk in ids}


def one(code: str, actor: Actor) -> Practice:
    """Raises Missing."""
    return _found(Practice.objects.visible_to(actor), code)


def public(code: str) -> Practice:
    """Raises Missing."""
    return _found(Practice.objects.published(), code)


def _found(rows: PracticeQuerySet, code: str) -> Practice:
    found = rows.filter(code=code.upper()).select_related("office").first() if "\x00" not in code else None
    if found is None:
        raise Missing("no_practice", _("ไม่พบวิธีทำงานนี้"))
    return found


def adoptions(practice: Practice, *, cursor: str = "", size: int = 25) -> paging.Page[Adoption]:
    """Who has taken it over and what each says, the newest first, by key. One query."""
    rows = Adoption.objects.filter(practice=practice)
    rows = rows.filter(pk__lt=paging.decode_id(cursor)) if cursor else rows
    return paging.page(list(rows.order_by("-pk")[: size + 1]), size, lambda one: (one.pk,))


def of_office(practice: Practice, office: str) -> Adoption | None:
    """Its own, if it has one that was not stopped."""
    return Adoption.objects.filter(practice=practice, office=office).exclude(status=STOPPED).first()


def adoption(actor: Actor, pk: int) -> Adoption:
    """Raises Missing."""
    rows = Adoption.objects.visible_to(actor).filter(practice__in=Practice.objects.visible_to(actor).values("pk"))
    own = Adoption.objects.visible_to(actor).filter(office=actor.office_code)
    found = (rows | own).filter(pk=pk).select_related("practice", "owner").first()
    if found is None:
        raise Missing("no_adoption", _("ไม่พบรายการนี้"))
    return found


def mine(actor: Actor, *, cursor: str = "", size: int = 25) -> paging.Page[Adoption]:
    """What her office has taken over, the newest first, by key. One query."""
    rows = Adoption.objects.visible_to(actor).filter(office=actor.office_code).select_related("practice")
    rows = rows.filter(pk__lt=paging.decode_id(cursor)) if cursor else rows
    return paging.page(list(rows.order_by("-pk")[: size + 1]), size, lambda one: (one.pk,))


def written(actor: Actor, most: int = 50) -> Sequence[Practice]:
    """What her office writes that is not published, or what waits for her check. One query."""
    rows = Practice.objects.visible_to(actor).exclude(status=PUBLISHED)
    if standing.checks(actor):
        rows = rows.filter(status__in=(CHECKING, RETURNED))
    else:
        rows = rows.filter(office=actor.office_code, status__in=(DRAFT, CHECKING, RETURNED, RETIRED))
    return list(rows.order_by("-pk")[:most])


def waiting(actor: Actor, today: date) -> int:
    """Reports that are due and words sent back, for a district; what waits to be checked, for those above. Two queries."""
    if standing.checks(actor):
        rows = Practice.objects.visible_to(actor).filter(status=CHECKING)
        if actor.office_level == "ministry":  # provinces check theirs; the department sees how many
            return 0
        return rows.count()
    if not standing.writes(actor):
        return 0
    owed = Adoption.objects.filter(office=actor.office_code).owed(today).count()
    return owed + Practice.objects.filter(office=actor.office_code, status=RETURNED).count()


def story_of(practice: Practice) -> list[PracticeEvent]:
    return list(PracticeEvent.objects.filter(practice=practice).order_by("seq"))


def story_of_adoption(adoption: Adoption) -> list[AdoptionEvent]:
    return list(AdoptionEvent.objects.filter(adoption=adoption).order_by("seq"))


__all__ = [
    "RETIRED", "VERDICTS", "Elsewhere", "adoption", "adoptions", "elsewhere", "mine", "of_office", "one", "public", "shelf",
    "story_of", "story_of_adoption", "waiting", "written",
]  # fmt: skip
