"""Which villages, or where nobody has loaded them which sub-districts, were visited within N months, and which were not.

Where villages are known, a trip counts for the villages that it named and reached; one that went to a sub-district as a
whole counts for the sub-district only. N is a dated rule. The last day on which a visit still counts is exact: see `months`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Func, Max, Min, Q, QuerySet, TextField
from django.db.models.functions import Left

from sangsuk.offices import queries as offices
from sangsuk.places import queries as places
from sangsuk.places.models import Village
from sangsuk.places.queries import Place

from . import rules, words
from .models import Trip
from .months import add_months, first_that_counts
from .rules import Rule
from .words import ANNOUNCED

VILLAGE, TAMBON = "village", "tambon"


class Unnest(Func):
    function = "unnest"
    output_field = TextField()
    set_returning = True


@dataclass(frozen=True)
class Area:
    """`last_on`: the last visit; `until`: the last day on which it is recent enough; `next_on`: the next announced one."""

    place: Place
    last_on: date | None
    until: date | None
    next_on: date | None
    covered: bool


@dataclass(frozen=True)
class Share:
    """So many of so many. `percent` is cut, not rounded: a hundred means all of them."""

    visited: int
    total: int

    @property
    def left(self) -> int:
        return self.total - self.visited

    @property
    def percent(self) -> int:
        return self.visited * 100 // self.total if self.total else 0


@dataclass(frozen=True)
class Coverage:
    """One district. `unit`: what its areas are; those not visited come first, the longest unvisited one on top."""

    unit: str
    rule: Rule
    areas: tuple[Area, ...]
    share: Share


def of_district(district_code: str, today: date) -> Coverage:
    """Three queries, however many villages there are."""
    villages = places.villages(district_code)
    known, unit = (villages, VILLAGE) if villages else (places.inside(district_code), TAMBON)
    rule = rules.rule(words.VISIT, today, district_code[:2])
    digits = len(known[0].code) if known else 6
    last = _days(Trip.objects.happened().filter(on__lte=today), "reached", district_code, digits, Max("on"))
    ahead = Trip.objects.filter(status=ANNOUNCED, on__gte=today)
    coming = _days(ahead, "areas", district_code, digits, Min("on"))
    found = [_area(place, last.get(place.code), coming.get(place.code), rule.amount, today) for place in known]
    found.sort(key=lambda area: (area.covered, area.last_on or date.min, area.place.code))
    return Coverage(unit, rule, tuple(found), Share(sum(area.covered for area in found), len(found)))


def _area(place: Place, last: date | None, coming: date | None, months: int, today: date) -> Area:
    until = None if last is None else add_months(last, months)
    return Area(place, last, until, coming, until is not None and today <= until)


def _days(rows: "QuerySet[Trip]", field: str, district_code: str, digits: int, day: Max | Min) -> Mapping[str, date]:
    """The day of each area, named by so many digits. A whole sub-district is not all of its villages."""
    rows = rows.filter(
        province_code=district_code[:2], district_code=district_code
    )  # trips are indexed by province and day
    named = rows.annotate(code=Unnest(F(field)))
    found: dict[str, date] = {}
    latest = isinstance(day, Max)
    for code, on in named.order_by().values_list("code", "on"):
        key = code[:digits]
        if len(key) == digits and (key not in found or (on > found[key]) == latest):
            found[key] = on
    return found


@dataclass(frozen=True)
class DistrictShare:
    code: str
    unit: str
    share: Share


def by_district(today: date, province_code: str = "") -> list[DistrictShare]:
    """Every district of a province or of the country, those with the smallest share first. Two queries, and a count of
    villages that is remembered."""
    with_villages = places.village_counts()
    tambons = set(_reached(6, today, province_code))
    villages = _visited_villages(today, province_code) if with_villages else {}
    provinces = [province_code] if province_code else [place.code for place in places.provinces() if place.code != "10"]
    found = []
    for district in (one for code in provinces for one in places.inside(code)):
        if many := with_villages.get(district.code):
            found.append(DistrictShare(district.code, VILLAGE, Share(villages.get(district.code, 0), many)))
        else:
            there = places.inside(district.code)
            share = Share(sum(tambon.code in tambons for tambon in there), len(there))
            found.append(DistrictShare(district.code, TAMBON, share))
    return sorted(found, key=lambda one: (one.share.percent, -one.share.left, one.code))


@dataclass(frozen=True)
class ProvinceShare:
    """`villages` and `tambons` are never added to each other. `untouched`: districts of which nothing was visited."""

    code: str
    villages: Share
    tambons: Share
    untouched: int
    districts: int


def by_province(today: date, rows: Iterable[DistrictShare] | None = None) -> list[ProvinceShare]:
    """The country by province, in the order of the codes."""
    grouped: dict[str, list[DistrictShare]] = {}
    for one in by_district(today) if rows is None else rows:
        grouped.setdefault(one.code[:2], []).append(one)
    return [
        ProvinceShare(
            code, total(some, VILLAGE), total(some, TAMBON), sum(not one.share.visited for one in some), len(some)
        )
        for code, some in sorted(grouped.items())
    ]


def total(rows: Iterable[DistrictShare], unit: str) -> Share:
    mine = [one.share for one in rows if one.unit == unit]
    return Share(sum(share.visited for share in mine), sum(share.total for share in mine))


def _visited_villages(today: date, province_code: str) -> dict[str, int]:
    """How many villages of each district were visited recently enough."""
    rows = Village.objects.filter(offices.in_force(today), code__in=_reached(8, today, province_code))
    if province_code:
        rows = rows.filter(code__startswith=province_code)
    named = rows.order_by().annotate(district_=Left("code", 4))
    return dict(named.values_list("district_").annotate(n=Count("pk")))


def _reached(digits: int, today: date, province_code: str) -> "QuerySet[Trip, str]":
    """The codes, cut to so many digits, of where trips were recently enough; a province with a rule of its own by its own."""
    own = {province_code} if province_code else set(rules.provinces_with_own(words.VISIT, today))
    cut = {code: first_that_counts(today, rules.amount(words.VISIT, today, code)) for code in own | {""}}
    when = Q(on__gte=cut[""]) & ~Q(province_code__in=own)
    for code in own:
        when |= Q(on__gte=cut[code], province_code=code)
    trips = Trip.objects.happened().filter(when, on__lte=today)
    if province_code:
        trips = trips.filter(province_code=province_code)
    codes = trips.annotate(code=Left(Unnest(F("reached")), digits)).order_by()
    return codes.values_list("code", flat=True).distinct()
