"""Questions about numbers: what is asked of an office, and its answers."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sangsuk.common import paging
from sangsuk.common.errors import Missing, Refused
from sangsuk.flagships.areas import naming
from sangsuk.flagships.indicators import queries as indicators
from sangsuk.flagships.models import EntryFlag
from sangsuk.flagships.periods import Period
from sangsuk.flagships.questions import actions, queries
from sangsuk.flagships.showing.board import programme_in

from ...doors import DeskRequest, came_too_late, desk, language
from ..parts import ROLES, part_page
from ..question_forms import AnswerForm

AT = "questions"
SIZE = 30


@desk(roles=ROLES)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    rows = queries.open_for(request.actor)
    if after := request.GET.get("after"):
        rows = rows.filter(pk__gt=paging.decode_id(after))
    page = paging.page(list(rows[: SIZE + 1]), SIZE, lambda one: (one.pk,))
    older = f"?after={page.next}" if page.next else ""
    context: dict[str, object] = {"rows": [row(one) for one in page.items], "older": older}
    return part_page(request, "desk/flagships/questions.html", context, at=AT)


def row(flag: EntryFlag) -> dict[str, Any]:
    """A question in words, with the number that it is about."""
    entry = flag.entry
    card = indicators.by_code(programme_in(entry.indicator_id), entry.starts_on).get(entry.indicator_id)
    return {
        "flag": flag, "area": naming.name(entry.area_code, language()), "indicator": card.name(language()) if card else entry.indicator_id,
        "period": Period(entry.starts_on, entry.period).name(language()), "number": entry.number, "base": entry.base,
        "asked": queries.sentence(flag.rule, flag.facts),
    }  # fmt: skip


@desk(roles=ROLES, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: DeskRequest, pk: int) -> HttpResponse:
    flag = queries.visible_to(request.actor).filter(pk=pk).first()
    if flag is None:
        raise Missing("no_question", _("ไม่พบคำถามถึงตัวเลขนี้"))
    form = AnswerForm(request.POST if request.method == "POST" else None)
    status = 200 if request.method != "POST" else 422
    if not came_too_late(request, form) and form.is_bound and form.is_valid():
        try:
            actions.answer(
                flag, by=request.actor, said=form.cleaned_data["answer"], settled=form.cleaned_data["settled"]
            )
            messages.success(request, _("บันทึกคำตอบแล้ว ขอบคุณที่ช่วยให้ตัวเลขน่าเชื่อถือ"))
            return redirect("desk:flagship_questions")
        except Refused as refused:
            form.refuse(refused)
            status = refused.status
    return part_page(request, "desk/flagships/question.html", {"form": form, "row": row(flag)}, at=AT, status=status)
