"""Addresses of the docket of mediations. Fixed words before numbers."""

from django.urls import URLPattern, path

from .views import mediation, mediators


def paths() -> list[URLPattern]:
    """Made when asked for: the converter of numbers must be known by then."""
    return [
        path("mediations", mediation.listed, name="mediations"),
        path("mediations/new", mediation.new, name="mediation_new"),
        path("mediations/calendar", mediation.calendar, name="mediation_calendar"),
        path("mediations/mediators", mediators.listed, name="mediators"),
        path("mediations/mediators/<int:mediator_id>/end", mediators.end, name="mediator_end"),
        path("mediations/<number:number>", mediation.one, name="mediation"),
        path("mediations/<number:number>/moves/<slug:name>", mediation.move, name="mediation_move"),
        path("mediations/<number:number>/reveal", mediation.reveal, name="mediation_reveal"),
        path("mediations/<number:number>/contract", mediation.contract, name="mediation_contract"),
    ]
