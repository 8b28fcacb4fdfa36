"""The docket of a district: the list, one mediation with its next step, the request, the calendar, the mediators."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.cases import queries as cases
from sangsuk.cases.intake import New
from sangsuk.cases.mediation import actions, contracts, parties, queries, table, words
from sangsuk.cases.mediation.standing import insider, sees_inside
from sangsuk.common import faces
from sangsuk.common.errors import Missing, NotAllowed, Refused, Stale
from sangsuk.offices.actor import Actor
from sangsuk.papers import printing
from sangsuk.privacy import notices
from sangsuk.thai import date_in, time_in

from ..doors import WORKING, DeskRequest, came_too_late, desk, expired_sentence, language, page
from ..forms import RevealForm
from ..mediation_forms import MoveForm, RequestForm, party_words
from ..mediation_rows import bar_of, clock_of, row_of, tone_of
from .counter import MOST_SLIPS, SLIPS
from .letters import paper_of

TABS = {
    "open": gettext_lazy("ที่ยังไม่จบ"), "late": gettext_lazy("เกินเวลา"), "settled": gettext_lazy("สำเร็จ"),
    "dismissed": gettext_lazy("จำหน่าย"), "": gettext_lazy("ทั้งหมด"),
}  # fmt: skip
HERE = "mediations"


def keeps_docket(actor: Actor) -> bool:
    """Whether this person works in a district, which keeps a docket of its own."""
    return actor.office_level == "district" and actor.role in WORKING


@desk
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    now, status = timezone.now(), request.GET.get("status", "open")
    found = queries.listing(request.actor, status=status, cursor=request.GET.get("cursor", ""))
    address = reverse("desk:mediations")
    tabs = [
        {"label": label, "url": f"{address}?{urlencode({'status': code})}", "current": code == status, "count": None}
        for code, label in TABS.items()
    ]
    inside = insider(request.actor)
    context = {
        "rows": [row_of(one, now, inside=inside(one)) for one in found.items],
        "tabs": tabs,
        "older": f"{address}?{urlencode({'status': status, 'cursor': found.next})}" if found.next else "",
        "newer": f"{address}?{urlencode({'status': status})}" if request.GET.get("cursor") else "",
        "keeps": keeps_docket(request.actor),
    }
    return page(request, "desk/mediation/list.html", context, here=HERE)


@desk
@require_safe
def calendar(request: DeskRequest) -> HttpResponse:
    """The appointments to come, one day under the other."""
    now, inside = timezone.now(), insider(request.actor)
    days: dict[str, list[dict[str, Any]]] = {}
    for one in queries.calendar(request.actor, now):
        if one.session_at is None:
            continue
        row = {
            "row": row_of(one, now, inside=inside(one)), "one": one, "inside": inside(one),
            "mode": words.MODES[one.session_mode], "time": time_in(one.session_at, language()),
        }  # fmt: skip
        days.setdefault(date_in(one.session_at, language(), "full"), []).append(row)
    return page(
        request, "desk/mediation/calendar.html", {"days": days, "keeps": keeps_docket(request.actor)}, here=HERE
    )


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    """From a case (`?case=`), or from somebody at the counter, who gets a case, a slip and a docket at once."""
    if not keeps_docket(request.actor):
        raise NotAllowed("not_yours", _("การไกล่เกลี่ยเป็นงานของอำเภอ"))
    number = request.GET.get("case", "")
    case = cases.seen(number, request.actor) if number else None
    form = RequestForm(request.POST if request.method == "POST" else None, case=case)
    if request.method == "POST" and faces.expired(request):
        form.errors.clear()
        form.add_error(None, expired_sentence())
    elif request.method == "POST" and form.is_valid():
        try:
            actions.refuse_recordings(request.FILES)
            if case is not None:
                made = actions.docket(case, form.request(), by=request.actor)
            else:
                told, made = actions.at_counter(_told(form.new(request.actor)), form.request(), by=request.actor)
                slips = request.session.get(SLIPS, {}) | {told.case.number: str(form.cleaned_data["client_id"])}
                request.session[SLIPS] = dict(list(slips.items())[-MOST_SLIPS:])
            messages.success(request, _("ลงสารบบแล้ว เลขที่ %(docket)s") % {"docket": made.docket})
            return redirect("desk:mediation", number=made.number)
        except Refused as refused:
            form.refuse(refused)
    shown = {"form": form, "case": case, "notice": notices.current("reporter", timezone.now(), language())}
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "desk/mediation/new.html", shown, here=HERE, status=status)


def _told(new: New) -> New:
    """Who asks at the counter has heard the notice in force; which one it was stays with her case."""
    return replace(new, notice=notices.shown("reporter", "", timezone.now()))


def pane(request: DeskRequest, number: str, now: datetime, **more: Any) -> dict[str, Any]:
    """Everything that the page of one mediation needs. `doing` names the move whose form is open. Raises Missing."""
    found = queries.desk_mediation(number, request.actor, now=now)
    one = found.mediation
    context: dict[str, Any] = {
        "found": found, "one": one, "row": row_of(one, now, inside=found.inside), "tone": tone_of(one, now),
        "status": words.STATUSES[one.status][1], "clock": clock_of(one, now), "bar": bar_of(one, found.moves, now),
        "dispute": words.KINDS[one.kind], "mode": words.MODES.get(one.session_mode, ""), "reveal": RevealForm(),
        "contract": RevealForm(prefix="contract") if contracts.may_print(one) and found.inside else None,
        "why": words.REASONS.get(one.why_dismissed, ""), "no_recording": words.NO_RECORDING,
        "slip": one.case.number in request.session.get(SLIPS, {}),
        "consents": [(words.SIDES[side], words.CONSENTS[getattr(one, f"consent_{side}")]) for side in words.SIDES],
        "people": [(party_words(party, found.people), party) for party in found.people],
        "sessions": [(s, words.MODES[s.mode], words.ATTENDED.get(s.attended, "")) for s in found.sessions],
        "panel": [(m, m.pk == one.chair_id) for m in found.panel],
    }  # fmt: skip
    if doing := more.pop("doing", ""):
        move = next((m for m in found.moves if m.name == doing and (m.needs or m.takes)), None)
        context["form"] = MoveForm(move=move, mediation=one, people=found.people, now=now) if move else None
    return context | more


def _show(request: DeskRequest, number: str, *, status: int = 200, **more: Any) -> HttpResponse:
    context = pane(request, number, timezone.now(), **more)
    return page(request, "desk/mediation/one.html", context, here=HERE, status=status)


@desk
@require_safe
def one(request: DeskRequest, number: str) -> HttpResponse:
    return _show(request, number, doing=request.GET.get("do", ""))


@desk(keeps=True)
@require_POST
def move(request: DeskRequest, number: str, name: str) -> HttpResponse:
    """Make one move. Refused, it comes back with what was typed; done, the mediation as it is now."""
    now, row = timezone.now(), table.MOVES.get(name)
    mediation = queries.seen(number, request.actor)
    if row is None:
        raise Missing("no_move", _("ไม่มีการดำเนินการนี้"))
    people = parties.present(mediation) if sees_inside(mediation, request.actor) else []
    form = MoveForm(request.POST, move=row, mediation=mediation, people=people, now=now)
    good, status = form.is_valid(), 422
    if came_too_late(request, form):
        return _show(request, number, form=form)
    if good:
        try:
            actions.refuse_recordings(request.FILES)
            actions.move(
                mediation, name, by=request.actor, version=form.cleaned_data["version"], data=form.given(), now=now
            )
            messages.success(request, _("บันทึกแล้ว: %(move)s") % {"move": row.label})
            return redirect("desk:mediation", number=number)
        except Refused as refused:
            if isinstance(refused, NotAllowed):
                raise
            status = refused.status
            form.refuse(refused)
    if status == Stale.status:
        form.with_version(queries.seen(number, request.actor).version)
    return _show(request, number, form=form, status=status)


@desk
@require_POST
def reveal(request: DeskRequest, number: str) -> HttpResponse:
    """Everybody's names, once, after the reason was written down."""
    mediation = queries.seen(number, request.actor)
    form = RevealForm(request.POST)
    known = form.opened(lambda reason: parties.reveal(mediation, by=request.actor, reason=reason))
    if known is None:
        return _show(request, number, reveal=form, status=422)
    return _show(request, number, known={one.no: one.person for one in known})


@desk(roles=WORKING)
@require_POST
def contract(request: DeskRequest, number: str) -> HttpResponse:
    """The contract as PDF, with everybody's names and the terms, after the reason was written down."""
    mediation = queries.seen(number, request.actor)
    form = RevealForm(request.POST, prefix="contract")
    sheet = form.opened(lambda reason: contracts.contract_sheet(mediation, by=request.actor, reason=reason))
    if sheet is None:
        return _show(request, number, contract=form, status=422)
    return paper_of(request, printing.pdf(sheet, made_at=timezone.now()), f"{mediation.number}.pdf")
