"""Addresses of the moderation of stories. Fixed words before codes."""

from django.urls import URLPattern, path

from .views import duty, moderation, moderation_files


def paths() -> list[URLPattern]:
    return [
        path("stories/moderation", moderation.queue, name="stories_moderation"),
        path("stories/moderation/next", moderation.following, name="stories_moderation_next"),
        path("stories/moderation/duty", duty.roster, name="stories_duty"),
        path("stories/moderation/duty/<int:turn_id>/end", duty.end, name="stories_duty_end"),
        path("stories/moderation/<slug:code>", moderation.one, name="stories_moderate"),
        path("stories/moderation/<slug:code>/files/<int:file_id>", moderation_files.file, name="stories_file"),
        path("stories/moderation/<slug:code>/marks", moderation.marks, name="stories_marks"),
        path("stories/moderation/<slug:code>/compare", moderation.compare, name="stories_compare"),
        path("stories/moderation/<slug:code>/moves/<slug:name>", moderation.move, name="stories_move"),
    ]
