"""Relief and remedy, summed: by kind, category, district, office and month, down to the cases behind a sum."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sangsuk import thai
from sangsuk.cases import relief as reliefs
from sangsuk.cases import story
from sangsuk.common.errors import Missing, NotAllowed
from sangsuk.insight import sheets
from sangsuk.insight.reports.shape import SUM, Report, Row, Told, added
from sangsuk.insight.reports.words import month_name
from sangsuk.places import queries as places

from .. import fiscal_periods, relief_rows
from ..doors import DeskRequest, desk, language, page
from .reports import XLSX

BY = {
    "kind": gettext_lazy("ช่วยอะไร"), "category": gettext_lazy("ประเภทเรื่อง"), "district": gettext_lazy("อำเภอ"),
    "office": gettext_lazy("ศูนย์"), "month": gettext_lazy("เดือน"),
}  # fmt: skip


@desk
@require_safe
def relief(request: DeskRequest) -> HttpResponse:
    told, lines, context = _told(request)
    return page(
        request, "desk/relief.html", context | {"told": told, "report": told.report, "lines": lines}, here="reports"
    )


@desk
@require_safe
def sheet(request: DeskRequest) -> HttpResponse:
    told, _lines, context = _told(request)
    answer = HttpResponse(sheets.workbook(told), content_type=XLSX)
    name = f"sangsuk-relief-{request.actor.office_code}-{context['by']}-{context['period'].year}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@desk
@require_safe
def given(request: DeskRequest) -> HttpResponse:
    """The cases behind one sum, the newest gift first."""
    period, by = _asked(request)
    code = request.GET.get("code", "").replace("\x00", "")
    found = reliefs.behind(
        request.actor, by=by, code=code, first_on=period.first_on, last_on=period.last_on,
        cursor=request.GET.get("after", ""),
    )  # fmt: skip
    query = {"by": by, "code": code} | period.query
    older = f"{reverse('desk:relief_cases')}?{urlencode(query | {'after': found.next})}" if found.next else ""
    context = {
        "heading": words_of(by, code), "by": BY[by], "period": period, "older": older,
        "back": f"{reverse('desk:relief')}?{urlencode({'by': by} | period.query)}",
        "rows": [
            {
                "number": row.case.number, "gist": row.case.gist, "on": row.given_on, "kind": relief_rows.kind_words(row.kind),
                "giver": thai.redact(row.giver).text, "baht": "" if row.baht is None else f"{row.baht:,}",
            }
            for row in found.items
        ],
    }  # fmt: skip
    return page(request, "desk/relief_cases.html", context, here="reports")


def _asked(request: DeskRequest) -> tuple[fiscal_periods.Period, str]:
    if not request.actor.sees_cases:
        raise NotAllowed("not_your_role", _("หน้าที่ของท่านในระบบไม่รวมถึงหน้านี้ ถ้าควรเปิดได้ กรุณาแจ้งหัวหน้าศูนย์ของท่าน"))
    by = request.GET.get("by", "kind")
    if by not in BY:
        raise Missing("no_report", _("ไม่มีรายงานนี้ หรือท่านไม่ได้ดูแลพื้นที่นี้"))
    return fiscal_periods.chosen(request.GET, timezone.now()), by


def _told(request: DeskRequest) -> tuple[Told, list[dict[str, Any]], dict[str, Any]]:
    period, by = _asked(request)
    now = timezone.now()
    sums = reliefs.sums(request.actor, by=by, first_on=period.first_on, last_on=period.last_on)
    rows = [Row(words_of(by, one.code), (one.times, one.baht, one.households)) for one in sums]
    total = Row(_("รวม"), added(rows, 3), SUM)
    report = Report(
        "relief", _("การช่วยเหลือและเยียวยา"), _finding(total.values), str(BY[by]), _columns(), (*rows, total) if rows else (),
        _definitions(), _("ยังไม่มีการบันทึกการช่วยเหลือในช่วงเวลานี้ บันทึกได้ที่ปุ่ม “บันทึกการช่วยเหลือ” ในแต่ละเรื่อง"),
    )  # fmt: skip
    told = Told(report, story.office_name(request.actor.office_code), period.words, now, True)
    urls = [f"{reverse('desk:relief_cases')}?{urlencode({'by': by, 'code': one.code} | period.query)}" for one in sums]
    lines = [
        {"label": row.label, "figures": [f"{n:,}" for n in row.values], "kind": row.kind, "url": url}
        for row, url in zip(report.rows, [*urls, ""], strict=False)
    ]
    context = {
        "period": period, "by": by, "chosen": fiscal_periods.choices(period, now),
        "tabs": [
            {"label": words, "url": f"{reverse('desk:relief')}?{urlencode({'by': name} | period.query)}",
             "current": name == by, "count": None}
            for name, words in BY.items()
        ],
        "sheet_url": f"{reverse('desk:relief_sheet')}?{urlencode({'by': by} | period.query)}",
    }  # fmt: skip
    return told, lines, context


def _columns() -> tuple[str, ...]:
    return (_("ครั้ง"), _("บาท"), _("ครัวเรือน"))


def _finding(total: tuple[int | None, ...]) -> str:
    if not total[0]:
        return _("ช่วงนี้ยังไม่มีการช่วยเหลือที่บันทึกไว้")
    gaps = {"times": f"{total[0]:,}", "baht": f"{total[1]:,}"}
    return _("ช่วยเหลือแล้ว %(times)s ครั้ง เป็นเงิน %(baht)s บาท") % gaps


def _definitions() -> tuple[tuple[str, str], ...]:
    return (
        (_("ครั้ง"), _("การช่วยเหลือที่บันทึกไว้ในเรื่อง นับตามวันที่ให้ เฉพาะเรื่องที่ท่านเปิดดูได้")),
        (_("บาท"), _("จำนวนเงินที่บันทึกไว้ การช่วยเหลือที่ไม่ได้ระบุเงินนับครั้งแต่ไม่นับเงิน")),
        (_("ครัวเรือน"), _("จำนวนครัวเรือนที่บันทึกไว้ ครัวเรือนเดียวกันที่ได้รับหลายครั้งนับทุกครั้ง")),
    )


def words_of(by: str, code: str) -> str:
    """What a code of the sum is called."""
    if by == "kind":
        return relief_rows.kind_words(code)
    if by == "category":
        return story.category_name(code) or _("ยังไม่ระบุประเภท")
    if by == "district":
        return places.title(code, language()) if code else code
    if by == "office":
        return story.office_name(code) or code
    digits = code.replace("-", "")
    good = len(digits) == 6 and digits.isascii() and digits.isdigit() and 1 <= int(digits[4:]) <= 12
    return month_name(int(digits)) if good else code
