"""Addresses of stories for everybody. Each part has its own list."""

from django.urls import URLPattern, path

from . import stories_answers_urls, stories_judging_urls
from .views import stories_claim, stories_films


def paths() -> list[URLPattern]:
    return [
        *stories_answers_urls.everybodys(),
        *stories_judging_urls.paths(),
        path("stories/claim/<str:token>", stories_claim.claim, name="claim"),
        path("films/release", stories_films.release, name="release"),
        path("films/<slug:code>", stories_films.film, name="film"),
        path("films/<slug:code>/file", stories_films.file, name="film_file"),
        path("films/<slug:code>/<slug:kind>.<slug:language>.vtt", stories_films.text, name="film_text"),
    ]
