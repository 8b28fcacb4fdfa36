"""One's own story by its number and key: what happened to it, in words; what one allows; taking it back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.common.errors import Missing, Refused, Stale, TooMany
from sangsuk.common.faces import caller, expired, qr
from sangsuk.common.uploads import taken
from sangsuk.offices.actor import Actor
from sangsuk.stories import actions, adding, beside, hers, naming, queries, words
from sangsuk.stories import mine as kept
from sangsuk.stories.answers import queries as answers
from sangsuk.stories.answers import rails
from sangsuk.stories.media import keeping, limits, parts
from sangsuk.stories.models import Story

from ...citizens import hers as behind_her_sign_in
from ...doors import counted, open_door, private
from ...views.failures import came_too_late, page
from ...views.me import me
from .. import moderation
from ..answer_forms import HappenedForm
from ..moves import MOVES, AddFilesForm, StoryKeyForm
from .send import shown_file

DONE = {
    "accept_wording": lambda: _("ขอบคุณที่ช่วยดู เราจะเผยแพร่ตามถ้อยคำนี้"),
    "reword": lambda: _("เราได้รับข้อความใหม่ของท่านแล้ว จะอ่านอีกครั้งก่อนเผยแพร่"),
    "appeal": lambda: _("เราจะให้ผู้อื่นตรวจเรื่องนี้อีกครั้ง"),
    "add_files": lambda: _("เราได้รับไฟล์ของท่านแล้ว เจ้าหน้าที่จะดูก่อนแสดงให้ผู้อื่นเห็น"),
    "consent": lambda: _("บันทึกสิ่งที่ท่านอนุญาตแล้ว มีผลทันที"),
    "claim": lambda: _("ขอบคุณที่อนุญาต เราจะอ่านเรื่องนี้ก่อนเผยแพร่"),
    "confirm": lambda: _("ขอบคุณที่บอกเรา เรานับว่าเปลี่ยนแปลงแล้วเพราะท่านยืนยัน"),
    "dispute": lambda: _("ขอบคุณที่บอกเรา อำเภอจะได้รับแจ้งว่ายังไม่เกิดขึ้น และต้องแก้ไข"),
    "withdraw": lambda: _("ท่านถอนเรื่องเล่านี้แล้ว เรานำออกจากทุกหน้าทันที"),
}


@open_door
@private
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Number and key from the slip. An unknown number and a wrong key get the same answer."""
    form = StoryKeyForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return page(request, "public/stories/find.html", {"form": form})
    status = 422
    if not came_too_late(request, form) and form.is_valid():
        code, key = form.cleaned_data["code"], form.cleaned_data["key"]
        try:
            queries.mine(code, key, caller=caller(request))
            return redirect("public:my_story", code=code, key=key)
        except (Missing, TooMany) as refused:
            form.refuse(refused)
            status = refused.status
    return page(request, "public/stories/find.html", {"form": form}, status=status)


@open_door
@private
@require_safe
def story(request: HttpRequest, code: str, key: str) -> HttpResponse:
    try:
        found = queries.mine(code, key, caller=caller(request))
    except (Missing, TooMany) as refused:
        form = StoryKeyForm.asked_again(code, refused)
        return page(request, "public/stories/find.html", {"form": form}, status=refused.status)
    counted(request, f"story:{found.code}")
    return shown(request, found, key)


def _at(found: Story, key: str) -> str:
    """Under which her page, its moves and files lie: by the key, or in the list of who is signed in."""
    return (
        reverse("public:my_story", args=[found.code, key])
        if key
        else reverse("public:my_listed_story", args=[found.code])
    )


def shown(request: HttpRequest, found: Story, key: str, *, wrong: Any = None, status: int = 200) -> HttpResponse:
    mine, at, now = hers.page_of(found), _at(found, key), timezone.now()
    answered = answers.for_writer(found, now=now) if key else answers.shown(found, now=now)
    forms = {name: form(mine=mine, prefix=name) for name, form in MOVES.items() if name in mine.may}
    if wrong is not None and wrong.move in forms:
        forms[wrong.move] = wrong
    language = get_language() or "th"
    context = {
        "mine": mine, "story": found, "key": key, "at": at, "forms": forms, "wrong": wrong,
        "office": naming.office_called(found.office_id, language), "area": naming.area(found.office_id, language),
        "tone": words.TONES[found.tone], "beside": beside.of(found, mine.told), "qr": qr(request.build_absolute_uri(at)) if key else "",
        "done": DONE.get(request.GET.get("done", ""), lambda: "")(),
        "answered": answered, "pledge_forms": [(one, happened_form(one)) for one in answered.pledges],
        "becomes_case": rails.may_become_case(found), "rails": rails.cases_of(found),
        "campaign": found.campaign.title(language) if found.campaign else "",
        "adding": _gathering(found) if adding.MOVE in forms else None, **moderation.said(found),
    }  # fmt: skip
    return page(request, "public/stories/mine.html", context, status=status)


