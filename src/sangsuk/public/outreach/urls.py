"""Addresses of this wing."""

from django.urls import URLPattern, path

from .views import coming, feeds


def paths() -> list[URLPattern]:
    return [
        path("outreach", coming.search, name="outreach"),
        path("outreach/mine/<str:token>.ics", feeds.mine, name="outreach_mine"),
        path("outreach/<str:code>.ics", feeds.feed, name="outreach_feed"),
        path("outreach/<str:code>", coming.area, name="outreach_area"),
    ]
