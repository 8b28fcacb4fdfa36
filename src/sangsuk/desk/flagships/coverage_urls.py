"""Addresses of the matrix of districts and projects at the desk."""

from django.urls import URLPattern, path

from .views import coverage


def paths() -> list[URLPattern]:
    return [
        path("flagships/coverage", coverage.home, name="coverage"),
        path("flagships/coverage/silent", coverage.silent, name="coverage_silent"),
        path("flagships/coverage/file.<slug:kind>", coverage.file, name="coverage_file"),
        path("flagships/coverage/<slug:code>", coverage.area, name="coverage_of"),
        path("flagships/coverage/<slug:code>/say", coverage.say, name="coverage_say"),
        path("flagships/coverage/<slug:code>/seen", coverage.look_all, name="coverage_look_all"),
        path("flagships/coverage/<slug:code>/<slug:project>/<slug:name>", coverage.look, name="coverage_look"),
    ]
