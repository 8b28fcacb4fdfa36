"""How the people of a unit meet citizens: praise and complaints of a service unit, of quarters that are over. Never of a person.

Praise: stories that praise and passed moderation, and cards that say "good". Complaints: stories and cards that say "not
good", and settled cases about how officials behaved. What is kept apart (sealed, or accusing somebody) is counted only for
those above who may see the case itself; the office learns nothing of it, not even by a sum.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from sangsuk.cases.models import Case
from sangsuk.catalog.axes import SERVICE_KIND
from sangsuk.common.errors import Missing
from sangsuk.offices.actor import Actor
from sangsuk.stories.models import FeedbackCard, Story
from sangsuk.stories.standing import PASSED
from sangsuk.stories.words import NEGATIVE, POSITIVE

from . import rules
from .hiding import hidden
from .results import Quarter, quarter_of
from .standing import totals_of

CONDUCT = "official"
"""The category of matters about officials, and those below it."""
OFFICE = "whole_office"
"""Of a story or card that names no service."""


@dataclass(frozen=True)
class Unit:
    """A service unit. None where the number is held back; zero is told."""

    service: str
    praise: int | None
    complaints: int | None


@dataclass(frozen=True)
class Conduct:
    quarter: Quarter
    praise: int | None
    complaints: int | None
    cases: int | None
    units: tuple[Unit, ...]


def of_office(office_code: str, actor: Actor, *, today: date, quarter: Quarter | None = None) -> Conduct:
    """Three queries. Raises Missing outside one's reach."""
    if not totals_of(actor, office_code):
        raise Missing("no_office", _("ไม่พบหน่วยงานนี้"))
    quarter = quarter or quarter_of(today).before
    floor = rules.on(today).conduct_floor
    praise, complaints = _told(office_code, quarter)
    units = sorted(praise.keys() | complaints.keys())
    good, bad = _safe(praise, floor), _safe(complaints, floor)
    return Conduct(
        quarter, _whole(sum(praise.values()), floor), _whole(sum(complaints.values()), floor),
        _whole(_cases(office_code, actor, quarter), floor),
        tuple(Unit(one, good.get(one, 0), bad.get(one, 0)) for one in units),
    )  # fmt: skip


def _told(office_code: str, quarter: Quarter) -> tuple[Counter[str], Counter[str]]:
    praise, complaints = Counter[str](), Counter[str]()
    cards = FeedbackCard.objects.filter(office=office_code, day__gte=quarter.first, day__lt=quarter.after_last)
    stories = Story.objects.filter(
        office=office_code,
        status__in=PASSED,
        received_at__gte=quarter.begins_at,
        received_at__lt=quarter.next.begins_at,
    )
    for rows in (cards, stories):
        for service, tone, n in rows.values_list("service", "tone").annotate(Count("pk")).order_by():
            if tone in (POSITIVE, NEGATIVE):
                (praise if tone == POSITIVE else complaints)[service or OFFICE] += n
    return praise, complaints


def _cases(office_code: str, actor: Actor, quarter: Quarter) -> int:
    about = Q(category=CONDUCT) | Q(category__code__startswith=f"{CONDUCT}.")
    over = Case.objects.filter(about, closed_at__gte=quarter.begins_at, closed_at__lt=quarter.next.begins_at)
    seen = Q(pk__in=Case.objects.published().filter(office=office_code))
    if actor.office_code != office_code:
        seen |= Q(pk__in=Case.objects.visible_to(actor).filter(accused__contains=[office_code]))
    return over.filter(seen).count()


def _safe(counts: Mapping[str, int], floor: int) -> dict[str, int | None]:
    held = hidden(counts, floor)
    return {unit: None if unit in held else n for unit, n in counts.items()}


def _whole(n: int, floor: int) -> int | None:
    return n if n == 0 or n >= floor else None


__all__ = ["OFFICE", "SERVICE_KIND", "Conduct", "Unit", "of_office"]
