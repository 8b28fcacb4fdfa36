"""What a report is made of: a table, the sentence it comes to, and what its words mean. The page, the workbook and the
paper are made of the same one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

PART, SUM, GROUP, PLAIN = "part", "sum", "group", ""


@dataclass(frozen=True)
class Row:
    """`values` has one figure for each column; None is no figure (yet). `kind`: a part of the row before, a sum, the head
    of a group, or none of these. `scope` is the office behind it, if it has a report of its own; `code` what programs know
    the row by: a category, a place, an office, a month; "" for sums."""

    label: str
    values: tuple[int | None, ...]
    kind: str = PLAIN
    scope: str = ""
    code: str = ""


@dataclass(frozen=True)
class Report:
    """`finding` is what it comes to, in one sentence; `definitions` say each figure in one sentence."""

    name: str
    heading: str
    finding: str
    lead: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    definitions: tuple[tuple[str, str], ...]
    empty: str = ""


@dataclass(frozen=True)
class Told:
    """A report with where, when and how far it is counted."""

    report: Report
    office: str
    period: str
    as_of: datetime | None
    complete: bool
    notes: tuple[str, ...] = field(default=())


def added(rows: Iterable[Row], width: int) -> tuple[int, ...]:
    """The sum of the columns."""
    rows = list(rows)
    return tuple(sum(row.values[at] or 0 for row in rows) for at in range(width))
