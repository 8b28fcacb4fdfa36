"""One case: what was told, whose turn it is, what has happened, and every step that this person may take."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sangsuk import thai
from sangsuk.cases import actions, custody, queries, reporters, scanning, silence, story, thinking, workflow
from sangsuk.cases.daily import presence, replies
from sangsuk.cases.effects.second import HELD
from sangsuk.cases.files import CONTENT_TYPE, PHOTO, StoredFile, accept_with_papers
from sangsuk.cases.models import Case
from sangsuk.cases.queries import DeskCase
from sangsuk.cases.standing import standings
from sangsuk.cases.story import Line
from sangsuk.catalog import queries as catalog
from sangsuk.common import faces, filelinks
from sangsuk.common.errors import Missing, Refused, Stale
from sangsuk.common.uploads import taken
from sangsuk.deadlines import queries as deadlines
from sangsuk.learning.lessons import standing as lessons
from sangsuk.learning.lessons.actions import may_be_a_lesson

from .. import badges, case_facts, duties, relief_rows, suggested_rows
from ..clocks import clock_of
from ..doors import DeskRequest, came_too_late, desk, language, page
from ..field.rows import at_field, report_rows
from ..folding import folded
from ..forms import RevealForm
from ..mediation_rows import at_docket, dockets_of
from ..rows import place_of, status_word, tone_of
from ..steps import confirmations, ready_words
from ..steps.bar import OFFICIAL
from ..steps.forms import MoveForm, asks, bar_of
from ..thinking import aids

MESSAGES = 10  # the newest; all of them are one press away


def pane(request: DeskRequest, number: str, now: datetime, *, doing: str = "", **more: Any) -> dict[str, Any]:
    """Everything that the templates of a case need. `doing` names the move whose form is open. Raises Missing."""
    found = queries.desk_case(number, request.actor, now=now)
    case = found.case
    silent = "inform" if silence.is_silent(case, now) and any(m.name == "inform" for m in found.moves) else ""
    context = {
        **_head(request, found, now),
        **_beside(request, found, now),
        **_past(found, whole=request.GET.get("story") == "all"),
        **_way(request, case, more.pop("behind", "")),
        "reveal": RevealForm(),
        "silent": silent,
    }
    by_itself = "" if {"form", "person", "reveal"} & more.keys() else silent
    if opens := doing or by_itself:
        move = next((m for m in found.moves if m.name == opens and asks(m, case, request.actor)), None)
        context |= _opened(request, move, case, now, focus=bool(doing)) if move else {"form": None}
    context |= more
    form = context.get("form")
    return context | {
        "offers": ready_words.offers(form.move.name, case, request.actor, now) if form else [],
        "considers": aids.may_think(case, form.move.name, found.moves) if form else False,
    }


def _head(request: DeskRequest, found: DeskCase, now: datetime) -> dict[str, Any]:
    """What the case is, where, whose, by when, and what may be done with it."""
    case, actor = found.case, request.actor
    owner = workflow.OWNER in standings(case, actor)
    soon = deadlines.soon_until(now, actor.province_code)
    return {
        "found": found,
        "case": case,
        "status": status_word(case),
        "tone": tone_of(case),
        "clock": clock_of(case, now, soon, duty_of="" if owner else story.office_name(case.office_id)),
        "place": place_of(case, "ministry"),
        "place_note": case.place_note if owner else thai.redact(case.place_note).text,
        "category": story.category_name(case.category_id or ""),
        "office": story.office_name(case.office_id),
        "agency": story.office_name(case.agency_id or "") if case.status in workflow.WITH_AGENCY else "",
        "channel": next((c.name(language()) for c in catalog.channels() if c.code == case.channel), case.channel),
        "badges": badges.badges(case, actor),
        "bar": bar_of(case, found.moves, now, actor),
    }


def _beside(request: DeskRequest, found: DeskCase, now: datetime) -> dict[str, Any]:
    """What stands beside the story."""
    case, actor = found.case, request.actor
    return {
        "dossier": dossier_of(found),
        "merged_into": case_facts.merged_into(case),
        "doubt": case_facts.doubt_of(found),
        "proposal": case_facts.proposal_of(found, actor),
        "owed": duties.listed(found, now),
        "admitted": case_facts.admitted_of(found),
        "sounds_urgent": case_facts.sounds_urgent(found),
        "reports": report_rows(case, {line.move for line in found.lines}, actor),
        "others": _others(request, case, now),
        "dockets": dockets_of(found, actor),
        "helped": relief_rows.of_case(found),
        "suggested": suggested_rows.of_case(found, actor),
        "teaches": lessons.makes(actor) and may_be_a_lesson(case),
        "seal": case_facts.seal_of(found),
    }


def _past(found: DeskCase, *, whole: bool) -> dict[str, Any]:
    """What has happened and what was sent; of a long past its beginning and its newest part."""
    return {
        "past": folded(found.lines, whole=whole),
        "sent_messages": folded(found.messages, whole=whole, first=0, newest=MESSAGES, long=2 * MESSAGES),
    }


def _opened(request: DeskRequest, move: workflow.Move, case: Case, now: datetime, *, focus: bool) -> dict[str, Any]:
    """A step's form, with what is known in it, and ready words when some were chosen without JavaScript."""
    code = request.GET.get("template", "")
    words = replies.words(code, case, {}, by=request.actor, now=now)
    if move.name == "inform" and not words and silence.is_silent(case, now):
        words = {"text": _("ยังไม่มีความคืบหน้าใหม่ เพราะ {เหตุผล} เราจะแจ้งท่านอีกครั้งภายใน {วันที่}")}
    drafted = thinking.first_words(case, move, by=request.actor, now=now)
    like = aids.words_like(request.GET.get("like", ""), move.name, request.actor)
    form = MoveForm(move=move, case=case, actor=request.actor, focus=focus, initial=drafted | like | words)
    form.say_drafted(drafted.keys() - like.keys() - words.keys())
    return {"form": form, "template": code if words else ""}


