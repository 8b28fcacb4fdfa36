"""Lists of orders, one order, its paper and files, and writing it."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from sangsuk.cases import scanning
from sangsuk.cases.files import CONTENT_TYPE, PHOTO
from sangsuk.catalog import queries as catalog
from sangsuk.common import faces
from sangsuk.common.errors import NotAllowed
from sangsuk.common.forms import told_in
from sangsuk.orders import actions, naming, overview, papers, queries, reaching, receipts, standing, table, text, words
from sangsuk.orders.models import Order
from sangsuk.thai import bangkok_date

from ...doors import WORKING, DeskRequest, came_too_late, desk, language
from ...learning.parts import part_page
from ...views.letters import paper_of
from ..forms import FLAGSHIP, MoveForm, OrderForm, ReportForm

AT = "orders"
READERS = tuple(words.ROLES)
SHELVES: dict[str, Any] = {
    "todo": gettext_lazy("รอท่าน"), "received": gettext_lazy("ได้รับ"), "drafts": gettext_lazy("ร่างและรอลงนาม"), "issued": gettext_lazy("ออกแล้ว ใช้อยู่"),
    "ended": gettext_lazy("สิ้นสุดแล้ว"),
}  # fmt: skip


@desk(roles=READERS)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    actor, address = request.actor, reverse("desk:orders")
    mine = queries.shelves(actor)
    shelf = request.GET.get("shelf", "")
    shelf = shelf if shelf in mine else next(iter(mine), "received")
    found = queries.listed(actor, shelf, cursor=request.GET.get("cursor", ""))
    tabs = [
        {"label": SHELVES[code], "url": f"{address}?shelf={code}", "current": code == shelf, "count": None}
        for code in mine
    ]
    context = {
        "rows": [(row, _name(row.order.office_id)) for row in found.items], "tabs": tabs, "shelf": shelf,
        "writes": standing.writes(actor), "oversees": mine[2:] or actor.office_level == "province",
        "older": f"{address}?{urlencode({'shelf': shelf, 'cursor': found.next})}" if found.next else "",
    }  # fmt: skip
    return part_page(request, "desk/orders/list.html", context, at=AT)


def _name(code: str) -> str:
    return naming.called(code, language())


@desk(roles=READERS)
@require_safe
def one(request: DeskRequest, pk: int) -> HttpResponse:
    """The page of an order. For whom it is meant, that she has opened it is written down."""
    order = queries.one(request.actor, pk)
    receipts.opened(order, request.actor)
    return shown(request, order)


def shown(request: DeskRequest, order: Order, *, status: int = 200, **more: Any) -> HttpResponse:
    actor, now = request.actor, timezone.now()
    here = standing.standings(order, actor)
    context = {
        "order": order, "kind": words.KINDS[order.kind], "state": _state(order, now), "asks": words.ASKS[order.asks],
        "blocks": text.blocks(order.body), "issuer": _name(order.office_id), "to": reaching.summary(order, language()),
        "roles": [words.ROLES[code] for code in order.roles], "files": _marked(queries.files(order)), "newer": queries.newer(order),
        "flagship": _flagship(order.flagship), "forms": _forms(order, here, more.get("bad"), actor), "story": _story(order),
        "edits": order.status == words.DRAFT and standing.WRITER in here, "oversees": order.is_out and overview.may_look(order, actor),
        "ours": bool(here), "form": more.get("bad"), "people": [], **_received(order, request, now),
    }  # fmt: skip
    return part_page(request, "desk/orders/one.html", context | more, at=AT, status=status)


def _state(order: Order, now: datetime) -> Any:
    if order.status == words.ISSUED and not order.holds_on(bangkok_date(now)):
        return _("พ้นวันใช้บังคับแล้ว")
    return words.STATUSES[order.status]


def _received(order: Order, request: DeskRequest, now: datetime) -> dict[str, Any]:
    """What her office owes and has done, when it is for her office."""
    receipt = receipts.of(order, request.actor) if order.is_out else None
    if receipt is None:
        return {"receipt": None}
    today, actor = bangkok_date(now), request.actor
    holds, readings = order.holds_on(today), queries.people_of(order, actor.office_code)
    mine = next((one for one in readings if one.user_id == actor.user_id), None)
    hers = (
        mine is not None and mine.acked_at is None if order.per_person else bool(standing.may_acknowledge(actor, now))
    )
    owed = receipt.owes == words.ACK
    return {
        "receipt": receipt, "mine": mine, "people": readings, "late": queries.is_late(receipt, today), "holds": holds,
        "may_acknowledge": holds and hers and (owed or (order.per_person and order.asks != words.READ)),
        "waits_for_chief": holds and owed and not hers and not order.per_person,
        "may_report": holds and order.asks == words.REPORT and receipt.acked_at is not None and actor.role in WORKING,
        "reporting": ReportForm(initial={"text": receipt.report}), "report_files": _marked(queries.files_of_report(receipt)),
        "report_blocks": text.blocks(receipt.report),
    }  # fmt: skip


def _marked(files: list[Any]) -> list[Any]:
    scanning.marked(files, on_desk=True)
    return files


def _flagship(code: str) -> str:
    card = catalog.all_terms(FLAGSHIP).get(code)
    return card.name(language()) if card else code


def _forms(order: Order, here: frozenset[str], bad: MoveForm | None, actor: Any) -> list[MoveForm]:
    moves = table.available(order.status, here)
    return [bad if bad is not None and bad.move == move else move_form(order, move, actor) for move in moves]


def move_form(order: Order, move: Any, actor: Any, data: Any = None) -> MoveForm:
    """What was written by who signs asks why she signs it herself; otherwise there is nothing to say beside her name."""
    own = {"own_why"} if "own_why" in move.takes and order.written_by_id == actor.user_id else set()
    return MoveForm(
        data,
        move=move,
        fields=table.FIELDS,
        needed=frozenset({*move.needs, *own}),
        prefix=move.name,
        initial={"version": order.version},
    )


def _story(order: Order) -> list[tuple[Any, Any]]:
    return [(event, table.said(event.move)) for event in queries.story_of(order)]


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    if not standing.writes(request.actor):
        raise NotAllowed("not_yours", _("สำนักงานของท่านไม่มีหน่วยงานใต้บังคับบัญชาในระบบ จึงยังไม่มีผู้รับข้อสั่งการ"))
    form = OrderForm(request.POST if request.method == "POST" else None, actor=request.actor)
    if request.method == "POST" and _good(request, form):
        with told_in(form):
            order = actions.begin(form.given(), by=request.actor)
            messages.success(request, _("บันทึกร่างแล้ว อ่านทวนแล้วส่งให้หัวหน้าลงนาม"))
            return redirect("desk:order", order.pk)
    return _form_page(request, form, None)


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: DeskRequest, pk: int) -> HttpResponse:
    order = queries.one(request.actor, pk)
    if standing.WRITER not in standing.standings(order, request.actor) or order.status != words.DRAFT:
        raise NotAllowed("not_now", _("ฉบับนี้ไม่ใช่ร่างแล้ว จึงแก้ข้อความไม่ได้"))
    form = OrderForm(request.POST if request.method == "POST" else None, actor=request.actor, order=order)
    if request.method == "POST" and _good(request, form):
        with told_in(form):
            actions.write(order, form.given(), by=request.actor, version=form.cleaned_data["version"])
            messages.success(request, _("บันทึกร่างแล้ว"))
            return redirect("desk:order", order.pk)
    return _form_page(request, form, order)


def _good(request: DeskRequest, form: Any) -> bool:
    good = form.is_valid()
    return not came_too_late(request, form) and good


def _form_page(request: DeskRequest, form: OrderForm, order: Order | None) -> HttpResponse:
    status = 422 if form.errors else 200
    return part_page(request, "desk/orders/form.html", {"form": form, "order": order}, at=AT, status=status)


@desk(roles=READERS)
@require_safe
def paper(request: DeskRequest, pk: int) -> HttpResponse:
    """The order as an official letter; before it is issued as a draft."""
    order = queries.one(request.actor, pk)
    made = papers.pdf(order, now=timezone.now())
    name = f"order-{order.number.replace('/', '-')}.pdf" if order.number else f"order-draft-{order.pk}.pdf"
    return paper_of(request, made, name)


@desk(roles=READERS)
@require_safe
def file(request: DeskRequest, pk: int, file_id: int) -> HttpResponseBase:
    row = queries.file(queries.one(request.actor, pk), file_id, request.actor)
    path = scanning.path_to(row)
    return faces.given_out(path, content_type=CONTENT_TYPE[row.kind], name=row.name, saved=row.kind != PHOTO)
