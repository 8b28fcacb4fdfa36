"""Addresses of figures at the desk: boards, passports, questions, areas that changed."""

from django.urls import URLPattern, path

from .views import areas, figures, questions


def paths() -> list[URLPattern]:
    return [
        path("flagships/figures", figures.country, name="flagship_figures"),
        path("flagships/figures/<str:area>", figures.area, name="flagship_figures_area"),
        path("flagships/passport/<str:code>/<str:area>/<str:period>", figures.passport, name="flagship_passport"),
        path("flagships/change/<str:code>/<str:area>/<str:period>", figures.change, name="flagship_change"),
        path("flagships/questions", questions.listed, name="flagship_questions"),
        path("flagships/questions/<int:pk>", questions.answer, name="flagship_question"),
        path("flagships/areas", areas.listed, name="flagship_areas"),
        path("flagships/areas/withdraw", areas.withdraw, name="flagship_area_withdraw"),
    ]
