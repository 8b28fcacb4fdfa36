"""Addresses of what people see in us."""

from django.urls import URLPattern, path

from .views import voices


def paths() -> list[URLPattern]:
    return [
        path("voices", voices.country, name="voices"),
        path("voices/region/<slug:code>", voices.region, name="voices_region"),
        path("voices/office/<slug:code>", voices.office, name="voices_office"),
        path("voices/<slug:province_code>", voices.province, name="voices_province"),
    ]
