"""Addresses of the gallery of stories, of its feeds and of what one may take away."""

from django.urls import URLPattern, path

from .views import (
    feeds,
    gallery,
    shown,
    taken,
)


def paths() -> list[URLPattern]:
    return [
        path("stories", gallery.gallery, name="stories"),
        path("stories/feed.rss", feeds.rss, name="stories_rss"),
        path("stories/feed.atom", feeds.atom, name="stories_atom"),
        path("stories/feed.json", feeds.json_feed, name="stories_json_feed"),
        path("stories/open-data.csv", taken.open_csv, name="stories_csv"),
        path("stories/open-data.json", taken.open_json, name="stories_json"),
        path("stories/press", taken.press, name="stories_press"),
        path("stories/press-kit.zip", taken.kit, name="stories_kit"),
        path("stories/films", gallery.films, name="stories_films"),
        path("stories/campaigns/<slug:campaign>/numbers", gallery.numbers, name="stories_numbers"),
        path("stories/campaigns/<slug:campaign>/numbers.csv", taken.numbers_csv, name="stories_numbers_csv"),
        path("stories/<str:code>", gallery.story, name="one_story"),
        path("stories/<str:code>/report", gallery.report, name="story_report"),
        path("stories/<str:code>/card.png", shown.card, name="story_card"),
        path("stories/<str:code>/files/<int:file_id>", shown.file, name="story_file"),
        path("stories/<str:code>/files/<int:file_id>/small", shown.small, name="story_file_small"),
        path("sitemap.xml", feeds.sitemap, name="sitemap"),
    ]
