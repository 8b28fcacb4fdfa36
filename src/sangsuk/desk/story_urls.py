"""Addresses of the stories' desk. Each part has its own list."""

from django.urls import URLPattern, path

from . import stories_answers_urls, stories_film_urls, stories_flags_urls, stories_judging_urls, stories_moderation_urls
from .views import stories_campaigns, stories_home, stories_sources


def paths() -> list[URLPattern]:
    return [
        path("stories", stories_home.home, name="stories"),
        *stories_moderation_urls.paths(),
        *stories_flags_urls.paths(),
        path("stories/campaigns", stories_campaigns.listed, name="story_campaigns"),
        path("stories/campaigns/new", stories_campaigns.new, name="story_campaign_new"),
        path("stories/campaigns/<slug:code>", stories_campaigns.one, name="story_campaign"),
        path("stories/campaigns/<slug:code>/copy", stories_campaigns.copy, name="story_campaign_copy"),
        path("stories/campaigns/<slug:code>/consent", stories_campaigns.say_consent, name="story_campaign_consent"),
        *stories_film_urls.paths(),
        *stories_answers_urls.paths(),
        *stories_judging_urls.paths(),
        path("stories/sources", stories_sources.listed, name="story_sources"),
        path("stories/sources/bring", stories_sources.bring, name="story_bring"),
        path("stories/sources/<int:pk>", stories_sources.one, name="story_source"),
        path("stories/sources/<int:pk>/leave", stories_sources.leave, name="story_source_leave"),
    ]
