"""A sheet as its page shows it: project by project, last month and last year beside, target, problems, questions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from sangsuk.common.errors import Missing
from sangsuk.offices.actor import Actor

from .. import words
from ..models import Cell, Entry, Evidence, Sheet, Statement
from ..periods import Period
from ..targets import queries as targets
from ..words import COUNTS, DISTRICT, FILLING, RETURNED, SUBDISTRICT, VILLAGE
from . import asking, checking, evidence, numbers, table
from .asking import Asked, Key, ProjectCard
from .checking import Problem
from .evidence import Again
from .standing import standings

MARKS = ("asked", "corrected", "explained", "late")


@dataclass(frozen=True)
class Shown:
    """A photograph or paper beside a number, and where else it stands."""

    row: Evidence
    again: list[Again]


@dataclass(frozen=True)
class CellRow:
    cell: Cell
    entry: Entry | None
    number: str
    base: str


@dataclass(frozen=True)
class Row:
    """`number`, `base`: as somebody would type them. `last`, `year_ago`, `target`: for reading. `question`: what was asked
    of it and not answered yet; `answer`: what was answered last. `marks`: late, corrected."""

    asked: Asked
    entry: Entry | None
    number: str
    base: str
    last: str
    year_ago: str
    target: str
    problems: list[Problem]
    question: str
    answer: str
    marks: frozenset[str]
    cells: list[tuple[str, list[CellRow]]]
    evidence: list[Shown]

    @property
    def code(self) -> str:
        return self.asked.code

    @property
    def given(self) -> bool:
        return self.entry is not None and (self.entry.number is not None or self.entry.none)

    @property
    def state(self) -> str:
        return self.entry.state if self.entry else FILLING

    @property
    def seq(self) -> int:
        return self.entry.seq if self.entry else 0

    @property
    def open(self) -> bool:
        """Whether it can simply be typed; else it has been handed in, and a change says why."""
        return self.state == FILLING

    @property
    def odd(self) -> bool:
        return any(one.stops for one in self.problems)


@dataclass(frozen=True)
class Below:
    """What the villages and sub-districts of the district say of one indicator, added up; `given` of them have a value."""

    asked: Asked
    value: str
    given: int
    counted: int


@dataclass(frozen=True)
class Block:
    """One project. `spared`: why it does not apply here; `facts`: what the house counts by itself."""

    project: ProjectCard
    rows: list[Row]
    below: list[Below]
    facts: list[tuple[Asked, str]]
    spared: str = ""

    @property
    def missing(self) -> int:
        return 0 if self.spared else sum(not row.given for row in self.rows)

    @property
    def asks(self) -> int:
        return sum(bool(row.question) for row in self.rows)

    @property
    def odd(self) -> int:
        return sum(row.odd and row.given for row in self.rows)


@dataclass(frozen=True)
class Lower:
    """The sheets below a district's, by how far they are."""

    all: int
    open: int
    waiting: int
    taken: int
    passed: int


@dataclass(frozen=True)
class SheetPage:
    sheet: Sheet
    period: Period
    blocks: list[Block]
    moves: list[table.Move]
    standings: frozenset[str]
    lower: Lower | None = None
    by_project: Mapping[str, Block] = field(default_factory=dict)

    @property
    def rows(self) -> list[Row]:
        return [row for block in self.blocks if not block.spared for row in block.rows]

    @property
    def missing(self) -> int:
        return sum(block.missing for block in self.blocks)

    @property
    def questions(self) -> list[Row]:
        return [row for row in self.rows if row.question]

    @property
    def problems(self) -> list[Problem]:
        return [one for row in self.rows for one in row.problems if one.stops]

    @property
    def fills(self) -> bool:
        return table.FILLER in self.standings

    @property
    def asks(self) -> bool:
        return bool(self.standings & {table.KAMNAN, table.DISTRICT, table.PROVINCE, table.DEPARTMENT})


def one(pk: int, actor: Actor) -> Sheet:
    """Raises Missing for who may not see it."""
    found = (
        Sheet.objects.visible_to(actor).filter(pk=pk).select_related("handed_in_by", "ready_by", "passed_by").first()
    )
    if found is None:
        raise Missing("no_sheet", _("ไม่พบแบบรายงานนี้"))
    return found


def page(sheet: Sheet, actor: Actor) -> SheetPage:
    """The same number of queries for one indicator and for sixty."""
    period = asking.period_of(sheet)
    asked = asking.of_sheet(sheet)
    entries = _entries(sheet, period)
    now_, last, ago = (
        entries.get(on, {}) for on in (period.starts_on, period.previous.starts_on, period.year_ago.starts_on)
    )
    spared = asking.not_applicable(sheet.area_code, sheet.programme_id)
    shown = _evidence(sheet)
    problems: dict[str, list[Problem]] = {}
    for found in checking.problems(asked, now_, last, spared, shown.keys()):
        problems.setdefault(found.indicator, []).append(found)
    goals = targets.targets([one.code for one in asked], sheet.level, [sheet.area_code], period)
    marks = _marks(sheet)
    rows: dict[str, list[Row]] = {}
    for one in asked:
        key = (one.code, "")
        goal = goals.get((one.code, sheet.area_code))
        said_of = marks.get(key, {})
        entry = now_.get(key)
        rows.setdefault(one.card.project, []).append(Row(
            one, entry, _typed(one, entry, "number"), _typed(one, entry, "base"), one.said(last.get(key)), one.said(ago.get(key)),
            numbers.shown(goal.number, one.card.unit.decimals) if goal else "", problems.get(one.code, []),
            said_of.get("asked", "") if entry is not None and entry.state == RETURNED else "", said_of.get("answer", ""),
            frozenset(said_of), _cells(one, now_), shown.get(one.code, []),
        ))  # fmt: skip
    held = standings(sheet, actor)
    lower, below = _below(sheet, period) if sheet.level == DISTRICT else (None, {})
    facts = _facts(sheet, period, now_)
    blocks = [
        Block(
            card, rows.get(card.code, []), below.get(card.code, []), facts.get(card.code, []), spared.get(card.code, "")
        )
        for card in asking.projects(sheet.programme_id)
        if card.code in rows or card.code in below or card.code in facts
    ]
    moves = table.available(sheet.state, held)
    return SheetPage(sheet, period, blocks, moves, held, lower, {one.project.code: one for one in blocks})


