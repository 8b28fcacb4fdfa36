"""What was said of a number, word by word; and a sheet as it was on a day."""

from datetime import date

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sangsuk.common.errors import Missing, Refused
from sangsuk.flagships.reporting import asking, queries
from sangsuk.flagships.reporting import history as history_
from sangsuk.flagships.reporting.telling import area_name
from sangsuk.thai.dates import bangkok_date

from ...doors import DeskRequest, desk, language
from ..parts import REPORTS, part_page
from ..sheet_words import ENTRY_STATES, KINDS, WAYS

AT = "sheets"


@desk(roles=REPORTS)
@require_safe
def history(request: DeskRequest, pk: int, indicator: str) -> HttpResponse:
    sheet = queries.one(pk, request.actor)
    asked = {one.code: one for one in asking.of_sheet(sheet)}.get(indicator)
    if asked is None:
        raise Missing("not_asked", _("แบบรายงานนี้ไม่ได้ถามตัวชี้วัดนี้"))
    cells = {one.code: one.name(language()) for one in asked.cells}
    lines = [
        {"line": line, "kind": KINDS.get(line.statement.kind, line.statement.kind), "cell": cells.get(line.cell, ""),
         "way": WAYS.get(line.statement.way, "")}
        for line in history_.of_number(sheet, indicator)
    ]  # fmt: skip
    context = {
        "sheet": sheet, "name": asked.card.name(language()), "lines": lines, "area": area_name(sheet.area_code)(language()),
        "period": asking.period_of(sheet).name(language()),
    }  # fmt: skip
    return part_page(request, "desk/flagships/sheet_history.html", context, at=AT)


@desk(roles=REPORTS)
@require_safe
def then(request: DeskRequest, pk: int) -> HttpResponse:
    """The numbers at the end of a day, beside what stands there now."""
    sheet = queries.one(pk, request.actor)
    on, trouble = _day(request.GET.get("on", ""))
    rows = [
        {"then": row, "name": row.asked.card.name(language()), "state": ENTRY_STATES.get(row.state, ("", ""))[0]}
        for row in history_.as_it_was(sheet, on)
    ]
    context = {
        "sheet": sheet, "on": on, "rows": rows, "trouble": trouble, "area": area_name(sheet.area_code)(language()),
        "period": asking.period_of(sheet).name(language()),
    }  # fmt: skip
    return part_page(request, "desk/flagships/sheet_then.html", context, at=AT, status=422 if trouble else 200)


def _day(text: str) -> tuple[date, str]:
    today = bangkok_date(timezone.now())
    if not text:
        return today, ""
    try:
        return date.fromisoformat(text), ""
    except ValueError:
        return today, str(Refused("bad_date", _("กรุณาเลือกวันจากปฏิทิน")))
