"""Addresses of what readers report."""

from django.urls import URLPattern, path

from .views import flags


def paths() -> list[URLPattern]:
    return [
        path("stories/flags", flags.flags, name="story_flags"),
        path("stories/flags/<int:flag_id>/seen", flags.seen, name="story_flag_seen"),
    ]
