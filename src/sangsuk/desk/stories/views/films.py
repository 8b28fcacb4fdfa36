"""Films of the chosen stories: the list, one production with all that belongs to it, the release as paper."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.common.errors import Missing, Refused
from sangsuk.papers import printing
from sangsuk.stories.films import actions, facts_of, queries, releases, table, words
from sangsuk.stories.media import limits
from sangsuk.stories.models import Film, FilmPerson

from ...doors import (
    WORKING,
    DeskRequest,
    came_too_late,
    desk,
)
from ...views.letters import paper_of
from ..film_boxes import Boxes, Sent
from ..film_deeds import DEEDS
from ..film_forms import WhyForm
from ..film_paper import release_paper
from ..parts import story_page, version_in

AT = "films"
WHERE = {
    "script": "papers", "accessible": "papers", "releases": "people", "channels": "people", "places": "places", "day": "places",
    "cut": "cuts", "approvals": "cuts", "film": "showings",
}  # fmt: skip
"""Where on the page what is missing is added."""


@desk(roles=WORKING)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    rows = [
        {"film": row.film, "state": words.STATES[row.film.state], "waits": list(row.waits.values())}
        for row in queries.listing(request.actor)
    ]
    context = {
        "rows": rows,
        "to_begin": queries.to_begin(request.actor),
        "to_stop": [(words.CHANNELS[one.channel], one) for one in queries.to_stop()],
    }
    return story_page(request, "desk/stories/films.html", context, at=AT)


@desk(roles=WORKING)
@require_POST
def begin(request: DeskRequest, pk: int) -> HttpResponse:
    selection = queries.to_begin(request.actor).filter(pk=pk).first()
    if selection is None:
        raise Missing("no_film", _("ไม่พบเรื่องที่ได้รับเลือกนี้ หรือเริ่มผลิตไปแล้ว"))
    film = actions.begin(selection, by=request.actor)
    messages.success(request, _("เริ่มผลิตภาพยนตร์แล้ว"))
    return redirect("desk:story_film", code=film.code)


@desk(roles=WORKING)
@require_safe
def one(request: DeskRequest, code: str) -> HttpResponse:
    return _show(request, queries.seen(code, request.actor))


@desk(roles=WORKING, keeps=True)
@require_POST
def deed(request: DeskRequest, code: str, name: str) -> HttpResponse:
    """Add one thing. Refused, its form is there again with what was typed."""
    film, row = queries.seen(code, request.actor), DEEDS.get(name)
    if row is None:
        raise Missing("no_move", _("ไม่มีการดำเนินการนี้"))
    of = request.POST.get("of", "")
    form = row.form(request.POST, request.FILES) if row.form else None
    good = form.is_valid() if form else True
    late = came_too_late(request, form) if form else False
    if good and not late:
        try:
            told = row.does(film, of, form.cleaned_data if form else {}, request.actor)
            messages.success(request, _("บันทึกแล้ว"))
            if told:
                kept = queries.seen(code, request.actor)
                return _show(request, kept, key=told, key_no=releases.mine(told).no)
            return redirect("desk:story_film", code=code)
        except Refused as refused:
            if form is None:
                raise
            form.refuse(refused)
    return _show(request, film, status=422, sent=Sent(name, of, form))


deed.file_bytes = limits.FILM.bytes  # type: ignore[attr-defined]  # a finished film comes in the form itself


@desk(roles=WORKING, keeps=True)
@require_POST
def move(request: DeskRequest, code: str, name: str) -> HttpResponse:
    film, row = queries.seen(code, request.actor), table.MOVES.get(name)
    if row is None:
        raise Missing("no_move", _("ไม่มีการดำเนินการนี้"))
    form = WhyForm(request.POST) if row.asks else None
    good = form.is_valid() if form else True
    if good and not (form and came_too_late(request, form)):
        try:
            at, given = version_in(request) or film.version, form.cleaned_data if form else {}
            actions.move(film, name, by=request.actor, version=at, data=given)
            messages.success(request, _("บันทึกแล้ว: %(move)s") % {"move": row.label})
            return redirect("desk:story_film", code=code)
        except Refused as refused:
            if form is None:
                raise
            form.refuse(refused)
    return _show(request, film, status=422, sent=Sent(name, "", form))


@desk(roles=WORKING)
@require_http_methods(["POST"])
def paper(request: DeskRequest, code: str, no: int) -> HttpResponse:
    """The release to sign, with the key that finds it again; the key is in the form that was told it, and nowhere else."""
    film = queries.seen(code, request.actor)
    person = film.people.filter(no=no).first()
    key = request.POST.get("key", "")
    if person is None or releases.mine(key) != person:
        raise Missing("no_release", _("ไม่พบหนังสืออนุญาตที่ตรงกับรหัสนี้ กรุณาตรวจอีกครั้ง"))
    sheet = release_paper(film, person, key, site=request.build_absolute_uri("/"))
    return paper_of(request, printing.pdf(sheet, made_at=timezone.now()), f"release-{film.code}-{no}.pdf")


def _show(
    request: DeskRequest, film: Film, *, status: int = 200, sent: Sent | None = None, **more: Any
) -> HttpResponse:
    facts, box = facts_of.film(film), Boxes(sent or Sent())
    able = table.available(facts)
    showings = list(film.showings.filter(dropped_at=None).prefetch_related("counts"))
    costs = list(film.costs.filter(dropped_at=None))
    context = {
        "film": film, "state": words.STATES[film.state], "step": _step(film),
        "waits": [(WHERE.get(need, ""), said) for need, said in table.waiting_for(facts).items()], "key": more.get("key", ""),
        "key_no": more.get("key_no"), "moves": [m for m in able if not m.asks],
        "asking": [(m, box.why(m.name)) for m in able if m.asks],
        "boxes": {name: box.of(name) for name, row in DEEDS.items() if row.form},
        "people": [_person(person, box) for person in film.people.order_by("no")],
        "papers": [(words.PAPERS[p.kind], p) for p in film.papers.order_by("kind", "language", "-no")],
        "cuts": [
            (cut, [(words.APPROVALS[a.kind], a) for a in cut.approvals.all()], box.of("approve", cut.pk))
            for cut in film.cuts.order_by("-no").prefetch_related("approvals")
        ],
        "showings": [(words.CHANNELS[s.channel], s, box.of("shown", s.pk), box.of("count", s.pk)) for s in showings],
        "places": [(one, box.of("allow_place", one.pk)) for one in film.places.filter(dropped_at=None)],
        "days": film.days.filter(dropped_at=None), "costs": [(one, box.of("spend", one.pk)) for one in costs],
        "planned": sum(c.planned_baht for c in costs), "spent": sum(c.spent_baht or 0 for c in costs),
        "seen_by": sum(queries.latest_counts(showings)), "stopped": film.state == words.STOPPED,
        "may_leave_out": film.state not in words.FIXED,
    }  # fmt: skip
    return story_page(request, "desk/stories/film.html", context, at=AT, status=status)


def _step(film: Film) -> str:
    """'ขั้นที่ 3 จาก 6', while it is on its way."""
    if film.state not in words.STEPS:
        return ""
    return _("ขั้นที่ %(no)s จาก %(of)s") % {"no": words.STEPS.index(film.state) + 1, "of": len(words.STEPS)}


def _person(person: FilmPerson, box: Boxes) -> dict[str, Any]:
    return {
        "person": person, "name": releases.name_of(person), "guardian": releases.guardian_of(person),
        "release": words.RELEASES[person.release], "uses": [words.RELEASE_USES[use] for use in person.uses],
        "sign": box.of("sign", person.pk),
    }  # fmt: skip
