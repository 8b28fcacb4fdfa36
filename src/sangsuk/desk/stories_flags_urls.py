"""Addresses of what readers report."""

from django.urls import URLPattern, path

from .views import stories_flags


def paths() -> list[URLPattern]:
    return [
        path("stories/flags", stories_flags.flags, name="story_flags"),
        path("stories/flags/<int:flag_id>/seen", stories_flags.seen, name="story_flag_seen"),
    ]
