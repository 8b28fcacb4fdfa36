"""The data protection officer's day: what waits, with its clock; what is to be forgotten; what is held back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.cases import queries as cases
from sangsuk.cases import repeats
from sangsuk.cases.models import Case
from sangsuk.common.errors import Missing, Refused
from sangsuk.offices.actor import Actor
from sangsuk.privacy import disclosures, rules
from sangsuk.privacy.breaches import queries as breaches
from sangsuk.privacy.breaches.table import STATUSES as BREACHED
from sangsuk.privacy.models import Batch
from sangsuk.privacy.requests import queries as requests
from sangsuk.privacy.requests.table import KINDS, STATUSES
from sangsuk.privacy.retention import engine, holds

from .. import privacy_registers
from ..doors import DeskRequest, came_too_late, desk, language, page
from ..privacy_forms import HoldForm

DPO = ("dpo",)
HERE = "privacy"
MOST = 20


@desk(roles=DPO)
@require_safe
def home(request: DeskRequest) -> HttpResponse:
    now = timezone.now()
    waiting = list(requests.waiting()[:MOST])
    context = {
        "requests": [(row, KINDS[row.kind], STATUSES[row.status], row.due_at < now) for row in waiting],
        "breaches": [(row, BREACHED[row.status], breaches.clock(row, now)) for row in breaches.open_ones()[:MOST]],
        "batches": [(row, _what(row)) for row in Batch.objects.filter(status="proposed").order_by("made_at")],
        "disclosures": disclosures.seen_by(request.actor).filter(status__in=disclosures.OPEN)[:MOST],
        "officer": rules.officer(now),
    }  # fmt: skip
    return page(request, "desk/privacy/home.html", context, here=HERE)


def _what(batch: Batch) -> str:
    """What a rule speaks of, in words."""
    rule = rules.retention(timezone.now()).get(batch.target)
    if rule is None:
        return batch.target
    return rule.what_en if language() == "en" else rule.what_th


@desk(roles=DPO, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def keeping(request: DeskRequest) -> HttpResponse:
    """The rules of keeping, what waits for a word, what was forgotten, and the cases that are held back."""
    form = HoldForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        form.is_valid()
        if not came_too_late(request, form) and not form.errors:
            given = form.cleaned_data
            try:
                case = _case(given["number"], request.actor)
                holds.begin(case, ground=given["ground"], reason=given["reason"], by=request.actor, now=timezone.now())
                messages.success(
                    request, _("เก็บเรื่อง %(number)s ไว้แล้ว จะไม่มีอะไรถูกลบจนกว่าจะเลิกเก็บ") % {"number": case.number}
                )
                return redirect("desk:keeping")
            except Refused as refused:
                form.refuse(refused)
    found = privacy_registers.shown(request, holds.in_force(request.actor), holds.register(request.actor))
    codes = {code: rules.ground(code) for code in {hold.ground for hold in found.rows}}
    held = {"found": found, "holds": [(hold, codes[hold.ground]) for hold in found.rows]}
    return page(request, "desk/privacy/keeping.html", {**held, **_keeping(form)}, here=HERE, status=status)


def _keeping(form: HoldForm) -> dict[str, Any]:
    now = timezone.now()
    shown = Batch.objects.exclude(status="proposed").order_by("-made_at")[:30]
    return {
        "rules": sorted(rules.retention(now).values(), key=lambda rule: rule.target), "form": form,
        "proposed": [(row, _what(row)) for row in Batch.objects.filter(status="proposed").order_by("made_at")],
        "done": [(row, _what(row)) for row in shown], "kept_months": repeats.kept_months(now), "english": language() == "en",
    }  # fmt: skip


def _case(number: str, by: Actor) -> Case:
    """By its number, for what is about data and shows nothing of the matter."""
    asked = number.replace("\x00", "").strip().upper()
    if (case := cases.named([asked], by).get(asked)) is None:
        raise Refused("no_case", _("ไม่พบเรื่องเลขที่นี้"), "number")
    return case


@desk(roles=DPO)
@require_POST
def decide(request: DeskRequest, pk: int) -> HttpResponse:
    """The officer's word on what a rule proposes to forget."""
    batch = Batch.objects.filter(pk=pk).first()
    if batch is None:
        raise Missing("no_batch", _("ไม่พบรายการนี้"))
    approve = request.POST.get("word") == "approve"
    engine.decide(batch, approve=approve, by=request.actor, reason="", now=timezone.now())
    said = _("อนุมัติแล้ว ระบบจะลบเป็นชุดเล็ก ๆ จนครบ") if approve else _("ยังไม่ลบ ระบบจะเสนอใหม่ภายหลัง")
    messages.success(request, said)
    return redirect("desk:keeping")


@desk(roles=DPO)
@require_POST
def release(request: DeskRequest, pk: int) -> HttpResponse:
    hold = holds.register(request.actor).filter(pk=pk).first()
    if hold is None:
        raise Missing("no_hold", _("ไม่พบรายการนี้"))
    holds.end(hold, by=request.actor, now=timezone.now())
    messages.success(request, _("เลิกเก็บแล้ว เรื่องนี้จะลบตามกำหนดปกติ"))
    return redirect("desk:keeping")
