"""Addresses of films at the desk."""

from django.urls import URLPattern, path

from .views import films


def paths() -> list[URLPattern]:
    return [
        path("stories/films", films.listed, name="story_films"),
        path("stories/films/begin/<int:pk>", films.begin, name="story_film_begin"),
        path("stories/films/<slug:code>", films.one, name="story_film"),
        path("stories/films/<slug:code>/add/<slug:name>", films.deed, name="story_film_deed"),
        path("stories/films/<slug:code>/moves/<slug:name>", films.move, name="story_film_move"),
        path("stories/films/<slug:code>/people/<int:no>/paper", films.paper, name="story_film_paper"),
    ]
