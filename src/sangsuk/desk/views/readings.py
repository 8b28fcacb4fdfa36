"""Who looked at whom: the log, what was unusual in it, and the second person's yes."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.cases import overseeing, seconding, story
from sangsuk.cases.readers import LOOKED_AT
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.common.forms import KindForm
from sangsuk.ledger.models import Reading, ReadingAlarm
from sangsuk.offices.actor import Actor

from ..doors import DeskRequest, came_too_late, desk, page
from ..reading_forms import DecisionForm, FigureForm, LogForm, SecondForm

OVERSEERS = ("chief", "dpo", "auditor")
A_PAGE = 50
KINDS = {
    "many_hour": gettext_lazy("เปิดดูหลายเรื่องภายในหนึ่งชั่วโมง"),
    "many_day": gettext_lazy("เปิดดูหลายเรื่องภายในวันเดียว"),
    "other_office": gettext_lazy("เปิดดูเรื่องของสำนักงานอื่น"),
    "closed_case": gettext_lazy("เปิดดูเรื่องที่จบแล้ว"),
    "after_hours": gettext_lazy("เปิดดูนอกเวลาทำการ"),
    "public_figure": gettext_lazy("เปิดดูข้อมูลของบุคคลที่มีชื่อเสียง"),
    "own_family": gettext_lazy("เปิดดูข้อมูลของผู้ที่นามสกุลเดียวกัน"),
    "secret": gettext_lazy("เปิดชื่อในเรื่องลับ โดยมีหัวหน้าเห็นชอบ"),
}


@desk(roles=OVERSEERS)
@require_safe
def readings(request: DeskRequest) -> HttpResponse:
    """What waits for a decision, then the log, newest first, a page by its key."""
    return _shown(request)


def _shown(request: DeskRequest, wrong: "tuple[int, KindForm] | None" = None, status: int = 200) -> HttpResponse:
    """`wrong`: the row whose answer was refused, with the form as it was filled in."""
    by, form = request.actor, LogForm(request.GET)
    rows = overseeing.log_for(by)
    if form.is_valid():
        rows = form.narrowed(rows, by_case=by.role != "auditor")
    some = list(rows[: A_PAGE + 1])
    context = {
        "alarms": [_alarm(one, by, wrong) for one in overseeing.alarms_for(by)[:A_PAGE]], "form": form,
        "log": [_line(one, by) for one in some[:A_PAGE]], "more": some[A_PAGE - 1].pk if len(some) > A_PAGE else None,
        "waiting": [_waiting(look, wrong) for look in seconding.waiting(by)], "decides": by.role != "auditor",
        "wrong": wrong[1] if wrong else None, "keeps_figures": by.role == "dpo", "asks_second": by.role == "chief",
    }  # fmt: skip
    return page(request, "desk/readings.html", context, here="readings", status=status)


def _form_of(kind: type[KindForm], pk: int, wrong: "tuple[int, KindForm] | None") -> KindForm:
    return (
        wrong[1] if wrong and wrong[0] == pk and isinstance(wrong[1], kind) else kind(auto_id=f"{kind.__name__}{pk}_%s")
    )


def _line(row: Reading, by: Actor) -> dict[str, Any]:
    """An auditor reads what was done, not by whom nor in which words."""
    hidden = by.role == "auditor"
    return {
        "at": row.at, "code": row.code, "about": "" if hidden else row.about, "who": "" if hidden else row.who,
        "office": story.office_name(row.office_code), "role": row.role, "what": LOOKED_AT.words(row.fields),
        "reason": "" if hidden else row.reason, "second": "" if hidden else row.second_who,
    }  # fmt: skip


def _alarm(row: ReadingAlarm, by: Actor, wrong: "tuple[int, KindForm] | None") -> dict[str, Any]:
    hidden = by.role == "auditor"
    return {
        "id": row.pk, "kind": KINDS[row.kind], "at": row.at, "who": "" if hidden else row.who, "many": len(row.readings),
        "office": story.office_name(row.office_code), "decided_at": row.decided_at, "justified": row.justified,
        "decision": "" if hidden else row.decision, "decided_name": "" if hidden else row.decided_name, "rule": row.rule,
        "form": _form_of(DecisionForm, row.pk, wrong),
    }  # fmt: skip


def _waiting(look: Any, wrong: "tuple[int, KindForm] | None") -> dict[str, Any]:
    return {
        "id": look.pk, "number": look.case.number, "who": look.asked_name, "reason": look.reason,
        "rests": look.whose == seconding.DPO, "what": LOOKED_AT.words(look.fields), "at": look.asked_at, "ends_at": look.ends_at,
        "form": _form_of(SecondForm, look.pk, wrong),
    }  # fmt: skip


@desk(roles=("chief", "dpo"), keeps=True)
@require_POST
def decide(request: DeskRequest, alarm_id: int) -> HttpResponse:
    """Justified or not, with a sentence; once."""
    form = DecisionForm(request.POST, auto_id=f"DecisionForm{alarm_id}_%s")
    if came_too_late(request, form) or not form.is_valid():
        return _shown(request, (alarm_id, form), 422)
    given = form.cleaned_data
    try:
        row = overseeing.decide(alarm_id, by=request.actor, justified=given["answer"] == "yes", why=given["why"])
    except Refused as refused:
        return _again(request, alarm_id, form, refused)
    if row.justified:
        messages.success(request, _("บันทึกแล้วว่ามีเหตุสมควร"))
    else:
        messages.success(request, _("บันทึกแล้วว่าไม่มีเหตุสมควร และแจ้งเจ้าของเรื่องแล้ว กรุณาพิจารณาลงทะเบียนเหตุละเมิดข้อมูลต่อไป"))
    return redirect("desk:readings")


@desk(roles=("chief", "dpo"), keeps=True)
@require_POST
def second(request: DeskRequest, look_id: int) -> HttpResponse:
    """The second person's yes or no."""
    yes, form = request.POST.get("answer") == "yes", SecondForm(request.POST, auto_id=f"SecondForm{look_id}_%s")
    if came_too_late(request, form) or not form.is_valid():
        return _shown(request, (look_id, form), 422)
    try:
        seconding.decide(look_id, by=request.actor, yes=yes, why=form.cleaned_data["why"])
    except Refused as refused:
        return _again(request, look_id, form, refused)
    messages.success(request, _("เห็นชอบแล้ว ผู้ขอเปิดดูได้หนึ่งครั้งภายใน 24 ชั่วโมง") if yes else _("ไม่เห็นชอบ ผู้ขอจะเปิดดูไม่ได้"))
    return redirect("desk:readings")


def _again(request: DeskRequest, pk: int, form: KindForm, refused: Refused) -> HttpResponse:
    """The page with the form as it was; what is not there, or not hers, has a page of its own."""
    if isinstance(refused, (Missing, NotAllowed)):
        raise refused
    form.refuse(refused)
    return _shown(request, (pk, form), refused.status)


@desk(roles=("dpo",))
@require_http_methods(["GET", "HEAD", "POST"])
def figures(request: DeskRequest) -> HttpResponse:
    """The list of names that many are curious about."""
    form, status = FigureForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST" and request.POST.get("remove", "").isdigit():
        overseeing.remove_figure(int(request.POST["remove"]), by=request.actor)
        return redirect("desk:reading_figures")
    if request.method == "POST" and form.is_valid():
        try:
            overseeing.add_figure(form.cleaned_data["name"], by=request.actor)
            return redirect("desk:reading_figures")
        except Refused as refused:
            form.refuse(refused)
    if form.errors:
        status = 422
    context = {"form": form, "figures": overseeing.figures_of(request.actor)}
    return page(request, "desk/reading_figures.html", context, here="readings", status=status)
