"""Numbers out to another system and in from it. What comes in goes onto the sheet, through the same hands as what is typed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused
from sangsuk.common.remember import remembered
from sangsuk.offices.actor import Actor
from sangsuk.places import queries as places
from sangsuk.thai.dates import bangkok_date

from ..indicators import queries as indicators
from ..models import Entry, ExchangeId, Programme, Sheet
from ..periods import Period
from ..reporting import actions as reporting
from ..reporting import opening
from ..reporting.actions import Said, Told
from ..words import COUNTS, DIGITS, LEVELS, OPEN
from . import dhis2
from .dhis2 import Conflict, Names, Number

SYSTEM = "dhis2"


@dataclass(frozen=True)
class Summary:
    """As DHIS2 says it: how many numbers were taken, how many were as they are already, and what was not understood."""

    imported: int
    ignored: int
    conflicts: list[Conflict]


@remembered
def names(system: str, on: date) -> Names:
    """What the other system calls ours on a day, by the row that began last."""
    rows = ExchangeId.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), system=system, valid_from__lte=on).order_by(
        "valid_from", "pk"
    )
    return Names({(row.kind, row.ours): row.theirs for row in rows})


def give(programme: str, area: str, period: Period, *, everybody: bool, system: str = SYSTEM) -> dict[str, Any]:
    """The numbers of an area and all below it in one period, those that count. `everybody`: without groups, see `showing.cells`."""
    rows = Entry.objects.filter(
        indicator__project__programme=programme, area_code__startswith=area, period=period.kind, starts_on=period.starts_on,
        state__in=COUNTS, **({"cell": ""} if everybody else {}),
    ).order_by("indicator", "area_code", "cell")  # fmt: skip
    today = bangkok_date(timezone.now())
    return dhis2.dumped(_numbers(rows.iterator(), period), names(system, today))


def _numbers(rows: Iterator[Entry], period: Period) -> Iterator[Number]:
    for row in rows:
        yield Number(row.indicator_id, row.area_code, period, row.cell, row.number, row.base, row.none)


def take(
    body: Mapping[str, Any],
    *,
    by: Actor,
    client_id: UUID | None = None,
    system: str = SYSTEM,
    now: datetime | None = None,
) -> Summary:
    """Onto the sheets of whoever sends it. A sheet that is not hers, or not open, is a conflict; nothing else is lost for it."""
    now = now or timezone.now()
    programmes = list(Programme.objects.filter(state=OPEN).values_list("code", flat=True))
    cards = {card.code: code for code in programmes for card in indicators.in_force(code, bangkok_date(now))}
    areas = _areas(by)
    found = dhis2.read(body, names(system, bangkok_date(now)), cards, areas, indicators.cells())
    sheets: dict[tuple[str, str, Period], list[Number]] = defaultdict(list)
    for one in found.numbers:
        sheets[cards[one.indicator], one.area, one.period].append(one)
    imported, conflicts = 0, list(found.conflicts)
    for (programme, area, period), numbers in sheets.items():
        try:
            imported += _onto(programme, area, period, numbers, by, client_id, now, conflicts)
        except Refused as refused:
            conflicts.append(Conflict(f"{area} {dhis2.period_out(period)}", str(refused.message)))
    return Summary(imported, max(0, len(found.numbers) - imported), conflicts)


def _onto(
    programme: str, area: str, period: Period, numbers: list[Number], by: Actor, client_id: UUID | None, now: datetime,
    conflicts: list[Conflict],
) -> int:  # fmt: skip
    level = next(level for level in LEVELS if DIGITS[level] == len(area))
    sheet = opening.opened_for(programme, period, level, area, now=now)
    if sheet is None or not Sheet.objects.visible_to(by).filter(pk=sheet.pk).exists():
        raise Refused("no_sheet", _("ไม่มีแบบรายงานของพื้นที่และช่วงเวลานี้ที่ท่านกรอกได้"))
    told = [Told(one.indicator, Said(one.number, one.base, one.none), one.cell) for one in numbers]
    outcome = reporting.say(sheet, told, by=by, way=SYSTEM, client_id=client_id, now=now)
    conflicts += [Conflict(one.told.indicator, _("มีผู้อื่นแก้ไขค่านี้ไปก่อนแล้ว")) for one in outcome.conflicts]
    return outcome.saved


def _areas(by: Actor) -> list[str]:
    """The areas that somebody may report for: her district and what lies in it, or her province."""
    if by.office_level == "district":
        tambons = [one.code for one in places.inside(by.office_code)]
        return [by.office_code, *tambons]
    return [by.province_code] if by.office_level == "province" else []
