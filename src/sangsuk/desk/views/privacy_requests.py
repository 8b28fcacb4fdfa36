"""Requests about one's own data at the desk: taken down at the counter, decided by the officer."""

import json
from typing import Any

from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sangsuk.cases import queries as cases
from sangsuk.cases import repeats
from sangsuk.common.errors import Missing, Refused
from sangsuk.privacy import rules
from sangsuk.privacy.models import RightsRequest
from sangsuk.privacy.requests import actions, packing, queries
from sangsuk.privacy.requests.queries import Told
from sangsuk.privacy.requests.table import IDENTITY, KINDS, MOVES, SCOPES, STATUSES

from .. import privacy_moves, privacy_registers
from ..doors import WORKING, DeskRequest, came_too_late, desk, language, page
from ..privacy_forms import MoveForm, RequestForm
from .privacy import DPO, HERE, _case


@desk(roles=(*WORKING, *DPO), keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    """At the counter: who she is was seen, what she asks goes to the officer. An officer names only cases of her own."""
    form = RequestForm(
        request.POST if request.method == "POST" else None, initial={"number": request.GET.get("number", "")[:60]}
    )
    if request.method != "POST":
        return page(request, "desk/privacy/request_new.html", {"form": form}, here=HERE)
    form.is_valid()
    if not came_too_late(request, form) and not form.errors:
        try:
            row = _begin(request, form.cleaned_data)
            messages.success(
                request, _("รับคำขอ %(number)s แล้ว เจ้าหน้าที่คุ้มครองข้อมูลจะตอบภายใน 30 วัน") % {"number": row.number}
            )
            return redirect("desk:request_slip", pk=row.pk)
        except Refused as refused:
            form.refuse(refused)
    return page(request, "desk/privacy/request_new.html", {"form": form}, here=HERE, status=422)


def _begin(request: DeskRequest, given: dict[str, Any]) -> RightsRequest:
    number = given["number"].strip().upper()
    case = None
    if number:
        try:
            case = _case(number, request.actor) if request.actor.role in DPO else cases.seen(number, request.actor)
        except Missing as missing:
            raise Refused("no_case", str(missing), "number") from None
    what = Told(
        text=given["text"], field=given["field"], value=given["value"], name=given["name"], contact=given["contact"]
    )
    return actions.begin(
        given["kind"], what, by=request.actor, case=case, identity=given["identity"], language=language()
    )


@desk(roles=(*WORKING, *DPO))
@require_safe
def slip(request: DeskRequest, pk: int) -> HttpResponse:
    """What she takes home: the number of her request and the day. For the office that took it down, and the officer."""
    row = queries.one(pk)
    if request.actor.role not in DPO and row.office_code != request.actor.office_code:
        raise Missing("no_request", _("ไม่พบคำขอนี้"))
    context = {"row": row, "kind": KINDS[row.kind], "officer": rules.officer(timezone.now())}
    return page(request, "desk/privacy/request_slip.html", context, here=HERE)


@desk(roles=DPO)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    """The register: what waits, and everything that was ever asked."""
    now = timezone.now()
    found = privacy_registers.shown(request, queries.waiting(), queries.register(), by_due=True)
    told = [(r, KINDS[r.kind], STATUSES[r.status], r.is_open and r.due_at < now) for r in found.rows]
    return page(request, "desk/privacy/requests.html", {"found": found, "rows": told}, here=HERE)


@desk(roles=DPO, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: DeskRequest, pk: int, name: str = "") -> HttpResponse:
    """One request with what may be done now. What she wrote is shown to the officer only."""
    row = queries.one(pk)
    if request.method != "POST":
        return _show(request, row)
    form = MoveForm(privacy_moves.of(MOVES, name), request.POST, kind=row.kind, scoped=row.supporter is None)
    return privacy_moves.press(
        request, form, lambda data, version: actions.move(row, name, by=request.actor, data=data, version=version),
        back=("desk:request", pk),
        again=lambda status, anew: _show(request, queries.one(pk) if anew else row, wrong=form, status=status),
    )  # fmt: skip


def _show(
    request: DeskRequest, row: RightsRequest, *, wrong: MoveForm | None = None, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    moves = queries.may(row, request.actor.role)
    forms = [
        wrong
        if wrong and wrong.move.name == m.name
        else MoveForm(m, kind=row.kind, scoped=row.supporter is None, initial={"version": row.version})
        for m in moves
    ]
    context = {
        "row": row, "kind": KINDS[row.kind], "status": STATUSES[row.status], "told": queries.told(row), "forms": forms,
        "identity": IDENTITY[row.identity_checked], "late": row.is_open and row.due_at < now, "wrong": wrong,
        "ground": rules.ground(row.ground), "scope": SCOPES.get(row.scope, ""), "english": language() == "en",
        "follows": repeats.number_of(row.supporter) if row.supporter else "",
        "history": [(deed, MOVES[deed.move].said if deed.move in MOVES else _("รับคำขอ")) for deed in queries.history(row)],
    }  # fmt: skip
    return page(request, "desk/privacy/request.html", context, here=HERE, status=status)


@desk(roles=DPO)
@require_safe
def copy(request: DeskRequest, pk: int) -> HttpResponse:
    """The copy for somebody who asked at the counter and has no page: handed over by the officer, after it is written down."""
    row = queries.one(pk)
    if row.case is None or not queries.copy_is_open(row, timezone.now()):
        raise Missing("no_copy", _("สำเนานี้ยังไม่พร้อม หรือพ้นเวลาเปิดดูแล้ว ขอใหม่ได้เสมอ"))
    now = timezone.now()
    pack = packing.handed(row, row.case, by=request.actor, now=now)
    body = json.dumps(pack, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    response = HttpResponse(body, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{row.number}.json"'
    return response
