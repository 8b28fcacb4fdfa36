"""The office's improvement list, one item of it, and how the offices of a province or the country stand."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from sangsuk.common.errors import Refused
from sangsuk.insight.voices import saying, scopes
from sangsuk.stories import words
from sangsuk.stories.improvements import actions, queries, suggestions, table
from sangsuk.stories.improvements.words import STATUSES
from sangsuk.stories.models import ImprovementItem
from sangsuk.thai.dates import bangkok_date

from ...doors import (
    WORKING,
    DeskRequest,
    came_too_late,
    desk,
    language,
)
from ..improvement_forms import MoveForm, titles_of
from ..parts import story_page, version_in
from .voices import READERS

AT = "improvements"
SHELVES = {"open": _("ยังไม่เสร็จ"), "late": _("เลยกำหนด"), "done": _("ปรับปรุงแล้ว"), "dropped": _("ไม่ต้องปรับปรุง")}


@desk(roles=READERS)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    """An office reads its list; those above it, how each office stands."""
    own = scopes.home(request.actor)
    if not own.isdigit() or request.actor.role not in WORKING:
        return _standing(request, own)
    today, shelf = bangkok_date(timezone.now()), request.GET.get("shelf", "open")
    shelf = shelf if shelf in SHELVES else "open"
    found = queries.listed(request.actor, shelf, today, cursor=request.GET.get("cursor", ""))
    counted = next(iter(queries.counts([own], today)), queries.Counts(own))
    address, n = reverse("desk:improvements"), {"open": counted.open, "late": counted.late, "done": counted.done}
    tabs = [
        {
            "label": label,
            "url": f"{address}?shelf={code}",
            "current": code == shelf,
            "count": n.get(code),
            "late": code == "late",
        }
        for code, label in SHELVES.items()
    ]
    context = {
        "tabs": tabs, "rows": _rows(list(found.items), today), "counted": counted,
        "older": f"{address}?{urlencode({'shelf': shelf, 'cursor': found.next})}" if found.next else "",
    }  # fmt: skip
    return story_page(request, "desk/voices/improvements.html", context, at=AT)


def _rows(items: list[ImprovementItem], today: Any) -> list[dict[str, Any]]:
    said = queries.first_said(items, queries.cards_of(items))
    return [
        {
            "item": item, "said": said[item.pk] or _without_words(item), "status": STATUSES[item.status],
            "from": _source(item), "tone": words.TONES.get(item.tone, ""),
            "late": item.due_on is not None and item.due_on < today,
            "service": saying.term(words.SERVICES, item.service) if item.service else "",
        }
        for item in items
    ]  # fmt: skip


def _without_words(item: ImprovementItem) -> Any:
    if item.case_id:
        return _("ข้อเสนอที่ออกจากรายการแล้ว")
    return _("เรื่องเล่าที่ไม่มีให้อ่านแล้ว") if item.story_id else _("บัตรที่ไม่ได้เขียนข้อความ")


def _source(item: ImprovementItem) -> Any:
    if item.case_id:
        return _("ข้อเสนอแนะ")
    return _("เรื่องเล่า") if item.story_id else _("บัตรความเห็น")


def _standing(request: DeskRequest, scope: str) -> HttpResponse:
    inside = None if scope == scopes.COUNTRY else scopes.offices_in(scope)
    found = queries.counts(inside, bangkok_date(timezone.now()))
    context = {
        "lines": [{"name": scopes.name(one.office, language()), "counts": one} for one in found if one.open or one.done],
        "open": sum(one.open for one in found), "late": sum(one.late for one in found),
    }  # fmt: skip
    return story_page(request, "desk/voices/standing.html", context, at=AT)


@desk(roles=WORKING)
@require_safe
def one(request: DeskRequest, pk: int) -> HttpResponse:
    return _shown(request, queries.one(request.actor, pk))


def _shown(request: DeskRequest, item: ImprovementItem, bad: MoveForm | None = None) -> HttpResponse:
    standing, titles = actions.standing(item, request.actor), titles_of(item, request.actor)
    moves = table.available(item.status, standing, pledged=item.pledge_id is not None)
    moves.sort(key=lambda move: move.target == item.status)  # the next step stands first
    forms = [
        bad if bad and bad.move == move else MoveForm(item=item, move=move, titles=titles, prefix=move.name)
        for move in moves
        if move.name != "join" or titles
    ]
    joined = queries.joined_to(item, request.actor)
    said = queries.first_said([item, *joined], cards := queries.cards_of([item, *joined]))
    context = {
        "item": item, "said": said[item.pk] or _without_words(item), "card": cards.get(item.card_ref or 0), "forms": forms, "form": bad,
        "status": STATUSES[item.status], "joined": [(one.pk, said[one.pk]) for one in joined], "case": suggestions.told(item, request.actor),
        "story": [(event, table.MOVES[event.move].said if event.move in table.MOVES else _("เข้ามาในรายการ")) for event in queries.story_of(item)],
        "tone": words.TONES[item.tone] if item.tone else _source(item),
    }  # fmt: skip
    return story_page(request, "desk/voices/improvement.html", context, at=AT, status=422 if bad else 200)


@desk(roles=WORKING, keeps=True)
@require_POST
def move(request: DeskRequest, pk: int, name: str) -> HttpResponse:
    item = queries.one(request.actor, pk)
    row = table.MOVES.get(name)
    if row is None or not row.by & {table.OFFICE, table.CHIEF}:
        raise Refused("unknown_move", _("ไม่มีการดำเนินการนี้"), "move")
    form = MoveForm(request.POST, item=item, move=row, titles=titles_of(item, request.actor), prefix=name)
    good = form.is_valid()
    if came_too_late(request, form) or not good:
        return _shown(request, item, form)
    try:
        actions.move(item, name, by=request.actor, version=version_in(request), data=form.cleaned_data)
    except Refused as refused:
        if refused.field not in form.fields:
            raise
        form.refuse(refused)
        return _shown(request, item, form)
    messages.success(request, str(row.said))
    return redirect("desk:improvement", pk)
