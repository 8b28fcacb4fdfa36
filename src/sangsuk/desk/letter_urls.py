"""Addresses of letters and register books."""

from django.urls import URLPattern, path

from .views import letters, registers


def paths() -> list[URLPattern]:
    """Made when asked for: the converter of numbers must be known by then."""
    one = "cases/<number:number>/letters"
    return [
        path(one, letters.listed, name="letters"),
        path(f"{one}/<int:letter_id>", letters.letter, name="letter"),
        path(f"{one}/<int:letter_id>/pdf", letters.pdf, name="letter_pdf"),
        path(f"{one}/<int:letter_id>/pages/<int:page_no>", letters.picture, name="letter_page"),
        path("registers", registers.registers, name="registers"),
        path("registers/pdf", registers.registers_pdf, name="registers_pdf"),
    ]
