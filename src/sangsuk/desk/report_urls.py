"""Addresses of the reports."""

from django.urls import URLPattern, path

from .views import reports


def paths() -> list[URLPattern]:
    return [
        path("reports", reports.report, name="reports"),
        path("reports/<slug:name>", reports.report, name="report"),
        path("reports/<slug:name>/<slug:kind>", reports.file, name="report_file"),
    ]
