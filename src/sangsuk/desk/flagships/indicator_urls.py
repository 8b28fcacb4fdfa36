"""Addresses of indicators and targets at the desk."""

from django.urls import URLPattern, path

from .views import indicators, targets


def paths() -> list[URLPattern]:
    return [
        path("flagships/indicators", indicators.listed, name="indicators"),
        path("flagships/indicators.csv", indicators.export, name="indicators_csv"),
        path("flagships/indicators/bring", indicators.bring, name="indicators_bring"),
        path("flagships/indicators/new/<str:project>/<str:kind>", indicators.new, name="indicator_new"),
        path("flagships/indicators/<str:code>", indicators.one, name="indicator"),
        path("flagships/indicators/<str:code>/change", indicators.change, name="indicator_change"),
        path("flagships/indicators/<str:code>/end", indicators.end, name="indicator_end"),
        path("flagships/targets", targets.listed, name="targets"),
        path("flagships/targets.csv", targets.export, name="targets_csv"),
        path("flagships/targets/bring", targets.bring, name="targets_bring"),
        path("flagships/targets/<str:code>/<str:area>/<str:period>", targets.one, name="target"),
        path("flagships/targets/<str:code>/<str:area>/<str:period>/share", targets.share, name="target_share"),
        path("flagships/targets/<str:code>/<str:area>/<str:period>/below", targets.below, name="target_below"),
    ]
