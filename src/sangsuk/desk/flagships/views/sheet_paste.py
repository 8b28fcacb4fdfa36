"""From a spreadsheet and into one: a pasted block or a file is shown line by line before anything of it is kept."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.common.faces import expired
from sangsuk.common.uploads import is_too_big
from sangsuk.flagships.models import Sheet
from sangsuk.flagships.reporting import actions, asking, numbers, pasting, queries, standing, table, templates
from sangsuk.flagships.reporting.actions import Told
from sangsuk.flagships.reporting.asking import Key
from sangsuk.flagships.reporting.pasting import Line
from sangsuk.flagships.reporting.telling import area_name

from ...doors import DeskRequest, desk, expired_sentence, language
from ..parts import REPORTS, part_page

AT = "sheets"
TYPES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8"}
SEP = "~"


@desk(roles=REPORTS)
@require_safe
def template(request: DeskRequest, pk: int, form: str) -> HttpResponse:
    """The table of this area and period, with its codes, names and last values."""
    sheet = queries.one(pk, request.actor)
    if form not in templates.FORMS:
        raise Missing("no_form", _("ไม่มีไฟล์แบบนี้"))
    response = HttpResponse(templates.made(sheet, form, language()), content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{templates.name_of(sheet, form)}"'
    return response


@desk(roles=REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: DeskRequest, pk: int) -> HttpResponse:
    sheet = queries.one(pk, request.actor)
    if table.FILLER not in standing.standings(sheet, request.actor):
        raise NotAllowed("not_yours", _("เฉพาะผู้กรอกรายงานนี้วางตัวเลขได้"))
    if request.method != "POST":
        return _shown(request, sheet)
    text, way, trouble = request.POST.get("block", ""), request.POST.get("way", "paste"), ""
    way = way if way in ("paste", "excel", "csv") else "paste"
    try:
        upload = request.FILES.get("file")
        if upload is not None:
            if is_too_big(upload):
                raise Refused("too_big", _("ไฟล์นี้ใหญ่เกิน 5 เมกะไบต์ กรุณาใช้แบบที่ดาวน์โหลดจากหน้านี้"), "file")
            data = upload.read()
            text, way = templates.read(data, sheet), "excel" if data[:2] == b"PK" else "csv"
        start, left = _key(request.POST.get("start", "")), _left(request)
        lines = pasting.read(text, asking.of_sheet(sheet), start=start, chosen=_chosen(request), left=left)
    except Refused as refused:
        return _shown(request, sheet, text=text, way=way, trouble=str(refused), status=refused.status)
    lines = _keeping_notes(sheet, lines) if way == "paste" else lines
    if expired(request):
        return _shown(request, sheet, lines, text=text, way=way, trouble=expired_sentence(), status=403)
    if request.POST.get("take") and not trouble:
        return _taken(request, sheet, lines, text, way)
    return _shown(request, sheet, lines, text=text, way=way)


def _taken(request: DeskRequest, sheet: Sheet, lines: list[Line], text: str, way: str) -> HttpResponse:
    """What is understood; the rest stays on the page."""
    good = [line for line in lines if line.said is not None]
    rest = [line for line in lines if line.said is None]
    try:
        told = [Told(line.key[0], line.said, line.key[1]) for line in good if line.key and line.said]
        outcome = actions.say(sheet, told, by=request.actor, way=way, why=request.POST.get("why", ""))
    except Refused as refused:
        if refused.status == 403:
            raise
        return _shown(request, sheet, lines, text=text, way=way, trouble=str(refused), status=refused.status)
    done = ngettext("บันทึกแล้ว %(many)s ค่า", "บันทึกแล้ว %(many)s ค่า", outcome.saved) % {"many": outcome.saved}
    if rest:
        trouble = _("%(done)s ยังเหลือบรรทัดด้านล่างที่ต้องเลือกว่าเป็นตัวชี้วัดใด หรือแก้ไข") % {"done": done}
        done_with = _left(request) | {line.no for line in good}
        return _shown(request, sheet, rest, text=text, way=way, trouble=trouble, status=422, left=done_with)
    messages.success(request, done)
    return redirect("desk:sheet", sheet.pk)


def _keeping_notes(sheet: Sheet, lines: list[Line]) -> list[Line]:
    """Numbers pasted without a word beside them leave the note that stands there."""
    notes = {(one.indicator_id, one.cell): one.note for one in sheet.entries.exclude(note="")}
    return [
        replace(line, said=replace(line.said, note=line.said.note or notes.get(line.key, "")))
        if line.key and line.said
        else line
        for line in lines
    ]


def _left(request: DeskRequest) -> set[int]:
    """The lines that are crossed out, or done with."""
    return {int(no) for no in request.POST.getlist("leave") if no.isdecimal()}


def _chosen(request: DeskRequest) -> dict[int, Key]:
    found = {}
    for name, value in request.POST.items():
        no = name.removeprefix("to~")
        key = _key(str(value))
        if name.startswith("to~") and no.isdecimal() and key:
            found[int(no)] = key
    return found


def _key(text: str) -> Key | None:
    code, sep, cell = text.partition(SEP)
    return (code, cell) if sep else None


def _shown(
    request: DeskRequest, sheet: Sheet, lines: list[Line] | None = None, *, text: str = "", way: str = "paste",
    trouble: str = "", status: int = 200, left: Collection[int] = (),
) -> HttpResponse:  # fmt: skip
    asked = asking.of_sheet(sheet)
    names = {key: _name(one, key) for one in asked for key in one.keys}
    entries = {(one.indicator_id, one.cell): one for one in sheet.entries.all()} if lines else {}
    rows: list[dict[str, Any]] = []
    by_code = {one.code: one for one in asked}
    for line in lines or ():
        entry = entries.get(line.key) if line.key else None
        one = by_code.get(line.key[0]) if line.key else None
        rows.append({
            "line": line, "name": names.get(line.key, "") if line.key else "", "key": SEP.join(line.key) if line.key else "",
            "now": one.said(entry) if one else "",
            "value": _value(line),
            "same": entry is not None and line.said is not None and actions.said_of(entry) == line.said,
        })  # fmt: skip
    context = {
        "sheet": sheet, "rows": rows, "looked": lines is not None, "text": text, "way": way, "trouble": trouble,
        "good": sum(row["line"].said is not None for row in rows), "bad": sum(row["line"].said is None for row in rows),
        "places": [(SEP.join(key), name) for key, name in names.items()], "period": asking.period_of(sheet).name(language()),
        "area": area_name(sheet.area_code)(language()), "handed_in": sheet.state not in ("filling", "ready"),
        "left": sorted(left),
    }  # fmt: skip
    return part_page(request, "desk/flagships/sheet_paste.html", context, at=AT, status=status)


def _value(line: Line) -> str:
    said = line.said
    if said is None:
        return ""
    if said.none:
        return _("ไม่มี")
    number = " ".join(said.keys) if said.keys is not None else numbers.typed(said.number)
    return f"{number} / {numbers.typed(said.base)}" if said.base is not None else number


def _name(one: asking.Asked, key: Key) -> str:
    cell = next((cell.name(language()) for cell in one.cells if cell.code == key[1]), "")
    name = one.card.name(language())
    return _("%(name)s: %(cell)s") % {"name": name, "cell": cell} if cell else name
