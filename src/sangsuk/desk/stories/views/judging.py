"""The pages of those who organise a judging: rounds, the screen, the list and its packets, the jury, the result."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.common import faces
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.stories import queries as stories
from sangsuk.stories.judging import deciding, listing, queries, reading, rounds
from sangsuk.stories.judging.overruling import Exchange
from sangsuk.stories.judging.record import written
from sangsuk.stories.models import Assignment, Entry, Override, Round
from sangsuk.stories.standing import organises

from ...doors import (
    WORKING,
    DeskRequest,
    desk,
    expired_sentence,
)
from ..judging_forms import RoundForm
from ..judging_rows import seat_from, shown, whole
from ..parts import story_page

PART = "rounds"
Deed = Callable[[Round, DeskRequest], Any]


def _text(request: DeskRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\x00", "").strip()


def _entry(round_: Round, request: DeskRequest, name: str = "packet") -> Entry:
    return found(round_, _text(request, name))


def found(round_: Round, packet: str) -> Entry:
    one = round_.entries.filter(packet=packet, off_at=None).select_related("story__office").first()
    if one is None:
        raise Missing("no_packet", _("ไม่พบซองนี้ในรอบคัดเลือก"))
    return one


def _override(round_: Round, request: DeskRequest) -> Override:
    one = round_.overrides.filter(pk=whole(_text(request, "override"))).first()
    if one is None:
        raise Missing("no_override", _("ไม่พบข้อเสนอที่รอยืนยัน"))
    return one


def _assignment(round_: Round, request: DeskRequest) -> Assignment:
    rows = Assignment.objects.filter(entry__round=round_, taken_at=None).select_related("entry__round", "juror")
    one = rows.filter(entry__packet=_text(request, "packet"), juror__no=_text(request, "juror")).first()
    if one is None:
        raise Missing("no_packet", _("ไม่พบซองนี้ในรอบคัดเลือก"))
    return one


def _exchange(request: DeskRequest) -> Exchange:
    return Exchange(_text(request, "out"), _text(request, "into"), _text(request, "reason"))


DEEDS: dict[str, tuple[Any, Deed]] = {
    "fill": (gettext_lazy("เติมรายชื่อแล้ว"), lambda r, q: listing.fill(r, by=q.actor)),
    "mark": (
        gettext_lazy("บันทึกคะแนนคัดกรองแล้ว"),
        lambda r, q: listing.mark(r, stories.seen(_text(q, "story"), q.actor), whole(_text(q, "mark")), by=q.actor),
    ),
    "add": (
        gettext_lazy("เพิ่มเรื่องแล้ว"),
        lambda r, q: listing.add(r, stories.seen(_text(q, "story"), q.actor), reason=_text(q, "reason"), by=q.actor),
    ),
    "take_off": (
        gettext_lazy("นำเรื่องออกแล้ว"),
        lambda r, q: listing.take_off(r, _entry(r, q), reason=_text(q, "reason"), by=q.actor),
    ),
    "seat": (gettext_lazy("บันทึกกรรมการแล้ว"), seat_from),
    "begin": (gettext_lazy("แจกซองให้กรรมการแล้ว"), lambda r, q: reading.begin(r, by=q.actor)),
    "release": (
        gettext_lazy("ซองไปหากรรมการอื่นแล้ว"),
        lambda r, q: reading.release(_assignment(r, q), by=q.actor),
    ),
    "end": (gettext_lazy("ปิดรอบแล้ว เปิดคะแนนทั้งหมดพร้อมกัน"), lambda r, q: reading.end(r, by=q.actor)),
    "decide": (gettext_lazy("เลือกตามลำดับแล้ว"), lambda r, q: deciding.decide(r, by=q.actor)),
    "propose": (
        gettext_lazy("เสนอแล้ว รออีกคนหนึ่งยืนยัน"),
        lambda r, q: deciding.propose(r, _exchange(q), by=q.actor),
    ),
    "confirm": (
        gettext_lazy("ยืนยันแล้ว เปลี่ยนผลตามที่เสนอ"),
        lambda r, q: deciding.confirm(r, _override(r, q), by=q.actor),
    ),
    "drop": (gettext_lazy("ยกเลิกข้อเสนอแล้ว"), lambda r, q: deciding.drop(r, _override(r, q), by=q.actor)),
    "announce": (gettext_lazy("ประกาศผลแล้ว"), lambda r, q: deciding.announce(r, by=q.actor)),
    "give_up": (
        gettext_lazy("ยกเลิกรอบแล้ว เรื่องที่พักไว้กลับไปเผยแพร่ตามเดิม"),
        lambda r, q: rounds.give_up(r, reason=_text(q, "reason"), by=q.actor),
    ),
}
FROM_SCREEN = ("mark", "add")


@desk(roles=WORKING)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    _need(request)
    rows = [(one, queries.STATES[one.state]) for one in queries.listing(request.actor)]
    return story_page(request, "desk/stories/judging/rounds.html", {"rows": rows}, at=PART)


def _need(request: DeskRequest) -> None:
    if not organises(request.actor):
        raise NotAllowed("not_yours", _("เฉพาะกรมการปกครองและกระทรวงมหาดไทยจัดการคัดเลือกได้"))


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    _need(request)
    form = RoundForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and faces.expired(request):
        form.errors.clear()
        form.add_error(None, expired_sentence())
    elif request.method == "POST" and form.is_valid():
        try:
            made = rounds.make(form.round(), by=request.actor)
            messages.success(request, _("เปิดรอบคัดเลือกแล้ว"))
            return redirect("desk:story_round", code=made.code)
        except Refused as refused:
            form.refuse(refused)
    status = 422 if form.is_bound and form.errors else 200
    return story_page(request, "desk/stories/judging/new.html", {"form": form}, at=PART, status=status)


@desk(roles=WORKING)
@require_safe
def one(request: DeskRequest, code: str) -> HttpResponse:
    return _show(request, rounds.seen(code, request.actor))


def _show(request: DeskRequest, round_: Round, *, status: int = 200, **more: Any) -> HttpResponse:
    context = shown(round_, request.actor) | more
    return story_page(request, "desk/stories/judging/one.html", context, at=PART, status=status)


@desk(roles=WORKING, keeps=True)
@require_POST
def do(request: DeskRequest, code: str, deed: str) -> HttpResponse:
    """One deed of those who organise. Refused, the round comes back with the reason and what was typed."""
    round_ = rounds.seen(code, request.actor)
    if deed not in DEEDS:
        raise Missing("no_move", _("ไม่มีการดำเนินการนี้"))
    back = "desk:story_round_screen" if deed in FROM_SCREEN else "desk:story_round"
    said, does = DEEDS[deed]
    try:
        if faces.expired(request):
            raise Refused("expired", expired_sentence())
        does(round_, request)
    except Missing:
        raise
    except Refused as refused:
        round_.refresh_from_db()
        show = _screen if deed in FROM_SCREEN else _show
        return show(request, round_, status=refused.status, trouble=str(refused), typed=request.POST, deed=deed)
    messages.success(request, said)
    return redirect(back, code=code)


@desk(roles=WORKING)
@require_safe
def screen(request: DeskRequest, code: str) -> HttpResponse:
    """What passes, what does not and why, with readers' marks and the way onto the list."""
    return _screen(request, rounds.seen(code, request.actor))


