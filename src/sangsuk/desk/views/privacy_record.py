"""The record of processing (section 39): a page, and as a file."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sangsuk.common.errors import Missing
from sangsuk.privacy import records

from ..doors import DeskRequest, desk, page
from .privacy import HERE
from .reports import XLSX

ROLES = ("dpo", "auditor")


@desk(roles=ROLES)
@require_safe
def record(request: DeskRequest) -> HttpResponse:
    told = records.record(timezone.now())
    return page(request, "desk/privacy/record.html", {"told": told}, here=HERE)


@desk(roles=ROLES)
@require_safe
def saved(request: DeskRequest, form: str) -> HttpResponse:
    """As Excel, CSV or JSON, as of now."""
    told = records.record(timezone.now())
    match form:
        case "csv":
            response = HttpResponse(records.comma_separated(told), content_type="text/csv; charset=utf-8")
        case "xlsx":
            response = HttpResponse(records.workbook(told), content_type=XLSX)
        case "json":
            body = json.dumps(records.as_json(told), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
            response = HttpResponse(body, content_type="application/json; charset=utf-8")
        case _other:
            raise Missing("no_form", _("ไม่มีไฟล์แบบนี้"))
    response["Content-Disposition"] = f'attachment; filename="record-of-processing.{form}"'
    return response
