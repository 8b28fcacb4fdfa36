"""One minute at the counter: no account, no script, no name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from sangsuk.common.errors import Refused
from sangsuk.common.faces import range_of
from sangsuk.standards import surveying, words
from sangsuk.stories.naming import office_called

from ...doors import open_door, private
from ...views.failures import came_too_late, page
from ..forms import SurveyForm


@open_door
@private
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, code: str) -> HttpResponse:
    card = surveying.place(code)
    form, status = SurveyForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST" and not came_too_late(request, form):
        if _sent(request, form, card.code):
            return redirect("public:survey_thanks", card.code)
        status = 422
    place = office_called(card.code, get_language() or "th")
    return page(request, "public/standards/survey.html", {"form": form, "place": place}, status=status)


def _sent(request: HttpRequest, form: SurveyForm, code: str) -> bool:
    if not form.is_valid():
        return False
    channel = words.WEB if request.GET.get("from") == "web" else words.QR
    try:
        surveying.send(form.new(code, channel), network=range_of(request))
    except Refused as refused:
        form.refuse(refused)
        return False
    return True


@open_door
@private
@require_safe
def thanks(request: HttpRequest, code: str) -> HttpResponse:
    card = surveying.place(code)
    context = {"place": office_called(card.code, get_language() or "th"), "code": card.code}
    return page(request, "public/standards/thanks.html", context)
