"""Taking down what somebody says at the counter or on the telephone, in under a minute, and the slip she takes home."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.cases import actions, queries, receipt_forms, receipts, workflow
from sangsuk.cases.files import accept_with_papers
from sangsuk.cases.intake import New, Submitted
from sangsuk.cases.models import Case
from sangsuk.cases.sealed import way
from sangsuk.cases.standing import standings
from sangsuk.common import faces, ids
from sangsuk.common.errors import Missing, Refused
from sangsuk.common.uploads import taken
from sangsuk.offices.actor import Actor
from sangsuk.privacy import notices

from ..doors import WORKING, DeskRequest, came_too_late, desk, language, page
from ..forms import CounterForm, place_hits
from ..rows import place_of

SLIPS, CHANNEL, MOST_SLIPS = "slips", "channel", 30


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    if request.method != "POST":
        channel = request.session.get(CHANNEL, "counter")
        return _form(request, CounterForm(actor=request.actor, initial={"channel": channel}))
    form = CounterForm(request.POST, request.FILES, actor=request.actor)
    form.is_valid()
    if came_too_late(request, form):
        return _form(request, form)
    told, status = took(request, form, lambda new: actions.submit(new, by=request.actor))
    if told is None:
        return _form(request, form, status=status)
    if way.is_kept_from(told.case, request.actor):
        messages.success(request, kept_from_her())
        return redirect("desk:new")
    remember(request, told.case.number, form.cleaned_data)
    return redirect("desk:slip", number=told.case.number)


def took(request: DeskRequest, form: CounterForm, submit: Callable[[New], Submitted]) -> tuple[Submitted | None, int]:
    """What the form tells, with its files and the notice that was read out, taken in; None where the form says what is wrong,
    with the status of that page."""
    files, status = taken(request.FILES.getlist("photos"), accept_with_papers, form.refuse)
    if form.errors:
        return None, status
    try:
        told = submit(replace(form.new(files), notice=notices.shown("reporter", "", timezone.now())))
    except Refused as refused:
        form.refuse(refused)
        return None, status
    if not told.key and not way.is_kept_from(told.case, request.actor):
        form.add_error(None, _("แบบฟอร์มนี้บันทึกไปแล้วครั้งหนึ่งด้วยข้อความอื่น กรุณากด “รับเรื่องใหม่” แล้วเริ่มใหม่"))
        return None, status
    return told, status


def kept_from_her() -> str:
    """What is said to whoever wrote down what her own office must not know."""
    return _("ส่งต่อให้ศูนย์ที่เป็นกลางแล้ว ศูนย์นั้นจะแจ้งเลขที่ให้ผู้ร้องเอง")


def _form(request: DeskRequest, form: CounterForm, status: int = 200) -> HttpResponse:
    said = notices.current("reporter", timezone.now(), language())
    return page(request, "desk/new.html", told_on(form) | {"notice": said}, here="new", status=status)


def told_on(form: CounterForm) -> dict[str, Any]:
    """The form with the places that were found for what she typed."""
    return {"form": form, "hits": form.hits, "chosen": form.data.get("place_code", "")}


def remember(request: DeskRequest, number: str, given: Mapping[str, Any]) -> None:
    """Whose slips this person may print, as long as she is signed in; and the channel, which is often the same again."""
    slips = request.session.get(SLIPS, {}) | {number: str(given["client_id"])}
    request.session[SLIPS] = dict(list(slips.items())[-MOST_SLIPS:])
    request.session[CHANNEL] = given["channel"]


def _receipt(request: DeskRequest, case: Case) -> str:
    """The signed receipt as a QR code: her case comes back from this paper if it is ever lost."""
    page_that_checks = request.build_absolute_uri(reverse("public:verify"))
    return faces.qr(receipt_forms.address(page_that_checks, receipts.of(case)), _("รหัส QR ของใบรับเรื่องที่ลงลายมือชื่อแล้ว"))


@desk(roles=WORKING)
@require_safe
def slip(request: DeskRequest, number: str) -> HttpResponse:
    """Number and key for the citizen, to print, in the citizen's language.

    Only for who took the case down, in the session in which she did; of a sealed one that somebody else wrote down and
    handed on, for who has it in hand.
    """
    client_id = request.session.get(SLIPS, {}).get(number) or _handed_on(number, request.actor)
    if client_id is None:
        raise Missing("no_slip", _("พิมพ์ใบรับเรื่องได้เฉพาะผู้ที่รับเรื่องนี้ และก่อนออกจากระบบ"))
    key = ids.secret_key(UUID(client_id))
    address = request.build_absolute_uri(f"/track/{number}/{key}")
    opened = queries.opened(number, key, caller=faces.caller(request))
    with override(opened.language):
        track = queries.track(number, key, caller=faces.caller(request))
        context = {
            "track": track,
            "key": key,
            "place": place_of(track.case, "ministry"),
            "address": address,
            "qr": faces.qr(address),
            "receipt_qr": _receipt(request, opened),
            "mine": _sees(number, request.actor),
            "notice": notices.current("reporter", timezone.now(), opened.language),
            "trip": _trip(request),
        }
        response = page(request, "desk/slip.html", context, here="new")
    response["Content-Language"] = opened.language
    return response


def _trip(request: DeskRequest) -> int | None:
    """The day out on which she takes down one after the other, to go on there."""
    asked = request.GET.get("trip", "")
    return int(asked) if asked.isdecimal() and len(asked) < 10 else None


def _handed_on(number: str, actor: Actor) -> str | None:
    """The client id of a sealed case that an officer elsewhere wrote down: here she fetches her slip."""
    try:
        case = queries.seen(number, actor)
    except Missing:
        return None
    elsewhere = case.recorded_by_id is not None and case.is_sealed and way.is_closed_to(case, recorded_at(case))
    return str(case.client_id) if elsewhere and workflow.OWNER in standings(case, actor) else None


def recorded_at(case: Case) -> str:
    return str(case.events.filter(seq=1).values_list("office_code", flat=True).get())


def _sees(number: str, actor: Actor) -> bool:
    """Not always: what is said at one counter may be for another office to answer."""
    try:
        queries.seen(number, actor)
    except Missing:
        return False
    return True


@desk(roles=WORKING)
@require_safe
def place_choices(request: DeskRequest) -> HttpResponse:
    """As she types: the places of that name, to choose one."""
    typed = request.GET.get("place", "").replace("\x00", "")[:200].strip()
    return page(request, "desk/_places.html", {"hits": place_hits(typed) if len(typed) > 1 else [], "typed": typed})


@desk(roles=WORKING)
@require_POST
def category_choices(request: DeskRequest) -> HttpResponse:
    """The field of categories with suggestions from what she has typed so far. POST, so that no log holds the words."""
    form = CounterForm(request.POST, actor=request.actor)
    return page(request, "desk/_category.html", {"field": form["category"], "quiet": True})
