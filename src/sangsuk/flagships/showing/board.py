"""The board of an area: what the ten projects have come to in a period, against target and against before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from sangsuk.common.errors import Missing
from sangsuk.common.remember import remembered

from .. import lights, pace
from ..areas import districts as areas
from ..folding import queries as folding
from ..folding.queries import Value
from ..indicators import queries as indicators
from ..indicators.cards import IndicatorCard
from ..models import Programme, Project
from ..periods import KINDS, Period
from ..targets import queries as targets
from ..words import DRAFT, NEUTRAL, THEN, UP
from . import numbers

BETTER, WORSE, SAME = "better", "worse", "same"


@dataclass(frozen=True)
class Line:
    """One indicator of an area and a period. `part`: how much of the target should be reached by now.

    `better`: which way it went since the period before, or "" where nobody can say.
    """

    card: IndicatorCard
    value: Value | None
    before: Value | None
    year_ago: Value | None
    target: targets.TargetCard | None
    light: str
    expected: int | None
    part: Fraction = pace.WHOLE

    @property
    def better(self) -> str:
        change = self.change
        if change is None or self.card.direction == NEUTRAL:
            return ""
        if change == 0:
            return SAME
        return BETTER if (change > 0) == (self.card.direction == UP) else WORSE

    @property
    def change(self) -> Decimal | None:
        """Since the period before, in the indicator's own unit, of the values as shown."""
        now, then = self.shown, numbers.shown(self.card, self.before)
        return None if now is None or then is None else now - then

    @property
    def shown(self) -> Decimal | None:
        return numbers.shown(self.card, self.value)


@dataclass(frozen=True)
class Chapter:
    """One project and its lines."""

    code: str
    number: int
    name_th: str
    name_en: str
    lines: Sequence[Line]

    def name(self, language: str) -> str:
        return self.name_th if language.startswith("th") else self.name_en


@dataclass(frozen=True)
class Board:
    area: str
    period: Period
    view: str
    chapters: Sequence[Chapter]
    districts: int

    @property
    def lines(self) -> list[Line]:
        return [line for chapter in self.chapters for line in chapter.lines]


def board(programme: str, area: str, period: Period, today: date, *, view: str = THEN, project: str = "") -> Board:
    """All figures of an area, or of one project of it. Asks for figures once, for targets once."""
    cards = [
        card for card in indicators.in_force(programme, period.starts_on)
        if KINDS.index(card.frequency) <= KINDS.index(period.kind) and project in ("", card.project)
    ]  # fmt: skip
    codes = [card.code for card in cards]
    found = folding.values(codes, [area], [period, period.previous, period.year_ago], view=view)
    aims = targets.targets(codes, numbers.level_of(area), [area], period)
    districts = areas.many(area)
    lines = {card.code: _line(card, area, period, today, found, aims, districts) for card in cards}
    chapters = [
        Chapter(one.code, one.number, one.name_th, one.name_en, [lines[c.code] for c in cards if c.project == one.code])
        for one in projects(programme) if project in ("", one.code)
    ]  # fmt: skip
    return Board(area, period, view, chapters, districts)


def _line(
    card: IndicatorCard, area: str, period: Period, today: date, found: Mapping[folding.Key, Value],
    aims: Mapping[tuple[str, str], targets.TargetCard], districts: int,
) -> Line:  # fmt: skip
    value, target = found.get((card.code, area, period)), aims.get((card.code, area))
    rule = lights.rule_for(card.code, period.starts_on)
    part = pace.part_due(card, period, today)
    light = lights.light(value.value if value else None, target.number if target else None, card.direction, rule, part)
    return Line(
        card, value, found.get((card.code, area, period.previous)), found.get((card.code, area, period.year_ago)), target,
        light, numbers.expected(card, area, period, districts, today), part,
    )  # fmt: skip


def programme_in(code: str) -> str:
    """Of an indicator or a project, by its code: "f2564" of "f2564_05.mobile_days"."""
    return code.split(".")[0].rsplit("_", 1)[0]


def card(code: str, period: Period) -> IndicatorCard:
    """An indicator as it is meant in a period. Raises Missing."""
    found = indicators.by_code(programme_in(code), period.starts_on).get(code)
    if found is None:
        raise Missing("no_figure", _("ไม่พบตัวเลขนี้"))
    return found


@dataclass(frozen=True)
class ProjectCard:
    code: str
    number: int
    part: int
    name_th: str
    name_en: str

    def name(self, language: str) -> str:
        return self.name_th if language.startswith("th") else self.name_en


@remembered
def projects(programme: str) -> list[ProjectCard]:
    """The projects of a programme in their order, each by its newest text. Read only."""
    rows = (
        Project.objects.filter(programme=programme).select_related("part").prefetch_related("texts").order_by("number")
    )
    found = []
    for row in rows:
        text = max(row.texts.all(), key=lambda one: one.version, default=None)
        found.append(
            ProjectCard(
                row.code,
                row.number,
                row.part.number,
                text.name_th if text else row.code,
                text.name_en if text else row.code,
            )
        )
    return found


def programmes() -> list[tuple[str, int, str, str]]:
    """Programmes that people may read of, the newest year first: code, fiscal year, Thai and English name. Read only."""
    found: list[tuple[str, int, str, str]] = _programmes()
    return found


@remembered
def _programmes() -> list[tuple[str, int, str, str]]:
    rows = Programme.objects.exclude(state=DRAFT).order_by("-fiscal_year", "code")
    return list(rows.values_list("code", "fiscal_year", "name_th", "name_en"))


def programme_of(fiscal: int) -> str:
    """The programme of a fiscal year. Raises Missing."""
    found = next((code for code, year, *_names in programmes() if year == fiscal), None)
    if found is None:
        raise Missing("no_programme", _no_programme())
    return found


def latest(today: date) -> int:
    """The fiscal year that people look at first: the newest that has begun."""
    begun = [fiscal for _code, fiscal, *_names in programmes() if date(fiscal - 1, 10, 1) <= today]
    if not begun:
        raise Missing("no_programme", _no_programme())
    return max(begun)


def _no_programme() -> str:
    return _("ไม่มีโครงการของปีนี้")
