"""The office's stories: what waits for an answer, the answer, what was promised, and what became of it."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from sangsuk.cases import queries as cases
from sangsuk.cases import scanning
from sangsuk.cases.files import CONTENT_TYPE, accept_with_papers
from sangsuk.common import faces
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.common.uploads import taken
from sangsuk.stories import queries as stories
from sangsuk.stories.answers import actions, counting, evidence, queries, rails, table, words
from sangsuk.stories.models import Story, StoryAnswer
from sangsuk.stories.recognition import people
from sangsuk.stories.standing import OFFICE, PASSED, standings

from ...doors import (
    LOOKING,
    WORKING,
    DeskRequest,
    came_too_late,
    desk,
    language,
)
from ..answers_forms import AnswerForm, PledgeForm, PraiseForm
from ..parts import story_page

READING = (*WORKING, *LOOKING)
AT, AT_PLEDGES = "answers", "pledges"
TABS = {
    "waiting": gettext_lazy("รอคำตอบ"), "late": gettext_lazy("เลยกำหนด"), "answered": gettext_lazy("ตอบแล้ว"), "all": gettext_lazy("ทั้งหมด"),
}  # fmt: skip
PLEDGE_TABS = {
    "open": gettext_lazy("ที่ต้องทำ"), "late": gettext_lazy("เลยกำหนด"), "unconfirmed": gettext_lazy("รอผู้เล่ายืนยัน"),
    "confirmed": gettext_lazy("ยืนยันแล้ว"), "all": gettext_lazy("ทั้งหมด"),
}  # fmt: skip
PROMISE = ("what", "owner_role", "owner", "due_on")


def tabs_of(tabs: dict[str, Any], address: str, current: str) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": f"{address}?{urlencode({'tab': code})}", "current": code == current, "count": None}
        for code, label in tabs.items()
    ]


@desk(roles=READING)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    now, tab, address = timezone.now(), request.GET.get("tab", "waiting"), reverse("desk:stories_answers")
    found = queries.listing(request.actor, tab=tab, cursor=request.GET.get("cursor", ""), now=now)
    actor = request.actor
    own = actor.office_code if actor.office_level == "district" else ""
    context = {
        "rows": found.items, "tabs": tabs_of(TABS, address, tab), "own": bool(own),
        "older": f"{address}?{urlencode({'tab': tab, 'cursor': found.next})}" if found.next else "",
        "counted": counting.counted(now=now, public=False, office=own, province=actor.province_code), "least": counting.LEAST, "marks": words.TONES,
    }  # fmt: skip
    return story_page(request, "desk/stories/answers/list.html", context, at=AT)


@desk(roles=READING)
@require_safe
def pledges(request: DeskRequest) -> HttpResponse:
    now, tab, address = timezone.now(), request.GET.get("tab", "open"), reverse("desk:stories_pledges")
    found = queries.pledges(request.actor, tab=tab, cursor=request.GET.get("cursor", ""))
    rows = [
        (one, queries.shown_pledge(one, (), now, language(), ()), words.STATUSES[one.status][0]) for one in found.items
    ]
    context = {
        "rows": rows, "tabs": tabs_of(PLEDGE_TABS, address, tab), "own": request.actor.office_level == "district",
        "older": f"{address}?{urlencode({'tab': tab, 'cursor': found.next})}" if found.next else "",
    }  # fmt: skip
    return story_page(request, "desk/stories/answers/pledges.html", context, at=AT_PLEDGES)


def _seen(request: DeskRequest, code: str) -> Story:
    """A story that has passed: before, it is the moderators' alone."""
    story = stories.seen(code, request.actor)
    if story.status not in PASSED:
        raise stories.missing()
    return story


def _show(request: DeskRequest, story: Story, *, status: int = 200, **more: Any) -> HttpResponse:
    now, here = timezone.now(), standings(story, request.actor)
    return story_page(
        request, "desk/stories/answers/one.html", _context(request, story, now, here) | more, at=AT, status=status
    )


def _context(request: DeskRequest, story: Story, now: datetime, here: frozenset[str]) -> dict[str, Any]:
    shown = queries.for_desk(story, request.actor, now=now)
    last = shown.history[-1] if shown.history else None
    doing = request.GET.get("do", "")
    moves = []
    for pledge in shown.pledges:
        for move in pledge.may:
            if f"{pledge.no}-{move.name}" == doing:
                moves.append((pledge.no, move, _pledge_form(story, pledge.no, move.name)))
    office = OFFICE in here
    correct = office and (last is None or doing == "answer")
    matching = people.may_match(story, request.actor)
    return {
        "story": story, "shown": shown, "office": office, "last": last, "open_moves": moves,
        "form": AnswerForm(before=last) if correct else None,
        "promise": PledgeForm(fields=PROMISE, story=story, prefix="promise") if office and last else None,
        "praise": PraiseForm(story=story) if matching else None, "spoken_of": people.spoken_of(story, request.actor),
        "praised": people.of_story(story, request.actor) if matching else [], "doing": doing, "events": queries.told(story),
    }  # fmt: skip


