"""Addresses of the judging: of those who organise it, and of judges."""

from django.urls import URLPattern, path

from .views import judging, packets


def paths() -> list[URLPattern]:
    return [
        path("stories/rounds", judging.listed, name="story_rounds"),
        path("stories/rounds/new", judging.new, name="story_round_new"),
        path("stories/rounds/<slug:code>", judging.one, name="story_round"),
        path("stories/rounds/<slug:code>/screen", judging.screen, name="story_round_screen"),
        path("stories/rounds/<slug:code>/record.json", judging.record, name="story_round_record"),
        path("stories/rounds/<slug:code>/do/<slug:deed>", judging.do, name="story_round_do"),
        path("stories/rounds/<slug:code>/packets/<slug:packet>", judging.entry, name="story_round_entry"),
        path("stories/packets", packets.listed, name="story_packets"),
        path("stories/packets/<slug:packet>", packets.one, name="story_packet"),
        path("stories/packets/<slug:packet>/conflict", packets.conflict, name="story_packet_conflict"),
    ]
