"""Which cases are hers who stands at the counter: by a telephone or national id number typed once."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from sangsuk.cases.story import office_name
from sangsuk.common.errors import Refused
from sangsuk.privacy.requests import finding

from ..doors import WORKING, DeskRequest, came_too_late, desk, page
from ..privacy_forms import FindForm
from .privacy import DPO, HERE


@desk(roles=(*WORKING, *DPO), keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: DeskRequest) -> HttpResponse:
    """By POST only, so that what is typed stands in no address; the answer does not repeat it."""
    form, found, status = FindForm(request.POST if request.method == "POST" else None), None, 200
    if request.method == "POST":
        status = 422
        form.is_valid()
        if not came_too_late(request, form) and not form.errors:
            given = form.cleaned_data
            try:
                found = finding.find(given["typed"], by=request.actor, reason=given["reason"])
                form, status = FindForm(), 200
            except Refused as refused:
                form.refuse(refused)
                status = refused.status
    context: dict[str, Any] = {"form": form, "found": found}
    if request.actor.role in DPO:
        context["searches"] = [(deed, office_name(deed.office_code)) for deed in finding.searches()]
    return page(request, "desk/privacy/find.html", context, here=HERE, status=status)
