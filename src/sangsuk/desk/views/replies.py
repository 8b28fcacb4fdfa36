"""Ready words: the national ones to read, the office's own to write, change and put away."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.cases import workflow
from sangsuk.cases.daily import gaps, replies
from sangsuk.cases.daily.replies import Ready, Words
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.common.forms import KindForm
from sangsuk.thai import BANGKOK

from ..doors import DeskRequest, came_too_late, desk, language, page

ROLES = ("officer", "chief", "agency")
PLACES = (
    "inform",
    "ask",
    "proceed",
    "close",
    "tell_result",
    "hand_to_agency",
    "send_back",
    "report",
    "note",
    "pass_up",
)
"""The steps that ready words are written for most; any other step with a text may have rows of its own too."""


def _places() -> list[tuple[str, str]]:
    """`move/field` with the words for both, for a select."""
    offered = []
    for name in PLACES:
        move = workflow.MOVES.get(name)
        for field in (*move.needs, *move.takes) if move else ():
            kind = workflow.FIELDS.get(field)
            if move and kind is not None and kind.kind == "text":
                offered.append((f"{name}/{field}", f"{move.label}: {kind.label}"))
    return offered


class ReadyForm(KindForm):
    place = forms.ChoiceField(label=gettext_lazy("ใช้กับขั้นตอน"))
    name_th = forms.CharField(label=gettext_lazy("ชื่อที่เห็นในรายการ"), max_length=80, required=False)
    text_th = forms.CharField(
        label=gettext_lazy("ข้อความภาษาไทย"),
        required=False,
        strip=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 6}),
    )
    name_en = forms.CharField(label=gettext_lazy("ชื่อภาษาอังกฤษ (ถ้ามี)"), max_length=80, required=False)
    text_en = forms.CharField(
        label=gettext_lazy("ข้อความภาษาอังกฤษ (ถ้ามี)"), required=False, strip=False, max_length=5000,
        help_text=gettext_lazy("ใช้เมื่อผู้ร้องเลือกให้ติดต่อกลับเป็นภาษาอังกฤษ"), widget=forms.Textarea({"rows": 4}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = _places()  # type: ignore[attr-defined]

    def words(self) -> Words:
        given = self.cleaned_data
        move, _slash, field = given["place"].partition("/")
        return Words(move, field, given["name_th"], given["text_th"], given["name_en"], given["text_en"])


@desk(roles=ROLES)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    """All that this office may use, by step; its own can be changed."""
    only = request.GET.get("move", "")
    groups = []
    for name, move in workflow.MOVES.items():
        some = replies.for_move(name, request.actor.office_code) if not only or name == only else []
        if some:
            groups.append({"label": move.label, "rows": [_row(one) for one in some]})
    now = timezone.now()
    since = now.astimezone(BANGKOK).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    saved = replies.saved(request.actor.office_code, since=since, until=now)
    context = {"groups": groups, "only": only, "saved": saved, "gap_names": _gap_names()}
    return page(request, "desk/replies.html", context, here="replies")


def _gap_names() -> list[str]:
    return [f"{{{name}}}" for name in (gaps.NAMES if language() == "th" else gaps.NAMES.values())]


def _row(one: Ready) -> dict[str, Any]:
    return {"ready": one, "name": one.name(language()), "text": one.text(language()), "own": bool(one.office_code)}


@desk(roles=ROLES, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: DeskRequest, code: str = "") -> HttpResponse:
    """New ready words of the office, or its own changed."""
    one = replies.ready(code, request.actor.office_code) if code else None
    if code and (one is None or not one.office_code):
        raise Missing("no_template", _("ไม่พบข้อความสำเร็จรูปนี้ หรือเป็นของส่วนกลาง"))
    if request.method != "POST":
        return _form(request, ReadyForm(initial=_initial(one, request.GET.get("move", ""))), code)
    form = ReadyForm(request.POST)
    if came_too_late(request, form):
        return _form(request, form, code)
    if form.is_valid():
        try:
            row = replies.write(form.words(), by=request.actor, code=code, now=timezone.now())
        except (NotAllowed, Missing):
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("เก็บ “%(name)s” แล้ว เพื่อนร่วมงานในสำนักงานใช้ได้ด้วย") % {"name": row.name_th})
            return redirect("desk:replies")
    return _form(request, form, code, status=422)


def _initial(one: Ready | None, move: str) -> dict[str, str]:
    if one is None:
        return {"place": next((place for place, _label in _places() if place.startswith(f"{move}/")), "")}
    return {
        "place": f"{one.move}/{one.field}", "name_th": one.name_th, "name_en": one.name_en, "text_th": one.text_th,
        "text_en": one.text_en,
    }  # fmt: skip


def _form(request: DeskRequest, form: ReadyForm, code: str, status: int = 200) -> HttpResponse:
    context = {"form": form, "code": code, "gap_names": _gap_names()}
    return page(request, "desk/reply.html", context, here="replies", status=status)


@desk(roles=ROLES)
@require_POST
def retire(request: DeskRequest, code: str) -> HttpResponse:
    name = replies.retire(code, by=request.actor, now=timezone.now())
    messages.success(request, _("เลิกใช้ “%(name)s” แล้ว") % {"name": name})
    return redirect("desk:replies")
