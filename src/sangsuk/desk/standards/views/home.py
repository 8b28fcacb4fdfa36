"""Where the work begins: a district its forms, a province what came to it, the country how far everybody is."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from sangsuk.common.errors import Missing
from sangsuk.places import queries as places
from sangsuk.standards import assessing, marking, queries, words
from sangsuk.standards.models import Assessment, Form
from sangsuk.stories.naming import office_called
from sangsuk.thai import bangkok_date

from ...doors import WORKING, DeskRequest, desk, language
from .. import saying
from ..parts import ROLES, standard_page

SHELVES = {
    "owed": _("จังหวัดต้องทำ"), "visits": _("นัดตรวจเยี่ยม"), "late": _("เลยกำหนด"), "open": _("ทั้งหมดที่ยังไม่จบ"), "done": _("ผลเป็นที่สุด"),
}  # fmt: skip


@desk(roles=ROLES)
@require_safe
def home(request: DeskRequest) -> HttpResponse:
    return _district(request) if request.actor.office_level == "district" else _above(request)


def _district(request: DeskRequest) -> HttpResponse:
    actor, today = request.actor, bangkok_date(timezone.now())
    begins = assessing.may_begin(actor)
    own = queries.of_office(actor, actor.office_code)
    visits = queries.shelf(actor, "visits", today, size=50).items
    context = {
        "rows": [_own_row(one, request) for one in sorted(own, key=lambda one: one.status not in words.AT_DISTRICT)],
        "to_begin": queries.to_begin(actor.office_code, today) if begins else [], "language": language(),
        "sent": [_row(one, request, today) for one in visits if actor.user_id in one.visitors],
        "place": office_called(actor.office_code, language()), "office_code": actor.office_code,
    }  # fmt: skip
    return standard_page(request, "desk/standards/home.html", context, here="home")


def _own_row(one: Assessment, request: DeskRequest) -> dict[str, Any]:
    whole = marking.sheet(one)
    row = _row(one, request, bangkok_date(timezone.now()))
    return row | {
        "lines": len(whole.lines), "answered": sum(part.answered for part in whole.parts), "lacking": len(whole.lacking),
        "filling": one.status in (words.FILLING, words.OFFERED), "final": saying.number(one.final), "band": saying.band_name(one.band),
    }  # fmt: skip


def _row(one: Assessment, request: DeskRequest, today: Any) -> dict[str, Any]:
    return {
        "one": one, "title": one.form.title(language()), "status": words.STATUSES[one.status],
        "next": saying.next_step(one, request.actor), "late": one.due_on is not None and one.due_on < today,
        "office": office_called(one.office_id, language()),
    }  # fmt: skip


def _above(request: DeskRequest) -> HttpResponse:
    actor, today, name = request.actor, bangkok_date(timezone.now()), request.GET.get("shelf", "owed")
    name = name if name in SHELVES else "owed"
    found, counts = (
        queries.shelf(actor, name, today, cursor=request.GET.get("cursor", "")),
        queries.shelves(actor, today),
    )
    address = reverse("desk:standards")
    tabs = [
        {"label": label, "url": f"{address}?shelf={code}", "current": code == name, "count": counts[code], "late": code == "late"}
        for code, label in SHELVES.items()
    ]  # fmt: skip
    older = f"{address}?{urlencode({'shelf': name, 'cursor': found.next})}" if found.next else ""
    context = {
        "tabs": tabs,
        "rows": [_row(one, request, today) for one in found.items],
        "older": older,
        "counts": counts,
    }
    return standard_page(request, "desk/standards/shelf.html", context, here="home")


@desk(roles=WORKING)
@require_POST
def begin(request: DeskRequest) -> HttpResponse:
    chosen = request.POST.get("form", "")
    form = Form.objects.filter(pk=int(chosen)).first() if chosen.isdecimal() and len(chosen) < 10 else None
    if form is None:
        raise Missing("no_form", _("ไม่พบแบบนี้"))
    one = assessing.begin(form, by=request.actor)
    messages.success(request, _("เริ่มแล้ว กรอกทีละหมวด บันทึกได้ทุกเมื่อ กลับมาทำต่อได้"))
    return redirect("desk:standard", one.pk)


@desk(roles=ROLES)
@require_safe
def coverage(request: DeskRequest) -> HttpResponse:
    """Counts per province, in the order of their codes; a province sees its own."""
    actor = request.actor
    if actor.office_level == "district":
        raise Missing("no_page", _("หน้านี้เป็นของจังหวัดและกรม"))
    used = Form.objects.filter(state=words.RELEASED)
    known = sorted(used, key=lambda one: (-one.year_be, one.about != words.SERVICE, one.code))
    wanted = request.GET.get("form", "")
    form = next((one for one in known if str(one.pk) == wanted), next(iter(known), None))
    rows = queries.coverage(form) if form else []
    within = actor.province_code if actor.office_level == "province" else request.GET.get("province", "")
    rows = [one for one in rows if within in ("", one.province_code)]
    stages = ("offices", "begun", "handed_in", "visited", "final", "certified")
    context = {
        "form": form, "forms": [(one, one.title(language())) for one in known], "language": language(),
        "rows": [(places.title(one.province_code, language()), one) for one in rows],
        "districts": _districts(form, within, request) if form and rows and within else [], "within": within,
        "whole": {name: sum(getattr(one, name) for one in rows) for name in stages},
    }  # fmt: skip
    return standard_page(request, "desk/standards/coverage.html", context, here="coverage")


def _districts(form: Form, province_code: str, request: DeskRequest) -> list[dict[str, Any]]:
    """Each office of a province with how far it is."""
    today = bangkok_date(timezone.now())
    return [
        {"office": office_called(code, language())} | (_row(one, request, today) if one else {})
        for code, one in queries.of_form(form, province_code)
    ]
