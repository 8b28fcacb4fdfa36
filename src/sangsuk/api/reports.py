"""The reports as data: the figures of the pages, for the programs of who may read those pages."""

from dataclasses import asdict
from typing import TypeVar, cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_noop as words
from ninja import Query, Router

from sangsuk.common import paging
from sangsuk.insight import asking, outcome_words, reports, scopes, sheets
from sangsuk.insight import outcomes as insight
from sangsuk.insight.outcomes import DISTRICT, Outcome
from sangsuk.insight.reports.shape import Row, Told
from sangsuk.offices.actor import Actor
from sangsuk.places import queries as places

from .answers import answer, troubles
from .bearer import REPORTS, Asked, Token
from .inputs import OutcomeQuery, ReportPage, ReportQuery
from .shapes.common import Named
from .shapes.reports import FigureOf, MeasureOf, OutcomeList, OutcomeRow, ReportList, ReportOut, ReportRow

router = Router(tags=["officials"], auth=Token(REPORTS))
T = TypeVar("T")
CSV = {"text/csv": {"schema": {"type": "string"}}}


def _actor(request: HttpRequest) -> Actor:
    return cast(Asked, request).auth


@router.get(
    "/desk/reports", response=ReportList, operation_id="list_reports", summary=words("รายงานที่ท่านอ่านได้"),
    description=words("ชื่อของรายงานสำหรับศูนย์หรือหน่วยงานของท่าน และศูนย์ที่เลือกได้ในช่อง office"),
    openapi_extra=troubles(401, 403),
)  # fmt: skip
def list_reports(request: HttpRequest) -> HttpResponse:
    """The names of the reports, and whose may be asked for."""
    actor = _actor(request)
    asking.reader(actor)
    items = [
        Named(code=name, name=str(reports.REPORTS[name][0])) for name in reports.names_for(scopes.own_scope(actor))
    ]
    readable = [Named(code=scope, name=reports.office_words(scope)) for scope in scopes.readable(actor)]
    return answer(ReportList(items=items, offices=readable))


@router.get(
    "/desk/reports/{name}", response=ReportOut, operation_id="read_report", summary=words("อ่านรายงาน"),
    description=words("ตัวเลขเดียวกับหน้ารายงาน ตาม columns ทีละแถว ส่งค่า next กลับมาเป็น cursor เพื่ออ่านแถวต่อไป"),
    openapi_extra=troubles(401, 403, 404, 422),
)  # fmt: skip
def read_report(request: HttpRequest, name: str, asked: Query[ReportPage]) -> HttpResponse:
    """The same figures as on the page. Give `next` back as `cursor` for the rows after."""
    told = _told(_actor(request), name, asked)
    report, first = told.report, _first(asked.cursor)
    rows, following = _rows(report.rows, first, asked.limit)
    return answer(
        ReportOut(
            name=name, heading=report.heading, finding=report.finding, office=told.office, period=told.period,
            as_of=told.as_of, complete=told.complete, lead=report.lead, columns=list(report.columns),
            rows=[_row(row) for row in rows], next=following,
        )
    )  # fmt: skip


@router.get(
    "/desk/reports/{name}/csv", operation_id="read_report_csv", summary=words("รายงานเป็น CSV"),
    description=words("ทุกแถวในไฟล์เดียว UTF-8 คอลัมน์แรกคือรหัสของแถว"),
    openapi_extra=troubles(401, 403, 404, 422, gives=CSV),
)  # fmt: skip
def read_report_csv(request: HttpRequest, name: str, asked: Query[ReportQuery]) -> HttpResponse:
    """All rows in one file."""
    told = _told(_actor(request), name, asked)
    return HttpResponse(sheets.comma_separated(told), content_type="text/csv; charset=utf-8")


@router.get(
    "/desk/outcomes", response=OutcomeList, operation_id="read_outcomes", summary=words("ผลที่เกิดกับประชาชน"),
    description=words("ตัวเลขเดียวกับหน้าผลที่เกิดกับประชาชน ช่อง value เป็น null เมื่อมีคำตอบน้อยเกินไป แถวแรกคือรวมทั้งหมด"),
    openapi_extra=troubles(401, 403, 404, 422),
)  # fmt: skip
def read_outcomes(request: HttpRequest, asked: Query[OutcomeQuery]) -> HttpResponse:
    """The same figures as on the page; nothing of fewer than ten answers. The first line is all together."""
    question = asking.of_outcomes(_actor(request), asked.given() | {"by": asked.by}, timezone.now())
    told = insight.told(question.scope, *insight.period(question.year, question.month), by=question.by)
    lines, following = _rows((told.whole, *told.lines), _first(asked.cursor), asked.limit)
    measures = [
        MeasureOf(name=one.name, label=str(one.label), meaning=str(one.meaning)) for one in outcome_words.MEASURES
    ]
    return answer(
        OutcomeList(
            finding=outcome_words.finding(told.whole), office=reports.office_words(question.scope), measures=measures,
            items=[_outcome(one, question.by) for one in lines], next=following,
        )
    )  # fmt: skip


def _told(actor: Actor, name: str, asked: ReportQuery) -> Told:
    return reports.told(name, asking.of_report(actor, name, asked.given(), timezone.now()))


def _first(cursor: str) -> int:
    """The rows of a report are reckoned together and stand in its order, so that the key of a row is its place."""
    return max(0, paging.decode_id(cursor)) if cursor else 0


def _rows(rows: tuple[T, ...], first: int, limit: int) -> tuple[tuple[T, ...], str | None]:
    last = first + limit
    return rows[first:last], paging.encode(last) if last < len(rows) else None


def _row(row: Row) -> ReportRow:
    return ReportRow(code=row.code, label=row.label, kind=row.kind, office=row.scope or None, values=list(row.values))


def _outcome(one: Outcome, by: str) -> OutcomeRow:
    language = get_language() or "th"
    name = ""
    if one.code:
        name = places.title(one.code, language) if by == DISTRICT else scopes.name_of(one.code, language)[0]
    figures = [FigureOf(measure=m.name, **asdict(outcome_words.numbers(m.of(one)))) for m in outcome_words.MEASURES]
    return OutcomeRow(code=one.code, name=name, figures=figures)
