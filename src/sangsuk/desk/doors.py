"""The desk's door: who works for an office comes in as an `Actor`; what a rule refuses becomes a page."""

import functools
from collections.abc import Callable, Collection
from typing import Any, overload

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sangsuk.accounts import queries as accounts
from sangsuk.accounts.models import User
from sangsuk.cases.standing import WORKING_ROLES
from sangsuk.common import faces
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import NAMED_ONLY, SEES_CASES, Actor

from . import confirming
from .people_words import place_words

View = Callable[..., HttpResponseBase]
WORKING = WORKING_ROLES
LOOKING = ("executive",)
ACTS_FOR = "acts_for"
"""In the session: the office that somebody with several has chosen."""
EVERYBODY = SEES_CASES | NAMED_ONLY | {"operator"}
HOMES = {"operator": "desk:rules", "auditor": "desk:ledger", "admin": "desk:people", "dpo": "desk:privacy"}
"""Where those begin whose work is not cases: the name of an address, by role."""


class DeskRequest(HttpRequest):
    """A request of somebody who works for an office."""

    actor: Actor
    htmx: Any


@overload
def desk(view: View) -> View: ...
@overload
def desk(
    *, roles: Collection[str] = (), keeps: bool = False, before_factor: bool = False
) -> Callable[[View], View]: ...
def desk(
    view: View | None = None, *, roles: Collection[str] = (), keeps: bool = False, before_factor: bool = False
) -> View | Callable[[View], View]:
    """Only for officials, and only for these roles if any are named; else for those of NAMED_ONLY it is closed.
    `keeps`: can show its form again, see `expired`. `before_factor`: opens too for who must still set up a second factor."""
    if view is None:
        return lambda meant: _opened(meant, roles, keeps, before_factor)
    return _opened(view, roles, keeps, before_factor)


def _opened(view: View, roles: Collection[str], keeps: bool, before_factor: bool) -> View:
    @functools.wraps(view)
    def opened(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            request.actor = _actor(request, roles)
            if not before_factor and owes_factor(request):
                return redirect("desk:factors")
            response = view(request, *args, **kwargs)
        except Refused as refused:
            response = trouble(request, refused)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    opened.keeps_what_was_typed = keeps  # type: ignore[attr-defined]
    return opened


def _actor(request: HttpRequest, roles: Collection[str]) -> Actor:
    actor = offices.actor_for(request.user, "desk", prefer=request.session.get(ACTS_FOR, ""))
    if actor is None:
        raise NotAllowed("no_office", _("บัญชีของท่านยังไม่ได้ผูกกับหน่วยงานใด กรุณาแจ้งหัวหน้าศูนย์หรือผู้ดูแลระบบของท่าน"))
    if actor.role not in roles if roles else actor.role in NAMED_ONLY:
        raise NotAllowed("not_your_role", _("หน้าที่ของท่านในระบบไม่รวมถึงหน้านี้ ถ้าควรเปิดได้ กรุณาแจ้งหัวหน้าศูนย์ของท่าน"))
    return actor


def owes_factor(request: "DeskRequest") -> bool:
    """Whether she must prove a second thing before any page opens."""
    return confirming.needs_factor(request) and not confirming.proved_factor(request)


class NotElevated(NotAllowed):
    """Hers to do, but not before she has switched on her power."""


def need_power(request: "DeskRequest") -> None:
    """Raises NotElevated for a national administrator whose power is off."""
    actor = request.actor
    if actor.role == "operator" and actor.office_level == "ministry" and not actor.elevated:
        raise NotElevated("not_elevated", _("ก่อนทำเรื่องนี้ กรุณาเปิดสิทธิ์ผู้ดูแลระบบส่วนกลาง พร้อมบอกเหตุผล สิทธิ์จะปิดเองเมื่อครบเวลา"))


def home(actor: Actor) -> str:
    """The page that a person's day begins with."""
    if actor.sees_cases:
        return "desk:queue" if actor.role in LOOKING else "desk:today"
    return HOMES.get(actor.role, "desk:keys")


def trouble(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Into the right-hand pane when that asked, else a page."""
    pane = getattr(request, "htmx", False)
    return faces.refused(request, refused, "desk/_trouble.html" if pane else "desk/trouble.html")


def page(
    request: DeskRequest, template: str, context: dict[str, Any], *, here: str = "", status: int = 200
) -> HttpResponse:
    """A page of the desk; 403 when it is a form shown again because its guard had expired."""
    office = offices.known().get(request.actor.office_code)
    common = {
        "actor": request.actor,
        **_of_person(request),
        "actor_office": office.name(language()) if office else "",
        "here": here,
        "keys": request.COOKIES.get(settings.KEYS_COOKIE_NAME) != "off",
    }
    if faces.expired(request):
        status = 403
    return render(request, template, common | context, status=status)


def _of_person(request: DeskRequest) -> dict[str, Any]:
    """What the bar says of her; asked only for the few whom it concerns."""
    actor, now = request.actor, timezone.now()
    told: dict[str, Any] = {}
    if actor.elevated and (power := accounts.elevation(actor.user_id or 0, now=now)):
        told |= {"power": power, "power_minutes": -(-(power.ends_at - now).total_seconds() // 60)}
    if actor.elsewhere and isinstance(request.user, User):
        told["my_places"] = [place_words(one, language()) for one in offices.memberships_of(request.user)]
    return told


def language() -> str:
    return get_language() or "th"


def came_too_late(request: HttpRequest, form: Any) -> bool:
    """The page's guard had expired: nothing is done, and the form says so in one sentence above what was typed."""
    return faces.came_too_late(request, form, expired_sentence())


def expired_sentence() -> str:
    return _("หน้านี้เปิดทิ้งไว้นานเกินไป จึงยังไม่ได้บันทึก สิ่งที่พิมพ์ไว้ยังอยู่ครบ กรุณากดปุ่มอีกครั้ง")
