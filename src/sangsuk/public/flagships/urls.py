"""Addresses of this wing. Each part has its own list."""

from django.urls import URLPattern

from . import figure_urls, indicator_urls, need_urls, programme_urls, village_urls


def paths() -> list[URLPattern]:
    return [
        *figure_urls.paths(),
        *need_urls.paths(),
        *village_urls.paths(),
        *programme_urls.paths(),
        *indicator_urls.paths(),
        *programme_urls.last(),
    ]
