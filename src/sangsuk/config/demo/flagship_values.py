"""Numbers of 878 districts for the flagships of FY2564: invented, believable, some missing, some worth a question.

The only part of the demo world that is not made through the verbs one by one: a third of a million numbers go in at once, as the same
rows with the same statements that the verbs would have made. Everything is marked "ข้อมูลสาธิต".
"""

import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from random import Random
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from sangsuk.flagships import pace
from sangsuk.flagships.areas import districts as areas_of
from sangsuk.flagships.folding import actions as folding
from sangsuk.flagships.folding import queries as figures
from sangsuk.flagships.indicators import queries as indicators
from sangsuk.flagships.models import Entry, Indicator, Programme, Sheet, Statement
from sangsuk.flagships.periods import MONTH, QUARTER, YEAR, Period, fiscal_year, year
from sangsuk.flagships.questions import actions as questions
from sangsuk.flagships.reporting import opening, recording
from sangsuk.flagships.targets import actions as targets
from sangsuk.flagships.targets import areas
from sangsuk.flagships.targets.sharing import share_out
from sangsuk.flagships.words import ACCEPTED, COUNTS, DISTRICT, FILLING, HANDED_IN, NEUTRAL, OPEN, PASSED, REPORTED
from sangsuk.offices.actor import Actor
from sangsuk.thai import bangkok_date

from .staff import Staff

MARK, WAY = "ข้อมูลสาธิต", "demo"
SEED, FISCAL = 2564, 2021
ABOUT = 370
"""Numbers of one district, about."""
BATCH = 20_000


@dataclass(frozen=True)
class Shape:
    """How one indicator usually looks: `typical` of a district of middle size, `spread` among districts, `noise` from month to month,
    `growth` over the year. With `share` it is a part of `typical`."""

    typical: float
    spread: float = 0.5
    noise: float = 0.15
    growth: float = 0.0
    share: float = 0.0
    places: int = 0


SHAPES: Mapping[str, Shape] = {
    "01.activities": Shape(9, 0.35, 0.25),
    "01.volunteers": Shape(640, 0.6, 0.3),
    "01.hours": Shape(1900, 0.6, 0.3),
    "01.disasters": Shape(0.5, 0.5, 0.9),
    "02.sites": Shape(6, 0.5, 0.0),
    "02.working": Shape(5, 0.4, 0.1, 0.0, 0.82),
    "02.households": Shape(420, 0.7, 0.05, 0.08),
    "02.rai": Shape(55, 0.8, 0.4),
    "03.activities": Shape(6, 0.3, 0.25),
    "03.participants": Shape(700, 0.5, 0.3),
    "03.officials": Shape(170, 0.35, 0.0, 0.0, 0.6),
    "04.debtors": Shape(5, 0.7, 0.5),
    "04.debt_less": Shape(410_000, 0.9, 0.6, 0.0, 0.0, 2),
    "05.received": Shape(24, 1.0, 0.3),
    "05.granted": Shape(19, 1.0, 0.35, 0.15),
    "05.pending": Shape(160, 1.1, 0.06, -0.2),
    "05.waiting_days": Shape(160, 1.1, 0.05, 0.0, 92.0),
    "05.mobile_days": Shape(4, 0.4, 0.4),
    "05.remaining": Shape(310, 1.2, 0.03, -0.1),
    "06.visitors": Shape(5200, 0.5, 0.12),
    "06.queue_online": Shape(900, 0.7, 0.15, 0.5),
    "06.eservice": Shape(800, 0.5, 0.15, 0.0, 0.21),
    "06.waiting": Shape(45, 0.2, 0.1, 0.0, 21.0),
    "06.extra_hours": Shape(26, 0.5, 0.2),
    "06.access": Shape(10, 0.0, 0.0, 0.0, 0.66),
    "07.strong": Shape(85, 0.4, 0.0, 0.0, 0.7),
    "07.visits": Shape(34, 0.4, 0.2),
    "08.self_rating": Shape(48, 0.3, 0.1, 0.0, 78.0),
    "08.staff": Shape(42, 0.3, 0.0),
    "08.trained": Shape(25, 0.4, 0.05, 0.4),
    "08.integrity": Shape(0.4, 0.6, 0.8),
    "09.villages": Shape(82, 0.4, 0.0, 0.0, 0.74),
    "09.screened": Shape(900, 0.6, 0.3),
    "09.found": Shape(26, 0.9, 0.4),
    "09.treatment": Shape(13, 0.9, 0.4),
    "09.finished": Shape(8, 0.9, 0.4, 0.2),
    "09.patrols": Shape(120, 0.4, 0.2),
    "09.incidents": Shape(2, 0.7, 0.6),
    "10.markets": Shape(4, 0.4, 0.02),
    "10.sellers": Shape(160, 0.6, 0.05, 0.05),
    "10.sales": Shape(1_900_000, 0.8, 0.15, 0.1, 0.0, 2),
    "10.above_line": Shape(330, 0.8, 0.02, 0.0, 0.24),
}
LIMITS = {
    "09.found": "09.screened",
    "06.queue_online": "06.visitors",
    "08.trained": "08.staff",
    "01.disasters": "01.activities",
}
"""No number exceeds the one it is a part of."""
COPIED, ROUNDED, TOO_GOOD, OUTLIER, SILENT = "copied", "rounded", "too_good", "outlier", "silent"
_HABITS = (COPIED, ROUNDED, TOO_GOOD, OUTLIER, SILENT)


