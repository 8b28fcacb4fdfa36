"""Addresses of the desk's stories, voices and cards. Each part has its own list."""

from django.urls import URLPattern, path

from . import answers_urls, card_urls, film_urls, flags_urls, judging_urls, moderation_urls, voice_urls
from .views import campaigns, home, sources


def paths() -> list[URLPattern]:
    return [
        path("stories", home.home, name="stories"),
        *moderation_urls.paths(),
        *flags_urls.paths(),
        path("stories/campaigns", campaigns.listed, name="story_campaigns"),
        path("stories/campaigns/new", campaigns.new, name="story_campaign_new"),
        path("stories/campaigns/<slug:code>", campaigns.one, name="story_campaign"),
        path("stories/campaigns/<slug:code>/answers.<slug:form>", campaigns.answers, name="story_campaign_answers"),
        path("stories/campaigns/<slug:code>/copy", campaigns.copy, name="story_campaign_copy"),
        path("stories/campaigns/<slug:code>/consent", campaigns.say_consent, name="story_campaign_consent"),
        *film_urls.paths(),
        *answers_urls.paths(),
        *judging_urls.paths(),
        path("stories/sources", sources.listed, name="story_sources"),
        path("stories/sources/bring", sources.bring, name="story_bring"),
        path("stories/sources/<int:pk>", sources.one, name="story_source"),
        path("stories/sources/<int:pk>/leave", sources.leave, name="story_source_leave"),
        *voice_urls.paths(),
        *card_urls.paths(),
    ]