def _gathering(found: Story) -> dict[str, Any]:
    """The draft in which more files gather, and what is in it or on its way."""
    token = adding.token_of(found)
    return {"token": token, "files": adding.gathered(token), "waiting": parts.waiting(token)}


def happened_form(pledge: answers.ShownPledge) -> HappenedForm:
    """What she may say of a promised change; its version is the promise's as she sees it."""
    return HappenedForm(prefix=f"p{pledge.no}", initial={"version": pledge.version})


@open_door
@private
@require_POST
def move(request: HttpRequest, code: str, key: str, name: str) -> HttpResponse:
    """One of the author's own moves."""
    found = queries.mine(code, key, caller=caller(request))
    counted(request, f"story:{found.code}")
    return _moved(request, found, key, name)


def _moved(request: HttpRequest, found: Story, key: str, name: str) -> HttpResponse:
    if name not in MOVES:
        raise Missing("no_move", _("ไม่มีการดำเนินการนี้"))
    form = MOVES[name](request.POST, mine=hers.page_of(found), prefix=name)
    if isinstance(form, AddFilesForm):
        return _added(request, found, key, form)
    if came_too_late(request, form) or not form.is_valid():
        return shown(request, found, key, wrong=form, status=403 if expired(request) else 422)
    try:
        data = form.data_of_move()
        if name == "accept_wording":
            data |= moderation.answered(found, request.POST)
        actions.move(found, name, by=Actor.citizen("web"), version=form.version(), data=data)
    except Refused as refused:
        form.refuse(refused)
        found.refresh_from_db()
        return shown(request, found, key, wrong=form, status=409 if isinstance(refused, Stale) else refused.status)
    return redirect(f"{_at(found, key)}?done={name}")


move.file_bytes = limits.VIDEO.bytes  # type: ignore[attr-defined]  # without a script a film comes in the form itself


def _added(request: HttpRequest, found: Story, key: str, form: AddFilesForm) -> HttpResponse:
    """More files: what came in the form gathers beside what came in pieces, and all of it is sent."""
    if came_too_late(request, form) or not form.is_valid():
        return shown(request, found, key, wrong=form, status=403 if expired(request) else 422)
    status = 422
    try:
        adding.check(found)
        files, status = taken(request.FILES.getlist(form.add_prefix("enclosed")), keeping.accept, form.refuse)
        for one in files:
            adding.gather(adding.token_of(found), one)
        if not form.errors:
            adding.send(found, without=_left_out(request), photograph=form.allows(), version=form.version())
            return redirect(f"{_at(found, key)}?done={adding.MOVE}")
    except Refused as refused:
        form.refuse(refused)
        found.refresh_from_db()
        status = refused.status
    return shown(request, found, key, wrong=form, status=status)


def _left_out(request: HttpRequest) -> set[int]:
    """Files that she was shown and did not tick."""
    listed, chosen = (set(request.POST.getlist(name)) for name in ("listed", "chosen"))
    return {int(pk) for pk in listed - chosen if pk.isdecimal() and len(pk) < 19}


@open_door
@private
@require_safe
def file(request: HttpRequest, code: str, key: str, file_id: int) -> HttpResponseBase:
    found = queries.mine(code, key, caller=caller(request))
    return shown_file(hers.file_of(found, file_id), still="still" in request.GET)


def _listed(request: HttpRequest, code: str) -> Story:
    """One of the stories in her own list. Raises Missing."""
    found = next((one for one in kept.stories(me(request).pk) if one.code == code), None)
    if found is None:
        raise queries.missing()
    return found


@behind_her_sign_in
@require_safe
def listed(request: HttpRequest, code: str) -> HttpResponse:
    """The same page without the key, for who is signed in and keeps it in her list."""
    return shown(request, _listed(request, code), "")


@behind_her_sign_in
@require_POST
def listed_move(request: HttpRequest, code: str, name: str) -> HttpResponse:
    return _moved(request, _listed(request, code), "", name)


listed_move.file_bytes = limits.VIDEO.bytes  # type: ignore[attr-defined]


@behind_her_sign_in
@require_safe
def listed_file(request: HttpRequest, code: str, file_id: int) -> HttpResponseBase:
    return shown_file(hers.file_of(_listed(request, code), file_id), still="still" in request.GET)
