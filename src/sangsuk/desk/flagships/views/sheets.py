"""Sheets at the desk: what one owes, and one sheet to fill in, to sign or to look at."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.common.faces import expired
from sangsuk.flagships.models import Sheet
from sangsuk.flagships.reporting import actions, owing, queries, signing, standing, table
from sangsuk.flagships.reporting.asking import Key, period_of
from sangsuk.flagships.reporting.queries import SheetPage
from sangsuk.flagships.reporting.telling import area_name
from sangsuk.thai.dates import bangkok_date

from ...doors import DeskRequest, desk, expired_sentence, language
from .. import entry_rows
from ..parts import REPORTS, part_page
from ..sheet_words import ENTRY_STATES, state_of
from . import sheet_above

AT = "sheets"
COPY = "copy"


@desk(roles=REPORTS)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    """A district its own sheets; a province its districts; the department the provinces."""
    actor = request.actor
    if actor.office_level == "district":
        return _own(request)
    return sheet_above.period(request)


def _own(request: DeskRequest) -> HttpResponse:
    done = request.GET.get("shelf") == "done"
    found = owing.mine(request.actor, done=done, after=request.GET.get("cursor", ""))
    address = reverse("desk:sheets")
    tabs = [
        {"label": _("ต้องส่ง"), "url": address, "current": not done, "count": None},
        {"label": _("ส่งแล้ว"), "url": f"{address}?shelf=done", "current": done, "count": None},
    ]
    shelf = "done" if done else ""
    context = {
        "tabs": tabs, "rows": [row(one) for one in found.items], "done": done,
        "older": f"{address}?shelf={shelf}&cursor={found.next}" if found.next else "",
    }  # fmt: skip
    return part_page(request, "desk/flagships/sheets.html", context, at=AT)


def row(sheet: Sheet) -> dict[str, Any]:
    word, tone = state_of(sheet)
    today = bangkok_date(timezone.now())
    over = period_of(sheet).before <= today
    return {
        "sheet": sheet, "period": period_of(sheet).name(language()), "word": word, "tone": tone, "over": over,
        "late": sheet.due_on < today and sheet.handed_in_at is None,
        "was_late": sheet.handed_in_at is not None and bangkok_date(sheet.handed_in_at) > sheet.due_on,
    }  # fmt: skip


@desk(roles=REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: DeskRequest, pk: int) -> HttpResponse:
    """To fill in for the area itself, to look at and to pass for those above."""
    sheet = queries.one(pk, request.actor)
    if request.method == "POST":
        return _save(request, sheet)
    return shown(request, queries.page(sheet, request.actor))


def shown(
    request: DeskRequest, found: SheetPage, *, status: int = 200, at: str = "", typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None, conflicts: Mapping[Key, actions.Conflict] | None = None,
    trouble: str = "", problems: Any = (), question: str = "", ticked: Any = (),
) -> HttpResponse:  # fmt: skip
    """`at`: the project whose form came back, with what was typed in it; `question`, `ticked`: of a question that came back."""
    sheet = found.sheet
    blocks = [
        entry_rows.shown(one, typed, errors, conflicts) if one.project.code == at else entry_rows.shown(one)
        for one in found.blocks
    ]
    names = {row.code: row.asked.card.name(language()) for row in found.rows}
    word, tone = state_of(sheet)
    context = {
        "page": found, "sheet": sheet, "blocks": blocks, "area": area_name(sheet.area_code)(language()), "word": word,
        "tone": tone, "period": found.period.name(language()), "previous": found.period.previous.name(language()),
        "year_ago": found.period.year_ago.name(language()), "at": at, "trouble": trouble, "states": ENTRY_STATES,
        "stopping": [(names.get(p.indicator, p.indicator), p) for p in problems], "row": row(sheet),
        "behalf": standing.on_behalf(sheet, request.actor), "can_pass": _can_pass(found), "language": language(),
        "question": question, "ticked": set(ticked),
    }  # fmt: skip
    template = "desk/flagships/sheet.html" if found.fills else "desk/flagships/sheet_read.html"
    return part_page(request, template, context, at=AT, status=status)


def _can_pass(found: SheetPage) -> bool:
    waits = found.sheet.state == "handed_in" or bool(found.lower and found.lower.taken)
    return table.PROVINCE in found.standings and waits


def _save(request: DeskRequest, sheet: Sheet) -> HttpResponse:
    """One project's numbers, also half of them; then whatever its button said beside."""
    actor = request.actor
    found = queries.page(sheet, actor)
    if not found.fills:
        raise NotAllowed("not_yours", _("ขั้นตอนนี้ไม่ใช่หน้าที่ของท่านในรายงานนี้"), "move")
    block = found.by_project.get(request.POST.get("project", ""))
    typed = _first(request.POST)
    if block is None:
        raise Refused("not_asked", _("ไม่พบโครงการนี้ในแบบรายงาน กรุณาเปิดหน้านี้อีกครั้ง"), "project")
    code = block.project.code
    if expired(request):
        return shown(request, found, status=403, at=code, typed=typed, trouble=expired_sentence())
    told = entry_rows.read(block.rows, typed)
    try:
        outcome = actions.say(sheet, told.told, by=actor)
    except Refused as refused:
        if refused.status == 403:
            raise
        return shown(
            request, found, status=refused.status, at=code, typed=typed, errors=told.errors, trouble=str(refused)
        )
    if told.errors or outcome.conflicts:
        fresh = queries.page(queries.one(sheet.pk, actor), actor)
        conflicts = {one.told.key: one for one in outcome.conflicts}
        trouble = _("บันทึกส่วนที่อ่านได้แล้ว ช่องที่มีคำเตือนยังไม่ได้บันทึก สิ่งที่ท่านพิมพ์ยังอยู่ครบ")
        status = 409 if conflicts else 422
        return shown(
            request,
            fresh,
            status=status,
            at=code,
            typed=typed,
            errors=told.errors,
            conflicts=conflicts,
            trouble=trouble,
        )
    return _after(request, sheet, code, outcome.saved)


