"""Addresses of the feedback card. Short, because they hang on walls; see `stories.cards.posters.PATH`."""

from django.urls import URLPattern, path

from .views import cards


def paths() -> list[URLPattern]:
    return [
        path("c", cards.office, name="card_office"),
        path("c/<str:code>", cards.card, name="card"),
        path("c/<str:code>/thanks", cards.thanks, name="card_thanks"),
        path("c/<str:code>/kiosk", cards.kiosk, name="kiosk"),
        path("c/<str:code>/kiosk/thanks", cards.kiosk_thanks, name="kiosk_thanks"),
    ]
