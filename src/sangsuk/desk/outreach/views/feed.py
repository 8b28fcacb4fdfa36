"""The calendars that a telephone takes in: everybody's, and one's own under a secret address that can be renewed."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sangsuk.offices import queries as offices
from sangsuk.outreach import feeds

from ...doors import DeskRequest, desk
from ...flagships.parts import part_page
from .plan import AT, ROLES


@desk(roles=ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def calendars(request: DeskRequest) -> HttpResponse:
    """The secret address is shown once, just after it was made: we keep only its mark."""
    token = ""
    if request.method == "POST":
        if "end" in request.POST:
            feeds.end(request.actor)
            messages.success(request, _("ปิดปฏิทินส่วนตัวแล้ว ที่อยู่เดิมใช้ไม่ได้อีก"))
            return redirect("desk:outreach_calendars")
        token = feeds.renew(request.actor)
    card = offices.office(request.actor.office_code)
    area = card.district_code or card.province_code
    context: dict[str, object] = {
        "mine": settings.SITE_URL + reverse("public:outreach_mine", args=[token]) if token else "",
        "public": settings.SITE_URL + reverse("public:outreach_feed", args=[area]) if area else "",
        "made_at": feeds.made_at(request.actor),
    }  # fmt: skip
    return part_page(request, "desk/outreach/calendars.html", context, at=AT)
