"""Need and response of a project for everybody: counts only, none of fewer than ten, nothing of a sealed matter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sangsuk.flagships.needs import queries, showing, words
from sangsuk.flagships.programme import queries as programme
from sangsuk.places import queries as places
from sangsuk.thai.dates import bangkok_date

from ...doors import open_door


@open_door
@require_safe
def project(request: HttpRequest, code: str) -> HttpResponse:
    card, language, now = (
        programme.card(None, code),
        get_language() or "th",
        timezone.now().replace(second=0, microsecond=0),
    )
    offered = showing.choices(card.project.programme.fiscal_year, bangkok_date(now))
    choice = showing.chosen(request.GET.get("year", ""), offered)
    known = {one.code: one.title(language) for one in places.provinces()}
    area = request.GET.get("province", "")
    area = area if area in known else ""
    found = queries.public(code, area, choice.period.first, choice.period.last, now)
    context = {
        "card": card, "title": card.name(language), "needs": found, "area": showing.area_name(area, language), "province": area, "year": choice.code,
        "period": choice.period, "choices": offered, "provinces": [("", _("ทั้งประเทศ")), *sorted(known.items(), key=lambda one: one[1])],
        "n": {name: queries.floored(getattr(found, name)) for name in ("cases", "stories", "improved", "kept")},
        "kinds": showing.kinds(found, language, public=True), "policies": showing.policies(found, language, public=True),
        "tones": showing.tones(found, public=True),
        "told_apart": showing.told_apart(found), "speaks": showing.speaks(queries.links(code, choice.period.last), language), "least": words.LEAST,
        "address": reverse("public:project_needs", args=[code]),
    }  # fmt: skip
    return render(request, "public/flagships/needs.html", context)
