"""My day: what today asks of this person, every line a door. The first page after signing in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sangsuk.cases.daily import today as days
from sangsuk.cases.daily.today import Part
from sangsuk.deadlines import queries as deadlines
from sangsuk.orders import naming
from sangsuk.orders import queries as ordered
from sangsuk.thai import bangkok_date

from ..doors import EVERYBODY, DeskRequest, desk, home, language, page
from ..rows import Row, row_of

HEADS: dict[str, Any] = {
    "late": gettext_lazy("เลยกำหนดแล้ว"),
    "today": gettext_lazy("ครบกำหนดวันนี้"),
    "next": gettext_lazy("ครบกำหนดวันทำการถัดไป"),
    "visits": gettext_lazy("ลงพื้นที่วันนี้"),
    "answered": gettext_lazy("ผู้ร้องตอบมาแล้ว"),
    "doubted": gettext_lazy("ผู้ร้องบอกอีกสำนักงานว่ายังไม่แก้ไข"),
    "handed": gettext_lazy("เรื่องเข้าใหม่ รอผู้รับ"),
    "approvals": gettext_lazy("รอท่านเห็นชอบ"),
    "attention": gettext_lazy("ระดับล่างขอให้ช่วยดู"),
    "silent": gettext_lazy("ผู้ร้องยังไม่ได้ยินข่าว"),
}
ALL: dict[str, tuple[tuple[str, str], ...]] = {
    "late": (("tab", "mine"), ("due", "late")),
    "today": (("tab", "mine"), ("due", "soon")),
    "next": (("tab", "mine"), ("due", "soon")),
    "answered": (("tab", "mine"),),
    "silent": (("tab", "silent"),),
    "handed": (("tab", "new"),),
    "approvals": (("tab", "open"), ("status", "review")),
}
"""Where the rest of a list is, when it is longer than the page shows."""
URGENT = ("late", "today")


@dataclass(frozen=True)
class Shown:
    """One list of the page. `all_url` leads to the whole of it, "" when it is whole already."""

    name: str
    head: str
    count: int
    rows: tuple[Row, ...]
    tab: str
    all_url: str
    urgent: bool


@desk(roles=EVERYBODY)
@require_safe
def today(request: DeskRequest) -> HttpResponse:
    actor, now = request.actor, timezone.now()
    if home(actor) != "desk:today":  # they have no day of cases
        return redirect(home(actor))
    day = days.day(actor, now)
    orders, many = ordered.day(actor, now)
    today = bangkok_date(now)
    soon = deadlines.soon_until(now, actor.province_code)
    shown = [_shown(part, request, now, soon, day.covered) for part in day.parts if part.cases]
    context = {
        "urgent": [part for part in shown if part.urgent], "parts": [part for part in shown if not part.urgent], "now": now,
        "orders": [(row, naming.called(row.order.office_id, language())) for row in orders], "many_orders": many,
        "covers": bool(day.covered), "callbacks": day.count("callbacks"),
        "pressing": day.count("late") + day.count("today") + sum(row.due_by(today) for row in orders),
    }  # fmt: skip
    return page(request, "desk/today.html", context, here="today")


def _shown(part: Part, request: DeskRequest, now: datetime, soon: datetime, covered: tuple[int, ...]) -> Shown:
    actor = request.actor
    rows = tuple(row_of(case, actor, now, soon, covered) for case in part.cases)
    where = dict(ALL.get(part.name, ()))
    if actor.at_agency and where:
        where["tab"] = "new" if part.name == "handed" else "open"
    url = f"{reverse('desk:queue')}?{urlencode(where)}" if where and part.count > len(rows) else ""
    return Shown(part.name, str(HEADS[part.name]), part.count, rows, where.get("tab", ""), url, part.name in URGENT)
