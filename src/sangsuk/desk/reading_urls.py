"""Addresses of the log of readings."""

from django.urls import URLPattern, path

from .views import readings


def paths() -> list[URLPattern]:
    return [
        path("readings", readings.readings, name="readings"),
        path("readings/figures", readings.figures, name="reading_figures"),
        path("readings/<int:alarm_id>", readings.decide, name="reading_decide"),
        path("readings/second/<int:look_id>", readings.second, name="reading_second"),
    ]
