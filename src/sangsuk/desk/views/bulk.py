"""One step for several cases: chosen in the queue, looked at case by case, made at one press, told case by case."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.cases import queries, workflow
from sangsuk.cases.daily import batches, replies
from sangsuk.cases.models import Case
from sangsuk.common import faces
from sangsuk.common.errors import Missing, Refused

from .. import choices
from ..doors import DeskRequest, came_too_late, desk, page
from ..rows import place_of, status_word
from ..steps.forms import MoveForm, asks

ROLES = ("officer", "chief", "agency")


class BulkForm(MoveForm):
    """The fields of a step that are the same for all; no version, no files, no guess from one case's words."""

    def __init__(self, *args: Any, move: workflow.Move, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, move=move, case=case, **kwargs)
        for name in ("version", "file"):
            self.fields.pop(name, None)
        field = self.fields.get("category")
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("เลือก")), *choices.categories()]


@desk(roles=ROLES, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: DeskRequest) -> HttpResponse:
    """The preview: what would come of it for each case. Nothing is changed here."""
    if request.method != "POST":  # somebody came back to the address after signing in again
        return redirect("desk:queue")
    now, actor = timezone.now(), request.actor
    move = _move(request)
    cases = _chosen(request)
    if not cases:
        raise Refused("needed", _("กรุณากลับไปเลือกเรื่องอย่างน้อยหนึ่งเรื่องก่อน"), "case")
    typed = request.POST.get("step") in ("look", "do")
    form = BulkForm(request.POST if typed else None, move=move, case=cases[0])
    ready = not asks(move) or (typed and form.is_valid() and not faces.expired(request))
    came_too_late(request, form)
    data = form.given() if ready and asks(move) else {}
    looks = batches.looked_at(cases, move, data, by=actor, now=now, empty=not ready)
    context = {
        "move": move, "form": form if asks(move) else None, "ready": ready, "asks": asks(move), "looks": _told(looks, actor),
        "possible": sum(look.possible for look in looks), "impossible": sum(not look.possible for look in looks),
        "versions": " ".join(f"{case.number}:{case.version}" for case in cases), "client_id": uuid4(),
        "back": _back(request), "said": _said(form, data), "template": request.POST.get("template", ""),
        "offers": replies.for_move(move.name, actor.office_code), "most": batches.MOST,
    }  # fmt: skip
    return page(request, "desk/bulk.html", context, here="queue", status=422 if typed and not ready else 200)


def _move(request: DeskRequest) -> workflow.Move:
    name = request.POST.get("do", "")
    move = next((m for m in batches.offered(request.actor) if m.name == name), None)
    if move is None:
        raise Refused("needed", _("กรุณาเลือกว่าจะทำอะไรกับเรื่องที่เลือก"), "do")
    return move


def _chosen(request: DeskRequest) -> list[Case]:
    """The ticked ones; or all of the list that was shown, as far as one press reaches; or those of the first look."""
    numbers: list[str] = [pair.partition(":")[0] for pair in request.POST.get("versions", "").split()]
    numbers += request.POST.getlist("case")
    if request.POST.get("all"):
        filters, _asked = choices.filters(request.POST, request.actor)
        tab = request.POST.get("tab", "new")
        numbers = queries.numbers(request.actor, tab, filters, most=batches.MOST)
    return batches.chosen(numbers, request.actor)


def _told(looks: list[batches.Look], actor: Any) -> list[dict[str, Any]]:
    """Those that are possible first."""
    return [
        {
            "look": one,
            "case": one.case,
            "status": status_word(one.case),
            "place": place_of(one.case, actor.office_level),
        }
        for one in sorted(looks, key=lambda one: not one.possible)
    ]


def _said(form: MoveForm, data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What was filled in, to be read once more and sent on as it is."""
    said = []
    for name in data:
        field = form[name]
        words = dict(_flat(getattr(form.fields[name], "choices", ()))).get(data[name], data[name])
        said.append({"label": field.label, "name": field.html_name, "value": data[name], "words": words})
    return said


def _flat(offered: Any) -> list[tuple[Any, Any]]:
    flat: list[tuple[Any, Any]] = []
    for value, below in offered:
        flat += list(below) if isinstance(below, list | tuple) else [(value, below)]
    return flat


def _back(request: DeskRequest) -> str:
    back = request.POST.get("back", "")
    good = url_has_allowed_host_and_scheme(back, None) and back.startswith("/desk/")
    return back[:500] if good else ""


@desk(roles=ROLES, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def press(request: DeskRequest) -> HttpResponseBase:
    """The one press. A form that was sent before leads to what came of it then."""
    if request.method != "POST" or faces.expired(request):
        return look(request)
    move = _move(request)
    try:
        client_id = UUID(request.POST.get("client_id", ""))
        pairs = [pair.rpartition(":") for pair in request.POST.get("versions", "").split()[: batches.MOST]]
        versions = {number: int(version) for number, _colon, version in pairs}
    except ValueError as trouble:
        raise Refused("bad_form", _("แบบฟอร์มนี้ไม่ครบ กรุณาเริ่มจากคิวงานอีกครั้ง")) from trouble
    cases = batches.chosen(versions, request.actor)
    form = BulkForm(request.POST, move=move, case=cases[0]) if cases and asks(move) else None
    if form is not None and not form.is_valid():
        return look(request)
    batch = batches.prepare(
        client_id, move.name, versions, form.given() if form else {}, by=request.actor,
        template=request.POST.get("template", "")[:100], back=_back(request),
    )  # fmt: skip
    batches.run(batch, by=request.actor)
    return redirect("desk:bulk_done", client_id=client_id)


@desk(roles=ROLES)
@require_safe
def result(request: DeskRequest, client_id: UUID) -> HttpResponse:
    """What was done and what was not, and why."""
    batch = batches.get(client_id, by=request.actor)
    items = batches.items(batch)
    move = workflow.MOVES.get(batch.move)
    if move is None:
        raise Missing("no_move", _("ไม่มีการดำเนินการนี้"))
    context = {
        "batch": batch,
        "move": move,
        "done": [item for item in items if item.outcome == "done"],
        "waiting": [item for item in items if not item.outcome],
        "undone": [item for item in items if item.outcome in ("refused", "stale")],
        "back": batch.back,
    }
    return page(request, "desk/bulk_done.html", context, here="queue")


@desk(roles=ROLES)
@require_POST
def again(request: DeskRequest, client_id: UUID) -> HttpResponse:
    """What was cut off in the middle is done to its end."""
    batches.run(batches.get(client_id, by=request.actor), by=request.actor)
    return redirect("desk:bulk_done", client_id=client_id)
