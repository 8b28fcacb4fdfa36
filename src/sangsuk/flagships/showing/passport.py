"""The passport of a figure: what it was made of, by which rule and version, who reported and who passed it, and what was corrected.

Any figure on any page leads here, and from here down to the numbers that districts typed. It is reckoned again from raw while it is read.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from sangsuk.common.errors import Missing
from sangsuk.places import queries as places

from .. import lights, pace
from ..areas import districts, naming
from ..folding import queries as folding
from ..folding import raw
from ..folding.book import Book, Rule, Version, book
from ..folding.queries import Value
from ..folding.reasoning import Formulas
from ..indicators import queries as indicators
from ..indicators.cards import IndicatorCard
from ..models import Entry, Evidence, Statement
from ..periods import Period
from ..questions.loading import limits
from ..targets import queries as targets
from ..words import COUNTS, DIGITS, DISTRICT, FACT, THEN
from . import board, cells, numbers

MOST_ENTRIES = 60
MOST_CORRECTIONS = 20


@dataclass(frozen=True)
class Below:
    """A part of the figure, with a passport of its own."""

    indicator: str
    area: str
    period: Period
    value: Value | None


@dataclass(frozen=True)
class Source:
    """One number as an area reported it, with everything that was ever said of it, the newest first."""

    entry: Entry
    said: Sequence[Statement]
    evidence: int


@dataclass(frozen=True)
class Passport:
    """`again`: reckoned from raw just now; `value` is what the pages show. `at`: as it stood at a moment, if asked.

    `keeps_past`: of what the product counts of cases only the newest number is told, because one fewer than yesterday
    would tell that a case was sealed. `few`: groups are held back because fewer people than this are in one of them.
    """

    card: IndicatorCard
    area: str
    period: Period
    view: str
    cell: str
    at: datetime | None
    value: Value | None
    again: Decimal | None
    version: Version
    parts: Sequence[Below]
    times: Sequence[Below]
    sources: Sequence[Source]
    cells: Sequence[Value]
    few: int | None
    target: targets.TargetCard | None
    light: str
    light_rule: lights.Rule | None
    reported: int
    expected: int | None
    missing: Sequence[str]
    states: Mapping[str, int]
    last_passed_at: datetime | None
    corrections: Sequence[Statement]
    keeps_past: bool

    @property
    def holds(self) -> bool:
        """Whether raw gives the very same, to the last digit."""
        return self.at is not None or (self.value.value if self.value else None) == self.again


def passport(
    code: str, area: str, period: Period, today: date, *, view: str = THEN, cell: str = "", at: datetime | None = None,
    everybody: bool = False,
) -> Passport:  # fmt: skip
    """`everybody`: for a page that is not of officials, with what counts, and with the groups that `cells` tells.

    Raises Missing for an indicator or an area that there is not, and for a group that is not told.
    """
    rules = book()
    rule = rules.get(code)
    if rule is None or not _is_area(area):
        raise Missing("no_figure", _("ไม่พบตัวเลขนี้"))
    card = _card(rule, period)
    reasons = Formulas(rules)
    value = _value(rules, code, area, period, view, cell)
    level = numbers.level_of(area)
    target = targets.targets([code], level, [area], period).get((code, area)) if not cell else None
    light_rule = lights.rule_for(code, period.starts_on)
    parts = sorted(reasons.parts_of(code, period.starts_on))
    keeps_past = all(rules[part].kind != FACT for part in parts)
    at = at if keeps_past and not (cell and everybody) else None
    groups, few = _groups(rule, area, period, today, view, everybody)
    if everybody and cell not in {"", *(one.cell for one in groups)}:
        raise Missing("not_told", _("ไม่บอกตัวเลขของกลุ่มนี้ เพราะอาจรู้ได้ว่าเป็นใคร"))
    part = pace.part_due(card, period, today)
    light = lights.light(
        value.value if value else None, target.number if target else None, card.direction, light_rule, part
    )
    states, last_passed_at = _entries(parts, area, period, cell)
    return Passport(
        card, area, period, view, cell, at, value, raw.value(code, area, period, cell=cell, view=view, at=at, rules=rules),
        rule.on(period.starts_on), _below(rules, rule, reasons, area, period, view, cell), _times(rules, rule, area, period, view, cell),
        _sources(rule, area, period, cell, everybody), [] if cell else groups, None if cell else few,
        target, light, light_rule, *_completeness(card, area, period, rule, today), states, last_passed_at,
        _corrections(parts, area, period, cell, everybody) if keeps_past else [], keeps_past,
    )  # fmt: skip


def _is_area(code: str) -> bool:
    if not code or code.startswith(districts.BANGKOK):
        return not code
    try:
        places.title(code)
    except Missing:
        return naming.name(code, "th") != code
    return len(code) in (2, 4, 6, 8)


def _card(rule: Rule, period: Period) -> IndicatorCard:
    programme = board.programme_in(rule.code)
    cards = indicators.by_code(programme, max(period.starts_on, rule.versions[0].valid_from))
    if rule.code not in cards:
        raise Missing("no_figure", _("ไม่พบตัวเลขนี้"))
    return cards[rule.code]


def _value(rules: Book, code: str, area: str, period: Period, view: str, cell: str) -> Value | None:
    if cell:
        return next((one for one in folding.cells(code, area, period, view=view) if one.cell == cell), None)
    return folding.values([code], [area], [period], view=view, rules=rules).get((code, area, period))


def _below(rules: Book, rule: Rule, reasons: Formulas, area: str, period: Period, view: str, cell: str) -> list[Below]:
    """What it is made of, one step down: the parts of a formula, or the areas within."""
    if rule.is_formula:
        parts = sorted(reasons.parts_of(rule.code, period.starts_on))
        found = folding.values(parts, [area], [period], view=view, rules=rules)
        return [Below(code, area, period, found.get((code, area, period))) for code in parts]
    within = [one.code for one in districts.inside(area)] if len(area) < DIGITS[DISTRICT] else []
    if cell or not within:
        return []
    found = folding.values([rule.code], within, [period], view=view, rules=rules)
    return [Below(rule.code, one, period, found.get((rule.code, one, period))) for one in within]


def _times(rules: Book, rule: Rule, area: str, period: Period, view: str, cell: str) -> list[Below]:
    """The same figure in the shorter periods that it is made of."""
    shorter = period.inside(rule.frequency)
    if cell or len(shorter) < 2:
        return []
    found = folding.values([rule.code], [area], shorter, view=view, rules=rules)
    return [Below(rule.code, area, one, found.get((rule.code, area, one))) for one in shorter]


def _groups(
    rule: Rule, area: str, period: Period, today: date, view: str, everybody: bool
) -> tuple[list[Value], int | None]:
    """The figure by groups, of a province and the country; and of how few people nothing is told, where something is held back."""
    if len(area) >= DIGITS[DISTRICT] or (everybody and view != THEN):
        return [], None
    found = folding.cells(rule.code, area, period, view=view)
    if not everybody:
        return found, None
    least = limits(today).least_told
    told = cells.told(rule, area, period, found, least)
    return told, least if len(told) < len(found) else None


def _inside(area: str, period: Period, cell: str, everybody: bool) -> Q:
    """Entries of an area and period; for everybody those that count."""
    here = Q(area_code__startswith=area, starts_on__gte=period.starts_on, starts_on__lt=period.before, cell=cell)
    return here & Q(state__in=COUNTS) if everybody else here


def _sources(rule: Rule, area: str, period: Period, cell: str, everybody: bool) -> list[Source]:
    """The numbers themselves, of a district and below."""
    if len(area) < DIGITS[DISTRICT] or rule.is_formula:
        return []
    rows = list(
        Entry.objects.filter(_inside(area, period, cell, everybody), indicator=rule.code)
        .order_by("starts_on", "area_code")[:MOST_ENTRIES]
    )  # fmt: skip
    said: dict[int, list[Statement]] = {}
    for one in Statement.objects.filter(entry__in=rows).select_related("user").order_by("entry", "-seq"):
        said.setdefault(one.entry_id, []).append(one)
    shown = dict(
        Evidence.objects.filter(entry__in=rows).values("entry").annotate(n=Count("pk")).values_list("entry", "n")
    )
    told = 1 if rule.kind == FACT else None
    return [Source(row, said.get(row.pk, [])[:told], shown.get(row.pk, 0)) for row in rows]


def _entries(parts: Sequence[str], area: str, period: Period, cell: str) -> tuple[Mapping[str, int], datetime | None]:
    """How many numbers are in which state, and when the last one was passed."""
    rows = Entry.objects.filter(_inside(area, period, cell, False), indicator__in=parts)
    states = dict(rows.values("state").annotate(n=Count("pk")).order_by("state").values_list("state", "n"))
    last = rows.filter(state__in=COUNTS).aggregate(last=Max("sheet__passed_at"))["last"]
    return states, last


def _completeness(
    card: IndicatorCard, area: str, period: Period, rule: Rule, today: date
) -> tuple[int, int | None, list[str]]:
    """How many reports are in it, of how many that were due, and which districts have said nothing at all."""
    inside = districts.codes(area)
    expected = numbers.expected(card, area, period, len(inside), today)
    rows = Entry.objects.filter(_inside(area, period, "", True), indicator=rule.code)
    counted = Counter(rows.values_list("area_code", flat=True))
    missing = [one for one in inside if one not in counted] if card.level == DISTRICT and expected else []
    return sum(counted.values()), expected, missing


def _corrections(parts: Sequence[str], area: str, period: Period, cell: str, everybody: bool) -> list[Statement]:
    """The newest corrections of numbers that had been passed before."""
    entries = Entry.objects.filter(_inside(area, period, cell, everybody), indicator__in=parts)
    rows = Statement.objects.filter(entry__in=entries, kind="corrected")
    return list(rows.select_related("entry").order_by("-at", "-pk")[:MOST_CORRECTIONS])
