"""Paper cards, typed in bundles: counted first, ten rows at a time, and nothing typed is lost."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from sangsuk.common import faces
from sangsuk.common.errors import Refused
from sangsuk.stories.cards import actions, queries
from sangsuk.stories.models import CardBundle
from sangsuk.thai import bangkok_date

from ...doors import (
    WORKING,
    DeskRequest,
    came_too_late,
    desk,
    expired_sentence,
)
from .. import card_forms
from ..card_forms import BundleForm, PaperForm, WhyForm
from ..parts import story_page
from .cards import AT, _need_own


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def bundles(request: DeskRequest) -> HttpResponse:
    """The bundles of the office, and a new one."""
    _need_own(request)
    form = BundleForm(
        request.POST if request.method == "POST" else None, initial={"collected_on": bangkok_date(timezone.now())}
    )
    if request.method == "POST" and not came_too_late(request, form) and form.is_valid():
        try:
            made = actions.begin_bundle(request.actor, **form.cleaned_data)
            return redirect("desk:card_bundle", bundle_id=made.pk)
        except Refused as refused:
            form.refuse(refused)
    context = {"form": form, "bundles": queries.bundles(request.actor)}
    return story_page(request, "desk/cards/bundles.html", context, at=AT, status=422 if form.errors else 200)


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def bundle(request: DeskRequest, bundle_id: int) -> HttpResponse:
    """The table: ten papers, or as many as are left."""
    found = queries.bundle(request.actor, bundle_id)
    if request.method != "POST":
        return _table(request, found, card_forms.rows(many=min(card_forms.ROWS, found.left)))
    typed = card_forms.rows(request.POST)
    filled = [row for row in typed if not row.is_blank]
    if faces.expired(request):
        return _table(request, found, typed, trouble=expired_sentence())
    if [row for row in filled if not row.is_valid()]:
        return _table(request, found, typed, trouble=_("ยังไม่ได้บันทึก กรุณาดูแถวที่มีข้อความสีแดง"), status=422)
    if not filled:
        return _table(request, found, typed, trouble=_("ยังไม่ได้กรอกสักใบ"), status=422)
    return _typed(request, found, typed, filled)


def _typed(request: DeskRequest, found: CardBundle, typed: list[PaperForm], filled: list[PaperForm]) -> HttpResponse:
    try:
        many = actions.type_cards(request.actor, found, [row.new(found.office_id) for row in filled])
    except Refused as refused:
        return _table(request, found, typed, trouble=str(refused), status=422)
    if many == found.declared:
        messages.success(
            request, _("ครบ %(many)s ใบตรงกับที่นับไว้ ปิดปึก %(number)s แล้ว") % {"many": many, "number": found.number}
        )
        return redirect("desk:card_bundles")
    left = found.declared - many
    messages.success(
        request, ngettext("บันทึกแล้ว เหลืออีก %(left)s ใบ", "บันทึกแล้ว เหลืออีก %(left)s ใบ", left) % {"left": left}
    )
    return redirect("desk:card_bundle", bundle_id=found.pk)


def _table(
    request: DeskRequest,
    found: CardBundle,
    typed: list[PaperForm],
    *,
    trouble: str = "",
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    start = found.typed + 1
    context = {
        "bundle": found, "rows": list(enumerate(typed, start)), "trouble": trouble, "why": WhyForm(), "left": found.left,
        "heads": [field.label for field in typed[0].visible_fields()] if typed else [],
    }  # fmt: skip
    return story_page(request, "desk/cards/bundle.html", context | more, at=AT, status=status)


@desk(roles=WORKING, keeps=True)
@require_POST
def close(request: DeskRequest, bundle_id: int) -> HttpResponse:
    """Fewer than were counted."""
    found, form = queries.bundle(request.actor, bundle_id), WhyForm(request.POST)
    rows = card_forms.rows(many=min(card_forms.ROWS, found.left))
    if came_too_late(request, form) or not form.is_valid():
        return _table(request, found, rows, why=form, status=422)
    try:
        actions.close_bundle(request.actor, found, why=form.cleaned_data["why_fewer"])
    except Refused as refused:
        form.refuse(refused)
        return _table(request, found, rows, why=form, status=422)
    messages.success(request, _("ปิดปึก %(number)s แล้ว พร้อมเหตุผล") % {"number": found.number})
    return redirect("desk:card_bundles")