@dataclass(frozen=True)
class Number:
    indicator: str
    area: str
    period: Period
    number: Decimal
    base: Decimal | None
    state: str


PROGRAMME = "f2564"
Progress = Callable[[int, int], None]


@transaction.atomic
def world(
    *, now: datetime | None = None, districts: Sequence[str] | None = None, progress: Progress | None = None
) -> int:
    """The year of the seed: numbers, targets, and questions about the numbers that are worth one; of the year that is running
    the numbers of the months that are over. Returns how many numbers."""
    now = now or timezone.now()
    running = Programme.objects.filter(state=OPEN, fiscal_year=fiscal_year(now.date())).exclude(pk=PROGRAMME)
    programmes = (PROGRAMME, *running.values_list("pk", flat=True))
    made = 0
    for one in programmes:
        made += make(one, now=now, districts=districts, progress=progress, before=made)
    if made:
        folding.fold_all(now)
    for one in programmes:
        aim(one, by=Staff(Random(SEED)).of("DOPA"), now=now)
    strange = [one for one in districts or areas_of.codes() if _habit(one)]
    last = year(FISCAL).inside(MONTH)[-2]
    for area in strange:
        questions.look_at(
            Entry.objects.filter(indicator__project__programme=PROGRAMME, area_code=area, starts_on=last.starts_on),
            now=now,
        )
    return made


@transaction.atomic
def make(
    programme: str,
    *,
    now: datetime,
    districts: Sequence[str] | None = None,
    seed: int = SEED,
    progress: Progress | None = None,
    before: int = 0,
) -> int:
    """Sheets and numbers of every period that has begun; returns how many numbers. `districts`: all of them, unless said.
    `before`: how many there are of other programmes, for the progress only."""
    codes = list(districts or areas_of.codes())
    reported = list(
        Indicator.objects.filter(project__programme=programme, kind=REPORTED, level=DISTRICT).order_by("code")
    )
    if not reported or Statement.objects.filter(entry__indicator__in=reported, way=WAY).exists():
        return 0
    fiscal = fiscal_year(reported[0].valid_from)
    periods = [
        one for kind in (MONTH, QUARTER, YEAR) for one in year(fiscal).inside(kind) if one.starts_on <= now.date()
    ]
    lived = _lived(programme)
    sheets = _sheets(programme, codes, periods, lived, now)
    made = 0
    chance = Random(seed)
    for chunk in _chunks(_numbers(reported, codes, periods, lived, chance, now), BATCH):
        _write(chunk, sheets)
        made += len(chunk)
        if progress is not None:
            progress(before + made, max(before + made, ABOUT * len(codes)))
    return made


def _lived(programme: str) -> set[tuple[str, Period]]:
    """The sheets in which somebody of the demo world has typed: nothing is said over them."""
    rows = Sheet.objects.filter(programme=programme, version__gt=1).values_list("area_code", "starts_on", "period")
    return {(area, Period(on, kind)) for area, on, kind in rows}


