"""Official letters of a case: what was issued, a draft to change and look over, its PDF."""

from itertools import groupby
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sangsuk.cases import letters, queries
from sangsuk.cases.letters.heads import head_of
from sangsuk.cases.models import Letter
from sangsuk.common.errors import Missing, NotAllowed, Refused, Stale
from sangsuk.thai import bangkok_date

from ..doors import WORKING, DeskRequest, came_too_late, desk, page
from ..letter_forms import LetterForm

READ = ("GET", "HEAD", "POST")


@desk(roles=WORKING)
@require_http_methods(READ)
def listed(request: DeskRequest, number: str) -> HttpResponse:
    """The letters of a case and the kinds that can be written; a kind that is sent begins a draft."""
    case = queries.seen(number, request.actor)
    if not letters.may_list(case, request.actor):
        raise NotAllowed("not_yours", _("หนังสือของเรื่องนี้เปิดได้เฉพาะศูนย์ที่ดูแลเรื่องและศูนย์ระดับเหนือ"))
    if request.method == "POST":
        made = letters.start(case, request.POST.get("kind", ""), by=request.actor)
        return redirect("desk:letter", number=number, letter_id=made.pk)
    found = letters.of_case(case, request.actor)
    context = {
        "case": case, "issued": [_row(one) for one in found if one.is_issued],
        "drafts": [_row(one) for one in found if not one.is_issued], "groups": _groups(case.identity != "none"),
        "may_write": letters.may_write(case, request.actor),
        "minutes": sum(one.saved_minutes or 0 for one in found),
    }  # fmt: skip
    return page(request, "desk/letters.html", context, here="queue")


def _row(letter: Letter) -> dict[str, Any]:
    return {"letter": letter, "kind": letters.kind(letter.kind).label}


def _groups(reachable: bool) -> list[dict[str, Any]]:
    """The kinds by whom they go to, in the order of the table."""
    kinds = [kind for kind in letters.KINDS.values() if reachable or kind.to != "complainant"]
    return [{"to": letters.READERS[to], "kinds": list(some)} for to, some in groupby(kinds, key=lambda kind: kind.to)]


@desk(roles=WORKING, keeps=True)
@require_http_methods(READ)
def letter(request: DeskRequest, number: str, letter_id: int) -> HttpResponse:
    """One letter: a draft to change and issue, or what was issued."""
    found = letters.letter(number, letter_id, request.actor)
    writes = not found.is_issued and letters.may_write(found.case, request.actor)
    if request.method != "POST":
        return _show(request, found, LetterForm(letter=found) if writes else None)
    if not writes:
        raise Stale("stale", _("หนังสือฉบับนี้ออกเลขไปแล้ว หรือเรื่องอยู่ที่ศูนย์อื่นแล้ว จึงแก้ไม่ได้"))
    form = LetterForm(request.POST, letter=found)
    if came_too_late(request, form):
        return _show(request, found, form)
    return _done(request, found, form)


def _done(request: DeskRequest, found: Letter, form: LetterForm) -> HttpResponse:
    deed, status = request.POST.get("deed", "save"), 422
    if deed == "discard":
        letters.discard(found, by=request.actor)
        messages.success(request, _("ทิ้งร่างแล้ว"))
        return redirect("desk:letters", number=found.case.number)
    if form.is_valid():
        try:
            return _written(request, found, form, issue=deed == "issue")
        except Refused as refused:
            form.refuse(refused)
            status = refused.status
    found = letters.letter(found.case.number, found.pk, request.actor)
    form.with_version(found.version)
    return _show(request, found, form, status=status)


def _written(request: DeskRequest, found: Letter, form: LetterForm, *, issue: bool) -> HttpResponse:
    kept = letters.change(found, form.given(), by=request.actor, version=form.cleaned_data["version"])
    if issue:
        kept = letters.issue(kept, by=request.actor, version=kept.version)
        messages.success(request, _("ออกหนังสือแล้ว ที่ %(number)s") % {"number": kept.number})
    answer = redirect("desk:letter", number=found.case.number, letter_id=found.pk)
    answer["Location"] += "" if issue else "#preview"
    return answer


def _show(request: DeskRequest, found: Letter, form: LetterForm | None, *, status: int = 200) -> HttpResponse:
    try:
        pages, no_print = range(1, len(letters.pages(found, by=request.actor)) + 1), ""
    except Refused as refused:  # no Thai typeface here: the words can still be written
        pages, no_print = range(0), str(refused)
    context = {
        "letter": found, "case": found.case, "kind": letters.kind(found.kind).label, "form": form, "pages": pages,
        "no_print": no_print, "head": head_of(found.office_id, bangkok_date(timezone.now())),
    }  # fmt: skip
    return page(request, "desk/letter.html", context, here="queue", status=status)


@desk(roles=WORKING)
@require_GET
def pdf(request: DeskRequest, number: str, letter_id: int) -> HttpResponse:
    """The letter as PDF, with the complainant's name for those who may know it."""
    found = letters.letter(number, letter_id, request.actor)
    made = letters.pdf(found, by=request.actor)
    name = (found.number or _("ร่าง")).replace("/", "-").replace(" ", "")
    return paper_of(request, made.pdf, f"{name}.pdf")


@desk(roles=WORKING)
@require_GET
def picture(request: DeskRequest, number: str, letter_id: int, page_no: int) -> HttpResponse:
    """One page of it as a picture, for looking over where a browser shows no PDF."""
    pages = letters.pages(letters.letter(number, letter_id, request.actor), by=request.actor)
    if not 1 <= page_no <= len(pages):
        raise Missing("no_page", _("ไม่มีหน้านี้"))
    return HttpResponse(pages[page_no - 1], content_type="image/png")


def paper_of(request: HttpRequest, made: bytes, name: str) -> HttpResponse:
    """A PDF of our own making: to look at, or with `?save` to keep."""
    how = "attachment" if "save" in request.GET else "inline"
    headers = {
        "Content-Disposition": f"{how}; filename*=utf-8''{quote(name)}", "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    }  # fmt: skip
    return HttpResponse(made, content_type="application/pdf", headers=headers)
