"""Addresses of figures and their passports."""

from django.urls import URLPattern, path

from .views import figures


def paths() -> list[URLPattern]:
    return [
        path("flagships/figures", figures.country, name="figures"),
        path("flagships/figures/<str:area>", figures.area, name="figures_area"),
        path("flagships/passport/<str:code>/<str:area>/<str:period>", figures.passport, name="passport"),
        path("flagships/change/<str:code>/<str:area>/<str:period>", figures.change, name="change"),
    ]
