"""Webhooks of an office: the chief sets them up for her own office, an operator who has switched on her power for any.

A secret is shown once, on the answer to the press of a button; it is in no address and in no later page.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.common.forms import KindForm
from sangsuk.notifications import hooks
from sangsuk.notifications.models import Webhook
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor

from ..doors import DeskRequest, came_too_late, desk, language, page

ROLES = ("chief", "operator")
TROUBLES = {
    "bad_address": gettext_lazy("ที่อยู่ใช้ไม่ได้"), "no_such_host": gettext_lazy("ไม่พบเครื่องชื่อนี้"),
    "inner_address": gettext_lazy("ที่อยู่นี้อยู่ในเครือข่ายภายใน ส่งไม่ได้"), "bad_certificate": gettext_lazy("ใบรับรองของปลายทางใช้ไม่ได้"),
    "too_slow": gettext_lazy("ปลายทางตอบช้าเกินไป"), "not_reached": gettext_lazy("ติดต่อปลายทางไม่ได้"),
    "withdrawn": gettext_lazy("ถอนคืนก่อนส่ง"), "off": gettext_lazy("ปิดไปก่อนส่ง"),
}  # fmt: skip


class HookForm(KindForm):
    office = forms.CharField(label=gettext_lazy("รหัสหน่วยงาน"), max_length=40)
    url = forms.CharField(
        label=gettext_lazy("ที่อยู่ของระบบ"), help_text=gettext_lazy("เช่น https://hook.example.go.th/sangsuk"), max_length=500,
        widget=forms.TextInput(attrs={"type": "url", "autocomplete": "off"}),
    )  # fmt: skip
    label = forms.CharField(label=gettext_lazy("ชื่อที่ท่านเรียก (ไม่ใส่ก็ได้)"), required=False, max_length=80)
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("ให้แจ้งเมื่อ"), choices=hooks.KINDS.items, widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, anywhere: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not anywhere:
            del self.fields["office"]


@desk(roles=ROLES, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: DeskRequest) -> HttpResponse:
    """All there are, and a form for one more."""
    anywhere, status = _may(request.actor), 200
    form = HookForm(request.POST or None, anywhere=anywhere, initial={"kinds": list(hooks.KINDS)})
    if request.method == "POST":
        status = 422
        if not came_too_late(request, form) and form.is_valid():
            try:
                hook, secret = _register(request.actor, form.cleaned_data)
                return _shown(request, HookForm(anywhere=anywhere), secret=secret, of=hook)
            except Refused as refused:
                form.refuse(refused)
    return _shown(request, form, status=status)


def _register(by: Actor, given: dict[str, Any]) -> tuple[Webhook, str]:
    office = given.get("office") or by.office_code
    if office not in offices.known():
        raise Refused("no_office", _("ไม่มีหน่วยงานรหัสนี้"), "office")
    return hooks.register(
        office, given["url"].strip(), kinds=given["kinds"], label=given["label"].strip(), by_id=by.user_id or 0,
        by_name=by.name, now=timezone.now(),
    )  # fmt: skip


@desk(roles=ROLES)
@require_POST
def act(request: DeskRequest, hook_id: int, deed: str) -> HttpResponse:
    """Send a test, change the secret, switch off."""
    anywhere, now = _may(request.actor), timezone.now()
    hook = next((one for one in hooks.of(_whose(request.actor)) if one.pk == hook_id and one.off_at is None), None)
    if hook is None or deed not in ("test", "secret", "off"):
        raise Missing("no_webhook", _("ไม่พบปลายทางนี้ หรือปิดไปแล้ว"))
    if deed == "secret":
        return _shown(request, HookForm(anywhere=anywhere), secret=hooks.rotate(hook, now=now), of=hook)
    if deed == "test":
        hooks.queue_test(hook, now=now)
        messages.success(request, _("กำลังส่งข้อความทดสอบ ดูผลได้ในรายการด้านล่างภายในครึ่งนาที"))
    else:
        hooks.switch_off(hook, now=now)
        messages.success(request, _("ปิดแล้ว จะไม่มีการแจ้งไปที่นั่นอีก"))
    return redirect("desk:webhooks")


def _may(actor: Actor) -> bool:
    """Whether she may set them up for any office. Raises NotAllowed for an operator who has not switched on her power."""
    if actor.role == "operator" and not actor.elevated:
        raise NotAllowed("not_elevated", _("หน้านี้เปิดได้เมื่อท่านเปิดใช้อำนาจผู้ดูแลระบบแล้ว"))
    return actor.role == "operator"


def _whose(actor: Actor) -> str | None:
    return None if actor.role == "operator" else actor.office_code


def _trouble(code: str) -> str:
    known = TROUBLES.get(code)
    if known is None and code:
        return _("ปลายทางตอบว่า %(status)s") % {"status": code.removeprefix("status_")}
    return str(known or "")


def _shown(
    request: DeskRequest, form: HookForm, *, secret: str = "", of: Webhook | None = None, status: int = 200
) -> HttpResponse:
    known = offices.known()
    rows = [
        {
            "hook": hook,
            "office": known[hook.office_code].name(language()) if hook.office_code in known else hook.office_code,
            "kinds": [hooks.KINDS[kind] for kind in hook.kinds],
            "deliveries": [
                (d, hooks.KINDS.get(d.kind, _("ทดสอบ")), _trouble(d.trouble)) for d in hooks.latest(hook, 5)
            ],
        }
        for hook in hooks.of(_whose(request.actor))
    ]
    context = {"form": form, "rows": rows, "secret": secret, "of": of}
    return page(request, "desk/webhooks.html", context, here="webhooks", status=status)
