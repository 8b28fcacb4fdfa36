"""Addresses of telling a story, of campaigns, and of one's own story."""

from django.urls import URLPattern, path

from . import answers_urls
from .views import (
    campaign,
    files,
    mine,
    send,
    write,
)


def paths() -> list[URLPattern]:
    return [
        path("stories/campaigns/<slug:code>", campaign.campaign, name="campaign"),
        path("stories/write", write.begin, name="write"),
        path("stories/write/<uuid:token>/office", write.office, name="write_office"),
        path("stories/write/<uuid:token>/text", write.text, name="write_text"),
        path("stories/write/<uuid:token>/save", write.save, name="write_save"),
        path("stories/write/<uuid:token>/about", write.about, name="write_about"),
        path("stories/write/<uuid:token>/you", write.you, name="write_you"),
        path("stories/write/<uuid:token>/review", send.review, name="write_review"),
        path("stories/write/<uuid:token>/proof", send.proof, name="write_proof"),
        path("stories/write/<uuid:token>/receipt", send.receipt, name="write_receipt"),
        path("stories/write/<uuid:token>/keep", send.keep, name="write_keep"),
        path("stories/write/<uuid:token>/files/<int:file_id>", send.draft_file, name="write_file"),
        path("stories/write/<uuid:token>/files/<int:file_id>/remove", write.remove_file, name="write_remove_file"),
        path("stories/write/<uuid:token>/parts", files.parts_of, name="write_parts"),
        path("stories/write/<uuid:token>/parts/<uuid:part_id>", files.part, name="write_part"),
        path("stories/write/<uuid:token>/parts/<uuid:part_id>/done", files.done, name="write_part_done"),
        path("stories/mine", mine.find, name="my_stories"),
        path("stories/mine/<str:code>/<str:key>", mine.story, name="my_story"),
        path("stories/mine/<str:code>/<str:key>/files/<int:file_id>", mine.file, name="my_story_file"),
        path("me/stories/<str:code>", mine.listed, name="my_listed_story"),
        path("me/stories/<str:code>/files/<int:file_id>", mine.listed_file, name="my_listed_story_file"),
        path("me/stories/<str:code>/<slug:name>", mine.listed_move, name="my_listed_story_move"),
        *answers_urls.hers(),
        path("stories/mine/<str:code>/<str:key>/<slug:name>", mine.move, name="my_story_move"),
    ]
