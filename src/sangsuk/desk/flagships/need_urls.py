"""Addresses of needs and of urgent policies."""

from django.urls import URLPattern, path

from .views import needs


def paths() -> list[URLPattern]:
    return [
        path("flagships/needs", needs.listed, name="needs"),
        path("flagships/needs/<slug:code>", needs.one, name="needs_of"),
        path("flagships/policies", needs.policies, name="policies"),
        path("flagships/policies/<slug:code>", needs.policy, name="policy"),
        path("flagships/policies/<slug:code>/offices.csv", needs.policy_csv, name="policy_csv"),
    ]
