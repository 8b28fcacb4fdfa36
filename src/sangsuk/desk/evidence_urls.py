"""Addresses of what the centre knows and can prove: the files of a case, relief, and whether it thinks like the state."""

from django.urls import URLPattern, path

from .views import evidence, relief, thinking


def paths() -> list[URLPattern]:
    """Made when asked for: the converter of numbers must be known by then."""
    one = "cases/<number:number>"
    return [
        path(f"{one}/evidence", evidence.evidence, name="evidence"),
        path(f"{one}/evidence/<int:file_id>/verify", evidence.verify, name="verify_file"),
        path(f"{one}/thinking/<slug:name>", thinking.beside, name="thinking_of"),
        path("thinking", thinking.thinking, name="thinking"),
        path("thinking/xlsx", thinking.sheet, name="thinking_sheet"),
        path("relief", relief.relief, name="relief"),
        path("relief/xlsx", relief.sheet, name="relief_sheet"),
        path("relief/cases", relief.given, name="relief_cases"),
    ]
