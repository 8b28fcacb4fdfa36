"""What each indicator counts and how, in plain words, for everybody."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sangsuk.common.errors import Missing
from sangsuk.flagships.indicators import queries, telling, words
from sangsuk.flagships.indicators.cards import IndicatorCard
from sangsuk.flagships.models import Indicator, IndicatorVersion, Programme, ProjectText
from sangsuk.flagships.words import DRAFT
from sangsuk.thai.dates import bangkok_date

from ...doors import open_door


def _names(programme: str, language: str) -> dict[str, tuple[int, str]]:
    texts = ProjectText.objects.filter(project__programme=programme).select_related("project")
    newest = texts.order_by("project_id", "-version").distinct("project_id")
    return {one.project_id: (one.project.number, one.name(language)) for one in newest}


@open_door
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """All of the newest programme, or of one that is asked for by its code."""
    language, today = get_language() or "th", bangkok_date(timezone.now())
    known = Programme.objects.exclude(state=DRAFT).order_by("-fiscal_year", "code")
    code = request.GET.get("programme", "")
    programme = known.filter(pk=code).first() if code else known.first()
    if programme is None:
        raise Missing("no_programme", _("ไม่พบโครงการประจำปีนี้"))
    cards = queries.in_force(programme.pk, today)
    chapters = [
        {"number": number, "name": name, "rows": [_line(card, language) for card in cards if card.project == project]}
        for project, (number, name) in sorted(_names(programme.pk, language).items(), key=lambda one: one[1])
    ]
    context = {
        "programme": programme.name(language),
        "chapters": chapters,
        "canonical": settings.SITE_URL + request.path,
    }
    return render(request, "public/flagships/indicators.html", context)


def _line(card: IndicatorCard, language: str) -> tuple[str, str, str, object]:
    return card.code, card.name(language), card.unit.name(language), words.KINDS[card.kind]


@open_door
@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    language, today = get_language() or "th", bangkok_date(timezone.now())
    found = (
        Indicator.objects.select_related("project__programme").filter(pk=code).exclude(project__programme__state=DRAFT)
    )
    row = found.first()
    versions = (
        list(IndicatorVersion.objects.filter(indicator=row, valid_from__lte=today).order_by("-version")) if row else []
    )
    if row is None or not versions:
        raise Missing("no_indicator", _("ไม่พบตัวชี้วัดนี้"))
    cards = queries.by_code(row.project.programme_id, today)
    card = cards.get(code) or queries.card_of(versions[0], row, queries.units())
    context = {
        "card": card, "name": card.name(language), "definition": card.definition(language),
        "told": telling.told(card, telling.names(cards, language), today, language),
        "project": _names(row.project.programme_id, language)[row.project_id][1],
        "versions": [(one, one.name(language)) for one in versions], "ended": row.valid_to if row.valid_to and row.valid_to <= today else None,
        "canonical": settings.SITE_URL + reverse("public:indicator", args=[code]),
    }  # fmt: skip
    return render(request, "public/flagships/indicator.html", context)
