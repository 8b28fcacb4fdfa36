"""Addresses of what people see in us, and of the improvement list."""

from django.urls import URLPattern, path

from .views import improvements, voices


def paths() -> list[URLPattern]:
    return [
        path("voices", voices.voices, name="voices"),
        path("voices/csv", voices.as_sheet, {"kind": "csv"}, name="voices_csv"),
        path("voices/xlsx", voices.as_sheet, {"kind": "xlsx"}, name="voices_xlsx"),
        path("improvements", improvements.listed, name="improvements"),
        path("improvements/<int:pk>", improvements.one, name="improvement"),
        path("improvements/<int:pk>/<slug:name>", improvements.move, name="improvement_move"),
    ]
