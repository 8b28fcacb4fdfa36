"""Many accounts from a file: looked through first, made all together or not at all, each with its link."""

from typing import Any

from django import forms
from django.core import signing
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from sangsuk.common import faces
from sangsuk.common.errors import Refused
from sangsuk.common.uploads import is_too_big
from sangsuk.offices import queries as offices
from sangsuk.offices import staff

from .. import people_sheet
from ..doors import DeskRequest, came_too_late, desk, language, page
from ..people_words import ROLES
from .people import KEEPERS, WhyForm, keeper, link_of
from .reports import XLSX

SALT = "sangsuk.desk.people"
LASTS = 3600


class FileForm(WhyForm):
    field_order = ("file", "why")
    file = forms.FileField(
        label=gettext_lazy("ไฟล์ Excel (.xlsx) หรือ CSV"),
        error_messages={"required": gettext_lazy("กรุณาเลือกไฟล์")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )


@desk(roles=KEEPERS, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: DeskRequest) -> HttpResponse:
    """The file, then the look at it, then the press: what was looked at comes back signed, so that it is that which is made."""
    keeper(request)
    if request.method == "POST" and request.POST.get("looked") and not faces.expired(request):
        return _made(request)
    form = FileForm(request.POST if request.method == "POST" else None, request.FILES or None)
    status = 200
    if not came_too_late(request, form) and request.method == "POST" and form.is_valid():
        try:
            return _looked(request, form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
            status = refused.status
    elif request.method == "POST":
        status = 422
    return page(
        request, "desk/people/bulk.html", {"form": form, "most": people_sheet.MOST}, here="people", status=status
    )


def _looked(request: DeskRequest, given: dict[str, Any]) -> HttpResponse:
    upload = given["file"]
    if is_too_big(upload):
        raise Refused("too_large", _("ไฟล์ใหญ่เกินไป ขอไม่เกิน 5 เมกะไบต์"), "file")
    looked = people_sheet.read(upload.read(), upload.name, by=request.actor)
    kept = {"rows": looked.good, "why": given["why"], "by": request.actor.user_id}
    context = {
        "rows": [_told(row) for row in looked.good], "wrong": looked.wrong, "why": given["why"],
        "looked": signing.dumps(kept, salt=SALT, compress=True) if looked.good and not looked.wrong else "",
    }  # fmt: skip
    return page(request, "desk/people/bulk_look.html", context, here="people", status=422 if looked.wrong else 200)


def _told(row: dict[str, str]) -> dict[str, Any]:
    card = offices.directory().get(row["office"])
    return row | {
        "office_name": card.name(language()) if card else row["office"],
        "role_word": ROLES.get(row["role"], row["role"]),
    }


def _made(request: DeskRequest) -> HttpResponse:
    try:
        kept = signing.loads(request.POST["looked"], salt=SALT, max_age=LASTS)
    except signing.BadSignature as trouble:
        raise Refused("look_again", _("ผ่านไปนานแล้วหรือไฟล์เปลี่ยน กรุณาเลือกไฟล์ใหม่อีกครั้ง")) from trouble
    if kept["by"] != request.actor.user_id:
        raise Refused("look_again", _("ผ่านไปนานแล้วหรือไฟล์เปลี่ยน กรุณาเลือกไฟล์ใหม่อีกครั้ง"))
    made, now = [], timezone.now()
    with transaction.atomic():  # one that cannot be made any more, and none is
        for row in kept["rows"]:
            hired = staff.hire(
                email=row["email"], name=row["name"], office_code=row["office"], role=row["role"], why=kept["why"],
                by=request.actor, now=now,
            )  # fmt: skip
            made.append((hired.user, link_of(request, hired.link)))
    return page(request, "desk/people/bulk_done.html", {"made": made}, here="people")


@desk(roles=KEEPERS)
@require_safe
def template(request: DeskRequest) -> HttpResponse:
    keeper(request)
    answer = HttpResponse(people_sheet.template(request.actor), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="people.xlsx"'
    return answer
