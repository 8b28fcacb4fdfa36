"""Those above: who has not reported, what is passed, asked, accepted or sent back; and a district over its villages."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from sangsuk.common.errors import Missing, Refused
from sangsuk.common.faces import expired
from sangsuk.flagships.models import Programme, Sheet
from sangsuk.flagships.periods import Period, parse
from sangsuk.flagships.reporting import opening, owing, queries, reminding, signing, standing, table
from sangsuk.flagships.reporting.asking import period_of
from sangsuk.flagships.reporting.telling import area_name
from sangsuk.offices.actor import Actor
from sangsuk.thai.dates import bangkok_date

from ...doors import DeskRequest, desk, expired_sentence, language
from ..parts import REPORTS, part_page
from . import sheets

AT = "sheets"


def _asked(request: DeskRequest) -> tuple[Programme | None, Period | None]:
    """Which programme and period are looked at."""
    told = request.POST if request.method == "POST" else request.GET
    open_ = owing.open_programmes()
    programme = next((one for one in open_ if one.pk == told.get("programme")), open_[0] if open_ else None)
    if programme is None:
        return None, None
    if told.get("period"):
        return programme, parse(told["period"])
    return programme, owing.current(programme, bangkok_date(timezone.now()))


def address(programme: str, period: Period, province: str = "") -> str:
    asked = {"period": period.code, "programme": programme} | ({"province": province} if province else {})
    return f"{reverse('desk:sheets')}?{urlencode(asked)}"


def _province(request: DeskRequest) -> str:
    """The province that is looked at; "" for the whole country. Raises Missing for another's."""
    own = standing.area_of(request.actor)[:2]
    told = request.POST if request.method == "POST" else request.GET
    said = str(told.get("province") or "")[:2]
    if own and said and said != own:
        raise Missing("no_sheet", _("ไม่พบแบบรายงานนี้"))
    return own or said


def period(request: DeskRequest) -> HttpResponse:
    """One period: a province's districts, or the country's provinces."""
    programme, found = _asked(request)
    if programme is None or found is None:
        return part_page(request, "desk/flagships/sheets_none.html", {}, at=AT)
    province = _province(request)
    begun = [
        one for one in opening.begun(programme, bangkok_date(timezone.now())) if opening.levels_of(programme.pk, one)
    ]
    common: dict[str, Any] = {
        "programme": programme, "period": found, "period_name": found.name(language()), "province": province,
        "periods": [(one.code, one.name(language())) for one in reversed(begun)],
        "centre": standing.at_centre(request.actor), "works": request.actor.role in standing.WORKS,
    }  # fmt: skip
    if province:
        return _districts(request, common, programme.pk, found, province)
    return _provinces(request, common, programme.pk, found)


def _districts(
    request: DeskRequest, common: dict[str, Any], programme: str, found: Period, province: str
) -> HttpResponse:
    rows = owing.districts(programme, found, province)
    lines = [sheets.row(one) | {"name": area_name(one.area_code)(language())} for one in rows]
    own = [line for line in lines if line["sheet"].level == "province"]
    lines = [line for line in lines if line["sheet"].level == "district"]
    steps = [_step(line["sheet"]) for line in lines]
    context = common | {
        "lines": sorted(lines, key=lambda line: (_step(line["sheet"]), line["sheet"].area_code)), "own": own,
        "wait": steps.count(WAITS), "owed": steps.count(OWES), "passed": sum(line["sheet"].state == "passed" for line in lines),
        "area": area_name(province)(language()), "all": len(lines),
    }  # fmt: skip
    return part_page(request, "desk/flagships/sheets_districts.html", context, at=AT)


WAITS, OWES, GONE = range(3)


def _step(sheet: Sheet) -> int:
    """What the province has to look at comes first, then who owes, then what has gone on."""
    if sheet.returned or sheet.state in ("filling", "ready"):
        return OWES
    return WAITS if sheet.state == "handed_in" else GONE


def _provinces(request: DeskRequest, common: dict[str, Any], programme: str, found: Period) -> HttpResponse:
    rows = owing.provinces(programme, found)
    lines: list[dict[str, Any]] = [
        {"row": one, "name": area_name(one.code)(language()), "url": address(programme, found, one.code)}
        for one in rows
    ]
    lines.sort(key=lambda line: (-line["row"].owed, line["row"].code))
    context = common | {
        "lines": lines, "all": sum(one.all for one in rows), "owed": sum(one.owed for one in rows),
        "wait": sum(one.passed > 0 for one in rows),
    }  # fmt: skip
    return part_page(request, "desk/flagships/sheets_provinces.html", context, at=AT)


