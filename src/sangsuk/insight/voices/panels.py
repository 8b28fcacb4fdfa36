"""What a page asks: the three questions of one scope and period, from the roll-ups. A handful of queries, whatever
the number of voices."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Sum

from . import keyness, periods, rules, scopes
from .estimating import Estimate
from .hearing import ALL, EXPECTATIONS, SERVICE, STORIES, THEME, TOGETHER, TONES, VOICES
from .keyness import Key
from .periods import Period
from .rules import Rules
from .tables import DESK, PUBLIC, VoiceTally, VoiceWeight, VoiceWord

WORDS_LOOKED_AT = 600
_WEIGHTS = ("voices", *TONES, "expected", *EXPECTATIONS)
_SUMS = [Sum(name) for name in _WEIGHTS]


@dataclass(frozen=True)
class Part:
    """The voices of one theme or service; `good` those content or above what they expected, `bad` those not content."""

    code: str
    n: int
    good: int
    mixed: int
    bad: int
    above: int

    @property
    def share(self) -> float:
        return self.good / self.n if self.n else 0.0


@dataclass(frozen=True)
class Month:
    month: int
    n: int
    positive: Estimate
    above: Estimate


@dataclass(frozen=True)
class Panel:
    """`tones` and `expectations`: shares by code, each with its interval and its band beside the area above."""

    scope: str
    reach: str
    period: Period
    voices: int
    stories: int
    tones: Mapping[str, Estimate]
    expectations: Mapping[str, Estimate]
    themes: Sequence[Part]
    services: Sequence[Part]
    words: Sequence[Key]
    months: Sequence[Month]
    rule: Rules
    together: int = field(default=0)
    """Voices of services that are told together, because they are few."""


def told(scope: str, period: Period, reach: str, today: date) -> Panel:
    """The caller has asked who may read it: anybody where `reach` is public."""
    rule = rules.on(today)
    counted = _counted(scope, reach, period)
    whole = counted[ALL].get("", Counter[str]())
    own, near = (
        _weights(scope, reach, period),
        _sum(_weights(above, reach, period)) if (above := scopes.above(scope)) else None,
    )
    all_own = _sum(own)
    services = _parts(counted[SERVICE])
    return Panel(
        scope, reach, period, whole[VOICES], whole[STORIES],
        {tone: _estimate(all_own, near, tone, "voices", rule) for tone in TONES},
        {one: _estimate(all_own, near, one, "expected", rule) for one in EXPECTATIONS},
        [part for part in _parts(counted[THEME]) if part.code not in ("", TOGETHER)],
        [part for part in services if part.code not in ("", TOGETHER)],
        _words(scope, reach, period, whole, rule), _months(own, counted, period, rule), rule,
        sum(part.n for part in services if part.code in ("", TOGETHER)),
    )  # fmt: skip


Counted = dict[str, dict[str, Counter[str]]]


def _counted(scope: str, reach: str, period: Period) -> Counted:
    """For each axis and value what was counted in the period; and, under "month", of all in each month."""
    rows = VoiceTally.objects.filter(scope=scope, reach=reach, month__range=period.ends)
    found: Counted = {ALL: {}, THEME: {}, SERVICE: {}, "month": {}}
    for axis, month, value, measure, n in rows.values_list("axis", "month", "value", "measure", "n"):
        found[axis].setdefault(value, Counter())[measure] += n
        if axis == ALL:
            found["month"].setdefault(str(month), Counter())[measure] += n
    return found


def _parts(counted: Mapping[str, Counter[str]]) -> list[Part]:
    made = [
        Part(code, n[VOICES], n["positive"], n["mixed"], n["negative"], n["above"])
        for code, n in counted.items()
        if n[VOICES]
    ]
    return sorted(made, key=lambda part: (-part.n, part.code))


Weights = dict[int, dict[str, float]]


def _weights(scope: str, reach: str, period: Period) -> Weights:
    rows = VoiceWeight.objects.filter(reach=reach, month__range=period.ends)
    if scope != scopes.COUNTRY:
        rows = rows.filter(area__in=scopes.areas_of(scope))
    summed = rows.order_by().values_list("month").annotate(*_SUMS)
    return {month: dict(zip(_WEIGHTS, sums, strict=True)) for month, *sums in summed}


def _sum(months: Weights) -> dict[str, float]:
    return {name: sum(one[name] for one in months.values()) for name in _WEIGHTS}


def _estimate(own: Mapping[str, float], near: Mapping[str, float] | None, name: str, of: str, rule: Rules) -> Estimate:
    beside = near[name] / near[of] if near and near[of] >= rule.least else None
    return Estimate(own[name], own[of], beside, rule.least, rule.prior)


def _words(scope: str, reach: str, period: Period, whole: Counter[str], rule: Rules) -> list[Key]:
    """In public only what is more than a first sign."""
    rows = VoiceWord.objects.filter(scope=scope, reach=reach, month__range=period.ends).values_list("word")
    summed = rows.annotate(n=Sum("above"), rest=Sum("others")).filter(n__gte=rule.word)
    some = summed.order_by("-n", "word")[:WORDS_LOOKED_AT]
    found = keyness.keys(list(some), whole["above"], whole["below"] + whole["met"], least=rule.word)
    return [key for key in found if key.sure] if reach == PUBLIC else found


def _months(own: Weights, counted: Counted, period: Period, rule: Rules) -> list[Month]:
    empty = dict.fromkeys(_WEIGHTS, 0.0)
    made = []
    for month in period.months:
        weights = own.get(month, empty)
        n = counted["month"].get(str(month), Counter[str]())[VOICES]
        one = [_estimate(weights, None, name, of, rule) for name, of in (("positive", "voices"), ("above", "expected"))]
        made.append(Month(month, n, *one))
    return made


@dataclass(frozen=True)
class Beside:
    """One area in a list of areas: bands, and no rank."""

    scope: str
    voices: int
    positive: Estimate
    above: Estimate


def areas(scope: str, period: Period, reach: str, today: date) -> list[Beside]:
    """What lies in a scope: the provinces of the country or a region, the offices of a province; by code. Two queries."""
    rule = rules.on(today)
    offices = scopes.offices_in(scope)
    inner = {
        code: code if scope.startswith(scopes.BELOW) and scope != scopes.COUNTRY else scopes.of_office(code)[1]
        for code in offices
    }
    of_area = inner | {area: area for area in inner.values()}
    rows = VoiceWeight.objects.filter(reach=reach, month__range=period.ends, area__in=list(of_area))
    sums: dict[str, Counter[str]] = {area: Counter() for area in inner.values()}
    for area, *summed in rows.order_by().values_list("area").annotate(*_SUMS):
        sums[of_area[area]].update(dict(zip(_WEIGHTS, summed, strict=True)))
    heard = VoiceTally.objects.filter(
        scope__in=list(sums), reach=reach, axis=ALL, measure=VOICES, month__range=period.ends
    )
    n = dict(heard.order_by().values_list("scope").annotate(total=Sum("n")))
    near: Counter[str] = sum(sums.values(), Counter())
    return [
        Beside(
            area, n.get(area, 0), _estimate(one, near, "positive", "voices", rule),
            _estimate(one, near, "above", "expected", rule),
        )
        for area, one in sorted(sums.items())
    ]  # fmt: skip


def known(scope: str, reach: str, today: date) -> list[Period]:
    """The periods that can be chosen, the usual one first: those in which anybody was heard."""
    rows = VoiceTally.objects.filter(scope=scope, reach=reach, axis=ALL, measure=VOICES, n__gt=0)
    return periods.offered(set(rows.values_list("month", flat=True).distinct()), today)


def chosen(code: str, scope: str, reach: str, today: date) -> tuple[Period, list[Period]]:
    """The period that was asked for, and those to choose from. Who comes from a wider area with a period in which nobody was
    heard here reads that, and not that there is no such page. Raises Missing."""
    here = known(scope, reach, today)
    if code and scope != scopes.COUNTRY and code not in {one.code for one in here}:
        here += [one for one in known(scopes.COUNTRY, reach, today) if one.code == code]
    return periods.chosen(code, here), here


__all__ = ["DESK", "PUBLIC", "Beside", "Month", "Panel", "Part", "areas", "chosen", "known", "told"]
