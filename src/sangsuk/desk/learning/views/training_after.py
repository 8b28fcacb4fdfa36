"""Afterwards: the form, what it says in sum, certificates."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.learning.models import TrainingEvent, TrainingSeat
from sangsuk.learning.training import certificates as papers
from sangsuk.learning.training import opinions, queries, standing, words

from ...doors import DeskRequest, came_too_late, desk, language
from ...views.letters import paper_of
from ..parts import part_page
from ..training_forms import OpinionForm, ReasonForm
from .training import AT, ROLES, event_of, refused_in


@desk(roles=ROLES, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def evaluate(request: DeskRequest, code: str) -> HttpResponse:
    """Her form, without her name."""
    event = event_of(request, code)
    seat = TrainingSeat.objects.filter(event=event, user=request.actor.user_id).select_related("event").first()
    if not opinions.may_answer(seat, timezone.now()):
        raise NotAllowed("not_now", _("แบบประเมินนี้เปิดให้ผู้ที่เข้าอบรมตอบคนละหนึ่งครั้ง ในช่วงที่เปิดรับ"))
    form = OpinionForm(request.POST if request.method == "POST" else None, event=event)
    status = 200 if request.method != "POST" else 422
    if not came_too_late(request, form) and form.is_bound and form.is_valid():
        try:
            opinions.give(event, form.marks(), form.cleaned_data["text"], by=request.actor)
            messages.success(request, _("ขอบคุณที่ตอบ คำตอบของท่านไม่มีชื่อ และช่วยให้ครั้งหน้าดีขึ้น"))
            return redirect("desk:training_one", code=code)
        except Refused as refused:
            status = refused_in(form, refused)
    return part_page(
        request, "desk/learning/training/evaluate.html", {"form": form, "event": event}, at=AT, status=status
    )


@desk(roles=ROLES, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def results(request: DeskRequest, code: str) -> HttpResponse:
    """What was thought of it, for every official; the organiser types in what came on paper."""
    event, now = event_of(request, code), timezone.now()
    form, status = OpinionForm(request.POST if request.method == "POST" else None, event=event), 200
    if request.method == "POST":
        standing.check_organiser(event, request.actor)
        status = 422
        if not came_too_late(request, form) and form.is_valid():
            try:
                opinions.type_in(event, form.marks(), form.cleaned_data["text"], by=request.actor)
                messages.success(request, _("บันทึกแบบกระดาษแล้ว"))
                return redirect("desk:training_results", code=code)
            except Refused as refused:
                status = refused_in(form, refused)
    told = opinions.results(event, language(), now)
    items = [(one, list(zip(words.LEVELS.values(), one.levels, strict=True))) for one in told.items]
    context = {
        "event": event, "told": told, "items": items, "form": form,
        "typing": standing.organises(event, request.actor) and opinions.is_open(event, now),
    }  # fmt: skip
    return part_page(request, "desk/learning/training/results.html", context, at=AT, status=status)


@desk(roles=ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def certificates(request: DeskRequest, code: str) -> HttpResponse:
    """Who has one, who is ready for one; POST issues to all who are ready."""
    event = event_of(request, code)
    standing.check_organiser(event, request.actor)
    if request.method == "POST":
        try:
            made = papers.issue(event, by=request.actor)
        except Refused as refused:
            if isinstance(refused, NotAllowed):
                raise
            return _certificates(request, event, status=refused.status, trouble=str(refused))
        messages.success(request, _("ออกเกียรติบัตรแล้ว %(many)s ฉบับ") % {"many": f"{len(made):,}"})
        return redirect("desk:training_certificates", code=code)
    return _certificates(request, event)


def _certificates(request: DeskRequest, event: TrainingEvent, *, status: int = 200, **more: Any) -> HttpResponse:
    found = queries.certificates(event, cursor=request.GET.get("cursor", ""))
    context = {
        "event": event, "rows": [(one, ReasonForm(prefix=one.code)) for one in found.items],
        "ready": len(papers.ready(event)), "signs": standing.may_sign(event, request.actor),
        "held": event.status in (words.HELD, words.EVALUATED), "older": f"?cursor={found.next}" if found.next else "",
    }  # fmt: skip
    return part_page(request, "desk/learning/training/certificates.html", context | more, at=AT, status=status)


@desk(roles=ROLES)
@require_safe
def mine(request: DeskRequest) -> HttpResponse:
    rows = queries.certificates_of(request.actor)
    return part_page(request, "desk/learning/training/mine.html", {"rows": rows}, at=AT)


@desk(roles=ROLES)
@require_safe
def paper(request: DeskRequest, code: str) -> HttpResponse:
    """The paper as PDF; with `?save` to keep."""
    found = papers.get(code, request.actor)
    return paper_of(request, papers.pdf(found), f"certificate-{found.year_be}-{found.running}.pdf")


@desk(roles=ROLES, keeps=True)
@require_POST
def revoke(request: DeskRequest, code: str) -> HttpResponse:
    found, form = papers.get(code, request.actor), ReasonForm(request.POST, prefix=code)
    event, status = found.seat.event, 422
    if not standing.may_sign(event, request.actor):
        raise NotAllowed("chief_only", _("ผู้เพิกถอนเกียรติบัตรได้คือหัวหน้าของหน่วยงานที่จัดการอบรม"))
    if not came_too_late(request, form) and form.is_valid():
        try:
            papers.revoke(found, why=form.cleaned_data["why"], by=request.actor)
            messages.success(request, _("เพิกถอนแล้ว"))
            return redirect("desk:training_certificates", code=event.code)
        except Refused as refused:
            status = refused_in(form, refused)
    return _certificates(request, event, status=status, revoking=code, revoke_form=form)
