"""The queue: what waits for this office, the most pressing first; on a wide screen the open case beside it."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sangsuk.cases import queries, workflow
from sangsuk.cases.daily import absences, batches, filters
from sangsuk.cases.queries import Filters
from sangsuk.common.errors import Missing
from sangsuk.deadlines import queries as deadlines
from sangsuk.offices.actor import Actor

from .. import choices
from ..doors import EVERYBODY, LOOKING, DeskRequest, desk, home, page
from ..rows import row_of
from .case import pane
from .daily import STAMP

NAMES = {
    "new": gettext_lazy("เรื่องใหม่"),
    "mine": gettext_lazy("ของฉัน"),
    "soon": gettext_lazy("ใกล้ครบกำหนด"),
    "late": gettext_lazy("เกินกำหนด"),
    "waiting": gettext_lazy("รอผู้ร้อง"),
    "agency": gettext_lazy("อยู่กับหน่วยงาน"),
    "review": gettext_lazy("รอตรวจทาน"),
    "attention": gettext_lazy("ขอให้ท่านดูแล"),
    "silent": gettext_lazy("ผู้ร้องยังไม่ได้ยินข่าว"),
    "open": gettext_lazy("ที่ยังไม่เสร็จ"),
    "all": gettext_lazy("ค้นทั้งหมด"),
}
EMPTY = {
    "new": gettext_lazy("ไม่มีเรื่องใหม่ เรื่องที่ประชาชนแจ้งเข้ามาจะขึ้นที่นี่"),
    "mine": gettext_lazy("ยังไม่มีเรื่องที่ท่านรับผิดชอบ เมื่อกด “รับเรื่อง” เรื่องนั้นจะมาอยู่ที่นี่"),
    "soon": gettext_lazy("ไม่มีเรื่องที่จะครบกำหนดใน 3 วันทำการ"),
    "late": gettext_lazy("ไม่มีเรื่องเกินกำหนด"),
    "waiting": gettext_lazy("ไม่มีเรื่องที่รอคำตอบจากผู้ร้อง"),
    "agency": gettext_lazy("ไม่มีเรื่องที่อยู่กับหน่วยงาน"),
    "review": gettext_lazy("ไม่มีเรื่องที่รอให้อีกคนหนึ่งตรวจทาน"),
    "attention": gettext_lazy("ไม่มีเรื่องที่ขอให้ท่านดูแล เรื่องที่เตือนแล้วหลายครั้งและยังไม่ขยับจะขึ้นที่นี่"),
    "silent": gettext_lazy("ผู้ร้องทุกคนได้ยินข่าวจากเราตามกำหนดแล้ว"),
    "open": gettext_lazy("ไม่มีเรื่องค้างที่หน่วยงานของท่าน"),
    "all": gettext_lazy("ไม่พบเรื่องที่ตรงกับที่ค้น"),
}


WARNING = ("late", "attention", "silent")
"""The tabs whose number is a worry."""


@dataclass(frozen=True)
class Tab:
    name: str
    label: str
    url: str
    count: int | None
    current: bool
    late: bool


def tabs_of(actor: Actor) -> list[str]:
    """The ways of looking that mean something for this person."""
    if actor.at_agency:
        return ["new", "soon", "late", "open", "all"]
    hidden = {"mine"} if actor.role in LOOKING else set()
    if not queries.is_asked_to_look(actor):
        hidden.add("attention")
    return [name for name in queries.TABS if name not in hidden]


def _shown(name: str, found: queries.Queue) -> bool:
    """A tab that is mostly empty takes up room only while something waits there."""
    return name not in ("review", "silent") or name == found.tab or bool(found.counts.get(name))


@desk(roles=EVERYBODY)
@require_safe
def queue(request: DeskRequest) -> HttpResponse:
    now, actor = timezone.now(), request.actor
    if not actor.sees_cases:
        return redirect(home(actor))
    tab = request.GET.get("tab", "new")
    if tab not in tabs_of(actor):
        raise Missing("no_tab", _("ไม่มีรายการนี้"))
    narrowed, asked = choices.filters(request.GET, actor)
    found = queries.queue(actor, tab, filters=narrowed, cursor=request.GET.get("cursor", ""), now=now)
    context = _list(request, found, narrowed, asked, now) | {"opened": request.GET.get("case", "")}
    if request.htmx:
        return page(request, "desk/_queue.html", context, here="queue")
    return page(request, "desk/queue.html", context | _beside(request, now), here="queue")


def _list(
    request: DeskRequest, found: queries.Queue, wanted: Filters, asked: "choices.Asked", now: datetime
) -> dict[str, Any]:
    actor = request.actor
    soon, covered = deadlines.soon_until(now, actor.province_code), absences.covered(actor, now)
    narrowed = {name: value for name, value in asdict(wanted).items() if value}
    return {
        "tab": found.tab,
        "title": NAMES[found.tab],
        "tabs": [_tab(name, found) for name in tabs_of(actor) if _shown(name, found)],
        "rows": [row_of(case, actor, now, soon, covered) for case in found.page.items],
        "next": _url(found.tab, narrowed, cursor=found.page.next) if found.page.next else "",
        "first": _url(found.tab, narrowed) if request.GET.get("cursor") else "",
        "here_url": _url(found.tab, narrowed, cursor=request.GET.get("cursor", "")),
        "narrowed": bool(narrowed),
        "clear": _url(found.tab, {}),
        "empty": EMPTY["all"] if narrowed else EMPTY[found.tab],
        "asked": asked,
        "statuses": [(code, words[1]) for code, words in workflow.STATUSES.items()],
        "dues": [("late", _("เกินกำหนด")), ("soon", _("ใกล้ครบกำหนด"))],
        "categories": choices.categories(),
        "districts": choices.districts(actor),
        "chips": _chips(request, found.tab, narrowed),
        "kept_fields": {"tab": found.tab} | narrowed,
        "bulk": batches.offered(actor) if actor.role not in LOOKING else [],
        "most": batches.MOST,
        "way": "" if found.tab == "new" else f"?tab={found.tab}",
    }


def _chips(request: DeskRequest, tab: str, narrowed: dict[str, str]) -> list[dict[str, Any]]:
    """The saved filters as links; the one that is open says so."""
    found = filters.of(request.actor, request.session.get(STAMP, ""))
    here = {"tab": tab} | narrowed
    return [
        {"chip": chip, "url": f"{reverse('desk:queue')}?{urlencode(dict(chip.query))}",
         "current": {"tab": "new"} | dict(chip.query) == here, "may_delete": chip.mine or request.actor.role == "chief"}
        for chip in found
    ]  # fmt: skip


def _tab(name: str, found: queries.Queue) -> Tab:
    return Tab(name, str(NAMES[name]), _url(name, {}), found.counts.get(name), name == found.tab, name in WARNING)


def _url(tab: str, narrowed: dict[str, str], *, cursor: str | None = "") -> str:
    query = {"tab": tab} | narrowed | ({"cursor": cursor} if cursor else {})
    return f"{reverse('desk:queue')}?{urlencode(query)}"


def _beside(request: DeskRequest, now: datetime) -> dict[str, Any]:
    """The case that was open when the page was loaded again."""
    number = request.GET.get("case", "")
    if not number:
        return {}
    try:
        return pane(request, number, now)
    except Missing as missing:
        return {"missing": str(missing)}
