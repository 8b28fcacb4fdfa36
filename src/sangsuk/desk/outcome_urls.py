"""Addresses of the call-backs and of the outcomes."""

from django.urls import URLPattern, path

from .views import callbacks, outcomes


def paths() -> list[URLPattern]:
    return [
        path("callbacks", callbacks.listed, name="callbacks"),
        path("callbacks/<number:number>", callbacks.call, name="callback"),
        path("callbacks/<number:number>/reveal", callbacks.reveal, name="callback_reveal"),
        path("outcomes", outcomes.outcomes, name="outcomes"),
        path("outcomes/xlsx", outcomes.sheet, name="outcomes_sheet"),
    ]
