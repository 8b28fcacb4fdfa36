"""Making lessons: what to begin with, the work on one, sending it, a second person's look."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.learning.lessons import actions, anonymity, queries, standing, table
from sangsuk.learning.lessons.words import CAUSES, STATUSES
from sangsuk.learning.models import Lesson, LessonEvent

from ...doors import WORKING, DeskRequest, came_too_late, desk
from ...stories.parts import version_in
from .. import lesson_words as words
from ..lesson_forms import MoveForm, ProposeForm
from ..parts import part_page

AT = "making"
SHELVES = {"check": _("รอตรวจ"), "write": _("กำลังเขียน"), "rest": _("พักไว้ รอทบทวน"), "retired": _("เลิกใช้")}
SAID = {"propose": _("เสนอเป็นบทเรียน"), "bring": _("มากับระบบ")}


@desk(roles=WORKING)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    shelf = request.GET.get("shelf", "check")
    shelf = shelf if shelf in SHELVES else "check"
    page = queries.making(request.actor, shelf, cursor=request.GET.get("cursor", ""))
    address, counts = reverse("desk:lessons_making"), queries.counts(request.actor)
    tabs = [
        {"label": label, "url": f"{address}?shelf={code}", "current": code == shelf, "count": counts[code], "late": code == "rest"}
        for code, label in SHELVES.items()
    ]  # fmt: skip
    context = {
        "tabs": tabs, "rows": [(one, words.about(one), STATUSES[one.status], words.office(one.office_code)) for one in page.items],
        "older": f"{address}?shelf={shelf}&cursor={page.next}" if page.next else "",
    }  # fmt: skip
    return part_page(request, "desk/learning/making.html", context, at=AT)


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: DeskRequest) -> HttpResponse:
    """`?number=`, `?code=`: of which case or story, from the page of that."""
    if not standing.makes(request.actor):
        raise NotAllowed("not_yours", _("ผู้เสนอบทเรียนคือเจ้าหน้าที่จังหวัด กรมการปกครอง และกระทรวงมหาดไทย"))
    asked = {name: request.GET.get(name, "")[:60] for name in ("number", "code")}
    form = ProposeForm(request.POST) if request.method == "POST" else ProposeForm(initial=asked)
    if request.method == "POST" and form.is_valid() and not came_too_late(request, form):
        try:
            made = _begun(request, form.cleaned_data)
        except Refused as refused:
            form.refuse(refused if refused.field in form.fields else _at_the_field(refused, form.cleaned_data))
        else:
            return redirect("desk:lesson_making", made.code)
    status = 422 if form.errors else 200
    return part_page(request, "desk/learning/propose.html", {"form": form}, at=AT, status=status)


def _begun(request: DeskRequest, given: dict[str, Any]) -> Lesson:
    if given["number"]:
        return actions.propose_case(given["number"], by=request.actor)
    return actions.propose_story(given["code"], by=request.actor)


def _at_the_field(refused: Refused, given: dict[str, Any]) -> Refused:
    return Refused(refused.code, str(refused), "number" if given["number"] else "code")


@desk(roles=WORKING)
@require_safe
def one(request: DeskRequest, code: str) -> HttpResponse:
    return _shown(request, queries.in_the_making(code, request.actor))


def _shown(request: DeskRequest, lesson: Lesson, bad: MoveForm | None = None) -> HttpResponse:
    here, allowed = actions.standings(lesson, request.actor), actions.is_allowed(lesson)
    look = anonymity.looked({part: getattr(lesson, part) for part in table.PARTS})
    forms = [
        bad if bad and bad.move == move else MoveForm(move=move, lesson=lesson, asks=look.asks, prefix=move.name)
        for move in table.available(lesson.status, here, allowed=allowed)
    ]
    context = {
        "lesson": lesson, "about": words.about(lesson), "status": STATUSES[lesson.status], "cause": CAUSES.get(lesson.why, lesson.why),
        "from": queries.source_of(lesson, request.actor), "look": look, "forms": forms, "form": bad, "allowed": allowed,
        "own": table.CHECKER not in here, "parts_shown": [(table.FIELDS[p].label, getattr(lesson, p)) for p in table.PARTS[1:]],
        "roles": words.roles(lesson.roles), "story": _story(lesson), "versions": actions.versions(lesson)[1:],
        "office": words.office(lesson.office_code),
    }  # fmt: skip
    return part_page(request, "desk/learning/work.html", context, at=AT, status=422 if bad else 200)


def _story(lesson: Lesson) -> list[tuple[LessonEvent, Any, Any]]:
    events = LessonEvent.objects.filter(lesson=lesson).order_by("seq")
    return [
        (one, table.MOVES[one.move].said if one.move in table.MOVES else SAID.get(one.move, ""), CAUSES.get(one.data.get("why", ""), one.data.get("why", "")))
        for one in events
    ]  # fmt: skip


@desk(roles=WORKING, keeps=True)
@require_POST
def move(request: DeskRequest, code: str, name: str) -> HttpResponse:
    lesson = queries.in_the_making(code, request.actor)
    row = table.MOVES.get(name)
    if row is None or row.by == {table.MACHINE}:
        raise Refused("unknown_move", _("ไม่มีการดำเนินการนี้"), "move")
    form = MoveForm(request.POST, move=row, lesson=lesson, asks=True, prefix=name)
    good = form.is_valid()
    if came_too_late(request, form) or not good:
        return _shown(request, lesson, form)
    try:
        moved = actions.move(lesson, name, by=request.actor, version=version_in(request), data=form.cleaned_data)
    except Refused as refused:
        if refused.field not in form.fields and refused.field not in table.PARTS:
            raise
        form.refuse(refused)
        return _shown(request, lesson, form)
    messages.success(request, str(row.said))
    return redirect("desk:lesson_making", moved.code)
