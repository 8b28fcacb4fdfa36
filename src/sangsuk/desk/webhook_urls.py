"""Addresses of what offices' own systems are told."""

from django.urls import URLPattern, path

from .views import webhooks


def paths() -> list[URLPattern]:
    return [
        path("webhooks", webhooks.listed, name="webhooks"),
        path("webhooks/<int:hook_id>/<slug:deed>", webhooks.act, name="webhook_act"),
    ]
