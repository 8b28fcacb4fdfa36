"""Addresses of the reports."""

from django.urls import URLPattern, path

from .views import report_list, reports


def paths() -> list[URLPattern]:
    return [
        path("reports", report_list.listed, name="reports"),
        path("reports/area/public", reports.public, name="report_public"),
        path("reports/<slug:name>", reports.report, name="report"),
        path("reports/<slug:name>/<slug:kind>", reports.file, name="report_file"),
    ]
