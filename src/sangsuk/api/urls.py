"""Addresses of this face."""

from django.urls import URLPattern, URLResolver, path

from . import service
from .docs import docs

urlpatterns: list[URLPattern | URLResolver] = [
    path("openapi.json", service.openapi),
    path("docs", docs, name="api-docs"),
    path("", service.api.urls),
]
