"""Who has not been trained: counts for who leads or looks, names for those who may see them, both as a table to take away."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sangsuk.common.errors import NotAllowed
from sangsuk.learning.training import coverage, standing, words

from ...doors import DeskRequest, desk, language
from ..parts import part_page
from ..training_forms import CoverageForm
from .training import AT, ROLES


@desk(roles=ROLES)
@require_safe
def untrained(request: DeskRequest) -> HttpResponseBase:
    actor, now = request.actor, timezone.now()
    if not standing.may_look(actor):
        raise NotAllowed("not_yours", _("หน้านี้สำหรับศูนย์ดำรงธรรม กรม และกระทรวง"))
    given = request.GET.dict()
    if not given and actor.province_code:
        given = {"province": actor.province_code}
    form = CoverageForm(given)
    asked = form.asked()
    match request.GET.get("as"):
        case "names":
            return _csv(coverage.names_sheet(asked, actor, language=language(), now=now), "untrained-names.csv")
        case "counts":
            return _csv(coverage.counts_sheet(asked, language=language(), now=now), "trained-counts.csv")
    found = coverage.untrained(asked, actor, language=language(), now=now, cursor=request.GET.get("cursor", ""))
    query = urlencode({name: value for name in form.fields if (value := getattr(asked, name))})
    context = {
        "form": form, "told": coverage.counted(asked, language=language(), now=now), "people": found.items,
        "older": f"?{query}&cursor={found.next}" if found.next else "", "query": query,
        "names": words.looks(actor),
    }  # fmt: skip
    return part_page(request, "desk/learning/training/untrained.html", context, at=AT)


def _csv(lines: Iterator[str], name: str) -> HttpResponseBase:
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
