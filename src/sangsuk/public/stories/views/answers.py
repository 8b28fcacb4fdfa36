"""What the author says of a promised change; her story becomes a case; a solved case invites a story; a certificate is true."""

from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.cases import queries as cases
from sangsuk.cases import scanning
from sangsuk.cases.files import CONTENT_TYPE
from sangsuk.common import faces, ids
from sangsuk.common.errors import Missing, NotAllowed, Refused, Stale
from sangsuk.common.faces import caller
from sangsuk.offices.actor import Actor
from sangsuk.privacy import notices
from sangsuk.stories import drafts, naming
from sangsuk.stories import queries as stories
from sangsuk.stories.answers import actions, evidence, queries, rails
from sangsuk.stories.models import Story
from sangsuk.stories.recognition import certificates

from ... import serving
from ...doors import checked, counted, open_door, private
from ...views.failures import came_too_late, page
from ..answer_forms import BecomeCaseForm, HappenedForm
from .mine import shown as her_page


def _hers(request: HttpRequest, code: str, key: str) -> Story:
    found = stories.mine(code, key, caller=caller(request))
    counted(request, f"story:{found.code}")
    return found


@open_door
@private
@require_POST
def happened(request: HttpRequest, code: str, key: str, no: int, name: str) -> HttpResponse:
    """The author says of a promised change whether it has happened."""
    story = _hers(request, code, key)
    if name not in ("confirm", "dispute"):
        raise Missing("no_move", _("ไม่มีการดำเนินการนี้"))
    form = HappenedForm(request.POST, prefix=f"p{no}")
    good = form.is_valid()
    if came_too_late(request, form) or not good:
        return her_page(request, story, key, wrong=form, status=403 if faces.expired(request) else 422)
    try:
        data = {"said": form.cleaned_data["said"]} if name == "dispute" else {}
        pledge = queries.pledge(story, no)
        actions.move(pledge, name, by=Actor.citizen("web"), version=form.cleaned_data["version"], data=data)
    except Refused as refused:
        form.refuse(refused)
        return her_page(request, story, key, wrong=form, status=409 if isinstance(refused, Stale) else refused.status)
    return redirect(f"{reverse('public:my_story', args=[story.code, key])}?done={name}")


@open_door
@private
@require_safe
def proof(request: HttpRequest, code: str, key: str, file_id: int) -> HttpResponseBase:
    """Any proof of a change, for the author."""
    row = evidence.of_story(_hers(request, code, key), file_id)
    path = scanning.path_to(row, thumb="small" in request.GET)
    return faces.given_out(path, content_type=CONTENT_TYPE[row.kind], name=row.name, saved=row.kind != "photo")


@open_door
@private
@require_http_methods(["GET", "HEAD", "POST"])
def become_case(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Her words once more, and off they go as a real case; then its number and key, as on every slip."""
    story = _hers(request, code, key)
    if not rails.may_become_case(story):
        raise NotAllowed("not_now", _("เรื่องเล่านี้ส่งเป็นเรื่องร้องทุกข์ไม่ได้ หรือส่งไปแล้ว"), "move")
    ready = rails.prefill(story)
    form = BecomeCaseForm(request.POST if request.method == "POST" else None, ready=ready)
    status = 200
    if request.method == "POST":
        good, status = form.is_valid(), 422
        if not came_too_late(request, form) and good:
            try:
                return _sent(request, story, form.cleaned_data)
            except Refused as refused:
                form.refuse(refused)
                status = refused.status
    context = {
        "form": form, "story": story, "back": reverse("public:my_story", args=[code, key]),
        "office": naming.office_called(story.office_id, get_language() or "th"),
    }  # fmt: skip
    return page(request, "public/stories/become_case.html", context, status=status)


def _sent(request: HttpRequest, story: Story, told: dict[str, Any]) -> HttpResponse:
    sent = rails.become_case(
        story, description=told["description"], accuses=told["accuses"] == "yes", identity=told["identity"],
        name=told.get("name", ""),
        notice=notices.shown("reporter", request.POST.get("notice", ""), timezone.now()), by=Actor.citizen("web"),
    )  # fmt: skip
    return redirect("public:case", number=sent.case.number, key=sent.key or ids.secret_key(sent.case.client_id))


@open_door
@private
@require_POST
def invite(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Who is content begins a story of the same office. The way there carries nothing of the case."""
    case = cases.opened(number, key, caller=caller(request))
    counted(request, case.number)
    token, invitation = uuid4(), rails.invite(case)
    known = rails.invited(invitation)
    drafts.save(token, office=known.office if known else "", invitation=invitation)
    return redirect("public:write_text" if known and known.office else "public:write_office", token=token)


@open_door
@require_safe
def photograph(request: HttpRequest, code: str, file_id: int) -> HttpResponseBase:
    """A photograph of a change, which the office lets everybody see; asked anew each time whether it still may be shown."""
    row = evidence.public(stories.published(code), file_id)
    path = scanning.path_to(row, thumb="small" in request.GET)
    return serving.file(
        request,
        path,
        content_type=CONTENT_TYPE[row.kind],
        mark=row.sha256[:32] + ("s" if "small" in request.GET else ""),
    )


@open_door
@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a certificate is true. It names its owner only while she wants to be named."""
    found = checked(request, certificates.verified, code)
    called = naming.office_called(found.office_code, get_language() or "th")
    return page(request, "public/stories/certificate.html", {"found": found, "called": called})
