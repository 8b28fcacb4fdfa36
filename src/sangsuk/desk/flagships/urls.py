"""Addresses of this wing."""

from django.urls import URLPattern, path

from . import coverage_urls, figure_urls, indicator_urls, need_urls, programme_urls, quarterly_urls, sheet_urls
from .views import home


def paths() -> list[URLPattern]:
    return [
        path("flagships", home.home, name="flagships"),
        *programme_urls.paths(),
        *coverage_urls.paths(),
        *quarterly_urls.paths(),
        *figure_urls.paths(),
        *need_urls.paths(),
        *sheet_urls.paths(),
        *indicator_urls.paths(),
    ]