def aim(programme: str, *, by: Actor, now: datetime, seed: int = SEED) -> int:
    """Targets of the year for the country and its provinces, somewhat above or below what was reached, or will be; through the verbs."""
    cards = [
        card
        for card in indicators.in_force(programme, now.date())
        if card.kind == REPORTED and card.level == DISTRICT and card.direction != NEUTRAL
    ]
    chance = Random(seed)
    made = 0
    for card in cards:
        period = year(fiscal_year(card.valid_from))
        provinces = areas.children("")
        reached = figures.values([card.code], ["", *provinces], [period])
        whole = reached.get((card.code, "", period))
        if whole is None or not whole.value:
            continue
        due = pace.part_due(card, period, bangkok_date(now)) or 1
        wanted = card.unit.rounded(Fraction(whole.value) / due * Fraction(chance.randint(88, 118), 100))
        if card.has_base or not targets.adds_up(card):
            numbers = dict.fromkeys(provinces, min(wanted, Decimal(100)) if card.unit.code == "percent" else wanted)
        else:
            weights = [Fraction(_reached(reached.get((card.code, one, period)))) for one in provinces]
            numbers = dict(zip(provinces, share_out(wanted, weights, card.unit.decimals), strict=True))
        targets.put(
            card,
            {"": numbers[provinces[0]] if card.has_base else wanted},
            period,
            by=by,
            source=MARK,
            now=noon(period.starts_on),
        )
        made += len(targets.put(card, numbers, period, by=by, why=MARK, source=MARK, now=noon(period.starts_on)))
    return made


def _reached(value: figures.Value | None) -> Decimal:
    return value.value if value is not None and value.value else Decimal(1)


def _sheets(
    programme: str,
    codes: Sequence[str],
    periods: Sequence[Period],
    lived: Collection[tuple[str, Period]],
    now: datetime,
) -> dict[tuple[str, Period], int]:
    """Opened, handed in, passed and accepted as far as its time has come; by the verbs' own recorder."""
    made: dict[tuple[str, Period], int] = {}
    for period in periods:
        opening.open_for(programme, period, DISTRICT, codes, now=noon(period.starts_on))
        rows = list(
            Sheet.objects.filter(
                programme=programme, period=period.kind, starts_on=period.starts_on, area_code__in=codes
            )
        )
        made |= {(row.area_code, period): row.pk for row in rows}
        rows = [row for row in rows if (row.area_code, period) not in lived]
        over = noon(period.before)
        for move, state, days, fields in (
            ("hand_in", HANDED_IN, 4, "handed_in_at"), ("pass", PASSED, 8, "passed_at"), ("accept", ACCEPTED, 16, "accepted_at"),
        ):  # fmt: skip
            at, reached = over + timedelta(days=days), _ORDER[_ORDER.index(state) :]
            come = [row for row in rows if _state(row.area_code, period, now) in reached]
            recording.advance(come, move, {"state": state, fields: at}, by=Actor.system(), data={"note": MARK}, now=at)
    return made


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


_ORDER = (FILLING, HANDED_IN, PASSED, ACCEPTED)
_AFTER = {HANDED_IN: 5, PASSED: 9, ACCEPTED: 17}
"""Days after a period is over, from which on a sheet of it can stand there."""


@cache
def _state(area: str, period: Period, now: datetime) -> str:
    """How far the sheet of an area has come: never further than the days allow."""
    over = (now.date() - period.before).days
    furthest = max([FILLING, *(state for state, days in _AFTER.items() if over >= days)], key=_ORDER.index)
    return min(furthest, _wish(area, period, now), key=_ORDER.index)


def _wish(area: str, period: Period, now: datetime) -> str:
    """Old ones are accepted, of the last two months some are on their way, some never came."""
    if _habit(area) == SILENT and period.kind == MONTH and period.starts_on.month % 3:
        return FILLING
    ago = (min(now.date(), year(period.fiscal_year).before) - period.before).days
    luck = Random(f"{area} {period.code}").random()
    if period.kind == MONTH and luck < 0.02:
        return FILLING
    if ago > 60:
        return ACCEPTED
    if ago > 20:
        return PASSED if luck < 0.9 else HANDED_IN
    return PASSED if luck < 0.6 else HANDED_IN if luck < 0.8 else FILLING


@cache
def _habit(area: str) -> str:
    """One district in thirty has a habit that is worth a question."""
    luck = Random(f"habit {area}").random()
    return _HABITS[int(luck * 150)] if luck < len(_HABITS) / 150 else ""


