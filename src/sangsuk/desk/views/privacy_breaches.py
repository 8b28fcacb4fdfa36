"""Breaches at the desk: anybody records one; the officer assesses, tells, closes; the notice to the office is printed."""

import re
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sangsuk.cases.story import office_name
from sangsuk.common.errors import Refused
from sangsuk.privacy import rules
from sangsuk.privacy.breaches import actions, queries
from sangsuk.privacy.breaches.table import KINDS, MOVES, RISKS, STATUSES
from sangsuk.privacy.models import Breach

from .. import privacy_moves, privacy_registers
from ..doors import EVERYBODY, DeskRequest, came_too_late, desk, home, page
from ..privacy_forms import BreachForm, MoveForm
from .privacy import DPO, HERE


@desk(roles=EVERYBODY, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    """Three questions for everybody who works here: it is better told too often than too late."""
    now = timezone.localtime(timezone.now())
    form = BreachForm(
        request.POST if request.method == "POST" else None,
        initial={"known_on": now.date(), "known_at": now.time(), "happened": _found(request.GET.get("reading", ""))},
    )
    if request.method != "POST":
        return page(request, "desk/privacy/breach_new.html", {"form": form}, here=HERE)
    form.is_valid()
    if not came_too_late(request, form) and not form.errors:
        given = form.cleaned_data
        try:
            row = actions.record(given["happened"], by=request.actor, known_at=form.known(), where=given["where"])
            messages.success(
                request, _("บันทึกเหตุ %(number)s แล้ว เจ้าหน้าที่คุ้มครองข้อมูลได้รับแจ้งทันที ขอบคุณที่บอก") % {"number": row.number}
            )
            return redirect("desk:breach", pk=row.pk) if request.actor.role in DPO else redirect(home(request.actor))
        except Refused as refused:
            form.refuse(refused)
    return page(request, "desk/privacy/breach_new.html", {"form": form}, here=HERE, status=422)


def _found(reading: str) -> str:
    """The first sentence, where the log of readings leads here: the finding's number, and nothing of what it says."""
    if not re.fullmatch("[0-9]{1,12}", reading):
        return ""
    return _("มีผู้เปิดดูข้อมูลโดยไม่มีเหตุสมควร ตามรายการตรวจเลขที่ %(number)s") % {"number": reading}


@desk(roles=DPO)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    now = timezone.now()
    found = privacy_registers.shown(request, queries.open_ones(), queries.register(), by_due=True)
    told = [(row, STATUSES[row.status], RISKS.get(row.risk, ""), queries.clock(row, now)) for row in found.rows]
    return page(request, "desk/privacy/breaches.html", {"found": found, "rows": told}, here=HERE)


@desk(roles=DPO, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: DeskRequest, pk: int, name: str = "") -> HttpResponse:
    row = queries.one(pk)
    if request.method != "POST":
        return _show(request, row)
    form = MoveForm(privacy_moves.of(MOVES, name), request.POST)
    return privacy_moves.press(
        request, form, lambda data, version: actions.move(row, name, by=request.actor, data=data, version=version),
        back=("desk:breach", pk),
        again=lambda status, anew: _show(request, queries.one(pk) if anew else row, wrong=form, status=status),
    )  # fmt: skip


def _show(request: DeskRequest, row: Breach, *, wrong: MoveForm | None = None, status: int = 200) -> HttpResponse:
    forms = [
        wrong if wrong and wrong.move.name == m.name else MoveForm(m, initial=vars(row) | {"version": row.version})
        for m in queries.may(row, request.actor.role)
    ]
    context = {
        "row": row, "status": STATUSES[row.status], "risk": RISKS.get(row.risk, ""), "kinds": [KINDS[k] for k in row.kinds],
        "clock": queries.clock(row, timezone.now()), "office": office_name(row.office_code), "forms": forms, "wrong": wrong,
        "history": [(deed, MOVES[deed.move].said if deed.move in MOVES else _("บันทึกเหตุ")) for deed in queries.history(row)],
    }  # fmt: skip
    return page(request, "desk/privacy/breach.html", context, here=HERE, status=status)


@desk(roles=DPO)
@require_safe
def notice(request: DeskRequest, pk: int) -> HttpResponse:
    """The notice to the office of the committee, to print or to copy into its form."""
    row = queries.one(pk)
    now = timezone.now()
    context = {
        "row": row, "risk": RISKS.get(row.risk, ""), "kinds": [KINDS[k] for k in row.kinds], "officer": rules.officer(now),
        "office": office_name(row.office_code), "now": now, "late": now > row.due_at,
        "hours": int((now - row.known_at) / timedelta(hours=1)),
    }  # fmt: skip
    return page(request, "desk/privacy/breach_notice.html", context, here=HERE)
