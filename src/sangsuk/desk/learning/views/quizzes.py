"""Answering a quiz, and seeing what was right and why."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from sangsuk.common.errors import Refused
from sangsuk.learning.lessons import quizzing
from sangsuk.learning.models import Quiz

from ...doors import DeskRequest, came_too_late, desk
from ..parts import ROLES, part_page
from ..quiz_forms import AnswerForm

AT = "mine"


@desk(roles=ROLES, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def quiz(request: DeskRequest, code: str) -> HttpResponse:
    found = quizzing.quiz(code, request.actor)
    asked = [quizzing.asked(one) for one in quizzing.questions(found)]
    seed = f"{found.code}/{request.actor.user_id}"
    form = AnswerForm(request.POST if request.method == "POST" else None, asked=asked, seed=seed)
    if request.method == "POST" and form.is_valid() and not came_too_late(request, form):
        try:
            row = quizzing.answer(found, form.told(), by=request.actor)
        except Refused as refused:
            if refused.field not in form.named:
                raise
            form.refuse(refused)
        else:
            return redirect("desk:quiz_attempt", found.code, row.pk)
    return _shown(request, found, form)


def _shown(request: DeskRequest, found: Quiz, form: AnswerForm) -> HttpResponse:
    tries = quizzing.attempts(found, request.actor)
    context = {
        "quiz": found, "form": form, "groups": form.groups(), "tries": tries, "best": quizzing.best(tries),
        "open": quizzing.may_try(found, request.actor),
    }  # fmt: skip
    return part_page(request, "desk/learning/quiz.html", context, at=AT, status=422 if form.errors else 200)


@desk(roles=ROLES)
@require_safe
def attempt(request: DeskRequest, code: str, pk: int) -> HttpResponse:
    """Her own, nobody else's."""
    row = quizzing.attempt(request.actor, pk)
    context = {"attempt": row, "quiz": row.quiz, "lines": [_line(no, one) for no, one in enumerate(row.paper, 1)]}
    return part_page(request, "desk/learning/attempt.html", context, at=AT)


def _line(no: int, one: dict[str, Any]) -> dict[str, Any]:
    """A question as it was answered, with what is right beside it."""
    choices, given = one["choices"], one["given"]
    return one | {
        "no": no, "said": _words(one["kind"], choices, given),
        "answer": _words(one["kind"], choices, _right(one)) if one["kind"] != "free" else [],
    }  # fmt: skip


def _right(one: dict[str, Any]) -> Any:
    return {"one": (one["right"] or [None])[0], "order": list(range(len(one["choices"])))}.get(
        one["kind"], one["right"]
    )


def _words(kind: str, choices: list[str], given: Any) -> list[str]:
    if kind == "free":
        return [str(given or "")]
    places = [given] if kind == "one" else given or []
    return [choices[n] for n in places if isinstance(n, int) and 0 <= n < len(choices)]
