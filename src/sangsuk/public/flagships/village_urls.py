"""Addresses of what a headman or a kamnan reports."""

from django.urls import URLPattern, path

from .views import village_sheets


def paths() -> list[URLPattern]:
    return [
        path("me/village/<int:post_id>/reports", village_sheets.listed, name="village_sheets"),
        path("me/village/<int:post_id>/reports/<int:sheet_id>", village_sheets.one, name="village_sheet"),
        path("me/village/<int:post_id>/reports/<int:sheet_id>/endorse", village_sheets.endorse, name="village_endorse"),
        path("me/village/<int:post_id>/reports/<int:sheet_id>/ask", village_sheets.ask, name="village_ask"),
    ]
