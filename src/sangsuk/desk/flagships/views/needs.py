"""Need and response of each project, in the area of who asks; the open matters of an urgent policy, in a queue of their own."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sangsuk.common.cells import csv_file
from sangsuk.deadlines import queries as deadlines
from sangsuk.flagships.needs import policies as urgent
from sangsuk.flagships.needs import queries, showing, words
from sangsuk.flagships.programme import queries as programme
from sangsuk.offices import queries as offices
from sangsuk.thai import bangkok_date

from ...doors import WORKING, DeskRequest, desk, language
from ...rows import row_of
from ..parts import part_page

READERS = (*WORKING, "executive")


@desk(roles=READERS)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    """The projects of the year; counts stand on the page of each."""
    found = programme.current(request.actor)
    rows = [(card.project, card.name(language()), card.about(language())) for card in programme.cards(found)]
    context: dict[str, object] = {"rows": rows, "area": showing.area_name(showing.area_of(request.actor), language())}
    return part_page(request, "desk/flagships/needs.html", context, at="needs")


@desk(roles=READERS)
@require_safe
def one(request: DeskRequest, code: str) -> HttpResponse:
    card, now = programme.card(request.actor, code), timezone.now()
    area, offered = (
        showing.area_of(request.actor),
        showing.choices(card.project.programme.fiscal_year, bangkok_date(now)),
    )
    choice = showing.chosen(request.GET.get("year", ""), offered)
    found = queries.needs_of(code, area, choice.period, now=now)
    address = reverse("desk:needs_of", args=[code])
    context = {
        "card": card, "title": card.name(language()), "needs": found, "area": showing.area_name(area, language()), "period": choice.period,
        "tabs": [
            {"label": other.label, "url": f"{address}?year={other.code}" if other.code else address, "current": other == choice, "count": None}
            for other in offered
        ],
        "kinds": showing.kinds(found, language(), public=False), "policies": showing.policies(found, language(), public=False),
        "tones": showing.tones(found, public=False), "speaks": showing.speaks(queries.links(code, choice.period.last), language()), "least": words.LEAST,
    }  # fmt: skip
    return part_page(request, "desk/flagships/needs_of.html", context, at="needs")


@desk(roles=READERS)
@require_safe
def policies(request: DeskRequest) -> HttpResponse:
    now = timezone.now()
    rows = [(line, line.policy.name(language())) for line in urgent.lines(request.actor, now, bangkok_date(now))]
    return part_page(request, "desk/flagships/policies.html", {"rows": rows}, at="policies")


@desk(roles=READERS)
@require_safe
def policy(request: DeskRequest, code: str) -> HttpResponse:
    card, actor, now = urgent.policy(code), request.actor, timezone.now()
    found = urgent.queue(actor, code, cursor=request.GET.get("cursor", ""))
    soon = deadlines.soon_until(now, actor.province_code)
    address = reverse("desk:policy", args=[code])
    context = {
        "card": card, "title": card.name(language()), "rows": [row_of(case, actor, now, soon, ()) for case in found.items],
        "offices": [(line, _office(line.code)) for line in urgent.report(actor, code, now)],
        "older": f"{address}?{urlencode({'cursor': found.next})}" if found.next else "", "ended": not card.in_force(bangkok_date(now)),
    }  # fmt: skip
    return part_page(request, "desk/flagships/policy.html", context, at="policies")


def _office(code: str) -> str:
    card = offices.known().get(code)
    return card.name(language()) if card else code


@desk(roles=READERS)
@require_safe
def policy_csv(request: DeskRequest, code: str) -> HttpResponse:
    """How each office that she sees stands with it."""
    urgent.policy(code)
    heads = [_("รหัสหน่วยงาน"), _("หน่วยงาน"), _("ยังไม่เสร็จ"), _("เลยกำหนด"), _("เสร็จแล้ว")]
    rows = [
        [line.code, _office(line.code), line.open, line.late, line.settled]
        for line in urgent.report(request.actor, code, timezone.now())
    ]
    answer = HttpResponse(csv_file([heads, *rows]), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="policy-{code}.csv"'
    return answer
