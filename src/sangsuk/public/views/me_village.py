"""A headman's own pages: the post is taken up, a matter is brought for the village or for somebody of it."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.accounts import citizens
from sangsuk.cases import behalf, drafts
from sangsuk.cases.mine import bringing
from sangsuk.common.errors import Refused
from sangsuk.common.faces import expired
from sangsuk.offices import posts
from sangsuk.privacy import notices

from ..citizens import hers
from ..forms import WhoForm
from . import tell
from .failures import came_too_late, page
from .me import me, rows_of
from .me_signing import stale


class BehalfForm(WhoForm):
    """For whom she tells; of a villager, how that person agreed."""

    for_ = forms.ChoiceField(
        label=_("ท่านแจ้งเรื่องนี้แทนใคร"), widget=forms.RadioSelect,
        choices=[("village", _("แทนหมู่บ้าน")), ("villager", _("แทนลูกบ้านคนหนึ่งซึ่งยินยอมแล้ว"))],
        error_messages={"required": _("กรุณาเลือกว่าแจ้งแทนหมู่บ้าน หรือแทนลูกบ้าน")},
    )  # fmt: skip
    consent = forms.ChoiceField(
        label=_("ถ้าแทนลูกบ้าน เขายินยอมอย่างไร"), required=False, widget=forms.RadioSelect,
        choices=[("", _("แจ้งแทนหมู่บ้าน")), *behalf.CONSENTS.items()],
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["identity"].label = _("ให้ใครทราบชื่อผู้เดือดร้อนหรือผู้ติดต่อ")
        self.fields["name"].label = _("ชื่อผู้เดือดร้อน หรือชื่อท่านถ้าแทนหมู่บ้าน")


@hers
@require_safe
def village(request: HttpRequest, post_id: int) -> HttpResponse:
    now = timezone.now()
    post = bringing.post_of(me(request).pk, post_id, now=now)
    context = {
        "post": post, "title": behalf.POSTS[post.post], "area": behalf.area(post.area_code),
        "open_here": bringing.open_here(post), "few": bringing.FEW, "rows": rows_of(bringing.brought(post), now),
    }  # fmt: skip
    return page(request, "public/me_village.html", context)


@hers
@require_POST
def take(request: HttpRequest, post_id: int) -> HttpResponseBase:
    if expired(request):
        return stale(request)
    user = me(request)
    post = posts.take(post_id, user, account=citizens.account_of(user, "thaid"), on=timezone.localdate())
    return redirect("public:me_village", post_id=post.pk)


@hers
@require_POST
def begin(request: HttpRequest, post_id: int) -> HttpResponseBase:
    """A new matter, told in the same steps as everybody's."""
    if expired(request):
        return stale(request)
    telling = bringing.start(bringing.post_of(me(request).pk, post_id))
    return redirect("public:story_again", token=telling.token)


@hers
@require_http_methods(["GET", "HEAD", "POST"])
def who(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """The last step, instead of the one for who tells for herself."""
    telling = drafts.get(token)
    if tell.sent(token) or not telling.fields.get("description") or not telling.fields.get("district"):
        return redirect("public:who", token=token)
    post = bringing.post_of(me(request).pk, int(telling.fields.get("post") or 0))
    data = request.POST if request.method == "POST" else None
    form = BehalfForm(data, initial={"language": get_language()}, asked=drafts.id_asked(telling))
    status = 200 if request.method != "POST" else 422
    if not came_too_late(request, form) and request.method == "POST" and form.is_valid():
        try:
            notice = notices.shown("reporter", request.POST.get("notice", ""), timezone.now())
            bringing.send(post, telling, form.cleaned_data | {"notice": notice})
            return redirect("public:receipt", token=token)
        except Refused as refused:
            form.refuse(refused)
    context = {"form": form, "token": token, "review": tell.review(telling), "area": behalf.area(post.area_code)}
    return page(request, "public/me_behalf.html", context, status=status)
