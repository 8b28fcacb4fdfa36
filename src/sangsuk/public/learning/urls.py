"""Addresses of this wing."""

from django.urls import URLPattern

from . import lesson_urls, training_urls


def paths() -> list[URLPattern]:
    return [
        *training_urls.paths(),
        *lesson_urls.paths(),
    ]
