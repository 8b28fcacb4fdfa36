"""Figures of the flagships for programs: read by everybody; numbers come in and go out as DHIS2 dataValueSets."""

from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_noop as words
from ninja import Query, Router

from sangsuk.flagships import periods
from sangsuk.flagships.areas import naming
from sangsuk.flagships.exchange import actions as exchange
from sangsuk.flagships.showing import asking, board
from sangsuk.thai.dates import bangkok_date

from .answers import answer, public, troubles
from .bearer import FIGURES, Asked, Token, holder
from .inputs import DataValueQuery, FigureQuery
from .shapes.common import Named
from .shapes.figures import DataValueSet, FigureList, FigureOut, ImportConflict, ImportCount, ImportSummary

router = Router(tags=["flagships"])


@router.get(
    "/flagships/figures", response=FigureList, operation_id="list_figures", summary=words("ตัวเลขของโครงการสำคัญ"),
    description=words("ตัวเลขทุกตัวชี้วัดของพื้นที่และช่วงเวลาหนึ่ง ตัวเลขเดียวกับหน้าเว็บ passport คือหน้าที่บอกที่มา"),
    openapi_extra=troubles(404, 422),
)  # fmt: skip
def list_figures(request: HttpRequest, asked: Query[FigureQuery]) -> HttpResponse:
    """Every indicator of an area and a period, as on the page."""
    language, now = get_language() or "th", timezone.now()
    area = "" if asked.area in ("", asking.COUNTRY) else asking.area(asked.area)
    today = bangkok_date(now)
    told = asking.asked({"period": asked.period, "view": asked.view}, today)
    found = board.board(told.programme, area, told.period, today, view=told.view)
    items = [_figure(line, found, language) for line in found.lines]
    return public(FigureList(items=items, as_of=now.isoformat()))


def _figure(line: board.Line, found: board.Board, language: str) -> FigureOut:
    card, value = line.card, line.value
    passport = reverse("public:passport", args=[card.code, found.area or asking.COUNTRY, found.period.code])
    return FigureOut(
        indicator=Named(code=card.code, name=card.name(language)), area=Named(code=found.area, name=naming.name(found.area, language)),
        period=found.period.code, view=found.view, value=line.shown, unit=card.unit.code,
        number=value.number if value else None, base=value.base if value else None, entries=value.entries if value else 0,
        expected=line.expected, target=line.target.number if line.target else None, light=line.light,
        passport=f"{settings.SITE_URL}{passport}",
    )  # fmt: skip


@router.get(
    "/flagships/dataValueSets", response=DataValueSet, operation_id="read_data_values", summary=words("ตัวเลขดิบแบบ DHIS2"),
    description=words("ค่าที่จังหวัดรับรองแล้วของพื้นที่และทุกพื้นที่ข้างใน ในรูปแบบ dataValueSets รหัสตามตารางจับคู่รหัส ถ้าไม่มีใช้รหัสของเรา "
                      "ค่าแยกเพศ ช่วงอายุ และความพิการ มีให้เฉพาะผู้ที่ส่งกุญแจสิทธิ figures:write มาด้วย"),
    openapi_extra=troubles(401, 403, 404, 422),
)  # fmt: skip
def read_data_values(request: HttpRequest, asked: Query[DataValueQuery]) -> HttpResponse:
    """What was passed, of an area and all in it, as DHIS2 dataValueSets; by sex, age and disability for officials only."""
    if not (everybody := "Authorization" not in request.headers):
        holder(request, FIGURES)
    period = periods.parse(asked.period)
    given = exchange.give(
        board.programme_of(period.fiscal_year), asking.area(asked.orgUnit), period, everybody=everybody
    )
    return answer(DataValueSet.model_validate(given))


@router.post(
    "/flagships/dataValueSets", response=ImportSummary, auth=Token(FIGURES), operation_id="send_data_values",
    summary=words("ส่งตัวเลขเข้าแบบรายงาน แบบ DHIS2"),
    description=words("ค่าจะเข้าแบบรายงานของอำเภอหรือจังหวัดของเจ้าของกุญแจ แล้วลงนามและรับรองตามขั้นตอนเดิม ค่าที่อ่านไม่ออกตอบกลับใน conflicts ทีละค่า ค่าอื่นไม่หาย"),
    openapi_extra=troubles(400, 401, 403, 413, 415, 422),
)  # fmt: skip
def send_data_values(request: HttpRequest, body: DataValueSet) -> HttpResponse:
    """Onto the sheets of the sender's own office; signed and passed by the usual hands."""
    told = exchange.take(body.plain(), by=cast(Asked, request).auth)
    conflicts = [ImportConflict(object=one.object, value=one.value) for one in told.conflicts]
    count = ImportCount(imported=told.imported, ignored=told.ignored)
    return answer(ImportSummary(status="WARNING" if conflicts else "SUCCESS", importCount=count, conflicts=conflicts))
