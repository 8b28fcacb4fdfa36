"""Campaigns at the desk: made, changed and copied by officers of the department, with phases, questions and consent texts."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.stories import consents, words
from sangsuk.stories.campaigns import actions, queries, sheets
from sangsuk.stories.models import Campaign, ConsentText
from sangsuk.stories.standing import organises
from sangsuk.thai.dates import bangkok_date

from ...doors import (
    WORKING,
    DeskRequest,
    came_too_late,
    desk,
    language,
)
from ...views.reports import XLSX
from ..campaign_forms import (
    STATES,
    CampaignForm,
    ConsentTextForm,
    CopyForm,
    NewCampaignForm,
)
from ..parts import story_page

AT = "campaigns"


def _may(request: DeskRequest) -> None:
    if not organises(request.actor):
        raise NotAllowed("not_yours", _("เฉพาะเจ้าหน้าที่กรมการปกครองและกระทรวงมหาดไทยจัดทำโครงการได้"))


def _one(code: str) -> Campaign:
    campaign = Campaign.objects.filter(code=code).first()
    if campaign is None:
        raise Missing("no_campaign", _("ไม่พบโครงการนี้"))
    return campaign


@desk(roles=WORKING)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    _may(request)
    now = timezone.now()
    rows = [
        {"campaign": one, "title": one.title(language()), "state": STATES[one.state], "stands": queries.stands(one, now), "stories": many}
        for one, many in queries.with_counts()
    ]  # fmt: skip
    return story_page(request, "desk/stories/campaigns.html", {"rows": rows}, at=AT)


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    _may(request)
    initial = {"winners_count": 3, "state": Campaign.DRAFT}
    form = NewCampaignForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 200 if request.method != "POST" else 422
    if not came_too_late(request, form) and form.is_bound and form.is_valid():
        try:
            made = actions.make(form.cleaned_data["code"], form.given(), by=request.actor)
            messages.success(request, _("สร้างโครงการแล้ว"))
            return redirect("desk:story_campaign", code=made.code)
        except Refused as refused:
            form.refuse(refused)
            status = refused.status
    return story_page(request, "desk/stories/campaign.html", {"form": form}, at=AT, status=status)


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: DeskRequest, code: str) -> HttpResponse:
    _may(request)
    campaign = _one(code)
    form = CampaignForm(request.POST if request.method == "POST" else None, initial=CampaignForm.of(campaign))
    status = 200 if request.method != "POST" else 422
    if not came_too_late(request, form) and form.is_bound and form.is_valid():
        try:
            actions.change(campaign, form.given(), by=request.actor, version=form.cleaned_data["seen"] or 0)
            messages.success(request, _("บันทึกโครงการแล้ว"))
            return redirect("desk:story_campaign", code=code)
        except Refused as refused:
            form.refuse(refused)
            status = refused.status
    return _shown(request, campaign, status=status, form=form)


def _shown(request: DeskRequest, campaign: Campaign, *, status: int = 200, **forms: Any) -> HttpResponse:
    texts = consents.in_force(campaign, bangkok_date(timezone.now()))
    context: dict[str, Any] = {
        "campaign": campaign, "form": CampaignForm(initial=CampaignForm.of(campaign)), "copying": CopyForm(prefix="copy"),
        "saying": ConsentTextForm(prefix="consent"), "title": campaign.title(language()),
        "texts": [(words.USES[use], text, text.said(language())) for use, text in texts.items()],
        "versions": ConsentText.objects.filter(campaign=campaign).exclude(valid_to=None).order_by("use", "-valid_from"),
    }  # fmt: skip
    return story_page(request, "desk/stories/campaign.html", context | forms, at=AT, status=status)


@desk(roles=WORKING)
@require_safe
def answers(request: DeskRequest, code: str, form: str) -> HttpResponseBase:
    """What was answered to its questions, to work with in a spreadsheet."""
    _may(request)
    campaign = _one(code)
    if form not in ("csv", "xlsx"):
        raise Missing("no_file", _("ไม่พบไฟล์นี้"))
    told, name = sheets.answers(campaign, by=request.actor), f"answers-{campaign.code}.{form}"
    if form == "xlsx":
        return FileResponse(sheets.as_workbook(told), as_attachment=True, filename=name, content_type=XLSX)
    answer = StreamingHttpResponse(sheets.as_csv(told), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@desk(roles=WORKING, keeps=True)
@require_POST
def copy(request: DeskRequest, code: str) -> HttpResponse:
    _may(request)
    campaign = _one(code)
    form = CopyForm(request.POST, prefix="copy")
    if not came_too_late(request, form) and form.is_valid():
        try:
            made = actions.copy(
                campaign, form.cleaned_data["code"], opens_on=form.cleaned_data["opens_on"], by=request.actor
            )
            messages.success(request, _("คัดลอกเป็นโครงการใหม่แล้ว ตรวจวันที่และถ้อยคำก่อนเปิดเผย"))
            return redirect("desk:story_campaign", code=made.code)
        except Refused as refused:
            form.refuse(refused)
    return _shown(request, campaign, status=422, copying=form)


@desk(roles=WORKING, keeps=True)
@require_POST
def say_consent(request: DeskRequest, code: str) -> HttpResponse:
    _may(request)
    campaign = _one(code)
    form = ConsentTextForm(request.POST, prefix="consent")
    if not came_too_late(request, form) and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("short_th", "short_en", "full_th", "full_en")}
        try:
            actions.say_consent(
                campaign, form.cleaned_data["use"], said, source=form.cleaned_data["source"], by=request.actor
            )
            messages.success(request, _("ใช้ถ้อยคำใหม่ตั้งแต่วันนี้ ผู้ที่อนุญาตไว้ก่อนยังถือตามถ้อยคำเดิม"))
            return redirect("desk:story_campaign", code=code)
        except Refused as refused:
            form.refuse(refused)
    return _shown(request, campaign, status=422, saying=form)
