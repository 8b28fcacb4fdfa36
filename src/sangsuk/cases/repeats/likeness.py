"""Which cases are told alike: perhaps the same trouble again, or one that was settled before and shows how.

Candidates come from the district (or, for settled ones, the category), only among what the actor may see; their
sketches are compared. A sketch is made when first asked for and kept, so taking a case in costs nothing more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import asin, cos, radians, sin, sqrt

from django.db.models import Max
from django.utils import timezone

from sangsuk import thai
from sangsuk.offices.actor import Actor
from sangsuk.thai import likeness as sketching

from .. import numbers, workflow
from ..models import Case, CaseEvent, Likeness

RECENT = timedelta(days=180)
CANDIDATES = 300
SETTLED_WINDOW = 200_000
"""How many of the newest cases are looked through for settled ones of a category: it bounds the work, not the wisdom."""
LEAST, LEAST_SETTLED = 0.30, 0.15
SHOWN = 5
NEAR_METRES = 300


@dataclass(frozen=True)
class Alike:
    """A case that is told alike, and how sure that is (0 to 1). `how` is the answer that settled it."""

    case: Case
    share: float
    how: str = ""


def similar(case: Case, actor: Actor, *, now: datetime | None = None, most: int = SHOWN) -> list[Alike]:
    """Open cases near by that may be the same trouble, the likeliest first. Never one that the actor may not see."""
    now = now or timezone.now()
    rows = Case.objects.visible_to(actor).open().filter(district=case.district_id, submitted_at__gte=now - RECENT)
    return _best(case, _candidates(rows.exclude(pk=case.pk), CANDIDATES), LEAST, most)


def similar_settled(case: Case, actor: Actor, *, most: int = SHOWN) -> list[Alike]:
    """Settled cases of the same category that are told alike, and how they were solved; the place counts little."""
    if case.category_id is None:
        return []
    newest = Case.objects.filter(pk__lt=numbers.APART).aggregate(top=Max("pk"))["top"] or 0
    rows = Case.objects.visible_to(actor).filter(
        category=case.category_id, status=workflow.SETTLED, settlement__outcome__in=("solved", "partly", "explained"),
        pk__gt=newest - SETTLED_WINDOW,
    )  # fmt: skip
    found = _best(case, _candidates(rows.exclude(pk=case.pk), CANDIDATES), LEAST_SETTLED, most)
    how = solved_alike([alike.case for alike in found])
    return [Alike(one.case, one.share, how.get(one.case.pk, "")) for one in found]


def solved_alike(cases: Iterable[Case]) -> dict[int, str]:
    """How each was settled, in the words of the answer, redacted."""
    told: dict[int, str] = {}
    events = CaseEvent.objects.filter(case__in=[c.pk for c in cases], move__in=ANSWERED).order_by("case_id", "seq")
    for case_id, data in events.values_list("case_id", "data"):
        if answer := str(data.get("answer") or ""):
            told[case_id] = thai.redact(answer).text
    return told


ANSWERED = ("close", "tell_result", "serve", "approve")


def _candidates(rows: "Iterable[Case]", most: int) -> list[Case]:
    fields = ("number", "gist", "status", "category", "district", "subdistrict", "village", "longitude", "latitude",
              "submitted_at", "closed_at", "settlement", "office", "version")  # fmt: skip
    return list(rows.only(*fields).order_by("-id")[:most])  # type: ignore[attr-defined]


def _best(case: Case, candidates: list[Case], least: float, most: int) -> list[Alike]:
    marks = sketches([case, *candidates])
    own = marks[case.pk]
    scored = [Alike(other, score(case, other, sketching.alike(own, marks[other.pk]))) for other in candidates]
    return sorted((a for a in scored if a.share >= least), key=lambda a: (-a.share, -a.case.pk))[:most]


def score(case: Case, other: Case, words: float) -> float:
    """The words decide; the same kind of trouble at the same place makes up for words that differ."""
    if words < 0.05:
        return 0.0
    kind = 0.12 if case.category_id and case.category_id == other.category_id else 0.0
    return min(1.0, words + kind + _nearness(case, other))


def _nearness(case: Case, other: Case) -> float:
    if case.point and other.point:
        return 0.15 if metres(case.point, other.point) <= NEAR_METRES else 0.0
    if case.village_id and other.village_id:
        return 0.12 if case.village_id == other.village_id else 0.0
    same = case.subdistrict_id and case.subdistrict_id == other.subdistrict_id
    return 0.06 if same else -0.06 if case.subdistrict_id and other.subdistrict_id else 0.0


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Between two points (longitude, latitude) on a sphere of 6,371 km: the haversine formula."""
    (x1, y1), (x2, y2) = ((radians(x), radians(y)) for x, y in (one, other))
    return 2 * 6_371_000 * asin(sqrt(sin((y2 - y1) / 2) ** 2 + cos(y1) * cos(y2) * sin((x2 - x1) / 2) ** 2))


def sketches(cases: Iterable[Case]) -> dict[int, list[int]]:
    """The sketch of each; those not made yet are made and kept. Two at once make the same."""
    wanted = {case.pk for case in cases}
    found = dict(Likeness.objects.filter(pk__in=wanted).values_list("pk", "marks"))
    missing = wanted - set(found)
    if not missing:
        return found
    told = Case.objects.filter(pk__in=missing).values_list("pk", "description")
    made = {pk: sketch_of(description) for pk, description in told}
    rows = [Likeness(case_id=pk, marks=marks) for pk, marks in made.items()]
    Likeness.objects.bulk_create(rows, ignore_conflicts=True)
    return found | made


def sketch_of(text: str) -> list[int]:
    return sketching.sketch(thai.redact(text).text)


def make_ready(*, most: int = 500) -> int:
    """Sketches of the newest open cases that have none yet, so that no page has to make many. Returns how many."""
    rows = Case.objects.open().filter(likeness__isnull=True).order_by("-id").only("id")
    return len(sketches(list(rows[:most])))