def _screen(request: DeskRequest, round_: Round, *, status: int = 200, **more: Any) -> HttpResponse:
    tab = request.GET.get("show", "pass")
    found_ = queries.screen(round_, request.actor, tab, page=whole(request.GET.get("page", "1")))
    context = {"round": round_, "screen": found_, "tab": tab, "marks": queries.READERS_MARKS} | more
    return story_page(request, "desk/stories/judging/screen.html", context, at=PART, status=status)


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: DeskRequest, code: str, packet: str) -> HttpResponse:
    """One packet as a judge will read it, beside what it was made from; words to take out; "a judge may have it"."""
    round_ = rounds.seen(code, request.actor)
    here, status, trouble = found(round_, packet), 200, ""
    if request.method == "POST":
        fine = "fine" in request.POST
        try:
            if faces.expired(request):
                raise Refused("expired", expired_sentence())
            listing.read(round_, here, marked=_text(request, "marked").splitlines(), fine=fine, by=request.actor)
        except Refused as refused:
            status, trouble = refused.status, str(refused)
        else:
            following = queries.unread(round_) if fine else here
            if following is None:
                return redirect("desk:story_round", code=code)
            return redirect("desk:story_round_entry", code=code, packet=following.packet)
        here.refresh_from_db()
    hints = listing.blinded(here.story, here.marked).hints
    context = {"round": round_, "entry": here, "hints": hints, "trouble": trouble, "typed": request.POST.get("marked")}
    return story_page(request, "desk/stories/judging/entry.html", context, at=PART, status=status)


@desk(roles=WORKING)
@require_safe
def record(request: DeskRequest, code: str) -> HttpResponse:
    """The record, for docs/recompute_selection.py. Not before the end."""
    round_ = rounds.seen(code, request.actor)
    response = HttpResponse(written(deciding.document(round_)), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="selection-{round_.code}.json"'
    return response
