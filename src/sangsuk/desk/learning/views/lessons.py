"""Reading lessons: the list, one of them, what there is for oneself, and how far one's office is."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.common.errors import Refused
from sangsuk.common.forms import KindForm
from sangsuk.learning.lessons import certificates, courses, learner, queries, quizzing, reading, standing
from sangsuk.learning.lessons.words import LEARNERS
from sangsuk.learning.models import Lesson, LessonRead

from ...doors import WORKING, DeskRequest, came_too_late, desk
from ...views.letters import paper_of
from .. import lesson_words as words
from ..lesson_forms import FindForm
from ..parts import ROLES, part_page


def filters_of(request: DeskRequest) -> queries.Filters:
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "kind", "category", "flagship")}
    return queries.Filters(**asked)


def older(address: str, filters: queries.Filters, cursor: str | None) -> str:
    return f"{address}?{urlencode(filters.given() | {'cursor': cursor})}" if cursor else ""


@desk(roles=ROLES)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    """Found by words, narrowed, the newest first."""
    filters = filters_of(request)
    page = queries.shelf(queries.to_learn(request.actor), filters, cursor=request.GET.get("cursor", ""))
    mine = LessonRead.objects.filter(user_id=request.actor.user_id or 0, lesson__in=[one.pk for one in page.items])
    read = set(mine.values_list("lesson_id", flat=True))
    context = {
        "form": FindForm(initial=filters.given()), "given": filters.given(), "rows": [_row(one, read) for one in page.items],
        "older": older(reverse("desk:lessons"), filters, page.next),
    }  # fmt: skip
    return part_page(request, "desk/learning/lessons.html", context, at="lessons")


def _row(lesson: Lesson, read: set[int]) -> dict[str, Any]:
    now = timezone.now()
    return {
        "lesson": lesson,
        "about": words.about(lesson),
        "read": lesson.pk in read,
        "new": learner.is_new(lesson, now),
    }


@desk(roles=ROLES)
@require_safe
def one(request: DeskRequest, code: str) -> HttpResponse:
    lesson = queries.one(code, request.actor)
    context = {
        "lesson": lesson, "about": words.about(lesson), "from": queries.source_of(lesson, request.actor),
        "read": LessonRead.objects.filter(lesson=lesson, user_id=request.actor.user_id or 0).first(),
        "quizzes": lesson.quizzes.filter(state="open").order_by("id"), "makes": standing.makes(request.actor),
    }  # fmt: skip
    return part_page(request, "desk/learning/lesson.html", context, at="lessons")


@desk(roles=ROLES)
@require_POST
def read(request: DeskRequest, code: str) -> HttpResponse:
    lesson = queries.one(code, request.actor)
    reading.read(lesson, by=request.actor)
    messages.success(request, str(_("บันทึกแล้วว่าท่านอ่านบทนี้จบ")))
    return redirect("desk:lesson", lesson.code)


@desk(roles=ROLES)
@require_safe
def mine(request: DeskRequest) -> HttpResponse:
    """What is new for her role, what she has read, what she has passed."""
    now = timezone.now()
    found = learner.desk(request.actor, now)
    rows = [_row(one, set()) for one in found.new]
    context = {
        "desk": found, "new": rows, "fresh": sum(one["new"] for one in rows), "role": LEARNERS.get(request.actor.role, ""),
    }  # fmt: skip
    return part_page(request, "desk/learning/mine.html", context, at="mine")


@desk(roles=("chief", "executive"))
@require_safe
def office(request: DeskRequest) -> HttpResponse:
    """Counts, and no list of who has not."""
    context = {"desk": learner.office(request.actor), "called": words.office(request.actor.office_code)}
    return part_page(request, "desk/learning/office.html", context, at="office")


@desk(roles=ROLES)
@require_safe
def course(request: DeskRequest, code: str) -> HttpResponse:
    found = courses.course(code, request.actor)
    (far,) = courses.standings([found], request.actor)
    context = {
        "course": found, "far": far, "steps": [(one, one.pk in far.read) for one in far.lessons],
        "tries": quizzing.attempts(found.quiz, request.actor, most=5),
    }  # fmt: skip
    return part_page(request, "desk/learning/course.html", context, at="mine")


@desk(roles=ROLES)
@require_safe
def certificate(request: DeskRequest, code: str) -> HttpResponse:
    """Her own paper."""
    row = certificates.mine(courses.course(code, request.actor).pk, request.actor)
    return paper_of(request, certificates.pdf(row), f"{row.certificate}.pdf")


class RevokeForm(KindForm):
    certificate = forms.CharField(
        label=_("รหัสใบรับรอง"), max_length=20, widget=forms.TextInput(attrs={"class": "input--short"})
    )
    why = forms.CharField(label=_("เหตุผลที่เพิกถอน"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: DeskRequest) -> HttpResponse:
    """A certificate that should not have been."""
    standing.check_organiser(request.actor)
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and not came_too_late(request, form):
        try:
            certificates.revoke(form.cleaned_data["certificate"], why=form.cleaned_data["why"], by=request.actor)
        except Refused as refused:
            form.refuse(Refused(refused.code, str(refused), refused.field or "certificate"))
        else:
            messages.success(request, str(_("เพิกถอนใบรับรองแล้ว")))
            return redirect("desk:quizzes_making")
    return part_page(
        request, "desk/learning/revoke.html", {"form": form}, at="quizzes", status=422 if form.errors else 200
    )
