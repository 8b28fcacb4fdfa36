"""Addresses of this wing: news."""

from django.urls import URLPattern, path

from .views import news


def paths() -> list[URLPattern]:
    return [
        path("news", news.shelf, name="news"),
        path("news/feed.rss", news.rss, name="news_rss"),
        path("news/feed.atom", news.atom, name="news_atom"),
        path("news/pictures/<int:pk>", news.picture, name="news_picture"),
        path("news/<slug:office>/<int:year>/<int:running>", news.one, name="news_one"),
    ]
