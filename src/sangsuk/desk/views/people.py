"""The accounts of an office's people, for who keeps them: list, page of one, new, and what is done to one."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.accounts import queries as accounts
from sangsuk.accounts import tokens
from sangsuk.common.errors import Missing, Refused
from sangsuk.common.forms import KindForm
from sangsuk.offices import appointing, people, staff
from sangsuk.offices import queries as offices

from ..doors import DeskRequest, came_too_late, desk, language, need_power, page
from ..people_words import DEEDS, ROLES

KEEPERS = ("admin", "operator")
FEW = 60
"""Up to so many offices are offered in a list; beyond, the code is typed."""


TOKEN_DAYS = (7, 30)
"""To how many days from now a key may be shortened."""


class WhyForm(KindForm):
    why = forms.CharField(
        label=gettext_lazy("เหตุผล"),
        help_text=gettext_lazy("เช่น เลขที่คำสั่งแต่งตั้ง หรือวิธีที่ตรวจว่าเป็นเจ้าตัว"),
        max_length=300,
        min_length=5,
        error_messages={"required": gettext_lazy("กรุณาบอกเหตุผล")},
    )


class NewForm(WhyForm):
    field_order = ("name", "email", "office", "role", "why")
    name = forms.CharField(label=gettext_lazy("ชื่อและนามสกุล"), max_length=200)
    email = forms.CharField(
        label=gettext_lazy("อีเมลราชการ"),
        max_length=254,
        widget=forms.TextInput(attrs={"type": "email", "spellcheck": "false"}),
    )
    office = forms.CharField(label=gettext_lazy("รหัสหน่วยงาน"), max_length=40)
    role = forms.ChoiceField(label=gettext_lazy("บทบาท"))

    def __init__(self, *args: Any, request: DeskRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        actor = request.actor
        mine = [card for card in offices.directory().values() if appointing.reaches(actor, card.code)]
        roles = [role for role in appointing.ROLES if any(appointing.may_give(actor, role, card) for card in mine)]
        choice: Any = self.fields["role"]
        choice.choices = [("", _("เลือก")), *((role, ROLES[role]) for role in roles)]
        if len(mine) <= FEW:
            offered = [(card.code, card.name(language())) for card in mine]
            self.fields["office"] = forms.ChoiceField(
                label=_("หน่วยงาน"),
                choices=offered,
                widget=forms.Select(attrs={"class": "input"}),
                initial=actor.office_code,
            )
            self.order_fields(self.field_order)


def keeper(request: DeskRequest) -> None:
    """Raises NotElevated, NotAllowed."""
    need_power(request)
    if request.actor.role == "operator" and request.actor.office_level != "ministry":
        raise Missing("no_people", _("บัญชีของจังหวัดนี้ ผู้ดูแลบัญชีของจังหวัดเป็นผู้ดูแล"))


@desk(roles=KEEPERS)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    keeper(request)
    q = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    shown = people.listed(request.actor, language(), q=q, cursor=request.GET.get("cursor", ""))
    context = {
        "rows": [(row, ROLES.get(row.membership.role, "")) for row in shown.items], "q": q,
        "next": f"{reverse('desk:people')}?{urlencode({'q': q, 'cursor': shown.next})}" if shown.next else "",
        "first": f"{reverse('desk:people')}?{urlencode({'q': q})}" if request.GET.get("cursor") else "",
    }  # fmt: skip
    return page(request, "desk/people/list.html", context, here="people")


@desk(roles=KEEPERS, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    keeper(request)
    form = NewForm(request.POST if request.method == "POST" else None, request=request)
    status = 200
    if not came_too_late(request, form) and request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            hired = staff.hire(
                email=given["email"], name=given["name"], office_code=given["office"], role=given["role"], why=given["why"],
                by=request.actor, now=timezone.now(),
            )  # fmt: skip
            return one_page(request, hired.user.pk, link=link_of(request, hired.link), done=_("เพิ่มคนแล้ว"))
        except Refused as refused:
            form.refuse(refused)
            status = refused.status
    elif request.method == "POST":
        status = 422
    return page(request, "desk/people/new.html", {"form": form}, here="people", status=status)


def link_of(request: DeskRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("desk:join", args=[token])) if token else ""


@desk(roles=KEEPERS)
@require_safe
def one(request: DeskRequest, user_id: int) -> HttpResponse:
    keeper(request)
    return one_page(request, user_id)


def one_page(
    request: DeskRequest,
    user_id: int,
    *,
    link: str = "",
    done: str = "",
    form: Any = None,
    asked: str = "",
    status: int = 200,
) -> HttpResponse:
    found = people.person(user_id, request.actor, language())
    context = {
        "person": found, "done": done, "link": link, "form": form, "given": request.POST, "given_scopes": request.POST.getlist("scopes"),
        "wrong": f"{asked}-{request.POST.get('place', '')}" if asked else "",
        "hours": accounts.minutes("invitation", now=timezone.now()) // 60,
        "places": [(m, name, ROLES.get(m.role, m.role), [(r, ROLES[r]) for r in roles]) for m, name, roles in found.places],
        "deeds": [(deed, DEEDS.get(deed.what, deed.what)) for deed in accounts.deeds_about(found.user)],
        "herself": user_id == request.actor.user_id, "days": TOKEN_DAYS,
        "tokens": [(row, [(code, tokens.SCOPES.get(code, code)) for code in row.scopes]) for row in found.tokens],
    }  # fmt: skip
    return page(request, "desk/people/one.html", context, here="people", status=status)


@desk(roles=KEEPERS)
@require_POST
def change(request: DeskRequest, user_id: int, deed: str) -> HttpResponse:
    """One deed to one person, with its reason. What comes of it stands on her page."""
    keeper(request)
    form = WhyForm(request.POST)
    if not form.is_valid():
        return one_page(request, user_id, form=form, asked=deed, status=422)
    try:
        link = _done(request, user_id, deed, form.cleaned_data["why"])
    except Refused as refused:
        if refused.status != 422:
            raise
        form.refuse(refused)
        return one_page(request, user_id, form=form, asked=deed, status=422)
    try:
        return one_page(request, user_id, link=link_of(request, link), done=_("บันทึกแล้ว"))
    except Missing:  # she works nowhere within reach any more
        return redirect("desk:people")


def _done(request: DeskRequest, user_id: int, deed: str, why: str) -> str:
    """Returns the token of a link, if one was made. Raises Refused and its kin."""
    by, now = request.actor, timezone.now()
    if deed in ("role", "release"):
        found = people.person(user_id, by, language())
        asked = request.POST.get("place", "")
        place = next((m.pk for m, _name, _roles in found.places if str(m.pk) == asked), None)
        if place is None:
            raise Missing("no_person", _("ไม่พบคนนี้ หรือไม่ได้อยู่ในความดูแลของท่าน"))
        if deed == "role":
            staff.change_role(place, request.POST.get("role", ""), why=why, by=by, now=now)
        else:
            staff.release(place, why=why, by=by, now=now)
        return ""
    if deed in ("token_limit", "token_end"):
        _token(request, user_id, deed, why)
        return ""
    if deed == "invite":
        return staff.invite_again(user_id, why=why, by=by, now=now)
    verbs = {"close": staff.close, "reopen": staff.reopen, "factors": staff.reset_factors}
    if deed not in verbs:
        raise Missing("no_deed", _("ไม่มีการกระทำนี้"))
    verbs[deed](user_id, why=why, by=by, now=now)
    return ""


def _token(request: DeskRequest, user_id: int, deed: str, why: str) -> None:
    """To a key that she has made for a program. Its secret nobody sees, and nobody makes one in her name."""
    by, now, given = request.actor, timezone.now(), request.POST
    token_id = int(given.get("place", "")) if given.get("place", "").isdecimal() else 0
    if deed == "token_end":
        staff.end_token(user_id, token_id, why=why, by=by, now=now)
        return
    days = next((n for n in TOKEN_DAYS if given.get("days") == str(n)), tokens.LONGEST_DAYS)
    staff.limit_token(user_id, token_id, scopes=given.getlist("scopes"), lasts_days=days, why=why, by=by, now=now)
