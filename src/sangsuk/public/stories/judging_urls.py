"""Addresses of what everybody may read of a judging."""

from django.urls import URLPattern, path

from .views import rounds


def paths() -> list[URLPattern]:
    return [
        path("stories/rounds/<slug:code>", rounds.one, name="story_round"),
        path("stories/rounds/<slug:code>/record.json", rounds.record, name="story_round_record"),
    ]
