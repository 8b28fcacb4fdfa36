"""Addresses of stories and cards for everybody. Each part has its own list; their order matters."""

from django.urls import URLPattern, path

from . import answers_urls, card_urls, gallery_urls, judging_urls, voice_urls, write_urls
from .views import claim, films


def paths() -> list[URLPattern]:
    return [
        *answers_urls.everybodys(),
        *judging_urls.paths(),
        path("stories/claim/<str:token>", claim.claim, name="claim"),
        path("films/release", films.release, name="release"),
        path("films/<slug:code>", films.film, name="film"),
        path("films/<slug:code>/file", films.file, name="film_file"),
        path("films/<slug:code>/<slug:kind>.<slug:language>.vtt", films.text, name="film_text"),
        *voice_urls.paths(),
        *card_urls.paths(),
        *write_urls.paths(),
        *gallery_urls.paths(),  # last: a code may be any eight signs
    ]
