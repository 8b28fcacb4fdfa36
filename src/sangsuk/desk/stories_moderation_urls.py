"""Addresses of the moderation of stories. Fixed words before codes."""

from django.urls import URLPattern, path

from .views import stories_duty, stories_moderation, stories_moderation_files


def paths() -> list[URLPattern]:
    return [
        path("stories/moderation", stories_moderation.queue, name="stories_moderation"),
        path("stories/moderation/next", stories_moderation.following, name="stories_moderation_next"),
        path("stories/moderation/duty", stories_duty.roster, name="stories_duty"),
        path("stories/moderation/duty/<int:turn_id>/end", stories_duty.end, name="stories_duty_end"),
        path("stories/moderation/<slug:code>", stories_moderation.one, name="stories_moderate"),
        path("stories/moderation/<slug:code>/files/<int:file_id>", stories_moderation_files.file, name="stories_file"),
        path("stories/moderation/<slug:code>/marks", stories_moderation.marks, name="stories_marks"),
        path("stories/moderation/<slug:code>/compare", stories_moderation.compare, name="stories_compare"),
        path("stories/moderation/<slug:code>/moves/<slug:name>", stories_moderation.move, name="stories_move"),
    ]
