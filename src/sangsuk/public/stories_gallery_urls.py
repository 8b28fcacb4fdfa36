"""Addresses of the gallery of stories. Last of all under /stories, because a code may be any eight signs."""

from django.urls import path

from .views import stories_feeds, stories_gallery, stories_shown, stories_taken

urlpatterns = [
    path("stories", stories_gallery.gallery, name="stories"),
    path("stories/feed.rss", stories_feeds.rss, name="stories_rss"),
    path("stories/feed.atom", stories_feeds.atom, name="stories_atom"),
    path("stories/feed.json", stories_feeds.json_feed, name="stories_json_feed"),
    path("stories/open-data.csv", stories_taken.open_csv, name="stories_csv"),
    path("stories/open-data.json", stories_taken.open_json, name="stories_json"),
    path("stories/press", stories_taken.press, name="stories_press"),
    path("stories/press-kit.zip", stories_taken.kit, name="stories_kit"),
    path("stories/films", stories_gallery.films, name="stories_films"),
    path("stories/campaigns/<slug:campaign>/numbers", stories_gallery.numbers, name="stories_numbers"),
    path("stories/<str:code>", stories_gallery.story, name="one_story"),
    path("stories/<str:code>/report", stories_gallery.report, name="story_report"),
    path("stories/<str:code>/card.png", stories_shown.card, name="story_card"),
    path("stories/<str:code>/files/<int:file_id>", stories_shown.file, name="story_file"),
    path("stories/<str:code>/files/<int:file_id>/small", stories_shown.small, name="story_file_small"),
    path("sitemap.xml", stories_feeds.sitemap, name="sitemap"),
]
