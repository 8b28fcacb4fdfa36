"""Following one's case: the number and the key open it, and neither alone opens anything."""

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.cases import actions, queries, readers, repeats, story
from sangsuk.cases.files import StoredFile, accept_with_papers
from sangsuk.cases.mediation import queries as mediations
from sangsuk.cases.models import Case
from sangsuk.cases.sealed import who as knowing
from sangsuk.catalog import queries as catalog
from sangsuk.common.errors import Missing, Refused, Stale, TooMany
from sangsuk.common.faces import caller, expired, qr
from sangsuk.common.uploads import taken
from sangsuk.offices.actor import Actor
from sangsuk.places import queries as places
from sangsuk.stories.answers import rails

from .. import endings, suggested
from ..doors import counted, open_door, private
from ..forms import KeyForm
from ..move_forms import MOVES
from ..pictures import photo
from .failures import came_too_late, page

DONE = {
    "add": lambda: _("เราได้รับข้อมูลเพิ่มของท่านแล้ว"),
    "answer": lambda: _("เราได้รับคำตอบของท่านแล้ว ขอบคุณที่ช่วยให้เราทำงานต่อได้"),
    "withdraw": lambda: _("ท่านถอนเรื่องนี้แล้ว"),
    "rate": lambda: _("ขอบคุณที่บอกเรา คำตอบของท่านช่วยให้เราทำได้ดีขึ้น"),
    "reopen": lambda: _("เราเปิดเรื่องของท่านอีกครั้งแล้ว"),
    "agree": lambda: _("ขอบคุณที่บอกเรา ดีใจที่เรื่องของท่านเรียบร้อย"),
    "object": lambda: _("เราทราบแล้วว่ายังไม่เรียบร้อย และจะดำเนินการต่อ ท่านไม่ต้องเล่าใหม่"),
    "appeal": lambda: _("เราส่งเรื่องให้ระดับเหนือพิจารณาใหม่แล้ว พร้อมทุกอย่างที่ท่านเคยบอกไว้"),
}
FOLLOWED = re.compile(r"[0-9A-Z]+-[0-9]{2}-[0-9]{6,}-[0-9]{1,7}")
"""The number of somebody who suffers from another's trouble too: the number of the case, and hers."""
DEEDS = {
    "add": _lazy("ส่งข้อมูลเพิ่ม"),
    "answer": _lazy("ส่งคำตอบ"),
    "withdraw": _lazy("ถอนเรื่องนี้"),
    "rate": _lazy("ส่งคำตอบ"),
    "reopen": _lazy("ขอเปิดเรื่องอีกครั้ง"),
    "agree": _lazy("เรียบร้อยแล้ว"),
    "object": _lazy("ยังไม่เรียบร้อย ให้ทำต่อ"),
    "appeal": _lazy("ขอให้พิจารณาใหม่"),
}


@open_door
@private
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Number and key from the slip. An unknown number and a wrong key get the same answer."""
    form = KeyForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return page(request, "public/track_find.html", {"form": form})
    status = 422
    if not came_too_late(request, form) and form.is_valid():
        number, key = form.cleaned_data["number"], form.cleaned_data["key"]
        try:
            if FOLLOWED.fullmatch(number):
                repeats.follow(number, key, caller=caller(request))
                return redirect("public:follow", number=number, key=_grouped(key))
            queries.opened(number, key, caller=caller(request))
            return redirect("public:case", number=number, key=_grouped(key))
        except (Missing, TooMany) as refused:
            form.refuse(refused)
            status = refused.status
    return page(request, "public/track_find.html", {"form": form}, status=status)


def _grouped(key: str) -> str:
    signs = "".join(c for c in key.upper() if c.isalnum())
    return "-".join(signs[i : i + 4] for i in range(0, len(signs), 4))


@open_door
@private
@require_safe
def case(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Where it is, who has it, what was done, what comes next."""
    return _show(request, number, key)


def _show(request: HttpRequest, number: str, key: str, *, wrong: Any = None, status: int = 200) -> HttpResponse:
    try:
        track = queries.track(number, key, caller=caller(request))
    except (Missing, TooMany) as refused:
        form = KeyForm.asked_again(number, refused)
        return page(request, "public/track_find.html", {"form": form}, status=refused.status)
    if request.method != "POST":
        counted(request, track.case.number)
    more = {
        "share_at": reverse("public:share", args=[number, key]), "invites": rails.may_invite(track.case),
        "its_story": rails.story_of(track.case),
    }  # fmt: skip
    at = reverse("public:case", args=[number, key])
    return shown(request, track, at=at, key=key, more=more, wrong=wrong, status=status)


