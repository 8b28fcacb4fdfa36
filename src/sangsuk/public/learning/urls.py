"""Addresses of this wing."""

from django.urls import URLPattern

from . import training_urls


def paths() -> list[URLPattern]:
    return [
        *training_urls.paths(),
    ]
