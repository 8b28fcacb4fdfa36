"""Her rights about her data: what we tell everybody, and what she asks for her own case with its number and key."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.cases import queries as cases
from sangsuk.cases import repeats
from sangsuk.cases.models import Case, Supporter
from sangsuk.common.errors import Missing, Refused, Stale, TooMany
from sangsuk.common.faces import caller
from sangsuk.offices.actor import Actor
from sangsuk.privacy import disclosures, notices, rules
from sangsuk.privacy.models import Erasure, RightsRequest
from sangsuk.privacy.requests import actions, packing, packing_hers, queries
from sangsuk.privacy.requests.queries import Told
from sangsuk.privacy.requests.table import KINDS, MOVES, STATUSES

from ..doors import counted, open_door, private
from ..forms import KeyForm
from ..rights_forms import AskForm, FollowerAskForm, ReplyForm
from .failures import came_too_late, page

SHOWN = ("reporter", "story", "files", "letters", "messages", "supporters", "drafts", "skeleton")


@open_door
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What we keep, why, for how long, whom to ask."""
    now = timezone.now()
    rows = rules.retention(now)
    context = {
        "kept_months": repeats.kept_months(now), "officer": rules.officer(now), "english": get_language() == "en",
        "rules": [rows[target] for target in SHOWN if target in rows],
    }  # fmt: skip
    return render(request, "public/privacy.html", context)


@open_door
@require_safe
def notice(request: HttpRequest, audience: str) -> HttpResponse:
    """The whole notice; with `version` one that was in force before."""
    language, now = get_language() or "th", timezone.now()
    wanted = request.GET.get("version", "")[:20]
    found = notices.version(audience, wanted, language) if wanted else notices.current(audience, now, language)
    if found is None:
        raise Missing("no_notice", _("ไม่มีประกาศนี้"))
    context = {"notice": found, "versions": notices.versions(audience, language), "officer": rules.officer(now)}
    return render(request, "public/notice.html", context)


@dataclass(frozen=True)
class Whose:
    """Who came with number and key: the one who told a matter, or one who follows it because she suffers from it too."""

    who: Case | Supporter
    number: str
    key: str

    @property
    def follows(self) -> bool:
        return isinstance(self.who, Supporter)

    @property
    def address(self) -> str:
        return reverse("public:follow_rights" if self.follows else "public:rights", args=[self.number, self.key])

    def pack(self, now: datetime) -> dict[str, Any]:
        return (
            packing_hers.pack(self.who, now=now) if isinstance(self.who, Supporter) else packing.pack(self.who, now=now)
        )

    def form(self, given: Any = None) -> AskForm:
        if isinstance(self.who, Supporter):
            return FollowerAskForm(given)
        return AskForm(given, nameless=self.who.identity == "none")