def _after(request: DeskRequest, sheet: Sheet, project: str, saved: int) -> HttpResponse:
    then, _sep, what = request.POST.get("then", "").partition(":")
    if then == COPY:
        page = queries.page(queries.one(sheet.pk, request.actor), request.actor)
        codes = [row.code for row in page.by_project[project].rows]
        many = actions.copy(sheet, [what] if what in codes else codes, by=request.actor)
        text = ngettext("คัดลอกมา %(many)s ค่า กรุณาดูว่ายังถูกต้องแล้วเลือก “ดูแล้ว ถูกต้อง”",
                        "คัดลอกมา %(many)s ค่า กรุณาดูว่ายังถูกต้องแล้วเลือก “ดูแล้ว ถูกต้อง”", many)  # fmt: skip
        messages.success(request, text % {"many": many} if many else _("ไม่มีค่าของช่วงก่อนให้คัดลอกในช่องที่ยังว่าง"))
    elif then == "evidence":
        return redirect("desk:sheet_evidence", sheet.pk, what)
    elif saved:
        messages.success(request, ngettext("บันทึกแล้ว %(many)s ค่า", "บันทึกแล้ว %(many)s ค่า", saved) % {"many": saved})
    else:
        messages.success(request, _("บันทึกแล้ว ไม่มีอะไรเปลี่ยน"))
    return redirect(f"{reverse('desk:sheet', args=[sheet.pk])}#{project}")


def _first(post: QueryDict) -> dict[str, str]:
    return {name: str(value) for name, value in post.items()}


VERBS = {"ready": signing.ready, "unready": signing.unready, "pass": signing.pass_}


@desk(roles=REPORTS)
@require_POST
def move(request: DeskRequest, pk: int, name: str) -> HttpResponse:
    sheet = queries.one(pk, request.actor)
    row = table.MOVES.get(name)
    if row is None or not row.button or name not in (*VERBS, "hand_in"):
        raise Refused("unknown_move", _("ไม่มีการดำเนินการนี้"), "move")
    page = queries.page(sheet, request.actor)
    if expired(request):
        return shown(request, page, status=403, trouble=expired_sentence())
    version = version_in(request)
    try:
        if name == "hand_in":
            signing.hand_in(sheet, by=request.actor, version=version, why=request.POST.get("why", ""))
        else:
            VERBS[name](sheet, by=request.actor, version=version)
    except Refused as refused:
        if refused.code == "not_yours":
            raise
        fresh = queries.page(queries.one(pk, request.actor), request.actor)
        problems = refused.problems if isinstance(refused, signing.HeldUp) else ()
        return shown(request, fresh, status=refused.status, trouble=str(refused), problems=problems)
    messages.success(request, str(row.said))
    return redirect("desk:sheet", pk) if name != "pass" else redirect(_back(request, sheet))


def _back(request: DeskRequest, sheet: Sheet) -> str:
    period = period_of(sheet).code
    return f"{reverse('desk:sheets')}?period={period}&programme={sheet.programme_id}"


def version_in(request: DeskRequest) -> int | None:
    said = request.POST.get("version", "")
    return int(said) if said.isdecimal() and len(said) < 9 else None