def _pledge_form(story: Story, no: int, name: str, data: Any = None) -> PledgeForm:
    move = table.MOVES.get(name)
    if move is None:
        raise Missing("no_move", _("ไม่มีการดำเนินการนี้"))
    pledge = queries.pledge(story, no)
    return PledgeForm(data, fields=(*move.needs, *move.takes), story=story, pledge=pledge, prefix=f"p{no}-{name}")


@desk(roles=READING)
@require_safe
def one(request: DeskRequest, code: str) -> HttpResponse:
    return _show(request, _seen(request, code))


@desk(roles=WORKING, keeps=True)
@require_POST
def answer(request: DeskRequest, code: str) -> HttpResponse:
    story = _seen(request, code)
    last = StoryAnswer.objects.filter(story=story).order_by("-no").first()
    form = AnswerForm(request.POST, before=last)
    good, status = form.is_valid(), 422
    if not came_too_late(request, form) and good:
        try:
            told = form.cleaned_data
            actions.answer(
                story, told["text"], signed_as=told["signed_as"], why=told.get("why", ""), last=told["last"] or 0,
                by=request.actor,
            )  # fmt: skip
            messages.success(request, _("เผยแพร่คำตอบแล้ว"))
            return redirect("desk:stories_answer", code=code)
        except Refused as refused:
            status = _refused(form, refused)
    return _show(request, story, form=form, status=status)


@desk(roles=WORKING, keeps=True)
@require_POST
def promise(request: DeskRequest, code: str) -> HttpResponse:
    story = _seen(request, code)
    form = PledgeForm(request.POST, fields=PROMISE, story=story, prefix="promise")
    good, status = form.is_valid(), 422
    if not came_too_late(request, form) and good:
        try:
            actions.promise(story, form.given(), by=request.actor)
            messages.success(request, _("บันทึกคำมั่นแล้ว ผู้เล่าจะได้รับข้อความ และประชาชนเห็นวันที่รับไว้"))
            return redirect("desk:stories_answer", code=code)
        except Refused as refused:
            status = _refused(form, refused)
    return _show(request, story, promise=form, doing="promise", status=status)


@desk(roles=WORKING, keeps=True)
@require_POST
def move(request: DeskRequest, code: str, no: int, name: str) -> HttpResponse:
    """One move of a promise. Refused, it comes back with what was typed."""
    story = _seen(request, code)
    form, pledge, row = _pledge_form(story, no, name, request.POST), queries.pledge(story, no), table.MOVES[name]
    good, status = form.is_valid(), 422
    if not came_too_late(request, form) and good:
        files, status = taken(request.FILES.getlist(f"p{no}-{name}-files"), accept_with_papers, form.refuse)
        if not form.errors:
            data = form.given() | ({"files": files} if "files" in row.needs else {})
            try:
                actions.move(pledge, name, by=request.actor, version=form.cleaned_data["version"], data=data)
                messages.success(request, _("บันทึกแล้ว: %(move)s") % {"move": row.label})
                return redirect("desk:stories_answer", code=code)
            except Refused as refused:
                status = _refused(form, refused)
    return _show(request, story, open_moves=[(no, row, form)], doing=f"{no}-{name}", status=status)


@desk(roles=WORKING, keeps=True)
@require_POST
def praise(request: DeskRequest, code: str) -> HttpResponse:
    story = _seen(request, code)
    form = PraiseForm(request.POST, story=story)
    good, status = form.is_valid(), 422
    if not came_too_late(request, form) and good:
        try:
            people.match(story, by=request.actor, **form.given())
            messages.success(request, _("บันทึกผู้ได้รับคำชมแล้ว"))
            return redirect("desk:stories_answer", code=code)
        except Refused as refused:
            status = _refused(form, refused)
    return _show(request, story, praise=form, doing="praise", status=status)


@desk(roles=WORKING)
@require_POST
def unpraise(request: DeskRequest, code: str, pk: int) -> HttpResponse:
    story = _seen(request, code)
    for row, _name in people.of_story(story, request.actor):
        if row.pk == pk:
            people.undo(row, by=request.actor)
            messages.success(request, _("นำออกแล้ว"))
    return redirect("desk:stories_answer", code=code)


@desk(roles=READING)
@require_safe
def file(request: DeskRequest, code: str, file_id: int) -> HttpResponseBase:
    """A proof of a change, for whoever sees the story at the desk."""
    return given(request, evidence.of_story(_seen(request, code), file_id))


@desk(roles=WORKING)
@require_safe
def of_case(request: DeskRequest, number: str) -> HttpResponse:
    """The story that a case began with, for who has the case in hand; asked only when somebody wants to know."""
    case = cases.seen(number, request.actor)
    context = {"case": case, "story": rails.story_for_owner(case, request.actor)}
    return story_page(request, "desk/stories/answers/of_case.html", context, at="")


def given(request: HttpRequest, row: Any) -> HttpResponseBase:
    path = scanning.path_to(row, thumb="small" in request.GET)
    return faces.given_out(path, content_type=CONTENT_TYPE[row.kind], name=row.name, saved=row.kind != "photo")


def _refused(form: Any, refused: Refused) -> int:
    if isinstance(refused, NotAllowed):
        raise refused
    form.refuse(refused)
    return int(refused.status)
