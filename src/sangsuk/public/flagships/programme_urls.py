"""Addresses of the programme for everybody."""

from django.urls import URLPattern, path

from .views import programme


def paths() -> list[URLPattern]:
    return [
        path("flagships", programme.programme, name="programme"),
        path("flagships/sdg", programme.sdg, name="programme_sdg"),
        path("flagships/strategy", programme.strategy, name="programme_strategy"),
    ]


def last() -> list[URLPattern]:
    """After all others that begin so: the code of a project may be any word."""
    return [path("flagships/<slug:code>", programme.project, name="programme_project")]
