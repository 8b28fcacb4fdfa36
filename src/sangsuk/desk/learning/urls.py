"""Addresses of this wing."""

from django.urls import URLPattern, path

from . import lesson_urls, training_urls
from .views import home


def paths() -> list[URLPattern]:
    return [
        path("learning", home.home, name="learning"),
        *training_urls.paths(),
        *lesson_urls.paths(),
    ]
