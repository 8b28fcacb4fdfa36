"""Who has acknowledged an order and who has not; asking those who have not; the same as a table."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from sangsuk.common.errors import Missing, NotAllowed
from sangsuk.orders import overview, queries, receipts, sheets, text, words
from sangsuk.orders.models import Order
from sangsuk.places import queries as places
from sangsuk.thai import bangkok_date

from ...doors import WORKING, DeskRequest, desk, language
from ...learning.parts import part_page
from .orders import AT

LOOKING = (*WORKING, "executive")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _overseen(request: DeskRequest, pk: int) -> Order:
    order = queries.one(request.actor, pk)
    if not order.is_out or not overview.may_look(order, request.actor):
        raise NotAllowed("not_yours", _("หน้านี้สำหรับสำนักงานที่ออกฉบับนี้ และหน่วยงานเหนือของผู้รับ"))
    return order


@desk(roles=LOOKING)
@require_safe
def standing(request: DeskRequest, pk: int) -> HttpResponse:
    order, actor = _overseen(request, pk), request.actor
    today = bangkok_date(timezone.now())
    told = overview.standing(order, actor, today=today, language=language())
    province = request.GET.get("province", "")
    area = next((one for one in told.areas if one.code == province), None)
    context = {
        "order": order, "told": told, "area": area, "asks": words.ASKS[order.asks], "owes": words.OWES, "may_ask": _may_ask(order, request),
        "reports": [(line, text.blocks(line.receipt.report)) for line in area.lines if line.receipt.report] if area else [],
        "one_area": len(told.areas) == 1, "read_share": round(100 * told.opened / told.people) if told.people else None,
    }  # fmt: skip
    return part_page(request, "desk/orders/standing.html", context, at=AT)


def _may_ask(order: Order, request: DeskRequest) -> bool:
    if not order.holds_on(bangkok_date(timezone.now())):
        return False
    try:
        receipts.asks_of(order, request.actor)
    except NotAllowed:
        return False
    return True


@desk(roles=WORKING)
@require_POST
def remind(request: DeskRequest, pk: int) -> HttpResponse:
    order = _overseen(request, pk)
    chosen = request.POST.getlist("office") or None
    asked = receipts.remind(order, by=request.actor, offices=chosen)
    if asked:
        said = ngettext("ส่งข้อความเตือน %(n)s หน่วยงานแล้ว", "ส่งข้อความเตือน %(n)s หน่วยงานแล้ว", asked)
        messages.success(request, said % {"n": asked})
    else:
        messages.success(request, _("วันนี้เตือนหน่วยงานที่ยังค้างครบแล้ว เตือนได้อีกครั้งพรุ่งนี้"))
    return redirect("desk:order_standing", pk)


@desk(roles=LOOKING)
@require_safe
def sheet(request: DeskRequest, pk: int, form: str) -> HttpResponseBase:
    if form not in ("csv", "xlsx"):
        raise Missing("no_form", _("บันทึกได้เป็น CSV หรือ Excel"))
    order = _overseen(request, pk)
    told = sheets.acknowledged(order, request.actor, today=bangkok_date(timezone.now()), language=language())
    name = f"acknowledged-{order.number.replace('/', '-')}.{form}"
    if form == "xlsx":
        return FileResponse(sheets.as_workbook(told), as_attachment=True, filename=name, content_type=XLSX)
    answer = StreamingHttpResponse(sheets.as_csv(told), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@desk(roles=LOOKING)
@require_safe
def late(request: DeskRequest) -> HttpResponse:
    """Which offices are late, over all orders in force that she oversees."""
    if request.actor.office_level not in ("ministry", "province"):
        raise NotAllowed("not_yours", _("หน้านี้สำหรับหน่วยงานที่มีหน่วยงานใต้บังคับบัญชา"))
    rows = overview.late_offices(request.actor, today=bangkok_date(timezone.now()), language=language())
    named = [(one, places.title(one.province_code, language())) for one in rows]
    return part_page(request, "desk/orders/late.html", {"rows": named}, at=AT)