@open_door
@private
@require_http_methods(["GET", "HEAD", "POST"])
def rights(request: HttpRequest, number: str, key: str, follows: bool = False) -> HttpResponse:
    """Her requests, and the form for a new one."""
    whose = _opened(request, number, key, follows)
    if isinstance(whose, HttpResponse):
        return whose
    form = whose.form(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        form.is_valid()
        if not came_too_late(request, form) and not form.errors:
            try:
                _begin(whose, form)
                return redirect(f"{whose.address}?done=1")
            except Refused as refused:
                form.refuse(refused)
    return _show(request, whose, form=form, status=status)


def _begin(whose: Whose, form: AskForm) -> None:
    given = form.cleaned_data
    told = Told(text=given["text"], field=given["field"], value=given["value"])
    actions.begin(
        given["kind"], told, by=Actor.citizen("web"), identity="key", language=get_language() or "th",
        case=whose.who if isinstance(whose.who, Case) else None,
        supporter=whose.who if isinstance(whose.who, Supporter) else None,
    )  # fmt: skip


def _opened(request: HttpRequest, number: str, key: str, follows: bool) -> Whose | HttpResponse:
    who: Case | Supporter
    try:
        if follows:
            who = repeats.follow(number, key, caller=caller(request)).supporter
            shown = repeats.number_of(who)
        else:
            who = cases.opened(number, key, caller=caller(request))
            shown = who.number
    except (Missing, TooMany) as refused:
        form = KeyForm.asked_again(number, refused)
        return page(request, "public/track_find.html", {"form": form}, status=refused.status)
    counted(request, shown)
    return Whose(who, number, key)


def _show(request: HttpRequest, whose: Whose, *, form: AskForm, status: int = 200, wrong: Any = None) -> HttpResponse:
    now, who = timezone.now(), whose.who
    rows = [_row(row, now, wrong) for row in queries.of_her(who)]
    context = {
        "whose": whose, "number": whose.number, "key": whose.key, "form": form, "rows": rows, "officer": rules.officer(now),
        "done": request.GET.get("done") and not form.errors, "wrong": wrong,
    }  # fmt: skip
    if isinstance(who, Case):
        context["disclosed"] = [(row, _basis(row.ground)) for row in disclosures.for_citizen(who, now)]
        context["forgotten"] = Erasure.objects.filter(case=who).order_by("at")
    return page(request, "public/rights.html", context, status=status)


def _row(row: RightsRequest, now: Any, wrong: Any) -> dict[str, Any]:
    """One request as she reads it."""
    ground = rules.ground(row.ground) if row.ground else None
    english = get_language() == "en"
    moves = {move.name for move in queries.may(row, "citizen")}
    reply = wrong if wrong is not None and wrong.pk == row.pk else ReplyForm(prefix=str(row.pk), pk=row.pk)
    return {
        "row": row, "kind": KINDS[row.kind], "status": STATUSES[row.status], "told": queries.told(row), "moves": moves,
        "ground": (ground.name_en if english else ground.name_th) if ground else "", "reply": reply,
        "basis": (ground.basis_en if english else ground.basis_th) if ground else "",
        "late": row.is_open and row.due_at < now, "ready": queries.copy_is_open(row, now),
    }  # fmt: skip


def _basis(code: str) -> str:
    ground = rules.ground(code)
    if ground is None:
        return code
    return ground.basis_en if get_language() == "en" else ground.basis_th


@open_door
@private
@require_POST
def move(request: HttpRequest, number: str, key: str, pk: int, name: str, follows: bool = False) -> HttpResponse:
    """Her answer to a question about a request, or taking it back."""
    whose = _opened(request, number, key, follows)
    if isinstance(whose, HttpResponse):
        return whose
    row = queries.of_her_one(whose.who, pk)
    if name not in MOVES or "citizen" not in MOVES[name].by:
        raise Missing("no_move", _("ไม่มีการดำเนินการนี้"))
    form, status = ReplyForm(request.POST, prefix=str(pk), pk=pk), 422
    form.fields["text"].required = name == "reply"
    form.is_valid()
    if not came_too_late(request, form) and not form.errors:
        try:
            actions.move(row, name, by=Actor.citizen("web"), data=form.cleaned_data)
            return redirect(f"{whose.address}#requests")
        except Refused as refused:
            form.refuse(refused)
            status = 409 if isinstance(refused, Stale) else 422
    return _show(request, whose, form=whose.form(), wrong=form, status=status)


@open_door
@private
@require_safe
def copy(request: HttpRequest, number: str, key: str, follows: bool = False) -> HttpResponse:
    """Everything we hold about her, to read and to print, while the copy that she asked for is open."""
    whose = _opened(request, number, key, follows)
    if isinstance(whose, HttpResponse):
        return whose
    context = {"pack": _packed(whose), "number": number, "key": key, "whose": whose}
    return page(request, "public/follow_copy.html" if follows else "public/rights_copy.html", context)


@open_door
@private
@require_safe
def copy_json(request: HttpRequest, number: str, key: str, follows: bool = False) -> HttpResponse:
    """The same for a program."""
    whose = _opened(request, number, key, follows)
    if isinstance(whose, HttpResponse):
        return whose
    pack = _packed(whose)
    body = json.dumps(pack, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    response = HttpResponse(body, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{pack["number"]}.json"'
    return response


def _packed(whose: Whose) -> dict[str, Any]:
    now = timezone.now()
    if not any(queries.copy_is_open(row, now) for row in queries.of_her(whose.who)):
        raise Missing("no_copy", _("สำเนานี้ยังไม่พร้อม หรือพ้นเวลาเปิดดูแล้ว ขอใหม่ได้เสมอ"))
    return whose.pack(now)
