"""Press releases at the desk: write, have a second person agree, publish, put right, withdraw."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.cases import scanning
from sangsuk.cases.files import CONTENT_TYPE, accept
from sangsuk.catalog import queries as catalog
from sangsuk.common import faces
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.common.forms import told_in
from sangsuk.common.moves import Move
from sangsuk.common.uploads import taken
from sangsuk.orders import naming, text
from sangsuk.orders.models import News
from sangsuk.orders.news import actions, queries, standing, table, words
from sangsuk.thai import BANGKOK

from ...doors import WORKING, DeskRequest, came_too_late, desk, language
from ...learning.parts import part_page
from ..forms import FLAGSHIP, MoveForm, NewsForm, PictureForm

AT = "news"
SHELVES: dict[str, Any] = {
    "own": gettext_lazy("กำลังทำ"), "waiting": gettext_lazy("รอเห็นชอบ"), "published": gettext_lazy("เผยแพร่แล้ว"),
}  # fmt: skip


def _name(code: str) -> str:
    return naming.called(code, language())


@desk(roles=WORKING)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    shelf, address = request.GET.get("shelf", "own"), reverse("desk:news")
    shelf = shelf if shelf in SHELVES else "own"
    found = queries.listed(request.actor, shelf, cursor=request.GET.get("cursor", ""))
    context = {
        "rows": [(news, words.STATUSES[news.status], _name(news.office_id)) for news in found.items],
        "tabs": [
            {"label": label, "url": f"{address}?shelf={code}", "current": code == shelf, "count": None} for code, label in SHELVES.items()
        ],
        "older": f"{address}?{urlencode({'shelf': shelf, 'cursor': found.next})}" if found.next else "", "writes": standing.writes(request.actor),
    }  # fmt: skip
    return part_page(request, "desk/orders/news_list.html", context, at=AT)


@desk(roles=WORKING)
@require_safe
def one(request: DeskRequest, pk: int) -> HttpResponse:
    return _shown(request, queries.one(request.actor, pk))


def _shown(request: DeskRequest, news: News, *, status: int = 200, **more: Any) -> HttpResponse:
    here, bad = standing.standings(news, request.actor), more.get("bad")
    pictures = queries.pictures(news)
    scanning.marked(pictures, on_desk=True)
    forms = [
        bad if bad is not None and bad.move == move else _move_form(news, move)
        for move in table.available(news.status, here)
    ]
    edits = news.status == words.DRAFT and standing.WRITER in here
    context = {
        "news": news, "state": words.STATUSES[news.status], "blocks": text.blocks(news.body), "office": _name(news.office_id), "forms": forms,
        "pictures": pictures, "edits": edits, "adding": PictureForm() if edits else None, "notes": queries.notes(news), "form": bad,
        "tags": [naming.tag(tag, language()) for tag in news.tags],
        "story": [(event, table.said(event.move)) for event in queries.story_of(news)],
        "waits_for": news.status == words.WAITING and standing.SECOND not in here,
    }  # fmt: skip
    return part_page(request, "desk/orders/news_one.html", context | more, at=AT, status=status)


def _move_form(news: News, move: Any, data: Any = None) -> MoveForm:
    return MoveForm(
        data,
        move=move,
        fields=table.FIELDS,
        needed=frozenset(move.needs),
        prefix=move.name,
        initial={"version": news.version},
    )


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    if not standing.writes(request.actor):
        raise NotAllowed("not_yours", _("เฉพาะเจ้าหน้าที่และหัวหน้าของศูนย์จึงเขียนข่าวได้"))
    return _written(request, None)


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: DeskRequest, pk: int) -> HttpResponse:
    news = queries.one(request.actor, pk)
    if standing.WRITER not in standing.standings(news, request.actor) or news.status != words.DRAFT:
        raise NotAllowed("not_now", _("ข่าวนี้ไม่ใช่ร่างแล้ว กรุณาดึงกลับมาแก้ก่อน ถ้าเผยแพร่แล้วให้เพิ่มข้อความแก้ไข"))
    return _written(request, news)


def _written(request: DeskRequest, news: News | None) -> HttpResponse:
    form = NewsForm(request.POST if request.method == "POST" else None, initial=_initial(news) if news else {})
    if request.method == "POST":
        good = form.is_valid()
        if not came_too_late(request, form) and good:
            with told_in(form):
                if news is None:
                    news = actions.begin(form.given(), by=request.actor)
                else:
                    actions.write(news, form.given(), by=request.actor, version=form.cleaned_data["version"])
                messages.success(request, _("บันทึกร่างแล้ว"))
                return redirect("desk:news_one", news.pk)
    status = 422 if form.errors else 200
    return part_page(request, "desk/orders/news_form.html", {"form": form, "news": news}, at=AT, status=status)


def _initial(news: News) -> dict[str, Any]:
    projects = catalog.all_terms(FLAGSHIP)
    at = news.publish_at.astimezone(BANGKOK) if news.publish_at else None
    return {
        "version": news.version, "title": news.title, "lead": news.lead, "body": news.body, "event_on": news.event_on,
        "tags": " ".join(tag for tag in news.tags if tag not in projects),
        "projects": [tag for tag in news.tags if tag in projects], "named": "\n".join(news.named), "publish_on": at.date() if at else None,
        "publish_time": at.time() if at else None,
    }  # fmt: skip


@desk(roles=WORKING, keeps=True)
@require_POST
def add_picture(request: DeskRequest, pk: int) -> HttpResponse:
    news = queries.one(request.actor, pk)
    actions.check_draft(news, request.actor)
    form, status = PictureForm(request.POST), 422
    good = form.is_valid()
    if not came_too_late(request, form) and good:
        files, status = taken(request.FILES.getlist("picture"), accept, form.refuse)
        if not files and not form.errors:
            form.refuse(Refused("needed", _("กรุณาเลือกรูปก่อน"), "picture"))
        elif not form.errors:
            with told_in(form):
                actions.add_picture(news, files[0], form.cleaned_data["alt"], by=request.actor)
                messages.success(request, _("เพิ่มรูปแล้ว"))
                return redirect("desk:news_one", pk)
    return _shown(request, news, adding=form, form=form, status=status)


@desk(roles=WORKING)
@require_POST
def remove_picture(request: DeskRequest, pk: int, picture_id: int) -> HttpResponse:
    actions.remove_picture(queries.one(request.actor, pk), picture_id, by=request.actor)
    messages.success(request, _("นำรูปออกแล้ว"))
    return redirect("desk:news_one", pk)


@desk(roles=WORKING)
@require_safe
def picture(request: DeskRequest, pk: int, picture_id: int) -> HttpResponseBase:
    row = queries.picture(queries.one(request.actor, pk), picture_id)
    path = scanning.path_to(row, thumb="small" in request.GET)
    return faces.given_out(path, content_type=CONTENT_TYPE[row.kind], name=row.name, saved=False)


@desk(roles=WORKING, keeps=True)
@require_POST
def move(request: DeskRequest, pk: int, name: str) -> HttpResponse:
    news = queries.one(request.actor, pk)
    row = table.MOVES.get(name)
    if row is None or standing.MACHINE in row.by:
        raise Refused("unknown_move", _("ไม่มีการดำเนินการนี้"), "move")
    form = _move_form(news, row, request.POST)
    good = form.is_valid()
    if came_too_late(request, form) or not good:
        return _shown(request, news, bad=form, status=422)
    data = {key: value for key, value in form.cleaned_data.items() if key != "version"}
    with told_in(form):
        actions.move(news, name, by=request.actor, version=form.cleaned_data["version"], data=data)
        messages.success(request, _said(news, name, row))
        return redirect("desk:news_one", pk)
    return _shown(request, news, bad=form, status=422)


def _said(news: News, name: str, row: Move) -> str:
    if news.status == words.PUBLISHED and name == "approve":
        return _("เผยแพร่แล้ว เป็นครั้งที่ %(number)s") % {"number": news.number}
    return str(row.said)
