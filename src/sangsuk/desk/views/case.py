"""One case: what was told, whose turn it is, what has happened, and every step that this person may take."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sangsuk import thai
from sangsuk.cases import actions, queries, reporters, story, workflow
from sangsuk.cases.files import CONTENT_TYPE, PHOTO, StoredFile, accept, path_of
from sangsuk.cases.models import Case
from sangsuk.cases.queries import DeskCase
from sangsuk.cases.standing import standings
from sangsuk.cases.story import Line
from sangsuk.catalog import queries as catalog
from sangsuk.common import faces
from sangsuk.common.errors import Missing, NotAllowed, Refused, Stale
from sangsuk.common.uploads import is_too_big
from sangsuk.deadlines import queries as deadlines

from ..clocks import clock_of
from ..doors import DeskRequest, desk, expired_sentence, language, page
from ..forms import RevealForm
from ..moves import MoveForm, asks, bar_of
from ..rows import place_of, status_word, tone_of


def pane(request: DeskRequest, number: str, now: datetime, *, doing: str = "", **more: Any) -> dict[str, Any]:
    """Everything that the templates of a case need. `doing` names the move whose form is open. Raises Missing."""
    found = queries.desk_case(number, request.actor, now=now)
    case, here = found.case, standings(found.case, request.actor)
    context = {
        "found": found,
        "case": case,
        "status": status_word(case),
        "tone": tone_of(case),
        "clock": clock_of(
            case,
            now,
            deadlines.soon_until(now, request.actor.province_code),
            duty_of="" if workflow.OWNER in here else story.office_name(case.office_id),
        ),
        "place": place_of(case, "ministry"),
        "place_note": case.place_note if workflow.OWNER in here else thai.redact(case.place_note).text,
        "category": story.category_name(case.category_id or ""),
        "office": story.office_name(case.office_id),
        "agency": story.office_name(case.agency_id or "") if case.status in workflow.WITH_AGENCY else "",
        "channel": next((c.name(language()) for c in catalog.channels() if c.code == case.channel), case.channel),
        "bar": bar_of(case, found.moves, now),
        "dossier": dossier_of(found),
        "reveal": RevealForm(),
    }
    if doing:
        move = next((m for m in found.moves if m.name == doing and asks(m)), None)
        context["form"] = MoveForm(move=move, case=case) if move else None
    return context | more


def dossier_of(found: DeskCase) -> Line | None:
    """What the level below sent up with the case, as long as the case is at the level above."""
    for line in reversed(found.lines):
        if line.move == "return_down":
            return None
        if line.move == "pass_up":
            return line if found.case.is_open else None
    return None


def _show(request: DeskRequest, number: str, *, status: int = 200, **more: Any) -> HttpResponse:
    context = pane(request, number, timezone.now(), **more)
    template = "desk/_case.html" if request.htmx else "desk/case.html"
    return page(request, template, context, here="queue", status=status)


@desk
@require_safe
def case(request: DeskRequest, number: str) -> HttpResponse:
    return _show(request, number, doing=request.GET.get("do", ""))


@desk(keeps=True)
@require_POST
def move(request: DeskRequest, number: str, name: str) -> HttpResponse:
    """Make one move. Refused, it comes back with what was typed; done, the case as it is now."""
    row = workflow.MOVES.get(name)
    case = queries.seen(number, request.actor)
    if row is None or row.by == frozenset({workflow.CITIZEN}):
        raise Missing("no_move", _("ไม่มีการดำเนินการนี้"))
    form = MoveForm(request.POST, request.FILES, move=row, case=case)
    good = form.is_valid()
    if faces.expired(request):
        form.errors.clear()
        form.add_error(None, expired_sentence())
        return _show(request, number, form=form)
    files, status = _files(request, form)
    if good and form.is_valid():
        try:
            _make(request, case, form, files)
            return _done(request, number, row)
        except Refused as refused:
            status = refused.status
            _refuse(form, refused)
    if status == Stale.status:
        form.with_version(queries.seen(number, request.actor).version)
    return _show(request, number, form=form, status=status)


def _make(request: DeskRequest, case: Case, form: MoveForm, files: tuple[StoredFile, ...]) -> None:
    version = form.cleaned_data["version"]
    if form.move.name == "attach":
        actions.attach(case, files, by=request.actor, version=version)
    else:
        actions.move(case, form.move.name, by=request.actor, version=version, data=form.given(), files=files)


def _done(request: DeskRequest, number: str, row: workflow.Move) -> HttpResponse:
    said = _("บันทึกแล้ว: %(move)s") % {"move": row.label}
    if not request.htmx:
        messages.success(request, said)
        return redirect("desk:case", number=number)
    response = _show(request, number, notice=said)
    response["HX-Trigger"] = "case-moved"
    return response


def _refuse(form: MoveForm, refused: Refused) -> None:
    """A file's refusal calls its field "photos", after the citizen's form."""
    if refused.field == "photos":
        refused.field = "file"
    form.refuse(refused)


def _files(request: DeskRequest, form: MoveForm) -> tuple[tuple[StoredFile, ...], int]:
    kept, status = [], 422
    for upload in request.FILES.getlist(form.add_prefix("file")):
        try:
            kept.append(accept(upload, papers=True))
        except Refused as refused:
            status = 413 if is_too_big(upload) else status
            _refuse(form, refused)
    return tuple(kept), status


@desk
@require_POST
def reveal(request: DeskRequest, number: str) -> HttpResponse:
    """The name behind the case, once, after the reason was written down."""
    case = queries.seen(number, request.actor)
    form = RevealForm(request.POST)
    form.is_valid()
    try:
        person = reporters.reveal(case, by=request.actor, reason=form.cleaned_data.get("reason", ""))
    except NotAllowed:
        raise
    except Refused as refused:
        form.errors.clear()
        form.refuse(refused)
        return _show(request, number, reveal=form, status=422)
    return _show(request, number, person=person)


@desk
@require_safe
def file(request: DeskRequest, number: str, file_id: int) -> HttpResponseBase:
    """A file of a case, for whom the line of the story that it hangs on is meant."""
    kept = next((f for f in queries.desk_case(number, request.actor).files if f.id == file_id), None)
    if kept is None:
        raise Missing("no_file", _("ไม่พบไฟล์นี้"))
    thumb = "small" in request.GET and kept.kind == PHOTO
    return faces.given_out(
        path_of(kept.sha256, kept.kind, thumb=thumb), content_type=CONTENT_TYPE[kept.kind], name=kept.name,
        saved=kept.kind != PHOTO,
    )  # fmt: skip
