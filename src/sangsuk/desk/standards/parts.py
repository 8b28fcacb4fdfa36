"""The row of links between the pages of this wing."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sangsuk.standards.standing import READING, organises, totals_of

from ..doors import DeskRequest
from ..flagships.parts import part_page

ROLES = READING
AT = "standards"


def standard_page(
    request: DeskRequest, template: str, context: dict[str, Any], *, here: str, status: int = 200
) -> HttpResponse:
    """`here`: which page of the wing it is."""
    pages = [("home", _("แบบประเมินอำเภอ"), "desk:standards")]
    if request.actor.office_level != "district":
        pages.append(("coverage", _("ความคืบหน้า"), "desk:standard_coverage"))
    if totals_of(request.actor, request.actor.office_code) or request.actor.office_level != "district":
        pages += [
            ("survey", _("ความพึงพอใจ"), "desk:standard_survey"), ("conduct", _("คำชมและคำร้องเรียน"), "desk:standard_conduct"),
        ]  # fmt: skip
    if organises(request.actor):
        pages.append(("forms", _("จัดทำแบบ"), "desk:standard_forms"))
    rows = [{"label": label, "url": reverse(url), "current": name == here, "count": None} for name, label, url in pages]
    return part_page(request, template, {"wing": rows} | context, at=AT, status=status)
