"""Addresses of this wing."""

from django.urls import URLPattern


def paths() -> list[URLPattern]:
    return []
