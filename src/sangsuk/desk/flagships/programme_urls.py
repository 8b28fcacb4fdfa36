"""Addresses of programmes and their projects at the desk."""

from django.urls import URLPattern, path

from .views import programmes, projects


def paths() -> list[URLPattern]:
    return [
        path("flagships/programmes", programmes.listed, name="programmes"),
        path("flagships/programmes/new", programmes.new, name="programme_new"),
        path("flagships/programmes/<slug:code>", programmes.one, name="programme_of"),
        path("flagships/programmes/<slug:code>/name", programmes.name, name="programme_name"),
        path("flagships/programmes/<slug:code>/copy", programmes.copy, name="programme_copy"),
        path("flagships/programmes/<slug:code>/table.csv", programmes.taken, name="programme_taken"),
        path("flagships/programmes/<slug:code>/table", programmes.brought, name="programme_brought"),
        path("flagships/programmes/<slug:code>/moves/<slug:name>", programmes.move, name="programme_move"),
        path("flagships/programmes/<slug:code>/parts/<int:no>", programmes.part, name="programme_part"),
        path("flagships/programmes/<slug:code>/projects/new", programmes.new_project, name="programme_project_new"),
        path("flagships/projects/<slug:code>", projects.one, name="programme_project"),
        path("flagships/projects/<slug:code>/text", projects.text, name="programme_text"),
        path("flagships/projects/<slug:code>/part", projects.place, name="programme_place"),
        path("flagships/projects/<slug:code>/situation", projects.situation, name="programme_situation"),
        path("flagships/projects/<slug:code>/remove", projects.remove, name="programme_remove"),
        path("flagships/projects/<slug:code>/aims/<slug:framework>", projects.aims, name="programme_aims"),
    ]
