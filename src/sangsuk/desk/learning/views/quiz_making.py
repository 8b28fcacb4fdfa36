"""Making quizzes and courses: for the department and the ministry."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.common.errors import Missing, Refused
from sangsuk.learning.lessons import courses, quizzing, standing
from sangsuk.learning.lessons.words import QUESTION_KINDS, QUIZ_STATES
from sangsuk.learning.models import Course, CourseLesson, Quiz

from ...doors import WORKING, DeskRequest, came_too_late, desk
from ..parts import part_page
from ..quiz_forms import CourseForm, QuestionForm, QuizForm

AT = "quizzes"


@desk(roles=WORKING)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    standing.check_organiser(request.actor)
    context = {
        "quizzes": [(one, QUIZ_STATES[one.state]) for one in Quiz.objects.order_by("-id")[:200]],
        "courses": [(one, QUIZ_STATES[one.state]) for one in Course.objects.order_by("-id")[:200]],
    }  # fmt: skip
    return part_page(request, "desk/learning/quizzes.html", context, at=AT)


def _quiz(request: DeskRequest, code: str) -> Quiz:
    standing.check_organiser(request.actor)
    return quizzing.quiz(code, request.actor)


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: DeskRequest, code: str = "") -> HttpResponse:
    """A new one, or one that is there: its facts, and its questions below."""
    standing.check_organiser(request.actor)
    quiz = _quiz(request, code) if code else None
    form = QuizForm(request.POST) if request.method == "POST" else QuizForm(initial=QuizForm.of(quiz))
    if request.method == "POST" and form.is_valid() and not came_too_late(request, form):
        try:
            made = quizzing.save(quiz, by=request.actor, **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, str(_("บันทึกแบบทดสอบแล้ว")))
            return redirect("desk:quiz_edit", made.code)
    rows = [(one, QUESTION_KINDS[one.kind]) for one in quizzing.questions(quiz)] if quiz else []
    context = {"quiz": quiz, "form": form, "rows": rows, "state": QUIZ_STATES[quiz.state] if quiz else ""}
    return part_page(request, "desk/learning/quiz_edit.html", context, at=AT, status=422 if form.errors else 200)


@desk(roles=WORKING)
@require_POST
def state(request: DeskRequest, code: str) -> HttpResponse:
    quizzing.set_state(_quiz(request, code), request.POST.get("state", ""), by=request.actor)
    messages.success(request, str(_("บันทึกแล้ว")))
    return redirect("desk:quiz_edit", code)


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: DeskRequest, code: str, question: str = "") -> HttpResponse:
    """`question`: its key; "" for a new one."""
    quiz, key = _quiz(request, code), question
    row = next((one for one in quizzing.questions(quiz) if one.key == key), None)
    if key and row is None:
        raise Missing("no_question", _("ไม่พบคำถามนี้"))
    first = QuestionForm.of(row) if row else {"kind": "one"}
    form = QuestionForm(request.POST) if request.method == "POST" else QuestionForm(initial=first)
    if request.method == "POST" and form.is_valid() and not came_too_late(request, form):
        try:
            quizzing.save_question(quiz, key, by=request.actor, **form.told())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, str(_("บันทึกคำถามแล้ว")))
            return redirect("desk:quiz_edit", quiz.code)
    context: dict[str, Any] = {"quiz": quiz, "row": row, "form": form}
    return part_page(request, "desk/learning/question.html", context, at=AT, status=422 if form.errors else 200)


@desk(roles=WORKING)
@require_POST
def retire(request: DeskRequest, code: str, question: str) -> HttpResponse:
    quizzing.retire_question(_quiz(request, code), question, by=request.actor)
    messages.success(request, str(_("เลิกถามข้อนี้แล้ว ผลที่ตอบไปก่อนยังอยู่")))
    return redirect("desk:quiz_edit", code)


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def course(request: DeskRequest, code: str = "") -> HttpResponse:
    standing.check_organiser(request.actor)
    found = courses.course(code, request.actor) if code else None
    steps = CourseLesson.objects.filter(course=found).select_related("lesson").order_by("order") if found else []
    first = CourseForm.of(found, [step.lesson.code for step in steps]) if found else {}
    quizzes = list(Quiz.objects.exclude(state="closed").order_by("-id")[:200])
    form = (
        CourseForm(request.POST, quizzes=quizzes)
        if request.method == "POST"
        else CourseForm(initial=first, quizzes=quizzes)
    )
    if request.method == "POST" and form.is_valid() and not came_too_late(request, form):
        try:
            made = courses.save(found, by=request.actor, **form.told())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, str(_("บันทึกหลักสูตรแล้ว")))
            return redirect("desk:course_edit", made.code)
    context = {"course": found, "form": form, "state": QUIZ_STATES[found.state] if found else ""}
    return part_page(request, "desk/learning/course_edit.html", context, at=AT, status=422 if form.errors else 200)


@desk(roles=WORKING)
@require_POST
def course_state(request: DeskRequest, code: str) -> HttpResponse:
    standing.check_organiser(request.actor)
    courses.set_state(courses.course(code, request.actor), request.POST.get("state", ""), by=request.actor)
    messages.success(request, str(_("บันทึกแล้ว")))
    return redirect("desk:course_edit", code)
