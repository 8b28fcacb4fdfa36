"""Addresses of repeats: what is alike and joined, and the lists of groups."""

from django.urls import URLPattern, path

from .views import groups, repeats, supporters


def paths() -> list[URLPattern]:
    """Included by `urls`, where the converter of case numbers is registered."""
    return [
        path("cases/<number:number>/repeats", repeats.repeated, name="repeats"),
        path("cases/<number:number>/repeats/unlink", repeats.unlink, name="unlink"),
        path("cases/<number:number>/repeats/<slug:deed>", repeats.join, name="join"),
        path("cases/<number:number>/groups", groups.bring, name="group_bring"),
        path("cases/<number:number>/groups/looked/<uuid:token>", groups.keep, name="group_keep"),
        path("cases/<number:number>/groups/<int:group_id>", groups.names, name="group_names"),
        path("cases/<number:number>/groups/<int:group_id>/leader", supporters.leader, name="group_leader"),
        path("cases/<number:number>/supporters/off", supporters.take_off, name="supporter_off"),
        path("groups/template.xlsx", groups.template, name="group_template"),
    ]
