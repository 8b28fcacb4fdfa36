"""Telling a story in five small steps, each with its own address: the office, the story, about whom, who you are, a last look.

The page on which she begins carries the token of the draft to come; the first press makes it. Pressed again on a bad line,
every step does the same thing once more.
"""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.common.errors import Refused
from sangsuk.common.faces import expired
from sangsuk.common.uploads import taken
from sangsuk.stories import consents, drafts, naming
from sangsuk.stories.campaigns import queries as campaigns
from sangsuk.stories.media import keeping, limits, parts
from sangsuk.stories.models import Campaign
from sangsuk.thai.dates import bangkok_date

from ...doors import open_door, private
from ...views.failures import came_too_late, expired_sentence, page
from .. import offices
from ..forms import AboutForm, TextForm, YouForm

MOST_TYPED = 25_000
TYPED = ("title", "text", "tone")


@open_door
@private
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """Step 1, or 2 for who comes by the poster of an office. Nothing is kept yet."""
    token = uuid4()
    campaign = campaigns.asked_for(request.GET.get("campaign", ""))
    if office := offices.known(request.GET.get("office", "")):
        return page(request, "public/stories/text.html", _text(TextForm(), token, office, campaign))
    context = {"token": token, "campaign": campaign, "begins": True, **offices.found(request)}
    return page(request, "public/stories/office.html", context, status=422 if context.get("trouble") else 200)


@open_door
@private
@require_http_methods(["GET", "HEAD", "POST"])
def office(request: HttpRequest, token: UUID) -> HttpResponse:
    """Step 1: of which of the district offices."""
    trouble, before = "", dict[str, Any]()
    if request.method == "POST":
        try:
            if expired(request):
                trouble = expired_sentence()
            else:
                drafts.save(token, office=offices.chosen(request.POST), **_campaign(request))
                return redirect("public:write_text", token=token)
        except Refused as refused:
            trouble = str(refused)
    else:
        before = drafts.get(token).fields
        if drafts.sent(token):
            return redirect("public:write_receipt", token=token)
    context = {
        "token": token,
        "campaign": campaigns.asked_for(request.POST.get("campaign", "")),
        **offices.found(request),
    }
    context |= {
        "trouble": trouble or context.get("trouble", ""),
        "chosen": naming.office_called(before.get("office", ""), get_language() or "th"),
    }
    return page(request, "public/stories/office.html", context, status=422 if context["trouble"] else 200)


def _campaign(request: HttpRequest) -> dict[str, Any]:
    """Only the first page says which; later ones leave it as it is."""
    if "campaign" not in request.POST:
        return {}
    campaign = campaigns.asked_for(request.POST["campaign"])
    return {"campaign": campaign.code if campaign else ""}


@open_door
@private
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, token: UUID) -> HttpResponse:
    """Step 2: the story, how it felt, what goes with it."""
    if request.method != "POST":
        telling = drafts.get(token)
        if drafts.sent(token):
            return redirect("public:write_receipt", token=token)
        return page(request, "public/stories/text.html", _shown(TextForm(initial=telling.fields), telling))
    form = TextForm(request.POST)
    form.is_valid()
    if came_too_late(request, form):
        place = offices.known(request.POST.get("office", ""))
        return page(request, "public/stories/text.html", _text(form, token, place, None))
    drafts.save(token, **_typed(request))
    files, status = taken(request.FILES.getlist("enclosed"), keeping.accept, form.refuse)
    for file in files:
        _added(token, file, form)
    telling = drafts.get(token)
    if form.errors:
        return page(request, "public/stories/text.html", _shown(form, telling), status=status)
    return redirect("public:write_about" if telling.fields.get("office") else "public:write_office", token=token)


def _typed(request: HttpRequest) -> dict[str, Any]:
    """What stands in the boxes, whole or half; and where she came from, if this is the first that we hear of her."""
    typed = {name: request.POST[name][:MOST_TYPED] for name in TYPED if name in request.POST}
    place = offices.known(request.POST.get("office", ""))
    return typed | ({"office": place.code} if place else {}) | _campaign(request)


def _added(token: UUID, file: keeping.Kept, form: TextForm) -> None:
    try:
        drafts.add_file(token, file)
    except Refused as refused:
        form.refuse(refused)