@desk(roles=REPORTS)
@require_POST
def remind(request: DeskRequest) -> HttpResponse:
    """Everybody in one's scope who owes a sheet of the period is written to; once a day."""
    actor = request.actor
    if not (standing.at_centre(actor) or (actor.office_level == "province" and actor.role in standing.WORKS)):
        raise Missing("no_sheet", _("ไม่พบหน้านี้"))
    programme, found = _asked(request)
    if programme is None or found is None:
        raise Missing("no_sheet", _("ไม่พบแบบรายงานนี้"))
    province = _province(request)
    if not expired(request):
        many = reminding.remind_all(owing.owed(actor, programme.pk, found, province), by=actor)
        text = ngettext("ส่งคำเตือนแล้ว %(many)s แห่ง", "ส่งคำเตือนแล้ว %(many)s แห่ง", many)
        messages.success(request, text % {"many": many} if many else _("ไม่มีใครที่ต้องเตือน หรือยังไม่มีอีเมลของผู้รับ"))
    return redirect(address(programme.pk, found, province if not standing.area_of(actor) else ""))


@desk(roles=REPORTS)
@require_POST
def accept(request: DeskRequest, province: str) -> HttpResponse:
    programme, found = _for_centre(request.actor, request)
    if not expired(request):
        many = signing.accept(programme, found, province, by=request.actor)
        text = ngettext("รับรายงานแล้ว %(many)s ฉบับ", "รับรายงานแล้ว %(many)s ฉบับ", many)
        messages.success(request, text % {"many": many})
    return redirect(address(programme, found, province))


@desk(roles=REPORTS)
@require_POST
def send_back(request: DeskRequest, province: str) -> HttpResponse:
    programme, found = _for_centre(request.actor, request)
    if not expired(request):
        signing.send_back(programme, found, province, by=request.actor, why=request.POST.get("why", ""))
        messages.success(request, _("ส่งคืนให้จังหวัดตรวจอีกครั้งแล้ว"))
    return redirect(address(programme, found, province))


def _for_centre(actor: Actor, request: DeskRequest) -> tuple[str, Period]:
    programme, found = _asked(request)
    if not standing.at_centre(actor) or programme is None or found is None:
        raise Missing("no_sheet", _("ไม่พบแบบรายงานนี้"))
    return programme.pk, found


@desk(roles=REPORTS)
@require_POST
def ask(request: DeskRequest, pk: int) -> HttpResponse:
    """Return the numbers that are ticked, with one question."""
    sheet = queries.one(pk, request.actor)
    table.check_standing("ask", standing.standings(sheet, request.actor))
    codes = request.POST.getlist("indicator")[:200]
    trouble = ""
    if expired(request):
        trouble, status = expired_sentence(), 403
    elif not codes:
        trouble, status = _("กรุณาเลือกค่าที่จะถามอย่างน้อยหนึ่งค่า"), 422
    else:
        try:
            question = request.POST.get("question", "")
            signing.ask(
                sheet,
                [(code, "") for code in codes],
                by=request.actor,
                question=question,
                version=sheets.version_in(request),
            )
        except Refused as refused:
            if refused.code == "not_yours":
                raise
            trouble, status = str(refused), refused.status
    if trouble:
        page = queries.page(queries.one(pk, request.actor), request.actor)
        question = request.POST.get("question", "")
        return sheets.shown(request, page, status=status, trouble=trouble, question=question, ticked=codes)
    messages.success(request, _("ส่งคืนพร้อมคำถามแล้ว ค่าอื่นให้ผ่านได้เลย"))
    return redirect("desk:sheet", pk)


@desk(roles=REPORTS)
@require_safe
def below(request: DeskRequest, pk: int) -> HttpResponse:
    """The sheets of the villages and sub-districts under a district's."""
    sheet = queries.one(pk, request.actor)
    found = owing.lower(sheet, after=request.GET.get("cursor", ""))
    lines = [sheets.row(one) | {"name": area_name(one.area_code)(language())} for one in found.items]
    takes = table.DISTRICT in standing.standings(_village(sheet), request.actor)
    context = {
        "sheet": sheet, "lines": lines, "takes": takes, "period": period_of(sheet).name(language()),
        "area": area_name(sheet.area_code)(language()), "lower": queries.page(sheet, request.actor).lower,
        "older": f"{reverse('desk:sheet_below', args=[pk])}?cursor={found.next}" if found.next else "",
    }  # fmt: skip
    return part_page(request, "desk/flagships/sheet_below.html", context, at=AT)


def _village(sheet: Sheet) -> Sheet:
    """One below it, to ask what somebody would be to it."""
    return Sheet(level="village", area_code=f"{sheet.area_code}0000"[:8])


@desk(roles=REPORTS)
@require_POST
def take(request: DeskRequest, pk: int) -> HttpResponse:
    """The district puts its word under the sheets that are ticked, or under all that wait."""
    sheet = queries.one(pk, request.actor)
    table.check_standing("take", standing.standings(_village(sheet), request.actor))
    if expired(request):
        return redirect("desk:sheet_below", pk)
    rows = signing.below(sheet, rung=None).filter(state="handed_in").exclude(rung="district")
    ticked = [int(one) for one in request.POST.getlist("sheet") if one.isdecimal()]
    rows = rows.filter(pk__in=ticked) if ticked else rows
    many = signing.take(list(rows), by=request.actor, why=request.POST.get("why", ""))
    text = ngettext("อำเภอรับรองแล้ว %(many)s แห่ง", "อำเภอรับรองแล้ว %(many)s แห่ง", many)
    messages.success(request, text % {"many": many})
    return redirect("desk:sheet_below", pk)