def shown(
    request: HttpRequest, track: queries.Track, *, at: str, key: str = "", more: dict[str, Any] | None = None,
    wrong: Any = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page of her case, for whom `track.may` says what may be done. `at`: the address under which its moves and files
    lie. `key`: only for who holds it."""
    address = request.build_absolute_uri(reverse("public:case", args=[track.case.number, key])) if key else ""
    forms: dict[str, Any] = {
        name: form(initial={"version": track.case.version}, prefix=name) for name, form in MOVES.items()
    }
    if wrong is not None:
        # After somebody was quicker: the same words with the version that is true now, so that pressing again works.
        wrong.data = wrong.data | {wrong.add_prefix("version"): track.case.version}
        forms[wrong.move] = wrong
    forms["rate"].only_what_was_asked(track.case)
    done = request.GET.get("done", "")
    context = {
        "track": track, "case": track.case, "number": track.case.number, "key": key, "at": at, "forms": forms, "wrong": wrong,
        "done": _done(done, track),
        "answer": endings.answer_of(track), "qr": qr(address) if key else "", "deeds": DEEDS, "tone": endings.tone(track),
        "ways": endings.ways_of(track, timezone.now()), "others": repeats.count(track.case), "leading": repeats.leading(track.case),
        "mediation": _mediation(track), "kept": knowing.kept_from(track.case), "suggested": suggested.of_case(track.case),
        "files_at": f"{at}/files/", **_told(track.case), **_readings(request, track.case), **(more or {}),
    }  # fmt: skip
    return page(request, "public/track.html", context, status=status)


def _done(name: str, track: queries.Track) -> str:
    """What her press has led to; who has it now stands right below."""
    if name == "rate" and track.case.solved not in ("", "yes"):
        return _("ขอบคุณที่บอกเรา เราทราบแล้วว่าปัญหาของท่านยังไม่หมดไป")
    if name == "appeal" and track.case.appeals:
        office = story.office_name(track.case.office_id)
        return _("เราส่งเรื่องให้%(office)sพิจารณาใหม่แล้ว พร้อมทุกอย่างที่ท่านเคยบอกไว้") % {"office": office}
    return DONE[name]() if name in DONE else ""


def _mediation(track: queries.Track) -> mediations.ForCitizen | None:
    """Where the mediation stands; asks nothing when her story has none."""
    if not any(line.move == "to_mediation" for line in track.lines):
        return None
    return mediations.for_citizen(track.case)


def _readings(request: HttpRequest, case: Case) -> dict[str, Any]:
    """Who looked at her data: offices and positions, a page at a time."""
    before = request.GET.get("looks", "")
    looks, older = readers.of_case(case, before=int(before) if before.isdigit() and len(before) < 19 else None)
    return {"readings": looks, "older_looks": older, "looks_open": bool(before)}


def _told(case: Case) -> dict[str, Any]:
    """What she told, in names instead of codes."""
    language = get_language() or "th"
    topic = catalog.all_categories().get(case.category_id or "")
    return {
        "place": places.path(case.village_id or case.subdistrict_id or case.district_id, language),
        "topic": topic.name(language) if topic else "",
        "reason": case.routing_reason_en if language == "en" else case.routing_reason_th,
    }


@open_door
@private
@require_POST
def move(request: HttpRequest, number: str, key: str, name: str) -> HttpResponse:
    """One of the citizen's own moves."""
    form = asked(request, name)
    if expired(request):
        return _show(request, number, key, wrong=form)
    case = queries.opened(number, key, caller=caller(request))
    counted(request, case.number)

    def make(files: tuple[StoredFile, ...]) -> None:
        data, version = form.data_of_move(), form.cleaned_data.get("version")
        actions.move(case, name, by=Actor.citizen("web"), data=data, files=files, version=version)

    status = made(request, form, make)
    if status == 302:
        return redirect(f"{reverse('public:case', args=[number, key])}?done={name}")
    return _show(request, number, key, wrong=form, status=status)


def asked(request: HttpRequest, name: str) -> Any:
    """The form of a move as it came; one whose guard has expired says so."""
    if name not in MOVES:
        raise Missing("no_move", _("ไม่มีการดำเนินการนี้"))
    form = MOVES[name](request.POST.dict(), prefix=name)
    form.is_valid()
    came_too_late(request, form)
    return form


def made(request: HttpRequest, form: Any, make: Callable[[tuple[StoredFile, ...]], None]) -> int:
    """Make the move; 302 when it is done, else the status of the form shown again."""
    name = form.move
    files, status = taken(request.FILES.getlist(f"{name}-photos"), accept_with_papers, form.refuse)
    if name in ("add", "answer") and not (form.errors or files or form.cleaned_data["text"]):
        form.add_error("text", _("กรุณาเขียนข้อความ หรือเลือกรูปอย่างน้อยหนึ่งรูป"))
    if not form.errors:
        try:
            make(files)
            return 302
        except Refused as refused:
            form.refuse(refused)
            status = 409 if isinstance(refused, Stale) else 422
    return status


@open_door
@private
@require_safe
def file(request: HttpRequest, number: str, key: str, file_id: int) -> HttpResponseBase:
    track = queries.track(number, key, caller=caller(request))
    counted(request, track.case.number)
    return photo(track.files, file_id, thumb="small" in request.GET)
