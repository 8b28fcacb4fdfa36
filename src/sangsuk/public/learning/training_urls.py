"""Addresses of what anybody may know of training, and of whether a certificate is true."""

from django.urls import URLPattern, path

from .views import training


def paths() -> list[URLPattern]:
    return [
        path("trainings", training.listed, name="trainings"),
        path("trainings/in/<str:token>", training.scanned, name="training_in"),
        path("trainings/certificates", training.check, name="training_check"),
        path("trainings/certificates/<str:code>", training.certificate, name="training_verified"),
        path("trainings/<slug:code>", training.one, name="training_one"),
        path("trainings/<slug:code>.ics", training.calendar, name="training_ics"),
    ]