def _shown(form: TextForm, telling: drafts.Telling) -> dict[str, Any]:
    place = offices.known(telling.fields.get("office", ""))
    campaign = campaigns.asked_for(telling.fields.get("campaign", ""))
    waiting = parts.waiting(telling.token)
    return _text(form, telling.token, place, campaign) | {"telling": telling, "waiting": waiting, "kept": True}


def _text(form: TextForm, token: UUID, place: Any, campaign: Campaign | None) -> dict[str, Any]:
    late = campaign is not None and not campaign.holds(timezone.now())
    language = get_language() or "th"
    return {
        "form": form, "token": token, "office": place, "place": naming.office_called(place.code, language) if place else "",
        "campaign": campaign, "campaign_title": campaign.title(language) if campaign else "", "late": late,
    }  # fmt: skip


text.file_bytes = limits.VIDEO.bytes  # type: ignore[attr-defined]  # without a script a film comes in the form itself


@open_door
@private
@require_POST
def save(request: HttpRequest, token: UUID) -> HttpResponse:
    """While she types: kept, and nothing said. A story that was sent already stays as it was sent."""
    if not expired(request):
        drafts.save(token, **_typed(request))
    return HttpResponse(status=204 if not expired(request) else 403)


@open_door
@private
@require_http_methods(["GET", "HEAD", "POST"])
def about(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """Step 3: about whom, when, what for; what the campaign asks."""
    telling = drafts.get(token)
    if away := _not_yet(telling, ("text", "office")):
        return away
    campaign = campaigns.asked_for(telling.fields.get("campaign", ""))
    posted = request.POST if request.method == "POST" else None
    form = AboutForm(posted, initial=telling.fields, campaign=campaign, now=timezone.now())
    if posted is not None and not came_too_late(request, form) and form.is_valid():
        drafts.save(token, **form.told())
        return redirect("public:write_you", token=token)
    context = {"form": form, "token": token, "campaign": campaign}
    return page(request, "public/stories/about.html", context, status=422 if form.errors else 200)


@open_door
@private
@require_http_methods(["GET", "HEAD", "POST"])
def you(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """Step 4: a pen name or a name, and what she allows."""
    telling = drafts.get(token)
    if away := _not_yet(telling, ("text", "office")):
        return away
    campaign = campaigns.asked_for(telling.fields.get("campaign", ""))
    texts = consents.in_force(campaign, bangkok_date(timezone.now()))
    posted = request.POST if request.method == "POST" else None
    form = YouForm(posted, initial=telling.fields, texts=texts)
    if posted is not None and not came_too_late(request, form) and form.is_valid():
        drafts.save(token, **form.told(), asked=True)
        return redirect("public:write_review", token=token)
    context = {"form": form, "token": token, "files": bool(telling.files)}
    return page(request, "public/stories/you.html", context, status=422 if form.errors else 200)


def _not_yet(telling: drafts.Telling, needs: tuple[str, ...]) -> HttpResponseBase | None:
    """Who comes too early is led to the step that is still open; who has sent it, to the slip."""
    if drafts.sent(telling.token):
        return redirect("public:write_receipt", token=telling.token)
    ways = {"text": "public:write_text", "office": "public:write_office", "asked": "public:write_you"}
    for need in needs:
        if not telling.fields.get(need):
            return redirect(ways[need], token=telling.token)
    return None


@open_door
@private
@require_POST
def remove_file(request: HttpRequest, token: UUID, file_id: int) -> HttpResponseBase:
    if not expired(request):
        drafts.remove_file(token, file_id)
    return redirect("public:write_text", token=token)


def late_words(campaign: Campaign | None) -> str:
    """What is said to who tells a story after a campaign has closed, or before it opens."""
    if campaign is None or campaign.holds(timezone.now()):
        return ""
    if timezone.now() < campaign.opens_at:
        return _("โครงการนี้ยังไม่เปิดรับ เรารับเรื่องของท่านไว้อ่านเหมือนเดิม แต่จะไม่เข้าสู่การคัดเลือกของโครงการ")
    return _("โครงการนี้ปิดรับแล้ว เรารับเรื่องของท่านไว้อ่านเหมือนเดิม แต่จะไม่เข้าสู่การคัดเลือกของโครงการ")
