"""A judging for everybody: its rubric and the fingerprint of its seed from the first day, and all of it when it is announced."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sangsuk.stories.judging import deciding, queries
from sangsuk.stories.judging.record import written
from sangsuk.stories.models.judging import UNDER_JUDGEMENT

from ...doors import open_door
from ...views.failures import page


@open_door
@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.open_to_all(code)
    if found is None:
        raise Http404
    announced = found.state == "announced"
    context = {
        "round": found, "state": queries.STATES[found.state], "criteria": list(found.criteria.all()),
        "announced": announced, "resting": found.state in UNDER_JUDGEMENT,
        "winners": deciding.winners_of(found) if announced else [], "seed": found.seed_shown if announced else "",
    }  # fmt: skip
    return page(request, "public/stories/round.html", context)


@open_door
@require_safe
def record(request: HttpRequest, code: str) -> HttpResponse:
    """The record, from which anybody chooses again. Only when announced; it names nobody."""
    found = queries.announced(code)
    if found is None:
        raise Http404
    response = HttpResponse(written(deciding.document(found)), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="selection-{found.code}.json"'
    return response
