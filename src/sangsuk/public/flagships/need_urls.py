"""Address of what citizens told of a project, and what was done."""

from django.urls import URLPattern, path

from .views import needs


def paths() -> list[URLPattern]:
    return [path("flagships/<slug:code>/needs", needs.project, name="project_needs")]
