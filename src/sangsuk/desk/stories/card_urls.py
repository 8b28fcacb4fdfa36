"""Addresses of feedback cards at the desk. Fixed words before numbers."""

from django.urls import URLPattern, path

from .views import cards, papers


def paths() -> list[URLPattern]:
    return [
        path("cards", cards.listed, name="cards"),
        path("cards/points", cards.points, name="card_points"),
        path("cards/points/<str:code>/close", cards.close_point, name="card_point_close"),
        path("cards/posters.pdf", cards.posters_pdf, name="card_posters"),
        path("cards/paper.pdf", cards.paper_pdf, name="card_paper"),
        path("cards/bundles", papers.bundles, name="card_bundles"),
        path("cards/bundles/<int:bundle_id>", papers.bundle, name="card_bundle"),
        path("cards/bundles/<int:bundle_id>/close", papers.close, name="card_bundle_close"),
    ]