def _tab(request: DeskRequest) -> str:
    """From which tab the reader came."""
    tab = request.GET.get("tab", "")
    return tab if tab in queries.TABS else "new"


def _way(request: DeskRequest, case: Case, behind: str) -> dict[str, Any]:
    """The door to the case behind this one. `behind`: its place before it moved."""
    tab = _tab(request)
    place = behind or request.GET.get("behind", "") or queries.place_of(case, tab)
    return {
        "from_tab": "" if tab == "new" else tab,
        "next_url": f"{reverse('desk:next')}?{urlencode({'tab': tab, 'after': place})}",
    }


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
    doing = request.GET.get("do", "")
    elsewhere = at_field(number, doing, request.actor) or at_docket(number, doing, request.actor)
    if elsewhere:
        return HttpResponse(headers={"HX-Redirect": elsewhere}) if request.htmx else redirect(elsewhere)
    return _show(request, number, doing=doing)


@desk(keeps=True)
@require_POST
def move(request: DeskRequest, number: str, name: str) -> HttpResponse:
    """Make one move. Refused, it comes back with what was typed; done, the case as it is now."""
    row = workflow.MOVES.get(name)
    case = queries.seen(number, request.actor)
    if row is None or not row.by & OFFICIAL:
        raise Missing("no_move", _("ไม่มีการดำเนินการนี้"))
    form = MoveForm(request.POST, request.FILES, move=row, case=case, actor=request.actor)
    good = form.is_valid()
    if came_too_late(request, form):
        return _show(request, number, form=form)
    uploads = request.FILES.getlist(form.add_prefix("file"))
    files, status = taken(uploads, accept_with_papers, lambda refused: _refuse(form, refused))
    if good and form.is_valid():
        behind = queries.place_of(case, _tab(request))  # before it moves
        try:
            _make(request, case, form, files)
            proposed = case.status == workflow.REVIEW and row.name in HELD
            return _done(request, number, workflow.MOVES["propose"] if proposed else row, behind)
        except Refused as refused:
            status = refused.status
            _refuse(form, refused)
    if status == Stale.status:
        form.with_version(queries.seen(number, request.actor).version)
    return _show(request, number, form=form, status=status)


