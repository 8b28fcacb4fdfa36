"""What a sheet asks: the indicators of its level and frequency, as they were defined on the first day of its period."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from sangsuk.common.remember import remembered

from .. import words
from ..indicators import queries as indicators
from ..indicators.cards import IndicatorCard
from ..models import Cell, Coverage, Entry, ProjectText, Sheet, Statement
from ..periods import Period
from . import numbers

Key = tuple[str, str]
"""An indicator's code and a cell; the cell "" is the whole."""


@dataclass(frozen=True)
class Asked:
    """One indicator of a sheet. `cells`: those of its breakdown, axis by axis, without the whole."""

    card: IndicatorCard
    cells: tuple[Cell, ...]

    @property
    def code(self) -> str:
        return self.card.code

    @property
    def distinct(self) -> bool:
        """It counts different things, each once: what is reported is which ones, by their codes."""
        return words.DISTINCT in (self.card.over_areas, self.card.over_time)

    @property
    def keys(self) -> list[Key]:
        return [(self.code, ""), *((self.code, cell.code) for cell in self.cells)]

    @property
    def units(self) -> tuple[str, ...]:
        """The words that people write after the number."""
        unit = self.card.unit
        return (unit.name_th, unit.name_en, "%") if unit.factor != 1 else (unit.name_th, unit.name_en)

    def said(self, word: Entry | Statement | None) -> str:
        """For reading: "45", "45 จาก 60 คือ 75", "ไม่มี", ""."""
        if word is None:
            return ""
        return _("ไม่มี") if word.none else self.value(word.number, word.base)

    def value(self, number: Decimal | None, base: Decimal | None) -> str:
        if number is None:
            return ""
        unit = self.card.unit
        if not self.card.has_base:
            return numbers.shown(number, unit.decimals)
        if not base:
            return numbers.typed(number)
        share = self.card.shown(self.card.amount(number, base))
        told = {
            "number": numbers.typed(number), "base": numbers.typed(base),
            "share": numbers.shown(unit.rounded(share), unit.decimals) if share is not None else "",
        }  # fmt: skip
        return _("%(number)s จาก %(base)s คือ %(share)s") % told

    def of_axis(self) -> dict[str, list[Cell]]:
        found: dict[str, list[Cell]] = {}
        for cell in self.cells:
            found.setdefault(cell.axis, []).append(cell)
        return found


@dataclass(frozen=True)
class ProjectCard:
    code: str
    number: int
    name_th: str
    name_en: str

    def name(self, language: str) -> str:
        return self.name_th if language.startswith("th") else self.name_en


def period_of(sheet: Sheet) -> Period:
    return Period(sheet.starts_on, sheet.period)


def of_sheet(sheet: Sheet) -> list[Asked]:
    """What is typed on this sheet itself."""
    return asked(sheet.programme_id, period_of(sheet), (sheet.level,))


def asked(
    programme: str, period: Period, levels: Iterable[str], kinds: Iterable[str] = (words.REPORTED,)
) -> list[Asked]:
    """In the order of the projects. Asks the database nothing that is not kept in memory."""
    levels, kinds = tuple(levels), tuple(kinds)
    return [
        Asked(card, tuple(indicators.cells_of(card.axes)))
        for card in indicators.in_force(programme, period.starts_on)
        if card.frequency == period.kind and card.level in levels and card.kind in kinds
    ]


@remembered
def _projects(programme: str) -> tuple[ProjectCard, ...]:
    newest = ProjectText.objects.filter(project=OuterRef("project")).order_by("-version").values("pk")[:1]
    texts = ProjectText.objects.filter(project__programme=programme, pk=Subquery(newest)).select_related("project")
    return tuple(
        ProjectCard(text.project_id, text.project.number, text.name_th, text.name_en)
        for text in texts.order_by("project__number")
    )


def projects(programme: str) -> tuple[ProjectCard, ...]:
    """The projects in their order, with their newest words."""
    found: tuple[ProjectCard, ...] = _projects(programme)
    return found


def not_applicable(area_code: str, programme: str) -> dict[str, str]:
    """Projects that do not apply in a district, and why. One query."""
    rows = Coverage.objects.filter(
        district_code=area_code[:4], state=words.NOT_APPLICABLE, project__programme=programme
    )
    return dict(rows.values_list("project_id", "why"))