def _numbers(
    indicators: Sequence[Indicator], codes: Sequence[str], periods: Sequence[Period],
    lived: Collection[tuple[str, Period]], chance: Random, now: datetime,
) -> Iterator[Number]:  # fmt: skip
    sizes = {code: chance.gauss(0, 1) for code in codes}
    ordered = sorted(indicators, key=lambda one: _name(one.code) in LIMITS)
    said: dict[tuple[str, str, Period], Decimal] = {}
    for one in ordered:
        name = _name(one.code)
        shape = SHAPES.get(name)
        if shape is None:
            continue
        for code in codes:
            own = math.exp(shape.spread * (0.8 * sizes[code] + 0.6 * chance.gauss(0, 1)))
            skill = chance.gauss(0, 0.08)
            last: tuple[Decimal, Decimal | None] | None = None
            for period in (one_ for one_ in periods if one_.kind == one.frequency):
                state = _state(code, period, now)
                number, base = invented(shape, own, skill, period, chance, _habit(code), last)
                limit = said.get((LIMITS.get(name, ""), code, period))
                number = number if limit is None else min(number, limit)
                last = (number, base)
                if name in LIMITS.values():
                    said[name, code, period] = number
                if state != FILLING and chance.random() > 0.006 and (code, period) not in lived:
                    yield Number(one.code, code, period, number, base, state)


def _name(code: str) -> str:
    """ "f2564_04.debtors" is "04.debtors"."""
    return code.split("_", 1)[1]


def invented(
    shape: Shape,
    own: float,
    skill: float,
    period: Period,
    chance: Random,
    habit: str,
    last: tuple[Decimal, Decimal | None] | None,
) -> tuple[Decimal, Decimal | None]:
    if habit == COPIED and last is not None and chance.random() < 0.8:
        return last
    part = (period.number - 1) / max(1, 12 // period.months - 1)
    size = shape.typical * own * (1 + shape.growth * part) * math.exp(shape.noise * chance.gauss(0, 1))
    if habit == OUTLIER and chance.random() < 0.1:
        size *= 30
    if habit == ROUNDED and size > 60:
        size = round(size, -2) or 100
    whole = max(0.0, size)
    if not shape.share:
        return _decimal(whole, shape.places), None
    base = max(1, round(whole))
    if shape.share > 1:  # so much for each, as days or minutes
        return _decimal(base * shape.share * math.exp(skill * 2), 0), Decimal(base)
    share = 1.0 if habit == TOO_GOOD else min(1.0, max(0.0, shape.share + skill + 0.1 * part))
    return Decimal(round(base * share)), Decimal(base)


def _decimal(number: float, places: int) -> Decimal:
    return Decimal(round(number * 10**places)).scaleb(-places)


def _chunks(numbers: Iterator[Number], size: int) -> Iterator[list[Number]]:
    chunk: list[Number] = []
    for number in numbers:
        chunk.append(number)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _write(numbers: Sequence[Number], sheets: Mapping[tuple[str, Period], int]) -> None:
    """Entries and what was said of each: handed in by the district; counted ones passed by the province."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select nextval(pg_get_serial_sequence('flagships_entry', 'id')) from generate_series(1, %s)",
            [len(numbers)],
        )
        ids = [row[0] for row in cursor.fetchall()]
        entry = 'id, sheet_id, indicator_id, area_code, period, starts_on, cell, number, base, "none", note, state, seq, copied'
        with cursor.copy(f"copy flagships_entry ({entry}) from stdin") as out:
            for pk, one in zip(ids, numbers, strict=True):
                out.write_row(_entry(pk, one, sheets))
        said = 'entry_id, seq, at, kind, state, number, base, "none", note, why, way, role, office_code'
        with cursor.copy(f"copy flagships_statement ({said}) from stdin") as out:
            for pk, one in zip(ids, numbers, strict=True):
                out.write_row(_statement(pk, one))


def _entry(pk: int, one: Number, sheets: Mapping[tuple[str, Period], int]) -> tuple[Any, ...]:
    return (
        pk, sheets.get((one.area, one.period)), one.indicator, one.area, one.period.kind, one.period.starts_on, "", one.number, one.base,
        False, MARK, one.state, 1, False,
    )  # fmt: skip


def _statement(pk: int, one: Number) -> tuple[Any, ...]:
    at = noon(one.period.before) + timedelta(days=4 + 4 * (one.state in COUNTS))
    kind = {HANDED_IN: "handed_in", PASSED: "passed", ACCEPTED: "accepted"}[one.state]
    office = one.area if one.state == HANDED_IN else f"{one.area[:2]}00" if one.state == PASSED else "DOPA"
    return (pk, 1, at, kind, one.state, one.number, one.base, False, MARK, "", WAY, "chief", office)
