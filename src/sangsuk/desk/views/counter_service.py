"""Asked and answered at the counter: one short page, one button, a number and a slip."""

from dataclasses import replace

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sangsuk.cases import counter, story
from sangsuk.cases.daily import replies
from sangsuk.cases.intake import Submitted
from sangsuk.common.errors import Refused
from sangsuk.privacy import notices
from sangsuk.thai.dates import date_in

from ..counter_service import ServeForm, offers
from ..doors import WORKING, DeskRequest, came_too_late, desk, language, page
from .counter import CHANNEL, remember

MISSION = "mission"


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def serve(request: DeskRequest) -> HttpResponse:
    if request.method != "POST":
        usual = {"mission": request.session.get(MISSION, "advice"), "channel": request.session.get(CHANNEL, "counter")}
        return _form(request, ServeForm(actor=request.actor, initial=usual))
    form = ServeForm(request.POST, actor=request.actor)
    good = form.is_valid()
    if came_too_late(request, form):
        return _form(request, form)
    if good:
        try:
            done = _record(request, form)
        except Refused as refused:
            form.refuse(refused)
        else:
            if done.key:
                remember(request, done.case.number, form.cleaned_data)
                request.session[MISSION] = form.cleaned_data["mission"]
                return redirect("desk:slip", number=done.case.number)
            form.add_error(None, _("แบบฟอร์มนี้บันทึกไปแล้วครั้งหนึ่งด้วยข้อความอื่น กรุณากด “รับเรื่องใหม่” แล้วเริ่มใหม่"))
    return _form(request, form, status=422)


def _record(request: DeskRequest, form: ServeForm) -> Submitted:
    """The entry, and a note if its answer began as ready words. A thin answer is counted before, so that it stays counted."""
    now, by, answer, new = timezone.now(), request.actor, form.cleaned_data["answer"], form.new()
    new = replace(new, notice=notices.shown("reporter", "", now))
    anyway = bool(form.cleaned_data["anyway"])
    counter.look_again(new, answer, by=by, anyway=anyway, now=now)
    with transaction.atomic():
        done = counter.record(new, answer, by=by, now=now, anyway=anyway, looked=True, **form.passed_on())
        if done.created and (code := request.POST.get("template", "")):
            words = replies.words(code, done.case, {}, by=by, now=now)
            replies.count_use(code, words, {"answer": answer}, done.case, by=by, now=now)
    return done


def _form(request: DeskRequest, form: ServeForm, status: int = 200) -> HttpResponse:
    office = story.office_name(request.actor.office_code)
    ready = offers(request.actor, office, date_in(timezone.now(), language(), "full"))
    said = notices.current("reporter", timezone.now(), language())
    context = {"form": form, "offers": ready, "template": request.POST.get("template", ""), "notice": said}
    return page(request, "desk/serve.html", context, here="new", status=status)
