"""Addresses of the form of a quarter at the desk."""

from django.urls import URLPattern, path

from .views import quarterly


def paths() -> list[URLPattern]:
    return [
        path("flagships/quarterly", quarterly.home, name="quarterly"),
        path("flagships/quarterly/<slug:code>", quarterly.one, name="quarterly_of"),
        path("flagships/quarterly/<slug:code>/form.<slug:kind>", quarterly.file, name="quarterly_file"),
    ]
