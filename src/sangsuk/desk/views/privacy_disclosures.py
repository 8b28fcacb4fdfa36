"""Lawful disclosures at the desk: asked by one, approved by another, given; each step on record."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sangsuk.cases import queries as cases
from sangsuk.common.errors import Missing, Refused
from sangsuk.privacy import disclosures, rules
from sangsuk.privacy.models import Disclosure

from .. import privacy_moves, privacy_registers
from ..doors import WORKING, DeskRequest, came_too_late, desk, language, page
from ..privacy_forms import DisclosureForm, MoveForm
from .privacy import DPO, HERE, _case

ROLES = (*WORKING, *DPO)


@desk(roles=ROLES)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    seen = disclosures.seen_by(request.actor)
    found = privacy_registers.shown(request, seen.filter(status__in=disclosures.OPEN), seen)
    rows = [(row, disclosures.STATUSES[row.status]) for row in found.rows]
    return page(request, "desk/privacy/disclosures.html", {"found": found, "rows": rows}, here=HERE)


@desk(roles=ROLES, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    form = DisclosureForm(
        request.POST if request.method == "POST" else None, initial={"number": request.GET.get("number", "")[:60]}
    )
    if request.method != "POST":
        return page(request, "desk/privacy/disclosure_new.html", {"form": form}, here=HERE)
    form.is_valid()
    if not came_too_late(request, form) and not form.errors:
        given = dict(form.cleaned_data)
        number = given.pop("number")
        try:
            case = (
                _case(number, request.actor)
                if request.actor.role in DPO
                else cases.seen(number.strip().upper(), request.actor)
            )
            row = disclosures.ask(case, by=request.actor, **given)
            messages.success(request, _("บันทึกคำขอ %(number)s แล้ว ต้องมีอีกคนหนึ่งอนุมัติก่อนให้ข้อมูล") % {"number": row.number})
            return redirect("desk:disclosure", pk=row.pk)
        except Missing as missing:
            form.add_error("number", str(missing))
        except Refused as refused:
            form.refuse(refused)
    return page(request, "desk/privacy/disclosure_new.html", {"form": form}, here=HERE, status=422)


@desk(roles=ROLES, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: DeskRequest, pk: int, name: str = "") -> HttpResponse:
    row = disclosures.one(pk, request.actor)
    if request.method != "POST":
        return _show(request, row)
    form = MoveForm(privacy_moves.of(disclosures.MOVES, name), request.POST)
    return privacy_moves.press(
        request, form, lambda data, version: disclosures.move(row, name, by=request.actor, data=data, version=version),
        back=("desk:disclosure", pk),
        again=lambda status, anew: _show(request, disclosures.one(pk, request.actor) if anew else row, wrong=form, status=status),
    )  # fmt: skip


def _show(request: DeskRequest, row: Disclosure, *, wrong: MoveForm | None = None, status: int = 200) -> HttpResponse:
    forms = [
        wrong if wrong and wrong.move.name == m.name else MoveForm(m, initial={"version": row.version})
        for m in disclosures.may(row, request.actor)
    ]
    context = {
        "row": row, "status": disclosures.STATUSES[row.status], "ground": rules.ground(row.ground), "forms": forms,
        "quiet": rules.ground(row.quiet_ground), "english": language() == "en", "wrong": wrong, "now": timezone.now(),
        "history": [
            (deed, disclosures.MOVES[deed.move].said if deed.move in disclosures.MOVES else _("บันทึกคำขอ"))
            for deed in disclosures.history(row)
        ],
    }  # fmt: skip
    return page(request, "desk/privacy/disclosure.html", context, here=HERE, status=status)
