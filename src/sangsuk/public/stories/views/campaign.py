"""The page of a campaign: what it asks for, until when, what happens then; before, during and after its window."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from sangsuk.stories.campaigns import queries as campaigns
from sangsuk.stories.judging import queries as judging

from ...doors import open_door
from ...views.failures import page


@open_door
@require_safe
def campaign(request: HttpRequest, code: str) -> HttpResponse:
    found, now, language = campaigns.shown(code), timezone.now(), get_language() or "th"
    context = {
        "campaign": found, "title": found.title(language), "purpose": found.purpose(language),
        "stands": campaigns.stands(found, now), "phases": campaigns.phases(found, now),
        "questions": [(one.get("en") or one["th"]) if language == "en" else one["th"] for one in found.questions],
        "judgings": judging.of_campaign(found.code), "canonical": settings.SITE_URL + request.path,
        "others": [one for one in campaigns.open_now(now) if one.code != found.code],
    }  # fmt: skip
    return page(request, "public/stories/campaign.html", context)
