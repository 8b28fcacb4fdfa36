"""What a headman reports of her village, and a kamnan of his sub-district; a kamnan reads what his villages say, too."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.cases import behalf
from sangsuk.cases.mine import bringing
from sangsuk.common.errors import Refused
from sangsuk.common.faces import expired
from sangsuk.flagships.models import Sheet
from sangsuk.flagships.reporting import actions, owing, queries, signing, standing, table, typed
from sangsuk.flagships.reporting.asking import period_of
from sangsuk.flagships.reporting.queries import Row, SheetPage
from sangsuk.offices.actor import Actor
from sangsuk.offices.models import VillagePost

from ...citizens import hers
from ...views.failures import page
from ...views.me import me
from ...views.me_signing import stale


@dataclass(frozen=True)
class Field:
    """One number to type. `cell`: of which group; the whole has none."""

    label: str
    number: str
    number_name: str
    base: str | None
    base_name: str
    seq: int
    seq_name: str
    error: str


@dataclass(frozen=True)
class Line:
    row: Row
    name: str
    unit: str
    base_label: str
    fields: list[Field]
    none: bool
    note: str
    why: str

    @property
    def code(self) -> str:
        return self.row.code


def _language() -> str:
    return get_language() or "th"


def _holder(request: HttpRequest, post_id: int) -> tuple[VillagePost, Actor]:
    user = me(request)
    post = bringing.post_of(user.pk, post_id)
    return post, standing.holder(post, user.name)


@hers
@require_safe
def listed(request: HttpRequest, post_id: int) -> HttpResponse:
    """Her own reports that are open, and for a kamnan those of his villages that wait for him."""
    post, actor = _holder(request, post_id)
    rows = [_row(one) for one in owing.mine(actor).items]
    waiting = [_row(one) for one in owing.to_endorse(actor)]
    context = {"post": post, "area": behalf.area(post.area_code), "rows": rows, "waiting": waiting}
    return page(request, "public/flagships/village_sheets.html", context)


def _row(sheet: Sheet) -> dict[str, Any]:
    return {"sheet": sheet, "period": period_of(sheet).name(_language()), "area": behalf.area(sheet.area_code)}


@hers
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, post_id: int, sheet_id: int) -> HttpResponseBase:
    """To fill in; the button says whether it is only kept or sent, too."""
    post, actor = _holder(request, post_id)
    sheet = queries.one(sheet_id, actor)
    if request.method != "POST":
        return _shown(request, post, queries.page(sheet, actor))
    if expired(request):
        return stale(request)
    told = {name: str(value) for name, value in request.POST.items()}
    read = typed.read(queries.page(sheet, actor).rows, told)
    try:
        outcome = actions.say(sheet, read.told, by=actor)
        fresh = queries.one(sheet_id, actor)
        if not read.errors and not outcome.conflicts and told.get("then") == "hand_in":
            signing.hand_in(fresh, by=actor)
            messages.success(request, _("ส่งรายงานแล้ว ขอบคุณ"))
            return redirect("public:village_sheets", post_id=post.pk)
    except Refused as refused:
        if refused.status == 403:
            raise
        problems = refused.problems if isinstance(refused, signing.HeldUp) else ()
        fresh_page = queries.page(queries.one(sheet_id, actor), actor)
        return _shown(
            request, post, fresh_page, told, read.errors, str(refused), status=refused.status, problems=problems
        )
    if read.errors or outcome.conflicts:
        trouble = _("บันทึกส่วนที่อ่านได้แล้ว ช่องที่มีคำเตือนยังไม่ได้บันทึก สิ่งที่ท่านพิมพ์ยังอยู่ครบ")
        errors = read.errors | {
            typed.name_of("n", one.told.key): _("เมื่อครู่มีผู้อื่นกรอกค่านี้ไว้แล้ว กรุณาดูแล้วบันทึกอีกครั้ง") for one in outcome.conflicts
        }
        status = 409 if outcome.conflicts else 422
        return _shown(request, post, queries.page(fresh, actor), told, errors, trouble, status=status)
    messages.success(request, _("บันทึกแล้ว ท่านกลับมากรอกต่อได้"))
    return redirect("public:village_sheet", post_id=post.pk, sheet_id=sheet_id)


def _shown(
    request: HttpRequest, post: VillagePost, found: SheetPage, told: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None, trouble: str = "", *, status: int = 200, problems: Any = (),
) -> HttpResponse:  # fmt: skip
    lines = [_line(row, told or {}, errors or {}) for row in found.rows]
    names = {line.code: line.name for line in lines}
    context = {
        "post": post, "sheet": found.sheet, "lines": lines, "trouble": trouble, "fills": found.fills,
        "area": behalf.area(found.sheet.area_code), "period": found.period.name(_language()),
        "open": found.sheet.state in ("filling", "ready") or any(line.row.question for line in lines),
        "endorses": table.KAMNAN in found.standings and found.sheet.state == "handed_in",
        "stopping": [(names.get(one.indicator, ""), one.sentence) for one in problems],
    }  # fmt: skip
    template = "public/flagships/village_sheet.html" if found.fills else "public/flagships/village_read.html"
    return page(request, template, context, status=status)


def _line(row: Row, told: Mapping[str, str], errors: Mapping[str, str]) -> Line:
    card, language = row.asked.card, _language()
    fields = [
        _field(
            card.number_label(language) or _("จำนวน"),
            (row.code, ""),
            row.number,
            row.base,
            row.seq,
            card.has_base,
            told,
            errors,
        )
    ]
    for _axis, cells in row.cells:
        for one in cells:
            seq = one.entry.seq if one.entry else 0
            key = (row.code, one.cell.code)
            fields.append(_field(one.cell.name(language), key, one.number, one.base, seq, card.has_base, told, errors))
    here = fields[0].number_name in told
    none = typed.name_of("z", (row.code, "")) in told if here else bool(row.entry and row.entry.none)
    note = told.get(typed.name_of("t", (row.code, "")), row.entry.note if row.entry else "")
    why = told.get(typed.name_of("w", (row.code, "")), "")
    return Line(row, card.name(language), card.unit.name(language), card.base_label(language), fields, none, note, why)


def _field(
    label: str, key: tuple[str, str], number: str, base: str, seq: int, has_base: bool,  # noqa: FBT001 - a fact among facts
    told: Mapping[str, str], errors: Mapping[str, str],
) -> Field:  # fmt: skip
    n, b = typed.name_of("n", key), typed.name_of("b", key)
    return Field(
        label,
        told.get(n, number),
        n,
        told.get(b, base) if has_base else None,
        b,
        seq,
        typed.name_of("q", key),
        errors.get(n) or errors.get(b, ""),
    )


@hers
@require_POST
def endorse(request: HttpRequest, post_id: int, sheet_id: int) -> HttpResponseBase:
    """A kamnan puts his word under a village's report."""
    post, actor = _holder(request, post_id)
    sheet = queries.one(sheet_id, actor)
    if expired(request):
        return stale(request)
    signing.endorse([sheet], by=actor)
    messages.success(request, _("กำนันรับรองรายงานแล้ว"))
    return redirect("public:village_sheets", post_id=post.pk)


@hers
@require_POST
def ask(request: HttpRequest, post_id: int, sheet_id: int) -> HttpResponseBase:
    """A kamnan returns single numbers with a question."""
    post, actor = _holder(request, post_id)
    sheet = queries.one(sheet_id, actor)
    if expired(request):
        return stale(request)
    codes = request.POST.getlist("indicator")[:100]
    try:
        signing.ask(sheet, [(code, "") for code in codes], by=actor, question=request.POST.get("question", ""))
    except Refused as refused:
        if refused.code == "not_yours":
            raise
        found = queries.page(queries.one(sheet_id, actor), actor)
        trouble = str(refused) if codes else _("กรุณาเลือกค่าที่จะถามอย่างน้อยหนึ่งค่า")
        return _shown(request, post, found, trouble=trouble, status=refused.status)
    messages.success(request, _("ส่งคืนพร้อมคำถามแล้ว"))
    return redirect("public:village_sheets", post_id=post.pk)


__all__ = ["ask", "endorse", "listed", "one"]
