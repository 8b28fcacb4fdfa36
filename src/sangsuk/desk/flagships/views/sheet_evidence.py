"""What shows a number: photographs and papers beside it, where and when they were taken, and where else they stand."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.cases import files, scanning
from sangsuk.common.errors import Missing, Refused
from sangsuk.common.faces import expired, given_out
from sangsuk.flagships.models import Evidence
from sangsuk.flagships.reporting import asking, queries
from sangsuk.flagships.reporting import evidence as evidence_
from sangsuk.flagships.reporting.telling import area_name

from ...doors import DeskRequest, desk, expired_sentence, language
from ..parts import REPORTS, part_page
from ..sheet_words import PLACES, TIMES

AT = "sheets"


@desk(roles=REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: DeskRequest, pk: int, indicator: str) -> HttpResponse:
    sheet = queries.one(pk, request.actor)
    trouble, status = "", 200
    if request.method == "POST" and expired(request):
        trouble, status = expired_sentence(), 403
    elif request.method == "POST":
        uploads = request.FILES.getlist("photos")
        try:
            if not uploads:
                raise Refused("needed", _("กรุณาเลือกรูปหรือไฟล์"), "photos")
            for upload in uploads[: evidence_.MOST]:
                evidence_.add(sheet, indicator, upload, by=request.actor, note=request.POST.get("note", ""))
            messages.success(request, _("แนบหลักฐานแล้ว"))
            return redirect("desk:sheet_evidence", pk, indicator)
        except Refused as refused:
            if refused.status == 403:
                raise
            trouble, status = str(refused), refused.status
    page = queries.page(sheet, request.actor)
    row = next((one for one in page.rows if one.code == indicator), None)
    if row is None:
        raise Missing("not_asked", _("แบบรายงานนี้ไม่ได้ถามตัวชี้วัดนี้"))
    shown = [
        {
            "file": one.row, "place": PLACES[one.row.place], "time": TIMES[one.row.time], "photo": one.row.kind == files.PHOTO,
            "again": [{"same": again.same, "area": area_name(again.evidence.entry.area_code)(language()),
                       "on": again.evidence.entry.starts_on} for again in one.again],
        }
        for one in row.evidence
    ]  # fmt: skip
    context = {
        "sheet": sheet, "row": row, "name": row.asked.card.name(language()), "shown": shown, "trouble": trouble,
        "fills": page.fills, "removes": page.fills and row.state in ("filling", "returned"),
        "area": area_name(sheet.area_code)(language()), "period": asking.period_of(sheet).name(language()),
    }  # fmt: skip
    return part_page(request, "desk/flagships/sheet_evidence.html", context, at=AT, status=status)


@desk(roles=REPORTS)
@require_safe
def file(request: DeskRequest, pk: int, evidence_id: int) -> HttpResponseBase:
    sheet = queries.one(pk, request.actor)
    row = Evidence.objects.filter(pk=evidence_id, entry__sheet=sheet).first()
    if row is None:
        raise Missing("no_evidence", _("ไม่พบหลักฐานนี้"))
    small = request.GET.get("small") == "1" and row.kind == files.PHOTO
    path = scanning.path_to(row, thumb=small)
    return given_out(path, content_type=files.CONTENT_TYPE[row.kind], name=row.name, saved=row.kind != files.PHOTO)


@desk(roles=REPORTS)
@require_POST
def remove(request: DeskRequest, pk: int, evidence_id: int) -> HttpResponse:
    sheet = queries.one(pk, request.actor)
    row = Evidence.objects.select_related("entry").filter(pk=evidence_id, entry__sheet=sheet).first()
    if row is None:
        raise Missing("no_evidence", _("ไม่พบหลักฐานนี้"))
    if not expired(request):
        evidence_.remove(sheet, evidence_id, by=request.actor)
        messages.success(request, _("นำหลักฐานออกแล้ว"))
    return redirect("desk:sheet_evidence", pk, row.entry.indicator_id)


__all__ = ["evidence", "file", "remove"]
