"""Addresses of public lessons, of practices, and of the page that verifies a certificate of a course."""

from django.urls import URLPattern, path

from .views import lessons, practices


def paths() -> list[URLPattern]:
    return [
        path("lessons", lessons.listed, name="lessons"),
        path("lessons/<slug:code>", lessons.one, name="lesson"),
        path("learning/certificates/<str:code>", lessons.certificate, name="course_certificate"),
        path("practices", practices.listed, name="practices"),
        path("practices.rss", practices.rss, name="practices_rss"),
        path("practices/<slug:code>", practices.one, name="practice"),
        path("practices/<slug:code>/files/<int:file_id>", practices.file, name="practice_file"),
    ]
