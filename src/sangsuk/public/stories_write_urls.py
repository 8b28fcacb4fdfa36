"""Addresses of telling a story, of campaigns, and of one's own story. Part of the face's own list."""

from django.urls import path

from . import stories_answers_urls
from .views import stories_campaign, stories_files, stories_mine, stories_send, stories_write

urlpatterns = [
    path("stories/campaigns/<slug:code>", stories_campaign.campaign, name="campaign"),
    path("stories/write", stories_write.begin, name="write"),
    path("stories/write/<uuid:token>/office", stories_write.office, name="write_office"),
    path("stories/write/<uuid:token>/text", stories_write.text, name="write_text"),
    path("stories/write/<uuid:token>/save", stories_write.save, name="write_save"),
    path("stories/write/<uuid:token>/about", stories_write.about, name="write_about"),
    path("stories/write/<uuid:token>/you", stories_write.you, name="write_you"),
    path("stories/write/<uuid:token>/review", stories_send.review, name="write_review"),
    path("stories/write/<uuid:token>/proof", stories_send.proof, name="write_proof"),
    path("stories/write/<uuid:token>/receipt", stories_send.receipt, name="write_receipt"),
    path("stories/write/<uuid:token>/keep", stories_send.keep, name="write_keep"),
    path("stories/write/<uuid:token>/files/<int:file_id>", stories_send.draft_file, name="write_file"),
    path("stories/write/<uuid:token>/files/<int:file_id>/remove", stories_write.remove_file, name="write_remove_file"),
    path("stories/write/<uuid:token>/parts", stories_files.parts_of, name="write_parts"),
    path("stories/write/<uuid:token>/parts/<uuid:part_id>", stories_files.part, name="write_part"),
    path("stories/write/<uuid:token>/parts/<uuid:part_id>/done", stories_files.done, name="write_part_done"),
    path("stories/mine", stories_mine.find, name="my_stories"),
    path("stories/mine/<str:code>/<str:key>", stories_mine.story, name="my_story"),
    path("stories/mine/<str:code>/<str:key>/files/<int:file_id>", stories_mine.file, name="my_story_file"),
    path("me/stories/<str:code>", stories_mine.listed, name="my_listed_story"),
    path("me/stories/<str:code>/files/<int:file_id>", stories_mine.listed_file, name="my_listed_story_file"),
    path("me/stories/<str:code>/<slug:name>", stories_mine.listed_move, name="my_listed_story_move"),
    *stories_answers_urls.hers(),
    path("stories/mine/<str:code>/<str:key>/<slug:name>", stories_mine.move, name="my_story_move"),
]
