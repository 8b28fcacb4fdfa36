"""Addresses of what indicators mean."""

from django.urls import URLPattern, path

from .views import indicators


def paths() -> list[URLPattern]:
    return [
        path("flagships/indicators", indicators.listed, name="indicators"),
        path("flagships/indicators/<str:code>", indicators.one, name="indicator"),
    ]
