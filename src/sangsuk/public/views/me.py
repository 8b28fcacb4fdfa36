"""A citizen's own pages: her cases in one list, each opened without number and key; her account."""

from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.accounts import citizens
from sangsuk.accounts.models import User
from sangsuk.cases import behalf, promises, queries, workflow
from sangsuk.cases.files import StoredFile
from sangsuk.cases.mine import delegating, keeping, seats
from sangsuk.cases.models import Case
from sangsuk.common import ids
from sangsuk.common.errors import Missing, TooMany
from sangsuk.common.faces import caller, expired
from sangsuk.offices import forgetting as offices
from sangsuk.offices import posts
from sangsuk.stories import mine, words
from sangsuk.stories import queries as stories

from ..citizens import citizen_of, hers
from ..doors import counted, open_door, private
from ..forms import KeyForm
from ..pictures import photo
from . import me_signing, track
from .failures import came_too_late, page


def me(request: HttpRequest) -> User:
    """Behind `hers` only."""
    user = citizen_of(request)
    assert user is not None
    return user


@open_door
@private
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Her cases, and those that others have put into her hands; for who has not signed in, the way in."""
    user = citizen_of(request)
    if user is None:
        return me_signing.front(request)
    now = timezone.now()
    entrusted = [
        (delegating.as_given(row, name="owner"), rows_of(cases, now))
        for row, cases in seats.entrusted(user.pk, now=now)
    ]
    today = timezone.localdate()
    named = {row.pk: (behalf.POSTS[row.post], behalf.area(row.area_code)) for row in posts.held(user.pk, on=today)}
    asked = posts.waiting(citizens.account_of(user, "thaid"), on=today)
    context = {
        "posts": named, "asked": {row.pk: (behalf.POSTS[row.post], behalf.area(row.area_code)) for row in asked},
        "known": citizens.known(user), "stories": _stories(user.pk), "rows": rows_of(keeping.cases(user.pk), now), "entrusted": entrusted,
        "done": DONE.get(request.GET.get("done", ""), lambda: "")(),
    }  # fmt: skip
    return page(request, "public/me.html", context)


def _stories(user_id: int) -> list[dict[str, Any]]:
    """The stories she keeps in her list, and where each stands."""
    kept = mine.stories(user_id)
    resting = stories.resting_of(kept)
    return [
        {"story": one, "now": words.RESTS_FOR_HER if one.pk in resting else words.STATUSES[one.status][1]}
        for one in kept
    ]


DONE = {
    "joined": lambda: _("เพิ่มเรื่องนี้ในรายการของท่านแล้ว"),
    "left": lambda: _("เอาเรื่องออกจากรายการแล้ว เรื่องยังเดินต่อตามปกติ ติดตามได้ด้วยเลขที่และรหัสลับ"),
    "accepted": lambda: _("ท่านรับช่วยดูแลแล้ว เจ้าของเรื่องยกเลิกได้ทุกเมื่อ"),
    "ended": lambda: _("ยกเลิกแล้ว มีผลทันที"),
}


def rows_of(cases: list[Case], now: Any) -> list[dict[str, Any]]:
    """The cases as the lists show them."""
    found = []
    for case in cases:
        said = promises.now_of(case, now)
        tone = "late" if said.late else workflow.TONES.get(case.status, "going")
        found.append({"case": case, "now": said, "tone": tone})
    return found


@hers
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponseBase:
    """A case told without signing in comes into the list with its number and key, and in no other way."""
    form = KeyForm(request.POST if request.method == "POST" else None)
    status = 200 if request.method != "POST" else 422
    if not came_too_late(request, form) and request.method == "POST" and form.is_valid():
        try:
            case = queries.opened(form.cleaned_data["number"], form.cleaned_data["key"], caller=caller(request))
            keeping.keep(me(request).pk, case)
            return redirect(f"{reverse('public:me')}?done=joined")
        except (Missing, TooMany) as refused:
            form.refuse(refused)
            status = refused.status
    return page(request, "public/me_join.html", {"form": form}, status=status)


@hers
@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    at = seats.seat(me(request).pk, number)
    counted(request, at.case.number)
    return _show(request, at)


def _show(request: HttpRequest, at: seats.Seat, *, wrong: Any = None, status: int = 200) -> HttpResponse:
    """The page of the case, with what may be done from this seat. A delegate's look is noted for the owner."""
    now = timezone.now()
    if at.delegation is not None:
        delegating.note_look(at.delegation, at.case, now=now)
    track_ = queries.track_of(at.case, now=now)
    seen = seats.limited(track_, at.may(track_.may))
    given = delegating.as_given(at.delegation, name="owner") if at.delegation is not None else None
    more = {"seat": at, "given": given, "looks": delegating.looks_at(at.case) if at.mine else ()}
    where = reverse("public:my_case", args=[at.case.number])
    return track.shown(request, seen, at=where, key=_key(at), more=more, wrong=wrong, status=status)


def _key(at: seats.Seat) -> str:
    """The slip's key, for the owner alone."""
    key = ids.secret_key(at.case.client_id)
    return key if at.mine and ids.same_key(key, at.case.key_digest) else ""


@hers
@require_POST
def move(request: HttpRequest, number: str, name: str) -> HttpResponseBase:
    at = seats.seat(me(request).pk, number)
    seats.check(at, name)
    counted(request, at.case.number)
    form = track.asked(request, name)
    if expired(request):
        return _show(request, at, wrong=form)

    def make(files: tuple[StoredFile, ...]) -> None:
        seats.move(at, name, data=form.data_of_move(), files=files, version=form.cleaned_data.get("version"))

    status = track.made(request, form, make)
    if status == 302:
        return redirect(f"{reverse('public:my_case', args=[at.case.number])}?done={name}")
    return _show(request, seats.seat(me(request).pk, number), wrong=form, status=status)


@hers
@require_safe
def file(request: HttpRequest, number: str, file_id: int) -> HttpResponseBase:
    found = queries.track_of(seats.seat(me(request).pk, number).case)
    return photo(found.files, file_id, thumb="small" in request.GET)


@hers
@require_POST
def leave(request: HttpRequest, number: str) -> HttpResponseBase:
    """Out of her list; the case goes on."""
    at = seats.seat(me(request).pk, number)
    if expired(request) or not at.mine:
        return _show(request, at)
    keeping.leave(me(request).pk, at.case)
    return redirect(f"{reverse('public:me')}?done=left")


@hers
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponseBase:
    """What we keep of her; out everywhere; gone altogether."""
    user = me(request)
    if request.method == "POST" and not expired(request) and request.POST.get("deed") == "delete":
        keeping.forget(user.pk)
        mine.forget(user.pk)
        offices.let_go([user.pk])
        citizens.close(user)
        logout(request)
        return page(request, "public/me_gone.html", {})
    return page(request, "public/me_account.html", {"known": citizens.known(user)})
