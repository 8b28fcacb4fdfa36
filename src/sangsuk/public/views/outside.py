"""The page behind a link: a body without an account reads what is asked of it and answers, and sees nothing else."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sangsuk.cases import actions, duties, outside, story, workflow
from sangsuk.cases.files import accept_with_papers
from sangsuk.common.errors import Refused, Stale
from sangsuk.common.forms import KindForm, soften
from sangsuk.common.uploads import taken
from sangsuk.places import queries as places
from sangsuk.thai.dates import date_in

from ..doors import open_door, private
from ..widgets import papers
from .failures import came_too_late, page

CHOICES = {"outcome": [("accepted", ("outcome", "accepted")), ("declined", ("outcome", "declined"))]}


class AnswerForm(KindForm):
    """One answer: the fields that the table needs for it."""

    def __init__(self, *args: Any, move: workflow.Move, **kwargs: Any) -> None:
        super().__init__(*args, prefix=move.name, **kwargs)
        self.move = move
        for name in move.needs:
            self.fields[name] = _field(name)
        if move.name != "agency_accept":
            self.fields["photos"] = papers()
        soften(self.fields.values())


def _field(name: str) -> forms.Field:
    field = workflow.FIELDS[name]
    if name in CHOICES:
        choices = [("", _("เลือก"))] + [(code, story.WORDS[key]) for code, key in CHOICES[name]]
        return forms.ChoiceField(label=field.label, choices=choices)
    return forms.CharField(
        label=field.label, help_text=field.hint, max_length=field.most, min_length=field.least or None,
        widget=forms.Textarea(attrs={"rows": 4, "data-keep": ""}),
    )  # fmt: skip


@open_door
@private
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """What is asked, and the ways to answer. After an answer the link says thank you, however often it is opened."""
    asked = outside.opened(token)
    name = request.POST.get("move", "") if request.method == "POST" else ""
    move = next((m for m in asked.moves if m.name == name), None)
    wrong, status = None, 200
    if request.method == "POST" and move is not None:
        wrong = AnswerForm(request.POST, request.FILES, move=move)
        status = 403 if came_too_late(request, wrong) else _make(request, asked, wrong)
        if status == 200:
            return _thanks(request, asked, move)
    return page(request, "public/outside.html", _context(asked, wrong), status=status)


def _make(request: HttpRequest, asked: outside.Asked, form: AnswerForm) -> int:
    files, status = taken(request.FILES.getlist(form.add_prefix("photos")), accept_with_papers, form.refuse)
    if not form.is_valid():
        return status
    data = {k: v for k, v in form.cleaned_data.items() if k != "photos"}
    try:
        actions.move(asked.case, form.move.name, by=asked.actor, data=data, files=files, now=timezone.now())
    except Stale:
        raise
    except Refused as refused:
        form.refuse(refused)
        return refused.status
    return 200


def _thanks(request: HttpRequest, asked: outside.Asked, move: workflow.Move) -> HttpResponse:
    more = move.name == "agency_accept"
    return page(
        request, "public/outside_done.html", {"asked": asked, "case": asked.case, "more": more, "here": request.path}
    )


def _context(asked: outside.Asked, wrong: AnswerForm | None) -> dict[str, Any]:
    forms_ = [wrong if wrong is not None and wrong.move is move else AnswerForm(move=move) for move in asked.moves]
    due = duties.due_at(asked.duty)
    return {
        "asked": asked,
        "case": asked.case,
        "forms": forms_,
        "office": story.office_name(asked.case.office_id),
        "place": places.title(asked.case.subdistrict_id or asked.case.district_id, get_language() or "th"),
        "due": date_in(due, get_language() or "th", "full") if due else "",
        "late": due is not None and due < timezone.now(),
    }
