"""Addresses of this wing."""

from django.urls import URLPattern, path

from . import figure_urls
from .views import home


def paths() -> list[URLPattern]:
    return [
        path("flagships", home.home, name="flagships"),
        *figure_urls.paths(),
    ]
