"""What was ever said of a number, word by word; and a sheet as it was on a day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sangsuk.thai import BANGKOK, bangkok_date

from ..models import Entry, Sheet, Statement
from . import asking, numbers
from .asking import Asked


@dataclass(frozen=True)
class Line:
    """One word of the history of a number."""

    statement: Statement
    asked: Asked | None
    cell: str
    value: str
    late: bool


def of_number(sheet: Sheet, indicator: str, *, limit: int = 200) -> list[Line]:
    """Every word ever said of it, oldest first. Two queries."""
    asked = {one.code: one for one in asking.of_sheet(sheet)}.get(indicator)
    rows = Statement.objects.filter(entry__sheet=sheet, entry__indicator=indicator).select_related("entry", "user")
    found = []
    for row in rows.order_by("at", "entry__cell", "seq")[:limit]:
        value = asked.said(row) if asked else numbers.typed(row.number)
        late = row.kind == "handed_in" and bangkok_date(row.at) > sheet.due_on
        found.append(Line(row, asked, row.entry.cell, value, late))
    return found


@dataclass(frozen=True)
class Then:
    """A number as it was at the end of a day."""

    asked: Asked
    value: str
    state: str
    now: str


def as_it_was(sheet: Sheet, on: date) -> list[Then]:
    """The newest word until the end of that day, beside what stands there now. Two queries."""
    end = _day_after(on)
    newest = (
        Statement.objects.filter(entry__sheet=sheet, entry__cell="", at__lt=end)
        .order_by("entry", "-seq")
        .distinct("entry")
    )
    then = {row.entry.indicator_id: row for row in newest.select_related("entry")}
    now_ = {row.indicator_id: row for row in Entry.objects.filter(sheet=sheet, cell="")}
    found = []
    for one in asking.of_sheet(sheet):
        row = then.get(one.code)
        found.append(Then(one, one.said(row), row.state if row else "", one.said(now_.get(one.code))))
    return found


def _day_after(on: date) -> datetime:
    return datetime.combine(on + timedelta(days=1), datetime.min.time(), BANGKOK)
