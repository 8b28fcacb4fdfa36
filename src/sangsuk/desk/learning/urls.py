"""Addresses of this wing."""

from django.urls import URLPattern, path

from .views import home


def paths() -> list[URLPattern]:
    return [
        path("learning", home.home, name="learning"),
    ]