def _make(request: DeskRequest, case: Case, form: MoveForm, files: tuple[StoredFile, ...]) -> None:
    """The step, and a note if its words began as ready words. A thin reply is counted before, so that it stays counted."""
    now, version, by = timezone.now(), form.cleaned_data["version"], request.actor
    if form.move.name == "attach":
        actions.attach(case, files, by=by, version=version)
        return
    drafted = thinking.first_words(case, form.move, by=by, now=now)
    data = replies.filled(form.given(), case, by=by, now=now, move=form.move.name)
    replies.refuse_gaps(data)
    template = request.POST.get(form.add_prefix("template"), "")
    words = replies.words(template, case, data, by=by, now=now)
    left = {name: text for name, text in drafted.items() if name not in words}
    thinking.look_again(case, form.move.name, data, by=by, now=now)
    with transaction.atomic():
        after = actions.move(case, form.move.name, by=by, version=version, data=data, files=files, looked=True)
        replies.count_use(template, words, data, after, by=by, now=now)
        thinking.count_kept(after, form.move, left, data, by=by, now=now)


def _done(request: DeskRequest, number: str, row: workflow.Move, behind: str) -> HttpResponse:
    """`behind`: the place where the case stood, so that the next one is found."""
    said, sent = confirmations.sentence(row), f"{number}/{row.name}"
    if not request.htmx:
        messages.success(request, said, extra_tags=sent)
        way = {"tab": _tab(request), "behind": behind}
        return redirect(f"{reverse('desk:case', args=[number])}?{urlencode(way)}")
    response = _show(request, number, notice=said, sent=sent, behind=behind)
    response["HX-Trigger"] = "case-moved"
    return response


def _refuse(form: MoveForm, refused: Refused) -> None:
    """A file's refusal calls its field "photos", after the citizen's form."""
    if refused.field == "photos":
        refused.field = "file"
    form.refuse(refused)


@desk
@require_POST
def beat(request: DeskRequest, number: str) -> HttpResponse:
    """Every twenty seconds from an open case: who else has it open."""
    others = _others(request, queries.seen(number, request.actor), timezone.now())
    return page(request, "desk/_presence.html", {"others": others})


def _others(request: DeskRequest, case: Case, now: datetime) -> list[dict[str, str]]:
    """The office is named when it is not the reader's own."""
    own = request.actor.office_code
    found = presence.beat(case, request.actor, now)
    return [
        {"name": one.name, "office": "" if one.office_code == own else story.office_name(one.office_code)}
        for one in found
    ]


@desk
@require_POST
def reveal(request: DeskRequest, number: str) -> HttpResponse:
    """The name behind the case, once, after the reason was written down."""
    case = queries.seen(number, request.actor)
    form = RevealForm(request.POST)
    person = form.opened(
        lambda reason: reporters.reveal(case, by=request.actor, reason=reason, fields=form.fields_wanted())
    )
    if person is None:
        return _show(request, number, reveal=form, status=422)
    return _show(request, number, person=person, opened=form.fields_wanted())


@desk
@require_safe
def file(request: DeskRequest, number: str, file_id: int) -> HttpResponseBase:
    """A file of a case, for whom the line of the story that it hangs on is meant."""
    kept = queries.file_of(number, request.actor, file_id)
    thumb = "small" in request.GET and kept.kind == PHOTO
    path = scanning.path_to(kept, thumb=thumb)
    if request.method == "GET" and not thumb:
        custody.opened(kept, by=request.actor, now=timezone.now())
    if kept.kind != PHOTO:
        return redirect(filelinks.link(kept))
    return faces.given_out(path, content_type=CONTENT_TYPE[kept.kind], name=kept.name, saved=False)