def _entries(sheet: Sheet, period: Period) -> dict[date, dict[Key, Entry]]:
    days = [period.starts_on, period.previous.starts_on, period.year_ago.starts_on]
    codes = [
        one.card.code for one in asking.asked(sheet.programme_id, period, (sheet.level,), (words.REPORTED, words.FACT))
    ]
    rows = Entry.objects.filter(indicator__in=codes, area_code=sheet.area_code, period=sheet.period, starts_on__in=days)
    found: dict[date, dict[Key, Entry]] = {}
    for row in rows:
        found.setdefault(row.starts_on, {})[row.indicator_id, row.cell] = row
    return found


def _typed(asked: Asked, entry: Entry | None, name: str) -> str:
    if entry is None:
        return ""
    if asked.distinct and name == "number":
        return " ".join(entry.keys or ())
    return numbers.typed(getattr(entry, name))


def _cells(asked: Asked, entries: Mapping[Key, Entry]) -> list[tuple[str, list[CellRow]]]:
    found = []
    for axis, cells in asked.of_axis().items():
        rows = []
        for cell in cells:
            entry = entries.get((asked.code, cell.code))
            rows.append(
                CellRow(
                    cell,
                    entry,
                    numbers.typed(entry.number) if entry else "",
                    numbers.typed(entry.base) if entry else "",
                )
            )
        found.append((axis, rows))
    return found


def _evidence(sheet: Sheet) -> dict[str, list[Shown]]:
    rows = list(Evidence.objects.filter(entry__sheet=sheet).select_related("entry").order_by("pk"))
    again = evidence.seen_before(rows)
    found: dict[str, list[Shown]] = {}
    for row in rows:
        found.setdefault(row.entry.indicator_id, []).append(Shown(row, again.get(row.pk, [])))
    return found


def _marks(sheet: Sheet) -> dict[Key, dict[str, str]]:
    """What was asked last, what was answered, and whether it came late or was corrected."""
    rows = Statement.objects.filter(entry__sheet=sheet, kind__in=MARKS).order_by("entry", "seq")
    found: dict[Key, dict[str, str]] = {}
    for code, cell, kind, why in rows.values_list("entry__indicator", "entry__cell", "kind", "why"):
        mine = found.setdefault((code, cell), {})
        mine[kind] = why
        if kind in ("corrected", "explained"):
            mine["answer"] = why
    return found


def _facts(sheet: Sheet, period: Period, entries: Mapping[Key, Entry]) -> dict[str, list[tuple[Asked, str]]]:
    found: dict[str, list[tuple[Asked, str]]] = {}
    for one in asking.asked(sheet.programme_id, period, (sheet.level,), (words.FACT,)):
        found.setdefault(one.card.project, []).append((one, one.said(entries.get((one.code, "")))))
    return found


def _below(sheet: Sheet, period: Period) -> tuple[Lower | None, dict[str, list[Below]]]:
    """What lies under a district: the sums of what its villages say, and how far their sheets are."""
    asked = asking.asked(sheet.programme_id, period, (VILLAGE, SUBDISTRICT))
    if not asked:
        return None, {}
    where = {"period": sheet.period, "starts_on": sheet.starts_on, "area_code__startswith": sheet.area_code}
    given = Q(number__isnull=False) | Q(none=True)
    rows = Entry.objects.filter(indicator__in=[one.code for one in asked], cell="", **where).values("indicator").annotate(
        total=Sum("number"), under=Sum("base"), given=Count("pk", filter=given), counted=Count("pk", filter=Q(state__in=COUNTS)),
    )  # fmt: skip
    sums: dict[str, dict[str, Any]] = {row["indicator"]: dict(row) for row in rows}
    found: dict[str, list[Below]] = {}
    for one in asked:
        none: dict[str, Any] = {"total": None, "under": None, "given": 0, "counted": 0}
        row = sums.get(one.code, none)
        value = one.value(row["total"], row["under"])
        found.setdefault(one.card.project, []).append(Below(one, value, row["given"], row["counted"]))
    sheets = Sheet.objects.filter(programme=sheet.programme_id, level__in=[VILLAGE, SUBDISTRICT], **where)
    many = sheets.aggregate(
        all=Count("pk"), open=Count("pk", filter=Q(state__in=["filling", "ready"])),
        waiting=Count("pk", filter=Q(state="handed_in") & ~Q(rung=DISTRICT)),
        taken=Count("pk", filter=Q(state="handed_in", rung=DISTRICT)), passed=Count("pk", filter=Q(state__in=COUNTS)),
    )  # fmt: skip
    return Lower(**many), found
