"""Addresses of films at the desk."""

from django.urls import URLPattern, path

from .views import stories_films


def paths() -> list[URLPattern]:
    return [
        path("stories/films", stories_films.listed, name="story_films"),
        path("stories/films/begin/<int:pk>", stories_films.begin, name="story_film_begin"),
        path("stories/films/<slug:code>", stories_films.one, name="story_film"),
        path("stories/films/<slug:code>/add/<slug:name>", stories_films.deed, name="story_film_deed"),
        path("stories/films/<slug:code>/moves/<slug:name>", stories_films.move, name="story_film_move"),
        path("stories/films/<slug:code>/people/<int:no>/paper", stories_films.paper, name="story_film_paper"),
    ]
